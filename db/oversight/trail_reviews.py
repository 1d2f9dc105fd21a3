"""The scheduled review of the audit trail (AUD-4; ICH E6(R3) 4.2.2; Annex 11 9): what to look at, the sample, marks,
findings, the signed record. Nothing in here changes the trail itself."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from db import randomness
from db.clock import stamp
from db.days import add_months, day_of, from_iso, shown
from db.errors import BadInput, Refused
from db.origin import OWN, OpenCapa, Origin
from db.oversight import looking, rules
from db.oversight import trail_records as t
from db.oversight.rules import REVIEW_MONTHS
from db.signing.register import Signing
from db.signing.signable import Ink, Pen, Signable
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.query import Page, Query, order_sql, where_sql
from db.store.store import Store

TABLE = "trail_review"
MEANING = "reviewed"
SCHEDULE = "trail-review-months"
_FILTER = "SELECT id, name, risk, why, look, share, least, retired FROM trail_filter"
_BY_RISK = "CASE risk WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, name"
_REVIEW = (
    'SELECT v.id, v.number, v.first, v.last, v.since, v.until, v.seed, v.chain, v."user", u.name, v.conclusion, '
    'v.signed FROM trail_review AS v JOIN users AS u ON u.id = v."user"'
)
_LOOKED_FROM = "FROM trail_review_entry AS e JOIN trail_filter AS f ON f.id = e.filter JOIN audit AS a ON a.seq = e.seq"
_FIELDS = {"id": "e.id", "seq": "e.seq", "filter": "f.name", "risk": "f.risk", "mark": "e.mark", "review": "e.review"}


class TrailReviews:
    """Over one open store."""

    def __init__(self, store: Store, signing: Signing, open_capa: OpenCapa) -> None:
        self._store, self._signing, self._open_capa = store, signing, open_capa

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    def filters(self, *, retired: bool = False) -> tuple[t.TrailFilter, ...]:
        """What is looked at, the riskiest first."""
        where = "1" if retired else "retired IS NULL"
        return tuple(_filter(row) for row in self._store.rows(f"{_FILTER} WHERE {where} ORDER BY {_BY_RISK}"))

    def begin_with_built_in(self) -> tuple[t.TrailFilter, ...]:
        """The built-in filters, where there is none yet; a site changes them as its own."""
        if not self.filters(retired=True):
            with self._store.change() as change:
                for one in built_in():
                    change.insert("trail_filter", {**one, "look": json.dumps(one["look"])})
        return self.filters()

    def set_filter(
        self, name: str, risk: str, why: str, look: Mapping[str, object], share: int, least: int, reason: str = ""
    ) -> t.TrailFilter:
        """A filter by its name: new, or with other contents. Raises BadInput for what cannot be looked at."""
        looking.clause(look)
        values: dict[str, SqlValue] = {
            "name": name.strip(), "risk": risk, "why": why.strip(), "look": json.dumps(look), "share": share,
            "least": least,
        }  # fmt: skip
        known = self._store.scalar("SELECT id FROM trail_filter WHERE name = ?", (name.strip(),))
        with self._store.change(reason) as change:
            if known is None:
                change.insert("trail_filter", values)
            else:
                change.update("trail_filter", str(known), values)
        return next(one for one in self.filters(retired=True) if one.name == name.strip())

    def retire_filter(self, filter_id: str, reason: str) -> None:
        """No longer used; earlier reviews keep what they looked at."""
        with self._store.change(reason) as change:
            change.update("trail_filter", filter_id, {"retired": self.today.isoformat()})

    def schedule(self) -> t.TrailSchedule:
        """When the next review is due: so many months after the last, or after the first entry."""
        months = int(str(self._store.scalar("SELECT value FROM settings WHERE id = ?", (SCHEDULE,)) or REVIEW_MONTHS))
        last = from_iso(_text(self._store.scalar("SELECT max(until) FROM trail_review WHERE signed IS NOT NULL")))
        begun = self._store.scalar("SELECT at FROM audit WHERE seq = 1")
        start = last or (day_of(str(begun)) if begun else self.today)
        due = add_months(start, months)
        draft = self._store.scalar("SELECT id FROM trail_review WHERE signed IS NULL")
        return t.TrailSchedule(months, last, due, rules.state_of(due, self.today), _text(draft))

    def set_months(self, months: int, reason: str) -> t.TrailSchedule:
        """How often, in months. Officers only."""
        if not 1 <= months <= 24:
            raise BadInput("The trail is reviewed every 1 to 24 months.", kept="Nothing was changed.")
        known = self._store.scalar("SELECT value FROM settings WHERE id = ?", (SCHEDULE,))
        with self._store.change(reason) as change:
            if known is None:
                change.insert("settings", {"id": SCHEDULE, "value": str(months)})
            elif int(str(known)) != months:
                change.update("settings", SCHEDULE, {"value": str(months)})
        return self.schedule()

    def reviews(self) -> tuple[t.TrailReview, ...]:
        """Newest first."""
        return tuple(self._review(row) for row in self._store.rows(f"{_REVIEW} ORDER BY v.number DESC"))

    def review(self, review: str) -> t.TrailReview:
        """Raises BadInput when there is none."""
        row = self._store.row(f"{_REVIEW} WHERE v.id = ?", (review,))
        if row is None:
            raise BadInput("That review is not there.", todo="Refresh the page and look again.")
        return self._review(row)

    def begin(self, chain: str = "") -> t.TrailReview:
        """Draws the sample from everything entered since the last review. ``chain``: what verifying the trail said.

        A review under way goes on. Refused for a session that sees a part of the trail only."""
        self._store.demand_whole("review the trail")
        schedule = self.schedule()
        if schedule.open_review is not None:
            return self.review(schedule.open_review)
        filters = self.begin_with_built_in()
        former = int(str(self._store.scalar("SELECT coalesce(max(last), 0) FROM trail_review") or 0))
        head = self._store.head().seq
        if head <= former:
            raise Refused("Nothing was entered since the last review.", kept="Nothing was saved.")
        since = self._store.scalar("SELECT at FROM audit WHERE seq = ?", (former + 1,))
        seed = randomness.token(16).hex()
        number = int(str(self._store.scalar("SELECT coalesce(max(number), 0) + 1 FROM trail_review")))
        with self._store.change() as change:
            review = change.insert(
                TABLE,
                {
                    "number": number, "first": former + 1, "last": head,
                    "since": min(str(since)[:10], self.today.isoformat()),
                    "until": self.today.isoformat(), "seed": seed, "chain": chain[:500],
                    "user": self._store.actor.user, "entered": stamp(self._store.clock.now()),
                },
            )  # fmt: skip
            self._draw(change, review, filters, former + 1, head, seed)
        return self.review(review)

    def entries(self, review: str, query: Query | None = None) -> Page[t.Looked]:
        """The sample, the riskiest filter first unless sorted; fields: seq, filter, risk, mark."""
        query = query or Query(limit=-1)
        given = Query({**query.where, "review": [review]})
        where, values = where_sql(given, _FIELDS)
        for word in query.search.split():
            where += " AND (instr(lower(coalesce(a.detail, '')), lower(?)) OR instr(a.action, lower(?)))"
            values += [word, word]
        order = order_sql(query, _FIELDS, f"{_BY_RISK.replace('risk', 'f.risk').replace(', name', ', f.name')}, e.seq")
        rows = self._store.rows(
            f'SELECT e.id, e.seq, f.name, f.risk, e.mark, e.finding, e.capa, a."by" {_LOOKED_FROM} WHERE {where} '
            f"ORDER BY {order} LIMIT ? OFFSET ?",
            (*values, query.limit, query.offset),
        )
        matching = self._store.scalar(f"SELECT count(*) {_LOOKED_FROM} WHERE {where}", values)
        of = self._store.scalar("SELECT count(*) FROM trail_review_entry WHERE review = ?", (review,))
        numbers = [str(row[1]) for row in rows]
        found = {one.seq: one for one in self._store.trail.page(Query({"seq": numbers}, limit=-1)).rows} if rows else {}
        reviewer = self._store.scalar('SELECT "user" FROM trail_review WHERE id = ?', (review,))
        return Page(
            tuple(
                t.Looked(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7] == reviewer, found[row[1]])
                for row in rows
            ),
            int(str(matching)), int(str(of)),
        )  # fmt: skip

    def mark(self, entries: Sequence[str], mark: str, finding: str = "") -> None:
        """Looked at: in order, or a finding with its words. Several at once. Raises BadInput, NotSaved once signed."""
        if mark not in t.MARKS:
            raise BadInput("An entry is in order, or it is a finding.", kept="Nothing was changed.")
        words = " ".join(finding.split())
        if (mark == t.FINDING) != bool(words):
            raise BadInput("A finding says what was found.", kept="Nothing was changed.")
        with self._store.change("Looked at in the review of the trail") as change:
            for entry in entries:
                change.update("trail_review_entry", entry, {"mark": mark, "finding": words})

    def conclude(self, review: str, conclusion: str) -> t.TrailReview:
        """What the reviewer makes of it, before the signature. Raises BadInput for an empty one."""
        if not conclusion.strip():
            raise BadInput("A review needs its conclusion in words.", kept="Nothing was saved.")
        with self._store.change("The reviewer's conclusion") as change:
            change.update(TABLE, review, {"conclusion": conclusion.strip()})
        return self.review(review)

    def to_capa(self, entry: str) -> str:
        """A CAPA from a finding, which is there once; its id. Raises BadInput for what is no finding."""
        row = self._store.row("SELECT review, seq, finding, capa FROM trail_review_entry WHERE id = ?", (entry,))
        if row is None or not row[2]:
            raise BadInput("Only a finding leads to a CAPA.", kept="Nothing was changed.")
        if row[3] is not None:
            return str(row[3])
        review = self.review(str(row[0]))
        origin = Origin(
            OWN, "trail_review_entry", entry, review.title, f"{review.title}, entry {row[1]}: {row[2]}"[:200],
            (("Finding", str(row[2])), ("Entry of the trail", str(row[1])), ("Reviewed by", review.name)),
        )  # fmt: skip
        with self._store.change("A finding of the review leads to a CAPA") as change:
            capa = self._open_capa(change, origin)
            change.update("trail_review_entry", entry, {"capa": capa})
        return capa

    def signable(self, review: str) -> Signable:
        """The whole record of the review as it is signed."""
        one = self.review(review)
        facts: list[tuple[str, str]] = [
            ("Entries", f"{one.first:,} to {one.last:,}"),
            ("Entered", f"{shown(one.since)} to {shown(one.until)}"),
            ("Chain", one.chain or "not verified with this review"),
            ("Seed of the sample", one.seed),
        ]
        facts += [
            (f"{part.name} ({part.risk} risk)", f"{part.drawn} of {part.found} looked at, {part.findings} findings")
            for part in one.drawn
        ]
        looked = self.entries(review).rows
        facts += [(f"Finding, entry {line.seq:,}", line.finding) for line in looked if line.mark == t.FINDING]
        facts.append(("In order", ", ".join(str(line.seq) for line in looked if line.mark == t.IN_ORDER) or "none"))
        facts.append(("Own entries among them", str(one.own)))
        facts.append(("Conclusion", one.conclusion))
        return Signable(TABLE, review, one.title, tuple(facts))

    def sign(self, change: Change, review: str, signer: Pen | Ink) -> None:
        """The reviewer's signature, in the caller's transaction. Refused while an entry is not looked at, and for
        anybody but who reviewed."""
        one = self.review(review)
        if one.signed is not None:
            raise Refused("This review is signed already.", kept="It stays as it is.")
        if one.user != self._store.actor.user:
            raise Refused(f"{one.name} began this review and signs it.", kept="Nothing was signed.")
        if one.marked < one.entries:
            raise Refused(
                f"{one.entries - one.marked} entries are not looked at yet.", kept="Nothing was signed.",
                todo="Mark each as in order or as a finding.",
            )  # fmt: skip
        if not one.conclusion:
            raise Refused("This review has no conclusion yet.", kept="Nothing was signed.", todo="Write it first.")
        change.update(TABLE, review, {"signed": self.today.isoformat()})
        self._signing.put(change, [self.signable(review)], signer)

    def _draw(
        self, change: Change, review: str, filters: Sequence[t.TrailFilter], first: int, last: int, seed: str
    ) -> None:
        taken: set[int] = set()
        for one in filters:
            where, values = looking.clause(one.look)
            found = [
                int(str(row[0]))
                for row in self._store.rows(
                    f"SELECT seq FROM audit WHERE seq BETWEEN ? AND ? AND {where}", (first, last, *values)
                )
            ]
            drawn = looking.sample(found, one.share, one.least, seed)
            change.insert(
                "trail_review_filter",
                {"review": review, "filter": one.id, "look": json.dumps(one.look), "share": one.share,
                 "found": len(found), "drawn": len(drawn)},
            )  # fmt: skip
            fresh = [seq for seq in drawn if seq not in taken]
            taken.update(fresh)
            change.insert_many("trail_review_entry", ("review", "filter", "seq"), [(review, one.id, s) for s in fresh])

    def _review(self, row: tuple[object, ...]) -> t.TrailReview:
        review = str(row[0])
        drawn = tuple(
            t.Drawn(*part)
            for part in self._store.rows(
                f"""SELECT f.id, f.name, f.risk, f.why, d.share, d.found, d.drawn,
                    (SELECT count(*) FROM trail_review_entry AS e
                     WHERE e.review = d.review AND e.filter = d.filter AND e.mark = 'finding')
                FROM trail_review_filter AS d JOIN trail_filter AS f ON f.id = d.filter
                WHERE d.review = ? ORDER BY {_BY_RISK.replace("risk", "f.risk").replace(", name", ", f.name")}""",
                (review,),
            )
        )
        counted = self._store.row(
            "SELECT count(*), coalesce(sum(e.mark <> ''), 0), coalesce(sum(e.mark = 'finding'), 0), "
            'coalesce(sum(a."by" = ?), 0) FROM trail_review_entry AS e JOIN audit AS a ON a.seq = e.seq '
            "WHERE e.review = ?",
            (str(row[8]), review),
        )
        assert counted is not None
        return t.TrailReview(
            review, int(str(row[1])), int(str(row[2])), int(str(row[3])), date.fromisoformat(str(row[4])),
            date.fromisoformat(str(row[5])), str(row[6]), str(row[7]), str(row[8]), str(row[9]), str(row[10]),
            from_iso(_text(row[11])), drawn, *(int(str(number)) for number in counted),
        )  # fmt: skip


@cache
def built_in() -> tuple[dict[str, Any], ...]:
    """The filters a site begins with (resources/oversight/trail-filters.json)."""
    found = files("resources").joinpath("oversight", "trail-filters.json").read_text(encoding="utf-8")
    return tuple(json.loads(found))


def _filter(row: tuple[object, ...]) -> t.TrailFilter:
    id_, name, risk, why, look, share, least, retired = row
    return t.TrailFilter(
        str(id_), str(name), str(risk), str(why), json.loads(str(look)), int(str(share)), int(str(least)),
        from_iso(_text(retired)),
    )  # fmt: skip


def _text(value: object) -> str | None:
    return None if value is None else str(value)
