"""Systems outside this program, with what their validation and upkeep lack (ROS-4)."""

from __future__ import annotations

from collections.abc import Callable

from db.access import records as r
from desktop.access.acts import Acts
from desktop.access.questions import Lists, SystemDossier, read_system
from desktop.access.words import INK, counted, day, risk_word, said, upkeep_word
from desktop.history import moments, span_words
from desktop.widgets.buttons import Button
from desktop.widgets.evidence_list import EvidenceList
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import PageContext
from desktop.widgets.page_view import PageView
from desktop.widgets.states import State
from desktop.widgets.table import RecordTable
from desktop.widgets.text import Em, Part
from desktop.widgets.timeline import Moment, TimeLine


class SystemsView(PageView[Lists]):
    """``review_asked(system)``: begin or go on with the review of a system."""

    def __init__(
        self,
        context: PageContext,
        inspector: Inspector,
        acts: Acts,
        evidence: EvidenceList,
        steps: TimeLine,
        review: Callable[[r.System], object],
    ) -> None:
        super().__init__(context, inspector, "systems")
        self._acts, self._evidence, self._steps, self._review = acts, evidence, steps, review
        self._dossier: SystemDossier | None = None
        columns = (
            Column("name", said("System"), lambda s: s.name, 140, 3, "name", strong=True),
            Column("kind", said("Kind"), lambda s: said(s.kind), 80, 0, "kind", ink="ink2"),
            Column(
                "studies", said("Studies"), lambda s: ", ".join(s.studies) or said("whole site"), 110, 2, ink="ink2"
            ),
            Column("owner", said("Answers for it"), lambda s: s.owner, 120, 2, "owner", ink="ink2"),
            Column("risk", said("Risk"), lambda s: risk_word(s.risk), 68, 0, "risk", ink="ink2"),
            Column("accounts", said("Open"), lambda s: f"{s.accounts:,}", 56, 0, "accounts", figures=True),
            Column("upkeep", said("Upkeep"), _upkeep_words, 112, 0, state=_upkeep_state),
            Column("due", said("Next review"), _due_words, 124, 0, "review_due", state=self._due_state),
        )
        fetch = through(context.jobs, lambda site, query: site.access.systems(query))
        self.table = RecordTable(RecordModel(columns, fetch), said("Systems"), "systems")
        self.column.addWidget(self.table, 1000)
        self.column.addStretch(1)
        used = [("in use", said("in use")), ("out of use", said("out of use"))]
        self.chips.add_choice("status", said("Status"), used, usual=("in use",))
        self.chips.add_choice("kind", said("Kind"), [(one, said(one)) for one in r.KINDS])
        self.chips.add_choice("risk", said("Risk"), [(one, risk_word(one)) for one in r.RISKS])
        self.chips.add_choice("study", said("Study"), [])
        self.table.model.answered.connect(self.chips.show_count)
        self.table.model.answered.connect(lambda *_: self.inspect() if self.isVisible() else None)
        self.table.model.failed.connect(self.failed)
        self.table.selected.connect(self._selected)
        self.table.opened.connect(lambda system: self._acts.system(system) if self.may_write else None)
        self.table.when_empty(
            said("The site’s systems belong here"),
            said("Add those in which people have accounts: EDC, IWRS, eTMF, imaging, the site’s own."),
        )

    def use_lists(self, lists: Lists) -> None:
        super().use_lists(lists)
        self.chips.set_options("study", [(code, code) for _id, code in lists.studies])
        facts = lists.facts
        parts: list[Part] = [counted(facts.systems, "system in use", "systems in use")]
        if facts.reviews_overdue:
            parts += [" · ", Em(counted(facts.reviews_overdue, "review overdue", "reviews overdue"), "late")]
        if facts.upkeep_missing:
            words = counted(
                facts.upkeep_missing, "upkeep fact missing or out of date", "upkeep facts missing or out of date"
            )
            parts += [" · ", Em(words, "late")]
        self.state(tuple(parts))

    def refresh(self) -> None:
        where = {key: values for key, values in self.chips.values().items() if values}
        self.table.model.ask(where=where, search=self.words)

    def show_one(self, system_id: str) -> None:
        """Go to a system; the filters give way where they hide it."""
        self.chips.clear()
        self.table.select(system_id)
        self.ask(lambda site: read_system(site, system_id), self._show)

    def inspect(self) -> None:
        system = self.table.record()
        if system is None:
            self.inspector.show_nothing(
                said("No system chosen"), said("Choose one to see its upkeep, what is missing and when it is reviewed.")
            )
            return
        identity = system.id
        self.ask(lambda site: read_system(site, identity), self._show)

    def _due_state(self, system: r.System) -> State:
        if system.review_due is None or self.lists is None:
            return State.NONE
        if system.under_way:
            return State.PLANNED
        left = (system.review_due - self.lists.today).days
        return State.OVERDUE if left < 0 else State.SOON if left <= 30 else State.CURRENT

    def _selected(self, _system: object) -> None:
        if self.isVisible():
            self.inspect()
            self.inspected.emit()

    def _show(self, dossier: SystemDossier) -> None:
        self._dossier = dossier
        system = dossier.file.system
        self.inspector.show_head(
            f"{said(system.kind)} · {system.vendor or said(system.operator)}", system.name, _upkeep_state(system),
            _upkeep_words(system), _why(dossier), self._buttons(system),
        )  # fmt: skip
        conflicts = "\n".join(
            f"{one.role} + {one.other}" + (f" ({one.why})" if one.why else "") for one in dossier.file.conflicts
        )
        asked = [one for one in dossier.file.states if one.state != "not required"]
        self.inspector.details.show_facts(
            [
                *((upkeep_word(one.kind), _fact_words(one)) for one in asked),
                (said("Used for"), system.purpose), (said("Run by"), said(system.operator)),
                (said("Answers for it"), system.owner or said("nobody yet")),
                (said("Risk"), risk_word(system.risk)), (said("Accounts"), system.contact),
                (said("In use"), " – ".join(part for part in (day(system.start), day(system.end)) if part)),
                (said("Last review"), day(system.reviewed)), (said("Next review"), day(system.review_due)),
                (said("Reviewed every"), said("{n} months").format(n=system.interval)),
                (said("Dormant after"), said("{n} days").format(n=system.dormant_days)),
                (said("Not together"), conflicts),
            ]
        )  # fmt: skip
        states = {one.latest.id: INK[one.state] for one in dossier.file.states if one.latest is not None}
        self._steps.show_moments([_moment(fact, states.get(fact.id, "ink3")) for fact in dossier.file.upkeep])
        self.inspector.show_history(moments(dossier.entries))
        self._evidence.show_files(dossier.evidence, said("No file is kept with this system’s upkeep."))
        self.inspector.show_footer(span_words(dossier.entries))

    def _buttons(self, system: r.System) -> list[Button]:
        if not self.may_write:
            return []
        made = []
        review = said("Go on with the review") if system.under_way else said("Review access")
        first = system.missing[0] if system.missing else ""
        for name, words, kind, act in (
            ("review", review, "primary", lambda: self._review(system)),
            ("upkeep", said("Record upkeep"), "plain", lambda: self._acts.upkeep(system, first)),
            ("change", said("Change"), "plain", lambda: self._acts.system(system)),
            ("conflict", said("Roles that exclude"), "plain", lambda: self._conflict(system)),
        ):
            if name == "review" and not system.in_use:
                continue
            button = Button(words, kind, f"system-{name}")  # type: ignore[arg-type]
            button.clicked.connect(lambda _=False, act=act: act())
            made.append(button)
        return made

    def _conflict(self, system: r.System) -> None:
        self.context.jobs.read(
            lambda site: site.access.system_roles(system.id),
            lambda roles: self._acts.conflict(system, roles),
            self.failed.emit,
        )


