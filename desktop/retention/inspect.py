"""What the inspector says: of a series the working, rule by rule; of a study its events and enquiries; of a rule its
text."""

from __future__ import annotations

from collections.abc import Sequence

from db.retention import records as r
from db.retention.engine import Line
from db.retention.library import CHECKED, WARNING
from desktop.history import moments, span_words
from desktop.retention.questions import SeriesView, StudyView, standing
from desktop.retention.words import HOLD_WORDS, STATES, day_words, said, until_words
from desktop.widgets.buttons import Button
from desktop.widgets.inspector import Inspector
from desktop.widgets.states import State
from desktop.widgets.text import Em, Part
from desktop.widgets.timeline import Moment

INKS = {r.KEPT: "ok", r.PENDING: "planned", r.FOR_EVER: "ok"}
STANDING_STATES = {"verified": State.CURRENT, "confirmed": State.CURRENT, "to confirm": State.MISSING}


def show_series(inspector: Inspector, view: SeriesView, buttons: Sequence[Button]) -> tuple[Moment, ...]:
    """Fills the inspector; returns the working for its tab."""
    one = view.series
    head = " · ".join((one.number, said(one.medium)))
    inspector.show_head(head, one.title, STATES[one.status], said(one.status), series_why(view), buttons)
    inspector.details.show_facts([
        (said("Keep until"), until_words(one)), (said("Kind"), said(one.kind)),
        (said("Studies"), ", ".join(one.studies) or said("whole site")),
        (said("Place"), one.place), (said("Custodian"), one.custodian), (said("Volume"), one.volume),
        (said("Records of"), _span(one)), (said("Note"), one.note),
        *((said("On hold"), _hold(hold)) for hold in view.holds),
        *((said("Moved"), f"{day_words(move.moved)}: {move.from_place} → {move.to_place}. {move.why}")
          for move in view.moves),
        *_ending(view.destruction),
    ])  # fmt: skip
    inspector.show_history(moments(view.entries))
    inspector.show_footer(span_words(view.entries))
    return tuple(_line(line, view.kept.unconfirmed) for line in view.kept.working)


def _span(one: r.Series) -> str:
    first, last = day_words(one.first_day), day_words(one.last_day)
    if first and last:
        return f"{first} – {last}"
    return said("since {day}").format(day=first) if first else said("until {day}").format(day=last) if last else ""


def _ending(one: r.Destruction | None) -> tuple[tuple[str, str], ...]:
    """How it ends or ended."""
    if one is None:
        return ()
    steps = (
        (said("Destruction"), f"{one.number}, {said(one.method)}"),
        (said("Proposed"), f"{day_words(one.proposed)}, {one.proposer}: {one.reason}"),
        (said("Approved"), f"{day_words(one.approved)}, {one.approver}" if one.approved else ""),
        (said("Carried out"), f"{day_words(one.carried)}, {one.carrier}" if one.carried else ""),
        (said("Verified"), one.verification), (said("Witness"), one.witness),
        (said("Copies that still hold it"), one.backups),
    )  # fmt: skip
    return tuple(step for step in steps if step[1])


def _under_way(one: r.Destruction, obstacles: Sequence[r.Obstacle]) -> list[Part]:
    """Whose turn it is, or what came into the way."""
    if obstacles:
        words = "; ".join(_told(obstacle) for obstacle in obstacles)
        return [Em(said("{number} cannot go on: {words}.").format(number=one.number, words=words), "late")]
    if one.status == r.PROPOSED:
        words = said("waits for the approval of a second person; {name} proposed it.").format(name=one.proposer)
    else:
        words = said("is approved by {name} and may be carried out.").format(name=one.approver)
    return [Em(f"{one.number} ", "soon"), words]


def _hold(hold: r.Hold) -> str:
    kind = said(HOLD_WORDS[hold.kind])
    return f"{kind}: {hold.reason} ({hold.covers}, {day_words(hold.placed)}, {hold.placed_by})"


