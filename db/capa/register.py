"""The register of corrective and preventive actions, as ``site.capa``."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from datetime import date, timedelta

from db.capa import machine
from db.capa.signables import TABLE, signable
from db.capa.steps import CapaSteps
from db.days import from_iso
from db.folding import written_name
from db.signing.folder import ToSign
from db.signing.signable import Ink, Pen
from db.store.change import Change
from db.store.query import Query
from db.store.rights import readable, rights
from db.waiting import MISSING, OVERDUE, SOON, Waiting

PLACE = "capa"
_AHEAD = timedelta(days=14)
_OPEN = ", ".join(f"'{step}'" for step in machine.OPEN_STEPS)
_MOST = 500  # whoever has more that waits has another problem


class Capas(CapaSteps):
    """Bound to one open store."""

    def waiting(self, today: date) -> tuple[Waiting, ...]:
        """Actions, targets and checks that are overdue or due within two weeks; plans that wait for approval."""
        if not readable(self._store, TABLE):
            return ()
        found = [*self._due_actions(today), *self._due_itself(today)]
        for one in self.list(Query(where={"step": (machine.PLAN,)}, limit=_MOST), today).rows:
            way = machine.transition(machine.PLAN, machine.APPROVE)
            if way is not None and not machine.missing(way, self.facts(one.id), signing=True):
                name = f"{one.number} {one.title}"
                found.append(Waiting("capa-approval", MISSING, one.step_day, name, one.owner, PLACE, one.id))
        return tuple(found)

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
                    found.append(ToSign(f"{act}/{one.id}", content, way.signed, one.step_day, PLACE))
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

    def _due_actions(self, today: date) -> list[Waiting]:
        rows = self._store.rows(
            "SELECT a.due, a.what, c.id, c.number, p.family_name, p.given_name FROM capa_action AS a "
            "CROSS JOIN capa AS c ON c.id = a.capa JOIN person AS p ON p.id = a.owner "
            f"WHERE a.done IS NULL AND a.dropped = 0 AND a.due <= ? AND c.step IN ({_OPEN}) ORDER BY a.due LIMIT ?",
            ((today + _AHEAD).isoformat(), _MOST),
        )
        found = []
        for due, what, capa_id, number, family, given in rows:
            day = from_iso(due)
            assert day is not None
            short = what.split("\n", 1)[0]
            title = f"{number} {short if len(short) <= 90 else short[:89] + '…'}"
            found.append(self._one("capa-action", today, day, title, written_name(family, given), capa_id))
        return found

    def _due_itself(self, today: date) -> list[Waiting]:
        """Effectiveness checks, and targets of those whose actions are all done."""
        check = f"CASE WHEN c.step = '{machine.EFFECTIVENESS}' THEN c.check_due END"
        rows = self._store.rows(
            f"SELECT c.step, min(coalesce({check}, c.target), coalesce(c.target, {check})) AS day, c.id, c.number, "
            "c.title, o.family_name, o.given_name FROM capa AS c LEFT JOIN person AS o ON o.id = c.owner "
            f"WHERE c.step IN ({_OPEN}) AND day <= ? AND (c.step = '{machine.EFFECTIVENESS}' OR NOT EXISTS "
            "(SELECT 1 FROM capa_action AS a WHERE a.capa = c.id AND a.done IS NULL AND a.dropped = 0)) "
            "ORDER BY day, c.id LIMIT ?",
            ((today + _AHEAD).isoformat(), _MOST),
        )
        found = []
        for step, text, capa_id, number, title, family, given in rows:
            day, owner = from_iso(text), written_name(family, given) if family else ""
            assert day is not None
            kind = "capa-check" if step == machine.EFFECTIVENESS else "capa-target"
            found.append(self._one(kind, today, day, f"{number} {title}", owner, capa_id))
        return found

    @staticmethod
    def _one(kind: str, today: date, day: date, title: str, owner: str, capa_id: str) -> Waiting:
        return Waiting(kind, OVERDUE if day < today else SOON, day, title, owner, PLACE, capa_id)
