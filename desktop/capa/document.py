"""One CAPA as a document: its steps, what happened, the causes drawn, the actions, what proves it effective."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.capa import machine
from db.capa import records as r
from desktop.capa.acts import Acts
from desktop.capa.drawing import CauseView, StepStrip
from desktop.capa.words import STATES, said, too_early
from desktop.widgets.buttons import LinkButton
from desktop.widgets.dates import show_date, show_time
from desktop.widgets.fonts import Type
from desktop.widgets.section import Deed, Section, empty, fact_rows
from desktop.widgets.tabs import TabBar
from desktop.widgets.tags import StateTag
from desktop.widgets.text import Text
from desktop.widgets.theme import theme


class Document(QScrollArea):
    """Scrolls; ``acts`` does what its buttons ask for."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("capa-document")
        self.setAccessibleName(said("The chosen CAPA"))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._acts = acts
        self._file: r.CapaFile | None = None
        self.strip = StepStrip()
        self.identified = Section(said("What happened"), "capa-identified")
        self.cause = Section(said("Root cause"), "capa-root-cause")
        self.planned = Section(said("Actions"), "capa-actions")
        self.proof = Section(said("Effectiveness and closing"), "capa-proof")
        self.drawing = CauseView()
        self.kind = TabBar(said("How the causes are drawn"), "capa-cause-kind", lined=False, margin=6)
        for words in (said("Fishbone"), said("5 whys")):
            self.kind.addTab(words)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 8)
        column.setSpacing(12)
        for widget in (self.strip, self.identified, self.cause, self.planned, self.proof):
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self._statement = QVBoxLayout()
        self.cause.rows.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        self.cause.rows.addWidget(self.drawing)
        self.cause.rows.addLayout(self._statement)
        self.kind.currentChanged.connect(lambda place: self.drawing.show_whys(place == 1))
        self.drawing.opened.connect(lambda cause: self._do(self._acts.change_cause, cause))
        self.drawing.added.connect(lambda cause: self._do(self._acts.add_cause, cause))

    def show_capa(self, file: r.CapaFile, may: bool) -> None:
        """``may``: whether this person may change it (the store decides it again)."""
        self._file = file
        capa = file.capa
        live = may and capa.open
        self.strip.show_step(capa.step, capa.round)
        self._show_identified(file, live)
        self._show_cause(file, live)
        self._show_actions(file, live)
        self._show_proof(file, live)

    def _do(self, act: Callable[..., object], *given: object) -> None:
        if self._file is not None and self._file.capa.open:
            act(self._file, *given)

    def _show_identified(self, file: r.CapaFile, live: bool) -> None:
        capa, section = file.capa, self.identified
        section.clear()
        told = "\n".join(_told(one) for one in file.notices)
        contained = f"{show_date(file.contained)}: " if file.contained else ""
        late = f" ({said('late entry')})"
        course = "\n".join(
            f"{show_time(one.at)}{late if one.late else ''}  {one.what}"
            for one in file.events if not one.struck
        )  # fmt: skip
        team = ", ".join(
            f"{one.name}{f' ({one.part})' if one.part else ''}{'' if one.at_site else ' – ' + said('left the site')}"
            for one in file.team if one.left is None
        )  # fmt: skip
        section.facts([
            (said("Identified"), show_date(capa.identified)
             + (f" · {said('late entry')}: {capa.late_reason}" if capa.late else "")),
            (said("Classification"), f"{said(capa.priority)}, {said(capa.kind)}"),
            (said("Owner"), capa.owner), (said("To be done by"), _extended(file.first_target, file.target)),
            (said("Description"), file.description),
            (said("Containment"), contained + file.containment if file.containment else ""),
            (said("Adverse implications"), file.adverse), (said("Notifications"), told), (said("Team"), team),
                (said("Time line"), course),
            (said("Former status"), capa.old_status),
        ])  # fmt: skip
        section.offer([
            (said("Complete"), "capa-identify", lambda: self._do(self._acts.identify)),
            (said("To be done by"), "capa-target", lambda: self._do(self._acts.aim)),
            (said("Notification"), "capa-notify", lambda: self._do(self._acts.notify)),
            (said("Team"), "capa-join", lambda: self._do(self._acts.join)),
            (said("Time line"), "capa-event", lambda: self._do(self._acts.happened)),
        ] if live else [])  # fmt: skip

    def _show_cause(self, file: r.CapaFile, live: bool) -> None:
        self.drawing.show_causes(file.capa.title, file.causes)
        looking = live and file.capa.step in (machine.IDENTIFICATION, machine.INVESTIGATION)
        empty(self._statement)
        day = f"{show_date(file.root_cause_day)}: " if file.root_cause_day else ""
        told = [(said("Root cause"), day + file.root_cause if file.root_cause else ""), (said("Method"), file.method)]
        self._statement.addWidget(fact_rows(told))
        deeds: list[Deed] = []
        if looking:
            current = self.drawing
            deeds = [
                (said("Add a cause"), "capa-add-cause", lambda: self._do(self._acts.add_cause, current.current)),
                (said("Change"), "capa-change-cause", lambda: self._do(self._acts.change_cause, current.current)),
                (said("State the root cause"), "capa-state-cause", lambda: self._do(self._acts.state_cause)),
            ]
        self.cause.offer(deeds)
        self.cause.setVisible(bool(file.causes or file.root_cause) or looking)

    def _show_actions(self, file: r.CapaFile, live: bool) -> None:
        section = self.planned
        section.clear()
        if not file.actions:
            section.rows.addWidget(Text(said("No action yet."), Type.BODY, "ink2"))
        for place, one in enumerate(file.actions):
            section.rows.addWidget(_ActionRow(file, one, place, self._acts, live))
        section.offer([(said("Add an action"), "capa-add-action", lambda: self._do(self._acts.add_action))]
                      if live else [])  # fmt: skip

    def _show_proof(self, file: r.CapaFile, live: bool) -> None:
        section = self.proof
        section.clear()
        when = said("{n} days after the last action").format(n=file.check_after) if file.check_after else ""
        if file.check_due is not None:
            when += f": {show_date(file.check_due)}"
        section.facts([
            (said("Criteria"), file.criteria), (said("How it is checked"), file.check_how), (said("When"), when),
            *((said("Check of round {n}").format(n=one.round),
               f"{show_date(one.checked)} · {said(one.verdict)} · {one.checker}\n{one.found}") for one in file.checks),
            (said("Correction only"), file.justification), (said("Conclusion"), file.conclusion),
        ])  # fmt: skip
        deeds: list[Deed] = []
        early = (machine.IDENTIFICATION, machine.INVESTIGATION, machine.PLAN)
        if live and file.capa.step in early:
            deeds.append((said("Fix the criteria"), "capa-criteria", lambda: self._do(self._acts.fix_criteria)))
        checked = any(one.round == file.capa.round for one in file.checks)
        if live and file.capa.step == machine.EFFECTIVENESS and not checked and not too_early(file):
            deeds.append((said("Record the check"), "capa-check", lambda: self._do(self._acts.check)))
        if live:
            deeds.append((said("Conclusion"), "capa-conclude", lambda: self._do(self._acts.conclude)))
        section.offer(deeds)


