"""Commands on what was done: trainings, group sessions, files, planned renewals, imports. One transaction each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date

from db.errors import BadInput, Refused
from db.evidence.records import File
from db.imports import Imported, ImportSource
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.query import Query
from db.training import records as r
from db.training import rows
from db.training.catalogue import Catalogue, stored
from db.training.checking import Known, check_training, known_now

Progress = Callable[[int, int], None]
_FIELDS = tuple(field.name for field in fields(r.NewTraining))
_COLUMNS = tuple({**stored(dict.fromkeys(_FIELDS)), "session": None, "entered": None})
_CHUNK = 1000


class Recording(Catalogue):
    """``reason`` is why a saved value changes (AUD-1); ``late_reason`` why it is entered long after it happened."""

    def record(self, new: r.NewTraining, file: File | None = None) -> r.TrainingRecord:
        """One training of one person, with its evidence. Raises BadInput for what cannot be: a day to come, a version
        of another course, an expiry before the training, a late entry without its reason."""
        row = self._row(new, self._known([new.person_id], [new.course_id]))
        with self._store.change() as change:
            if self._store.actor.role == "staff":  # the table's own guard says so too; a refusal is on the trail
                raise Refused(
                    "Staff record by their own signature what they have read, and nothing else.",
                    kept="Nothing was written.",
                )
            if file is not None:
                row["evidence"] = self._files.save(change, file)
            record_id = change.insert("training_record", row)
        return self.record_of(record_id)

    def row_of(self, new: r.NewTraining) -> dict[str, SqlValue]:
        """The row of a new record, checked as in ``record``, for a transaction that writes more than it."""
        return self._row(new, self._known([new.person_id], [new.course_id]))

    def change_record(self, record_id: str, changes: Mapping[str, object], reason: str) -> r.TrainingRecord:
        """Correct a record; ``changes``: field of NewTraining -> new value. Nothing is written when nothing differs."""
        record = self.record_of(record_id)
        row = self._changed(record, changes, self._known([record.person_id], [record.course_id], changes))
        if row:
            with self._store.change(reason) as change:
                change.update("training_record", record_id, row)
        return self.record_of(record_id)

    def void_record(self, record_id: str, reason: str) -> r.TrainingRecord:
        """Strike through what was entered by mistake: it stays to be read and no longer counts."""
        self.record_of(record_id)
        with self._store.change(reason) as change:
            change.update("training_record", record_id, {"voided": 1})
        return self.record_of(record_id)

    def attach(self, record_id: str, file: File, reason: str) -> r.TrainingRecord:
        """Evidence that came later. A former file of the record stays in the database."""
        self.record_of(record_id)
        with self._store.change(reason) as change:
            change.update("training_record", record_id, {"evidence": self._files.save(change, file)})
        return self.record_of(record_id)

    def group_session(
        self, new: r.NewSession, file: File | None = None
    ) -> tuple[r.Session, tuple[r.TrainingRecord, ...]]:
        """One session, one sign-in sheet, a record for each person, one save (TRN-2). None is written when one
        cannot be."""
        if not new.people:
            raise BadInput("Nobody took part.", kept="Nothing was saved.", todo="Tick or paste at least one name.")
        people = list(dict.fromkeys(new.people))
        known = self._known(people, [new.course_id])
        records = [self._row(_of_session(new, person), known) for person in people]
        session: dict[str, SqlValue] = stored(
            {name: getattr(new, name) for name in _SESSION_FIELDS} | {"entered": known.now}
        )
        with self._store.change() as change:
            if file is not None:
                session["evidence"] = self._files.save(change, file)
            session_id = change.insert("training_session", session)
            records = [row | {"session": session_id} for row in records]
            lines = [tuple(row[column] for column in _COLUMNS) for row in records]
            ids = change.insert_many("training_record", _COLUMNS, lines)
        saved = self._store.row(f"{rows.SESSION} WHERE e.id = ?", (session_id,))
        assert saved is not None
        mine = {record.id: record for record in self.records(Query(where={"session_id": [session_id]}, limit=-1)).rows}
        return rows.session(saved), tuple(mine[record_id] for record_id in ids)

    def plan_renewal(self, person_id: str, course_id: str, planned: date, note: str = "") -> r.Renewal:
        """Raises BadInput for a day that has passed."""
        known = self._known([person_id], [course_id])
        if person_id not in known.people or course_id not in known.courses:
            raise BadInput("That person or course is not there.", todo="Refresh the page and look again.")
        if planned < known.today:
            raise BadInput("A renewal is planned for a day to come.", todo="Record a training that was done instead.")
        row: dict[str, SqlValue] = {
            "person": person_id, "course": course_id, "planned": planned.isoformat(), "note": note.strip(),
            "entered": known.now,
        }  # fmt: skip
        with self._store.change() as change:
            renewal_id = change.insert("planned_renewal", row)
        found = self._store.row(f"{rows.RENEWAL} WHERE n.id = ?", (renewal_id,))
        assert found is not None
        return rows.renewal(found)

    def cancel_renewal(self, renewal_id: str, reason: str) -> None:
        with self._store.change(reason) as change:
            change.delete("planned_renewal", renewal_id)

    def import_records(
        self,
        new_rows: Sequence[r.NewTraining | r.RecordChange],
        source: ImportSource,
        reason: str = "",
        progress: Progress | None = None,
        courses: Mapping[str, r.NewCourse] | None = None,
        versions: Mapping[str, tuple[str, r.NewVersion]] | None = None,
    ) -> Imported:
        """All rows in one transaction, with the source on the trail (11.10(h)). Late rows without a reason of their
        own get “Brought in from FILE”. Nothing is written when a row cannot be; BadInput then says which (from 1).
        ``courses`` (id -> course) and ``versions`` (id -> id of the course, version) that the rows name and that are
        not here yet are added first, in the same transaction. ``progress`` may raise Cancelled."""
        late = reason or f"Brought in from {source.name}"
        ids: list[str] = []
        changed = unchanged = 0
        with self._store.change(late) as change:
            self.insert_catalogue(change, courses or {}, versions or {})
            known = self._known(None, None)
            for first in range(0, len(new_rows), _CHUNK):
                if progress is not None:
                    progress(first, len(new_rows))
                fresh: list[tuple[SqlValue, ...]] = []
                places: list[int] = []
                for number, new in enumerate(new_rows[first : first + _CHUNK], first + 1):
                    written = self._import_row(change, new, known, late, number)
                    ids.append("" if isinstance(new, r.NewTraining) else new.id)
                    if isinstance(new, r.NewTraining):
                        places.append(number - 1)
                        fresh.append(tuple(written[column] for column in _COLUMNS))
                    else:
                        changed, unchanged = changed + bool(written), unchanged + (not written)
                for place, new_id in zip(places, change.insert_many("training_record", _COLUMNS, fresh), strict=True):
                    ids[place] = new_id
            added = len(new_rows) - changed - unchanged
            self._store.event(
                "import", tbl="training_record", file=source.name, sha256=source.sha256, added=added, changed=changed,
                unchanged=unchanged,
            )  # fmt: skip
        if progress is not None:
            progress(len(new_rows), len(new_rows))
        return Imported(added, changed, unchanged, tuple(ids))

    def _import_row(
        self, change: Change, new: r.NewTraining | r.RecordChange, known: Known, late: str, number: int
    ) -> dict[str, SqlValue]:
        try:
            if isinstance(new, r.NewTraining):
                return self._row(new, known, late)
            row = self._changed(self.record_of(new.id), new.changes, known)
            if row:
                change.update("training_record", new.id, row)
            return row
        except BadInput as error:
            raise BadInput(f"Row {number}: {error.what}", kept="Nothing was written.", todo=error.todo) from error

    def _known(
        self, people: Sequence[str] | None, courses: Sequence[str] | None, changes: Mapping[str, object] | None = None
    ) -> Known:
        """Facts to check against; of everybody and every course for None."""
        moved = changes or {}
        if people is not None and isinstance(moved.get("person_id"), str):
            people = [*people, str(moved["person_id"])]
        if courses is not None and isinstance(moved.get("course_id"), str):
            courses = [*courses, str(moved["course_id"])]
        return known_now(self._store, self._now(), self.today, people, courses)

    def _row(self, new: r.NewTraining, known: Known, late_reason: str = "") -> dict[str, SqlValue]:
        """The row of a new record, checked, with the role held on the day and the time of entry."""
        values = {name: getattr(new, name) for name in _FIELDS}
        check_training(values, known)
        late = known.is_late(new.completed)
        values["late_reason"] = " ".join((new.late_reason or (late_reason if late else "")).split())
        if late and not values["late_reason"]:
            raise BadInput(
                f"This training was {(known.today - new.completed).days} days ago.",
                kept="Nothing was saved.",
                todo="Write why it is entered only now; it will be marked as a late entry.",
            )
        values["role"] = new.role.strip() or known.role_on(new.person_id, new.course_id, new.completed)
        return stored(values) | {"session": None, "entered": known.now}

    def _changed(self, record: r.TrainingRecord, changes: Mapping[str, object], known: Known) -> dict[str, SqlValue]:
        now = {name: getattr(record, "written_expires" if name == "expires" else name) for name in _FIELDS}
        for name in changes:
            if name not in now:
                raise BadInput(f"A training has no field “{name}”.", todo=f"Fields: {', '.join(_FIELDS)}.")
        check_training(now | dict(changes), known)
        return stored({name: value for name, value in changes.items() if value != now[name]})


_SESSION_FIELDS = (
    "course_id", "held", "version_id", "title", "place", "trainer", "method", "duration_minutes", "evidence",
)  # fmt: skip


def _of_session(new: r.NewSession, person_id: str) -> r.NewTraining:
    return r.NewTraining(
        person_id=person_id, course_id=new.course_id, completed=new.held, version_id=new.version_id, method=new.method,
        trainer=new.trainer, duration_minutes=new.duration_minutes, late_reason=new.late_reason,
        trainer_title=new.trainer_title, topics=new.topics,
    )  # fmt: skip
