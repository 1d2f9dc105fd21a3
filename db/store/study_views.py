"""What a session sees that does not see everything: TEMP views in the place of the tables.

A session limited to studies reads `person` and gets the view of that name, which reads a second view whose name ends
in 128 random bits, which alone may read the table: a CTE reaches the authorizer under the name that its writer
gives it, so a name anybody knows would open the table. The views are made before the authorizer is set; afterwards no
session can read the schema tables and learn the suffix.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from db import randomness
from db.store.actor import Actor
from db.store.connection import Connection
from db.store.rights import Rights
from db.store.tables import Tables, quoted

_ID = re.compile(r"[0-9a-z-]{1,64}")
_VIEW = re.compile(r"CREATE\s+VIEW\s", re.IGNORECASE)


@dataclass(frozen=True)
class Sight:
    """``windows``: table -> the one view that may read it. A table without one is read directly, or not at all."""

    windows: Mapping[str, str]
    studies_only: bool


def set_up(connection: Connection, tables: Tables, rights: Rights, actor: Actor) -> Sight:
    """Make the TEMP views this session needs; none for somebody who may read every table."""
    readable = [name for name in tables.registers if name in rights and rights[name].may(actor.role, "r")]
    if actor.studies is None:
        if len(readable) == len(tables.registers):
            return Sight({}, studies_only=False)
        listed = ", ".join(f"'{name}'" for name in readable)
        windows = _windows(connection, {"audit": f"tbl IS NULL OR tbl IN ({listed})"})
        return Sight(windows, studies_only=False)
    studies = ", ".join(f"'{_checked(study)}'" for study in actor.studies) or "NULL"
    conditions = {
        name: condition.replace("{studies}", studies)
        for name in readable
        if (condition := rights[name].study) is not None
    }
    conditions["audit"] = _own_trail(tables, list(conditions))
    windows = _windows(connection, conditions)
    for name, sql in tables.views.items():
        if name != "event":  # made again as TEMP, a view of ours reads the views above instead of the tables
            connection.run(_VIEW.sub("CREATE TEMP VIEW ", sql, count=1))
    return Sight(windows, studies_only=True)


def _own_trail(tables: Tables, seen: list[str]) -> str:
    """Entries of records they see, and what they did themselves. They know the site's users by name, not their comings
    and goings."""
    terms = ['"by" = session_user()', "(tbl = 'users' AND \"row\" = session_user())"]
    for name in seen:
        if name == "users":
            continue
        key = quoted(tables.registers[name].key)
        terms.append(f"(tbl = '{name}' AND \"row\" IN (SELECT {key} FROM {quoted(name)}))")  # noqa: S608
    return " OR ".join(terms)


def _windows(connection: Connection, conditions: Mapping[str, str]) -> dict[str, str]:
    suffix = randomness.token(16).hex()
    windows = {name: f"{name}_{suffix}" for name in conditions}
    for name, window in windows.items():
        connection.run(
            f"CREATE TEMP VIEW {quoted(window)} AS SELECT * FROM main.{quoted(name)} WHERE {conditions[name]}"  # noqa: S608
        )
        connection.run(f"CREATE TEMP VIEW {quoted(name)} AS SELECT * FROM temp.{quoted(window)}")  # noqa: S608
    return windows


def _checked(study: str) -> str:
    if not _ID.fullmatch(study):
        raise ValueError("a study is named by its id")
    return study
