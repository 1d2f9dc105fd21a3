"""A filter's ``look`` as SQL over the trail, and the drawing of the sample. Pure.

``look`` is data, so that a site can add its own: actions, tables, not_tables, roles (any of each list); fields (of an
update: one of these changed); late (a late entry); drift (steps of 30 s by which the phone differed, at least);
outside ([from, to): hours of the day between which work is usual).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from math import ceil

from db.errors import BadInput

MOST = 400
"""Entries drawn by one filter at most: more than that nobody reads."""
_LISTS = {"actions": "action IN ({})", "tables": "tbl IN ({})", "roles": "role IN ({})"}
_KEYS = frozenset({*_LISTS, "not_tables", "fields", "late", "drift", "outside"})


def clause(look: Mapping[str, object]) -> tuple[str, list[str | int]]:
    """The WHERE clause over ``audit`` (without the word) and its parameters. Raises BadInput for what it does not
    know: a slip in a filter must not quietly find nothing."""
    terms: list[str] = []
    values: list[str | int] = []
    unknown = set(look) - _KEYS
    if unknown or not look:
        raise BadInput(f"A filter cannot look at “{', '.join(sorted(unknown)) or 'nothing'}”.",
                       todo=f"It can look at: {', '.join(sorted(_KEYS))}.")  # fmt: skip
    for key, sql in _LISTS.items():
        if key in look:
            names = _names(look, key)
            terms.append(sql.format(", ".join("?" * len(names))))
            values += names
    if "not_tables" in look:
        names = _names(look, "not_tables")
        terms.append(f"coalesce(tbl, '') NOT IN ({', '.join('?' * len(names))})")
        values += names
    if "fields" in look:
        names = _names(look, "fields")
        marks = ", ".join("?" * len(names))
        terms.append(
            f"(action <> 'update' OR EXISTS (SELECT 1 FROM json_each(detail, '$.new') AS f WHERE f.key IN ({marks})))"  # noqa: S608
        )
        values += names
    if look.get("late"):
        terms.append("coalesce(detail ->> '$.new.late_reason', '') <> ''")
    if "drift" in look:
        terms.append("abs(coalesce(detail ->> '$.new.drift', 0)) >= ?")
        values.append(_number(look["drift"]))
    if "outside" in look:
        hours = look["outside"]
        if not isinstance(hours, Sequence) or len(hours) != 2:
            raise BadInput("Working hours are two numbers, from and to.")
        terms.append("(CAST(substr(at, 12, 2) AS INTEGER) < ? OR CAST(substr(at, 12, 2) AS INTEGER) >= ?)")
        values += [_number(hours[0]), _number(hours[1])]
    return " AND ".join(terms), values


def sample(found: Sequence[int], share: int, least: int, seed: str) -> tuple[int, ...]:
    """Which of these entries are looked at, in their order: those whose SHA-256(seed | number) is lowest, so that
    anybody can draw them again."""
    count = min(len(found), max(least, ceil(len(found) * share / 100)), MOST)
    by_lot = sorted(found, key=lambda seq: sha256(f"{seed}|{seq}".encode()).digest())
    return tuple(sorted(by_lot[:count]))


def _names(look: Mapping[str, object], key: str) -> list[str]:
    names = look[key]
    if not isinstance(names, Sequence) or isinstance(names, str) or not names:
        raise BadInput(f"“{key}” of a filter is a list of names.")
    return [str(name) for name in names]


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadInput("A filter's bound is a whole number.")
    return value
