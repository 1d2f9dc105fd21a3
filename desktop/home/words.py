"""Tasks, shares and coming days in words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from db.waiting import MISSING, OVERDUE, PLANNED
from db.waiting import Waiting as Task
from desktop.todo import Coming, HomeFacts, Share
from desktop.todo_words import OF_REGISTERS, SHARES, sentence
from desktop.widgets.dates import show_date
from desktop.widgets.states import State

STATES = {OVERDUE: State.OVERDUE, MISSING: State.MISSING, "due soon": State.SOON, PLANNED: State.PLANNED}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def said(text: str) -> str:
    """Words of this room."""
    return QCoreApplication.translate("Home", text)


def greeting(facts: HomeFacts) -> str:
    """“Good evening, Zoë”."""
    part = "Good morning" if 4 <= facts.hour < 12 else "Good afternoon" if facts.hour < 18 else "Good evening"
    first = facts.name.split()[0] if facts.name.split() else facts.name
    return said("{greeting}, {name}").format(greeting=said(part), name=first)


def day_words(day: date) -> str:
    """“Monday 23-Nov-2026”."""
    return f"{said(_WEEKDAYS[day.weekday()])} {show_date(day)}"


def title(task: Task) -> str:
    """What is to be done, in one line."""
    return sentence(task, said)


def verb(task: Task) -> str:
    """What the button at its end says."""
    verbs = {"training": "Record", "cv": "Open", "licence": "Open", "investigator": "Name one", "tries": "Look",
             "tries-elsewhere": "Look", "finding": "Look"}  # fmt: skip
    return said(OF_REGISTERS[task.kind][1] if task.kind in OF_REGISTERS else verbs[task.kind])


def tag_text(task: Task, today: date) -> str:
    """On its tag: the word, or the days that are left."""
    if task.state == "due soon" and task.day is not None and not task.kind.startswith("tries"):
        days = (task.day - today).days
        return said("today") if days == 0 else said("1 day") if days == 1 else said("{n} days").format(n=days)
    if task.kind.startswith("tries"):
        return said("look")
    return said(task.state)


def share_name(share: Share) -> str:
    """A line of readiness."""
    return said(SHARES[share.kind])


def coming_title(coming: Coming) -> str:
    """“09-Dec ICH-GCP: 4 people”."""
    heading, _, number = coming.title.partition("|")
    day = show_date(coming.day)[:6]
    if not number:
        return said("{day} {study} ends").format(day=day, study=heading)
    if number == "1":
        return said("{day} {what}: 1 person").format(day=day, what=heading)
    return said("{day} {what}: {n} people").format(day=day, what=heading, n=number)
