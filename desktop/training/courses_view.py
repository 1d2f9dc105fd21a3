"""Courses and documents with their versions, and of whom each is asked (TRN-1)."""

from __future__ import annotations

from db.training.records import KINDS, Course, Requirement, Version
from desktop.history import span_words
from desktop.training.acts import Acts
from desktop.training.history import moments
from desktop.training.questions import CourseDossier, Lists, read_course
from desktop.training.words import counted, course_name, day, said
from desktop.widgets.buttons import Button
from desktop.widgets.evidence_list import EvidenceList
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import PageContext
from desktop.widgets.page_view import PageView
from desktop.widgets.table import RecordTable
from desktop.widgets.text import Em, Part


def validity_words(course: Course) -> str:
    """How long a training counts."""
    return said("{n} months").format(n=course.validity_months) if course.validity_months else said("always")


class CoursesView(PageView[Lists]):
    """What there is to learn."""

    def __init__(self, context: PageContext, inspector: Inspector, acts: Acts, evidence: EvidenceList) -> None:
        super().__init__(context, inspector, "courses")
        self._acts, self._evidence = acts, evidence
        columns = (
            Column("code", said("Short name"), lambda c: c.code, 130, 1, "code", strong=True),
            Column("title", said("Title"), lambda c: c.title, 200, 3, "title"),
            Column("kind", said("Kind"), lambda c: said(c.kind), 90, 0, "kind", ink="ink2"),
            Column("study", said("Study"), lambda c: c.study, 100, 0, "study", ink="ink2"),
            Column("version", said("Version"), lambda c: c.version, 90, 0),
            Column("effective", said("In effect"), lambda c: day(c.effective), 104, 0, is_date=True),
            Column("validity", said("Counts for"), validity_words, 100, 0, "validity_months", ink="ink2"),
        )
        fetch = through(context.jobs, lambda site, query: site.training.courses(query))
        self.table = RecordTable(RecordModel(columns, fetch), said("Courses and documents"), "training-courses")
        self.column.addWidget(self.table, 1000)
        self.column.addStretch(1)
        self.chips.add_choice("study", said("Study"), [])
        self.chips.add_choice("kind", said("Kind"), [(kind, said(kind)) for kind in KINDS])
        self.chips.add_choice("curriculum", said("Curriculum"), [])
        self.table.model.answered.connect(self._answered)
        self.table.model.failed.connect(self.failed)
        self.table.selected.connect(self._selected)
        self.table.opened.connect(lambda course: self._acts.course(course) if self.may_write else None)

    def use_lists(self, lists: Lists) -> None:
        super().use_lists(lists)
        self.chips.set_options("study", [(study.code, study.code) for study in lists.studies])
        names = sorted({course.curriculum for course in lists.courses if course.curriculum})
        self.chips.set_options("curriculum", [(name, name) for name in names])
        self._say_empty(lists)

    def refresh(self) -> None:
        where = {key: values for key, values in self.chips.values().items() if values}
        self.table.model.ask(where=where, search=self.words)

    def selected(self) -> str:
        course = self.table.record()
        return course.id if course is not None else ""

    def inspect(self) -> None:
        course = self.selected()
        if not course:
            self.inspector.show_nothing(
                said("No course chosen"), said("Choose one to see its versions and of whom it is asked.")
            )
            return
        self.ask(lambda site: read_course(site, course), self._show)

    def _show(self, dossier: CourseDossier) -> None:
        course = dossier.course
        self.inspector.show_head(
            course.title, course_name(course.code, course.study), None, "", _why(dossier), self._buttons(dossier)
        )
        facts = [
            (said("Kind"), said(course.kind)), (said("Curriculum"), course.curriculum),
            (said("Counts for"), validity_words(course)),
            (said("Due soon"), said("{n} days before").format(n=course.due_soon_days)),
            (said("Grace"), said("{n} days").format(n=course.grace_days) if course.grace_days else said("none")),
            (said("In use"), " – ".join(part for part in (day(course.start), day(course.end)) if part)),
            *(_version_fact(version) for version in reversed(dossier.versions)),
            *(_asked_fact(one) for one in dossier.requirements),
            (said("About"), course.description),
        ]  # fmt: skip
        self.inspector.details.show_facts(facts)
        labels = {version.id: version.label for version in dossier.versions}
        self.inspector.show_history(moments(dossier.entries, labels))
        self.inspector.show_signatures(())
        self._evidence.show_files((), said("Files are kept with the records of a training."))
        words = span_words(dossier.entries)
        self.inspector.show_footer(f"{words} ·" if words else "", said("verify") if words else "")

    def _buttons(self, dossier: CourseDossier) -> list[Button]:
        if not self.may_write:
            return []
        course = dossier.course
        made = []
        for name, words, kind, act in (
            ("version", said("New version"), "primary", lambda: self._acts.version(course)),
            ("ask", said("Ask of"), "plain", lambda: self._acts.require(course.id)),
            ("change", said("Change"), "plain", lambda: self._acts.course(course)),
        ):
            button = Button(words, kind, f"course-{name}")  # type: ignore[arg-type]
            button.clicked.connect(lambda _=False, act=act: act())
            made.append(button)
        open_version = next((one for one in reversed(dossier.versions) if one.effective is None), None)
        if open_version is not None:
            button = Button(said("Set day of {label}").format(label=open_version.label), name="course-day")
            button.clicked.connect(lambda: self._acts.version(course, open_version))
            made.append(button)
        return made

    def _answered(self, matching: int, of: int) -> None:
        self.chips.show_count(matching, of)
        self.state((counted(of, "course or document", "courses and documents"),))
        if self.isVisible():
            self.inspect()

    def _selected(self, _course: object) -> None:
        self.inspect()
        self.inspected.emit()

    def _say_empty(self, lists: Lists) -> None:
        if lists.courses or not lists.may_write:
            self.table.when_empty(said("No course fits"), said("Clear the filters to see all."))
            return
        take = Button(said("Take over a curriculum"), "primary", "empty-adopt")
        take.clicked.connect(self._acts.adopt)
        add = Button(said("New course"), name="empty-course")
        add.clicked.connect(lambda: self._acts.course())
        self.table.when_empty(
            said("Courses, documents and their versions belong here"),
            said("Start with a built-in curriculum (GCP, data protection, security and access) or write your own."),
            (add, take),
        )


