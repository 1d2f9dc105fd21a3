"""What the triggers of the trail call: makes one entry after another, and judges each before it is written.

SQLite may evaluate a function of a statement twice and in any order, and a statement that fails gives its number
back. So a trigger first makes the entry in a step of its own, out of the database's last entry, and then writes the
parts of the entry made last. Values are formatted by hand, because json.dumps halves the rate. Every doubt raises: a
NULL would slip through OR IGNORE.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from hashlib import sha256
from json.encoder import encode_basestring

from db import randomness
from db.clock import Clock, stamp
from db.errors import BadInput, Refused
from db.store import chain
from db.store.actor import Actor
from db.store.connection import Connection, SqlValue
from db.store.errors import ReasonMissing

# what only triggers, migrations and destructions may say
RESERVED = frozenset({"insert", "update", "delete", "migrate", "baseline", "destroy"})


class TrailWriter:
    """Bound to one connection and whoever works on it. ``open`` while a transaction of the program is."""

    def __init__(self, *, workspace: str, installation: str, clock: Clock, actor: Actor) -> None:
        self.open = False
        self.reason = ""
        self._start = chain.start(workspace)
        self.workspace, self.installation, self.clock = workspace, installation, clock
        self.actor = actor
        self._after: tuple[SqlValue, SqlValue] = (None, None)
        self._entry: tuple[int, str, bytes, bytes, str] | None = None
        self._columns: dict[str, tuple[str, ...]] = {}

    @property
    def actor(self) -> Actor:
        return self._actor

    @actor.setter
    def actor(self, actor: Actor) -> None:
        self._actor = actor
        self._who = f'"by":"{actor.user}","role":"{actor.role}","inst":"{self.installation}","action":"'
        self._name = encode_basestring(actor.name)

    def join(self, connection: Connection) -> None:
        """Give the connection the functions without which nothing can be written."""
        connection.function("trail_row", -1, self._row)
        connection.function("trail_said", 7, self._said)
        connection.function("trail_part", 1, self._part)
        connection.function("trail_good", 7, self._good)
        connection.function("session_user", 0, lambda: self._actor.user)
        connection.function("session_role", 0, lambda: self._actor.role)

    def begin(self, reason: str) -> None:
        self.open, self.reason = True, reason
        self._entry = None

    def end(self) -> None:
        self.open, self.reason = False, ""
        self._entry = None

    def _row(self, *given: SqlValue) -> int:
        """seq and hash of the last entry, action, table, row, its columns' names; then the values."""
        last, head, action, table, row, names, *values = given
        if action != "insert" and not self.reason:
            raise ReasonMissing(str(table))
        columns = self._names(str(names))
        old = new = "null"
        if action == "insert":
            new = _object(columns, values)
        elif action == "delete":
            old = _object(columns, values)
        else:
            old, new = _difference(columns, values[: len(columns)], values[len(columns) :])
        return self._make(last, head, str(action), str(table), _text(row), old, new, self.reason)

    def _said(
        self,
        last: SqlValue,
        head: SqlValue,
        action: SqlValue,
        table: SqlValue,
        row: SqlValue,
        detail: SqlValue,
        reason: SqlValue,
    ) -> int:
        """An event: action, table, row, detail as JSON object, reason."""
        if not isinstance(action, str) or not action or action in RESERVED or not _plain(action):
            raise BadInput(f"“{action!r}” is not an event the trail can take.")
        if not isinstance(detail, str) or not isinstance(json.loads(detail), dict):
            raise BadInput("The detail of an event is a JSON object.")
        why = reason if isinstance(reason, str) and reason else self.reason
        return self._make(last, head, action, _optional(table), _optional(row), "null", detail, why)

    def _make(
        self,
        last: SqlValue,
        head: SqlValue,
        action: str,
        table: str | None,
        row: str | None,
        old: str,
        new: str,
        reason: str,
    ) -> int:
        if not self.open:
            raise Refused("The trail is written inside a change of the store, and nowhere else.")
        seq = last + 1 if isinstance(last, int) else 1
        previous = head if isinstance(head, bytes) else self._start
        detail = f'{{"name":{self._name},"old":{old},"new":{new},"reason":{encode_basestring(reason)}}}'
        salt = randomness.token(16)
        body = (
            f'{{"seq":{seq},"at":"{stamp(self.clock.now())}",{self._who}{action}",'
            f'"tbl":{_quoted(table)},"row":{_quoted(row)},"detail":"{sha256(salt + detail.encode()).hexdigest()}"}}'
        )
        self._entry = (seq, body, sha256(previous + body.encode()).digest(), salt, detail)
        self._after = (last, head)
        return seq

    def _part(self, name: SqlValue) -> SqlValue:
        if self._entry is None:
            raise Refused("There is no entry to write.")
        return self._entry[_PARTS[str(name)]]

    def _good(
        self,
        last: SqlValue,
        head: SqlValue,
        seq: SqlValue,
        body: SqlValue,
        digest: SqlValue,
        salt: SqlValue,
        detail: SqlValue,
    ) -> int:
        """The guard before every insert into the trail: raises unless the entry is the right next one."""
        follows = seq == (last + 1 if isinstance(last, int) else 1)
        if follows and (seq, body, digest, salt, detail) == self._entry and (last, head) == self._after:
            return 1
        previous = head if isinstance(head, bytes) else self._start
        if (
            not follows
            or not (isinstance(seq, int) and isinstance(digest, bytes) and isinstance(body, str))
            or not (isinstance(salt, bytes) and isinstance(detail, str))
            or not chain.follows(previous, (seq, digest, body, salt, detail))
        ):
            raise Refused("The trail takes only the entry that follows its last one.", kept="Nothing was changed.")
        return 1

    def _names(self, names: str) -> tuple[str, ...]:
        """Column names as JSON keys, worked out once for each table."""
        found = self._columns.get(names)
        if found is None:
            found = self._columns[names] = tuple(f"{encode_basestring(name)}:" for name in names.split(","))
        return found


_PARTS = {"seq": 0, "body": 1, "hash": 2, "salt": 3, "detail": 4}


def _object(columns: Sequence[str], values: Sequence[SqlValue]) -> str:
    return "{" + ",".join([name + _json(value) for name, value in zip(columns, values, strict=True)]) + "}"


def _difference(columns: Sequence[str], old: Sequence[SqlValue], new: Sequence[SqlValue]) -> tuple[str, str]:
    changed = [
        (name, before, after)
        for name, before, after in zip(columns, old, new, strict=True)
        if before != after or type(before) is not type(after)
    ]
    return (
        "{" + ",".join([name + _json(before) for name, before, _after in changed]) + "}",
        "{" + ",".join([name + _json(after) for name, _before, after in changed]) + "}",
    )


def _json(value: SqlValue) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None:
        return "null"
    if isinstance(value, bytes):  # secrets and files enter as their hash only
        return f'"{sha256(value).hexdigest()}"'
    if isinstance(value, float) and not math.isfinite(value):
        raise BadInput("A number without end cannot be saved.")
    return repr(value)


def _text(row: SqlValue) -> str:
    if not isinstance(row, str) or not row:
        raise BadInput("A record is known by its id, a text.")
    return row


def _optional(value: SqlValue) -> str | None:
    return value if isinstance(value, str) and value else None


def _quoted(value: str | None) -> str:
    return "null" if value is None else encode_basestring(value)


def _plain(action: str) -> bool:
    return action.isascii() and action.replace("-", "").isalnum()
