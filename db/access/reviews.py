"""What can be asked of reviews of access (ROS-5). Nothing here writes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from db.access import review_records as v
from db.access.account_steps import Accounts
from db.access.records import OPEN_STEPS
from db.days import from_iso
from db.errors import BadInput
from db.folding import written_name
from db.store.query import Page, Query, order_sql, where_sql
from db.store.rights import readable

_REVIEW_COLUMNS = (
    "id", "number", "system", "kind", "why", "period_start", "period_end", "step", "list_name", "list_sha256",
    "list_read", "list_taken", "list_file", "dormant_days", "started", "signed", "closed",
)  # fmt: skip
_ROWS = "FROM review_row AS w WHERE w.review = v.id"
_FOLLOWUPS = "FROM access_followup AS f WHERE f.review = v.id"
_REVIEW = (
    f"SELECT {', '.join(f'v.{name}' for name in _REVIEW_COLUMNS)}, s.name, coalesce(u.name, ''), "
    f"(SELECT count(*) {_ROWS}), (SELECT count(*) {_ROWS} AND w.match <> 'open'), "
    f"(SELECT count(*) {_ROWS} AND w.verdict <> ''), (SELECT count(*) {_ROWS} AND w.findings <> ''), "
    f"(SELECT count(*) {_ROWS} AND w.verdict = 'remove'), (SELECT count(*) {_FOLLOWUPS}), "
    f"(SELECT count(*) {_FOLLOWUPS} AND f.verified IS NULL) "
)
_JOINED = "FROM access_review AS v JOIN system AS s ON s.id = v.system LEFT JOIN users AS u ON u.id = v.user"
_REVIEW_FIELDS = {
    "id": "v.id", "number": "v.number", "system": "s.name", "kind": "v.kind", "step": "v.step", "started": "v.started",
    "signed": "v.signed", "closed": "v.closed", "period_end": "v.period_end",
}  # fmt: skip
_ROW = (
    "SELECT w.id, w.review, w.place, w.account_name, w.written_name, w.email, w.role, w.last_login, w.active, "
    "w.suggested, w.likeness, w.how, w.match, w.person, w.account, w.findings, w.verdict, w.new_role, w.reason, "
    "coalesce(d.name, ''), coalesce(w.decided, ''), p.family_name, p.given_name, p.\"end\", "
    "g.family_name, g.given_name, g.other_names "
)
_ROW_JOINS = (
    "FROM review_row AS w LEFT JOIN person AS p ON p.id = w.person LEFT JOIN person AS g ON g.id = w.suggested "
    "LEFT JOIN users AS d ON d.id = w.decided_by"
)
_ORDER_OF_ROWS = "coalesce(w.place, 1000000), w.account_name, w.id"
_ROW_FIELDS = {
    "id": "w.id", "place": "w.place", "account": "w.account_name", "name": "w.written_name", "role": "w.role",
    "last_login": "w.last_login", "how": "w.how", "match": "w.match", "verdict": "w.verdict",
    "person": "coalesce(p.sort_name, g.sort_name)", "likeness": "w.likeness", "decided_by": "w.decided_by",
    "exact": "CASE WHEN w.how IN ('account', 'e-mail', 'name') THEN 'yes' ELSE 'no' END",
    "any": "CASE WHEN w.findings = '' THEN 'no' ELSE 'yes' END",
}  # fmt: skip
_FOLLOWUP = (
    "SELECT f.id, f.review, v.number, s.name, f.row, w.account_name, coalesce(p.family_name, ''), "
    "coalesce(p.given_name, ''), w.written_name, f.kind, w.new_role, w.reason, f.due, f.done, f.done_by, "
    "coalesce(e.name, ''), f.outcome, f.evidence, f.verified, coalesce(c.name, ''), f.verified_how "
    "FROM access_followup AS f JOIN access_review AS v ON v.id = f.review JOIN system AS s ON s.id = v.system "
    "JOIN review_row AS w ON w.id = f.row LEFT JOIN person AS p ON p.id = w.person "
    "LEFT JOIN users AS e ON e.id = f.done_user LEFT JOIN users AS c ON c.id = f.verified_by"
)
ALL_ROWS = 1_000_000
_TOGETHER = 500  # ids to a statement


class ReviewQueries(Accounts):
    """Reads."""

    def reviews(self, query: Query | None = None) -> Page[v.Review]:
        """Newest first unless sorted. Fields: number, system, kind, step, started, signed, closed, period_end."""
        query = query or Query()
        clause, values = where_sql(query, _REVIEW_FIELDS)
        for word in query.search.split():
            clause += " AND instr(lower(v.number || ' ' || s.name || ' ' || v.why), ?) > 0"
            values.append(word.lower())
        order = order_sql(query, _REVIEW_FIELDS, "v.started DESC, v.id DESC")
        found = self._store.rows(
            f"{_REVIEW}{_JOINED} WHERE {clause} ORDER BY {order} LIMIT ? OFFSET ?", (*values, query.limit, query.offset)
        )
        matching = self._count(f"SELECT count(*) {_JOINED} WHERE {clause}", tuple(values))
        of = self._count(f"SELECT count(*) {_JOINED}")
        return Page(tuple(self._review(row) for row in found), matching, of)

    def review(self, review_id: str) -> v.Review:
        """By id or number. Raises BadInput when there is none."""
        row = self._store.row(f"{_REVIEW}{_JOINED} WHERE v.id = ? OR v.number = ?", (review_id, review_id))
        if row is None:
            raise BadInput(f"There is no review “{review_id}”.", todo="Choose one from the list of reviews.")
        return self._review(row)

    def review_rows(self, review_id: str, query: Query | None = None) -> Page[v.ReviewRow]:
        """In the order of the list unless sorted. Fields: place, account, name, role, last_login, how, match, verdict,
        person, likeness, exact and any (yes or no); ``finding`` takes codes of FINDINGS."""
        query = query or Query()
        plain = {name: given for name, given in query.where.items() if name != "finding"}
        clause, values = where_sql(replace(query, where=plain), _ROW_FIELDS)
        codes = query.where.get("finding")
        if codes is not None:
            terms = " OR ".join(["instr(' ' || w.findings || ' ', ?) > 0"] * len(codes)) or "0"
            clause += f" AND ({terms})"
            values += [f" {code} " for code in codes]
        for word in query.search.split():
            clause += " AND instr(lower(w.account_name || ' ' || w.written_name || ' ' || w.role), ?) > 0"
            values.append(word.lower())
        order = order_sql(query, _ROW_FIELDS, _ORDER_OF_ROWS)
        found = self._store.rows(
            f"{_ROW}{_ROW_JOINS} WHERE w.review = ? AND {clause} ORDER BY {order} LIMIT ? OFFSET ?",
            (review_id, *values, query.limit, query.offset),
        )
        matching = self._count(f"SELECT count(*) {_ROW_JOINS} WHERE w.review = ? AND {clause}", (review_id, *values))
        of = self._count("SELECT count(*) FROM review_row AS w WHERE w.review = ?", (review_id,))
        own = self._person_of(self._store.actor.user)
        return Page(tuple(_row(row, own) for row in found), matching, of)

    def review_row(self, row_id: str) -> v.ReviewRow:
        """One row. Raises BadInput when there is none."""
        row = self._store.row(f"{_ROW}{_ROW_JOINS} WHERE w.id = ?", (row_id,))
        if row is None:
            raise BadInput("That row is not there.", todo="Refresh the page and look again.")
        return _row(row, self._person_of(self._store.actor.user))

    def rows_named(self, row_ids: Sequence[str]) -> tuple[v.ReviewRow, ...]:
        """These rows, in the order of the ids. Raises BadInput where one is not there."""
        found: dict[str, v.ReviewRow] = {}
        own = self._person_of(self._store.actor.user)
        for first in range(0, len(row_ids), _TOGETHER):
            some = tuple(row_ids[first : first + _TOGETHER])
            marks = ", ".join("?" * len(some))
            for row in self._store.rows(f"{_ROW}{_ROW_JOINS} WHERE w.id IN ({marks})", some):
                found[row[0]] = _row(row, own)
        if len(found) < len(set(row_ids)):
            raise BadInput("That row is not there.", todo="Refresh the page and look again.")
        return tuple(found[row_id] for row_id in row_ids)

    def findings(self, review_id: str) -> dict[str, int]:
        """How many rows of a review have each finding."""
        found = self._store.rows(
            "SELECT w.findings, count(*) FROM review_row AS w WHERE w.review = ? GROUP BY 1", (review_id,)
        )
        return {
            code: sum(int(count) for codes, count in found if code in codes.split()) for code in v.FINDINGS
        }  # fmt: skip

    def followups(self, review_id: str | None = None, *, unfinished: bool = False) -> tuple[v.Followup, ...]:
        """Of one review or of all, by due day."""
        terms, values = ["1"], list[str]()
        if review_id is not None:
            terms.append("f.review = ?")
            values.append(review_id)
        if unfinished:
            terms.append("f.verified IS NULL")
        found = self._store.rows(
            f"{_FOLLOWUP} WHERE {' AND '.join(terms)} ORDER BY f.due, w.account_name, f.id", tuple(values)
        )
        return tuple(_followup(row) for row in found)

    def review_file(self, review_id: str) -> v.ReviewFile:
        """A review with all its rows and follow-ups."""
        review = self.review(review_id)
        rows = self.review_rows(review.id, Query(limit=ALL_ROWS)).rows
        return v.ReviewFile(review, rows, self.followups(review.id))

    def list_form(self, system_id: str) -> v.ListForm | None:
        """How the system's list was read the last time; None where it never was, and for who brings in none."""
        if not readable(self._store, "account_list_form"):
            return None
        row = self._store.row("SELECT columns, dates FROM account_list_form WHERE system = ?", (system_id,))
        return None if row is None else v.ListForm(json.loads(row[0]), row[1])

    def to_match_against(self, system_id: str) -> tuple[tuple[v.Someone, ...], tuple[v.Held, ...]]:
        """The roster, leavers included, and the register's accounts of a system: for matching in a worker."""
        people = self._store.rows(
            'SELECT id, family_name, given_name, other_names, email, "end" FROM person ORDER BY sort_name'
        )
        held = self._store.rows(
            "SELECT a.id, a.person, a.name, l.role, l.kind FROM account AS a "
            "JOIN account_step AS l ON l.account = a.id AND l.number = (SELECT max(x.number) "
            "FROM account_step AS x WHERE x.account = a.id AND x.voided IS NULL) "
            "WHERE a.system = ?",
            (system_id,),
        )
        return (
            tuple(v.Someone(a, b, c, d, e, from_iso(end)) for a, b, c, d, e, end in people),
            tuple(v.Held(a, b, c, d, kind in OPEN_STEPS) for a, b, c, d, kind in held),
        )

    def _review(self, row: Sequence[Any]) -> v.Review:
        values: dict[str, Any] = dict(zip(_REVIEW_COLUMNS, row, strict=False))
        name, by, rows, matched, decided, with_findings, removals, followups, unfinished = row[len(_REVIEW_COLUMNS) :]
        days: dict[str, Any] = {
            key: from_iso(values.pop(key)) for key in ("period_start", "list_taken", "signed", "closed")
        }
        period_end, started = from_iso(values.pop("period_end")), from_iso(values.pop("started"))
        assert period_end is not None and started is not None
        system = values.pop("system")
        return v.Review(
            **values, **days, period_end=period_end, started=started, system_id=system, system=name, by=by, rows=rows,
            matched=matched, decided=decided, with_findings=with_findings, removals=removals, followups=followups,
            open_followups=unfinished, deciders=self._names_of_deciders(values["id"]),
            signers=self._names_of_signers(values["id"]),
        )  # fmt: skip

    def _names_of_deciders(self, review_id: str) -> tuple[str, ...]:
        found = self._store.rows(
            "SELECT DISTINCT u.name FROM review_row AS w JOIN users AS u ON u.id = w.decided_by WHERE w.review = ? "
            "ORDER BY u.name",
            (review_id,),
        )
        return tuple(name for (name,) in found)

    def _names_of_signers(self, review_id: str) -> tuple[str, ...]:
        found = self._store.rows(
            "SELECT u.name FROM review_signer AS g JOIN users AS u ON u.id = g.user WHERE g.review = ? ORDER BY g.id",
            (review_id,),
        )
        return tuple(name for (name,) in found)


