"""The triggers that put every table on the trail, generated from its columns after each migration (AUD-1).

A register cannot forget the trail, because it never calls it. Without the program's functions a write fails.
"""

from __future__ import annotations

from db.store.connection import Connection
from db.store.tables import Table, read_tables

_LAST = "(SELECT seq FROM audit ORDER BY seq DESC LIMIT 1), (SELECT hash FROM audit ORDER BY seq DESC LIMIT 1)"
# a step of its own: within one statement SQLite may call a function twice, and in an order of its choosing
_WRITE = (
    "INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_part('seq'), "
    "trail_part('body'), trail_part('hash'), trail_part('salt'), trail_part('detail'))"
)
_MOST_ARGUMENTS = 1000  # SQLite's limit for a function


def generated(table: Table) -> dict[str, str]:
    """Name and SQL of the triggers ``table`` must have."""
    name, key = table.name, quoted(table.key)
    if 2 * len(table.columns) + 6 > _MOST_ARGUMENTS:
        raise ValueError(f"table {name} has too many columns for the trail")
    old = [f"old.{quoted(column)}" for column in table.columns]
    new = [f"new.{quoted(column)}" for column in table.columns]
    changed = " OR ".join(f"{before} IS NOT {after}" for before, after in zip(old, new, strict=True))
    return {
        f"trail_{name}_insert": _trigger(table, "insert", f"new.{key}", new),
        f"trail_{name}_update": _trigger(table, "update", f"old.{key}", old + new, f"WHEN {changed} "),
        f"trail_{name}_delete": _trigger(table, "delete", f"old.{key}", old),
        f"keep_{name}_key": (
            f'CREATE TRIGGER "keep_{name}_key" BEFORE UPDATE OF {key} ON {quoted(name)} '
            f"WHEN old.{key} IS NOT new.{key} BEGIN SELECT RAISE(ABORT, 'an id never changes'); END"
        ),
    }


def put_on_trail(connection: Connection) -> None:
    """Bring the triggers of all tables up to date with their columns, inside the open transaction."""
    tables = read_tables(connection)
    wanted = {name: sql for table in tables.registers.values() for name, sql in generated(table).items()}
    for name, sql in tables.triggers.items():
        ours = (name.startswith("trail_") and name != "trail_event") or name.startswith("keep_")
        if ours and wanted.get(name) != sql:
            connection.run(f"DROP TRIGGER {quoted(name)}")
    for name, sql in wanted.items():
        if tables.triggers.get(name) != sql:
            connection.run(sql)


def quoted(name: str) -> str:
    """An SQL identifier."""
    if '"' in name or "\0" in name:
        raise ValueError("not a name for SQL")
    return f'"{name}"'


def _trigger(table: Table, action: str, row: str, values: list[str], when: str = "") -> str:
    names = ",".join(table.columns)
    head = f'CREATE TRIGGER "trail_{table.name}_{action}" AFTER {action.upper()} ON {quoted(table.name)} {when}BEGIN'
    return (
        f"{head}\n"
        f"    SELECT trail_row({_LAST},\n"
        f"        '{action}', '{table.name}', {row}, '{names}',\n"
        f"        {', '.join(values)});\n"
        f"    {_WRITE};\n"
        f"END"
    )
