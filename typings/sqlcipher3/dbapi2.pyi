"""What db/store/connection.py uses of sqlcipher3 0.6.4, which ships no types of its own."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

sqlite_version: str

SQLITE_OK: int
SQLITE_DENY: int
SQLITE_IGNORE: int
SQLITE_DELETE: int
SQLITE_FUNCTION: int
SQLITE_INSERT: int
SQLITE_PRAGMA: int
SQLITE_READ: int
SQLITE_RECURSIVE: int
SQLITE_SAVEPOINT: int
SQLITE_SELECT: int
SQLITE_TRANSACTION: int
SQLITE_UPDATE: int

SqlValue = str | int | float | bytes | None

class Error(Exception):
    sqlite_errorcode: int
    sqlite_errorname: str

class DatabaseError(Error): ...
class OperationalError(DatabaseError): ...
class IntegrityError(DatabaseError): ...
class ProgrammingError(DatabaseError): ...

class Cursor:
    rowcount: int
    description: Sequence[Sequence[Any]] | None
    def execute(self, sql: str, parameters: Sequence[SqlValue] = ..., /) -> Cursor: ...
    def executemany(self, sql: str, parameters: Iterable[Sequence[SqlValue]], /) -> Cursor: ...
    def fetchone(self) -> tuple[Any, ...] | None: ...
    def fetchall(self) -> list[tuple[Any, ...]]: ...
    def fetchmany(self, size: int = ...) -> list[tuple[Any, ...]]: ...
    def close(self) -> None: ...

class Connection:
    in_transaction: bool
    def cursor(self) -> Cursor: ...
    def execute(self, sql: str, parameters: Sequence[SqlValue] = ..., /) -> Cursor: ...
    def close(self) -> None: ...
    def interrupt(self) -> None: ...
    def enable_load_extension(self, enabled: bool, /) -> None: ...
    def set_authorizer(
        self, callback: Callable[[int, str | None, str | None, str | None, str | None], int] | None, /
    ) -> None: ...
    def set_progress_handler(self, callback: Callable[[], int] | None, steps: int, /) -> None: ...
    def create_function(
        self, name: str, arguments: int, function: Callable[..., SqlValue], *, deterministic: bool = ...
    ) -> None: ...
    def backup(
        self,
        target: Connection,
        *,
        pages: int = ...,
        progress: Callable[[int, int, int], None] | None = ...,
        name: str = ...,
        sleep: float = ...,
    ) -> None: ...

def connect(
    database: str,
    timeout: float = ...,
    detect_types: int = ...,
    isolation_level: str | None = ...,
    check_same_thread: bool = ...,
    factory: type[Connection] = ...,
    cached_statements: int = ...,
    uri: bool = ...,
) -> Connection: ...
def complete_statement(sql: str) -> bool: ...
def register_adapter(kind: type, adapter: Callable[[Any], SqlValue], /) -> None: ...
