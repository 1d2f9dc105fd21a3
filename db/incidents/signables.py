"""What is signed in this room, exactly as it is shown: a deviation with the PI's assessment, a note to file (SIG-1)."""

from __future__ import annotations

from db.days import shown
from db.incidents.deviation_records import Deviation, Note
from db.signing.signable import Signable

ASSESSED, AUTHORED, APPROVED = "assessed", "authored", "approved"


def of_assessment(one: Deviation) -> Signable:
    """The line of the log and the assessment; what is reported or decided later does not touch the signature."""
    facts = (
        ("Study", one.study), ("Participant", one.subject), ("Occurred", shown(one.occurred)),
        ("Identified", shown(one.identified)), ("Description", one.description), ("Type", one.type),
        ("Grade", one.grade), ("Assessment", one.assessment), ("Assessed", shown(one.assessed)),
        ("Assessed by", one.assessed_by),
    )  # fmt: skip
    return Signable("deviation", one.id, f"{one.number}: the investigator’s assessment", _said(facts))


def of_note(one: Note) -> Signable:
    """The whole note."""
    facts = (
        ("Subject", one.title), ("Study", one.study), ("Participant", one.subject), ("Written", shown(one.written)),
        ("From", one.author), ("To", one.addressed_to), ("Issue", one.issue), ("Root cause", one.root_cause),
        ("Corrective action", one.corrective), ("Who corrects it", one.corrective_who),
        ("By", shown(one.corrective_due)), ("Resolution", one.resolution), ("In effect from", shown(one.effective)),
    )  # fmt: skip
    return Signable("note_to_file", one.id, f"{one.number}: note to file", _said(facts))


def _said(facts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple(fact for fact in facts if fact[1])
