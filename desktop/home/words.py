"""Tasks, shares and coming days in words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from db.waiting import MISSING, OVERDUE, PLANNED
from db.waiting import Waiting as Task
from desktop.todo import Coming, HomeFacts, Share
from desktop.todo_groups import Group
from desktop.todo_words import OF_REGISTERS, OF_SEVERAL, SHARES, sentence
from desktop.widgets.dates import show_date
from desktop.widgets.states import State

STATES = {OVERDUE: State.OVERDUE, MISSING: State.MISSING, "due soon": State.SOON, PLANNED: State.PLANNED}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


OF_ONE = {
    "account-of-leaver": "{title} left, {n} accounts are open",
    "account-requested": "{n} accounts for {title}",
}
"""The same where several things wait of one person."""
_NAMED = 3  # of what one line is about so many by name


def said(text: str) -> str:
    """Words of this room."""
    return QCoreApplication.translate("Home", text)


def greeting(facts: HomeFacts) -> str:
    """“Good evening, Zoë”."""
    part = "Good morning" if 4 <= facts.hour < 12 else "Good afternoon" if 12 <= facts.hour < 18 else "Good evening"
    first = facts.name.split()[0] if facts.name.split() else facts.name
    return said("{greeting}, {name}").format(greeting=said(part), name=first)


def day_words(day: date) -> str:
    """“Monday 23-Nov-2026”."""
    return f"{said(_WEEKDAYS[day.weekday()])} {show_date(day)}"


def title(task: Task) -> str:
    """What is to be done, in one line."""
    return sentence(task, said)


def group_title(group: Group) -> str:
    """What is to be done, in one line; of people who are there more than once, each counts once."""
    first = group.tasks[0]
    if len(group.tasks) == 1:
        return title(first)
    soon = group.kind == "training" and not group.late
    words = OF_SEVERAL.get("training-soon" if soon else group.kind)
    if words is None:
        return said("{what}, {n} times").format(what=title(first), n=len(group.tasks))
    if group.number > 1:
        return said(words).format(n=f"{group.number:,}")
    one = OF_ONE.get(group.kind)
    return said(one).format(title=first.title, n=len(group.tasks)) if one else title(first)


def group_note(group: Group) -> str:
    """Of whom or of what, the first three by name."""
    if len(group.tasks) == 1:
        return group.tasks[0].note
    names = list(dict.fromkeys(_member(task) for task in group.tasks if not task.more))
    if len(names) == 1 and group.number == 1:
        names = [task.note for task in group.tasks]
    rest = len(names) + sum(task.more for task in group.tasks) - _NAMED
    return "; ".join(names[:_NAMED]) + (f" +{rest:,}" if rest > 0 else "")


def _member(task: Task) -> str:
    if task.kind == "training":
        return f"{task.title.partition('|')[0]}: {task.note}"
    return task.title


def verb(task: Task) -> str:
    """What the button at its end says."""
    if task.more:
        return said("Open")
    verbs = {"training": "Record", "cv": "Open", "licence": "Open", "investigator": "Name one", "tries": "Look",
             "tries-elsewhere": "Look", "finding": "Look"}  # fmt: skip
    return said(OF_REGISTERS[task.kind][1] if task.kind in OF_REGISTERS else verbs.get(task.kind, "Open"))


def tag_text(task: Task, today: date) -> str:
    """On its tag: the word, or the days that are left."""
    if task.state == "due soon" and task.day is not None and not task.kind.startswith("tries"):
        days = (task.day - today).days
        if days < 0:
            return said("waits")
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
