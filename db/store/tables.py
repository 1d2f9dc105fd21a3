"""What tables, columns and views the open database has: read once, before anybody's rights are set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from db.store.connection import Connection, Row

_ORDINARY = (0,)  # table_xinfo.hidden: 1 is hidden in a virtual table, 2 and 3 are generated
_MAY_HOLD_BLOBS = ("BLOB", "ANY", "")


@dataclass(frozen=True)
class Reference:
    """``column`` names a row of ``table``; ``whole``: the row cannot be without it, so it is a part of that one."""

    column: str
    table: str
    whole: bool


@dataclass(frozen=True)
class Table:
    """``columns`` are those that are stored, ``key`` the one that names a row, ``defaults`` SQL text of a default;
    ``secret``: those that may hold a BLOB, of which the trail gets the hash alone; ``references``: what its rows rest
    on; ``texts``: columns declared TEXT."""

    name: str
    columns: tuple[str, ...]
    key: str
    defaults: Mapping[str, str | None] = field(default_factory=dict)
    secret: frozenset[str] = frozenset()
    references: tuple[Reference, ...] = ()
    texts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Tables:
    """``registers``: every table under the trail; ``derived``: search indexes; ``inner``: what those keep."""

    registers: Mapping[str, Table]
    derived: frozenset[str]
    inner: frozenset[str]
    views: Mapping[str, str]
    triggers: Mapping[str, str]


def read_tables(connection: Connection) -> Tables:
    """Raises ValueError for a table whose rows have no single text key: nothing could name them on the trail."""
    registers: dict[str, Table] = {}
    derived, inner = set[str](), set[str]()
    listed = connection.rows("SELECT name, type FROM pragma_table_list WHERE schema = 'main' ORDER BY name")
    columns, rests = _columns(connection), _references(connection)
    for name, kind in listed:
        if name.startswith("sqlite_") or name == "audit" or kind == "view":
            continue
        if kind == "virtual":
            derived.add(name)
        elif kind == "shadow":
            inner.add(name)
        else:
            registers[name] = _table(name, columns[name], rests.get(name, []))
    schema = connection.rows(
        "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('view', 'trigger') ORDER BY name"
    )
    return Tables(
        registers,
        frozenset(derived),
        frozenset(inner),
        {name: sql for kind, name, sql in schema if kind == "view"},
        {name: sql for kind, name, sql in schema if kind == "trigger"},
    )


def _columns(connection: Connection) -> dict[str, list[Row]]:
    """Of every table: name, type, default, place in the key, hidden, firm. One statement, because every start asks."""
    found: dict[str, list[Row]] = {}
    for table, *column in connection.rows(
        'SELECT t.name, x.name, x.type, x.dflt_value, x.pk, x.hidden, x."notnull" OR x.pk '
        "FROM pragma_table_list AS t, pragma_table_xinfo(t.name) AS x "
        "WHERE t.schema = 'main' AND t.type = 'table' ORDER BY t.name, x.cid"
    ):
        found.setdefault(table, []).append(tuple(column))
    return found


def _references(connection: Connection) -> dict[str, list[Row]]:
    """Of every table: the column that refers, and to which table."""
    found: dict[str, list[Row]] = {}
    for table, *rest in connection.rows(
        'SELECT t.name, f."from", f."table" FROM pragma_table_list AS t, pragma_foreign_key_list(t.name) AS f '
        "WHERE t.schema = 'main' AND t.type = 'table' ORDER BY t.name, f.id, f.seq"
    ):
        found.setdefault(table, []).append(tuple(rest))
    return found


def _table(name: str, found: Sequence[Row], rests: Sequence[Row]) -> Table:
    keys = [column for column, _kind, _default, pk, *_rest in found if pk]
    if len(keys) != 1 or not any(column == keys[0] and kind == "TEXT" for column, kind, *_rest in found):
        raise ValueError(f"table {name} needs one TEXT PRIMARY KEY, so that the trail can name its rows")
    columns = tuple(column for column, _kind, _default, _pk, hidden, _firm in found if hidden in _ORDINARY)
    defaults = {column: default for column, _kind, default, *_rest in found}
    secret = frozenset(column for column, kind, *_rest in found if kind in _MAY_HOLD_BLOBS)
    firm = {column for column, *_rest, is_firm in found if is_firm}
    references = tuple(Reference(column, other, column in firm) for column, other in rests)
    texts = frozenset(column for column, kind, *_rest in found if kind == "TEXT")
    return Table(name, columns, keys[0], defaults, secret, references, texts)


def quoted(name: str) -> str:
    """An SQL identifier."""
    if '"' in name or "\0" in name:
        raise ValueError("not a name for SQL")
    return f'"{name}"'
