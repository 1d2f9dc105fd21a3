"""What of the risks waits for somebody: acceptances that end, treatments, reviews (VAL-3). The first of each kind are
read, the others counted. Nothing here writes."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial

from db.days import from_iso
from db.folding import written_name
from db.risk import records as r
from db.risk.queries import ENDS, OPEN, there
from db.store.store import Store
from db.waiting import OVERDUE, SOON, Waiting, limit, listed, told

PLACE = "risk"
_TO_DO = "t.done IS NULL AND t.dropped = 0 AND t.due"
_NO_EARLIER = (
    "NOT EXISTS (SELECT 1 FROM risk_action AS e WHERE e.risk = t.risk AND e.done IS NULL AND e.dropped = 0 "
    "AND (e.due < t.due OR (e.due = t.due AND e.id < t.id)))"
)
_ENDING = "SELECT c.risk FROM risk_acceptance AS c WHERE c.signed = 1 AND c.withdrawn IS NULL AND c.ends <="


@dataclass(frozen=True)
class _Cause:
    """``found``: SQL of the ids of the risks ``k`` it concerns, each with the day it is due; ``count``: how many they
    are; ``held``: the list of them."""

    kind: str
    state: str
    found: str
    count: Callable[[], int]
    held: str


def pressing(store: Store, today: date, most: int | None) -> tuple[Waiting, ...]:
    """Of the risks that are open now ``most`` of each kind by name (None: all), the earliest first."""
    return tuple(one for cause in _causes(store, today) for one in _waiting(store, cause, most))


def _causes(store: Store, today: date) -> Iterator[_Cause]:
    """The same states as rules.risk_status gives; a test compares the two."""
    last, horizon = today - timedelta(days=1), today + r.AHEAD
    living = f"k.closed IS NULL AND {there(today)}"
    accepted = f"(k.treatment = '{r.ACCEPT}' OR NOT EXISTS (SELECT 1 {OPEN}))"
    treated = f"{living} AND k.treatment NOT IN ('', '{r.ACCEPT}')"

    @cache
    def treatments() -> tuple[int, int]:
        """How many are late, and how many late or near: each risk counts with its first open action."""
        row = store.row(
            f"SELECT count(*) FILTER (WHERE day < '{today}'), count(day) FROM (SELECT (SELECT t.due FROM risk_action "
            f"AS t WHERE t.risk = k.id AND {_TO_DO} <= '{horizon}' ORDER BY t.due LIMIT 1) AS day FROM risk AS k "
            f"WHERE {treated})"
        )
        return (int(row[0]), int(row[1])) if row is not None else (0, 0)

    for late in (True, False):
        state = OVERDUE if late else SOON
        between = f"BETWEEN '{date.min}' AND '{last}'" if late else f"BETWEEN '{today}' AND '{horizon}'"
        ends = f"{living} AND k.id IN ({_ENDING} '{last if late else horizon}') AND {accepted} AND {ENDS} {between}"
        reviewed = f"{living} AND k.next_review {between}"
        yield _Cause(
            "risk-acceptance", state, f"SELECT k.id AS one, {ENDS} AS day FROM risk AS k WHERE {ends}",
            partial(_count, store, ends), listed(status=(r.LAPSED if late else r.ACCEPTED,)),
        )  # fmt: skip
        yield _Cause(
            "risk-action", state,
            # walked along the days, the first of each risk
            "SELECT k.id AS one, t.due AS day FROM risk_action AS t CROSS JOIN risk AS k ON k.id = t.risk "
            f"WHERE {_TO_DO} {between} AND {treated} AND {_NO_EARLIER}",
            (lambda: treatments()[0]) if late else (lambda: treatments()[1] - treatments()[0]),
            listed(status=(r.LATE if late else r.TREATING,)),
        )  # fmt: skip
        yield _Cause(
            "risk-review", state, f"SELECT k.id AS one, k.next_review AS day FROM risk AS k WHERE {reviewed}",
            partial(_count, store, reviewed), listed(review=(r.REVIEW_LATE if late else r.REVIEW_SOON,)),
        )  # fmt: skip


def _count(store: Store, where: str) -> int:
    return int(store.scalar(f"SELECT count(*) FROM risk AS k WHERE {where}") or 0)


def _waiting(store: Store, cause: _Cause, most: int | None) -> Iterator[Waiting]:
    rows = store.rows(
        f"SELECT w.day, k.id, k.number, k.title, o.family_name, o.given_name FROM ({cause.found} ORDER BY day, one "
        "LIMIT ?) AS w JOIN risk AS k ON k.id = w.one LEFT JOIN person AS o ON o.id = k.owner ORDER BY w.day, k.id",
        (limit(most),),
    )
    first, more = told(rows, most, cause.count)
    for day, risk, number, title, family, given in first:
        owner = written_name(family, given or "") if family else ""
        yield Waiting(cause.kind, cause.state, from_iso(day), f"{number} {title}", owner, PLACE, str(risk))
    if more:
        yield Waiting(cause.kind, cause.state, None, "", "", PLACE, cause.held, more)
