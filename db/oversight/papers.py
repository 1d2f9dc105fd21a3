"""Study papers (ROS-7): the investigator's form, financial disclosures, signed CVs; what is missing or due of them,
and where the form and the delegation log differ (21 CFR 54.4(b), 312.53(c), 312.64(d))."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from db.clock import stamp
from db.days import day_of, from_iso, is_late, iso, shown
from db.errors import BadInput
from db.evidence.records import File
from db.evidence.register import EvidenceFiles
from db.oversight import records as r
from db.oversight import rules
from db.store.change import Change
from db.store.query import Page, Query, order_sql, where_sql
from db.store.store import Store
from db.waiting import MISSING

CV_MONTHS = 24
"""Sponsors ask for a CV signed within two years; a site's setting may come to differ."""
_NAME = "p.family_name || CASE p.given_name WHEN '' THEN '' ELSE ', ' || p.given_name END"
_FROM = "FROM study_paper AS d JOIN study AS s ON s.id = d.study JOIN person AS p ON p.id = d.person"
_PAPER = (
    f"SELECT d.id, d.study, s.code, d.person, {_NAME}, d.kind, d.title, d.version, d.signed, d.sent, d.interests, "
    f"d.note, d.evidence, d.voided, d.entered, d.late_reason {_FROM}"
)
_FIELDS = {
    "id": "d.id", "study_id": "d.study", "study": "s.code", "person_id": "d.person", "person": "p.sort_name",
    "kind": "d.kind", "title": "d.title", "version": "d.version", "signed": "d.signed", "interests": "d.interests",
    "voided": "d.voided",
}  # fmt: skip


class Role(NamedTuple):
    """Somebody's first and last day in a role of a study, the investigator's among them."""

    person: str
    name: str
    role: str
    start: date
    end: date | None


