"""Lines of the delegation log as rows of its usual table: what somebody was given on the same terms is one row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.days import shown
from db.delegation import records as r
from db.delegation.rules import initials


@dataclass(frozen=True)
class Row:
    """``signature``: how and when the person accepted; ``approval``: the investigator's initials and day."""

    person: str
    signature: str
    initials: str
    role: str
    codes: str
    start: date
    end: date | None
    status: str
    approval: str
    comments: str


def grouped(
    lines: Sequence[r.Line],
    steps: Mapping[str, Sequence[r.Step]],
    breaches: Mapping[str, Sequence[r.BreachRecord]],
    known: Mapping[str, str],
) -> tuple[Row, ...]:
    """``known``: initials as people write them (signature sheet), by person's id. In the order of
    the lines; codes of rows that are alike stand together."""
    found: dict[Row, list[str]] = {}
    for line in lines:
        row = _row(line, steps.get(line.id, ()), breaches.get(line.id, ()), known)
        found.setdefault(row, []).append(line.code)
    return tuple(replace(row, codes=", ".join(codes)) for row, codes in found.items())


def _row(line: r.Line, steps: Sequence[r.Step], breaches: Sequence[r.BreachRecord], known: Mapping[str, str]) -> Row:
    accepted = next((step for step in steps if step.kind == "accepted"), None)
    approvals = [step for step in steps if step.kind == "approved"]
    return Row(
        line.person,
        _signed(accepted) if accepted else "not signed",
        initials_of(line.person_id, line.person, known),
        line.role,
        "",
        line.start,
        line.end,
        line.status,
        "; ".join(_approved(step, known) for step in approvals) or "not approved",
        _comments(line, steps, breaches),
    )


def _signed(step: r.Step) -> str:
    return f"{'in ink' if step.paper else 'electronic'} {shown(step.happened)}"


def _approved(step: r.Step, known: Mapping[str, str]) -> str:
    return f"{initials_of(step.person_id or '', step.person, known)} {shown(step.happened)}"


def initials_of(person_id: str, person: str, known: Mapping[str, str]) -> str:
    """As the person writes them; without a specimen, the first letters of the name."""
    family, _comma, given = person.partition(", ")
    return known.get(person_id) or initials(given, family)


def _comments(line: r.Line, steps: Sequence[r.Step], breaches: Sequence[r.BreachRecord]) -> str:
    refused = next((step.note for step in steps if step.kind == "refused"), "")
    parts = [
        line.comment,
        *(f"{one.kind}, {one.number}" for one in breaches),
        "approved by the former investigator" if line.former and line.status not in (r.ENDED, r.REFUSED) else "",
        f"ended: {line.end_reason}" if line.end_reason else "",
        f"refused: {refused}" if refused else "",
        f"entered late: {line.late_reason}" if line.late else "",
    ]
    return " · ".join(part for part in parts if part)
