"""Study papers by person and study (ROS-7): what is missing or due, where form and delegation log differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.evidence.records import Evidence
from db.oversight.records import PAPERS, Difference, Paper, PaperStanding
from db.oversight.rules import CURRENT
from db.store.query import Page as RowPage
from db.store.query import Query
from db.waiting import MISSING, OVERDUE, PLANNED, SOON
from desktop.oversight.paper_dialog import PaperDialog, PaperFacts, read_paper_facts
from desktop.oversight.words import STATES, paper_word, said, state_word
from desktop.widgets.buttons import Button
from desktop.widgets.chips import ChipFlow
from desktop.widgets.dates import show_date
from desktop.widgets.evidence_list import EvidenceList
from desktop.widgets.filed_view import FiledView
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import PageContext
from desktop.widgets.table import RecordTable
from desktop.widgets.text import Em, Part
from desktop.widgets.timeline import Moment

if TYPE_CHECKING:
    from db.site import Site

_ORDER = (MISSING, OVERDUE, SOON, PLANNED, CURRENT)


@dataclass(frozen=True)
class PaperView:
    """A line with everything filed for that person, study and kind, newest first."""

    line: PaperStanding
    papers: tuple[Paper, ...]
    files: tuple[Evidence, ...]
    differences: tuple[Difference, ...]


class PapersView(FiledView):
    """Each paper that is asked for, as it stands."""

    def __init__(self, context: PageContext, inspector: Inspector, evidence: EvidenceList) -> None:
        table = self._made_table(context)
        super().__init__(context, inspector, evidence, table, self._inspect)
        self._sought = ""
        self.chips = ChipFlow()
        self.chips.add_choice("study", said("Study"), ())
        self.chips.add_choice("kind", said("Paper"), [(one, paper_word(one)) for one in PAPERS])
        self.chips.add_choice("state", said("State"), [(one, state_word(one)) for one in _ORDER])
        self.chips.changed.connect(self._ask)
        table.opened.connect(lambda one: self.file(one))
        table.model.answered.connect(self.chips.show_count)

    @staticmethod
    def _made_table(context: PageContext) -> RecordTable:
        columns = (
            Column("study", said("Study"), lambda one: one.study, 84, 0, "study", strong=True),
            Column("person", said("Person"), lambda one: one.person, 140, 2, "person", strong=True),
            Column("role", said("Role"), lambda one: one.role, 100, 1, "role", ink="ink2"),
            Column("kind", said("Paper"), lambda one: paper_word(one.kind), 124, 1, "kind"),
            Column("state", said("State"), lambda one: state_word(one.state), 112, 0, "state",
                   state=lambda one: STATES[one.state]),
            Column("signed", said("Last signed"), lambda one: show_date(one.signed) if one.signed else "–", 106, 0,
                   "signed", is_date=True),
            Column("due", said("Due"), lambda one: show_date(one.due) if one.due else "–", 106, 0, "due", is_date=True),
        )  # fmt: skip
        model = RecordModel(columns, through(context.jobs, _lines), identity=_identity)
        table = RecordTable(model, said("Study papers"), "study-papers")
        table.when_empty(
            said("Nothing matches"), said("Papers are asked of investigators and sub-investigators of studies.")
        )
        return table

    def refresh(self) -> None:
        """Ask the store again."""
        self._context.jobs.read(_headline, self._say, self.failed.emit)
        self._ask()

    def search(self, text: str) -> None:
        self.table.model.ask(search=text)

    def show_study(self, study: str) -> None:
        """Only the papers of one study (id)."""
        self._sought = study
        self.refresh()

    def file(self, line: PaperStanding | None = None) -> None:
        """The form for a paper that was signed; filled with what the line asks."""
        if not self.may_write:
            return

        def opened(facts: PaperFacts) -> None:
            PaperDialog(self._context, self, facts, line).open()

        self._context.jobs.read(read_paper_facts, opened, self.failed.emit)

    def _ask(self) -> None:
        self.table.model.ask(where={key: values for key, values in self.chips.values().items() if values})

    def _say(self, told: tuple[tuple[tuple[str, str], ...], int, int, int]) -> None:
        studies, late, soon, unlike = told
        self.chips.set_options("study", [(code, code) for _id, code in studies])
        if self._sought:
            code = dict(studies).get(self._sought, "")
            self._sought = ""
            if code:
                self.chips.choose("study", [code])
        parts: list[Part] = []
        if late:
            words = said("1 paper is missing or overdue") if late == 1 else said("{n} papers are missing or overdue")
            parts.append(Em(words.format(n=late), "late"))
        elif soon:
            parts.append(Em(said("{n} fall due within a month").format(n=soon), "soon"))
        else:
            parts.append(Em(said("Every paper is on file and current"), "ok"))
        if unlike:
            what = said("form and delegation log differ about 1 person") if unlike == 1 else said(
                "form and delegation log differ about {n} people")  # fmt: skip
            parts.append("; " + what.format(n=unlike))
        parts.append(".")
        self.stated.emit(parts)

    def _inspect(self, line: PaperStanding) -> None:
        def question(site: Site) -> PaperView:
            where = {"study_id": [line.study_id], "kind": [line.kind]}
            if line.kind != "form":
                where["person_id"] = [line.person_id]
            papers = site.oversight.papers.papers(Query(where=where, limit=50)).rows
            unlike = tuple(
                one for one in site.oversight.papers.differences(line.study_id)
                if line.kind == "form" or one.person_id == line.person_id
            )  # fmt: skip
            for paper in papers:
                site.looked_at("study_paper", paper.id)
            return PaperView(line, papers, site.evidence.about_all(one.evidence for one in papers), unlike)

        self._context.jobs.read(question, self._show, self.failed.emit)

    def _show(self, view: PaperView) -> None:
        line = view.line
        why: list[Part] = [line.why]
        if view.differences:
            why.append(" ")
            why.append(Em(said("Differs from the delegation log:"), "late"))
            why.append(" " + " ".join(f"{one.person}: {one.what}" for one in view.differences[:3]))
        self.inspector.show_head(
            f"{line.study} · {paper_word(line.kind)}", line.person, STATES[line.state], state_word(line.state), why,
            self._buttons(view),
        )  # fmt: skip
        newest = next((one for one in view.papers if not one.voided), None)
        self.inspector.details.show_facts(_facts(line, newest))
        self.inspector.show_history([_moment(one) for one in view.papers])
        self._evidence.show_files(view.files, said("No scan is filed with it."))

    def _buttons(self, view: PaperView) -> Sequence[Button]:
        newest = next((one for one in view.papers if not one.voided), None)
        strike = None if newest is None else lambda: self._void(newest)
        return self.filing_buttons(said("File it"), "paper", lambda: self.file(view.line), strike)

    def _void(self, paper: Paper) -> None:
        self.strike_through(
            said("Strike through this paper"), lambda site, reason: site.oversight.papers.void(paper.id, reason)
        )


def _identity(line: PaperStanding) -> str:
    return f"{line.study_id}/{line.person_id}/{line.kind}"


def _lines(site: Site, query: Query) -> RowPage[PaperStanding]:
    """A site asks some dozens of papers, worked out from rules; they are filtered here, on the store's thread."""
    found = site.oversight.papers.standing()
    kept = [one for one in found if _fits(one, query.where, query.search)]
    kept.sort(key=lambda one: (_ORDER.index(one.state), one.study, one.person))
    for name, descending in reversed(query.sort):
        kept.sort(key=lambda one: str(getattr(one, name) or ""), reverse=descending)
    return RowPage(tuple(kept[query.offset : query.offset + query.limit]), len(kept), len(found))


