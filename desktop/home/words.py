"""Tasks, shares and coming days in words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from db.waiting import MISSING, OVERDUE, PLANNED
from db.waiting import Waiting as Task
from desktop.home.todo import Coming, HomeFacts, Share
from desktop.widgets.dates import show_date
from desktop.widgets.states import State

STATES = {OVERDUE: State.OVERDUE, MISSING: State.MISSING, "due soon": State.SOON, PLANNED: State.PLANNED}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

OF_REGISTERS: dict[str, tuple[str, str]] = {
    "cv-more": ("CVs of {title} more people", "Open"),
    "licence-more": ("Licences of {title} more people", "Open"),
    "delegation-lapsed": ("{title} works without current training", "Open"),
    "delegation-leaver": ("{title} left, tasks still delegated", "End them"),
    "delegation-accept": ("{title}: tasks to accept", "Open"),
    "delegation-approve": ("{title}: tasks to approve", "Approve"),
    "delegation-reapprove": ("{title}: tasks approved by a former PI", "Approve"),
    "delegation-declare": ("{title}: declaration of the PI", "Sign"),
    "capa-action": ("{title}", "Open"),
    "capa-check": ("Effectiveness of {title}", "Check"),
    "capa-target": ("{title}: its target", "Open"),
    "capa-approval": ("Plan of {title}", "Approve"),
    "notification": ("Tell {title}", "Notify"),
    "deviation-assessment": ("{title}: not assessed", "Assess"),
    "serious-breach": ("{title}: serious breach or not?", "Decide"),
    "exercise": ("{title}", "Open"),
    "account-of-leaver": ("{title} left, an account is open", "Withdraw"),
    "account-requested": ("Account for {title}", "Open"),
    "access-review-due": ("Access to {title}: review", "Review"),
    "access-review-open": ("Access review of {title}", "Go on"),
    "access-removal": ("Account {title}: removal", "Follow up"),
    "system-upkeep": ("{title}: upkeep not on record", "Record"),
    "risk-acceptance": ("Acceptance of {title}", "Renew"),
    "risk-action": ("Treatment of {title}", "Open"),
    "risk-review": ("Review of {title}", "Review"),
    "own-duty": ("You: {title} on record", "Look"),
    "user-duty": ("{title} cannot act yet", "Record"),
    "passphrase": ("A new passphrase of yours", "Change it"),
    "certificate": ("Your signing certificate ends", "Look"),
    "oversight-review": ("Investigator’s review of {title}", "Review"),
    "paper-form": ("{title}: investigator’s form", "File"),
    "paper-disclosure": ("{title}: financial disclosures", "File"),
    "paper-cv": ("{title}: signed CVs", "File"),
    "form-differs": ("{title}: form and delegation log differ", "Look"),
    "retention-due": ("{title} may be destroyed", "Look"),
    "retention-release": ("{title}: the sponsor's release is missing", "Ask"),
    "retention-ends": ("{title}: its time ends", "Look"),
    "retention-ask": ("{title}: a trigger is pending, ask the sponsor", "Ask"),
    "retention-answer": ("{title}: the sponsor has not answered", "Ask again"),
    "retention-stale": ("Rules changed: work out {title} record series anew", "Work out"),
    "retention-review": ("Yearly review of the retention schedule", "Review"),
    "trail-review": ("Review of the audit trail", "Review"),
    "plan-approval": ("Data management plan of {title}", "Approve"),
    "plan-review": ("Data management plan of {title}: review", "Review"),
    "sharing-uncovered": ("{title}: data go out uncovered", "Open"),
    "sharing-end": ("{title}: sharing ends", "Renew"),
    "sharing-review": ("{title}: sharing to review", "Review"),
    "document-review-of-change": ("{title}: a change to review", "Review"),
    "document-approval": ("{title}: a change to approve", "Approve"),
    "document-review": ("{title}: review due", "Review"),
    "document-copies": ("{title}: copies out", "Open"),
}
"""Kind of what waits in a register -> what is to be done ({title}: whose or of what), and what its button says."""


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
    if task.kind == "training":
        heading, _, number = task.title.partition("|")
        return (
            said("{what} training, 1 person").format(what=heading)
            if number == "1"
            else said("{what} training, {n} people").format(what=heading, n=number)
        )
    if task.kind == "cv":
        return said("CV of {name}").format(name=task.title)
    if task.kind == "licence":
        return said("Licence of {name}").format(name=task.title)
    if task.kind == "investigator":
        return said("{study} has no principal investigator").format(study=task.title)
    if task.kind == "tries":
        one = task.title == "1"
        return said("One failed try to unlock") if one else said("{n} failed tries to unlock").format(n=task.title)
    if task.kind == "tries-elsewhere":
        number, _, name = task.title.partition("|")
        single = said("One failed try to unlock as {name}")
        words = single if number == "1" else said("{n} failed tries to unlock as {name}")
        return words.format(n=number, name=name or said("somebody who is not enrolled"))
    if task.kind in OF_REGISTERS:
        return said(OF_REGISTERS[task.kind][0]).format(title=task.title)
    return task.title


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
    return {
        "people": said("People fully trained"),
        "training": said("Requirements met"),
        "cv": said("CVs filed and valid"),
        "licence": said("Licences not expired"),
        "late": said("Training entered in time"),
    }[share.kind]


def coming_title(coming: Coming) -> str:
    """“09-Dec ICH-GCP: 4 people”."""
    heading, _, number = coming.title.partition("|")
    day = show_date(coming.day)[:6]
    if not number:
        return said("{day} {study} ends").format(day=day, study=heading)
    if number == "1":
        return said("{day} {what}: 1 person").format(day=day, what=heading)
    return said("{day} {what}: {n} people").format(day=day, what=heading, n=number)
