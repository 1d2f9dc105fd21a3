"""What an incident, a deviation or a finding leads to: a CAPA that carries its facts over, or a risk (RSK-2, RSK-4)."""

from __future__ import annotations

from datetime import datetime

from db.days import shown
from db.incidents.deviation_records import Deviation
from db.incidents.exercise_records import Exercise, Finding
from db.incidents.incident_records import SEVERITIES, IncidentFile
from db.origin import AUDIT, DEVIATION, INCIDENT, Origin

_TITLE = 200


def of_incident(file: IncidentFile) -> Origin:
    """What happened, when, what it touched, what was done at once, who was told."""
    one = file.incident
    touched = ", ".join(f"{affected.name} ({affected.kind})" for affected in file.affected)
    told = "; ".join(
        f"{clock.recipient} {_at(clock.told)}, {clock.reference}" for clock in file.clocks if clock.told is not None
    )
    course = "\n".join(f"{_at(event.at)} {event.what}" for event in file.events if not event.voided)
    facts = (
        ("Severity", f"{one.severity} {SEVERITIES[one.severity]}"), ("Occurred", _at(one.occurred)),
        ("Site became aware", _at(one.aware)), ("Detection", one.detection), ("Description", one.description),
        ("Threats", one.threats), ("Touched", touched), ("Time line", course), ("Containment", one.containment),
        ("Impact", one.impact), ("Notified", told), ("Lessons", one.lessons),
    )  # fmt: skip
    return Origin(INCIDENT, "incident", one.id, one.number, one.title, _said(facts))


def of_deviation(one: Deviation) -> Origin:
    """The line of the log with the PI's assessment."""
    facts = (
        ("Study", one.study), ("Participant", one.subject), ("Occurred", shown(one.occurred)),
        ("Identified", shown(one.identified)), ("Description", one.description), ("Type", one.type),
        ("Action taken", one.action), ("Impact", one.impact), ("Grade", one.grade), ("Assessment", one.assessment),
        ("Serious breach", f"{one.serious}: {one.serious_why}" if one.serious else ""),
        ("Sponsor told", shown(one.reported_sponsor)), ("Committee told", shown(one.reported_committee)),
    )  # fmt: skip
    return Origin(DEVIATION, "deviation", one.id, one.number, _short(one.description), _said(facts))


def of_finding(test: Exercise, finding: Finding) -> Origin:
    """A finding of a test, a drill or an audit."""
    facts = (
        ("Test", f"{test.number} {test.title}"), ("Kind", test.kind), ("Carried out", shown(test.performed)),
        ("By", test.carried_out_by), ("Finding", finding.what),
        ("Severity", f"{finding.severity} {SEVERITIES[finding.severity]}"), ("Risk", finding.risk),
    )  # fmt: skip
    return Origin(AUDIT, "exercise_finding", finding.id, test.number, _short(finding.what), _said(facts))


def _said(facts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in facts if value)


def _short(text: str) -> str:
    line = text.split("\n", 1)[0]
    return line if len(line) <= _TITLE else line[: _TITLE - 1] + "…"


def _at(at: datetime) -> str:
    return f"{shown(at.date())} {at:%H:%M}"
