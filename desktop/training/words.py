"""Words of the training page, in one context for the translators."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from db.training.records import COUNTS, EXPIRED, FAILED, SUPERSEDED, VOIDED
from desktop.widgets.dates import show_date
from desktop.widgets.states import State

STANDING = {
    COUNTS: State.CURRENT, EXPIRED: State.OVERDUE, SUPERSEDED: State.NONE, FAILED: State.MISSING, VOIDED: State.NONE,
}  # fmt: skip


def said(text: str) -> str:
    """In the person's language."""
    return QCoreApplication.translate("Training", text)


def counted(number: int, one: str, many: str) -> str:
    """“1 person”, “62 people”."""
    return f"{number:,} {said(one) if number == 1 else said(many)}"


def day(value: date | None, none: str = "") -> str:
    """A day as the screen says it."""
    return show_date(value) if value is not None else none


def course_name(code: str, study: str) -> str:
    """“Protocol (BRIGHT-2)”, “ICH-GCP”."""
    return f"{code} ({study})" if study else code


def course_line(code: str, study: str, title: str) -> str:
    """“ICH-GCP · Good clinical practice”; once where a course brought in from a sheet has one name only."""
    name = course_name(code, study)
    return name if title in (code, name) else f"{name} · {title}"


def standing_word(standing: str) -> str:
    """How a record stands, in a word."""
    return {
        COUNTS: said("counts"), EXPIRED: said("expired"), SUPERSEDED: said("superseded"), FAILED: said("failed"),
        VOIDED: said("struck through"),
    }.get(standing, standing)  # fmt: skip
