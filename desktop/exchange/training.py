"""Rows of a sheet as training records, from long logs (a row is one record) and wide ones (a column is one course).

A person must be on the roster and a name must mean one person; a course or version that is not there yet is added with
the import and told beforehand, unless it is only spelt otherwise than one that is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

from db.days import shown
from db.imports import ImportSource
from db.training.records import VOIDED, NewTraining, RecordChange, TrainingRecord
from desktop.exchange.changes import differences, each_once
from desktop.exchange.checking import Checked, Difference, Duplicate, Trouble
from desktop.exchange.dates import Problem
from desktop.exchange.known import Known
from desktop.exchange.matching import Courses, People
from desktop.exchange.reading import ReadOn
from desktop.exchange.taking import Choices
from desktop.exchange.vocabulary import fields_of

if TYPE_CHECKING:
    from db.site import Site

_TEXTS = ("method", "trainer", "trainer_title", "topics", "result", "score", "effect", "note")
SHOWN = ("person", "course", "version", "completed", "expires", "method", "trainer", "result")


@dataclass(frozen=True)
class _Line:
    """One record to be: from a row, and in a wide log from one of its columns. ``course`` and ``version`` are ids."""

    place: int
    column: str
    person: str
    course: str
    version: str
    completed: date
    expires: date | None


class TrainingRows:
    """Checked rows of trainings. A row of a wide log stands for several records."""

    def __init__(
        self, checked: Checked, known: Known, choices: Choices, name_order: str, step: Callable[[int, int], None]
    ) -> None:
        self.checked, self._known = checked, known
        self._names = {person.id: person.name for person in known.people}
        self._done, self._until, self._what = (checked.named(name) for name in ("completed", "expires", "course"))
        self._people = People(known, choices.people, name_order)
        self._courses = Courses(known, choices.courses, choices.add_courses)
        self.lines: list[_Line] = []
        self._repeats: set[int] = set()
        self._by_place: dict[int, list[_Line]] = {}
        self._read(step)
        self.duplicates = self._duplicates()
        checked.warnings.extend(self._courses.warnings)

    def new_courses(self, places: Sequence[int]) -> tuple[str, ...]:
        """As they will be called."""
        if not self._courses.new:
            return ()
        needed = {line.course for i in places for number, line in self._numbered(i) if number not in self._repeats}
        return tuple(course.code for id_, course in self._courses.new.items() if id_ in needed)

    @property
    def unknown_people(self) -> Mapping[str, tuple[str, ...]]:
        """Names that are not on the roster, with the names there that come near."""
        return self._people.unknown

    def records(self, places: Iterable[int]) -> list[NewTraining]:
        """New trainings from the rows at these places of the table."""
        c = self.checked
        method, trainer, result = c.text("method"), c.text("trainer"), c.text("result")
        score, note, title = c.text("score"), c.text("note"), c.text("trainer_title")
        topics, effect = c.text("topics"), c.text("effect")
        return [
            NewTraining(
                line.person, line.course, line.completed, line.version or None, line.expires, method[i], trainer[i],
                result[i] or "completed", score[i], None, "", None, note[i], "", title[i], topics[i], effect[i],
            )
            for i in places
            for number, line in self._numbered(i)
            if number not in self._repeats
        ]  # fmt: skip

    def to_write(self, places: Collection[int]) -> list[int]:
        """Those of the places that hold at least one record not recorded already."""
        return [i for i in places if any(number not in self._repeats for number, _ in self._numbered(i))]

    def count(self, places: Sequence[int]) -> int:
        return sum(number not in self._repeats for i in places for number, _ in self._numbered(i))

    def try_out(self, site: Site, places: Sequence[int]) -> tuple[Trouble, ...]:
        """Nothing: the checks of the sheet are those of the register."""
        return ()

    def write(
        self,
        site: Site,
        places: Sequence[int],
        source: ImportSource,
        progress: ReadOn,
        changing: Sequence[Duplicate] = (),
    ) -> None:
        """In one transaction, with the courses and versions that are not there yet."""
        new = self.records(places)
        changes = [RecordChange(one.id, {what.field: what.value for what in one.changes}) for one in changing]
        courses = {record.course_id for record in new}
        versions = {record.version_id for record in new} | {one.changes.get("version_id") for one in changes}
        site.training.import_records(
            [*new, *changes], source, progress=progress,
            courses={id_: course for id_, course in self._courses.new.items() if id_ in courses},
            versions={id_: version for id_, version in self._courses.new_versions.items() if id_ in versions},
        )  # fmt: skip

    def shown(self, place: int) -> dict[str, str]:
        """The row as it would be kept. A wide row shows its first record and how many more there are."""
        c, lines = self.checked, self._by_place.get(place, [])
        row = {name: c.text(name)[place] for name in ("method", "trainer", "result")}
        written = self._written(place)
        if not lines:
            texts = {name: c.text(name)[place] for name in ("course", "version")}
            days = {name: shown(c.day(name)[place]) for name in ("completed", "expires")}
            return {"person": written, **texts, **days, **row}
        first = lines[0]
        courses = ", ".join(self._courses.called(line.course) for line in lines)
        return {
            "person": self._names.get(first.person, written),
            "course": courses,
            "version": self._courses.version_called(first.version),
            "completed": ", ".join(shown(line.completed) for line in lines),
            "expires": ", ".join(filter(None, (shown(line.expires) for line in lines))),
            **row,
        }

    def _numbered(self, place: int) -> Iterable[tuple[int, _Line]]:
        return ((id(line), line) for line in self._by_place.get(place, ()))

    def _written(self, place: int) -> str:
        c = self.checked
        whole = c.text("person")[place]
        if whole:
            return whole
        family, given = c.text("family_name")[place], c.text("given_name")[place]
        return f"{family}, {given}" if given else family or c.text("email")[place]

    def _read(self, step: Callable[[int, int], None]) -> None:
        c = self.checked
        wide = self._wide()
        emails, count = c.text("email"), len(c.table.rows)
        courses, versions = c.text("course"), c.text("version")
        completed, expires = c.day("completed"), c.day("expires")
        who = c.named("person" if "person" in c.values else "family_name" if "family_name" in c.values else "email")
        for place in range(count):
            if place % 1000 == 0:
                step(place, count)
            person = self._people.find(self._written(place), emails[place])
            if isinstance(person, Problem):
                c.trouble(place, who, person.words)
                person = ""
            if wide:
                self._wide_row(place, person, wide)
            else:
                self._long_row(place, person, courses[place], versions[place], completed[place], expires[place])
        self.lines.sort(key=attrgetter("place"))
        for line in self.lines:
            self._by_place.setdefault(line.place, []).append(line)

    def _long_row(
        self, place: int, person: str, course: str, version: str, completed: date | None, expires: date | None
    ) -> None:
        c = self.checked
        found = self._courses.find(course, version)
        if isinstance(found, Problem):
            c.trouble(place, self._what, found.words)
        if completed is None:
            if not any(trouble.column == self._done for trouble in c.troubles.get(place, ())):
                c.trouble(place, self._done, "The day of the training is missing.")
            return
        possible = self._possible(place, self._done, completed, self._until, expires)
        if possible and person and not isinstance(found, Problem):
            self.lines.append(_Line(place, self._done, person, *found, completed, expires))

    def _wide(self) -> list[tuple[str, str, str, list[date | None], str, list[date | None]]]:
        """(course's id, version's id, heading, days, heading of the expiry, days of expiry) of a wide log's columns."""
        c = self.checked
        none: list[date | None] = [None] * len(c.table.rows)
        expiries = {col.course: (col.named, days) for col, days in c.courses if col.field == "expires"}
        wide = []
        for column, days in c.courses:
            if column.field == "expires":
                continue
            found = self._courses.find(column.course, "")
            if isinstance(found, Problem):
                for place, day in enumerate(days):
                    if day is not None:
                        c.trouble(place, column.named, found.words)
                continue
            expiry = expiries.get(column.course, ("", none))
            wide.append((*found, column.named, days, *expiry))
        return wide

    def _wide_row(
        self, place: int, person: str, wide: list[tuple[str, str, str, list[date | None], str, list[date | None]]]
    ) -> None:
        for course, version, heading, days, expiry_heading, expiries in wide:
            completed, expires = days[place], expiries[place]
            if completed is None:
                if expires is not None:
                    self.checked.trouble(place, expiry_heading, "It expires, but the day of the training is missing.")
            elif self._possible(place, heading, completed, expiry_heading, expires) and person:
                self.lines.append(_Line(place, heading, person, course, version, completed, expires))

    def _possible(self, place: int, column: str, completed: date, expiry_column: str, expires: date | None) -> bool:
        if completed > self._known.today:
            self.checked.trouble(place, column, f"{shown(completed)} is still to come; only what was done is recorded.")
            return False
        if expires is not None and expires < completed:
            words = f"It expires on {shown(expires)}, before it was done on {shown(completed)}."
            self.checked.trouble(place, expiry_column or column, words)
            return False
        return True

    def _duplicates(self) -> list[Duplicate]:
        """The same training of the same person on the same day. In a wide log only that record is left out."""
        seen: dict[tuple[str, str, date, str], int] = {}
        found = []
        numbers, troubled = self.checked.table.numbers, self.checked.troubles
        for line in self.lines:
            if line.place in troubled:
                continue
            what = (line.person, line.course, line.completed, line.version)
            there = self._known.records.get((line.person, line.course, line.completed))
            if there is not None:
                self._repeats.add(id(line))
                kept = self._meant(line, there)
                changes = () if kept is None else self._differences(line, kept)
                found.append(
                    Duplicate(
                        numbers[line.place],
                        "a record already kept",
                        0,
                        True,
                        self._said(line),
                        id="" if kept is None else kept.id,
                        changes=changes,
                    )
                )
            elif what in seen:
                self._repeats.add(id(line))
                row = numbers[seen[what]]
                found.append(Duplicate(numbers[line.place], f"row {row}", row, True, self._said(line)))
            else:
                seen[what] = line.place
        return each_once(found)

    def _meant(self, line: _Line, there: Sequence[TrainingRecord]) -> TrainingRecord | None:
        """The one record that the line may correct; None where it could be several, or was struck through."""
        valid = [record for record in there if record.standing != VOIDED]
        same = [record for record in valid if line.version and record.version_id == line.version]
        return (same or valid)[0] if len(same or valid) == 1 else None

    def _differences(self, line: _Line, kept: TrainingRecord) -> tuple[Difference, ...]:
        c = self.checked
        new: dict[str, object] = {"expires": line.expires if line.expires != kept.expires else None}
        new.update({name: c.text(name)[line.place] for name in _TEXTS})
        labels = {name: field.label for name, field in fields_of("training").items()}
        found = list(differences({**vars(kept), "expires": kept.written_expires}, new, labels))
        if line.version and line.version != kept.version_id:
            called = self._courses.version_called(line.version)
            found.insert(0, Difference("version_id", labels["version"], kept.version, called, line.version))
        return tuple(found)

    def _said(self, line: _Line) -> str:
        return f"{self._names.get(line.person, '')}: {self._courses.called(line.course)}, {shown(line.completed)}"
