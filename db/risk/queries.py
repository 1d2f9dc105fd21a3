"""What can be asked of the risks. Filter, search, sort and page are SQL; nothing here writes."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Any

from db.days import day_of, from_iso, is_late
from db.errors import BadInput
from db.fields import chosen
from db.folding import written_name
from db.risk import records as r
from db.risk.library import scales as built_in
from db.risk.rules import acceptance_state, action_state, review_state, risk_status
from db.store.in_hand import facets, window
from db.store.query import UNCOUNTED, Page, Query, order_sql, where_sql
from db.store.rewind import as_known, last_seq_on
from db.store.rights import readable
from db.store.store import Store

COLUMNS = (
    "id", "number", "title", "scenario", "consequence", "study", "owner", "identified", "controls",
    "inherent_likelihood", "inherent_impact", "current_likelihood", "current_impact", "residual_likelihood",
    "residual_impact", "treatment", "review_months", "next_review", "library", "closed", "closing", "late_reason",
    "entered",
)  # fmt: skip
PLACES = ("inherent", "current", "residual")
NAMED = 12
"""Risks of a cell that are named to who points at it; the table shows all of them."""
_ALL = 100_000
FACETS = ("status", "level", "owner", "study", "asset")
ENDS = "(SELECT max(c.ends) FROM risk_acceptance AS c WHERE c.risk = k.id AND c.signed = 1 AND c.withdrawn IS NULL)"
OPEN = "FROM risk_action AS t WHERE t.risk = k.id AND t.done IS NULL AND t.dropped = 0"
_SELECT = (
    ", ".join(f"k.{name}" for name in COLUMNS) + ", e.name, h.name, v.name, s.code, o.family_name, o.given_name, "
    f"{ENDS}, (SELECT count(*) {OPEN}), (SELECT min(t.due) {OPEN})"
)
_FROM = (
    "risk AS k LEFT JOIN asset AS e ON e.id = k.asset LEFT JOIN threat AS h ON h.id = k.threat "
    "LEFT JOIN vulnerability AS v ON v.id = k.vulnerability LEFT JOIN study AS s ON s.id = k.study "
    "LEFT JOIN person AS o ON o.id = k.owner"
)
_WORDS = (
    "k.number || ' ' || k.title || ' ' || k.scenario || ' ' || coalesce(e.name, '') || ' ' || coalesce(h.name, '') "
    "|| ' ' || coalesce(v.name, '') || ' ' || coalesce(o.sort_name, '')"
)
_ESCAPED = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})


def _words(one: r.Risk) -> str:
    return f"{one.number} {one.title} {one.scenario} {one.asset} {one.threat} {one.owner}"


class RiskQueries:
    """Reads. ``on`` is the day it is asked for; None is today by the store's clock."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    def risks(self, query: Query | None = None, on: date | None = None) -> Page[r.Risk]:
        """Risks identified by that day, the highest current score first unless sorted."""
        query, on = query or Query(), on or self.today
        clause, values = self._clause(query, on)
        by = query if query.sort else replace(query, sort=(("score", True), ("number", False)))
        order = order_sql(by, self._fields(on), "k.id")
        ids = f"SELECT k.id AS one FROM {_FROM} WHERE {clause} ORDER BY {order} LIMIT ? OFFSET ?"
        rows = self._store.rows(
            f"SELECT {_SELECT} FROM {_FROM} JOIN ({ids}) AS w ON w.one = k.id ORDER BY {order}",
            (*values, query.limit, query.offset),
        )
        found = tuple(_risk(row, on) for row in rows)
        if not query.counting:
            return Page(found, UNCOUNTED, UNCOUNTED)
        matching = self._count(f"SELECT count(*) FROM {_FROM} WHERE {clause}", *values)
        return Page(found, matching, self._count(f"SELECT count(*) FROM risk AS k WHERE {there(on)}"))

    def known(self, on: date) -> tuple[r.Risk, ...]:
        """The risks as they were known at the end of that day (AUD-6): assessments, actions and acceptances made since
        are taken back. People, studies and elements by the names they have today; the highest current score first."""
        seq = last_seq_on(self._store, on)
        names = {
            table: {row[0]: row[1:] for row in self._store.rows(f"SELECT id, {column} FROM {table}")}
            for table, column in (
                ("asset", "name"), ("threat", "name"), ("vulnerability", "name"), ("study", "code"),
                ("person", "family_name, given_name"),
            )
        }  # fmt: skip
        ends: dict[str, str] = {}
        for row in as_known(self._store, "risk_acceptance", ("id", "risk", "ends", "signed", "withdrawn"), seq):
            if row["signed"] and row["withdrawn"] is None:
                ends[row["risk"]] = max(ends.get(row["risk"], ""), row["ends"])
        due: dict[str, list[str]] = {}
        for row in as_known(self._store, "risk_action", ("id", "risk", "due", "done", "dropped"), seq):
            if row["done"] is None and not row["dropped"]:
                due.setdefault(row["risk"], []).append(row["due"])
        found = []
        for row in as_known(self._store, "risk", (*COLUMNS, "asset", "threat", "vulnerability"), seq):
            named = [names[table].get(row[table], ("",))[0] for table in ("asset", "threat", "vulnerability", "study")]
            days = due.get(row["id"], [])
            own = [row[name] for name in COLUMNS]
            owner = names["person"].get(row["owner"], (None, None))
            found.append(_risk([*own, *named, *owner, ends.get(row["id"]), len(days), min(days, default=None)], on))
        return tuple(sorted(found, key=lambda one: (-one.current.score, one.number)))

    def known_page(self, on: date, query: Query | None = None) -> Page[r.Risk]:
        """A window of ``known``, filtered by the same words as the register of today."""
        return window(self.known(on), query or Query(), self._known_fields(on), _words)

    def known_facets(self, on: date, query: Query | None = None) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """As ``facets``, of what was known on the day."""
        return facets(self.known(on), query or Query(), self._known_fields(on), _words, FACETS)

    def _known_fields(self, on: date) -> dict[str, Callable[[r.Risk], Any]]:
        scales = self.scales()
        fields: dict[str, Callable[[r.Risk], Any]] = {
            **{name: attrgetter(name) for name in (
                "number", "title", "id", "owner", "study", "asset", "threat", "vulnerability", "treatment", "status",
                "identified", "next_review", "accepted_until")},
            **{f"{axis}_place": attrgetter(f"{axis}.written") for axis in PLACES},
            "level": lambda one: scales.level_of(one.current), "score": lambda one: one.current.score,
            "review": lambda one: review_state(one.closed, one.next_review, on),
        }  # fmt: skip
        return fields

    def known_cells(self, on: date, query: Query | None = None) -> Mapping[str, Mapping[r.Position, r.Cell]]:
        """As ``cells``, of what was known on the day."""
        rows = self.known_page(on, replace(query or Query(), limit=_ALL, offset=0)).rows
        found: dict[str, dict[r.Position, r.Cell]] = {axis: {} for axis in PLACES}
        for one in sorted((one for one in rows if one.status != r.CLOSED), key=lambda one: one.number):
            for axis, cells in found.items():
                place = getattr(one, axis)
                there = cells.get(place, r.Cell(0, ()))
                cells[place] = r.Cell(there.count + 1, (*there.named, (one.number, one.title))[:NAMED])
        return found

    def risk(self, risk_id: str, on: date | None = None) -> r.Risk:
        """Raises BadInput when there is none with this id."""
        row = self._store.row(f"SELECT {_SELECT} FROM {_FROM} WHERE k.id = ?", (risk_id,))
        if row is None:
            raise BadInput("That risk is not there.", todo="Refresh the page and look again.")
        return _risk(row, on or self.today)

    def file(self, risk_id: str) -> r.RiskFile:
        """One risk with all that hangs on it."""
        on = self.today
        actions = tuple(
            _action(row, on)
            for row in self._store.rows(
                "SELECT t.id, t.risk, t.what, t.owner, p.family_name, p.given_name, t.first_due, t.due, "
                "t.done, t.note, t.evidence, t.dropped FROM risk_action AS t JOIN person AS p ON p.id = t.owner "
                "WHERE t.risk = ? ORDER BY t.due, t.id",
                (risk_id,),
            )
        )
        reviews = self._store.rows(
            "SELECT reviewed, reviewer, outcome FROM risk_review WHERE risk = ? ORDER BY reviewed DESC, id DESC",
            (risk_id,),
        )
        capa = findings = []
        if readable(self._store, "risk_capa"):
            capa = self._store.rows("SELECT capa FROM risk_capa WHERE risk = ? ORDER BY id", (risk_id,))
        if readable(self._store, "exercise_finding"):
            findings = self._store.rows("SELECT what FROM exercise_finding WHERE risk = ? ORDER BY id", (risk_id,))
        return r.RiskFile(
            self.risk(risk_id), actions, self.acceptances(risk_id),
            tuple(r.Review(date.fromisoformat(row[0]), row[1], row[2]) for row in reviews),
            tuple(str(row[0]) for row in capa), tuple(str(row[0]) for row in findings),
        )  # fmt: skip

    def acceptances(self, risk_id: str, on: date | None = None) -> tuple[r.Acceptance, ...]:
        """The newest first."""
        return self._acceptances("c.risk = ?", (risk_id,), on)

    def acceptance(self, acceptance_id: str) -> r.Acceptance:
        found = self._acceptances("c.id = ?", (acceptance_id,), None)
        if not found:
            raise BadInput("That acceptance is not there.", todo="Refresh the page and look again.")
        return found[0]

    def spots(self, query: Query | None = None, on: date | None = None) -> tuple[r.Spot, ...]:
        """Where each matching risk stands on the matrix, the gravest first."""
        rows = self.risks(replace(query or Query(), limit=_ALL, offset=0, counting=False), on).rows
        return tuple(
            r.Spot(one.id, one.number, one.title, one.inherent, one.current, one.residual, one.status) for one in rows
        )

    def cells(self, query: Query | None = None, on: date | None = None) -> Mapping[str, Mapping[r.Position, r.Cell]]:
        """For each of PLACES what stands where on the matrix: matching risks that were open on the day, by number."""
        query, on = query or Query(), on or self.today
        clause, values = self._clause(query, on)
        found: dict[str, dict[r.Position, r.Cell]] = {}
        for axis in PLACES:
            rows = self._store.rows(
                f"SELECT k.{axis}_likelihood, k.{axis}_impact, count(*), group_concat(k.number || char(31) || k.title, "
                f"char(30) ORDER BY k.number) FROM {_FROM} WHERE {clause} AND {alive(on)} GROUP BY 1, 2",
                tuple(values),
            )
            found[axis] = {r.Position(row[0], row[1]): r.Cell(row[2], _named(row[3])) for row in rows}
        return found

    def standing(self, on: date) -> tuple[tuple[str, int, int], ...]:
        """Of risks identified by the day: status, current score, how many."""
        rows = self._store.rows(
            f"SELECT {_status_sql(on)}, k.current_likelihood * k.current_impact, count(*) FROM risk AS k "
            f"WHERE {there(on)} GROUP BY 1, 2"
        )
        return tuple((str(row[0]), int(row[1]), int(row[2])) for row in rows)

    def headline(self, on: date | None = None) -> tuple[int, int, int, int]:
        """Open risks; of them high or very high today; acceptances that ended; reviews overdue."""
        on = on or self.today
        high = f"k.current_likelihood * k.current_impact > {self.scales().bounds[1]}"
        row = self._store.row(
            f"SELECT count(*), coalesce(sum({high}), 0), coalesce(sum(k.next_review < ?), 0) FROM risk AS k "
            f"WHERE {there(on)} AND {alive(on)}",
            (on.isoformat(),),
        )
        assert row is not None
        lapsed = self._count(
            f"SELECT count(*) FROM risk AS k WHERE k.id IN (SELECT risk FROM risk_acceptance WHERE signed = 1) AND "
            f"{there(on)} AND {_status_sql(on)} = '{r.LAPSED}'"
        )
        return int(row[0]), int(row[1]), lapsed, int(row[2])

    def facets(self, query: Query | None = None, on: date | None = None) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """For each of FACETS its values with how many risks the other filters leave."""
        query, on = query or Query(), on or self.today
        fields, found = self._fields(on), {}
        for name in FACETS:
            others = replace(query, where={field: given for field, given in query.where.items() if field != name})
            clause, values = self._clause(others, on)
            rows = self._store.rows(
                f"SELECT {fields[name]}, count(*) FROM {_FROM} WHERE {clause} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50",
                tuple(values),
            )
            found[name] = tuple((str(value), int(count)) for value, count in rows if value not in (None, ""))
        return found

    def scales(self) -> r.Scales:
        """The built-in words, the site's own in their place."""
        own = {
            (row[0], row[1]): r.Step(row[0], row[1], row[2], row[3])
            for row in self._store.rows("SELECT axis, step, word, meaning FROM risk_scale")
        }
        usual = built_in()

        def worded(steps: Sequence[r.Step]) -> tuple[r.Step, ...]:
            return tuple(own.get((one.axis, one.step), one) for one in steps)

        return replace(
            usual, likelihood=worded(usual.likelihood), impact=worded(usual.impact), level=worded(usual.level)
        )

    def words(self, element: str) -> tuple[str, ...]:
        """The names of r.ELEMENTS that may be named anew, for completing; assets only while in use."""
        clause = "ended IS NULL" if chosen("Kind", element, r.ELEMENTS) == r.ASSET else "1"
        rows = self._store.rows(f"SELECT name FROM {element} WHERE {clause} ORDER BY name COLLATE NOCASE")
        return tuple(str(row[0]) for row in rows)

    def _clause(self, query: Query, on: date) -> tuple[str, list[str]]:
        wanted, living = query.where.get("status"), ""
        if wanted and {*wanted, r.CLOSED} >= set(r.STATUSES):  # whatever is treated: only whether it is closed counts
            living = there(on) if r.CLOSED in wanted else alive(on)
            query = replace(query, where={key: given for key, given in query.where.items() if key != "status"})
        clause, values = where_sql(query, self._fields(on))
        terms = [one for one in (there(on), living, clause) if one not in ("", "1")]
        for word in query.search.split():
            terms.append(rf"({_WORDS}) LIKE ? ESCAPE '\'")
            values.append(f"%{word.translate(_ESCAPED)}%")
        return " AND ".join(terms), values

    def _fields(self, on: date) -> dict[str, str]:
        score = "k.{0}_likelihood * k.{0}_impact"
        bounds = self.scales().bounds
        level = "CASE " + " ".join(
            f"WHEN {score.format('current')} <= {bound} THEN '{number}'" for number, bound in enumerate(bounds, 1)
        )
        return {
            "number": "k.number", "title": "k.title", "id": "k.id", "owner": "o.sort_name", "study": "s.code",
            "asset": "e.name", "threat": "h.name", "vulnerability": "v.name", "treatment": "k.treatment",
            "score": score.format("current"), "inherent": score.format("inherent"),
            "residual": score.format("residual"), "identified": "k.identified", "next_review": "k.next_review",
            "level": f"{level} END", "accepted_until": ENDS, "library": "k.library",
            "status": _status_sql(on), "review": _review_sql(on),
            **{f"{axis}_place": f"k.{axis}_likelihood || '/' || k.{axis}_impact" for axis in PLACES},
        }  # fmt: skip

    def _acceptances(self, clause: str, values: tuple[str, ...], on: date | None) -> tuple[r.Acceptance, ...]:
        on = on or self.today
        found = self._store.rows(
            "SELECT c.id, c.risk, c.approver, p.family_name, p.given_name, c.reason, c.accepted, c.ends, c.likelihood, "
            "c.impact, c.signed, c.withdrawn FROM risk_acceptance AS c JOIN person AS p ON p.id = c.approver "
            f"WHERE {clause} ORDER BY c.accepted DESC, c.id DESC",
            values,
        )
        return tuple(
            r.Acceptance(
                row[0], row[1], row[2], _name(row[3], row[4]), row[5], date.fromisoformat(row[6]),
                date.fromisoformat(row[7]), r.Position(row[8], row[9]),
                acceptance_state(bool(row[10]), date.fromisoformat(row[7]), from_iso(row[11]), on),
            )
            for row in found
        )  # fmt: skip

    def _count(self, sql: str, *values: str) -> int:
        found = self._store.scalar(sql, values)
        return found if isinstance(found, int) else 0


