"""The one seam to SQLCipher: opening, errors as a person can read them, functions, authorizer, copies.

Nothing else in the program imports sqlcipher3. This module knows no table.
The key never enters an error, a repr or a trace.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from db.errors import Known
from db.store.errors import (
    Busy,
    DamagedDatabase,
    DiskFault,
    DiskFull,
    NoDatabase,
    NotSaved,
    ReadOnlyPlace,
    WrongKey,
)

SqlValue = str | int | float | bytes | None
Row = tuple[Any, ...]
Authorizer = Callable[[int, str | None, str | None, str | None, str | None], int]

OK, DENY = dbapi2.SQLITE_OK, dbapi2.SQLITE_DENY
DELETE, INSERT, UPDATE, READ = dbapi2.SQLITE_DELETE, dbapi2.SQLITE_INSERT, dbapi2.SQLITE_UPDATE, dbapi2.SQLITE_READ
FUNCTION, PRAGMA, SELECT = dbapi2.SQLITE_FUNCTION, dbapi2.SQLITE_PRAGMA, dbapi2.SQLITE_SELECT
RECURSIVE, TRANSACTION, SAVEPOINT = dbapi2.SQLITE_RECURSIVE, dbapi2.SQLITE_TRANSACTION, dbapi2.SQLITE_SAVEPOINT

APPLICATION_ID = 0x53495745  # "SIWE"
_KEY = re.compile(r"x'[0-9a-f]{64}'")
_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL = 5, 6, 8, 10, 11, 13
_NO_ROOM_FOR_THE_LOG = _IOERR | 19 << 8  # SQLITE_IOERR_SHMSIZE: the log's index cannot grow, which a full disk gives
_CANTOPEN, _CONSTRAINT, _TOOBIG, _AUTH, _NOTADB = 14, 19, 18, 23, 26
_INTERRUPT = 9
_STATEMENTS = 8_192
"""Prepared statements kept. sqlcipher3 throws the newest away once they are full, never the oldest: a cache that the
thousand statements of a migration fill would prepare every statement anew for ever after, which doubles its cost."""
# sqlcipher3 looks long for a way to adapt these two before it takes them as they are; told at once, it takes no time
dbapi2.register_adapter(type(None), lambda nothing: nothing)
dbapi2.register_adapter(bytes, lambda blob: blob)


class Interrupted(Exception):  # noqa: N818 - not an error of anybody's: the person cancelled
    """A long statement was stopped by its progress handler."""


class Connection:
    """One open database file, belonging to the thread that opened it.

    ``fault`` is where the program's own SQL functions and the authorizer leave the Known error that SQLite
    would otherwise reduce to "user-defined function raised exception" or "not authorized".
    """

    def __init__(self, path: Path, key: bytes, *, create: bool = False, query_only: bool = False) -> None:
        """Raises NoDatabase, WrongKey, DamagedDatabase, Busy, ReadOnlyPlace, DiskFull, DiskFault."""
        self.path = path
        self.fault: Known | None = None
        self.query_only = query_only
        if create:
            with suppress(OSError):  # SQLite says in the next line what hinders it; its log takes the file's mode
                path.touch(mode=0o600)
        else:
            _look(path)
        self._raw = self._connect(path, key, "rwc" if create else "ro" if query_only else "rw")
        if create:
            self.run(f"PRAGMA application_id = {APPLICATION_ID}")
        elif self.scalar("PRAGMA application_id") != APPLICATION_ID:
            self.close()
            raise DamagedDatabase(
                f"{path.name} is not a database of this program, or its first page is gone.",
                kept="Nothing was written to it.",
                todo="Restore the newest backup.",
            )

    def __repr__(self) -> str:
        return f"Connection({self.path.name})"

    def _connect(self, path: Path, key: bytes, mode: str) -> dbapi2.Connection:
        uri = path.absolute().as_uri()
        try:
            return self._opened(f"{uri}?mode={mode}", key, mode)
        except (ReadOnlyPlace, NoDatabase):
            if mode != "ro" or path.with_name(path.name + "-wal").exists():
                raise
            # a log cannot be made beside it: a stick that may not be written, where nobody else writes either
            return self._opened(f"{uri}?mode=ro&immutable=1", key, mode)

    def _opened(self, uri: str, key: bytes, mode: str) -> dbapi2.Connection:
        literal = f"x'{key.hex()}'"
        if not _KEY.fullmatch(literal):
            raise ValueError("a database key has 32 bytes")  # 63 digits would silently become a passphrase
        raw: dbapi2.Connection | None = None
        try:
            raw = dbapi2.connect(
                uri, timeout=5.0, isolation_level=None, uri=True, cached_statements=_STATEMENTS
            )  # fmt: skip
            raw.execute("PRAGMA cipher_log_level = NONE")
            raw.execute(f'PRAGMA key = "{literal}"')
            raw.execute("PRAGMA temp_store = MEMORY")
            raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            if mode != "ro":
                raw.execute("PRAGMA journal_mode = WAL")
            for pragma in (*_PRAGMAS, _LARGE_CACHE if mode != "ro" else "query_only = ON"):
                raw.execute(f"PRAGMA {pragma}")
        except dbapi2.Error as error:
            if raw is not None:
                raw.close()
            raise _translated(error) from None  # the statement that failed may have held the key
        return raw

    def run(self, sql: str, params: Sequence[SqlValue] = ()) -> int:
        """One statement that changes something; how many rows it touched, -1 when it does not count rows."""
        try:
            return self._raw.execute(sql, params).rowcount
        except dbapi2.Error as error:
            raise self._known(error) from error

    def run_many(self, sql: str, rows: Iterable[Sequence[SqlValue]]) -> int:
        """The same statement for each of the rows."""
        try:
            return self._raw.cursor().executemany(sql, rows).rowcount
        except dbapi2.Error as error:
            raise self._known(error) from error

    def run_script(self, script: str) -> None:
        """Statements one by one, inside whatever transaction is open (executescript would commit it)."""
        for statement in statements(script):
            self.run(statement)

    def rows(self, sql: str, params: Sequence[SqlValue] = ()) -> list[Row]:
        try:
            return self._raw.execute(sql, params).fetchall()
        except dbapi2.Error as error:
            raise self._known(error) from error

    def row(self, sql: str, params: Sequence[SqlValue] = ()) -> Row | None:
        try:
            return self._raw.execute(sql, params).fetchone()
        except dbapi2.Error as error:
            raise self._known(error) from error

    def scalar(self, sql: str, params: Sequence[SqlValue] = ()) -> Any:
        row = self.row(sql, params)
        return None if row is None else row[0]

    def stream(self, sql: str, params: Sequence[SqlValue] = (), size: int = 1000) -> Iterator[list[Row]]:
        """Rows in portions, so that a million of them need no million in memory."""
        try:
            cursor = self._raw.execute(sql, params)
            while portion := cursor.fetchmany(size):
                yield portion
        except dbapi2.Error as error:
            raise self._known(error) from error

    @property
    def in_transaction(self) -> bool:
        return self._raw.in_transaction

    def function(self, name: str, arguments: int, function: Callable[..., SqlValue]) -> None:
        """``function`` may answer from SQL. What it must tell a person, it leaves in ``fault`` before it raises."""
        self._raw.create_function(name, arguments, function)

    def authorize(self, authorizer: Authorizer | None) -> None:
        """Ask ``authorizer`` about every statement prepared from now on."""
        self._raw.set_authorizer(authorizer)

    def on_progress(self, again: Callable[[], bool] | None, steps: int = 100_000) -> None:
        """Called each ``steps`` instructions of the database; True stops the statement with Interrupted."""
        self._raw.set_progress_handler(None if again is None else lambda: int(again()), steps)

    def copy_to(self, target: Connection, progress: Callable[[int, int], None] | None = None) -> None:
        """The whole content into ``target``, in portions. Never inside a write transaction of its own: it hangs."""
        if self.in_transaction and not self.query_only:
            raise ValueError("a copy inside a write transaction of the same connection never ends")

        def told(_status: int, remaining: int, total: int) -> None:
            if progress is not None:
                progress(total - remaining, total)

        try:
            self._raw.backup(target._raw, pages=2000, progress=told, sleep=0.05)
        except dbapi2.Error as error:
            raise self._known(error) from error

    def close(self) -> None:
        with suppress(dbapi2.Error):
            self._raw.close()

    def _known(self, error: dbapi2.Error) -> Exception:
        fault, self.fault = self.fault, None
        return fault if fault is not None else _translated(error)


_PRAGMAS = (
    "synchronous = FULL",
    "foreign_keys = ON",
    "recursive_triggers = ON",  # else INSERT OR REPLACE removes a row without its trail
    "secure_delete = ON",
    "wal_autocheckpoint = 1000",
    "cache_size = -16000",  # KiB; a bulk insert that spills its pages enciphers them over and over
)
_LARGE_CACHE = (
    "cache_size = -64000"  # of the session's own connection: a search of 200,000 people deciphers each page once
)


def statements(script: str) -> Iterator[str]:
    """The statements of a script of SQL, triggers kept whole."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if pending.rstrip().endswith(";") and dbapi2.complete_statement(pending):
            yield pending.strip()
            pending = ""
    if any(line.strip() and not line.strip().startswith("--") for line in pending.splitlines()):
        raise ValueError("the script ends in the middle of a statement")


