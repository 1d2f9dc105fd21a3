"""What SQLite asks before it prepares a statement, answered from an allow-list (ROL-2).

A faulty screen, or SQL that should not be, meets this below every register. A write is let through only while the
store's own change runs it, whose statements name every table and column themselves: what `rows` is given can never
write, nor borrow the name of a trigger for a CTE of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from db.store import connection as sql
from db.store.actor import Actor
from db.store.admission import OPEN_COLUMNS, OPEN_TABLES, NotAdmitted
from db.store.connection import Connection
from db.store.destroying import DESTROY, DESTROY_AGAIN
from db.store.errors import NotAllowed
from db.store.redacting import REDACT, REDACT_AGAIN
from db.store.rights import LETTERS, Rights
from db.store.study_views import Sight
from db.store.tables import Tables

_LETTER = {sql.READ: "r", sql.INSERT: "i", sql.UPDATE: "u", sql.DELETE: "d"}
_SCHEMA = ("sqlite_schema", "sqlite_master", "sqlite_temp_schema", "sqlite_temp_master")
# functions that reach out of the database or belong to the trail's triggers alone
_TRIGGERS_ONLY = ("trail_",)
_NEVER = frozenset({"load_extension", "sqlcipher_export", "fts3_tokenizer", "readfile", "writefile", "edit"})
_PRAGMAS = frozenset({"data_version"})  # what FTS5 asks itself; everything else is denied
_EMPTIED = frozenset({("audit", "salt"), ("audit", "detail")})
_READ_ANYWHERE = frozenset({"json_each", "json_tree"})


class Authorizer:
    """One session's answers. ``writing`` only while a statement of a change runs."""

    def __init__(self, connection: Connection, tables: Tables, rights: Rights, actor: Actor, sight: Sight) -> None:
        self._connection, self._tables, self._rights, self._actor = connection, tables, rights, actor
        self._sight = sight
        self._writing = self._ours = False
        self.missing: tuple[str, ...] = ()  # duties without which this person may not act yet
        self._derived = {index: table.table for table in rights.values() for index in table.search}
        for inner in tables.inner:
            owner = next((index for index in self._derived if inner.startswith(f"{index}_")), None)
            if owner is not None:
                self._derived[inner] = self._derived[owner]

    @contextmanager
    def writing(self) -> Iterator[None]:
        self._writing = True
        try:
            yield
        finally:
            self._writing = False

    @contextmanager
    def ours(self) -> Iterator[None]:
        """While the store itself reads what the session may not, such as the head of the trail."""
        self._ours = True
        try:
            yield
        finally:
            self._ours = False

    def __call__(
        self, action: int, first: str | None, second: str | None, database: str | None, inside: str | None
    ) -> int:
        if self._ours and action in (sql.READ, sql.SELECT, sql.FUNCTION):
            return sql.OK
        if action in _LETTER and first is not None:
            if self._may(action, first, second or "", database, inside):
                if not self.missing or self._is_open(action, first, second or "", inside):
                    return sql.OK
                if self._connection.fault is None:
                    self._connection.fault = NotAdmitted(self.missing)
                return sql.DENY
            return self._deny(LETTERS[_LETTER[action]], first, second or "")
        if action in (sql.SELECT, sql.RECURSIVE):
            return sql.OK
        if action in (sql.TRANSACTION, sql.SAVEPOINT):
            return sql.OK
        if action == sql.FUNCTION:
            return sql.OK if self._may_call((second or "").lower(), inside) else self._deny("call", second or "")
        if action == sql.PRAGMA and (first or "").lower() in _PRAGMAS and second is None:
            return sql.OK
        return self._deny("alter", first or "the database")

    def _is_open(self, action: int, table: str, column: str, inside: str | None) -> bool:
        """What may be written by somebody whose duties are not on record: their proof, and their unlocking."""
        if action == sql.READ or inside is not None or table == "event":
            return True
        if action == sql.UPDATE and table in OPEN_COLUMNS:
            return column in OPEN_COLUMNS[table]
        return action == sql.INSERT and (table in OPEN_TABLES or table in self._derived)

    def _may(self, action: int, table: str, column: str, database: str | None, inside: str | None) -> bool:
        if table in _SCHEMA:
            return False
        if database == "temp":
            return action == sql.READ  # only our views are there
        if inside is not None and self._writing and inside in self._tables.triggers:
            return self._trigger_may(action, table, column, inside)
        if table in self._derived:
            return self._derived_may(action, table)
        if action == sql.READ:
            return self._may_read(table, column, inside)
        if not self._writing or inside is not None:
            return False
        if table == "event":
            return action == sql.INSERT
        found = self._rights.get(table)
        if found is None or table == "audit":
            return False
        if action == sql.UPDATE:
            return found.may_update(self._actor.role, column)
        return found.may(self._actor.role, _LETTER[action])

    def _may_read(self, table: str, column: str, inside: str | None) -> bool:
        if table in _READ_ANYWHERE:
            return True
        register = self._tables.registers.get(table)
        if self._writing and inside is None and register is not None and column == register.key:
            # a change finds its row by its key, once the store has seen the row; a reference finds its record
            return True
        if table in self._tables.views:  # what a view shows is asked for table by table
            return True
        found = self._rights.get(table)
        if found is None or not found.may(self._actor.role, "r"):
            return False
        window = self._sight.windows.get(table)
        if inside is not None and window == inside:
            return True
        return window is None and not self._sight.studies_only

    def _trigger_may(self, action: int, table: str, column: str, inside: str) -> bool:
        """Our own triggers read what they need; only the trail's write the trail, and nothing else does more than the
        those that carry out a destruction or a redaction."""
        if action == sql.READ:
            return True
        ends, redacts = inside in (DESTROY, DESTROY_AGAIN), inside in (REDACT, REDACT_AGAIN)
        if (ends or redacts) and action == sql.UPDATE and (table, column) in _EMPTIED:
            return True
        if table in self._tables.registers and ((ends and action == sql.DELETE) or (redacts and action == sql.UPDATE)):
            return True
        if table == "audit":
            return action == sql.INSERT and inside.startswith("trail_")
        return table in self._derived

    def _derived_may(self, action: int, table: str) -> bool:
        """FTS5 reads and writes its own tables under no name. A session of some studies has no search index."""
        owner = self._rights[self._derived[table]]
        if action == sql.READ:
            return self._writing or (not self._sight.studies_only and owner.may(self._actor.role, "r"))
        return self._writing and table in self._tables.inner

    def _may_call(self, name: str, inside: str | None) -> bool:
        if name in _NEVER:
            return False
        if name.startswith(_TRIGGERS_ONLY):
            return self._writing and inside is not None and inside in self._tables.triggers
        return True

    def _deny(self, what: str, table: str, column: str = "") -> int:
        if self._connection.fault is None:
            self._connection.fault = NotAllowed(self._actor.role, what, self._named(table), column)
        return sql.DENY

    def _named(self, table: str) -> str:
        """Never the suffix of a window."""
        return next((name for name, window in self._sight.windows.items() if window == table), table)
