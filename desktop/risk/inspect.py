"""What the inspector says of a risk: where it stands and why, its treatment, acceptances, reviews, history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from db.risk import records as r
from db.signing.signable import Signature
from db.store.trail import Entry
from desktop.history import moments, span_words
from desktop.risk.words import RISK_STATES, TREATMENT_WORDS, place_words, said
from desktop.signing.list import signature_moment
from desktop.widgets.buttons import Button
from desktop.widgets.dates import show_date
from desktop.widgets.inspector import Inspector
from desktop.widgets.text import Em, Part
from desktop.widgets.timeline import Moment

if TYPE_CHECKING:
    from db.evidence.records import Evidence
    from db.site import Site


@dataclass(frozen=True)
class RiskView:
    """Everything the inspector shows of one risk."""

    file: r.RiskFile
    scales: r.Scales
    today: date
    entries: tuple[Entry, ...]
    evidence: tuple[Evidence, ...]
    may: bool
    signed: tuple[tuple[Signature, bool], ...] = ()


def read_risk(site: Site, risk: str) -> RiskView:
    """On the store's thread."""
    site.looked_at("risk", risk)
    file = site.risk.file(risk)
    return RiskView(
        file, site.risk.scales(), site.clock.now().date(), site.trail.history("risk", risk),
        site.evidence.about_all(action.evidence for action in file.actions), site.may("risk"),
        tuple(pair for one in file.acceptances for pair in site.risk.acceptances_signed.of(one.id)),
    )  # fmt: skip


def show_risk(inspector: Inspector, view: RiskView, buttons: Sequence[Button]) -> None:
    """Fill the inspector."""
    one = view.file.risk
    head = " · ".join(part for part in (one.number, one.asset) if part)
    inspector.show_head(head, one.title, RISK_STATES[one.status], said(one.status), why(view), buttons)
    inspector.details.show_facts(facts(view))
    inspector.show_signatures([signature_moment(each, covers=covers) for each, covers in view.signed])
    inspector.show_history(moments(view.entries))
    inspector.show_footer(span_words(view.entries))


def why(view: RiskView) -> list[Part]:
    """Where it stands, what was or is to be done about it, what is late."""
    one, scales = view.file.risk, view.scales
    ink = "late" if scales.level_of(one.current) >= 3 else "soon" if scales.level_of(one.current) == 2 else "ok"
    parts: list[Part] = [
        Em(f"{scales.word(one.current).capitalize()} ({one.current.score})", ink), said(" today, "),
        said("{word} ({score}) without measures. ").format(word=scales.word(one.inherent), score=one.inherent.score),
    ]  # fmt: skip
    if one.residual != one.current:
        parts.append(said("The treatment brings it to {word} ({score}). ").format(
            word=scales.word(one.residual), score=one.residual.score
        ))  # fmt: skip
    if one.status == r.LAPSED and one.accepted_until:
        parts.append(Em(said("Its acceptance ended on {day}. ").format(day=show_date(one.accepted_until)), "late"))
    elif one.status == r.ACCEPTED and one.accepted_until:
        parts.append(said("Accepted until {day}. ").format(day=show_date(one.accepted_until)))
    if one.status == r.LATE and one.next_due:
        parts.append(Em(said("An action was due on {day}. ").format(day=show_date(one.next_due)), "late"))
    if one.owner_id is None:
        parts.append(Em(said("Nobody owns it. "), "late"))
    if one.review_late:
        parts.append(Em(said("Its review was due on {day}.").format(day=show_date(one.next_review)), "late"))
    return parts


def facts(view: RiskView) -> list[tuple[str, str]]:
    """Names and values for the details."""
    one, scales = view.file.risk, view.scales
    return [
        (said("Inherent"), place_words(scales, one.inherent)),
        (said("Current"), place_words(scales, one.current)),
        (said("Residual"), place_words(scales, one.residual)),
        (said("Scenario"), one.scenario),
        (said("Consequence"), one.consequence),
        (said("Asset"), one.asset),
        (said("Threat"), one.threat),
        (said("Vulnerability"), one.vulnerability),
        (said("Controls"), one.controls),
        (said("Treatment"), said(TREATMENT_WORDS[one.treatment])),
        (said("Owner"), one.owner),
        (said("Study"), one.study),
        (said("Identified"), show_date(one.identified) + (f" ({said('late entry')})" if one.late else "")),
        (said("Next review"), show_date(one.next_review)),
        (said("Findings"), "\n".join(view.file.findings)),
        (said("Closed"), f"{show_date(one.closed)}: {one.closing}" if one.closed else ""),
    ]


def treatment(view: RiskView) -> tuple[Moment, ...]:
    """Actions, acceptances and reviews, the newest day first."""
    told: list[tuple[date, Moment]] = []
    for action in view.file.actions:
        words = {
            "open": said("due {day}").format(day=show_date(action.due)),
            "overdue": said("was due {day}").format(day=show_date(action.due)),
            "done": said("done {day}").format(day=show_date(action.done) if action.done else ""),
            "dropped": said("dropped: {why}").format(why=action.note),
        }[action.state]
        first = f" ({said('first')} {show_date(action.first_due)})" if action.first_due != action.due else ""
        ink = {"open": "planned", "overdue": "late", "done": "ok", "dropped": "ink3"}[action.state]
        note = action.note if action.state == "done" else ""
        meta = " · ".join(part for part in (action.owner, words + first, note) if part)
        told.append((action.done or action.due, Moment(action.what, meta, ink)))
    for one in view.file.acceptances:
        ink = {r.IN_FORCE: "ok", r.EXPIRED: "late", r.PROPOSED: "soon", r.WITHDRAWN: "ink3"}[one.state]
        title = said("Acceptance by {name}, {state}").format(name=one.approver, state=said(one.state))
        meta = f"{show_date(one.accepted)} – {show_date(one.ends)} · {one.reason}"
        told.append((one.accepted, Moment(title, meta, ink)))
    for review in view.file.reviews:
        title = said("Reviewed: {outcome}").format(outcome=review.outcome)
        told.append((review.reviewed, Moment(title, f"{show_date(review.reviewed)} · {review.reviewer}")))
    return tuple(moment for _day, moment in sorted(told, key=lambda pair: pair[0], reverse=True))
