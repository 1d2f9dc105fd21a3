"""Who may work in this workspace: added, suspended, ended, and each unlocking recorded before anything shows.

Knows nothing of slots, codes or keys: the vault does; here is what the database must remember of them.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from db import randomness
from db.clock import stamp
from db.errors import BadInput, Refused
from db.store.actor import ROLES, VISITORS, Actor
from db.store.change import Change
from db.store.connection import Row, SqlValue
from db.store.errors import StepUsed

__all__ = ["Actor", "NewUser", "User", "Users", "folded", "insert_user"]

Also = Callable[[Change], object]

_COLUMNS = "id, login, name, role, status, studies, until, recipient, step, generation, drift, code_alone"


@dataclass(frozen=True)
class NewUser:
    """Somebody to be added. ``recipient``: the public key of their slot's identity, empty until they enrol;
    ``studies``: the only ones they may see, None for all; ``until``: last day (ISO date), empty for no end;
    ``code_alone``: their slot opens without the passphrase (the site allows it, or the table refuses)."""

    login: str
    name: str
    role: str
    recipient: str = ""
    studies: tuple[str, ...] | None = None
    until: str = ""
    id: str = field(default_factory=randomness.new_id)
    code_alone: bool = False


@dataclass(frozen=True)
class User:
    """Somebody who works here. ``status``: active, suspended, ended. ``step``: the last one used, 30 s each;
    ``drift``: steps by which their authenticator differed then; ``code_alone``: they unlock without the passphrase."""

    id: str
    login: str
    name: str
    role: str
    status: str
    studies: tuple[str, ...] | None
    until: str
    recipient: str
    step: int | None
    generation: int | None
    drift: int | None
    code_alone: bool = False


class Source(Protocol):
    """What the users need of the store."""

    @property
    def actor(self) -> Actor: ...
    def rows(self, sql: str, params: Sequence[SqlValue] = (), /) -> list[Row]: ...
    def change(self, reason: str = "") -> AbstractContextManager[Change]: ...
    def event(
        self, action: str, /, *, tbl: str | None = None, row: str | None = None, reason: str = "", **detail: object
    ) -> None: ...


class Users:
    """The users of an open store."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def all(self) -> tuple[User, ...]:
        return all_users(self._source.rows)

    def get(self, user: str) -> User:
        """Raises BadInput when there is none."""
        found = self._source.rows(f"SELECT {_COLUMNS} FROM users WHERE id = ?", (user,))  # noqa: S608
        if not found:
            raise BadInput("There is no such user here.")
        return _user(found[0])

    def find(self, login: str) -> User | None:
        found = self._source.rows(f"SELECT {_COLUMNS} FROM users WHERE login = ?", (folded(login),))  # noqa: S608
        return _user(found[0]) if found else None

    def add(self, user: NewUser) -> User:
        """Officers only. Raises BadInput for a login that is taken, NotAllowed."""
        with self._source.change() as change:
            insert_user(change, user)
        return self.get(user.id)

    def enrolled(self, user: str, recipient: str, reason: str) -> None:
        """A new slot of this user: its public key; their steps begin anew."""
        with self._source.change(reason) as change:
            change.update("users", user, {"recipient": recipient, "step": None, "generation": None, "drift": None})

    def suspend(self, user: str, reason: str, also: Also | None = None) -> None:
        """They cannot unlock until enrolled again. ``also`` is done in the same transaction: what else they lose."""
        self._leave(user, "suspended", reason, also)

    def resume(self, user: str, reason: str) -> None:
        with self._source.change(reason) as change:
            change.update("users", user, {"status": "active"})

    def end(self, user: str, reason: str, also: Also | None = None) -> None:
        """They have left; their name and role stay in every record. ``also`` as in ``suspend``."""
        self._leave(user, "ended", reason, also)

    def person_of(self, user: str) -> str | None:
        """Who of the roster (id) this user is; None where it was never said."""
        found = self._source.rows("SELECT person FROM user_person WHERE id = ?", (user,))
        return found[0][0] if found else None

    def link(self, user: str, person: str, reason: str = "The user is this person of the roster") -> None:
        """Says who of the roster a user is. Officers only; raises NotSaved for a person who is not there."""
        known = self.person_of(user)
        with self._source.change(reason) as change:
            if known is None:
                change.insert("user_person", {"id": user, "person": person})
            elif known != person:
                change.update("user_person", user, {"person": person})

    def recipients(self) -> tuple[tuple[str, str], ...]:
        """(user, public key) of everybody who may hold the database key: not monitors and inspectors."""
        return tuple(
            (user.id, user.recipient)
            for user in self.all()
            if user.status == "active" and user.recipient and user.role not in VISITORS
        )

    def record_unlock(
        self,
        user: str,
        step: int,
        generation: int,
        drift: int,
        failed_tries: Sequence[datetime] = (),
        elsewhere: Mapping[str, Sequence[datetime]] | None = None,
        *,
        code_alone: bool = False,
    ) -> None:
        """Before anything shows: the step is used up, the slot's generation and the drift are known, and every
        failed try since the last unlocking is on the trail, those at the slots of others (``elsewhere``, by user) too
        (UNL-4, UNL-5). ``code_alone``: no passphrase was asked. Raises StepUsed, NotSaved where the site asks it."""
        with self._source.change("unlocked") as change:
            self._use(change, user, step, {"generation": generation, "drift": drift, "code_alone": int(code_alone)})
            for whose, tries in {user: failed_tries, **(elsewhere or {})}.items():
                for at in tries:
                    self._source.event("failed-try", tbl="users", row=whose, tried=stamp(at))
            self._source.event("log-in", tbl="users", row=user, step=step, drift=drift, generation=generation)

    def record_step(
        self, user: str, step: int, generation: int, purpose: str, *, code_alone: bool | None = None
    ) -> None:
        """A code was used for something else than unlocking, such as a signature; ``code_alone`` where that changed
        how the slot opens. Raises StepUsed."""
        opens: dict[str, SqlValue] = {} if code_alone is None else {"code_alone": int(code_alone)}
        with self._source.change(purpose) as change:
            self._use(change, user, step, {"generation": generation, **opens})

    def _use(self, change: Change, user: str, step: int, also: dict[str, SqlValue]) -> None:
        used = self.get(user).step
        if used is not None and step <= used:
            raise StepUsed
        change.update("users", user, {"step": step, **also})

    def _leave(self, user: str, status: str, reason: str, also: Also | None) -> None:
        if user == self._source.actor.user:
            raise Refused("Nobody suspends or ends themselves.", todo="Ask another officer.")
        self._last_officer_stays(user)
        with self._source.change(reason) as change:
            change.update("users", user, {"status": status})
            if also is not None:
                also(change)

    def _last_officer_stays(self, user: str) -> None:
        officers = [one.id for one in self.all() if one.role == "officer" and one.status == "active"]
        if officers == [user]:
            raise Refused("The last officer cannot be suspended.", todo="Enrol another officer first.")


