"""Lines are proposed, refused, ended, taken up again; a breach that happened is recorded. A command, a transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from db import randomness
from db.breach import Breach, OpenDeviation
from db.days import iso, order_of, shown
from db.delegation import records as r
from db.delegation.rules import breach_words
from db.delegation.tasks import DelegationTasks
from db.errors import BadInput, Refused
from db.fields import block, chosen
from db.fields import line as one_line
from db.needs import Needs
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.store import Store

Succeed = Callable[[Change, str, str, date], None]
"""Makes a person (id) the principal investigator of a study (id) from a day on, inside the caller's transaction."""


class DelegationProposing(DelegationTasks):
    """Writes lines; signs nothing."""

    def __init__(self, store: Store, needs: Needs, open_deviation: OpenDeviation, succeed: Succeed) -> None:
        super().__init__(store, needs)
        self._open_deviation, self._succeed = open_deviation, succeed

    def propose(self, lines: Sequence[r.NewLine]) -> tuple[str, ...]:
        """Several lines in one save, none when one cannot be; their ids. Refused where a gate is not met. A line that
        began before today is recorded as it happened: untrained, it opens a deviation."""
        ids: list[str] = []
        with self._store.change() as change:
            for new in lines:
                ids.append(self.propose_within(change, new))
        return tuple(ids)

    def propose_within(self, change: Change, new: r.NewLine) -> str:
        """As ``propose``, inside the caller's transaction (an import)."""
        checks = self.checks(new)
        person, task = self._person(new.person_id)[0], self.task(new.task_id)
        self._refuse_unmet(checks, f"{person}, {task.name}")
        self._refuse_late(new.start, new.late_reason, f"The line of {person} for {task.name}")
        follows = new.follows or self._former(new)
        row: dict[str, SqlValue] = {
            "study": new.study_id, "person": new.person_id, "task": new.task_id, "start": new.start.isoformat(),
            "end": iso(new.end), "comment": one_line("Comment", new.comment, 500), "follows": follows,
            "user": self._store.actor.user, "entered": self._now(),
            "late_reason": one_line("Reason", new.late_reason, 500),
        }  # fmt: skip
        line_id = change.insert("delegation", row)
        for check in checks:
            if check.breach:
                what = breach_words(check.breach, new, person, task.name, check.words)
                self._breach(change, line_id, new.study_id, check.breach, new.start, what)
        return line_id

    def _former(self, new: r.NewLine) -> str | None:
        """The line of this person and task that ended last before the new one."""
        found = self._store.scalar(
            'SELECT d.id FROM delegation AS d WHERE d.person = ? AND d.task = ? AND coalesce(d.ended, d."end") < ? '
            "AND NOT EXISTS (SELECT 1 FROM delegation_step AS x WHERE x.line = d.id AND x.kind = 'refused') "
            'ORDER BY coalesce(d.ended, d."end") DESC LIMIT 1',
            (new.person_id, new.task_id, new.start.isoformat()),
        )
        return None if found is None else str(found)

    def redelegate(self, line_id: str, start: date, end: date | None = None, comment: str = "") -> str:
        """The same task to the same person again, after it ended or was refused; accepted and approved anew."""
        line = self.line(line_id)
        if line.status not in (r.ENDED, r.REFUSED):
            raise Refused(
                f"{line.person} still has {line.code} {line.task}.", kept="Nothing was saved.", todo="End it first."
            )
        (new,) = self.propose(
            [r.NewLine(line.study_id, line.person_id, line.task_id, start, end, comment, follows=line.id)]
        )
        return new

    def repropose(self, line_id: str, start: date, why: str) -> str:
        """A line that was not approved is refused and proposed again from another day, in one save: for who did not
        begin before the approval."""
        line = self.line(line_id)
        with self._store.change(why) as change:
            self.refuse_within(change, line, why)
            return self.propose_within(
                change,
                r.NewLine(
                    line.study_id, line.person_id, line.task_id, start, line.planned_end, line.comment, follows=line.id
                ),
            )

    def refuse(self, line_id: str, why: str) -> r.Line:
        """By the person, the investigator, or whoever proposed it. It stays in the log with the reason."""
        with self._store.change(why) as change:
            self.refuse_within(change, self.line(line_id), why)
        return self.line(line_id)

    def refuse_within(self, change: Change, line: r.Line, why: str) -> None:
        """As ``refuse``, inside the caller's transaction. Refused once it was approved and has begun."""
        if line.approved is not None and line.start <= self.today:
            raise Refused(
                f"{line.code} {line.task} of {line.person} was approved and has begun.", kept="Nothing was changed.",
                todo="End it instead.",
            )  # fmt: skip
        row: dict[str, SqlValue] = {
            "line": line.id, "kind": "refused", "happened": self.today.isoformat(), "person": self._me(),
            "note": one_line("Reason", why, 500, needed=True), "user": self._store.actor.user, "entered": self._now(),
        }  # fmt: skip
        change.insert("delegation_step", row)

    def end(self, line_ids: Sequence[str], end: date, reason: str) -> tuple[r.Line, ...]:
        """``end`` is the last day. Raises BadInput for one before the line's start."""
        with self._store.change(reason) as change:
            for line_id in line_ids:
                self._end(change, self.line(line_id), end, reason)
        return tuple(self.line(line_id) for line_id in line_ids)

    def leaves(self, change: Change, person: str, end: date, reason: str = "Leaves the site") -> int:
        """A person (id) leaves: what they have ends on ``end``, what had not begun by then is refused. Inside the
        caller's transaction; how many lines it concerned."""
        return self._end_all(change, self.lines_of(person=person), end, reason)

    def hand_over(self, study: str, successor: str, start: date, reason: str) -> None:
        """A study (id) passes to another investigator (id) on ``start``. Lines the successor had in it end the day
        before; those of the others wait for the new approval and say so."""
        with self._store.change(reason) as change:
            self._end_all(
                change, self.lines_of(study=study, person=successor), start - timedelta(days=1),
                "Becomes principal investigator",
            )  # fmt: skip
            self._succeed(change, study, successor, start)

    def record_breach(self, line_id: str, kind: str, happened: date, what: str) -> str:
        """Work that was done against the log, as it happened; the deviation's id. Never refused for its date, unless
        it lies in the future or before the line."""
        line = self.line(line_id)
        chosen("Kind of breach", kind, r.BREACHES)
        if happened > self.today or happened < line.start:
            raise BadInput(
                f"On {shown(happened)} it cannot have happened under this line.", kept="Nothing was saved.",
                todo=f"Choose a day from {shown(line.start)} to today.",
            )  # fmt: skip
        words = breach_words(kind, line, line.person, f"{line.code} {line.task}", block("What happened", what, 1000))
        with self._store.change() as change:
            return self._breach(change, line.id, line.study_id, kind, happened, words)

    def _breach(self, change: Change, line: str, study: str, kind: str, happened: date, what: str) -> str:
        breach_id = randomness.new_id()
        deviation = self._open_deviation(
            change, Breach(study, happened, self.today, what, "delegation_breach", breach_id)
        )
        row: dict[str, SqlValue] = {
            "id": breach_id, "line": line, "kind": kind, "happened": happened.isoformat(), "what": what,
            "deviation": deviation, "entered": self._now(),
        }  # fmt: skip
        change.insert("delegation_breach", row)
        return deviation

    def _end(self, change: Change, line: r.Line, end: date, reason: str) -> None:
        order_of(line.start, end, f"{line.code} {line.task} of {line.person}")
        if line.status == r.REFUSED or (line.end is not None and line.end <= end):
            until = f"ends on {shown(line.end)} already" if line.end else "was refused"
            raise BadInput(f"{line.code} {line.task} of {line.person} {until}.", kept="Nothing was changed.")
        why = one_line("Reason", reason, 500, needed=True)
        change.update("delegation", line.id, {"ended": end.isoformat(), "end_reason": why})

    def _end_all(self, change: Change, lines: Sequence[r.Line], end: date, reason: str) -> int:
        count = 0
        for line in lines:
            if line.status == r.REFUSED or (line.end is not None and line.end <= end):
                continue
            if line.start > end and (line.approved is None or line.start > self.today):
                self.refuse_within(change, line, reason)
            else:
                self._end(change, line, max(end, line.start), reason)
            count += 1
        return count
