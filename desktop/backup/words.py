"""Backups in words: sizes, what is kept until when, how the site stands."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from db.backup.looking import ALTERED, AS_WRITTEN, AWAY, GONE, NOT_READ, Look
from db.backup.records import Backup, Drill, Standing
from desktop.ended import unlisted_words
from desktop.widgets.dates import show_date
from desktop.widgets.text import Em, Part

FILES = "Siteward (*.swbackup)"


def said(text: str) -> str:
    """Words of this room."""
    return QCoreApplication.translate("Backup", text)


def size_words(size: int) -> str:
    """“2.8 MB”."""
    return f"{size / 1e9:,.1f} GB" if size >= 1e9 else f"{max(size, 100_000) / 1e6:,.1f} MB"


def in_groups(digits: str) -> str:
    """A hash as it is compared by eye: eight digits and a blank."""
    return " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))


def inside_words(seq: int, head: str) -> str:
    """Where the trail inside a backup ends."""
    return said("{n} entries, head {head}").format(n=f"{seq:,}", head=in_groups(head))


def moment_words(at: datetime, today: date) -> str:
    """“today 12:00”, else the day with the time."""
    return f"{said('today') if at.date() == today else show_date(at.date())} {at:%H:%M}"


def kept_words(one: Backup) -> str:
    if one.removed is not None:
        return said("removed {day}").format(day=show_date(one.removed))
    return show_date(one.keep_until) if one.keep_until else said("until removed")


def known_words(one: Backup, failed: Drill | None, look: Look | None) -> list[Part]:
    """What proves a backup, and what is known against it: of its writing, of the last drill, of its file now."""
    parts: list[Part] = [
        said("Opened again with its key after writing: every page bears its seal, the chain holds."), " "
    ]  # fmt: skip
    if failed is not None:
        words = said("A drill of {day} found that it does not hold: make another one.")
        parts += [Em(words.format(day=show_date(failed.done.date())), "late"), " "]
    if one.removed is not None or look is None:
        return parts
    seen = {
        ALTERED: said("Its file is no longer the one that was written. Do not rely on it: make another backup now, and "
                      "find out who or what changed it."),
        GONE: said("Its file is not in its place any more. Make another backup now."),
        AWAY: said("Its place cannot be reached now, so its file was not looked at."),
        NOT_READ: said("Its file cannot be read now: the stick may be failing. Make another backup on another one."),
        AS_WRITTEN: said("Looked at now: every byte is as it was written.") if look.hashed else "",
    }[look.state]  # fmt: skip
    return [*parts, Em(seen, "late") if look.state in (ALTERED, GONE, NOT_READ) else seen]


def sentence(now: Standing, today: date, trouble: str = "") -> list[Part]:
    """The answer before the table. ``trouble``: what is known against the newest backup, in a word."""
    if now.last is None:
        return [Em(said("There is no backup yet."), "late"), " ", said("A lost laptop would take the records with it.")]
    when = moment_words(now.last.made, today)
    parts: list[Part] = [said("Last backup {when}, opened again and whole.").format(when=when)]
    if trouble:
        words = said("Last backup {when}: {trouble}. Back up again now.")
        parts = [Em(words.format(when=when, trouble=trouble), "late")]
    for place, day in now.late:
        parts += [" ", Em(said("{folder} is overdue since {day}.").format(
            folder=place.folder, day=show_date(day)), "late")]  # fmt: skip
    if now.unlisted:
        parts += [" ", Em(unlisted_words([one.folder for one in now.unlisted]), "soon")]
    if not now.scheduled:
        parts += [" ", Em(said("Nothing is scheduled."), "soon")]
    if now.drill is not None:
        parts += [" ", said("Last drill {day}.").format(day=show_date(now.drill.done.date()))]
    elif now.drill_due is not None:
        parts += [" ", said("No drill yet.")]
    if now.drill_due is not None and now.drill_due < today:
        parts += [" ", Em(said("A restore drill is due since {day}.").format(day=show_date(now.drill_due)), "late")]
    return parts
