"""Incidents: the table, and what the inspector says of one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from db.incidents.incident_records import CLOSED, PERSONAL_DATA, STATUSES, VOIDED, Incident, IncidentFile
from db.store.query import Page, Query
from desktop.history import moments, span_words
from desktop.incidents.incident_acts import IncidentActs
from desktop.incidents.view import Dossier, View
from desktop.incidents.words import (
    CONFIRM,
    INCIDENT_STATES,
    clock_parts,
    clock_words,
    said,
    severity_options,
    severity_text,
)  # fmt: skip
from desktop.widgets.dates import show_date, show_time
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.states import State
from desktop.widgets.table import TWO_LINES, RecordTable
from desktop.widgets.text import Part
from desktop.widgets.timeline import Moment

if TYPE_CHECKING:
    from db.site import Site

_KINDS = {"occurred": "Occurred", "aware": "Site became aware", "told": "Told", "resolved": "Resolved"}
_INKS = {"occurred": "late", "aware": "soon", "told": "planned", "resolved": "ok"}


class IncidentView(View):
    """The first tab."""

    kind = "incident"
    facets = ("study", "severity", "personal_data")
    dated = knowing = True

    def make_table(self) -> RecordTable:
        columns = (
            Column("number", said("No."), lambda one: one.number, 120, 0, "number", ink="ink2"),
            Column("title", said("What happened"), lambda one: one.title, 200, 4, "title", strong=True, second=_second),
            Column("severity", said("Severity"), lambda one: severity_text(one.severity), 92, 0, "severity"),
            Column("occurred", said("Occurred"), _day, 104, 0, "occurred", is_date=True),
            Column("status", said("Status"), lambda one: said(one.status), 104, 0, "status", state=_state),
            Column("due", said("Clock until"), _clock, 116, 0, "due", state=_clock_state),
        )  # fmt: skip

        def asked(site: Site, query: Query) -> Page[Incident]:
            known = self.known_on()
            register = site.incidents.cases
            return register.list(query, self.on()) if known is None else register.known_page(known, query)

        read = through(self.context.jobs, asked)
        return RecordTable(RecordModel(columns, read), said("Incidents"), "incidents", row=TWO_LINES)

    def add_chips(self) -> None:
        alive = [one for one in STATUSES if one not in (CLOSED, VOIDED)]
        self.chips.add_choice("status", said("Status"), [(one, said(one)) for one in STATUSES], usual=alive)
        self.chips.add_choice("severity", said("Severity"), severity_options())
        self.chips.add_choice("study", said("Study"), ())
        self.chips.add_choice("personal_data", said("Personal data"), [(one, said(one)) for one in PERSONAL_DATA])
        self.acts = IncidentActs(self)

    def facet_word(self, key: str, value: str) -> str:
        return severity_text(int(value)) if key == "severity" else value if key == "study" else said(value)

    def read_facets(self, site: Site, query: Query) -> Mapping[str, tuple[tuple[str, int], ...]]:
        known, register = self.known_on(), site.incidents.cases
        return register.facets(query, self.on()) if known is None else register.known_facets(known, query)

    def add_words(self) -> str:
        return said("Capture an incident")

    def add(self) -> None:
        self.acts.capture()

    def report(self) -> tuple[str, dict[str, object]] | None:
        return "incident-register", {
            "where": self.where(), "search": self.table.model.query.search, "as_of": self.on(),
        }  # fmt: skip

    def read(self, site: Site, record: str) -> Dossier:
        site.looked_at("incident", record)
        file = site.incidents.cases.file(record)
        return Dossier(
            file, site.trail.history("incident", record), file.evidence, site.clock.now(), site.may("incident"),
            site.incidents.capa_number(file.incident.capa),
        )  # fmt: skip

    def show(self, inspector: Inspector, found: Dossier) -> None:
        file: IncidentFile = found.record
        one = file.incident
        inspector.show_head(
            f"{one.number} · {severity_text(one.severity)}", one.title, _state(one), said(one.status),
            why(file, found.now, found.more), self.acts.buttons(file) if found.may else (),
        )  # fmt: skip
        inspector.details.show_facts(facts(file, found.now, found.more))
        inspector.show_history(moments(found.entries))
        inspector.show_footer(span_words(found.entries))


def course(file: IncidentFile) -> tuple[Moment, ...]:
    """The time line, as it happened."""
    return tuple(
        Moment(
            said(_KINDS[moment.kind]) if moment.kind in _KINDS else moment.what,
            " · ".join(part for part in (
                show_time(moment.at), moment.who, moment.what if moment.kind in ("told", "aware") else "",
                said("late") if moment.late else "",
            ) if part),
            _INKS.get(moment.kind, "accent"),
        )
        for moment in file.timeline()
    )  # fmt: skip


def why(file: IncidentFile, now: datetime, capa: str) -> list[Part]:
    """Which clock runs, what is missing, where it led."""
    one, parts = file.incident, list[Part]()
    parts += clock_parts(file.clocks, now)
    if one.status not in (CLOSED, VOIDED):
        lacking = [
            words for words, lacks in (
                (said("containment"), not one.containment), (said("time of resolution"), one.resolved is None),
                (said("lessons"), not one.lessons),
            ) if lacks
        ]  # fmt: skip
        if lacking:
            parts.append(said("Still missing: {what}. ").format(what=", ".join(lacking)))
    if capa:
        parts.append(said("Led to {capa}.").format(capa=capa))
    if one.late:
        parts.append(said("Late entry: {why}").format(why=one.late_reason))
    return parts


def facts(file: IncidentFile, now: datetime, capa: str) -> list[tuple[str, str]]:
    """Names and values for the details."""
    one = file.incident
    touched: dict[str, list[str]] = {}
    for affected in file.affected:
        touched.setdefault(affected.kind, []).append(affected.name)
    clocks = [
        (clock.recipient, clock_words(clock, now) + ("" if clock.verified else f" ({said(CONFIRM)})"))
        for clock in file.clocks
    ]
    return [
        (said("Occurred"), show_time(one.occurred)),
        (said("Aware"), show_time(one.aware)),
        (said("Resolved"), show_time(one.resolved) if one.resolved else ""),
        (said("Owner"), one.owner),
        (said("Personal data"), said(one.personal_data)),
        *clocks,
        (said("Description"), one.description),
        (said("Detection"), one.detection),
        (said("Threats"), one.threats),
        (said("Containment"), one.containment),
        (said("Impact"), one.impact),
        (said("Studies"), "\n".join(touched.get("study", ()))),
        (said("Systems"), "\n".join(touched.get("system", ()))),
        (said("Assets"), "\n".join(touched.get("asset", ()))),
        (said("People"), "\n".join(touched.get("person", ()))),
        (said("Lessons"), one.lessons),
        (said("CAPA"), capa),
        (said("Closed"), f"{show_date(one.closed)}: {one.closing}" if one.closed else ""),
    ]


def _second(one: Incident) -> str:
    return " · ".join(part for part in (", ".join(one.studies), one.owner) if part)


def _state(one: Incident) -> State:
    return INCIDENT_STATES[one.status]


def _day(one: Incident) -> str:
    return show_date(one.occurred.date())


def _clock(one: Incident) -> str:
    return f"{show_date(one.due.date())[:6]} {one.due:%H:%M}" if one.due is not None else ""


def _clock_state(one: Incident) -> State | None:
    if one.due is None:
        return None
    return State.OVERDUE if one.overdue else State.SOON
