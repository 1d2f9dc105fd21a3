"""Which people, in SQL: the clauses that roster and training both ask the person table with.

The table is always called ``p``. Days are parameters; nothing typed becomes SQL.
"""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from db.folding import fold, match_expression

Clause = tuple[str, list[str]]
FOUND = "p.rowid IN (SELECT rowid FROM person_search WHERE person_search MATCH ?)"
FOUND_ONE_BY_ONE = "EXISTS (SELECT 1 FROM person_search WHERE person_search MATCH ? AND rowid = p.rowid)"
"""The same, asked for each person: quick where nearly everybody is found and few are asked for."""


def at_site(on: date) -> Clause:
    """Whoever is at the site on the day; the first and the last day count."""
    return '(p.start IS NULL OR p.start <= ?) AND (p."end" IS NULL OR p."end" >= ?)', [on.isoformat()] * 2


def in_study(studies: Sequence[str], on: date) -> Clause:
    """Whoever holds a role in one of these studies (ids or short names) on the day."""
    marks = ", ".join("?" * len(studies))
    return (
        "p.id IN (SELECT a.person FROM assignment AS a JOIN study AS s ON s.id = a.study "
        f"WHERE (s.id IN ({marks}) OR s.code IN ({marks})) AND {_in_force('a')})",
        [*studies, *studies, *[on.isoformat()] * 2],
    )


def has_role(roles: Sequence[str], on: date) -> Clause:
    """Whoever holds one of these roles on the day, at the site or in a study."""
    marks = ", ".join("?" * len(roles))
    return (
        f"(p.role IN ({marks}) OR p.id IN (SELECT a.person FROM assignment AS a "
        f"WHERE a.role IN ({marks}) AND {_in_force('a')}))",
        [*roles, *roles, *[on.isoformat()] * 2],
    )


def found_by(words: str, *, index: bool) -> Clause:
    """Whoever's name, other name or e-mail (before the @) has words that begin like those typed, in any order.

    ``index`` False: without the search index, which sessions limited to studies may not read; then the words may
    stand anywhere in the name.
    """
    if index:
        expression = match_expression(words)
        if not expression:
            return ("0", []) if words.strip() else ("1", [])
        return FOUND, [expression]
    terms = [term for term in fold(words).replace(",", " ").split() if term]
    return " AND ".join(["instr(p.sort_name, ?) > 0"] * len(terms)) or "1", terms


def both(*clauses: Clause) -> Clause:
    """All of them together."""
    return (
        " AND ".join(clause for clause, _values in clauses) or "1",
        [value for _clause, values in clauses for value in values],
    )


def _in_force(table: str) -> str:
    return f'{table}.start <= ? AND ({table}."end" IS NULL OR {table}."end" >= ?)'