def there(on: date) -> str:
    return f"k.identified <= '{on.isoformat()}'"


def alive(on: date) -> str:
    return f"(k.closed IS NULL OR k.closed > '{on.isoformat()}')"


def _named(text: str) -> tuple[tuple[str, str], ...]:
    """Of a cell's risks as SQL strings them together, the first ones."""
    found = (one.partition("\x1f") for one in text.split("\x1e", NAMED)[:NAMED])
    return tuple((number, title) for number, _, title in found)


def _status_sql(on: date) -> str:
    """The same as rules.risk_status, for filtering; a test compares the two over every state."""
    day = on.isoformat()
    return (
        f"CASE WHEN k.closed <= '{day}' THEN '{r.CLOSED}' "
        f"WHEN k.treatment = '{r.ACCEPT}' OR ({ENDS} IS NOT NULL AND NOT EXISTS (SELECT 1 {OPEN})) THEN "
        f"CASE WHEN {ENDS} IS NULL THEN '{r.UNTREATED}' WHEN {ENDS} < '{day}' THEN '{r.LAPSED}' "
        f"ELSE '{r.ACCEPTED}' END WHEN k.treatment = '' THEN '{r.UNTREATED}' "
        f"WHEN EXISTS (SELECT 1 {OPEN} AND t.due < '{day}') THEN '{r.LATE}' "
        f"WHEN EXISTS (SELECT 1 {OPEN}) THEN '{r.TREATING}' ELSE '{r.TREATED}' END"
    )