def all_users(rows: Callable[[str], list[Row]]) -> tuple[User, ...]:
    """Everybody there ever was here, by name."""
    return tuple(_user(row) for row in rows(f"SELECT {_COLUMNS} FROM users ORDER BY name, id"))  # noqa: S608


def insert_user(change: Change, user: NewUser) -> None:
    """Into the table, checked. Raises BadInput."""
    if user.role not in ROLES:
        raise BadInput(f"There is no role “{user.role}”.", todo=f"Roles: {', '.join(ROLES)}.")
    if not user.name.strip() or not user.login.strip():
        raise BadInput("A user needs a full name and a login.")
    if user.role in VISITORS and not user.studies:
        raise BadInput("Name at least one study this person may see.")
    change.insert(
        "users",
        {
            "id": user.id,
            "login": folded(user.login),
            "name": unicodedata.normalize("NFC", user.name.strip()),
            "role": user.role,
            "studies": None if user.studies is None else json.dumps(list(user.studies)),
            "until": user.until or None,
            "recipient": user.recipient or None,
            "code_alone": int(user.code_alone),
        },
    )


def folded(login: str) -> str:
    """A login as it is compared: NFKC, case folded."""
    return unicodedata.normalize("NFKC", login.strip()).casefold()


def _user(row: Row) -> User:
    studies = None if row[5] is None else tuple(json.loads(row[5]))
    found, login, name, role, status, _studies, until, recipient, step, generation, drift, alone = row
    return User(
        found, login, name, role, status, studies, until or "", recipient or "", step, generation, drift, bool(alone)
    )
