"""What is signed in this room, exactly as it is shown (SIG-1): a plan with its frozen facts, a change of a document, a
copy that somebody acknowledges."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from db.days import shown
from db.plans.document_records import Change, Copy
from db.plans.plan_records import PARTS, PlanVersion
from db.signing.signable import Signable

AUTHORED, REVIEWED, APPROVED, ACKNOWLEDGED = "authored", "reviewed", "approved", "acknowledged"
PLAN, CHANGE, COPY = "plan_version", "document_change", "document_copy"


def of_plan(one: PlanVersion) -> Signable:
    """The whole version: its texts, and the facts of the registers as they were drawn."""
    facts = [
        ("Study", one.study), ("Version", str(one.number)), ("Why there is this version", one.reason),
        ("Author", one.author), ("Approver", one.approver), ("In effect", in_effect(one.not_before)),
        ("Reviewed every", f"{one.review_months} months"), ("Facts drawn", _at(one.drawn)),
    ]  # fmt: skip
    for section in one.sections:
        title = PARTS[section.part]
        facts.append((title, section.text))
        facts += [(f"{title}: {fact.topic}", f"{fact.label}: {fact.value}") for fact in section.facts]
    return Signable(PLAN, one.id, one.name, _said(facts))


def of_change(one: Change, file: tuple[str, str] | None) -> Signable:
    """``file``: name and SHA-256 of what the version consists of; None where it is not kept here."""
    facts = [
        ("Change", one.number), ("Document", f"{one.code} {one.title}".strip()), ("Type", one.type),
        ("Version", one.label), ("Why", one.reason), ("What changed", one.summary),
        ("Training", "re-opened for those it is asked of" if one.reopens else "not re-opened"),
        ("Author", one.author), ("Reviewer", one.reviewer), ("Approver", one.approver),
        ("In effect", in_effect(one.not_before)),
        *((("File", file[0]), ("SHA-256", file[1])) if file else (("File", "not kept in the program; on paper"),)),
    ]  # fmt: skip
    return Signable(CHANGE, one.id, f"{one.number}: {one.code} {one.label}", _said(facts))


def of_copy(one: Copy) -> Signable:
    """That somebody has the version."""
    facts = [
        ("Document", f"{one.code} {one.title}".strip()), ("Version", one.label), ("In effect", shown(one.effective)),
        ("Given to", one.name), ("On", shown(one.sent)), ("As", one.how),
        ("Statement", "I have received this version and work by it."),
    ]  # fmt: skip
    return Signable(COPY, one.id, f"{one.code} {one.label}", _said(facts))


def in_effect(not_before: date | None) -> str:
    """“from the day of the approval, not before 01-Dec-2026”."""
    words = "from the day of the approval"
    return f"{words}, not before {shown(not_before)}" if not_before else words


def _at(stamped: str) -> str:
    """“23-Nov-2026 18:40:05 +01:00”; empty where nothing was drawn."""
    if not stamped:
        return ""
    at = datetime.fromisoformat(stamped)
    zone = at.strftime("%z")
    return f"{shown(at.date())} {at:%H:%M:%S} {zone[:3]}:{zone[3:5]}"


def _said(facts: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(fact for fact in facts if fact[1])