def series_why(view: SeriesView) -> list[Part]:
    """What stands between the series and its end."""
    one = view.series
    if view.known is not None:
        return [
            said("As it was known at the end of {day}, with the answer that was given then.").format(
                day=day_words(view.known)
            )
        ]
    if one.status == r.DESTROYED:
        return [said("Destroyed on {day}; this stub stays.").format(day=day_words(one.destroyed))]
    if one.stale:
        return [Em(said("The rules changed since this was worked out."), "late")]
    if view.destruction is not None:
        return _under_way(view.destruction, view.obstacles)
    if not view.obstacles:
        return [Em(said("Nothing stands in the way of its destruction."), "soon")]
    parts: list[Part] = []
    for obstacle in view.obstacles:
        words = _told(obstacle) + "."
        words = words[:1].upper() + words[1:]
        if parts:
            parts += [" ", words]
        else:  # the gravest first, and it alone in colour
            parts.append(Em(words, INKS.get(obstacle.kind, "late")))
    return parts


def _told(obstacle: r.Obstacle) -> str:
    words = {
        r.HELD: said("on hold: {words}"), r.PENDING: said("waits for: {words}"),
        r.UNCONFIRMED: said("nobody confirmed {words}"),
    }.get(obstacle.kind, "{words}")  # fmt: skip
    return words.format(words=obstacle.words)


def _line(line: Line, unconfirmed: Sequence[str]) -> Moment:
    until = day_words(line.until) if line.until else said(line.period) if not line.after else said("pending")
    title = f"{until} · {line.name}"
    happened = f" {day_words(line.happened)}" if line.happened else ""
    parts = [line.study, f"{line.after}{happened} + {line.period}" if line.after else "", line.source]
    if line.rule != "contract":
        parts.append(said(CHECKED[line.checked]))
    if line.rule in unconfirmed:
        parts.append(said(WARNING))
    if line.note:
        parts.append(line.note)
    ink = "soon" if line.rule in unconfirmed else "ok" if line.until else "late" if line.after else "ink3"
    return Moment(title, " · ".join(part for part in parts if part), ink)


def show_study(inspector: Inspector, view: StudyView, buttons: Sequence[Button]) -> tuple[Moment, ...]:
    """Fills the inspector; returns events and enquiries for its tab."""
    one, facts = view.state, view.state.facts
    state, words = (
        (State.MISSING, said("facts missing")) if facts is None
        else (State.NONE, said("no series")) if not one.series
        else (State.MISSING if one.ended else State.PLANNED, said("trigger pending")) if one.pending
        else (State.CURRENT, said("triggers known"))
    )  # fmt: skip
    inspector.show_head(one.protocol, one.code, state, words, study_why(view), buttons)
    flags = () if facts is None else tuple(
        said(name) for name, on in (
            ("implantable", facts.implantable), ("gene therapy", facts.gene_therapy),
            ("an application relies on it", facts.application_relies),
        ) if on
    )  # fmt: skip
    inspector.details.show_facts([
        (said("Sponsor"), one.sponsor), (said("Ended here"), day_words(one.ended)),
        *(() if facts is None else (
            (said("Countries"), ", ".join(sorted(facts.countries))), (said("Product"), said(facts.product)),
            (said("Kept as"), ", ".join(sorted(facts.parties))), (said("Under"), ", ".join(sorted(facts.frameworks))),
            (said("GCP"), ", ".join(sorted(facts.gcp))), (said("Funding"), ", ".join(sorted(facts.funding))),
            (said("Besides"), ", ".join(flags)),
            (said("Release"), "" if facts.sponsored else said("no sponsor has to release the records")),
        )),
        *((said("Contract"), _contract(term)) for term in view.contracts),
        *((said("Released"), f"{day_words(each.released)}, {each.sponsor}")
          for each in view.releases if each.withdrawn is None),
        *((said("Hold"), _hold(hold)) for hold in view.holds if hold.in_force),
    ])  # fmt: skip
    inspector.show_history(moments(view.entries))
    inspector.show_footer(span_words(view.entries))
    return study_moments(view)


