"""What can be done to the roster. Each command is one transaction and returns what it changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import cast

from db.days import order_of, shown
from db.errors import BadInput, Refused
from db.folding import known_spelling, sort_name
from db.imports import Imported, ImportSource
from db.roster import records as r
from db.roster.queries import RosterQueries
from db.roster.rules import check_period, check_person, clean_person, clean_study
from db.starter import starter_roles
from db.store.change import Change as Transaction
from db.store.connection import SqlValue

Progress = Callable[[int, int], None]
_CHUNK = 1000  # rows of an import between two looks at whether the person cancelled


class RosterCommands(RosterQueries):
    """Writes. ``reason`` is why a saved value changes (AUD-1); the store refuses the change without it."""

    def add_person(self, new: r.NewPerson) -> r.Person:
        """Raises BadInput for a field that cannot be, or an end before the start."""
        row = self._new_row(new, self._known_roles())
        with self._store.change() as change:
            person_id = change.insert("person", row)
        return self.person(person_id)

    def change_person(self, person_id: str, changes: Mapping[str, object], reason: str) -> r.Person:
        """``changes``: field -> new value (dates as date). Nothing is written when nothing differs."""
        person = self.person(person_id)
        row = self._changed_row(person, changes, self._known_roles())
        if row:
            with self._store.change(reason) as change:
                change.update("person", person_id, row)
        return self.person(person_id)

    def end_person(self, person_id: str, end: date, reason: str) -> r.Person:
        """They leave; ``end`` is their last day. Their roles in studies end with it, roles that had not begun are
        taken back; every record keeps their name. Refused for a principal investigator without a successor."""
        with self._store.change(reason) as change:
            self.end_within(change, person_id, end)
        return self.person(person_id)

    def end_within(self, change: Transaction, person_id: str, end: date) -> None:
        """As ``end_person``, inside the caller's transaction: a leaver's delegations and accounts end with it."""
        person = self.person(person_id)
        order_of(person.start, end, "The person’s time at the site")
        self._refuse_open_investigator(person, end)
        change.update("person", person_id, {"end": end.isoformat()})
        self._end_roles(change, person_id, end)

    def add_study(self, new: r.NewStudy) -> r.Study:
        """Raises BadInput; the store's NotSaved where the short name is taken."""
        values = clean_study(asdict(new))
        order_of(new.start, new.end, "The study")
        with self._store.change() as change:
            study_id = change.insert("study", {**_stored(values), "entered": self._now()})
        return self.study(study_id)

    def change_study(self, study_id: str, changes: Mapping[str, object], reason: str) -> r.Study:
        study = self.study(study_id)
        values = clean_study(changes)
        order_of(_day(values.get("start", study.start)), _day(values.get("end", study.end)), "The study")
        row = _stored({name: value for name, value in values.items() if value != getattr(study, name)})
        if row:
            with self._store.change(reason) as change:
                change.update("study", study.id, row)
        return self.study(study.id)

    def name_investigator(
        self, study_id: str, person_id: str, start: date, end: date | None = None, late_reason: str = ""
    ) -> r.Period:
        """The principal investigator of a study for a time in which there is no other."""
        study, person = self.study(study_id), self.person(person_id)
        self._check_person_there(person, start)
        others = [(p.start, p.end, p.person) for p in self.investigators(study.id)]
        check_period(start, end, others, f"{person.name}’s time as investigator of {study.code}")
        with self._store.change() as change:
            self._insert_period(change, study.id, person_id, start, end, late_reason)
        return self._period(study.id, start)

    def change_investigator(self, study_id: str, person_id: str, start: date, reason: str) -> r.Period:
        """The study passes to another principal investigator on ``start``; the former one's last day is the day
        before. One transaction, so that no day is without. Refused where nobody holds it."""
        study = self.study(study_id)
        with self._store.change(reason) as change:
            self.succeed_within(change, study.id, person_id, start)
        return self._period(study.id, start)

    def succeed_within(self, change: Transaction, study_id: str, person_id: str, start: date) -> None:
        """As ``change_investigator``, inside the caller's transaction: the successor's delegations end with it. The
        successor is written first, because nobody ends without one."""
        study, person = self.study(study_id), self.person(person_id)
        self._check_person_there(person, start)
        current = [p for p in self.investigators(study.id) if p.end is None or p.end >= start]
        if len(current) != 1 or current[0].start >= start:
            raise Refused(
                f"{study.code} has no single principal investigator whose time could end before {shown(start)}.",
                kept="Nothing was changed.",
                todo="Look at the study’s investigators and correct their dates first.",
            )
        self._insert_period(change, study.id, person.id, start, None, "")
        change.update("investigator", current[0].id, {"end": (start - timedelta(days=1)).isoformat()})

    def assign(
        self, person_id: str, study_id: str, role: str, start: date, end: date | None = None, late_reason: str = ""
    ) -> r.Assignment:
        """A role in a study. Two times of the same role may not overlap; different roles may."""
        new = r.NewAssignment(person_id, study_id, role, start, end, late_reason)
        (assignment_id,) = self.assign_many([new])
        return self._assignment(person_id, assignment_id)

    def assign_many(self, new: Sequence[r.NewAssignment]) -> tuple[str, ...]:
        """Roles of several people in one save; none is written when one cannot be. Returns their ids in order."""
        roles = self._known_roles()
        studies: dict[str, r.Study] = {}
        people: dict[str, r.Person] = {}
        rows: list[dict[str, SqlValue]] = []
        held: dict[tuple[str, str, str], list[tuple[date, date | None, str]]] = {}
        for one in new:
            study = studies.get(one.study_id) or self.study(one.study_id)
            person = people.get(one.person_id) or self.person(one.person_id)
            studies[one.study_id], people[one.person_id] = study, person
            row = self._assignment_row(person, study, one, roles)
            key = (person.id, study.id, str(row["role"]))
            mine = held.get(key)
            if mine is None:
                there = self.assignments(person_id=person.id, study_id=study.id)
                mine = held[key] = [(a.start, a.end, person.name) for a in there if a.role == row["role"]]
            check_period(one.start, one.end, mine, f"{person.name}’s time as {key[2]} in {study.code}")
            mine.append((one.start, one.end, person.name))
            rows.append(row)
        if not rows:
            return ()
        columns = tuple(rows[0])
        with self._store.change() as change:
            return change.insert_many("assignment", columns, [tuple(row.values()) for row in rows])

    def end_assignment(self, assignment_id: str, end: date, reason: str) -> r.Assignment:
        """``end`` is the last day the role is held."""
        found = self._store.row("SELECT person FROM assignment WHERE id = ?", (assignment_id,))
        if found is None:
            raise BadInput("That role is not there.", todo="Refresh the page and look again.")
        assignment = self._assignment(found[0], assignment_id)
        order_of(assignment.start, end, "The role")
        with self._store.change(reason) as change:
            change.update("assignment", assignment_id, {"end": end.isoformat()})
        return self._assignment(assignment.person_id, assignment_id)

    def import_people(
        self,
        new_rows: Sequence[r.NewPerson | r.Change],
        source: ImportSource,
        reason: str = "",
        progress: Progress | None = None,
        ends: Sequence[Callable[[Transaction, str, date], object]] = (),
    ) -> Imported:
        """All rows in one transaction, with the source on the trail. A row is a new person or changes one. Nothing is
        written when a row cannot be; BadInput then says which (counted from 1). ``ends``: what is told of somebody
        whose last day a change brings, other than this register alone. ``progress`` may raise Cancelled."""
        roles = list(self._known_roles())
        added = changed = unchanged = 0
        ids: list[str] = []
        with self._store.change(reason or f"Import of {source.name}") as change:
            for first in range(0, len(new_rows), _CHUNK):
                if progress is not None:
                    progress(first, len(new_rows))
                fresh: list[tuple[int, dict[str, SqlValue]]] = []
                for place, row in enumerate(new_rows[first : first + _CHUNK], first):
                    written = self._import_row(change, row, roles, place + 1, ends or (self.end_within,))
                    if isinstance(row, r.NewPerson):
                        fresh.append((place, written))
                        ids.append("")
                    else:
                        changed, unchanged = changed + bool(written), unchanged + (not written)
                        ids.append(row.id)
                for (place, _row), new_id in zip(fresh, self._insert_people(change, fresh), strict=True):
                    ids[place] = new_id
                added += len(fresh)
            self._store.event(
                "import", tbl="person", file=source.name, sha256=source.sha256, added=added, changed=changed,
                unchanged=unchanged,
            )  # fmt: skip
        if progress is not None:
            progress(len(new_rows), len(new_rows))
        return Imported(added, changed, unchanged, tuple(ids))

    def _import_row(
        self,
        change: Transaction,
        row: r.NewPerson | r.Change,
        roles: list[str],
        number: int,
        ends: Sequence[Callable[[Transaction, str, date], object]],
    ) -> dict[str, SqlValue]:
        try:
            if isinstance(row, r.NewPerson):
                written = self._new_row(row, roles)
            else:
                written = self._changed_row(self.person(row.id), row.changes, roles)
                last = _day(row.changes.get("end")) if "end" in written else None
                if last is not None:
                    for told in ends:
                        told(change, row.id, last)
                if written:
                    change.update("person", row.id, written)
        except (BadInput, Refused) as error:
            raise BadInput(f"Row {number}: {error.what}", kept="Nothing was written.", todo=error.todo) from error
        role = str(written.get("role") or "")
        if role and role not in roles:
            roles.append(role)
        return written

    @staticmethod
    def _insert_people(change: Transaction, fresh: Sequence[tuple[int, dict[str, SqlValue]]]) -> tuple[str, ...]:
        if not fresh:
            return ()
        columns = tuple(fresh[0][1])
        return change.insert_many("person", columns, [tuple(row.values()) for _place, row in fresh])

    def _new_row(self, new: r.NewPerson, roles: Sequence[str]) -> dict[str, SqlValue]:
        values = clean_person({name: getattr(new, name) for name in _PERSON_FIELDS})
        check_person(new.start, new.end, new.cv_date, new.cv_expires)
        values["role"] = known_spelling(str(values["role"]), roles)
        named = sort_name(str(values["family_name"]), str(values["given_name"]), str(values["other_names"]))
        return {**_stored(values), "sort_name": named, "entered": self._now()}

    def _changed_row(
        self, person: r.Person, changes: Mapping[str, object], roles: Sequence[str]
    ) -> dict[str, SqlValue]:
        """The columns that differ, checked against those that stay."""
        values = clean_person(changes)
        if "role" in values:
            values["role"] = known_spelling(str(values["role"]), roles)
        values = {name: value for name, value in values.items() if value != getattr(person, name)}
        whole = {name: values.get(name, getattr(person, name)) for name in _PERSON_FIELDS}
        start, end = _day(whole["start"]), _day(whole["end"])
        check_person(start, end, _day(whole["cv_date"]), _day(whole["cv_expires"]))
        if "end" in values and end is not None:
            self._refuse_open_investigator(person, end)
        row = _stored(values)
        if values.keys() & {"family_name", "given_name", "other_names"}:
            row["sort_name"] = sort_name(str(whole["family_name"]), str(whole["given_name"]), str(whole["other_names"]))
        return row

    def _refuse_open_investigator(self, person: r.Person, end: date) -> None:
        """A principal investigator does not leave a running study without a successor (ROS-3)."""
        held = self._store.rows(
            "SELECT s.code FROM investigator AS i JOIN study AS s ON s.id = i.study WHERE i.person = ? "
            'AND (i."end" IS NULL OR i."end" > ?) AND (s."end" IS NULL OR s."end" > ?)',
            (person.id, end.isoformat(), end.isoformat()),
        )
        if held:
            codes = ", ".join(code for (code,) in held)
            raise Refused(
                f"{person.name} is principal investigator of {codes} beyond {shown(end)}.",
                kept="Nothing was changed.",
                todo="Name a successor first, from the day after.",
            )

    def _end_roles(self, change: Transaction, person_id: str, end: date) -> None:
        for assignment in self.assignments(person_id=person_id):
            if assignment.start > end:
                change.delete("assignment", assignment.id)
            elif assignment.end is None or assignment.end > end:
                change.update("assignment", assignment.id, {"end": end.isoformat()})

    def _assignment_row(
        self, person: r.Person, study: r.Study, new: r.NewAssignment, roles: Sequence[str]
    ) -> dict[str, SqlValue]:
        role = known_spelling(new.role, roles)
        if not role:
            raise BadInput("The role is empty.", todo="Choose or write a role.")
        self._check_person_there(person, new.start)
        return {
            "person": person.id, "study": study.id, "role": role, "start": new.start.isoformat(),
            "end": None if new.end is None else new.end.isoformat(), "entered": self._now(),
            "late_reason": new.late_reason.strip(),
        }  # fmt: skip

    def _check_person_there(self, person: r.Person, start: date) -> None:
        if person.end is not None and person.end < start:
            raise Refused(
                f"{person.name} left on {shown(person.end)}.", kept="Nothing was changed.", todo="Choose somebody else."
            )

    def _insert_period(
        self, change: Transaction, study: str, person: str, start: date, end: date | None, late_reason: str
    ) -> None:
        row: dict[str, SqlValue] = {
            "study": study, "person": person, "start": start.isoformat(),
            "end": None if end is None else end.isoformat(), "entered": self._now(), "late_reason": late_reason.strip(),
        }  # fmt: skip
        change.insert("investigator", row)

    def _period(self, study_id: str, start: date) -> r.Period:
        return next(period for period in self.investigators(study_id) if period.start == start)

    def _assignment(self, person_id: str, assignment_id: str) -> r.Assignment:
        return next(a for a in self.assignments(person_id=person_id) if a.id == assignment_id)

    def _known_roles(self) -> tuple[str, ...]:
        return (*self.roles(), *starter_roles())


_PERSON_FIELDS = tuple(r.NewPerson.__dataclass_fields__)


def _stored(values: Mapping[str, object]) -> dict[str, SqlValue]:
    """Days as ISO text; everything else is what clean_person and clean_study let through."""
    return {
        name: value.isoformat() if isinstance(value, date) else cast(SqlValue, value) for name, value in values.items()
    }


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