def _upkeep_words(system: r.System) -> str:
    if not system.missing:
        return said("complete")
    return counted(len(system.missing), "gap", "gaps")


def _upkeep_state(system: r.System) -> State:
    return State.MISSING if system.missing else State.CURRENT


def _due_words(system: r.System) -> str:
    if system.under_way:
        return said("under way")
    return day(system.review_due) if system.review_due else said("none")


def _why(dossier: SystemDossier) -> list[Part]:
    parts: list[Part] = []
    for one in dossier.file.states:
        if one.state in ("missing", "overdue"):
            parts.append(Em(f"{upkeep_word(one.kind)}: {said(one.state)}. ", "late"))
    system = dossier.file.system
    if system.under_way:
        parts.append(said("A review of access is under way. "))
    if not system.owner:
        parts.append(Em(said("Nobody answers for it. "), "soon"))
    return parts or [said("Everything about its upkeep is on record.")]


def _fact_words(state: r.UpkeepState) -> str:
    if state.latest is None:
        return said("missing")
    words = f"{state.latest.value}\n{day(state.latest.happened)}"
    if state.latest.until is not None:
        words += " " + said("until {day}").format(day=day(state.latest.until))
    return words + (f"\n{said(state.state)}: {said(state.why)}" if state.state in ("overdue", "due soon") else "")


def _moment(fact: r.Upkeep, ink: str) -> Moment:
    title = f"{upkeep_word(fact.kind)}: {fact.value}"
    if fact.voided:
        title = said("{what}, struck through").format(what=title)
    parts = [day(fact.happened), said("until {day}").format(day=day(fact.until)) if fact.until else ""]
    if fact.late:
        parts.append(said("entered late: {why}").format(why=fact.late_reason))
    return Moment(title, " · ".join(part for part in parts if part), "ink3" if fact.voided else ink, fact.id)
