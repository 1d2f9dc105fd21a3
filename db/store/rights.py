"""The rights of the roles, read from rights.toml, and shown as a table in the program (ROL-1)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Protocol

from db.store.actor import ROLES, Actor

FILE = Path(__file__).with_name("rights.toml")
LETTERS = {"r": "read", "i": "add to", "u": "change", "d": "remove from"}


@dataclass(frozen=True)
class TableRights:
    """``letters`` by role; ``columns`` by role, where it may update only some; ``study``: SQL condition or None."""

    table: str
    letters: Mapping[str, str]
    columns: Mapping[str, frozenset[str]]
    study: str | None
    search: tuple[str, ...] = field(default=())

    def may(self, role: str, letter: str) -> bool:
        return letter in self.letters.get(role, "")

    def may_update(self, role: str, column: str) -> bool:
        return self.may(role, "u") and (role not in self.columns or column in self.columns[role])


class _Working(Protocol):
    @property
    def actor(self) -> Actor: ...


Rights = Mapping[str, TableRights]


@cache
def rights() -> Rights:
    """By table."""
    return parsed(FILE.read_text(encoding="utf-8"))


def parsed(text: str) -> Rights:
    """Raises ValueError for a role, a letter or a key that does not exist: a slip must not give or take a right."""
    return {table: _table(table, given) for table, given in tomllib.loads(text).items()}


def _table(table: str, given: dict[str, object]) -> TableRights:
    letters: dict[str, str] = {}
    for key, value in given.items():
        if key in ROLES:
            if not isinstance(value, str) or set(value) - set(LETTERS):
                raise ValueError(f"rights of {key} in {table}: only the letters {''.join(LETTERS)}")
            letters[key] = value
        elif key not in ("study", "search", "columns"):
            raise ValueError(f"rights of {table}: there is no role {key}")
    columns, study, search = given.get("columns", {}), given.get("study"), given.get("search", [])
    if not isinstance(columns, dict) or set(columns) - set(ROLES):
        raise ValueError(f"rights of {table}: columns go by role")
    if not (study is None or isinstance(study, str)) or not isinstance(search, list):
        raise ValueError(f"rights of {table}: study is a condition, search a list of tables")
    return TableRights(
        table, letters, {role: frozenset(names) for role, names in columns.items()}, study, tuple(search)
    )


def readable(store: _Working, table: str) -> bool:
    """Whether who is signed in may read anything of the table; asking it instead would be refused and recorded."""
    found = rights().get(table)
    actor = store.actor
    return (
        found is not None and found.may(actor.role, "r") and (actor.studies is None or found.study not in (None, "0"))
    )
