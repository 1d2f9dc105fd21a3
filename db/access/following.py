"""A review's end: signatures of those who judged, and every removal followed until somebody else has verified it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from db.access import records as r
from db.access import review_records as v
from db.access import rules
from db.access.account_steps import End
from db.access.reviewing import Reviewing
from db.access.systems import PersonOf
from db.days import shown
from db.errors import BadInput, Refused
from db.evidence.records import File
from db.evidence.register import EvidenceFiles
from db.fields import line
from db.signing.register import Signing
from db.signing.signable import Ink, Pen, Signable
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.query import Query
from db.store.store import Store

TABLE = "access_review"
_GROUPED = 40  # accounts named in one line of the signed content where all of them are kept without findings


class Following(Reviewing):
    """Writes, from the first signature on."""

    def __init__(
        self,
        store: Store,
        evidence: EvidenceFiles,
        signing: Signing,
        person_of: PersonOf,
        ends: Sequence[End] = (),
    ) -> None:
        super().__init__(store, evidence, person_of, ends)
        self._signing = signing

    def signable(self, review_id: str) -> Signable:
        """Exactly what a reviewer signs: the list and every verdict."""
        return signable(self.review_file(review_id))

    def sign_review(self, review_id: str, signer: Pen | Ink) -> v.Review:
        """One reviewer's signature. Once everybody who gave a verdict has signed, the removals begin."""
        with self._store.change("review of access signed") as change:
            self.sign_within(change, review_id, signer)
        return self.review(review_id)

    def sign_within(self, change: Change, review_id: str, signer: Pen | Ink) -> None:
        """As ``sign_review``, inside the caller's transaction. Refused for who gave no verdict, and for who judged
        their own account (ROL-4)."""
        review = self._in_step(review_id, v.SIGN)
        user = self._reviewer(signer)
        deciders = {found for (found,) in self._store.rows(
            "SELECT DISTINCT decided_by FROM review_row WHERE review = ?", (review.id,)
        )}  # fmt: skip
        if user not in deciders:
            raise Refused("Only who gave verdicts signs them.", kept="Nothing was signed.",
                          todo="Let the reviewers sign.")  # fmt: skip
        self._refuse_own(review.id, user)
        (signature,) = self._signing.put(change, [self.signable(review.id)], signer)
        change.insert("review_signer", {"review": review.id, "user": user, "signature": signature.id})
        signed = {found for (found,) in self._store.rows(
            "SELECT user FROM review_signer WHERE review = ?", (review.id,)
        )}  # fmt: skip
        if deciders <= signed:
            self._begin_followups(change, review)

    def judge_again(self, review_id: str, reason: str) -> v.Review:
        """Back to the verdicts, before anybody has signed."""
        review = self._in_step(review_id, v.SIGN)
        if review.signers:
            raise Refused("Somebody has signed these verdicts.", kept="Nothing was changed.",
                          todo="Abandon the review and begin another.")  # fmt: skip
        with self._store.change(reason) as change:
            change.update(TABLE, review.id, {"step": v.DECIDE})
        return self.review(review.id)

    def carry_out(
        self, followup_id: str, done: date, done_by: str, outcome: str, file: File | None = None
    ) -> v.Followup:
        """What a verdict asked for was done, on a day, by whom; the account's step is recorded with it."""
        one = self._followup(followup_id)
        if one.verified is not None:
            raise Refused("It was verified already.", kept="Nothing was changed.")
        review = self.review(one.review_id)
        if done > self.today or (review.signed is not None and done < review.started):
            raise BadInput(f"{shown(done)} is not between the review’s beginning and today.", kept="Nothing was saved.")
        by, words = line("Who did it", done_by), line("The outcome", outcome, 500)
        if not by or (one.kind == v.CLARIFY and not words):
            raise BadInput("Write who did it, and what came of it.", kept="Nothing was saved.")
        with self._store.change(f"{one.kind} after {one.review}") as change:
            values: dict[str, SqlValue] = {
                "done": done.isoformat(), "done_by": by, "outcome": words, "done_user": self._store.actor.user,
            }  # fmt: skip
            if file is not None:
                values["evidence"] = self._files.save(change, file)
            change.update("access_followup", one.id, values)
            self._account_follows(change, one, done, by)
        return self._followup(followup_id)

    def verify(self, followup_id: str, verified: date, how: str) -> v.Followup:
        """Another person than the one who carried it out looked, and it is so. The last one closes the review."""
        one = self._followup(followup_id)
        if one.done is None:
            raise Refused("Nobody carried it out yet.", kept="Nothing was changed.")
        if verified < one.done or verified > self.today:
            raise BadInput("It is verified after it was done, and not on a day to come.", kept="Nothing was saved.")
        self._refuse_verifier(one)
        with self._store.change(f"verified after {one.review}") as change:
            change.update(
                "access_followup",
                one.id,
                {
                    "verified": verified.isoformat(),
                    "verified_by": self._store.actor.user,
                    "verified_how": line("How", how, 500),
                },
            )
            if not any(other.verified is None and other.id != one.id for other in self.followups(one.review_id)):
                change.update(TABLE, one.review_id, {"step": v.CLOSED, "closed": self.today.isoformat()})
        return self._followup(followup_id)

    def _reviewer(self, signer: Pen | Ink) -> str:
        """The user whose verdicts are signed: who is signed in, or on paper the user that person is."""
        if isinstance(signer, Pen):
            return self._store.actor.user
        for user in self._store.users.all():
            if signer.person is not None and self._person_of(user.id) == signer.person:
                return user.id
        raise Refused(f"{signer.name} gave no verdict here as a user of this program.", kept="Nothing was signed.")

    def _refuse_own(self, review_id: str, user: str) -> None:
        own = self._person_of(user)
        if own is not None and self._store.scalar(
            "SELECT 1 FROM review_row WHERE review = ? AND decided_by = ? AND person = ?", (review_id, user, own)
        ):
            raise Refused("Nobody signs the verdict on their own account.", kept="Nothing was signed.",
                          todo="Let another reviewer judge that row.")  # fmt: skip

    def _refuse_verifier(self, one: v.Followup) -> None:
        done_user = self._store.scalar("SELECT done_user FROM access_followup WHERE id = ?", (one.id,))
        me = self._store.actor.user
        own = self._person_of(me)
        if done_user == me or (own is not None and own == self._person_of(str(done_user))):
            raise Refused("Who carried it out does not verify it.", kept="Nothing was changed.",
                          todo="Ask a colleague to look.")  # fmt: skip
        holder = self._store.scalar("SELECT person FROM review_row WHERE id = ?", (one.row_id,))
        if own is not None and own == holder:
            raise Refused("Nobody verifies what was done to their own account.", kept="Nothing was changed.",
                          todo="Ask a colleague to look.")  # fmt: skip

    def _begin_followups(self, change: Change, review: v.Review) -> None:
        system = self.system(review.system_id)
        due = self.today + timedelta(days=rules.FOLLOWUP_DAYS[system.risk])
        kinds = {v.REMOVE: v.REMOVE, v.CHANGE: v.CHANGE, v.UNKNOWN: v.CLARIFY}
        rows = [
            (review.id, row.id, kinds[row.verdict], due.isoformat())
            for row in self.review_rows(review.id, Query(where={"verdict": list(kinds)}, limit=-1)).rows
        ]
        change.update(TABLE, review.id, {"step": v.FOLLOW, "signed": self.today.isoformat()})
        if rows:
            change.insert_many("access_followup", ("review", "row", "kind", "due"), rows)
        else:
            change.update(TABLE, review.id, {"step": v.CLOSED, "closed": self.today.isoformat()})

    def _account_follows(self, change: Change, one: v.Followup, done: date, by: str) -> None:
        account = self._store.scalar("SELECT account FROM review_row WHERE id = ?", (one.row_id,))
        if account is None or one.kind == v.CLARIFY:
            return
        last, day, _number, _role = self._last(str(account))
        kind = r.WITHDRAWN if one.kind == v.REMOVE else r.CHANGED
        if kind not in rules.next_steps(last) or (day is not None and done < day):
            return
        note, late = f"{one.review}: {one.reason}", f"carried out after {one.review}"
        self.step_within(change, str(account), r.NewStep(kind, done, by, None, one.new_role, "", note, late))

    def _followup(self, followup_id: str) -> v.Followup:
        review = self._store.scalar("SELECT review FROM access_followup WHERE id = ?", (followup_id,))
        found = [one for one in self.followups(str(review)) if one.id == followup_id]
        if not found:
            raise BadInput("That follow-up is not there.", todo="Refresh the page and look again.")
        return found[0]