def _look(path: Path) -> None:
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise NoDatabase(
            f"There is no database {path.name}.", todo="Look whether the folder is whole, or restore a backup."
        ) from None
    except OSError as error:
        raise DiskFault(f"{path.name} cannot be read ({error.strerror}).", todo="Check the disk or stick.") from None
    if size < 4096 or size % 4096:
        raise DamagedDatabase(
            f"{path.name} has been cut: {size:,} bytes are not whole pages.",
            kept="Nothing was written to it.",
            todo="Keep the damaged file and restore the newest backup.",
        )


_OF_A_COPY = {
    "database or disk is full": _FULL, "disk I/O error": _IOERR, "attempt to write a readonly database": _READONLY,
    "database is locked": _BUSY, "database disk image is malformed": _CORRUPT,
}  # fmt: skip
"""backup() raises its errors without their number, so its words tell them apart."""


def _translated(error: dbapi2.Error) -> Exception:
    whole = getattr(error, "sqlite_errorcode", None) or _OF_A_COPY.get(str(error), 0)
    code = whole & 0xFF
    kept = "Nothing of the last step was saved; everything before it is."
    if code in (_BUSY, _LOCKED):
        return Busy("Another program holds the database.", kept=kept, todo="Close it there and try again.")
    if code == _READONLY:
        return ReadOnlyPlace("The database may not be written here.", kept=kept, todo="Copy it to your own disk.")
    if code == _FULL or whole == _NO_ROOM_FOR_THE_LOG:
        return DiskFull("The disk is full.", kept=kept, todo="Make room and do the last step again.")
    if code == _IOERR:
        return DiskFault("The disk could not read or write.", kept=kept, todo="Check the disk, then try again.")
    if code == _CANTOPEN:
        return NoDatabase("The database file cannot be opened.", kept=kept, todo="Check the folder and its rights.")
    if code == _NOTADB:
        return WrongKey(
            "The key does not open this database, or its beginning is damaged.",
            kept="Nothing was written to it.",
            todo="If the file was changed or copied, restore the newest backup.",
        )
    if code == _CORRUPT:
        return DamagedDatabase(
            "The database is damaged: a part of it fails its seal.",
            kept="Nothing was written to it.",
            todo="Keep the damaged file and restore the newest backup.",
        )
    if code in (_CONSTRAINT, _TOOBIG):
        return NotSaved(f"The record was not saved: {_rule(str(error))}.", kept=kept, todo="Correct it and save again.")
    if code == _INTERRUPT:
        return Interrupted()
    return error


def _rule(message: str) -> str:
    """SQLite's words for a constraint, which name tables and columns but no value."""
    for start, words in (
        ("UNIQUE constraint failed: ", "there is one already with the same {}"),
        ("NOT NULL constraint failed: ", "{} is missing"),
        ("CHECK constraint failed: ", "a value breaks the rule {}"),
        ("FOREIGN KEY constraint failed", "it refers to a record that is not there, or one that is still referred to"),
    ):
        if message.startswith(start):
            return words.format(message.removeprefix(start))
    return message
