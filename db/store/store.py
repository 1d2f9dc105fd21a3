"""An open database with somebody working in it: reads, changes in one transaction each, events, the trail.

Belongs to the thread that opened it. Knows the tables only by what the database says of them; the registers above
know what they mean. Who may do what is in rights.toml, the trail in the triggers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from db.clock import Clock
from db.errors import Known, Refused
from db.store import chain, copying, opening, study_views
from db.store.actor import VISITORS, Actor
from db.store.admission import Standing, demand_unchanged, standing
from db.store.authorizer import Authorizer
from db.store.change import Change
from db.store.checks import CheckResult, run_checks
from db.store.connection import Connection, Row, SqlValue
from db.store.errors import ReadOnlyPlace
from db.store.pins import Pin, PinKeeper
from db.store.rights import rights
from db.store.tables import Tables, quoted, read_tables
from db.store.trail import Cancelled, Progress, Trail
from db.store.trail_writer import TrailWriter
from db.store.users import NewUser, User, Users, all_users

__all__ = ["Actor", "Change", "NewUser", "Pin", "PinKeeper", "Store"]

_EVENT = 'INSERT INTO main.event (action, tbl, "row", detail, reason) VALUES (?, ?, ?, ?, ?)'
_QUESTIONS = ("SELECT", "WITH", "VALUES")
_HEAD = "SELECT seq, hash FROM main.audit ORDER BY seq DESC LIMIT 1"


class Store:
    """Made by ``create`` and ``open``. ``findings``: what the opening saw, in words, already on the trail. ``clock``:
    what days are counted by; the trail's own times are the computer's."""

    def __init__(self, connection: Connection, key: bytes, writer: TrailWriter, pins: PinKeeper | None) -> None:
        self._connection, self._key, self._writer, self._pins = connection, key, writer, pins
        self.clock: Clock = writer.clock
        self._tables = read_tables(connection)
        self._sight = study_views.set_up(connection, self._tables, rights(), writer.actor)
        self._authorizer = Authorizer(connection, self._tables, rights(), writer.actor, self._sight)
        connection.authorize(self._authorizer)
        self._change: Change | None = None
        self._unasked = False
        self.findings: tuple[str, ...] = ()
        self.trail, self.users = Trail(self), Users(self)

    def __repr__(self) -> str:
        return f"Store({self.path.name})"

    @classmethod
    def create(
        cls,
        path: Path,
        key: bytes,
        *,
        workspace: str,
        installation: str,
        clock: Clock,
        officer: NewUser,
        pins: PinKeeper | None = None,
    ) -> Store:
        """A new database with its first user, who is then at work in it. ``key``: 32 random bytes.

        Raises BadInput when there is a file already, ReadOnlyPlace, DiskFull. Leaves no half-made file.
        """
        connection, writer = opening.made(path, key, workspace, installation, clock, officer)
        store = cls(connection, key, writer, pins)
        store.write_pin()
        return store

    @classmethod
    def open(
        cls,
        path: Path,
        key: bytes,
        *,
        workspace: str,
        installation: str,
        user: str,
        clock: Clock,
        pins: PinKeeper | None,
        read_only: bool = False,
    ) -> Store:
        """An existing database, brought to the newest schema, its pin compared (UNL-9).

        Raises NoDatabase, WrongKey, DamagedDatabase, NewerDatabase, Busy, ReadOnlyPlace, DiskFull, and Refused for
        somebody who may not work here. ``findings`` of the store tell what is wrong without stopping the work.
        """
        connection, writer = opening.opened(path, key, workspace, installation, user, clock, read_only)
        try:
            findings = opening.findings(connection, pins, clock)
            store = cls(connection, key, writer, pins)
            store.findings = findings
            if not read_only:
                for words in store.findings:
                    store.event("finding", words=words)
        except BaseException:
            connection.close()
            raise
        return store

    @contextmanager
    def unwanted(self, text: str) -> Iterator[None]:
        """While a redaction is carried out: the text it takes out, in memory alone."""
        self._writer.unwanted = text
        try:
            yield
        finally:
            self._writer.unwanted = ""

    @property
    def tables(self) -> Tables:
        """What tables there are, of which columns, resting on which others."""
        return self._tables

    @staticmethod
    def people_in(path: Path, key: bytes) -> tuple[User, ...]:
        """Who works in a database that nobody has unlocked: for recovery, which begins with the key alone."""
        connection = Connection(path, key, query_only=True)
        try:
            return all_users(connection.rows)
        finally:
            connection.close()

    @property
    def path(self) -> Path:
        return self._connection.path

    @property
    def actor(self) -> Actor:
        return self._writer.actor

    @property
    def workspace(self) -> str:
        return self._writer.workspace

    @property
    def installation(self) -> str:
        return self._writer.installation

    @property
    def limited(self) -> bool:
        """Whether this session sees a part of the trail only: some studies, or some tables."""
        return "audit" in self._sight.windows

    def rows(self, sql: str, params: Sequence[SqlValue] = ()) -> list[Row]:
        """What a SELECT answers. Raises NotAllowed, which is then on the trail."""
        with self._reading(sql):
            return self._connection.rows(sql, params)

    def row(self, sql: str, params: Sequence[SqlValue] = ()) -> Row | None:
        """The first row, or None."""
        with self._reading(sql):
            return self._connection.row(sql, params)

    def scalar(self, sql: str, params: Sequence[SqlValue] = ()) -> SqlValue:
        """The first value of the first row, or None."""
        found = self.row(sql, params)
        return None if found is None else found[0]

    @contextmanager
    def change(self, reason: str = "") -> Iterator[Change]:
        """One transaction: all of it with its trail, or nothing. ``reason`` is needed when saved values change.

        A Refused that leaves the block is written to the trail after the rollback (ROL-4). Refused for somebody whose
        role or status changed while they work, and (at the first statement) for who has duties open, as
        db.store.admission says. Raises RuntimeError when there is a change already: a command opens its own, and
        commands do not nest.
        """
        with self._transaction(reason) as change:
            now = self.standing
            demand_unchanged(self.actor, now)
            missing = () if self._unasked else now.missing
            if missing != self._authorizer.missing:
                self._authorizer.missing = missing
                self._connection.authorize(self._authorizer)  # asks anew about what was prepared before
            yield change

    @property
    def standing(self) -> Standing:
        """Role, status and open duties of who is at work, as the database says now."""
        with self._authorizer.ours():
            return standing(self._connection, self.actor.user)

    @contextmanager
    def _transaction(self, reason: str = "") -> Iterator[Change]:
        if self._change is not None:
            raise RuntimeError("a change is open already; commands do not nest")
        if self._connection.query_only:
            raise ReadOnlyPlace("This workspace is open for reading only.", kept="Nothing was changed.")
        self._connection.run("BEGIN IMMEDIATE")
        self._writer.begin(reason.strip())
        self._change = Change(self._connection, self._tables, self._sees, self._authorizer.writing)
        try:
            yield self._change
            with self._authorizer.writing():  # the search indexes write the last of theirs now
                self._connection.run("COMMIT")
        except BaseException as error:
            self._roll_back()
            if isinstance(error, Refused):
                self._record(error)
            raise
        finally:
            self._change = None
            self._writer.end()

    def event(
        self, action: str, /, *, tbl: str | None = None, row: str | None = None, reason: str = "", **detail: object
    ) -> None:
        """Something that has no row of its own: log-in, view, export, refusal (AUD-3). Lower-case words joined by
        hyphens; ``tbl`` and ``row`` when it is about a record; ``detail`` becomes JSON. Joins an open change."""
        with nullcontext() if self._change is not None else self._transaction(), self._authorizer.writing():
            self._connection.run(_EVENT, (action, tbl, row, _json(detail), reason))

    def looked_at(self, tbl: str, row: str) -> None:
        """A monitor's or inspector's look at a record is on the trail (ROL-3); who works here looks unrecorded."""
        if self.actor.role in VISITORS:
            self.event("view", tbl=tbl, row=row)

    @contextmanager
    def in_the_name_of(self, user: str) -> Iterator[None]:
        """Entries are made by another user. In a demonstration workspace only, so that its history reads like a
        site's: elsewhere Refused, because nobody signs in for somebody else. Rights stay those of who is signed in."""
        if not self.workspace.startswith("00000000"):
            raise Refused("Nobody works in the name of somebody else.", kept="Nothing was changed.")
        found, own = self.users.get(user), self._writer.actor
        self._writer.actor = Actor(found.id, found.name, found.role)
        try:
            yield
        finally:
            self._writer.actor = own

    def head(self) -> Pin:
        """The last entry of the trail; seq 0 when there is none."""
        with self._authorizer.ours():
            found = self._connection.row(_HEAD)
        return Pin(0, chain.start(self.workspace).hex()) if found is None else Pin(found[0], found[1].hex())

    def hash_at(self, seq: int) -> str | None:
        """The hash (64 hex digits) of any entry, for every role: it tells nothing of what the entry says."""
        with self._authorizer.ours():
            found = self._connection.row("SELECT hash FROM main.audit WHERE seq = ?", (seq,))
        return None if found is None else str(found[0].hex())

    def ask_no_duties(self) -> None:
        """For a recovery with the kit, whose holder acts for the site before anybody can record anything."""
        self._unasked = True

    def write_pin(self) -> None:
        """Let the keyring know the head: after a pause in writing, at lock, signing, export and backup."""
        if self._pins is not None:
            self._pins.write(self.head())

    def opened_by(self, user: str) -> Store:
        """The same database, opened by somebody else of its users, with their rights. Raises Refused as ``open``."""
        return Store.open(
            self.path, self._key, workspace=self.workspace, installation=self.installation, user=user,
            clock=self.clock, pins=self._pins,
        )  # fmt: skip

    def beside(self) -> Connection:
        """A second connection that only reads, for the calling thread; the caller closes it."""
        return Connection(self.path, self._key, query_only=True)

    def demand_whole(self, what: str) -> None:
        """Raises Refused for a session that sees a part of the trail only."""
        if self.limited:
            refusal = Refused(f"A session that does not see everything cannot {what}.", kept="Nothing was written.")
            self._record(refusal)
            raise refusal

    def check(self, progress: Progress | None = None, cancelled: Cancelled | None = None) -> tuple[CheckResult, ...]:
        """Every integrity test there is, on any thread. Raises TrailCancelled."""
        beside = self.beside()
        try:
            return run_checks(beside, self.workspace, progress, cancelled)
        finally:
            beside.close()

    def copy_under(self, path: Path, key: bytes, progress: Progress | None = None) -> Pin:
        """The whole database into a new file under another key, on any thread; the head it holds.

        By the database's own backup, never by copying the file. Raises BadInput when there is a file already,
        ReadOnlyPlace, DiskFull; then no half copy is left.
        """
        return copying.copy_under(self.beside, path, key, self.workspace, progress)

    @property
    def is_open(self) -> bool:
        """Until it is closed."""
        return bool(self._key)

    def close(self) -> None:
        """Pin the head, empty the log, forget the key. The store is then of no more use; closing it again is none."""
        if not self._key:
            return
        with suppress(Known):
            self.write_pin()
        self._connection.authorize(None)
        with suppress(Known):
            self._connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
        self._connection.close()
        self._key = b""

    def _sees(self, table: str, row: str) -> bool:
        """A change of a session limited to studies touches only what it sees."""
        if not self._sight.studies_only:
            return True
        register = self._tables.registers[table]
        found = f"SELECT 1 FROM {quoted(table)} WHERE {quoted(register.key)} = ?"  # noqa: S608
        return self._connection.row(found, (row,)) is not None

    @contextmanager
    def _reading(self, sql: str) -> Iterator[None]:
        try:
            if not sql.lstrip()[:6].upper().startswith(_QUESTIONS):  # EXPLAIN, too, would tell names of windows
                raise Refused("Only a question can be asked of the database here.", kept="Nothing was changed.")
            yield
        except Refused as refusal:
            if self._change is None:
                self._record(refusal)
            raise

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            with suppress(Known):
                self._connection.run("ROLLBACK")

    def _record(self, refusal: Refused) -> None:
        """On the trail that it was refused; a disk that cannot take it must not hide the refusal itself."""
        self._change = None
        self._writer.end()
        with suppress(Known):
            self.event("refusal", words=refusal.what)


def _json(detail: dict[str, object]) -> str:
    return json.dumps(detail, ensure_ascii=False, separators=(",", ":"))
