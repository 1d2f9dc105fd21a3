"""The register of systems, accounts and access reviews (ROS-4, ROS-5). Bound to one open store."""

from __future__ import annotations

from db.access import review_records as v
from db.access.following import TABLE
from db.access.waiting import PLACE, WithWork
from db.signing.folder import ToSign
from db.signing.signable import Ink, Pen
from db.store.change import Change
from db.store.query import Query


class Access(WithWork):
    """Systems in systems.py, accounts in accounts.py and account_steps.py, reviews in reviews.py, reviewing.py and
    following.py."""

    def to_sign(self) -> tuple[ToSign, ...]:
        """Reviews whose verdicts the acting user gave and has not signed."""
        me = self._store.actor.user
        waiting = []
        for review in self.reviews(Query(where={"step": [v.SIGN]}, limit=-1)).rows:
            mine = self._store.scalar(
                "SELECT 1 FROM review_row WHERE review = ? AND decided_by = ?", (review.id, me)
            ) and not self._store.scalar("SELECT 1 FROM review_signer WHERE review = ? AND user = ?", (review.id, me))
            if mine:
                waiting.append(
                    ToSign(
                        f"{TABLE}/{review.id}",
                        self.signable(review.id),
                        "reviewed",
                        review.started,
                        PLACE,
                        f"review/{review.id}",
                    )
                )
        return tuple(waiting)

    def signed(self, change: Change, item: ToSign, signer: Pen | Ink) -> None:
        """The signing folder's way to ``sign_within``."""
        self.sign_within(change, item.signable.record, signer)