def _near(family: str | None, given: str | None, other: str | None) -> str:
    """A suggested person, with the name in another script: lists of vendors are in Latin letters."""
    if not family:
        return ""
    name = written_name(family, given or "")
    return f"{name} ({other})" if other else name


def _row(row: Sequence[Any], own: str | None) -> v.ReviewRow:
    (id_, review, place, account, name, email, role, last_login, active, suggested, likeness, how, match, person, held,
     findings, verdict, new_role, reason, decided_by, decided, family, given, end, near, near_given, near_other,
     ) = row  # fmt: skip
    return v.ReviewRow(
        id_, review, place, account, name, email, role, from_iso(last_login), bool(active), suggested,
        _near(near, near_given, near_other), likeness, how, match, person,
        written_name(family, given) if family else "", held, tuple(findings.split()), verdict, new_role, reason,
        decided_by, decided, person is not None and person == own, from_iso(end),
    )  # fmt: skip


def _followup(row: Sequence[Any]) -> v.Followup:
    (id_, review, number, system, row_id, account, family, given, written, kind, new_role, reason, due, done, done_by,
     entered_by, outcome, evidence, verified, verified_by, verified_how) = row  # fmt: skip
    day = from_iso(due)
    assert day is not None
    return v.Followup(
        id_, review, number, system, row_id, account, written_name(family, given) if family else written, kind,
        new_role, reason, day, from_iso(done), done_by, entered_by, outcome, evidence, from_iso(verified), verified_by,
        verified_how,
    )  # fmt: skip