def _why(dossier: CourseDossier) -> list[Part]:
    course = dossier.course
    coming = next((one for one in dossier.versions if one.effective and course.effective
                   and one.effective > course.effective), None)  # fmt: skip
    parts: list[Part] = []
    if course.version:
        parts.append(
            said("Version {label} in effect since {day}.").format(label=course.version, day=day(course.effective))
        )
    if coming is not None:
        word = said("re-opens the training") if coming.reopens else said("re-opens nothing")
        parts.append(Em(" " + said("Version {label} from {day} {what}.").format(
            label=coming.label, day=day(coming.effective), what=word)))  # fmt: skip
    if not dossier.requirements:
        parts.append(Em(" " + said("Nobody is asked to know it.")))
    return parts


def _version_fact(version: Version) -> tuple[str, str]:
    words = said("from {day}").format(day=day(version.effective)) if version.effective else said("no day yet")
    if version.approved:
        words += said(", approved {day}").format(day=day(version.approved))
    if not version.reopens:
        words += said(", re-opens nothing")
    return said("Version {label}").format(label=version.label), words


def _asked_fact(one: Requirement) -> tuple[str, str]:
    parts = [one.role or said("everybody"), one.study, one.task]
    period = " – ".join(part for part in (day(one.start), day(one.end)) if part)
    return said("Asked of"), ", ".join(part for part in (*parts, period) if part)