class Papers:
    """Over one open store."""

    def __init__(self, store: Store, files: EvidenceFiles) -> None:
        self._store, self._files = store, files

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    def file(self, new: r.NewPaper, scan: File | None = None) -> r.Paper:
        """A paper that was signed, with its scan. Raises BadInput for what cannot be; late entries say why."""
        with self._store.change() as change:
            paper = self.file_in(change, new, scan)
        return self.paper(paper)

    def file_in(self, change: Change, new: r.NewPaper, scan: File | None = None) -> str:
        """The same as a part of the caller's transaction; its id."""
        self._check(new)
        late = is_late(new.signed, self.today)
        reason = " ".join(new.late_reason.split())
        if late and not reason:
            raise BadInput(
                f"This paper was signed {(self.today - new.signed).days} days ago.", kept="Nothing was saved.",
                todo="Write why it is entered only now; it will be marked as a late entry.",
            )  # fmt: skip
        paper = change.insert(
            "study_paper",
            {
                "study": new.study_id, "person": new.person_id, "kind": new.kind, "title": new.title.strip(),
                "version": new.version.strip(), "signed": iso(new.signed), "sent": iso(new.sent),
                "interests": new.interests, "note": new.note.strip(), "late_reason": reason if late else "",
                "evidence": None if scan is None else self._files.save(change, scan),
                "entered": stamp(self._store.clock.now()),
            },
        )  # fmt: skip
        people = dict(new.people)
        change.insert_many(
            "study_paper_person", ("paper", "person", "role"),
            [(paper, person, role.strip()) for person, role in people.items()],
        )  # fmt: skip
        return paper

    def sent(self, paper: str, day: date, reason: str) -> r.Paper:
        """The day on which the sponsor was sent it."""
        found = self.paper(paper)
        if day < found.signed:
            raise BadInput(f"It was signed on {shown(found.signed)}, after {shown(day)}.", kept="Nothing was changed.")
        with self._store.change(reason) as change:
            change.update("study_paper", paper, {"sent": iso(day)})
        return self.paper(paper)

    def void(self, paper: str, reason: str) -> r.Paper:
        """Strike through what was entered by mistake: it stays to be read and no longer counts."""
        with self._store.change(reason) as change:
            change.update("study_paper", paper, {"voided": 1})
        return self.paper(paper)

    def paper(self, paper: str) -> r.Paper:
        """Raises BadInput when there is none."""
        row = self._store.row(f"{_PAPER} WHERE d.id = ?", (paper,))
        if row is None:
            raise BadInput("That paper is not there.", todo="Refresh the page and look again.")
        return self._paper(row)

    def papers(self, query: Query | None = None) -> Page[r.Paper]:
        """Newest first unless sorted; search: title, version, note and the person's name."""
        query = query or Query()
        where, values = where_sql(query, _FIELDS)
        for word in query.search.split():
            where += " AND instr(lower(p.sort_name || ' ' || d.title || ' ' || d.version || ' ' || d.note), lower(?))"
            values.append(word)
        order = order_sql(query, _FIELDS, "d.signed DESC, d.id DESC")
        rows = self._store.rows(
            f"{_PAPER} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?", (*values, query.limit, query.offset)
        )
        matching = self._store.scalar(f"SELECT count(*) {_FROM} WHERE {where}", values)
        of = self._store.scalar("SELECT count(*) FROM study_paper")
        return Page(tuple(self._paper(row) for row in rows), int(str(matching)), int(str(of)))

    def standing(self, study: str | None = None) -> tuple[r.PaperStanding, ...]:
        """What is asked of whom, by study and person; of studies that are open or ended less than a year ago."""
        where, values = ("1", []) if study is None else ("s.id = ?", [study])
        studies = self._store.rows(
            f'SELECT s.id, s.code, s.start, s."end" FROM study AS s WHERE {where} ORDER BY s.code', values
        )
        return tuple(
            line
            for id_, code, start, end in studies
            for line in self._of_study(id_, code, from_iso(start), from_iso(end))
        )

    def differences(self, study: str | None = None) -> tuple[r.Difference, ...]:
        """Where the newest investigator's form and the delegation log do not name the same people."""
        where, values = ("1", []) if study is None else ("s.id = ?", [study])
        found: list[r.Difference] = []
        for id_, code in self._store.rows(
            f'SELECT s.id, s.code FROM study AS s WHERE {where} AND (s."end" IS NULL OR s."end" >= ?) ORDER BY s.code',
            (*values, self.today.isoformat()),
        ):
            found.extend(self._differences(id_, code))
        return tuple(found)

    def form(self, study: str) -> r.Paper | None:
        """The investigator's form in force: the newest that counts."""
        row = self._store.row(
            f"{_PAPER} WHERE d.study = ? AND d.kind = 'form' AND d.voided = 0 "
            "ORDER BY d.signed DESC, d.id DESC LIMIT 1",
            (study,),
        )
        return None if row is None else self._paper(row)

    def roles(self, study: str) -> tuple[Role, ...]:
        """Everybody with a role in the study, the principal investigators first; each person once, as highest."""
        rows = self._store.rows(
            f"""SELECT p.id, {_NAME}, 'Principal investigator', i.start, i."end" FROM investigator AS i
                JOIN person AS p ON p.id = i.person WHERE i.study = ?
            UNION ALL
            SELECT p.id, {_NAME}, a.role, a.start, a."end" FROM assignment AS a
                JOIN person AS p ON p.id = a.person WHERE a.study = ?""",
            (study, study),
        )
        found: dict[str, Role] = {}
        for person, name, role, start, end in rows:
            one = Role(person, name, role, date.fromisoformat(start), from_iso(end))
            former = found.get(person)
            found[person] = one if former is None else _wider(former, one)
        return tuple(found.values())

    def _of_study(self, study: str, code: str, start: date | None, end: date | None) -> Iterator[r.PaperStanding]:
        if start is not None and start > self.today:
            return
        newest = self._newest(study)
        named = [one for one in self.roles(study) if rules.is_investigator(one.role) and one.start <= self.today]
        lead = self._lead(study)
        if lead is not None and end is None:
            yield self._form_standing(study, code, lead)
        for one in named:
            last_day = min((day for day in (one.end, end) if day is not None), default=None)
            signed = newest.get((one.person, r.DISCLOSURE), ())
            due, why = rules.disclosure_due(one.start, end, tuple(day for day, _id in signed))
            if due is not None and (one.end is None or end is not None or not signed):
                yield self._line(study, code, one, r.DISCLOSURE, due, why, signed)
            if last_day is None or last_day >= self.today:
                signed = newest.get((one.person, r.CV), ())
                due, why = rules.cv_due(one.start, signed[-1][0] if signed else None, CV_MONTHS)
                yield self._line(study, code, one, r.CV, due, why, signed)

    def _line(
        self, study: str, code: str, one: Role, kind: str, due: date, why: str, signed: tuple[tuple[date, str], ...]
    ) -> r.PaperStanding:
        state = rules.state_of(due, self.today, done=bool(signed))
        last = signed[-1] if signed else None
        return r.PaperStanding(
            study, code, one.person, one.name, one.role, kind, state, due, why, last[1] if last else None,
            last[0] if last else None,
        )  # fmt: skip

    def _form_standing(self, study: str, code: str, lead: Role) -> r.PaperStanding:
        form = self.form(study)
        mine = form is not None and form.person_id == lead.person
        why = (
            "No investigator’s form is on file." if form is None
            else f"{form.title} {form.version} is signed by {lead.name}." if mine
            else f"{form.title} {form.version} names {form.person}; {lead.name} is principal investigator now."
        )  # fmt: skip
        state = rules.CURRENT if mine else MISSING
        return r.PaperStanding(
            study, code, lead.person, lead.name, lead.role, r.FORM, state, None if mine else lead.start, why,
            form.id if form else None, form.signed if form else None,
        )  # fmt: skip

    def _lead(self, study: str) -> Role | None:
        today = self.today.isoformat()
        row = self._store.row(
            f"""SELECT p.id, {_NAME}, i.start FROM investigator AS i JOIN person AS p ON p.id = i.person
            WHERE i.study = ? AND i.start <= ? AND (i."end" IS NULL OR i."end" >= ?) ORDER BY i.start DESC LIMIT 1""",
            (study, today, today),
        )
        return None if row is None else Role(row[0], row[1], "Principal investigator", date.fromisoformat(row[2]), None)

    def _newest(self, study: str) -> dict[tuple[str, str], tuple[tuple[date, str], ...]]:
        found: dict[tuple[str, str], tuple[tuple[date, str], ...]] = {}
        for person, kind, signed, paper in self._store.rows(
            "SELECT person, kind, signed, id FROM study_paper WHERE study = ? AND voided = 0 ORDER BY signed, id",
            (study,),
        ):
            key = (person, kind)
            found[key] = (*found.get(key, ()), (date.fromisoformat(signed), paper))
        return found

    def _differences(self, study: str, code: str) -> Iterator[r.Difference]:
        form = self.form(study)
        if form is None:
            return
        listed = {form.person_id: form.person, **{person: name for person, name, _role in form.people}}
        delegated = self._delegated(study)
        for person, (name, role) in delegated.items():
            if person not in listed and rules.is_investigator(role):
                yield r.Difference(study, code, person, name, f"Delegated as {role}, not named on {form.title} "
                                                              f"{form.version}.")  # fmt: skip
        for person, name in listed.items():
            if person not in delegated and person != form.person_id:
                yield r.Difference(study, code, person, name, f"Named on {form.title} {form.version}, but nothing is "
                                                              "delegated to them.")  # fmt: skip

    def _delegated(self, study: str) -> dict[str, tuple[str, str]]:
        """Whoever holds a line of the delegation log, or leads the study, today: name and role."""
        today = self.today.isoformat()
        roles = {one.person: one.role for one in self.roles(study)}
        rows = self._store.rows(
            f"""SELECT DISTINCT p.id, {_NAME} FROM delegation AS l JOIN person AS p ON p.id = l.person
            WHERE l.study = ? AND l.start <= ? AND coalesce(l.ended, l."end", '9999-12-31') >= ?
                AND NOT EXISTS (SELECT 1 FROM delegation_step AS t WHERE t.line = l.id AND t.kind = 'refused')""",
            (study, today, today),
        )
        found = {person: (name, roles.get(person, "")) for person, name in rows}
        lead = self._lead(study)
        if lead is not None:
            found.setdefault(lead.person, (lead.name, lead.role))
        return found

    def _check(self, new: r.NewPaper) -> None:
        if new.kind not in r.PAPERS:
            raise BadInput(f"“{new.kind}” is no kind of paper.", todo=f"Kinds: {', '.join(r.PAPERS)}.")
        if new.signed > self.today:
            raise BadInput(f"{shown(new.signed)} is still to come.", kept="Nothing was saved.")
        if new.kind == r.FORM and not (new.title.strip() and new.version.strip()):
            raise BadInput("The investigator’s form needs its name and its version.", kept="Nothing was saved.")
        if new.kind == r.DISCLOSURE and new.interests not in (r.NO_INTERESTS, r.DISCLOSED):
            raise BadInput("Were there interests to disclose, or none?", kept="Nothing was saved.")
        if new.interests == r.DISCLOSED and not new.note.strip():
            raise BadInput("Say what was disclosed, and how bias is kept out.", kept="Nothing was saved.")
        if new.sent is not None and new.sent < new.signed:
            raise BadInput("It cannot have been sent before it was signed.", kept="Nothing was saved.")

    def _paper(self, row: tuple[object, ...]) -> r.Paper:
        text = [None if value is None else str(value) for value in row]
        signed, entered = date.fromisoformat(str(row[8])), str(row[14])
        people: tuple[tuple[str, str, str], ...] = ()
        if row[5] == r.FORM:
            people = tuple(
                (person, name, role)
                for person, name, role in self._store.rows(
                    f"SELECT p.id, {_NAME}, l.role FROM study_paper_person AS l JOIN person AS p ON p.id = l.person "
                    "WHERE l.paper = ? ORDER BY p.sort_name",
                    (str(row[0]),),
                )
            )
        return r.Paper(
            str(row[0]), str(row[1]), str(row[2]), str(row[3]), str(row[4]), str(row[5]), str(row[6]), str(row[7]),
            signed, from_iso(text[9]), str(row[10]), str(row[11]), text[12], bool(row[13]), entered,
            is_late(signed, day_of(entered)), str(row[15]), people,
        )  # fmt: skip


def _wider(one: Role, other: Role) -> Role:
    """Both roles of a person as one: the earlier start, the later end, the investigator's role first."""
    role = one.role if rules.is_investigator(one.role) or not rules.is_investigator(other.role) else other.role
    end = None if one.end is None or other.end is None else max(one.end, other.end)
    return Role(one.person, one.name, role, min(one.start, other.start), end)