def _review_sql(on: date) -> str:
    """The same as rules.review_state."""
    return (
        f"CASE WHEN NOT {alive(on)} THEN '' WHEN k.next_review < '{on}' THEN '{r.REVIEW_LATE}' "
        f"WHEN k.next_review <= '{on + r.AHEAD}' THEN '{r.REVIEW_SOON}' ELSE '' END"
    )


def _risk(row: Sequence[Any], on: date) -> r.Risk:
    own = dict(zip(COLUMNS, row, strict=False))
    asset, threat, weakness, code, family, given, ends, open_actions, due = row[len(COLUMNS) :][:9]
    closed, accepted_until, next_due = from_iso(own["closed"]), from_iso(ends), from_iso(due)
    identified, next_review = date.fromisoformat(own["identified"]), date.fromisoformat(own["next_review"])
    return r.Risk(
        id=own["id"], number=own["number"], title=own["title"], scenario=own["scenario"],
        consequence=own["consequence"], asset=asset or "", threat=threat or "", vulnerability=weakness or "",
        study_id=own["study"], study=code or "", owner_id=own["owner"], owner=_name(family, given),
        identified=identified, controls=own["controls"], treatment=own["treatment"],
        inherent=r.Position(own["inherent_likelihood"], own["inherent_impact"]),
        current=r.Position(own["current_likelihood"], own["current_impact"]),
        residual=r.Position(own["residual_likelihood"], own["residual_impact"]),
        review_months=own["review_months"], next_review=next_review, review_late=closed is None and next_review < on,
        library=own["library"], closed=closed, closing=own["closing"],
        status=risk_status(closed, own["treatment"], accepted_until, open_actions, next_due, on),
        accepted_until=accepted_until, open_actions=open_actions, next_due=next_due,
        late=is_late(identified, day_of(own["entered"])), late_reason=own["late_reason"], entered=own["entered"],
    )  # fmt: skip


def _action(row: Sequence[Any], on: date) -> r.Action:
    due, done = date.fromisoformat(row[7]), from_iso(row[8])
    return r.Action(
        row[0], row[1], row[2], row[3], _name(row[4], row[5]), date.fromisoformat(row[6]), due, done, row[9], row[10],
        action_state(due, done, bool(row[11]), on),
    )  # fmt: skip


def _name(family: str | None, given: str | None) -> str:
    return written_name(family, given or "") if family else ""
