"""An open workspace with a signed-in person; hands out the registers.

Only one thread may use it: the one that opened it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from db.access.register import Access
from db.access.waiting import LISTS
from db.backup.journal import write_where_due
from db.backup.register import Backups
from db.capa.register import Capas
from db.clock import Clock
from db.delegation.register import Delegation
from db.errors import Known, Refused
from db.evidence.register import EvidenceFiles
from db.incidents.register import Incidents
from db.oversight.facts import Gap
from db.oversight.register import Oversight
from db.plans.register import Plans
from db.redaction.register import Redactions
from db.retention.register import Retention
from db.risk.register import Risks
from db.roster.register import Roster
from db.signing.folder import HasToSign, ToSign
from db.signing.register import Signing
from db.signing.signable import Ink, Pen
from db.store.query import Query
from db.store.rights import readable, rights
from db.store.store import Change, Store
from db.training.introduction import Introductions
from db.training.reading import ReadAndUnderstood
from db.training.register import Training
from db.waiting import Waiting, first_of
from db.workspace import change_key, drafts
from db.workspace.session import Session
from db.workspace.settings import SITE_NAME, read_setting

if TYPE_CHECKING:
    from db.store.trail import Trail
    from db.store.users import Actor, Users
    from db.vault.unlocked import SigningAct


class Site:
    """The registers of one site, bound to one person and one connection."""

    def __init__(self, store: Store, *, name: str, demonstration: bool, session: Session | None = None) -> None:
        """``session`` is how it was unlocked; without one nobody can sign or enrol here."""
        self.store = store
        self.name = name
        self.demonstration = demonstration
        self._session = session
        self.evidence = EvidenceFiles(store)
        self.people = Roster(store)
        self.training = Training(store)
        self.signing = Signing(store)
        self.introductions = Introductions(store, self.training, self.signing)
        self.reading = ReadAndUnderstood(store, self.training, self.signing, self.evidence)
        self.capa = Capas(store, self.signing)
        self.risk = Risks(store, self.signing, self.capa.open_from)
        self.incidents = Incidents(store, self.capa.open_from, self.risk.insert_finding, self.signing)
        self.backups = Backups(store)
        holding = self._backups_holding
        self.retention = Retention(store, self.signing, self._want_new_key, holding, self._ended)
        self.delegation = Delegation(
            store, self.signing, self.training, self.incidents.open_deviation, self.people.succeed_within
        )
        ends = (self.delegation.leaves, self.people.end_within)
        self.access = Access(store, self.evidence, self.signing, store.users.person_of, ends=ends)
        self.oversight = Oversight(store, self.signing, self.evidence, self._training_gaps, self.capa.open_from)
        self.redaction = Redactions(store, self.signing, self._want_new_key, holding, self._ended)
        self.plans = Plans(store, self.signing, self.training, lambda study: len(self._training_gaps(study)))

    def _backups_holding(self) -> list[str]:
        """Files of the backups that hold what the database holds now."""
        return [one.file for one in self.backups.holding()]

    @classmethod
    def of(cls, session: Session) -> Site:
        """The registers of what ``open_workspace`` opened."""
        name = read_setting(session.store, SITE_NAME, session.label.site)
        return cls(session.store, name=name, demonstration=session.label.demonstration, session=session)

    @property
    def session(self) -> Session:
        """How it was unlocked. Raises Refused where it was not unlocked by a person."""
        if self._session is None:
            raise Refused("Nobody unlocked this workspace, so nobody can sign in it.")
        return self._session

    def sign(self, passphrase: str, code: str) -> SigningAct:
        """One signing act (SIG-1): see ``Session.sign``."""
        return self.session.sign(passphrase, code)

    def _want_new_key(self, change: Change) -> None:
        """What was destroyed stays in the old file, so the next opening writes a new one under another key."""
        if self._session is not None:
            change_key.want(change, self.store, self._session.label.generation)

    def _ended(self) -> None:
        """Something ended: what anybody had typed and not saved may say it too, and nothing names what is in there."""
        drafts.forget_all(self.store)
        self._list_ended()

    def _list_ended(self) -> None:
        """What ended is written beside the backups that can be reached: a restore of one must not bring it back. The
        register of backups names the places that could not (``Backups.unlisted``)."""
        if self._session is not None and not self._session.closed and readable(self.store, "journal_key"):
            with suppress(Known, OSError):
                write_where_due(self)

    def close(self) -> None:
        """Log out: what ended is written beside the backups, the head pinned, the database closed, the keys forgotten.
        Safe to call twice."""
        if self._session is None:
            self.store.close()
            return
        self._list_ended()
        self._session.close()

    @property
    def trail(self) -> Trail:
        return self.store.trail

    @property
    def users(self) -> Users:
        return self.store.users

    @property
    def actor(self) -> Actor:
        """Who is signed in."""
        return self.store.actor

    def may(self, table: str, action: str = "u") -> bool:
        """Whether the signed-in person may insert ("i") into a table or update ("u") it; the store decides it again."""
        return rights()[table].may(self.actor.role, action)

    def looked_at(self, table: str, record: str) -> None:
        """A visitor's look at a record is on the trail (ROL-3)."""
        self.store.looked_at(table, record)

    @property
    def clock(self) -> Clock:
        return self.store.clock

    @property
    def workspace(self) -> str:
        """The workspace's uuid."""
        return self.store.workspace

    @property
    def installation(self) -> str:
        return self.store.installation

    def waiting(self, today: date, most: int | None = None) -> tuple[Waiting, ...]:
        """What waits in the registers on this day of the site's calendar. ``most``: of each kind and state so many by
        name, the rest counted; None: all of it."""
        found = (
            self.delegation.waiting(today), self.access.waiting(today), self.incidents.waiting(today, most),
            self.risk.waiting(today, most), self.oversight.waiting(today), self.capa.waiting(today, most),
            self.retention.waiting(today, most), self.plans.waiting(today), self.backups.waiting(today),
        )  # fmt: skip
        return first_of((one for some in found for one in some), most, LISTS)

    def to_sign(self) -> tuple[ToSign, ...]:
        """The signing folder: what waits for the acting user's signature, the longest waiting first (SIG-1)."""
        found = [item for register in self._registers_to_sign() for item in register.to_sign()]
        return tuple(sorted(found, key=lambda item: item.since or date.min))

    def say_who(self, user: str, person: str) -> None:
        """Who of the roster a user is; their introduction to the program is in that person's training from then on."""
        self.users.link(user, person)
        self.introductions.keep()

    def sign_folder(self, change: Change, items: Sequence[ToSign], signer: Pen | Ink) -> None:
        """Signs the chosen ones with one signing act, each with its own meaning, inside the caller's transaction.
        Refused for what waits no longer."""
        owners = {item.key: register for register in self._registers_to_sign() for item in register.to_sign()}
        for item in items:
            if item.key not in owners:
                raise Refused(f"{item.signable.title} waits no longer.", kept="Nothing was signed.",
                              todo="Refresh the page and look again.")  # fmt: skip
            owners[item.key].signed(change, item, replace(signer, meaning=item.meaning))

    def _registers_to_sign(self) -> tuple[HasToSign, ...]:
        return tuple(one for one in vars(self).values() if isinstance(one, HasToSign))

    def _training_gaps(self, study: str) -> tuple[Gap, ...]:
        gaps = self.training.overdue(Query(limit=10_000), study=study).rows
        return tuple(Gap(one.person, one.requirement, str(one.status)) for one in gaps)

    @contextmanager
    def change(self, reason: str = "") -> Iterator[Change]:
        """One transaction over any of the registers; see ``Store.change``."""
        with self.store.change(reason) as change:
            yield change
