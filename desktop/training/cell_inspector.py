"""What the inspector says of a cell, a person or a record: facts in their order, and the buttons that go with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from db.training.records import TrainingRecord
from db.training.rules import Status
from desktop.history import span_words
from desktop.training.acts import Acts
from desktop.training.history import moments
from desktop.training.matrix_data import state_of
from desktop.training.questions import CellDossier, PersonDossier, RecordDossier
from desktop.training.words import STANDING, counted, course_name, day, said, standing_word
from desktop.widgets.buttons import Button
from desktop.widgets.dates import painted, show_date
from desktop.widgets.evidence_list import EvidenceList
from desktop.widgets.inspector import Inspector
from desktop.widgets.text import Em, Part

if TYPE_CHECKING:
    from db.store.trail import Entry

Facts = list[tuple[str, str]]


class CellInspector:
    """Fills one inspector."""

    def __init__(self, inspector: Inspector, evidence: EvidenceList, acts: Acts) -> None:
        self._inspector, self._evidence, self._acts = inspector, evidence, acts

    def show_cell(self, dossier: CellDossier) -> None:
        """A cell of the matrix: why it is so, and what to do."""
        file, cell = dossier.file, dossier.file.cell
        person = file.person
        text = painted(show_date(cell.due)) if cell.due and cell.status is not Status.MISSING else ""
        self._inspector.show_head(
            f"{person.name} · {person.role}" if person.role else person.name,
            file.column.heading,
            state_of(cell.status),
            f"{cell.status.value} {text}".strip(),
            _why(cell.why),
            self._cell_buttons(dossier),
        )
        self._inspector.details.show_facts(_cell_facts(dossier))
        self._moments(dossier.entries, {version.id: version.label for version in file.versions})
        self._evidence.show_files(dossier.evidence, said("No file is kept with these records."))

    def show_record(self, dossier: RecordDossier) -> None:
        """One training record."""
        record = dossier.record
        self._inspector.show_head(
            record.person,
            f"{record.course} {record.version}".strip(),
            STANDING[record.standing],
            standing_word(record.standing),
            _record_why(record),
            self._record_buttons(record),
        )
        self._inspector.details.show_facts(_record_facts(record))
        self._moments(dossier.entries, {record.version_id: record.version} if record.version_id else {})
        self._evidence.show_files(dossier.evidence, said("No file is kept with this record."))

    def show_person(self, dossier: PersonDossier) -> None:
        """One person: everything asked of them, and how it stands."""
        asked = dossier.training.asked
        gaps = sum(cell.gap for _, cell in asked)
        worst = next(
            (status for status in (Status.MISSING, Status.OVERDUE, Status.DUE_SOON) for _, cell in asked
             if cell.status is status), None,
        )  # fmt: skip
        state = state_of(worst or (Status.CURRENT if asked else Status.NOT_REQUIRED))
        why: list[Part] = [said("{n} asked of this person.").format(n=counted(len(asked), "training", "trainings"))]
        if gaps:
            why += [" ", Em(said("{n} open.").format(n=counted(gaps, "gap", "gaps")))]
        self._inspector.show_head(
            dossier.role, dossier.name, state, counted(gaps, "gap", "gaps") if gaps else state.value, why,
            self._person_buttons(dossier.id),
        )  # fmt: skip
        facts = [(column.heading, f"{cell.status.value} {day(cell.due)}".strip()) for column, cell in asked]
        facts.append((said("Records"), f"{len(dossier.training.records):,}"))
        self._inspector.details.show_facts(facts)
        labels = {record.version_id: record.version for record in dossier.training.records if record.version_id}
        self._moments(dossier.entries, labels)
        self._evidence.show_files(dossier.evidence, said("No file is kept with this person’s records."))

    def _moments(self, entries: Sequence[Entry], labels: Mapping[str, str]) -> None:
        self._inspector.show_history(moments(entries, labels))
        self._inspector.show_signatures(())
        words = span_words(entries)
        self._inspector.show_footer(f"{words} ·" if words else "", said("verify") if words else "")

    def _cell_buttons(self, dossier: CellDossier) -> list[Button]:
        if not self._acts.may_write:
            return []
        file = dossier.file
        person, course = file.person.id, file.column.course_id
        record = Button(said("Record training"), "primary", "cell-record")
        record.clicked.connect(lambda: self._acts.record(person, course))
        buttons = [record]
        if file.renewals and file.cell.status is Status.PLANNED:
            away = Button(said("Withdraw plan"), name="cell-withdraw")
            away.clicked.connect(lambda: self._acts.withdraw(file.renewals[-1]))
            buttons.append(away)
        elif file.cell.status is not Status.NOT_REQUIRED:
            plan = Button(said("Plan"), name="cell-plan")
            plan.clicked.connect(lambda: self._acts.plan(file.person.name, person, course, file.column.heading))
            buttons.append(plan)
        held = next((one for one in file.records if one.id == file.cell.record), None)
        if held is not None:
            correct = Button(said("Correct"), name="cell-correct")
            correct.clicked.connect(lambda: self._acts.correct(held))
            buttons.append(correct)
        return buttons

    def _record_buttons(self, record: TrainingRecord) -> list[Button]:
        if not self._acts.may_write or record.standing == "voided":
            return []
        made = []
        for name, words, act in (
            ("correct", said("Correct"), self._acts.correct),
            ("attach", said("Attach evidence"), self._acts.attach),
            ("strike", said("Strike through"), self._acts.strike),
        ):
            button = Button(words, "danger" if name == "strike" else "plain", f"record-{name}")
            button.clicked.connect(lambda _=False, act=act: act(record))
            made.append(button)
        return made

    def _person_buttons(self, person: str) -> list[Button]:
        if not self._acts.may_write:
            return []
        record = Button(said("Record training"), "primary", "person-record")
        record.clicked.connect(lambda: self._acts.record(person, ""))
        return [record]


def _why(words: str) -> list[Part]:
    """The cause, its last sentence set apart: it says what follows."""
    first, dot, last = words.strip().rstrip(".").rpartition(". ")
    if not dot:
        return [words]
    return [f"{first}. ", Em(f"{last}.")]


def _cell_facts(dossier: CellDossier) -> Facts:
    file = dossier.file
    course = file.course
    held = next((record for record in file.records if record.id == file.cell.record), None)
    facts: Facts = [
        (said("Course"), course.title),
        (said("Study"), course.study or said("whole site")),
        (said("Version"), f"{file.column.version} {said('from')} {day(file.column.effective)}".strip()
         if file.column.version else ""),
        (said("Asked of"), ", ".join(file.column.roles) or said("every role")),
        (said("Counts for"), said("{n} months").format(n=course.validity_months) if course.validity_months
         else said("always")),
        (said("Due"), day(file.cell.due)),
    ]  # fmt: skip
    if held is not None:
        facts += _record_facts(held)[2:]
    facts += [(said("Planned"), ", ".join(day(renewal.planned) for renewal in file.renewals))]
    return facts


def _record_facts(record: TrainingRecord) -> Facts:
    minutes = record.duration_minutes
    return [
        (said("Course"), course_name(record.title or record.course, record.study)),
        (said("Version"), record.version),
        (said("Completed"), day(record.completed)),
        (said("Counts to"), day(record.expires, said("always"))),
        (said("Result"), " ".join(part for part in (record.result, record.score) if part)),
        (said("Method"), record.method),
        (said("Trainer"), ", ".join(part for part in (record.trainer, record.trainer_title) if part)),
        (said("Topics"), record.topics),
        (said("Effect checked by"), record.effect),
        (said("Duration"), said("{n} min").format(n=minutes) if minutes else ""),
        (said("Role then"), record.role),
        (said("Note"), record.note),
        (said("Entered late"), record.late_reason if record.late else ""),
    ]


def _record_why(record: TrainingRecord) -> list[Part]:
    parts: list[Part] = [said("Completed on {day}.").format(day=day(record.completed))]
    if record.standing == "voided":
        parts.append(Em(" " + said("Struck through: it was entered by mistake and does not count.")))
    elif record.standing == "superseded":
        parts.append(" " + said("A later version has taken its place."))
    elif record.expires is not None:
        parts.append(" " + said("It counts to {day}.").format(day=day(record.expires)))
    if record.late:
        parts.append(Em(" " + said("Entered late: {why}").format(why=record.late_reason), "soon"))
    return parts
