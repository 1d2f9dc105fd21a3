"""Which role needs which course, in which study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import BadInput
from db.store.query import Query
from db.training import records as r
from desktop.exchange.registers.form import Asked, Register, Rows, picked
from desktop.exchange.simple import Taken, simple
from desktop.exchange.vocabulary import Field

if TYPE_CHECKING:
    from db.site import Site
    from db.store.change import Change

FIELDS = ("id", "course", "role", "study", "within_days", "start", "end", "course_id")
_ALL = 10_000_000


def _rows(site: Site, asked: Asked) -> Rows:
    page = site.training.requirements(asked.query)
    return picked(page.rows, FIELDS), page.of


def _add(site: Site, change: Change, row: Taken) -> str:
    return site.training.require_within(
        change,
        r.NewRequirement(
            _course(site, row.text("course")), row.text("role"), row.id("study") or None,
            within_days=int(row.number("within_days") or 0), start=row.maybe_day("start"), end=row.maybe_day("end"),
        ),
    )  # fmt: skip


def _course(site: Site, written: str) -> str:
    """By code or title, as it is written there but for case."""
    wanted = written.casefold()
    for course in site.training.courses(Query(limit=_ALL)).rows:
        if wanted in (course.code.casefold(), course.title.casefold()):
            return course.id
    raise BadInput(f"There is no course “{written}”; its code or its title is meant.")


def _there(site: Site) -> frozenset[tuple[str, ...]]:
    kept = site.training.requirements(Query(limit=_ALL)).rows
    return frozenset(
        (one.course, one.role, one.study_id or "", one.start.isoformat() if one.start else "") for one in kept
    )


REQUIREMENTS = Register(
    "requirements", FIELDS, _rows,
    importer=simple(
        "requirement",
        "requirement",
        (
            Field("course", "text", "Course", needed=True, synonyms=("training", "requirement", "Schulung", "Kurs")),
            Field("role", "text", "Role", synonyms=("study role", "asked of", "Rolle", "Funktion")),
            Field("study", "study", "Study", synonyms=("protocol", "trial", "Studie")),
            Field("within_days", "number", "Days for newcomers", synonyms=("within days", "grace")),
            Field("start", "date", "Asked from", synonyms=("from", "since", "ab")),
            Field("end", "date", "Asked until", synonyms=("until", "bis")),
        ),
        _add,
        keys=("course", "role", "study", "start"),
        there=_there,
    ),
)  # fmt: skip
