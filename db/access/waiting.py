"""What waits in the register of access: leavers' open accounts, reviews, removals, requests, upkeep (VAL-3)."""

from __future__ import annotations

from datetime import date, timedelta

from db.access import records as r
from db.access import review_records as v
from db.access import rules
from db.access.following import Following
from db.days import from_iso
from db.folding import written_name
from db.store.query import Query
from db.store.rights import readable
from db.waiting import MISSING, OVERDUE, PLANNED, SOON, Waiting, listed

PLACE, USERS = "access", "settings"
LEAVER_OPEN, REQUEST_WAITS, REVIEW_DUE, REVIEW_OPEN = (
    "account-of-leaver", "account-requested", "access-review-due", "access-review-open",
)  # fmt: skip
REMOVAL, UPKEEP = "access-removal", "system-upkeep"
USER_LEFT = "user-of-leaver"
LISTS = {
    LEAVER_OPEN: listed("account", flag=("leaver",)),
    REQUEST_WAITS: listed("account", status=(r.REQUESTED, r.APPROVED)),
    REVIEW_DUE: listed("system"), REVIEW_OPEN: listed("system"), UPKEEP: listed("system"),
}  # fmt: skip
"""Kind -> the list that holds all that waits of it."""
_ALL = 100_000
_UNLOCKING = (
    'SELECT u.id, u.login, p.family_name, p.given_name, p."end" FROM users AS u '
    "JOIN user_person AS l ON l.id = u.id JOIN person AS p ON p.id = l.person "
    'WHERE u.status = \'active\' AND p."end" < ? ORDER BY p."end", u.id'
)


class WithWork(Following):
    """Adds ``waiting`` and the page's facts."""

    def waiting(self, today: date) -> tuple[Waiting, ...]:
        """The gravest first. ``record``: ``account/ID``, ``system/ID``, ``review/ID``, or a user's id."""
        return (
            *self._unlocking(today), *self._leavers(today), *self._removals(today), *self._reviews(today),
            *self._requests(today), *self._upkeep(today),
        )  # fmt: skip

    def access_facts(self, on: date | None = None) -> r.AccessFacts:
        """The register in numbers."""
        on = on or self.today
        flags = dict(self.account_facets(Query(), on).get("flag", ()))
        status = dict(self.account_facets(Query(), on).get("status", ()))
        systems = [one for one in self.systems(Query(limit=_ALL), on).rows if one.in_use]
        return r.AccessFacts(
            systems=len(systems),
            open_accounts=status.get(r.OPEN, 0) + status.get(r.REMOVAL_ASKED, 0),
            leavers=flags.get("leaver", 0),
            waiting=status.get(r.REQUESTED, 0) + status.get(r.APPROVED, 0),
            conflicts=flags.get("conflict", 0),
            reviews_overdue=sum(one.review_due is not None and one.review_due < on for one in systems),
            reviews_under_way=sum(bool(one.under_way) for one in systems),
            followups=len(self.followups(unfinished=True)),
            upkeep_missing=sum(len(one.missing) for one in systems),
        )

    def _unlocking(self, today: date) -> list[Waiting]:
        """Leavers with a slot in this program; a limited session is told of none."""
        if self._store.limited or not (readable(self._store, "user_person") and readable(self._store, "person")):
            return []
        return [
            Waiting(USER_LEFT, OVERDUE, from_iso(end), written_name(family, given), f"log-in “{login}”", USERS, user)
            for user, login, family, given, end in self._store.rows(_UNLOCKING, (today.isoformat(),))
        ]

    def _leavers(self, today: date) -> list[Waiting]:
        found = self.accounts(Query(where={"flag": ["leaver"]}, limit=_ALL), today).rows
        return [
            Waiting(
                LEAVER_OPEN, OVERDUE, one.left, one.person, f"{one.system}: {one.account}", PLACE, f"account/{one.id}"
            )
            for one in found
        ]  # fmt: skip

    def _removals(self, today: date) -> list[Waiting]:
        return [
            Waiting(
                REMOVAL, OVERDUE if one.due < today else SOON, one.due, one.account or one.person,
                f"{one.system}: {'to be verified' if one.done else one.kind}", PLACE, f"review/{one.review_id}",
            )
            for one in self.followups(unfinished=True)
        ]  # fmt: skip

    def _reviews(self, today: date) -> list[Waiting]:
        due = []
        for one in self.systems(Query(where={"status": ["in use"]}, limit=_ALL), today).rows:
            if one.under_way:
                review = self.review(one.under_way)
                day = one.review_due or review.started
                state = OVERDUE if day < today else SOON
                due.append(
                    Waiting(REVIEW_OPEN, state, day, one.name, _step_words(review), PLACE, f"review/{review.id}")
                )
            elif one.review_due is not None and one.review_due <= today + timedelta(days=rules.SOON_DAYS):
                state = OVERDUE if one.review_due < today else PLANNED
                due.append(Waiting(REVIEW_DUE, state, one.review_due, one.name, "", PLACE, f"system/{one.id}"))
        return due

    def _requests(self, today: date) -> list[Waiting]:
        found = self.accounts(Query(where={"status": [r.REQUESTED, r.APPROVED]}, limit=_ALL), today).rows
        return [
            Waiting(REQUEST_WAITS, SOON, None, one.person, f"{one.system}: {one.role}", PLACE, f"account/{one.id}")
            for one in found
        ]

    def _upkeep(self, today: date) -> list[Waiting]:
        return [
            Waiting(UPKEEP, MISSING, None, one.name, ", ".join(one.missing), PLACE, f"system/{one.id}")
            for one in self.systems(Query(limit=_ALL), today).rows
            if one.missing
        ]


def _step_words(review: v.Review) -> str:
    if review.step == v.MATCH:
        return f"{review.rows - review.matched} of {review.rows} rows to match"
    if review.step == v.DECIDE:
        return f"{review.rows - review.decided} of {review.rows} rows to judge"
    return {v.LIST: "the account list is missing", v.SIGN: "to be signed"}[review.step]