def study_why(view: StudyView) -> list[Part]:
    """What is waited for, and whether anybody asked."""
    one = view.state
    if view.known is not None:
        return [
            said("Events, enquiries and holds as they were known at the end of {day}.").format(
                day=day_words(view.known)
            )
        ]
    if one.facts is None:
        return [Em(said("Enter the countries and the product first: they decide which rules apply."), "late")]
    if not one.series:
        return [said("No record series of this study is on the register: add what is kept of it to the schedule.")]
    parts: list[Part] = []
    for wait in view.waits:
        ink = "late" if one.ended else "planned"
        parts += [Em(said("Waits for: {words}. ").format(words=wait.partition(": ")[2]), ink)]
    if one.asked is not None and one.asked.answered is None:
        words = said("{whom} was asked on {day}; an answer is expected by {until}.").format(
            whom=one.asked.whom, day=day_words(one.asked.asked), until=day_words(one.asked.expected)
        )
        parts.append(Em(words, "late") if one.asked.overdue else words)
    elif view.waits and one.ended is not None:
        parts.append(said("Ask the sponsor and log the answer."))
    if any(hold.in_force for hold in view.holds):
        parts.append(Em(said(" A hold is in force."), "late"))
    return parts or [said("Every trigger its rules wait for is on record.")]


def study_moments(view: StudyView) -> tuple[Moment, ...]:
    """Events, enquiries and holds, the newest first."""
    told = []
    for event in view.events:
        late = said("late entry: {why}").format(why=event.late_reason) if event.late else ""
        void = said("void: {why}").format(why=event.void_reason) if event.voided else ""
        meta = " · ".join(part for part in (day_words(event.happened), event.source, late, void) if part)
        told.append((event.happened, Moment(event.what, meta, "ink3" if event.voided else "ok", event.id)))
    for asked in view.enquiries:
        answer = (
            said("answered {day}: {words}").format(day=day_words(asked.answered), words=asked.answer)
            if asked.answered else said("no answer yet, expected by {day}").format(day=day_words(asked.expected))
        )  # fmt: skip
        ink = "planned" if asked.answered else "late" if asked.overdue else "soon"
        told.append((asked.asked, Moment(asked.question, f"{day_words(asked.asked)} · {asked.whom} · {answer}", ink)))
    for hold in view.holds:
        words = f"{day_words(hold.placed)} · {hold.placed_by}"
        if hold.released:
            words += " · " + said("released {day}: {why}").format(day=day_words(hold.released), why=hold.release_reason)
        told.append(
            (
                hold.placed,
                Moment(said("Hold: {why}").format(why=hold.reason), words, "late" if hold.in_force else "ink3"),
            )
        )
    return tuple(moment for _day, moment in sorted(told, key=lambda pair: pair[0], reverse=True))


def _contract(term: r.ContractTerm) -> str:
    days = [day_words(term.keep_until)] if term.keep_until else []
    if term.what:
        time = " ".join(
            f"{count} {said(word)}" for count, word in ((term.years, "years"), (term.months, "months")) if count
        )
        days.append(said("{time} after {what}").format(time=time, what=term.what))
    return f"{term.name}: {', '.join(days)}"


def show_rule(inspector: Inspector, one: r.RuleState, buttons: Sequence[Button]) -> None:
    """Fills the inspector with a rule's own words."""
    rule, stands = one.rule, standing(one)
    why: list[Part] = [said(CHECKED[rule.checked][:1].upper() + CHECKED[rule.checked][1:] + ". ")]
    if stands == "to confirm":
        why.append(
            Em(
                said("Confirm before relying on this: until then it may lengthen and never permits destruction."),
                "late",
            )
        )
    elif one.confirmed is not None:
        why.append(said("Confirmed by {name} on {day}: {basis}").format(
            name=one.confirmed_by, day=day_words(one.confirmed), basis=one.basis
        ))  # fmt: skip
    over = said("rule of the site") if one.of_site else f"{rule.jurisdiction} · {rule.id}"
    inspector.show_head(over, rule.name, STANDING_STATES[stands], said(stands), why, buttons)
    legs = [" / ".join(f"{leg.period} · {leg.after}" for leg in one_of) for one_of in rule.legs]
    period = said("for ever") if rule.permanent else "\n".join(legs) or said("no period of its own")
    inspector.details.show_facts([
        (said("Source"), rule.source), (said("Period"), period), (said("Kept as"), ", ".join(sorted(rule.parties))),
        (said("Records"), ", ".join(sorted(rule.series))),
        (said("Only where"), ", ".join(f"{name}: {value}" for name, value in rule.when.items())),
        (said("In force"), f"{day_words(rule.start)} – {day_words(rule.until)}".strip(" –")),
        (said("Note"), rule.note),
    ])  # fmt: skip
    inspector.show_history(())
    inspector.show_footer("")
