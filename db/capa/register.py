"""The register of corrective and preventive actions, as ``site.capa``."""

from __future__ import annotations

from datetime import date

from db.capa import machine
from db.capa.pressing import PLACE, pressing
from db.capa.signables import TABLE, signable
from db.capa.steps import CapaSteps
from db.signing.folder import ToSign
from db.signing.signable import Ink, Pen
from db.store.change import Change
from db.store.query import Query
from db.store.rights import readable, rights
from db.waiting import Waiting

_MOST = 500  # whoever has more that waits has another problem


class Capas(CapaSteps):
    """Bound to one open store."""

    def waiting(self, today: date, most: int | None = None) -> tuple[Waiting, ...]:
        """Actions, targets and checks that are overdue or due within two weeks; plans that wait for approval; ``most``
        of each by name."""
        return pressing(self._store, today, most) if readable(self._store, TABLE) else ()

    def to_sign(self) -> tuple[ToSign, ...]:
        """Plans and closures that wait for a signature the acting user may put."""
        actor = self._store.actor
        if not readable(self._store, TABLE) or not rights()[TABLE].may(actor.role, "u"):
            return ()
        own = self._acting_person()
        found = []
        for step, act in ((machine.PLAN, machine.APPROVE), (machine.EFFECTIVENESS, machine.CLOSE)):
            way = machine.transition(step, act)
            assert way is not None
            for one in self.list(Query(where={"step": (step,)}, limit=_MOST)).rows:
                mine = own is not None and own == one.owner_id
                if not mine and not machine.missing(way, self.facts(one.id), signing=True):
                    content = signable(self.file(one.id), way.signed, one.round)
                    found.append(ToSign(f"{act}/{one.id}", content, way.signed, one.step_day, PLACE, one.id))
        return tuple(found)

    def signed(self, change: Change, item: ToSign, signer: Pen | Ink) -> None:
        """The signing folder's way to ``sign_within``."""
        act, _, capa_id = item.key.partition("/")
        self.sign_within(change, capa_id, act, signer)

    def late(self) -> int:
        """How many of the open ones are overdue: the rail's figure; 0 for who may not read them."""
        if not readable(self._store, TABLE):
            return 0
        return self.standing().overdue
