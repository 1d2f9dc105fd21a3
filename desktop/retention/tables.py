"""The tables of this page: columns, and where their rows come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.retention import records as r
from desktop.retention.inspect import STANDING_STATES
from desktop.retention.questions import review_page, rule_page, standing, study_page
from desktop.retention.schedule_filters import ScheduleFilters
from desktop.retention.words import STATES, day_words, said, until_words
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import PageContext
from desktop.widgets.states import State
from desktop.widgets.table import TWO_LINES, RecordTable

if TYPE_CHECKING:
    from db.site import Site
    from db.store.query import Page, Query


def series_table(context: PageContext, filters: ScheduleFilters) -> RecordTable:
    """What is kept, what may end first first."""

    def asked(site: Site, query: Query) -> Page[r.Series]:
        known = filters.known_on()
        return site.retention.list(query, filters.on()) if known is None else site.retention.known_page(known, query)

    columns = (
        Column(
            "title", said("Record series"), lambda one: one.title, 150, 4, "title", strong=True, second=_series_second
        ),
        Column("place", said("Place"), lambda one: one.place, 110, 2, "place", ink="ink2", second=_custodian),
        Column("keep_until", said("Keep until"), until_words, 108, 0, "keep_until"),
        Column("status", said("Stands"), lambda one: said(one.status), 140, 0, "status", state=_status),
    )
    return RecordTable(
        RecordModel(columns, through(context.jobs, asked)), said("Record series"), "series", row=TWO_LINES
    )


def study_table(context: PageContext) -> RecordTable:
    """Studies, those that wait for something first."""
    columns = (
        Column("code", said("Study"), lambda one: one.code, 140, 2, strong=True, second=lambda one: one.sponsor),
        Column("countries", said("Countries"), _countries, 90, 1, ink="ink2"),
        Column("series", said("Series"), lambda one: str(one.series), 60, 0, figures=True),
        Column("ended", said("Ended here"), lambda one: day_words(one.ended), 108, 0),
        Column("state", said("Triggers"), _triggers, 128, 0, state=_triggers_state),
        Column("asked", said("Sponsor"), _asked, 150, 2, ink="ink2"),
    )
    model = RecordModel(columns, through(context.jobs, study_page))
    return RecordTable(model, said("Studies"), "retention-studies", row=TWO_LINES)


def rule_table(context: PageContext) -> RecordTable:
    """The library, then the site's own."""
    columns = (
        Column(
            "name", said("Rule"), lambda one: one.rule.name, 170, 3, strong=True, second=lambda one: one.rule.source
        ),
        Column("jurisdiction", said("Where"), lambda one: one.rule.jurisdiction, 62, 0),
        Column("period", said("Period"), _period, 150, 2, ink="ink2"),
        Column("standing", said("Relied on"), lambda one: said(standing(one)), 112, 0, state=_standing_state),
    )
    return RecordTable(RecordModel(columns, through(context.jobs, rule_page)), said("Rules"), "rules", row=TWO_LINES)


def review_table(context: PageContext) -> RecordTable:
    """The newest first."""
    columns = (
        Column("number", said("No."), lambda one: one.number, 90, 0, ink="ink2"),
        Column("reviewed", said("Reviewed"), lambda one: day_words(one.reviewed), 100, 0),
        Column("person", said("By"), lambda one: one.person, 140, 1),
        Column("found", said("Found"), lambda one: one.found.split("\n", 1)[0], 200, 3, ink="ink2"),
        Column("signed", said("Signature"), _signed, 104, 0, state=_signed_state),
    )
    return RecordTable(RecordModel(columns, through(context.jobs, review_page)), said("Reviews"), "reviews")


def _series_second(one: r.Series) -> str:
    return " · ".join(
        part for part in (one.number, said(one.medium), ", ".join(one.studies) or said("whole site")) if part
    )


def _custodian(one: r.Series) -> str:
    return one.custodian


def _status(one: r.Series) -> State:
    return STATES[one.status]


def _countries(one: r.StudyState) -> str:
    return ", ".join(sorted(one.facts.countries)) if one.facts else ""


def _triggers(one: r.StudyState) -> str:
    if one.facts is None:
        return said("facts missing")
    if not one.series:
        return said("no series")
    return said("{n} pending").format(n=one.pending) if one.pending else said("known")


def _triggers_state(one: r.StudyState) -> State:
    if one.facts is not None and not one.series:
        return State.NONE
    return (
        State.MISSING
        if one.facts is None or (one.pending and one.ended)
        else State.PLANNED
        if one.pending
        else State.CURRENT
    )


def _asked(one: r.StudyState) -> str:
    if one.released:
        return said("released")
    if one.asked is None:
        return ""
    if one.asked.answered:
        return said("answered {day}").format(day=day_words(one.asked.answered))
    return said("asked, answer by {day}").format(day=day_words(one.asked.expected))


def _period(one: r.RuleState) -> str:
    if one.rule.permanent:
        return said("for ever")
    return "; ".join(" / ".join(f"{leg.period}, {leg.after}" for leg in legs) for legs in one.rule.legs)


def _standing_state(one: r.RuleState) -> State:
    return STANDING_STATES[standing(one)]


def _signed(one: r.Review) -> str:
    return said("signed") if one.signed else said("to sign")


def _signed_state(one: r.Review) -> State:
    return State.CURRENT if one.signed else State.MISSING