def _fits(one: PaperStanding, where: Mapping[str, Sequence[str]], search: str) -> bool:
    text = f"{one.study} {one.person} {one.role}".casefold()
    return all(getattr(one, key) in values for key, values in where.items()) and all(
        word in text for word in search.casefold().split()
    )


def _headline(site: Site) -> tuple[tuple[tuple[str, str], ...], int, int, int]:
    lines = site.oversight.papers.standing()
    studies = tuple(dict.fromkeys((one.study_id, one.study) for one in lines))
    late = sum(one.state in (MISSING, OVERDUE) for one in lines)
    return studies, late, sum(one.state == SOON for one in lines), len(site.oversight.papers.differences())


def _facts(line: PaperStanding, newest: Paper | None) -> list[tuple[str, str]]:
    facts = [
        (said("Study"), line.study),
        (said("Role"), line.role),
        (said("Due"), show_date(line.due) if line.due else said("nothing more is due")),
    ]
    if newest is None:
        return facts
    facts += [
        (said("On file"), " ".join(part for part in (newest.title, newest.version) if part)),
        (said("Signed"), show_date(newest.signed)),
        (said("Sent"), show_date(newest.sent) if newest.sent else ""),
        (said("Says"), {"none": said("No financial interests"), "disclosed": said("Interests disclosed")}.get(
            newest.interests, "")),
        (said("Note"), newest.note),
        (said("Names"), "\n".join(f"{name}, {role}" if role else name for _id, name, role in newest.people)),
        (said("Entered late"), newest.late_reason if newest.late else ""),
    ]  # fmt: skip
    return facts


def _moment(paper: Paper) -> Moment:
    what = " ".join(part for part in (paper.title or paper_word(paper.kind), paper.version) if part)
    title = said("Struck through: {what}").format(what=what) if paper.voided else what
    return Moment(title, f"{paper.person} · {said('signed')} {show_date(paper.signed)}", id=paper.id)
