"""What is looked at before a line is proposed or approved: the check list a page shows, and what refuses (ROS-3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from db.days import from_iso, is_late, order_of, shown
from db.delegation import records as r
from db.delegation import rules
from db.delegation.queries import DelegationQueries
from db.errors import BadInput, Refused
from db.folding import written_name

_TODO = {
    "training": "Record the training first, or choose a later start.",
    "study": "Choose a day on which the study is open.",
    "person": "Choose a day on which they are at the site, or correct the roster.",
    "investigator": "Let the investigator sign the declaration instead.",
    "task": "Choose another task of this study.",
    "period": "End the other line first, or choose another start.",
    "approver": "Ask the study’s principal investigator.",
    "acceptance": "Let the person accept the task first.",
}


class DelegationGates(DelegationQueries):
    """Reads. A gate refuses what is authorised for the future; what already happened is told and recorded."""

    def checks(self, new: r.NewLine, *, known: Sequence[r.NewLine] = ()) -> tuple[r.Check, ...]:
        """The gates of a new line, met or not. ``known``: lines that will be saved together with it."""
        order_of(new.start, new.end, "The line")
        person, came, left = self._person(new.person_id)
        code, opened, closed = self._study(new.study_id)
        task = self.task(new.task_id)
        lead = self.investigator_on(new.study_id, new.start)
        return (
            rules.person_check(person, came, left, new.start),
            rules.study_check(code, opened, closed, new.start),
            _lead_check(lead, new.person_id, person, code, new.start),
            _task_check(task, new),
            rules.period_check(new, self._periods(new, known), task.title),
            rules.training_check(
                self.needs_of(new.person_id, new.task_id, new.start), new.start, past=new.start < self.today
            ),
        )

    def approval_checks(self, line: r.Line, approver: str | None, day: date) -> tuple[r.Check, ...]:
        """The gates of an approval by a person (id) on a day."""
        lead = self.investigator_on(line.study_id, day)
        may = lead is not None and lead.person_id == approver and approver != line.person_id
        who = f"{lead.person} is principal investigator on {shown(day)}." if lead else "There is none on that day."
        again = line.approved is not None
        checks = [
            r.Check("approver", may, True, who),
            r.Check(
                "acceptance", line.accepted is not None, True,
                f"Accepted on {shown(line.accepted)}." if line.accepted else f"{line.person} has not accepted it yet.",
            ),
            rules.approval_check(line, day, again=again),
        ]  # fmt: skip
        if not again:
            needs = self.needs_of(line.person_id, line.task_id, line.start)
            checks.append(rules.training_check(needs, line.start, past=line.start < self.today))
        return tuple(checks)

    def line_file(self, line_id: str, on: date | None = None) -> r.LineFile:
        """Everything behind one line, with the gates of the approval as it would be today."""
        line, today, me = self.line(line_id, on), self.today, self._me()
        lead = self.investigator_on(line.study_id, today)
        lead_id = lead.person_id if lead else None
        return r.LineFile(
            line, self.steps(line.id), self.breaches(line.id), self.approval_checks(line, lead_id, today),
            self.needs_of(line.person_id, line.task_id, max(line.start, min(on or today, line.end or today))),
            me is not None and me == line.person_id, me is not None and me == lead_id, lead_id,
            lead.person if lead else "",
        )  # fmt: skip

    def _refuse_unmet(self, checks: Sequence[r.Check], what: str) -> None:
        for check in checks:
            if not check.met and check.stops:
                raise Refused(f"{what}: {check.words}", kept="Nothing was saved.", todo=_TODO[check.what])

    def _refuse_late(self, day: date, reason: str, what: str) -> None:
        """AUD-6: what is entered long after it happened says why; nobody is pushed into another date."""
        if is_late(day, self.today) and not reason.strip():
            raise BadInput(
                f"{what} is of {shown(day)} and is entered only now.",
                kept="Nothing was saved.",
                todo="Say why it is entered late; the day it happened stays.",
            )

    def _periods(self, new: r.NewLine, known: Sequence[r.NewLine]) -> list[tuple[date, date | None]]:
        there = self._store.rows(
            'SELECT d.start, coalesce(d.ended, d."end") FROM delegation AS d WHERE d.person = ? AND d.task = ? '
            "AND NOT EXISTS (SELECT 1 FROM delegation_step AS x WHERE x.line = d.id AND x.kind = 'refused')",
            (new.person_id, new.task_id),
        )
        mine = [(one.start, one.end) for one in known if (one.person_id, one.task_id) == (new.person_id, new.task_id)]
        return [(date.fromisoformat(start), from_iso(end)) for start, end in there] + mine

    def _person(self, person_id: str) -> tuple[str, date | None, date | None]:
        row = self._store.row('SELECT family_name, given_name, start, "end" FROM person WHERE id = ?', (person_id,))
        if row is None:
            raise BadInput("That person is not on the roster.", todo="Refresh the page and look again.")
        return written_name(row[0], row[1]), from_iso(row[2]), from_iso(row[3])

    def _study(self, study_id: str) -> tuple[str, date | None, date | None]:
        row = self._store.row('SELECT code, start, "end" FROM study WHERE id = ?', (study_id,))
        if row is None:
            raise BadInput("That study is not there.", todo="Refresh the page and look again.")
        return row[0], from_iso(row[1]), from_iso(row[2])


def _lead_check(lead: r.Investigator | None, person_id: str, person: str, code: str, start: date) -> r.Check:
    if lead is not None and lead.person_id == person_id:
        words = f"{person} is principal investigator of {code} then: they declare, and are delegated nothing."
        return r.Check("investigator", False, True, words)
    return r.Check("investigator", True, True, f"{lead.person if lead else 'Nobody'} leads {code} on {shown(start)}.")


def _task_check(task: r.Task, new: r.NewLine) -> r.Check:
    if task.study_id != new.study_id:
        return r.Check("task", False, True, f"{task.name} is a task of another study.")
    if task.end is not None and task.end < new.start:
        return r.Check("task", False, True, f"{task.name} is delegated to nobody after {shown(task.end)}.")
    return r.Check("task", True, True, f"{task.name} is on the task list.")
