"""The deviation log: the table, and what the inspector says of one deviation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from db.incidents.clock_records import Notification
from db.incidents.deviation_records import (
    CLOCK,
    CLOSED,
    GRADES,
    STATUSES,
    TO_ASSESS,
    TO_DECIDE,
    TYPES,
    VOIDED,
    Deviation,
)  # fmt: skip
from db.incidents.signables import of_assessment
from db.store.query import Page, Query
from desktop.history import moments, span_words
from desktop.incidents.deviation_acts import DeviationActs
from desktop.incidents.view import Dossier, View
from desktop.incidents.words import CONFIRM, DEVIATION_STATES, clock_parts, clock_words, said
from desktop.signing.list import signature_moment
from desktop.widgets.dates import show_date, show_time
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.states import State
from desktop.widgets.table import TWO_LINES, RecordTable
from desktop.widgets.text import Em, Part

if TYPE_CHECKING:
    from datetime import datetime

    from db.site import Site


class DeviationView(View):
    """The second tab."""

    kind = "deviation"
    facets = ("study", "type", "grade")
    dated = knowing = True

    def make_table(self) -> RecordTable:
        columns = (
            Column("number", said("No."), lambda one: one.number, 120, 0, "number", ink="ink2"),
            Column(
                "description",
                said("Deviation"),
                lambda one: _first_line(one.description),
                200,
                4,
                strong=True,
                second=lambda one: " · ".join(part for part in (one.study, one.subject, said(one.type)) if part),
            ),
            Column("occurred", said("Occurred"), lambda one: show_date(one.occurred), 100, 0, "occurred", is_date=True),
            Column("grade", said("Grade"), lambda one: said(one.grade) if one.grade else "–", 82, 0, "grade"),
            Column("status", said("Status"), lambda one: said(_short(one.status)), 128, 0, "status", state=_state),
        )

        def asked(site: Site, query: Query) -> Page[Deviation]:
            known = self.known_on()
            register = site.incidents.deviations
            return register.list(query, self.on()) if known is None else register.known_page(known, query)

        read = through(self.context.jobs, asked)
        return RecordTable(RecordModel(columns, read), said("Deviations"), "deviations", row=TWO_LINES)

    def add_chips(self) -> None:
        alive = [one for one in STATUSES if one not in (CLOSED, VOIDED)]
        self.chips.add_choice("status", said("Status"), [(one, said(one)) for one in STATUSES], usual=alive)
        self.chips.add_choice("study", said("Study"), ())
        self.chips.add_choice("type", said("Type"), [(one, said(one)) for one in TYPES])
        self.chips.add_choice("grade", said("Grade"), [(one, said(one)) for one in GRADES])
        self.acts = DeviationActs(self)

    def facet_word(self, key: str, value: str) -> str:
        return value if key == "study" else said(value)

    def read_facets(self, site: Site, query: Query) -> Mapping[str, tuple[tuple[str, int], ...]]:
        known, register = self.known_on(), site.incidents.deviations
        return register.facets(query, self.on()) if known is None else register.known_facets(known, query)

    def add_words(self) -> str:
        return said("Enter a deviation")

    def add(self) -> None:
        self.acts.add()

    def report(self) -> tuple[str, dict[str, object]] | None:
        asked: dict[str, object] = {"where": self.where(), "search": self.table.model.query.search, "as_of": self.on()}
        return "deviation-log", asked

    def read(self, site: Site, record: str) -> Dossier:
        site.looked_at("deviation", record)
        one = site.incidents.deviations.get(record)
        clocks = site.incidents.clocks.of("deviation", record)
        return Dossier(
            one, site.trail.history("deviation", record), (), site.clock.now(), site.may("deviation"),
            (clocks, site.incidents.capa_number(one.capa), site.incidents.signatures.of(of_assessment(one))),
        )  # fmt: skip

    def show(self, inspector: Inspector, found: Dossier) -> None:
        one: Deviation = found.record
        clocks, capa, signed = found.more
        head = f"{one.number} · {one.study}" if one.study else one.number
        is_signed = any(covers for _, covers in signed)
        buttons = self.acts.buttons(one, clocks, is_signed) if found.may else ()
        inspector.show_head(
            head, _first_line(one.description), _state(one), said(_short(one.status)),
            why(one, clocks, found.now, is_signed), buttons,
        )  # fmt: skip
        inspector.details.show_facts(facts(one, clocks, found.now, capa))
        inspector.show_signatures([signature_moment(each, covers=covers) for each, covers in signed])
        inspector.show_history(moments(found.entries))
        inspector.show_footer(span_words(found.entries))


def why(one: Deviation, clocks: Sequence[Notification], now: datetime, is_signed: bool = True) -> list[Part]:
    """What has to be decided, by whom; which clock runs."""
    parts: list[Part] = []
    if one.status == TO_ASSESS:
        parts.append(Em(said("The principal investigator has not assessed it. "), "late"))
    if one.grade and not is_signed:
        parts.append(Em(said("{name} has not signed the assessment. ").format(name=one.assessed_by), "late"))
    if one.status == TO_DECIDE:
        parts.append(Em(said("Whether it is a serious breach is not decided. "), "late"))
    parts += clock_parts(clocks, now)
    if one.source_table:
        parts.append(said("Found by the program in the records of {where}. ").format(
            where=one.source_table.replace("_", " ")
        ))  # fmt: skip
    if one.late:
        parts.append(said("Late entry: {why}").format(why=one.late_reason))
    return parts


def facts(one: Deviation, clocks: Sequence[Notification], now: datetime, capa: str) -> list[tuple[str, str]]:
    """Names and values for the details."""

    def day(value: object) -> str:
        return show_date(value) if value else ""  # type: ignore[arg-type]

    serious = {"": "", "no": said("no"), "yes": said("yes")}[one.serious]
    if one.serious_decided:
        serious += f", {show_date(one.serious_decided)}: {one.serious_why}"
    return [
        (said("Description"), one.description),
        (said("Type"), said(one.type)),
        (said("Participant"), one.subject),
        (said("Continued"), said(one.subject_continued) if one.subject_continued else ""),
        (said("Occurred"), show_date(one.occurred)),
        (said("Identified"), f"{show_date(one.identified)}{', ' if one.identified_by else ''}{one.identified_by}"),
        (said("Owner"), one.owner),
        (said("Action taken"), one.action),
        (said("Impact"), one.impact),
        (said("Sponsor told"), day(one.reported_sponsor)),
        (said("Committee told"), day(one.reported_committee)),
        (said("Authority told"), day(one.reported_authority)),
        (said("PI’s grade"), said(one.grade) if one.grade else ""),
        (said("Assessment"), one.assessment),
        (said("Assessed"), f"{show_date(one.assessed)}, {one.assessed_by}" if one.assessed else ""),
        (said("Serious breach"), serious),
        (said("Aware"), show_time(one.serious_aware) if one.serious_aware else ""),
        *(
            (clock.recipient, clock_words(clock, now) + ("" if clock.verified else f" ({said(CONFIRM)})"))
            for clock in clocks
        ),
        (said("CAPA"), capa),
        (said("Closed"), day(one.closed)),
    ]


def _first_line(text: str) -> str:
    return text.split("\n", 1)[0][:160]


def _short(status: str) -> str:
    return {TO_DECIDE: "to decide", CLOCK: "clock runs"}.get(status, status)


def _state(one: Deviation) -> State:
    return DEVIATION_STATES[one.status]
