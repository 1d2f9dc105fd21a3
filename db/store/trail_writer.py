"""What the triggers of the trail call: makes one entry after another, and judges each before it is written.

SQLite may evaluate a function of a statement twice and in any order, and a statement that fails gives its number
back. So a trigger first makes the entry in a step of its own, out of the database's last entry, and then writes the
parts of the entry made last. Values are formatted by hand, because json.dumps halves the rate. Every doubt raises: a
NULL would slip through OR IGNORE.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from hashlib import sha256
from json.encoder import encode_basestring

from db import randomness
from db.clock import Clock, stamp
from db.errors import BadInput, Known, Refused
from db.store import chain
from db.store.actor import Actor
from db.store.connection import Connection, SqlValue
from db.store.errors import ReasonMissing

# what only triggers, migrations and destructions may say
RESERVED = frozenset({"insert", "update", "delete", "migrate", "baseline", "destroy"})
# the last entry's number and hash in one look; NULLs on an empty trail
LAST = "(SELECT max(seq) AS seq, hash FROM audit) AS last"
# the second step of every trigger of the trail; a step of its own, because within one statement SQLite may call a
# function twice, and in an order of its choosing
WRITE = (
    "INSERT INTO audit (seq, body, hash, salt, detail) "
    "VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail())"
)


class TrailWriter:
    """Bound to one connection and whoever works on it. ``open`` while a transaction of the program is."""

    def __init__(self, *, workspace: str, installation: str, clock: Clock, actor: Actor) -> None:
        self.open = False
        self.reason = self._at = ""
        self.unwanted = ""  # the text a redaction takes out, while it does; stored nowhere
        self._connection: Connection | None = None
        self._salts, self._used = b"", 0
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
        self._connection = connection
        connection.function("trail_row", 6, self._row)
        connection.function("trail_change", -1, self._changed)
        connection.function("trail_secret", 1, _secret)
        connection.function("trail_said", 7, self._said)
        connection.function("trail_destroyed", 5, self._destroyed)
        connection.function("trail_unwanted", 1, self._unwanted)
        connection.function("trail_good", 7, self._good)
        for place, name in enumerate(("seq", "body", "hash", "salt", "detail")):
            connection.function(f"trail_{name}", 0, self._part(place))
        connection.function("session_user", 0, lambda: self._actor.user)
        connection.function("session_role", 0, lambda: self._actor.role)
        connection.function("session_installation", 0, lambda: self.installation)

    def begin(self, reason: str) -> None:
        """Every entry of a change carries the moment at which it began."""
        self.open, self.reason = True, reason
        self._at = stamp(self.clock.now())
        self._entry = None

    def end(self) -> None:
        self.open, self.reason = False, ""
        self._entry = None

    def migrated(self, table: str, row: str, old: dict[str, SqlValue] | None, new: dict[str, SqlValue] | None) -> None:
        """Put on the trail, inside a migration's transaction, that it changed this row where no trigger saw it."""
        assert self._connection is not None, "a migration runs on a connection"
        last, head = self._connection.row("SELECT max(seq), hash FROM audit") or (None, None)
        self._make(last, head, "migrate", table, row, _dumped(old), _dumped(new), self.reason)
        self._connection.run(WRITE)

    def _row(
        self, last: SqlValue, head: SqlValue, action: SqlValue, table: SqlValue, row: SqlValue, fields: SqlValue
    ) -> int:
        """A whole row comes or goes. seq and hash of the last entry, action, table, row, its fields as JSON."""
        try:
            if not isinstance(fields, str):
                raise BadInput("A record has fields.")
            if action in ("insert", "baseline"):
                return self._make(last, head, action, str(table), _text(row), "null", fields, self.reason)
            self._must_have_reason(table)
            return self._make(last, head, "delete", str(table), _text(row), fields, "null", self.reason)
        except Known as fault:
            raise self._fault(fault) from None

    def _changed(self, *given: SqlValue) -> int:
        """Some fields change. The same, then the columns' names; then all old values, and all new ones."""
        last, head, action, table, row, names = given[:6]
        try:
            self._must_have_reason(table)
            columns = self._names(str(names))
            half = 6 + len(columns)
            old, new = _difference(columns, given[6:half], given[half:])
            return self._make(last, head, str(action), str(table), _text(row), old, new, self.reason)
        except Known as fault:
            raise self._fault(fault) from None

    def _must_have_reason(self, table: SqlValue) -> None:
        if not self.reason:
            raise ReasonMissing(str(table))

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
        try:
            if not isinstance(action, str) or action in RESERVED or not _plain(action):
                raise BadInput(f"“{action!r}” is not an event the trail can take.")
            if not isinstance(detail, str) or not _is_object(detail):
                raise BadInput("The detail of an event is a JSON object.")
            why = reason if isinstance(reason, str) and reason else self.reason
            return self._make(last, head, action, _optional(table), _optional(row), "null", detail, why)
        except Known as fault:
            raise self._fault(fault) from None

    def _destroyed(self, last: SqlValue, head: SqlValue, row: SqlValue, certificate: SqlValue, runs: SqlValue) -> int:
        """A destruction: id of what ordered it (a destruction or a redaction) as table/id, number of its certificate,
        and which entries lose their content as JSON, [[from, to], ...]."""
        try:
            table, _, order = _text(row).partition("/")
            gone = json.loads(_text(runs))
            if not gone or not all(0 < first <= to <= (last if isinstance(last, int) else 0) for first, to in gone):
                raise BadInput("A destruction names entries that are there.")
            named = json.dumps(gone, separators=(",", ":"))
            said = json.dumps({"certificate": certificate}, ensure_ascii=False)
            more = f',"certificate":"{order}","destroyed":{named}'
            return self._make(last, head, "destroy", table, order, "null", said, self.reason, more)
        except Known as fault:
            raise self._fault(fault) from None

    def _unwanted(self, quoted: SqlValue) -> SqlValue:
        """The text of the redaction that is being carried out; 1: as it stands inside JSON."""
        if not self.unwanted:
            raise self._fault(Refused("A redaction is carried out with its text, through its register."))
        return encode_basestring(self.unwanted)[1:-1] if quoted else self.unwanted

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
        more: str = "",
    ) -> int:
        """``more``: what the body says beyond the usual, each part with a comma before it."""
        if not self.open:
            raise Refused("The trail is written inside a change of the store, and nowhere else.")
        seq = last + 1 if isinstance(last, int) else 1
        previous = head if isinstance(head, bytes) else self._start
        detail = f'{{"name":{self._name},"old":{old},"new":{new},"reason":{encode_basestring(reason)}}}'
        salt = self._salt()
        digest = sha256(salt + detail.encode()).hexdigest()
        body = (
            f'{{"seq":{seq},"at":"{self._at}",{self._who}{action}",'
            f'"tbl":{_quoted(table)},"row":{_quoted(row)},"detail":"{digest}"{more}}}'
        )
        self._entry = (seq, body, sha256(previous + body.encode()).digest(), salt, detail)
        self._after = (last, head)
        return seq

    def _salt(self) -> bytes:
        """16 random bytes, drawn for many entries at once: asking the system for each costs as much as a hash."""
        if len(self._salts) < self._used + 16:
            self._salts, self._used = randomness.token(16 * 256), 0
        self._used += 16
        return self._salts[self._used - 16 : self._used]

    def _part(self, place: int) -> Callable[[], SqlValue]:
        """One part of the entry made last."""

        def part() -> SqlValue:
            if self._entry is None:
                raise self._fault(Refused("There is no entry to write."))
            return self._entry[place]

        return part

    def _fault(self, fault: Known) -> Known:
        """SQLite will only say that a function failed; the connection tells what it was."""
        if self._connection is not None:
            self._connection.fault = fault
        return fault

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
            raise self._fault(
                Refused("The trail takes only the entry that follows its last one.", kept="Nothing was changed.")
            )
        return 1

    def _names(self, names: str) -> tuple[str, ...]:
        """Column names as JSON keys, worked out once for each table."""
        found = self._columns.get(names)
        if found is None:
            found = self._columns[names] = tuple(f"{encode_basestring(name)}:" for name in names.split(","))
        return found


def _dumped(fields: dict[str, SqlValue] | None) -> str:
    return "null" if fields is None else json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def _secret(value: SqlValue) -> SqlValue:
    """What the trail gets of a value that may be a BLOB."""
    return sha256(value).hexdigest() if isinstance(value, bytes) else value


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
        return "9.0e+999" if value > 0 else "-9.0e+999"  # as SQLite writes it
    return repr(value)


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


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
