"""Rules of risk as pure functions: no measure makes it worse, who may accept and until when, how a risk stands."""

from __future__ import annotations

from datetime import date

from db.days import add_months, shown
from db.errors import BadInput, Refused
from db.fields import step
from db.risk import records as r

LONGEST_ACCEPTANCE_MONTHS = 24
"""An acceptance that nobody looks at again is no acceptance."""


def check_places(inherent: r.Position, current: r.Position, residual: r.Position) -> None:
    """Raises BadInput off the scale, or where a measure would make likelihood or impact worse."""
    for words, place in (("inherent", inherent), ("current", current), ("residual", residual)):
        step(f"Likelihood, {words}", place.likelihood)
        step(f"Impact, {words}", place.impact)
    for before, after, words, than in (
        (inherent, current, "current", "inherent"), (current, residual, "residual", "current"),
    ):  # fmt: skip
        if after.likelihood > before.likelihood or after.impact > before.impact:
            raise BadInput(
                f"The {words} risk would lie above the {than} one.", kept="Nothing was saved.",
                todo="Measures lower likelihood or impact, or leave them; correct one of the two places.",
            )  # fmt: skip


def check_acceptance(risk: r.Risk, new: r.NewAcceptance, today: date) -> date:
    """The end. Refused without an end, beyond two years, and for the risk's own owner (ROL-4)."""
    if new.ends is None:
        raise Refused(
            "An acceptance needs an end.", kept="Nothing was saved.",
            todo="Choose the day on which somebody looks at it again, at most two years from now.",
        )  # fmt: skip
    if new.approver == risk.owner_id:
        raise Refused(
            f"{risk.owner} owns {risk.number} and cannot accept it.", kept="Nothing was saved.",
            todo="Name somebody else who may answer for it.",
        )  # fmt: skip
    if risk.owner_id is None:
        raise Refused(
            f"{risk.number} has no owner yet.", kept="Nothing was saved.", todo="Name its owner before it is accepted."
        )
    if new.accepted > today:
        raise BadInput("A risk is not accepted in advance.", kept="Nothing was saved.")
    if new.ends <= new.accepted:
        raise BadInput("The acceptance would end before it begins.", kept="Nothing was saved.")
    if new.ends > add_months(new.accepted, LONGEST_ACCEPTANCE_MONTHS):
        raise Refused(
            f"An acceptance until {shown(new.ends)} is longer than two years.", kept="Nothing was saved.",
            todo="Choose an earlier end and renew it then.",
        )  # fmt: skip
    return new.ends


def acceptance_state(signed: bool, ends: date, withdrawn: date | None, on: date) -> str:
    """Of an acceptance on a day; its last day still counts."""
    if withdrawn is not None and withdrawn <= on:
        return r.WITHDRAWN
    if not signed:
        return r.PROPOSED
    return r.EXPIRED if ends < on else r.IN_FORCE


def action_state(due: date, done: date | None, dropped: bool, on: date) -> str:
    if dropped:
        return "dropped"
    if done is not None and done <= on:
        return "done"
    return "overdue" if due < on else "open"


def risk_status(
    closed: date | None, treatment: str, ends: date | None, open_actions: int, next_due: date | None, on: date
) -> str:
    """``ends``: of the newest signed acceptance. What is late shows before what is in hand."""
    if closed is not None and closed <= on:
        return r.CLOSED
    if treatment == r.ACCEPT or (ends is not None and open_actions == 0):
        if ends is None:
            return r.UNTREATED
        return r.LAPSED if ends < on else r.ACCEPTED
    if treatment == "":
        return r.UNTREATED
    if open_actions:
        return r.LATE if next_due is not None and next_due < on else r.TREATING
    return r.TREATED


def review_state(closed: date | None, next_review: date, on: date) -> str:
    """How its review stands: of r.REVIEWS, empty where nobody need look yet or it is closed."""
    if closed is not None and closed <= on:
        return ""
    return r.REVIEW_LATE if next_review < on else r.REVIEW_SOON if next_review <= on + r.AHEAD else ""
