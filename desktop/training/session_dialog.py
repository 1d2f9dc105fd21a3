"""A session of several people: tick or paste names, one scan of the sign-in sheet, one save (TRN-2)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.days import is_late
from db.roster.records import NameMatch
from db.training.records import METHODS, NewSession
from desktop.training.acts import FILES
from desktop.training.fields import course_options, minutes_of, minutes_rule, person_options, version_options
from desktop.training.questions import Lists
from desktop.training.words import said
from desktop.widgets.buttons import Button
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import ChoiceField, DateField, LongField, TextField, check_all
from desktop.widgets.file_field import FileField
from desktop.widgets.fonts import Type
from desktop.widgets.form import Form
from desktop.widgets.page import PageContext
from desktop.widgets.pick_list import PickList
from desktop.widgets.text import Text


class SessionDialog(Dialog):
    """``asked(NewSession, Path | None)``."""

    asked = Signal(object, object)

    def __init__(self, context: PageContext, lists: Lists, parent: QWidget) -> None:
        super().__init__(said("Record a session"), "session-dialog", parent, width=620)
        self._context, self._lists = context, lists
        self._make(context)
        form = Form(self.windowTitle())
        form.add(self.course, self.version)
        form.add(self.held, self.minutes)
        form.add(self.late)
        self.late.hide()
        form.add(self.trainer, self.trainer_title)
        form.add(self.method, self.place)
        form.add(self.title, self.topics)
        form.add(self._people())
        form.add(self.file)
        self.body.addWidget(form, 1)
        self.add_cancel()
        self.add_button(said("Record"), "save", "primary").clicked.connect(self.accept)
        self.course.changed.connect(self._course_chosen)
        self.held.changed.connect(self._day_chosen)
        self.paste.changed.connect(lambda: self.add_names.setEnabled(bool(self.paste.value())))

    def begin(self, course: str) -> None:
        """Start with this course."""
        self.course.set_value(course)
        self._course_chosen()
        (self.held if course else self.course).control.setFocus()

    def accept(self) -> None:
        good = check_all((self.course, self.held, self.late, self.minutes))
        if not self.people.values():
            self.unmatched.setText(said("Tick or paste at least one name."))
            self.unmatched.set_ink("late")
            self.unmatched.show()
            good = False
        if good:
            self.show_trouble(None)
            self.asked.emit(self.session(), self.file.path)

    def session(self) -> NewSession:
        """What the fields say."""
        day = self.held.day()
        assert day is not None
        return NewSession(
            course_id=self.course.value(), held=day, people=self.people.values(),
            version_id=self.version.value() or None, title=self.title.value(), place=self.place.value(),
            trainer=self.trainer.value(), method=self.method.value() or METHODS[0],
            duration_minutes=minutes_of(self.minutes), late_reason=self.late.value(),
            trainer_title=self.trainer_title.value(), topics=self.topics.value(),
        )  # fmt: skip

    def _make(self, context: PageContext) -> None:
        lists = self._lists
        self.course = ChoiceField(
            said("Course or document"), "session-course", course_options(lists), required=True, search=True,
            unset=said("Code or title"),
        )  # fmt: skip
        self.version = ChoiceField(said("Version"), "session-version")
        self.held = DateField(said("Held on"), "held", required=True, not_after=lists.today)
        self.minutes = TextField(said("Minutes"), "session-minutes", rule=minutes_rule)
        self.late = TextField(
            said("Why is it entered only now?"), "session-late", required=True,
            hint=said("It was more than 14 days ago; it will be marked as a late entry."),
        )  # fmt: skip
        self.trainer = TextField(said("Trainer"), "session-trainer")
        self.trainer_title = TextField(said("Trainer’s title"), "session-trainer-title")
        self.topics = TextField(said("Topics"), "session-topics")
        self.method = TextField(said("Method"), "session-method", known=METHODS)
        self.method.set_value(METHODS[0])
        self.title = TextField(said("Title"), "session-title", placeholder=said("Site initiation visit"))
        self.place = TextField(said("Place"), "session-place")
        self.people = PickList(said("Who took part"), "session-people", rows=6)
        self.people.set_options(person_options(lists))
        self.paste = LongField(
            said("Or paste names, one a line"),
            "session-paste",
            lines=3,
            hint=said("“Family, Given” or “Given Family”."),
        )
        self.add_names = Button(said("Add these names"), name="add-names", small=True)
        self.add_names.setEnabled(False)
        self.add_names.clicked.connect(self._match)
        self.unmatched = Text("", Type.META, "soon", wrap=True)
        self.unmatched.setObjectName("unmatched")
        self.unmatched.hide()
        self.file = FileField(
            said("Sign-in sheet"), "session-sheet", context.prompts, filters=said(FILES),
            hint=said("One scan for everybody; kept encrypted inside the database."),
        )  # fmt: skip

    def _people(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Text(said("Who took part"), Type.LABEL, "ink2"))
        for widget in (self.people, self.paste, self.add_names, self.unmatched):
            column.addWidget(widget)
        return holder

    def _match(self) -> None:
        text = self.paste.value()
        self._context.jobs.read(lambda site: site.people.match_names(text), self._matched, self.show_trouble)

    def _matched(self, matches: Sequence[NameMatch]) -> None:
        here = {one for one, _, _ in self._lists.people}
        sure = [match.people[0].id for match in matches if len(match.people) == 1 and match.people[0].id in here]
        self.people.tick(sure)
        left = [match for match in matches if len(match.people) != 1 or match.people[0].id not in here]
        self.paste.set_value("\n".join(match.written for match in left))
        self.add_names.setEnabled(bool(left))
        self.unmatched.setVisible(bool(left))
        self.unmatched.set_ink("soon")
        self.unmatched.setText("\n".join(_left_words(match) for match in left))

    def _course_chosen(self) -> None:
        self.version.set_options(version_options(self._lists, self.course.value()))

    def _day_chosen(self) -> None:
        day = self.held.day()
        self.late.setVisible(day is not None and is_late(day, self._lists.today))


def _left_words(match: NameMatch) -> str:
    if not match.people:
        return said("“{name}” is nobody on the roster.").format(name=match.written)
    several = "; ".join(person.name for person in match.people)
    return said("“{name}” may be {several}: tick who it was.").format(name=match.written, several=several)
