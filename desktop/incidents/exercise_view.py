"""Tests and drills: the table, the inspector, the forms; findings lead on to risks and CAPA (RSK-4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from db.incidents.exercise_records import DUES, KINDS, STATUSES, VOIDED, Exercise, Finding, NewExercise, NewFinding
from db.store.query import Page, Query
from desktop.history import moments, span_words
from desktop.incidents.free_field import FreeField
from desktop.incidents.view import Dossier, Lists, View
from desktop.incidents.words import TEST_STATES, said, severity_options, severity_text
from desktop.widgets.ask import AskDialog, whole_number
from desktop.widgets.buttons import Button
from desktop.widgets.dates import show_date
from desktop.widgets.fields import ChoiceField, DateField, LongField, TextField
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.states import State
from desktop.widgets.table import TWO_LINES, RecordTable
from desktop.widgets.text import Part

if TYPE_CHECKING:
    from db.site import Site

_TEXTS = ("kind", "title", "scope", "carried_out_by", "result", "late_reason")
_DAYS = ("planned", "performed", "next_due")
_COUNTS = ("reached", "clicked", "reported")
RESOLVED, TO_RISK, TO_CAPA = "resolved", "risk", "capa"


class ExerciseView(View):
    """The fourth tab."""

    kind = "exercise"
    facets = ("status", "kind")
    dated = knowing = True

    def make_table(self) -> RecordTable:
        columns = (
            Column("number", said("No."), lambda one: one.number, 120, 0, "number", ink="ink2"),
            Column(
                "title",
                said("Test or drill"),
                lambda one: one.title,
                200,
                4,
                "title",
                strong=True,
                second=lambda one: " · ".join(part for part in (said(one.kind), one.carried_out_by) if part),
            ),
            Column("day", said("Day"), lambda one: show_date(one.day), 100, 0, "day", is_date=True),
            Column("findings", said("Findings"), _findings, 84, 0, "findings"),
            Column("status", said("Status"), lambda one: said(one.status), 124, 0, "status", state=_state),
        )

        def asked(site: Site, query: Query) -> Page[Exercise]:
            known, register = self.known_on(), site.incidents.exercises
            return register.list(query, self.on()) if known is None else register.known_page(known, query)

        read = through(self.context.jobs, asked)
        return RecordTable(RecordModel(columns, read), said("Tests and drills"), "exercises", row=TWO_LINES)

    def add_chips(self) -> None:
        self.chips.add_choice("status", said("Status"), [(one, said(one)) for one in STATUSES])
        self.chips.add_choice("kind", said("Kind"), [(one, said(one)) for one in KINDS])
        self.chips.add_choice("due", said("Day"), [(one, said(one)) for one in DUES])

    def read_facets(self, site: Site, query: Query) -> Mapping[str, tuple[tuple[str, int], ...]]:
        known, register = self.known_on(), site.incidents.exercises
        return register.facets(query, self.on()) if known is None else register.known_facets(known, query)

    def add_words(self) -> str:
        return said("Enter a test or drill")

    def add(self) -> None:
        self.with_lists(lambda lists: self._open(None, lists))

    def read(self, site: Site, record: str) -> Dossier:
        site.looked_at("exercise", record)
        one = site.incidents.exercises.get(record)
        return Dossier(
            one, site.trail.history("exercise", record), site.evidence.about_all([one.report]), site.clock.now(),
            site.may("exercise"), site.incidents.exercises.findings(record),
        )  # fmt: skip

    def show(self, inspector: Inspector, found: Dossier) -> None:
        one: Exercise = found.record
        inspector.show_head(
            f"{one.number} · {said(one.kind)}", one.title, _state(one), said(one.status), _why(one),
            self._buttons(one, found.more) if found.may else (),
        )  # fmt: skip
        inspector.details.show_facts(_facts(one, found.more))
        inspector.show_history(moments(found.entries))
        inspector.show_footer(span_words(found.entries))

    def _buttons(self, one: Exercise, findings: Sequence[Finding]) -> Sequence[Button]:
        if one.status == VOIDED:
            return ()
        words = said("Fill in…") if one.performed else said("Carried out…")
        found = [
            self.button(words, "complete", lambda: self.with_lists(lambda lists: self._open(one, lists)), "primary")
        ]
        if one.performed:
            found.append(self.button(said("Add finding"), "finding", lambda: self._open_finding(one)))
        if any(finding.resolved is None for finding in findings):
            found.append(self.button(said("Follow up…"), "follow", lambda: self._follow(one, findings)))
        found.append(self.button(said("Strike through"), "void", lambda: self._void(one)))
        return found

    def _open(self, one: Exercise | None, lists: Lists) -> None:
        today = lists.now.date()
        rows = (
            (TextField(said("Title"), "title", required=True),),
            (ChoiceField(said("Kind"), "kind", [(kind, said(kind)) for kind in KINDS], required=True),
             TextField(said("Carried out by"), "carried_out_by")),
            (DateField(said("Planned for"), "planned"),
             DateField(said("Carried out on"), "performed", not_after=today)),
            (FreeField(said("Scope"), "scope", lines=2),),
            (FreeField(said("Result"), "result", lines=3),),
            (TextField(said("Got the message"), "reached", rule=whole_number, hint=said("Phishing drill: people")),
             TextField(said("Gave it away"), "clicked", rule=whole_number)),
            (TextField(said("Reported it"), "reported", rule=whole_number),
             DateField(said("Next one due"), "next_due")),
            (LongField(said("Why it is entered only now"), "late_reason", lines=2),),
        )  # fmt: skip
        title = said("Enter a test or drill") if one is None else said("Fill in {number}").format(number=one.number)
        dialog = self.ask(title, "exercise-dialog", rows, lambda given: self._save(given, one), width=640)
        if one is not None:
            dialog.fill({name: getattr(one, name) for name in (*_TEXTS, *_DAYS)})
            dialog.fill({name: "" if getattr(one, name) is None else str(getattr(one, name)) for name in _COUNTS})

    def _save(self, dialog: AskDialog, one: Exercise | None) -> None:
        given: dict[str, object] = {name: dialog.text(name) for name in _TEXTS}
        given |= {name: dialog.day(name) for name in _DAYS} | {name: dialog.number(name) for name in _COUNTS}
        if one is None:
            new = NewExercise(**given)  # type: ignore[arg-type]
            self.write(dialog, lambda site: site.incidents.exercises.add(new), lambda saved: saved.id)
            return
        changes = {name: value for name, value in given.items() if value != getattr(one, name)}
        if not changes:
            dialog.reject()
            return
        self.change(
            dialog, lambda site, reason: site.incidents.exercises.change(one.id, changes, reason),
            lambda saved: saved.id,
        )  # fmt: skip

    def _open_finding(self, one: Exercise) -> None:
        rows = (
            (FreeField(said("Finding"), "what", required=True),),
            (ChoiceField(said("Severity"), "severity", severity_options(), required=True),
             DateField(said("To be resolved by"), "due")),
        )  # fmt: skip

        def save(dialog: AskDialog) -> None:
            new = NewFinding(dialog.text("what"), dialog.number("severity") or 0, dialog.day("due"))
            self.write(dialog, lambda site: site.incidents.exercises.add_finding(one.id, new), lambda _: one.id)

        self.ask(said("Finding of {number}").format(number=one.number), "finding-dialog", rows, save)

    def _follow(self, one: Exercise, findings: Sequence[Finding]) -> None:
        """A finding is resolved, becomes a risk, or opens a CAPA."""
        still = [finding for finding in findings if finding.resolved is None]
        which = ChoiceField(said("Finding"), "finding", [(f.id, f.what[:90]) for f in still], required=True)
        ways = [
            (RESOLVED, said("It is resolved")),
            (TO_RISK, said("Enter it as a risk")),
            (TO_CAPA, said("Open a CAPA")),
        ]
        way = ChoiceField(said("What follows"), "way", ways, required=True)
        words = FreeField(said("How it was resolved"), "resolution", required=True)
        way.changed.connect(lambda: words.setVisible(way.value() == RESOLVED))
        which.set_value(still[0].id)
        self.ask(
            said("Follow up {number}").format(number=one.number), "follow-dialog", ((which,), (way,), (words,)),
            lambda dialog: self._save_follow(dialog, one),
        )  # fmt: skip
        way.set_value(RESOLVED)

    def _save_follow(self, dialog: AskDialog, one: Exercise) -> None:
        finding, way, words = dialog.text("finding"), dialog.text("way"), dialog.text("resolution")

        def command(site: Site) -> str:
            if way == TO_RISK:
                site.incidents.to_risk(finding)
            elif way == TO_CAPA:
                site.incidents.to_capa("exercise_finding", finding)
            else:
                site.incidents.exercises.resolve_finding(finding, site.clock.now().date(), words, "Resolved")
            return one.id

        self.write(dialog, command, str)

    def _void(self, one: Exercise) -> None:
        self.with_reason(
            said("Strike {number} through?").format(number=one.number), said("Strike through"),
            lambda site, reason: site.incidents.exercises.void(one.id, reason), one.id,
        )  # fmt: skip


def _findings(one: Exercise) -> str:
    return f"{one.open_findings} / {one.findings}" if one.findings else "–"


def _state(one: Exercise) -> State:
    return TEST_STATES[one.status]


def _why(one: Exercise) -> list[Part]:
    parts: list[Part] = []
    if one.reached:
        parts.append(said("{clicked} of {reached} gave it away, {reported} reported it. ").format(
            clicked=one.clicked or 0, reached=one.reached, reported=one.reported or 0
        ))  # fmt: skip
    if one.open_findings:
        parts.append(said("{n} of {all} findings are open.").format(n=one.open_findings, all=one.findings))
    return parts


def _facts(one: Exercise, findings: Sequence[Finding]) -> list[tuple[str, str]]:
    def day(value: object) -> str:
        return show_date(value) if value else ""  # type: ignore[arg-type]

    told = []
    for finding in findings:
        led = finding.risk or (said("CAPA") if finding.capa else "")
        end = said("resolved {day}: {how}").format(day=day(finding.resolved), how=finding.resolution)
        state = (
            end if finding.resolved else said("open") + (f", {said('by')} {day(finding.due)}" if finding.due else "")
        )
        told.append((severity_text(finding.severity), " · ".join(part for part in (finding.what, led, state) if part)))
    return [
        (said("Planned for"), day(one.planned)), (said("Carried out"), day(one.performed)),
        (said("By"), one.carried_out_by), (said("Scope"), one.scope), (said("Result"), one.result), *told,
        (said("Next one due"), day(one.next_due)),
    ]  # fmt: skip
