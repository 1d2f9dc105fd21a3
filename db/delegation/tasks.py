"""The task list of a study: taken over from the starter list, added to, adapted while nobody has the task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from db.days import iso
from db.delegation import records as r
from db.delegation.gates import DelegationGates
from db.errors import BadInput, Refused
from db.fields import block, line
from db.starter import StarterTask, starter_tasks
from db.store.change import Change
from db.store.connection import SqlValue

_TEXTS = {"code": ("Code", 12), "title": ("Task", 200)}


class DelegationTasks(DelegationGates):
    """Writes the task list."""

    def add_task(self, new: r.NewTask) -> r.Task:
        """Raises BadInput; the store's NotSaved where code or title is on the list already."""
        with self._store.change() as change:
            task_id = self.add_task_within(change, new)
        return self.task(task_id)

    def add_task_within(self, change: Change, new: r.NewTask) -> str:
        """As ``add_task``, inside the caller's transaction."""
        self._study(new.study_id)
        place = self._number("SELECT coalesce(max(place), 0) FROM delegation_task WHERE study = ?", new.study_id) + 1
        row: dict[str, SqlValue] = {
            "study": new.study_id, "code": line("Code", new.code, 12, needed=True),
            "title": line("Task", new.title, 200, needed=True), "note": block("Note", new.note, 1000), "place": place,
            "entered": self._now(),
        }  # fmt: skip
        task_id = change.insert("delegation_task", row)
        self._needs.need_within(change, task_id, new.study_id, new.course_ids, self.today)
        return task_id

    def take_over(self, study: str, codes: Sequence[str] | None = None) -> tuple[r.Task, ...]:
        """Tasks of the starter list (all, or these codes) that the study (id) does not have yet, each with the
        trainings it needs as far as the study and the site have them."""
        there = {(task.code.casefold(), task.title.casefold()) for task in self.tasks(study)}
        used = {code for code, _title in there} | {title for _code, title in there}
        courses = self._store.rows(
            "SELECT id, code, kind, study FROM course WHERE (study IS NULL OR study = ?) "
            "AND (\"end\" IS NULL OR \"end\" >= ?)",
            (study, self.today.isoformat()),
        )  # fmt: skip
        added = []
        with self._store.change() as change:
            for starter in starter_tasks():
                wanted = codes is None or starter.code in codes
                if wanted and starter.code.casefold() not in used and starter.title.casefold() not in used:
                    needed = tuple(course[0] for course in courses if _meant(starter, course))
                    new = r.NewTask(study, starter.code, starter.title, starter.note, needed)
                    added.append(self.add_task_within(change, new))
        return tuple(self.task(task_id) for task_id in added)

    def change_task(self, task_id: str, changes: Mapping[str, object], reason: str) -> r.Task:
        """``changes``: code, title, note, end (a day or None), course_ids. Code and title only while the task is in
        nobody's line: what was signed is not reworded."""
        task = self.task(task_id)
        unknown = set(changes) - {"code", "title", "note", "end", "course_ids"}
        if unknown:
            raise BadInput(f"A task has no field “{sorted(unknown)[0]}”.")
        row: dict[str, SqlValue] = {}
        for name, (what, longest) in _TEXTS.items():
            if name in changes and changes[name] != getattr(task, name):
                row[name] = line(what, str(changes[name]), longest, needed=True)
        if row and self._number("SELECT count(*) FROM delegation WHERE task = ?", task_id):
            raise Refused(
                f"{task.name} stands in lines that were proposed or signed.", kept="Nothing was changed.",
                todo="End this task and add another with the new words.",
            )  # fmt: skip
        if "note" in changes and changes["note"] != task.note:
            row["note"] = block("Note", str(changes["note"]), 1000)
        end = changes.get("end", task.end)
        if end != task.end:
            row["end"] = iso(end) if isinstance(end, date) else None
        courses = changes.get("course_ids", task.course_ids)
        with self._store.change(reason) as change:
            change.update("delegation_task", task_id, row)
            if isinstance(courses, (tuple, list)) and set(courses) != set(task.course_ids):
                self._needs.need_within(change, task_id, task.study_id, tuple(courses), self.today)
        return self.task(task_id)


def _meant(starter: StarterTask, course: tuple[str, str, str, str | None]) -> bool:
    """Whether the starter's needs name this course: by the kind of the study's own, by “gcp”, or by its code."""
    _id, code, kind, study = course
    if study is not None and kind in starter.needs:
        return True
    return ("gcp" in starter.needs and "GCP" in code.upper()) or code in starter.needs
