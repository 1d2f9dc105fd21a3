"""The steps of a CAPA, written down once: which follows which, what must be there first, and who signs (CAP-1, CAP-3).

The page's checklist, the register's refusals, the triggers of the store and the drawing in docs/capa-steps.md are all
held against this. Pure: nothing here reads the store or the clock. 21 CFR 11.10(f): a step out of order is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

IDENTIFICATION, INVESTIGATION, PLAN = "identification", "investigation", "action plan"
IMPLEMENTATION, EFFECTIVENESS = "implementation", "effectiveness check"
CLOSED, CORRECTED, VOIDED = "closed", "closed as correction", "voided"
OPEN_STEPS = (IDENTIFICATION, INVESTIGATION, PLAN, IMPLEMENTATION, EFFECTIVENESS)
ENDED = (CLOSED, CORRECTED, VOIDED)
STEPS = OPEN_STEPS + ENDED

APPROVED, CLOSING = "approved", "closed"
"""Meanings of the two signatures of a CAPA."""
EFFECTIVE, NOT_EFFECTIVE = "effective", "not effective"
MINOR, MAJOR, CRITICAL = "minor", "major", "critical"


@dataclass(frozen=True)
class Facts:
    """What of one CAPA the order asks for. ``team``: people who investigate; ``roots``: causes marked as root cause;
    ``to_do``: corrective and preventive actions not yet done; ``open``: actions of any kind not yet done or dropped;
    ``told``: nobody is left who must still be told; ``approved``, ``released``: somebody else than the owner signed the
    plan, or the closure, of this round; ``verdict``: of this round's effectiveness check, empty while there is none."""

    described: bool = False
    owned: bool = False
    contained: bool = False
    team: int = 0
    roots: int = 0
    concluded: bool = False
    to_do: int = 0
    criteria: bool = False
    approved: bool = False
    open: int = 0
    verdict: str = ""
    told: bool = True
    priority: str = MAJOR
    justified: bool = False
    released: bool = False


@dataclass(frozen=True)
class Condition:
    """``words``: what must be there, as the checklist says it; ``missing``: the same as a thing that is not."""

    key: str
    words: str
    missing: str
    met: Callable[[Facts], bool]


def _conditions(*all_of_them: Condition) -> dict[str, Condition]:
    return {one.key: one for one in all_of_them}


CONDITIONS = _conditions(
    Condition("described", "What happened is described", "a description of what happened", lambda f: f.described),
    Condition("owned", "An owner answers for it", "an owner", lambda f: f.owned),
    Condition("contained", "Containment is recorded, or why none is needed", "its containment", lambda f: f.contained),
    Condition("team", "At least two people investigate", "a team of at least two people", lambda f: f.team >= 2),
    Condition("roots", "The causes are drawn and a root cause is marked", "a root cause among its causes",
              lambda f: f.roots > 0),
    Condition("concluded", "The root cause is stated, with its day", "the statement of the root cause",
              lambda f: f.concluded),
    Condition("to_do", "A corrective or preventive action is planned", "a corrective or preventive action to be done",
              lambda f: f.to_do > 0),
    Condition("criteria", "What will prove it effective is fixed, and when it is checked",
              "the criteria of effectiveness, the way and the time of the check", lambda f: f.criteria),
    Condition("approved", "Somebody else than the owner approved the plan", "the approval of the plan",
              lambda f: f.approved),
    Condition("done", "Every action is done and proven, or dropped with its reason", "the proof of its open actions",
              lambda f: f.open == 0),
    Condition("effective", "The check found it effective", "a check that found it effective",
              lambda f: f.verdict == EFFECTIVE),
    Condition("not_effective", "The check found it not effective", "a check that found it not effective",
              lambda f: f.verdict == NOT_EFFECTIVE),
    Condition("told", "Everybody who must be told was told", "the day on which each party that must be told was told",
              lambda f: f.told),
    Condition("minor", "It is classified as minor", "the classification as minor", lambda f: f.priority == MINOR),
    Condition("justified", "Why the correction is enough is written down", "why the correction is enough",
              lambda f: f.justified),
    Condition("released", "Somebody else than the owner signed the closure", "the signature that closes it",
              lambda f: f.released),
)  # fmt: skip


@dataclass(frozen=True)
class Transition:
    """``act``: what is done, as the command is called; ``needs``: keys of CONDITIONS; ``signed``: the meaning somebody
    else than the owner signs with, or empty; ``reason``: whether it goes back or ends, and says why; ``again``: a new
    round begins, whose plan needs an approval of its own."""

    act: str
    before: str
    after: str
    needs: tuple[str, ...] = ()
    signed: str = ""
    reason: bool = False
    again: bool = False


INVESTIGATE, PROPOSE, APPROVE, COMPLETE, CLOSE = "investigate", "propose", "approve", "complete", "close"
REOPEN, RECUR, RETURN, REVISE, CORRECT, VOID = "reopen", "recur", "return", "revise", "correct", "void"

TRANSITIONS = (
    Transition(INVESTIGATE, IDENTIFICATION, INVESTIGATION, ("described", "owned", "contained")),
    Transition(PROPOSE, INVESTIGATION, PLAN, ("team", "roots", "concluded")),
    Transition(APPROVE, PLAN, IMPLEMENTATION, ("owned", "to_do", "criteria", "approved"), APPROVED),
    Transition(COMPLETE, IMPLEMENTATION, EFFECTIVENESS, ("done",)),
    Transition(CLOSE, EFFECTIVENESS, CLOSED, ("done", "effective", "told", "released"), CLOSING),
    Transition(REOPEN, EFFECTIVENESS, INVESTIGATION, ("not_effective",), reason=True, again=True),
    Transition(RECUR, CLOSED, INVESTIGATION, reason=True, again=True),
    Transition(RETURN, PLAN, INVESTIGATION, reason=True),
    Transition(REVISE, IMPLEMENTATION, PLAN, reason=True, again=True),
    Transition(CORRECT, IDENTIFICATION, CORRECTED,
               ("described", "owned", "contained", "minor", "justified", "told", "done", "released"), CLOSING),
    Transition(CORRECT, INVESTIGATION, CORRECTED,
               ("described", "owned", "contained", "minor", "justified", "told", "done", "released"), CLOSING),
    *(Transition(VOID, step, VOIDED, reason=True) for step in OPEN_STEPS),
)  # fmt: skip
FACT_NAMES = tuple(field.name for field in fields(Facts))
SIGNATURES = {"approved": APPROVED, "released": CLOSING}
"""Conditions that the signing act itself fulfils."""


def leading(step: str) -> tuple[Transition, ...]:
    """What can be done from a step."""
    return tuple(one for one in TRANSITIONS if one.before == step)


def transition(step: str, act: str) -> Transition | None:
    """What this act does from this step; None where it is out of order."""
    return next((one for one in TRANSITIONS if (one.before, one.act) == (step, act)), None)


def missing(step: Transition, facts: Facts, *, signing: bool = False) -> tuple[Condition, ...]:
    """Which of its conditions are not met. ``signing``: the signature itself is about to be put."""
    return tuple(
        CONDITIONS[key] for key in step.needs if not (signing and key in SIGNATURES) and not CONDITIONS[key].met(facts)
    )


def forward(step: str) -> Transition | None:
    """The way on from an open step; None for one that ended."""
    return next((one for one in TRANSITIONS if one.before == step and not one.reason and one.act != CORRECT), None)