def signable(file: v.ReviewFile) -> Signable:
    """The content of a review as a reviewer signs it. Rows kept without findings are named together."""
    review = file.review
    facts = [
        ("System", review.system),
        ("Review", f"{review.number}, {'periodic' if review.kind == 'periodic' else f'after an event: {review.why}'}"),
        ("Period", f"{shown(review.period_start) or 'beginning'} to {shown(review.period_end)}"),
        ("Account list", f"{review.list_name}, of {shown(review.list_taken)}, {review.list_read}"),
        ("SHA-256 of the list", review.list_sha256),
        ("Reviewers", ", ".join(review.deciders)),
    ]
    counts = {verdict: sum(row.verdict == verdict for row in file.rows) for verdict in v.VERDICTS}
    facts.append(("Verdicts", ", ".join(f"{verdict} {count}" for verdict, count in counts.items() if count)))
    plain: list[str] = []
    for row in file.rows:
        if row.verdict == v.KEEP and not row.findings:
            plain.append(f"{row.account} ({row.person}, {row.role})")
        else:
            facts.append((_named(row), _said(row)))
    for first in range(0, len(plain), _GROUPED):
        some = plain[first : first + _GROUPED]
        facts.append((f"Kept without findings, {first + 1} to {first + len(some)}", "; ".join(some)))
    title = f"Access review {review.number}, {review.system}"
    return Signable(TABLE, review.id, title, tuple(facts))


def _named(row: v.ReviewRow) -> str:
    place = f"Row {row.place}" if row.place else "Not in the list"
    return f"{place}: {row.account or row.name}"


def _said(row: v.ReviewRow) -> str:
    who = row.person or "nobody on the roster"
    parts = [who, row.role, f"last log-in {shown(row.last_login)}" if row.last_login else ""]
    parts += [f"findings: {', '.join(row.findings)}" if row.findings else ""]
    verdict = f"{row.verdict} to {row.new_role}" if row.verdict == v.CHANGE else row.verdict
    parts += [f"{verdict}, by {row.decided_by}", row.reason]
    return " · ".join(part for part in parts if part)
