"""What the inspector says of a line: how it stands and why, the gates as a check list, signatures, history."""

from __future__ import annotations

from collections.abc import Sequence

from db.delegation import records as r
from desktop.delegation.questions import LineView
from desktop.delegation.words import breach_word, day, said, state_of, status_text
from desktop.history import moments, span_words
from desktop.signing.list import signature_moment
from desktop.widgets.buttons import Button
from desktop.widgets.dates import show_date
from desktop.widgets.inspector import Inspector
from desktop.widgets.text import Em, Part
from desktop.widgets.timeline import Moment, TimeLine


def show_line(inspector: Inspector, gates: TimeLine, view: LineView, buttons: Sequence[Button]) -> None:
    """Fill the inspector."""
    line = view.file.line
    inspector.show_head(
        f"{line.person} · {line.study}",
        f"{line.code} {line.task}",
        state_of(line),
        status_text(line),
        why(view),
        buttons,
    )
    inspector.details.show_facts(facts(view))
    gates.show_moments(gate_moments(view))
    inspector.show_history(moments(view.history))
    inspector.show_signatures([signature_moment(one, covers=covers) for one, covers in view.signatures])
    inspector.show_footer(span_words(view.history))


def why(view: LineView) -> list[Part]:
    """One or two sentences: what is wrong or waited for."""
    line, file = view.file.line, view.file
    parts: list[Part] = []
    for kind in line.breaches:
        parts += [Em(breach_word(kind).capitalize(), "late"), said(": a deviation is open. ")]
    gaps = ", ".join(need.course for need in file.needs if not need.current)
    if line.status == r.PROPOSED:
        parts.append(said("Waits for the signature of {name}.").format(name=line.person))
    elif line.status == r.ACCEPTED:
        parts.append(said("Accepted; waits for the approval of {name}.").format(name=file.investigator or "–"))
    elif line.status == r.NOT_CURRENT:
        parts += [Em(said("Training lapsed"), "late"), ": ", gaps, said(". No work under this line until it is done.")]
    elif line.former:
        words = said("Approved by {name}, who no longer leads the study; {new} approves it again.")
        parts.append(words.format(name=line.approver, new=file.investigator or "–"))
    elif line.status == r.ENDED:
        parts.append(said("Ended on {day}. {why}").format(day=day(line.end), why=line.end_reason))
    elif line.status == r.REFUSED:
        parts.append(next((step.note for step in file.steps if step.kind == "refused"), ""))
    elif line.status == r.APPROVED:
        parts.append(said("Approved; begins on {day}.").format(day=show_date(line.start)))
    else:
        parts.append(said("Approved by {name}, trained in all it needs.").format(name=line.approver))
    if line.left is not None and line.left < view.today and line.status not in (r.ENDED, r.REFUSED):
        parts += [" ", Em(said("Left on {day}.").format(day=show_date(line.left)), "late")]
    return parts


def facts(view: LineView) -> list[tuple[str, str]]:
    """Names and values for the details."""
    line, file = view.file.line, view.file
    needs = "\n".join(
        f"{need.course}: {said('until {day}').format(day=day(need.until)) if need.until else said('current')}"
        if need.current
        else f"{need.course}: {said('not current')}"
        for need in file.needs
    )
    breaches = "\n".join(f"{show_date(one.happened)} · {breach_word(one.kind)} · {one.number}" for one in file.breaches)
    return [
        (said("Role"), line.role),
        (said("From"), show_date(line.start)),
        (said("To"), day(line.end)),
        (said("Accepted"), day(line.accepted)),
        (said("Approved"), f"{day(line.approved)} · {line.approver}" if line.approved else ""),
        (said("Needs"), needs),
        (said("Breaches"), breaches),
        (said("Comment"), line.comment),
        (said("Entered late"), line.late_reason if line.late else ""),
    ]


def gate_moments(view: LineView) -> list[Moment]:
    """Each gate of the approval, met or not."""
    found = []
    for check in view.file.checks:
        sign = said("met") if check.met else said("missing") if check.stops else said("breach")
        ink = "ok" if check.met else "late"
        found.append(Moment(f"{_GATES[check.what]}: {sign}", check.words, ink))
    return found


_GATES = {
    "approver": "Principal investigator",
    "acceptance": "Acceptance",
    "approval": "In time",
    "training": "Training",
}
