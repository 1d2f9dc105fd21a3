"""Backups in words: sizes, what is kept until when, how the site stands."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from db.backup.records import Backup, Standing
from desktop.widgets.dates import show_date
from desktop.widgets.text import Em, Part


def said(text: str) -> str:
    """Words of this room."""
    return QCoreApplication.translate("Backup", text)


def size_words(size: int) -> str:
    """“2.8 MB”."""
    return f"{size / 1e9:,.1f} GB" if size >= 1e9 else f"{max(size, 100_000) / 1e6:,.1f} MB"


def moment_words(at: datetime, today: date) -> str:
    """“today 12:00”, else the day with the time."""
    return f"{said('today') if at.date() == today else show_date(at.date())} {at:%H:%M}"


def kept_words(one: Backup) -> str:
    if one.removed is not None:
        return said("removed {day}").format(day=show_date(one.removed))
    return show_date(one.keep_until) if one.keep_until else said("until removed")


def sentence(now: Standing, today: date) -> list[Part]:
    """The answer before the table."""
    if now.last is None:
        return [Em(said("There is no backup yet."), "late"), " ", said("A lost laptop would take the records with it.")]
    parts: list[Part] = [said("Last backup {when}, opened again and whole.").format(
        when=moment_words(now.last.made, today))]  # fmt: skip
    for place, day in now.late:
        parts += [" ", Em(said("{folder} is overdue since {day}.").format(
            folder=place.folder, day=show_date(day)), "late")]  # fmt: skip
    if not now.scheduled:
        parts += [" ", Em(said("Nothing is scheduled."), "soon")]
    if now.drill is not None:
        parts += [" ", said("Last drill {day}.").format(day=show_date(now.drill.done.date()))]
    elif now.drill_due is not None:
        parts += [" ", said("No drill yet.")]
    if now.drill_due is not None and now.drill_due < today:
        parts += [" ", Em(said("A restore drill is due since {day}.").format(day=show_date(now.drill_due)), "late")]
    return parts
