"""What the registers say of a study at one moment, as the sections of an oversight review (ROS-6). Reads only.

Each section is drawn from the tables themselves; the sentences and numbers are frozen with the review.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from db.days import from_iso, shown
from db.oversight import rules
from db.oversight.papers import Papers
from db.oversight.records import Fact, Section
from db.store.store import Store
from db.waiting import MISSING, OVERDUE

MOST_LINES = 40
_NAME = "p.family_name || CASE p.given_name WHEN '' THEN '' ELSE ', ' || p.given_name END"


class Gap(NamedTuple):
    """A training that is asked in the study and not there: whose, what, missing or overdue."""

    person: str
    requirement: str
    status: str


TrainingGaps = Callable[[str], Sequence[Gap]]
"""The gaps of a study (id) today; the training register's, handed in by db.site."""


class StudyFacts:
    """Over one open store."""

    def __init__(self, store: Store, papers: Papers, training_gaps: TrainingGaps) -> None:
        self._store, self._papers, self._training_gaps = store, papers, training_gaps

    def sections(self, study: str, since: date, until: date) -> tuple[Section, ...]:
        """All parts, in the order in which the clause names them (E6(R3) 2.3)."""
        return (
            self.people(study, since, until),
            self.delegation(study, since, until),
            self.training(study),
            self.access(study),
            self.deviations(study, since, until),
            self.study_papers(study),
        )

    def delegation(self, study: str, since: date, until: date) -> Section:
        """Lines of the log: in force, waiting for the investigator, begun and ended in the period, breaches."""
        rows = self._store.rows(
            f"""SELECT {_NAME}, k.code, l.start, coalesce(l.ended, l."end", '9999-12-31'), p."end",
                EXISTS (SELECT 1 FROM delegation_step AS s WHERE s.line = l.id AND s.kind = 'approved')
            FROM delegation AS l JOIN person AS p ON p.id = l.person JOIN delegation_task AS k ON k.id = l.task
            WHERE l.study = ? AND NOT EXISTS
                (SELECT 1 FROM delegation_step AS s WHERE s.line = l.id AND s.kind = 'refused')
            ORDER BY p.sort_name, k.place, l.start""",  # noqa: S608
            (study,),
        )
        first, last = since.isoformat(), until.isoformat()
        active = [row for row in rows if row[2] <= last <= row[3]]
        waiting = [row for row in active if not row[5]]
        left = [row for row in active if row[4] and row[4] < last]
        began = [row for row in rows if first <= row[2] <= last]
        ended = [row for row in rows if first <= row[3] <= last]
        breaches = self._store.rows(
            "SELECT b.what FROM delegation_breach AS b JOIN delegation AS l ON l.id = b.line "
            "WHERE l.study = ? AND b.happened BETWEEN ? AND ? ORDER BY b.happened",
            (study, first, last),
        )
        lines = [
            *(f"{row[0]} left the site on {_day(row[4])}, task {row[1]} still delegated" for row in left),
            *(f"{row[0]}, task {row[1]}: from {_day(row[2])}, not approved" for row in waiting),
            *(what for (what,) in breaches),
            *(f"{row[0]}, task {row[1]}: began {_day(row[2])}" for row in began),
            *(f"{row[0]}, task {row[1]}: ended {_day(row[3])}" for row in ended),
        ]
        return Section(
            "Delegation",
            (
                Fact("Lines in force", str(len(active))),
                Fact("Begun in the period", str(len(began))),
                Fact("Ended in the period", str(len(ended))),
                Fact("Not approved by the investigator", str(len(waiting)), bool(waiting)),
                Fact("Delegated to somebody who left", str(len(left)), bool(left)),
                Fact("Breaches in the period", str(len(breaches)), bool(breaches)),
            ),
            _some(lines),
        )

    def people(self, study: str, since: date, until: date) -> Section:
        """Who works in the study, and who came and left in the period."""
        rows = self._store.rows(
            f'SELECT {_NAME}, a.role, a.start, a."end", p."end" FROM assignment AS a '  # noqa: S608
            "JOIN person AS p ON p.id = a.person WHERE a.study = ? ORDER BY p.sort_name, a.start",
            (study,),
        )
        first, last = since.isoformat(), until.isoformat()
        active = [row for row in rows if row[2] <= last <= (row[3] or last)]
        came = [f"{row[0]}, {row[1]}: from {_day(row[2])}" for row in rows if first <= row[2] <= last]
        left = [f"{row[0]}, {row[1]}: to {_day(row[3])}" for row in rows if row[3] and first <= row[3] <= last]
        stayed = [f"{row[0]} left the site, but is still {row[1]}" for row in active if row[4] and row[4] < last]
        return Section(
            "People",
            (
                Fact("In a role today", str(len(active))),
                Fact("Came in the period", str(len(came))),
                Fact("Left in the period", str(len(left))),
                Fact("Left the site, role still open", str(len(stayed)), bool(stayed)),
            ),
            _some([*stayed, *came, *left]),
        )

    def training(self, study: str) -> Section:
        """Who lacks a training that the site or the study asks."""
        gaps = self._training_gaps(study)
        people = {gap.person for gap in gaps}
        return Section(
            "Training",
            (
                Fact("Gaps", str(len(gaps)), bool(gaps)),
                Fact("People with a gap", str(len(people)), bool(people)),
            ),
            _some([f"{gap.person}: {gap.requirement} {gap.status}" for gap in gaps]),
        )

    def access(self, study: str) -> Section:
        """Accounts in the study's systems: open ones, those of leavers, and the last signed review of each system."""
        accounts = self._store.rows(
            f"""SELECT y.name, {_NAME}, p."end",
                (SELECT s.kind FROM account_step AS s WHERE s.account = a.id AND s.voided IS NULL
                 ORDER BY s.number DESC LIMIT 1) AS step
            FROM account AS a JOIN system AS y ON y.id = a.system JOIN person AS p ON p.id = a.person
            WHERE a.system IN (SELECT system FROM system_study WHERE study = ?)""",  # noqa: S608
            (study,),
        )
        today = self._store.clock.now().date()
        opened = [row for row in accounts if row[3] in ("granted", "changed", "removal asked")]
        leavers = [f"{row[1]} left on {_day(row[2])}: account in {row[0]} open" for row in opened
                   if row[2] and row[2] < today.isoformat()]  # fmt: skip
        systems = self._store.rows(
            """SELECT y.name, (SELECT max(v.signed) FROM access_review AS v WHERE v.system = y.id) FROM system AS y
            JOIN system_study AS l ON l.system = y.id WHERE l.study = ? AND (y."end" IS NULL OR y."end" >= ?)
            ORDER BY y.name""",
            (study, today.isoformat()),
        )
        never = [f"{name}: access was never reviewed" for name, signed in systems if signed is None]
        return Section(
            "Access to systems",
            (
                Fact("Systems", str(len(systems))),
                Fact("Open accounts", str(len(opened))),
                Fact("Open accounts of leavers", str(len(leavers)), bool(leavers)),
                Fact("Systems never reviewed", str(len(never)), bool(never)),
            ),
            _some([*leavers, *never, *(f"{name}: reviewed {_day(signed)}" for name, signed in systems if signed)]),
        )

    def deviations(self, study: str, since: date, until: date) -> Section:
        """Deviations found in the period, those still open, and those that wait for the investigator."""
        rows = self._store.rows(
            "SELECT number, identified, type, grade, serious, closed FROM deviation "
            "WHERE study = ? AND voided = 0 ORDER BY number",
            (study,),
        )
        fresh = [row for row in rows if since.isoformat() <= row[1] <= until.isoformat()]
        still = [row for row in rows if row[5] is None]
        waiting = [row for row in rows if row[3] == "" or row[4] == ""]
        serious = [row for row in fresh if row[4] == "yes"]
        lines = [
            f"{number}, {kind}, found {_day(found)}: "
            + (grade or "not assessed") + (", serious breach" if breach == "yes" else "")
            for number, found, kind, grade, breach, _closed in dict.fromkeys([*waiting, *still, *fresh])
        ]  # fmt: skip
        return Section(
            "Deviations",
            (
                Fact("Found in the period", str(len(fresh))),
                Fact("Open", str(len(still)), bool(still)),
                Fact("Not assessed by the investigator", str(len(waiting)), bool(waiting)),
                Fact("Serious breaches", str(len(serious)), bool(serious)),
            ),
            _some(lines),
        )

    def study_papers(self, study: str) -> Section:
        """What of form, disclosures and CVs is missing, overdue, or unlike the delegation log."""
        standing = self._papers.standing(study)
        late = [line for line in standing if line.state in (OVERDUE, MISSING)]
        unlike = self._papers.differences(study)
        names = {"form": "investigator’s form", "disclosure": "financial disclosure", "cv": "signed CV"}
        return Section(
            "Study papers",
            (
                Fact("On file and current", str(sum(line.state == rules.CURRENT for line in standing))),
                Fact("Missing or overdue", str(len(late)), bool(late)),
                Fact("Form and delegation log differ", str(len(unlike)), bool(unlike)),
            ),
            _some([*(f"{line.person}: {names[line.kind]} {line.state}" for line in late),
                   *(f"{one.person}: {one.what}" for one in unlike)]),
        )  # fmt: skip


def _some(lines: Sequence[str]) -> tuple[str, ...]:
    """At most MOST_LINES; the rest is told as a number."""
    if len(lines) <= MOST_LINES:
        return tuple(lines)
    return (*lines[:MOST_LINES], f"and {len(lines) - MOST_LINES} more")


def _day(text: str | None) -> str:
    return shown(from_iso(text))
