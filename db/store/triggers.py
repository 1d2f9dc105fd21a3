"""The triggers that put every table on the trail, generated from its columns after each migration (AUD-1).

A register cannot forget the trail, because it never calls it. Without the program's functions a write fails.
Whoever changes what is generated here adds a schema file, be it empty, so that databases that exist get it too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from db.store.connection import Connection
from db.store.destroying import DESTROY, DESTROY_AGAIN, destruction_triggers
from db.store.redacting import REDACT, REDACT_AGAIN, redaction_triggers
from db.store.tables import Table, quoted, read_tables
from db.store.trail_writer import LAST, WRITE

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_MOST_ARGUMENTS = 1000  # SQLite's limit for a function


def generated(table: Table) -> Mapping[str, str]:
    """Name and SQL of the triggers ``table`` must have."""
    return _generated(table.name, table.key, table.columns, table.secret)


@cache
def _generated(name: str, key: str, columns: tuple[str, ...], secret: frozenset[str]) -> Mapping[str, str]:
    table, key = Table(name, columns, key, secret=secret), quoted(key)
    if not all(_NAME.fullmatch(word) for word in (name, *table.columns)):
        raise ValueError(f"table {name}: its name and its columns' are letters, digits and _ only")
    if 2 * len(table.columns) + 6 > _MOST_ARGUMENTS:
        raise ValueError(f"table {name} has too many columns for the trail")
    old = [f"old.{quoted(column)}" for column in table.columns]
    new = [f"new.{quoted(column)}" for column in table.columns]
    changed = " OR ".join(f"{before} IS NOT {after}" for before, after in zip(old, new, strict=True))
    names = ",".join(table.columns)
    return {
        f"trail_{name}_insert": _trigger(table, "insert", f"new.{key}", f"trail_row({{}}, {_object(table, 'new')})"),
        f"trail_{name}_update": _trigger(
            table, "update", f"old.{key}", f"trail_change({{}}, '{names}',\n        {', '.join(old + new)})", changed
        ),
        f"trail_{name}_delete": _trigger(table, "delete", f"old.{key}", f"trail_row({{}}, {_object(table, 'old')})"),
        f"keep_{name}_key": (
            f'CREATE TRIGGER "keep_{name}_key" BEFORE UPDATE OF {key} ON {quoted(name)} '
            f"WHEN old.{key} IS NOT new.{key} BEGIN SELECT RAISE(ABORT, 'an id never changes'); END"
        ),
    }


def put_on_trail(connection: Connection) -> None:
    """Bring the triggers of all tables up to date with their columns, inside the open transaction."""
    tables = read_tables(connection)
    wanted = {name: sql for table in tables.registers.values() for name, sql in generated(table).items()}
    wanted |= destruction_triggers(tables) | redaction_triggers(tables, _object)
    for name, sql in tables.triggers.items():
        ours = (name.startswith("trail_") and name != "trail_event") or name.startswith("keep_")
        if ours and wanted.get(name) != sql:
            connection.run(f"DROP TRIGGER {quoted(name)}")
    for name, sql in wanted.items():
        if tables.triggers.get(name) != sql:
            connection.run(sql)


def make_way(connection: Connection) -> None:
    """Before a schema file runs: a trigger that names every table would not let it build one anew."""
    for name in (DESTROY, REDACT, DESTROY_AGAIN, REDACT_AGAIN):
        connection.run(f"DROP TRIGGER IF EXISTS {quoted(name)}")


def _object(table: Table, which: str) -> str:
    """The whole row as JSON; what may be a BLOB only as the hash of its bytes, which JSON could not hold anyway."""
    fields = []
    for column in table.columns:
        value = f"{which}.{quoted(column)}"
        fields.append(f"'{column}', " + (f"trail_secret({value})" if column in table.secret else value))
    return f"json_object(\n        {', '.join(fields)})"


def _trigger(table: Table, action: str, row: str, call: str, when: str = "") -> str:
    which = f'"trail_{table.name}_{action}" AFTER {action.upper()} ON {quoted(table.name)}'
    given = f"last.seq, last.hash, '{action}', '{table.name}', {row}"
    return (
        f"CREATE TRIGGER {which}{f' WHEN {when}' if when else ''} BEGIN\n"  # noqa: S608
        f"    SELECT {call.format(given)}\n"
        f"    FROM {LAST};\n"
        f"    {WRITE};\n"
        f"END"
    )