class _ActionRow(QWidget):
    """Kind, action, owner, due and state in a line; below it what was done, and what can be."""

    def __init__(self, file: r.CapaFile, one: r.Action, place: int, acts: Acts, live: bool) -> None:
        super().__init__()
        look = theme()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        kind = Text(said(one.kind).capitalize(), Type.META, "ink2")
        kind.setFixedWidth(look.px(76))
        what = Text(one.what, Type.MEDIUM, wrap=True)
        left = f" ({said('left the site')})" if one.owner_left else ""
        owner = Text(one.owner + left, Type.META, "ink2", wrap=True)
        owner.setFixedWidth(look.px(128))
        due = Text(show_date(one.due), Type.META)
        if one.due != one.first_due:
            due.setToolTip(said("First due {day}").format(day=show_date(one.first_due)))
        due.setFixedWidth(look.px(84))
        words = show_date(one.done) if one.done is not None else said(one.state)
        tag = StateTag(STATES[one.state], words, width=100)
        tag.setFixedWidth(look.px(108))
        tag.setObjectName(f"capa-action-state-{place}")
        for column, widget in enumerate((kind, what, owner, due, tag)):
            grid.addWidget(widget, 0, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        more = [said("first due {day}: {why}").format(day=show_date(moved.before), why=moved.reason)
                for moved in one.extensions]  # fmt: skip
        if one.proof:
            files = f" [{', '.join(found.name for found in one.files)}]" if one.files else ""
            more.insert(0, one.proof + files)
        if more:
            grid.addWidget(Text("\n".join(more), Type.META, "ink2", wrap=True), 1, 1, 1, 4)
        if live and one.open:
            grid.addLayout(_links(file, one, place, acts), 2, 1, 1, 4)


def _links(file: r.CapaFile, one: r.Action, place: int, acts: Acts) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(14)
    deeds: list[tuple[str, str, Callable[[r.CapaFile, r.Action], Any]]] = [
        (said("Extend"), "extend", acts.extend_action), (said("Drop"), "drop", acts.drop_action),
    ]  # fmt: skip
    if one.kind == r.IMMEDIATE or file.capa.step == machine.IMPLEMENTATION:
        deeds.insert(0, (said("Done"), "done", acts.finish_action))
    for words, name, act in deeds:
        link = LinkButton(words, f"capa-action-{name}-{place}", Type.META)
        link.clicked.connect(lambda _=False, act=act: act(file, one))
        row.addWidget(link)
    row.addStretch(1)
    return row


def _told(one: r.Notice) -> str:
    who = said(one.whom)
    if not one.needed:
        return said("{who}: need not be told. {why}").format(who=who, why=one.note)
    if one.told is None:
        return said("{who}: still to be told").format(who=who)
    return (
        said("{who}: told {day}").format(who=who, day=show_date(one.told))
        + (f" ({said('late entry')})" if one.late else "")
        + (f". {one.note}" if one.note else "")
    )


def _extended(first: Any, now: Any) -> str:
    if now is None:
        return ""
    return show_date(now) + (f" ({said('first')} {show_date(first)})" if first != now else "")
