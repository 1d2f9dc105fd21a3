"""A review of access as work: the list comes in, each row is matched by a person, then judged (ROS-5)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from db.access import review_records as v
from db.access import rules
from db.access.matching import Matcher
from db.access.reviews import ALL_ROWS, ReviewQueries
from db.days import shown
from db.errors import BadInput, Refused
from db.fields import line
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.query import Query

Progress = Callable[[int, int], None]
_COLUMNS = (
    "review", "place", "account_name", "written_name", "email", "role", "last_login", "active", "suggested", "likeness",
    "how", "account",
)  # fmt: skip
_CHUNK = 500


class Reviewing(ReviewQueries):
    """Writes, up to the last verdict."""

    def begin_review(self, new: v.NewReview) -> v.Review:
        """A system has one review under way at a time. The period begins the day after the last one ended."""
        system = self.system(new.system_id)
        if system.under_way:
            number = self.review(system.under_way).number
            raise Refused(
                f"{number} of {system.name} is under way.", kept="Nothing was begun.", todo="Finish it, or abandon it."
            )
        if new.kind == "event" and not new.why.strip():
            raise BadInput("Write what happened that asks for a review.", kept="Nothing was begun.")
        today = self.today
        end = new.period_end or today
        start = system.reviewed + timedelta(days=1) if system.reviewed else system.start
        if end > today:
            raise BadInput("The period ends on a day to come.", todo="A review looks back.")
        with self._store.change() as change:
            review = change.insert(
                "access_review",
                {
                    "number": self._next_number(today), "system": system.id, "kind": new.kind, "why": new.why.strip(),
                    "period_start": start.isoformat() if start and start <= end else None,
                    "period_end": end.isoformat(), "dormant_days": system.dormant_days, "started": today.isoformat(),
                    "user": self._store.actor.user, "entered": self._now(),
                },
            )  # fmt: skip
        return self.review(review)

    def bring_in_list(
        self,
        review_id: str,
        listed: v.AccountList,
        suggestions: Sequence[v.Suggestion],
        progress: Progress | None = None,
    ) -> v.Review:
        """The system's own account list, with what was suggested for each row; the file is kept as evidence, its hash
        is on the trail, its columns are remembered. Raises BadInput for an empty list or one from the future."""
        review = self.review(review_id)
        if review.step != v.LIST:
            raise Refused("This review has its list already.", kept="Nothing was changed.",
                          todo="Abandon it and begin another.")  # fmt: skip
        if not listed.rows:
            raise BadInput("The list holds no accounts.", kept="Nothing was written.", todo="Ask for it again.")
        if listed.taken > self.today:
            raise BadInput(
                f"The list is of {shown(listed.taken)}, which has not come yet.", kept="Nothing was written."
            )
        with self._store.change(f"Account list {listed.name}") as change:
            file = self._files.save(change, (listed.name, listed.data)) if listed.data else None
            rows = [_list_row(review.id, *pair) for pair in zip(listed.rows, suggestions, strict=True)]
            for first in range(0, len(rows), _CHUNK):
                if progress is not None:
                    progress(first, len(rows))
                change.insert_many("review_row", _COLUMNS, rows[first : first + _CHUNK])
            change.update(
                "access_review",
                review.id,
                {
                    "step": v.MATCH, "list_name": listed.name, "list_sha256": listed.sha256,
                    "list_read": listed.read_as, "list_taken": listed.taken.isoformat(), "list_file": file,
                },
            )  # fmt: skip
            self._remember(change, review.system_id, listed)
            self._store.event("import", tbl="access_review", row=review.id, file=listed.name, sha256=listed.sha256,
                              rows=len(rows))  # fmt: skip
        return self.review(review.id)

    def match(self, row_ids: Sequence[str], person_id: str | None, reason: str = "matched by the reviewer") -> None:
        """These rows are this person's, or nobody's of the roster (None). A verdict given before falls."""
        with self._store.change(reason) as change:
            rows = self.rows_named(row_ids)
            steps = self._steps_of(rows)
            for row in rows:
                self._match(change, row, person_id, steps[row.review_id])

    def confirm(self, row_ids: Sequence[str], progress: Progress | None = None) -> int:
        """The reviewer saw the suggestions of these rows and agrees; how many. Rows without one are refused."""
        with self._store.change("suggestion confirmed by the reviewer") as change:
            rows = self.rows_named(row_ids)
            steps = self._steps_of(rows)
            for number, row in enumerate(rows):
                if progress is not None and number % _CHUNK == 0:
                    progress(number, len(row_ids))
                if row.suggested_id is None:
                    raise BadInput(f"Nobody was suggested for “{row.account}”.", todo="Choose the person, or nobody.")
                self._match(change, row, row.suggested_id, steps[row.review_id])
        return len(row_ids)

    def exact_rows(self, review_id: str) -> tuple[v.ReviewRow, ...]:
        """Rows not matched yet whose suggestion is exact: to be shown, and confirmed together."""
        wanted = {"match": [v.NOT_MATCHED], "exact": ["yes"]}
        return self.review_rows(review_id, Query(where=wanted, limit=ALL_ROWS)).rows

    def finish_matching(self, review_id: str, progress: Progress | None = None) -> v.Review:
        """Every row is matched: accounts of the register that the list does not have are added as rows of their own,
        and every row gets its findings. Refused while a row is open."""
        review = self._in_step(review_id, v.MATCH)
        if review.matched < review.rows:
            left = review.rows - review.matched
            raise Refused(f"{left} rows are not matched yet.", kept="Nothing was changed.",
                          todo="Say of each whose account it is, or that it is nobody's.")  # fmt: skip
        rows = self.review_rows(review.id, Query(limit=ALL_ROWS)).rows
        with self._store.change("matching finished") as change:
            self._add_unlisted(change, review, rows)
            self._find(change, review, progress)
            change.update("access_review", review.id, {"step": v.DECIDE})
        return self.review(review.id)

    def decide(self, row_ids: Sequence[str], verdict: v.Verdict) -> None:
        """The same verdict for these rows. Raises BadInput where a reason is needed; Refused for one's own account."""
        if verdict.verdict not in v.VERDICTS:
            raise BadInput(f"There is no verdict “{verdict.verdict}”.", todo=f"One of: {', '.join(v.VERDICTS)}.")
        reason, role = line("The reason", verdict.reason, 500), line("The role", verdict.new_role)
        if verdict.verdict == v.CHANGE and not role:
            raise BadInput("Write the role it should have.", kept="Nothing was saved.")
        with self._store.change("verdict") as change:
            rows = self.rows_named(row_ids)
            steps = self._steps_of(rows)
            for row in rows:
                self._check_verdict(row, verdict.verdict, reason, steps[row.review_id])
                change.update(
                    "review_row",
                    row.id,
                    {
                        "verdict": verdict.verdict, "reason": reason,
                        "new_role": role if verdict.verdict == v.CHANGE else "",
                        "decided_by": self._store.actor.user, "decided": self._now(),
                    },
                )  # fmt: skip

    def finish_deciding(self, review_id: str) -> v.Review:
        """Every row has its verdict; what follows is signing. Refused while one has none."""
        review = self._in_step(review_id, v.DECIDE)
        if review.decided < review.rows:
            left = review.rows - review.decided
            raise Refused(f"{left} rows have no verdict yet.", kept="Nothing was changed.", todo="Judge them first.")
        with self._store.change("verdicts complete") as change:
            change.update("access_review", review.id, {"step": v.SIGN})
        return self.review(review.id)

    def abandon_review(self, review_id: str, reason: str) -> v.Review:
        """It leads nowhere; it stays to be read, and another may begin."""
        review = self.review(review_id)
        if review.step not in v.UNDER_WAY:
            raise Refused("A signed review is not abandoned.", kept="Nothing was changed.")
        with self._store.change(reason) as change:
            change.update("access_review", review.id, {"step": v.ABANDONED})
        return self.review(review.id)

    def _in_step(self, review_id: str, step: str) -> v.Review:
        review = self.review(review_id)
        if review.step != step:
            raise Refused(f"{review.number} is at another step ({review.step}).", kept="Nothing was changed.",
                          todo="Refresh the page and look again.")  # fmt: skip
        return review

    def _match(self, change: Change, row: v.ReviewRow, person_id: str | None, step: str) -> None:
        if step not in (v.MATCH, v.DECIDE):
            raise Refused("The rows of this review are matched already.", kept="Nothing was changed.")
        account = row.account_id
        if person_id != row.suggested_id:
            account = None
        if row.place is None:
            raise Refused("This account is in the register; its person is known.", kept="Nothing was changed.")
        change.update(
            "review_row",
            row.id,
            {
                "match": v.PERSON if person_id else v.NOBODY, "person": person_id, "account": account,
                "matched_by": self._store.actor.user, "verdict": "", "reason": "", "new_role": "", "decided_by": None,
                "decided": None,
            },
        )  # fmt: skip
        if step == v.DECIDE:
            self._find(change, self.review(row.review_id), None, only=row.id)

    def _steps_of(self, rows: Sequence[v.ReviewRow]) -> dict[str, str]:
        """At which step the reviews of these rows are. Asked before the first write: thousands of rows are changed
        three times as fast where nothing is read in between."""
        reviews = {row.review_id for row in rows}
        return {one: str(self._store.scalar("SELECT step FROM access_review WHERE id = ?", (one,))) for one in reviews}

    def _add_unlisted(self, change: Change, review: v.Review, rows: Sequence[v.ReviewRow]) -> None:
        _people, held = self.to_match_against(review.system_id)
        listed = {row.account.strip().casefold() for row in rows} | {row.account_id for row in rows if row.account_id}
        for account in held:
            if not account.is_open or account.id in listed or account.account.casefold() in listed:
                continue
            change.insert(
                "review_row",
                {
                    "review": review.id, "account_name": account.account, "role": account.role, "match": v.PERSON,
                    "person": account.person_id, "account": account.id, "matched_by": self._store.actor.user,
                    "findings": v.UNLISTED,
                },
            )  # fmt: skip

    def _find(self, change: Change, review: v.Review, progress: Progress | None, only: str = "") -> None:
        """Findings of the rows; of one row where its match changed afterwards."""
        people, held = self.to_match_against(review.system_id)
        someone, accounts = {one.id: one for one in people}, {one.id: one for one in held}
        matcher, conflicts = Matcher(people, held), self.conflicts(review.system_id)
        rows = self.review_rows(review.id, Query(limit=ALL_ROWS)).rows
        roles: dict[str, list[str]] = {}
        for row in rows:
            if row.active:
                roles.setdefault(_holder(row), []).append(row.role)
        conflicting = {holder for holder, all_ in roles.items() if rules.conflict_words(all_, conflicts)}
        first = _first_places(rows)
        for number, row in enumerate(rows):
            if progress is not None and number % _CHUNK == 0:
                progress(number, len(rows))
            if row.place is None or (only and row.id != only):
                continue
            person = someone.get(row.person_id or "")
            account = row.account_id or (matcher.account_of(person.id, row.account) if person else None)
            taken = review.list_taken
            assert taken is not None
            found = rules.findings_of(
                v.ListRow(row.place, row.account, row.name, row.email, row.role, row.last_login, row.active),
                person=person,
                held=accounts.get(account or ""),
                conflict=_holder(row) in conflicting,
                repeated=row.place != first[(row.account.casefold(), row.role.casefold())],
                taken=taken,
                dormant_days=review.dormant_days,
            )
            values: Mapping[str, SqlValue] = {"findings": " ".join(found), "account": account}
            change.update("review_row", row.id, values)

    def _check_verdict(self, row: v.ReviewRow, verdict: str, reason: str, step: str) -> None:
        if step != v.DECIDE:
            raise Refused("Verdicts are given once every row is matched, and before signing.",
                          kept="Nothing was changed.")  # fmt: skip
        if row.own:
            raise Refused(
                f"“{row.account}” is your own account.",
                kept="Nothing was saved.",
                todo="Another reviewer decides it: nobody reviews their own access.",
            )
        if not reason and (verdict != v.KEEP or row.findings):
            why = f"“{row.account}” has findings" if verdict == v.KEEP else f"The verdict “{verdict}”"
            raise BadInput(f"{why}; it needs a reason.", kept="Nothing was saved.", todo="Write why.")

    def _remember(self, change: Change, system: str, listed: v.AccountList) -> None:
        if not listed.columns:
            return
        row: dict[str, SqlValue] = {
            "columns": json.dumps(dict(listed.columns), ensure_ascii=False), "dates": listed.dates,
            "entered": self._now(),
        }  # fmt: skip
        known = self._store.scalar("SELECT id FROM account_list_form WHERE system = ?", (system,))
        if known is None:
            change.insert("account_list_form", {**row, "system": system})
        else:
            change.update("account_list_form", str(known), row)

    def _next_number(self, today: date) -> str:
        used = self._store.rows("SELECT number FROM access_review WHERE number GLOB ?", (f"AR-{today.year}-*",))
        return f"AR-{today.year}-{max((int(number.rsplit('-', 1)[1]) for (number,) in used), default=0) + 1}"


def _list_row(review: str, row: v.ListRow, suggestion: v.Suggestion) -> tuple[SqlValue, ...]:
    return (
        review, row.place, row.account[:200], row.name[:300], row.email[:254], row.role[:200],
        row.last_login.isoformat() if row.last_login else None, int(row.active), suggestion.person_id,
        suggestion.likeness, suggestion.how, suggestion.account_id,
    )  # fmt: skip


def _holder(row: v.ReviewRow) -> str:
    """Who holds the roles of a row: the person, or an account that is nobody's."""
    return row.person_id or f"account {row.account.casefold()}"


def _first_places(rows: Sequence[v.ReviewRow]) -> dict[tuple[str, str], int]:
    """Where each account with each role stands first: a later row with the same two repeats it."""
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        if row.place is not None:
            key = (row.account.casefold(), row.role.casefold())
            first[key] = min(first.get(key, row.place), row.place)
    return first
