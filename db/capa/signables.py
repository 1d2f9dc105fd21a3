"""What exactly is signed of a CAPA: the plan when it is approved, the whole when it is closed (CAP-3, SIG-1)."""

from __future__ import annotations

from db.capa import machine
from db.capa import records as r
from db.days import shown
from db.signing.signable import Signable

TABLE = "capa"


def plan_signable(file: r.CapaFile, round_: int) -> Signable:
    """The plan of a round: the issue, its root cause, every action up to then with owner and first due day, and what
    will prove it effective. What happens to an action later is not part of what was approved."""
    capa = file.capa
    actions = [one for one in file.actions if one.round <= round_]
    facts = [
        ("Source", capa.source), ("Classification", f"{capa.kind}, {capa.priority}"),
        ("Identified", shown(capa.identified)), ("Owner", capa.owner), ("Description", file.description),
        ("Containment", file.containment), ("Method", file.method), ("Root cause", file.root_cause),
        ("Root cause found", shown(file.root_cause_day)), ("Round", str(round_)),
        *((f"Action {place}", _planned(one)) for place, one in enumerate(actions, 1)),
        ("Criteria of effectiveness", file.criteria), ("How it is checked", file.check_how),
        ("Checked after", f"{file.check_after} days" if file.check_after else ""),
    ]  # fmt: skip
    return Signable(TABLE, capa.id, _title(capa, "action plan"), _said(facts))


def closure_signable(file: r.CapaFile, round_: int) -> Signable:
    """All of it, as it is closed."""
    capa = file.capa
    checks = [one for one in file.checks if one.round <= round_]
    facts = [
        ("Source", capa.source), ("Classification", f"{capa.kind}, {capa.priority}"),
        ("Identified", shown(capa.identified)), ("Owner", capa.owner), ("Description", file.description),
        ("Containment", file.containment), ("Adverse implications", file.adverse),
        *((f"Told: {one.whom}", _told(one)) for one in file.notices),
        ("Root cause", file.root_cause),
        *((f"Action {place}", f"{_planned(one)}. {_outcome(one)}") for place, one in enumerate(file.actions, 1)),
        ("Criteria of effectiveness", file.criteria),
        *((f"Effectiveness check {one.round}", f"{shown(one.checked)}, {one.verdict}, {one.checker}: {one.found}")
          for one in checks),
        ("Why a correction is enough", file.justification), ("Conclusion", file.conclusion),
    ]  # fmt: skip
    return Signable(TABLE, capa.id, _title(capa, "closure"), _said(facts))


def signable(file: r.CapaFile, meaning: str, round_: int) -> Signable:
    """What a signature with this meaning covers."""
    return plan_signable(file, round_) if meaning == machine.APPROVED else closure_signable(file, round_)


def _title(capa: r.Capa, what: str) -> str:
    title = capa.title if len(capa.title) <= 200 else f"{capa.title[:199]}…"
    return f"{capa.number} {title}: {what}"


def _told(one: r.Notice) -> str:
    return shown(one.told) if one.needed else f"not required. {one.note}"


def _planned(one: r.Action) -> str:
    return f"{one.what} ({one.kind}, {one.owner}, due {shown(one.first_due)})"


def _outcome(one: r.Action) -> str:
    if one.done is not None:
        files = f" Evidence: {', '.join(file.name for file in one.files)}." if one.files else ""
        return f"Done {shown(one.done)}: {one.proof}{files}"
    return f"Dropped: {one.proof}" if one.dropped else "Open"


def _said(facts: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((label, value) for label, value in facts if value)
