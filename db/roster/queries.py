"""What can be asked of the roster. Filter, search, sort and page are SQL; nothing here writes."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from db import people_sql
from db.clock import stamp
from db.errors import BadInput
from db.folding import fold, match_expression, written_name
from db.roster import records as r
from db.roster import rows, worked_out
from db.roster.rules import EXPIRING_DAYS
from db.store.connection import SqlValue
from db.store.query import UNCOUNTED, Page, Query, order_sql, where_sql
from db.store.rewind import as_known, last_seq_by
from db.store.store import Store

_MANY = 500  # found rows above which walking the name index beats looking each up (200,000 walked in 12 ms)
_FIRST_NAMES = "SELECT sort_name FROM person INDEXED BY person_by_name ORDER BY sort_name LIMIT 1 OFFSET ?"
_FACETS = ("status", "role", "employer", "study")
_PAPERS = {"cv": "cv_expires", "licence": "licence_expires"}


class RosterQueries:
    """Reads. ``on`` is the day it is asked for; None is today by the store's clock."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._counts: tuple[int, dict[tuple[str, tuple[str, ...]], int]] = (-1, {})

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    def people(self, query: Query | None = None, on: date | None = None) -> Page[r.Person]:
        """People by name unless sorted. Fields to filter and sort by: PEOPLE_FIELDS (worked_out); ``study``
        (id or short name) only filters. Search: words of names and e-mail, in any script. Raises BadInput for
        another field."""
        query, on = query or Query(), on or self.today
        fields = worked_out.person_fields(on)
        clause, values = self._clause(query, on)
        matching = (
            self._count(clause, values) if query.counting else self._counted.get((clause, tuple(values)), UNCOUNTED)
        )
        # the views of a session limited to studies have no row numbers
        key = "p.id" if self._store.limited else "p.rowid"
        order = order_sql(_by_name(query), fields, _tie(query, key))
        walk = " INDEXED BY person_by_name" if not query.sort and self._finds_many(query.search) else ""
        page = f"SELECT {key} AS number FROM person AS p{walk} WHERE {clause} ORDER BY {order} LIMIT ? OFFSET ?"
        shown = f"{rows.PERSON}, {worked_out.studies_of(on)}"
        whole = f"SELECT {shown} FROM ({{}}) JOIN person AS p ON {key} = number ORDER BY {order}"
        window: tuple[SqlValue, ...] = (*values, query.limit, query.offset)
        found: list[tuple[Any, ...]] = []
        if walk and self._finds_most(query):
            first = page.replace(people_sql.FOUND, people_sql.FOUND_ONE_BY_ONE)
            first = first.replace("WHERE ", f"WHERE p.sort_name <= ({_FIRST_NAMES}) AND ", 1)
            found = self._store.rows(whole.format(first), (query.limit * 3, *window))
        if query.limit < 0 or len(found) < query.limit:
            found = self._store.rows(whole.format(page), window)
        people = tuple(rows.person(row, on, row[-1]) for row in found)
        if matching == UNCOUNTED and not query.offset and len(people) < query.limit:
            matching = len(people)
        return Page(people, matching, self._count("1", []))

    def papers_due(
        self, paper: str, after: date | None, until: date, limit: int, on: date | None = None
    ) -> tuple[r.Person, ...]:
        """Active people whose paper ("cv" or "licence") runs out after the one day (None: ever) and by the other, the
        earliest first."""
        on, due, values = self._paper_due(paper, after, until, on)
        found = self._store.rows(
            f"SELECT {rows.PERSON}, {worked_out.studies_of(on)} FROM person AS p WHERE {due} "
            f"ORDER BY p.{_PAPERS[paper]}, p.sort_name LIMIT ?",
            (*values, limit),
        )
        return tuple(rows.person(row, on, row[-1]) for row in found)

    def papers_due_count(self, paper: str, after: date | None, until: date, on: date | None = None) -> int:
        """How many there are in all."""
        _, due, values = self._paper_due(paper, after, until, on)
        found = self._store.row(f"SELECT COUNT(*) FROM person AS p WHERE {due}", values)
        return int(found[0]) if found else 0

    def _paper_due(
        self, paper: str, after: date | None, until: date, on: date | None
    ) -> tuple[date, str, tuple[str, ...]]:
        on = on or self.today
        here, days = people_sql.at_site(on)
        column = f"p.{_PAPERS[paper]}"
        return (
            on,
            f"{column} > ? AND {column} <= ? AND {here}",
            (after.isoformat() if after else "", until.isoformat(), *days),
        )

    def person(self, person_id: str, on: date | None = None) -> r.Person:
        """One person. Raises BadInput when there is none with this id."""
        on = on or self.today
        row = self._store.row(
            f"SELECT {rows.PERSON}, {worked_out.studies_of(on)} FROM person AS p WHERE p.id = ?",
            (person_id,),
        )
        if row is None:
            raise BadInput("That person is not on the roster.", todo="Refresh the page and look again.")
        return rows.person(row, on, row[-1])

    def names(self, on: date | None = None) -> tuple[r.Named, ...]:
        """Everybody, by name, with no more than a form needs to offer them."""
        own = f"p.id, p.family_name, p.given_name, p.role, {worked_out.status_sql(on or self.today)}"
        found = self._store.rows(f"SELECT {own} FROM person AS p ORDER BY p.sort_name")
        return tuple(r.Named(row[0], written_name(row[1], row[2]), row[3], row[4]) for row in found)

    def facets(self, query: Query | None = None, on: date | None = None) -> Mapping[str, tuple[r.Facet, ...]]:
        """For each of status, role, employer and study: its values with how many people the *other* filters leave.
        Most frequent first, at most 50."""
        query, on = query or Query(), on or self.today
        fields = worked_out.person_fields(on)
        found: dict[str, tuple[r.Facet, ...]] = {}
        for name in _FACETS:
            others = replace(query, where={field: given for field, given in query.where.items() if field != name})
            clause, values = self._clause(others, on)
            if name == "study":
                sql = (
                    "SELECT s.code, count(DISTINCT a.person) FROM assignment AS a JOIN study AS s ON s.id = a.study "
                    'JOIN person AS p ON p.id = a.person WHERE a.start <= ? AND (a."end" IS NULL OR a."end" >= ?) '
                    f"AND {clause} GROUP BY s.code ORDER BY 2 DESC, 1 LIMIT 50"
                )
                values = [on.isoformat(), on.isoformat(), *values]
            elif name == "status" and clause == "1":
                found[name] = self._statuses(on)
                continue
            else:
                sql = (
                    f"SELECT {fields[name]}, count(*) FROM person AS p WHERE {clause} "
                    "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50"
                )
            found[name] = tuple(r.Facet(value, count) for value, count in self._store.rows(sql, tuple(values)) if value)
        return found

    def _statuses(self, on: date) -> tuple[r.Facet, ...]:
        """Of everybody: who has left and who is expected stand at the ends of two indexes, all others are active."""
        day = on.isoformat()
        left = self._scalar('SELECT count(*) FROM person AS p WHERE p."end" < ?', day)
        expected = self._scalar(
            "SELECT count(*) FROM person AS p WHERE p.start > ?", day
        )  # nobody ends before starting
        counts = {r.ACTIVE: self._count("1", []) - left - expected, r.EXPECTED: expected, r.LEFT: left}
        ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        return tuple(r.Facet(value, count) for value, count in ranked if count)

    def headline(self, on: date | None = None) -> r.RosterFacts:
        """The roster in numbers; CV and licence of active people only. Counted out of indexes, each its own."""
        on = on or self.today
        day, yesterday, soon = on.isoformat(), on - timedelta(days=1), on + timedelta(days=EXPIRING_DAYS)
        here, days = people_sql.at_site(on)
        standing = {one.value: one.count for one in self._statuses(on)}
        active, expected, left = (standing.get(one, 0) for one in (r.ACTIVE, r.EXPECTED, r.LEFT))
        filed = "(p.cv_date IS NOT NULL OR p.cv_expires IS NOT NULL OR p.cv_file IS NOT NULL)"
        with_cv = self._count(f"{filed} AND {here}", days)
        expired, expiring = (
            [self.papers_due_count(paper, after, until, on) for paper in ("cv", "licence")]
            for after, until in ((None, yesterday), (yesterday, soon))
        )
        papers = (expired[0], expiring[0], active - with_cv, expired[1], expiring[1])
        studies = self._store.row(
            'SELECT count(*), total((start IS NOT NULL AND start <= ?) AND ("end" IS NULL OR "end" >= ?)) FROM study',
            (day, day),
        )
        assert studies is not None
        return r.RosterFacts(
            active + expected + left, active, expected, left, int(studies[0]), int(studies[1]), *papers
        )

    def studies(self, query: Query | None = None, on: date | None = None) -> Page[r.Study]:
        """Studies by short name unless sorted; each with its investigator and protocol version on the day."""
        query, on = query or Query(), on or self.today
        fields = worked_out.study_fields(on)
        clause, values = where_sql(query, fields)
        for word in query.search.split():
            clause += " AND instr(lower(s.code || ' ' || s.protocol || ' ' || s.title || ' ' || s.sponsor), ?) > 0"
            values.append(word.lower())
        order = order_sql(query, fields, "s.code, s.id")
        found = self._store.rows(
            f"{worked_out.study_sql(on)} WHERE {clause} ORDER BY {order} LIMIT ? OFFSET ?",
            (*values, query.limit, query.offset),
        )
        matching = self._scalar(f"SELECT count(*) FROM study AS s WHERE {clause}", *values)
        return Page(tuple(rows.study(row, on) for row in found), matching, self._scalar("SELECT count(*) FROM study"))

    def study(self, study_id: str, on: date | None = None) -> r.Study:
        """One study, by id or by its short name. Raises BadInput when there is none."""
        on = on or self.today
        row = self._store.row(f"{worked_out.study_sql(on)} WHERE s.id = ? OR s.code = ?", (study_id, study_id))
        if row is None:
            raise BadInput(f"There is no study “{study_id}”.", todo="Choose one from the list of studies.")
        return rows.study(row, on)

    def study_file(self, study_id: str, on: date | None = None) -> r.StudyFile:
        """A study with its investigators, protocol versions and everybody who ever held a role in it."""
        study = self.study(study_id, on)
        versions = self._store.rows(
            "SELECT id, study, label, approved, effective, summary FROM protocol_version WHERE study = ? "
            "ORDER BY coalesce(effective, '9999'), coalesce(approved, '9999'), label",
            (study.id,),
        )
        return r.StudyFile(
            study,
            self.investigators(study.id),
            tuple(rows.version(row) for row in versions),
            self.assignments(study_id=study.id),
        )

    def investigators(self, study_id: str) -> tuple[r.Period, ...]:
        """Principal investigators of a study, in order of time."""
        found = self._store.rows(f"{rows.PERIOD} WHERE i.study = ? ORDER BY i.start", (study_id,))
        return tuple(rows.period(row) for row in found)

    def assignments(
        self, person_id: str | None = None, study_id: str | None = None, on: date | None = None
    ) -> tuple[r.Assignment, ...]:
        """Roles in studies, of one person, in one study, in force on one day, or all of these; by name and start."""
        terms, values = ["1"], list[str]()
        if person_id is not None:
            terms.append("a.person = ?")
            values.append(person_id)
        if study_id is not None:
            terms.append("a.study = ?")
            values.append(study_id)
        if on is not None:
            terms.append('a.start <= ? AND (a."end" IS NULL OR a."end" >= ?)')
            values.extend([on.isoformat()] * 2)
        found = self._store.rows(
            f"{rows.ASSIGNMENT} WHERE {' AND '.join(terms)} ORDER BY p.sort_name, s.code, a.start DESC, a.id",
            tuple(values),
        )
        return tuple(rows.assignment(row) for row in found)

    def person_file(self, person_id: str, on: date | None = None) -> r.PersonFile:
        """One person's roster side: who they are, roles past and present, times as principal investigator."""
        person = self.person(person_id, on)
        periods = self._store.rows(f"{rows.PERIOD} WHERE i.person = ? ORDER BY i.start DESC", (person_id,))
        roles = sorted(self.assignments(person_id=person_id), key=lambda a: (a.start, a.id), reverse=True)
        return r.PersonFile(person, tuple(roles), tuple(rows.period(row) for row in periods))

    def roles(self) -> tuple[str, ...]:
        """Every role anybody here holds or held, by name."""
        found = self._store.rows("SELECT role FROM person UNION SELECT role FROM assignment ORDER BY 1")
        return tuple(role for (role,) in found if role)

    def match_names(self, text: str) -> tuple[r.NameMatch, ...]:
        """A pasted list of names, one a line, matched to people active today, else to those who have left or are still
        to come: whoever has exactly these words, else whoever has words beginning so, at most five. “Family, Given” and
        “Given Family” both do."""
        return tuple(self._match(line.strip()) for line in text.splitlines() if line.strip())

    def _match(self, line: str) -> r.NameMatch:
        wanted = set(fold(line).replace(",", " ").split())
        named = line.replace(",", " ")
        found: tuple[r.Person, ...] = ()
        for status in ([r.ACTIVE], [r.LEFT, r.EXPECTED]):
            found = found or self.people(Query(where={"status": status}, search=named, limit=50)).rows
        exact = [person for person in found if wanted == set(fold(person.name).replace(",", " ").split())]
        return r.NameMatch(line, tuple(exact or found[:5]))

    def people_as_known(self, when: datetime, on: date | None = None) -> tuple[r.Person, ...]:
        """The roster as of a day with only what had been entered by the moment ``when`` (AUD-6), by name.
        Without their studies."""
        on = on or when.date()
        known = as_known(self._store, "person", (*rows.PERSON_COLUMNS, "sort_name"), last_seq_by(self._store, when))
        known.sort(key=lambda row: (row["sort_name"], row["id"]))
        return tuple(rows.person([row[name] for name in rows.PERSON_COLUMNS], on) for row in known)

    def _clause(self, query: Query, on: date) -> people_sql.Clause:
        plain = {name: given for name, given in query.where.items() if name != "study"}
        clauses = [where_sql(replace(query, where=plain), worked_out.person_fields(on))]
        if "study" in query.where:
            clauses.append(people_sql.in_study(query.where["study"], on))
        if query.search.strip():
            clauses.append(people_sql.found_by(query.search, index=not self._store.limited))
        return people_sql.both(*[clause for clause in clauses if clause[0] != "1"])

    def _finds_many(self, search: str, many: int = _MANY) -> bool:
        """Whether so many match the words alone that walking the names in order is the quicker way to the first."""
        expression = "" if self._store.limited else match_expression(search)
        probe = "SELECT 1 FROM person_search WHERE person_search MATCH ? LIMIT 1 OFFSET ?"
        return bool(expression) and self._store.row(probe, (expression, many)) is not None

    def _finds_most(self, query: Query) -> bool:
        """Whether the first of all names should fill the page, so that asking the index for each of them in turn is
        quicker than gathering whoever matches."""
        everybody = self._count("1", [])
        if not query.limit or query.offset or everybody < _MANY * query.limit:
            return False
        return self._finds_many(query.search, everybody // 2)

    @property
    def _counted(self) -> dict[tuple[str, tuple[str, ...]], int]:
        """What was counted since the trail's last entry."""
        head = self._store.head().seq
        if self._counts[0] != head:
            self._counts = (head, {})
        return self._counts[1]

    def _count(self, clause: str, values: list[str]) -> int:
        """How many people; kept until the trail has another entry, because every page of rows asks it again."""
        key, counted = (clause, tuple(values)), self._counted
        if key not in counted:
            sql = f"SELECT count(*) FROM person AS p WHERE {clause}"
            if clause.startswith("p.rowid IN (SELECT rowid FROM person_search") and clause.count(" AND ") == 0:
                sql = "SELECT count(*) FROM person_search WHERE person_search MATCH ?"
            counted[key] = self._scalar(sql, *values)
        return counted[key]

    def forget_counts(self) -> None:
        """As after a write: what was counted is counted again."""
        self._counts = (-1, {})

    def _scalar(self, sql: str, *values: Any) -> int:
        found = self._store.scalar(sql, values)
        assert isinstance(found, int)
        return found

    def _now(self) -> str:
        return stamp(self._store.clock.now())


def _by_name(query: Query) -> Query:
    return query if query.sort else replace(query, sort=(("name", False),))


def _tie(query: Query, key: str) -> str:
    """Equal ones by name, in the direction of the last field, so that an index gives the whole order."""
    down = " DESC" if query.sort and query.sort[-1][1] else ""
    return f"{key}{down}" if not query.sort or query.sort[-1][0] == "name" else f"p.sort_name{down}, {key}{down}"
