"""The yearly look at the whole schedule: what it said that day is frozen, and who looked signs (RET-2, SIG-1)."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

import json
from datetime import date

from db.clock import stamp
from db.days import add_months, from_iso, shown
from db.errors import BadInput, Refused
from db.fields import block, next_number
from db.folding import written_name
from db.retention import records as r
from db.retention.series_commands import SeriesCommands
from db.signing.folder import ToSign
from db.signing.register import Signing
from db.signing.signable import Pen, Signable, Signature, Signer
from db.store.change import Change
from db.store.store import Store

PLACE, REVIEWED = "retention", "reviewed"
EVERY = 12
"""Months from one review to the next."""
_KEPT = "Nothing was signed."


class Reviews:
    """As ``site.retention.reviews``."""

    def __init__(self, store: Store, signing: Signing, series: SeriesCommands) -> None:
        self._store, self._signing, self._series = store, signing, series

    def add(self, found: str, person: str) -> r.Review:
        """What was found when the schedule of today was gone through; to be signed by ``person`` (id)."""
        head = self._series.headline()
        facts = [("Record series", str(head.series)), *((name, str(count)) for name, count in head.by_status.items())]
        with self._store.change() as change:
            review_id = change.insert("retention_review", {
                "number": next_number(self._store.scalar, "retention_review", "RR-"),
                "reviewed": self._series.today.isoformat(), "person": person, "facts": json.dumps(facts),
                "found": block("What was found", found, needed=True), "entered": stamp(self._store.clock.now()),
            })  # fmt: skip
        return self.get(review_id)

    def all(self) -> tuple[r.Review, ...]:
        """The newest first."""
        return self._found("1")

    def get(self, review_id: str) -> r.Review:
        found = self._found("v.id = ?", review_id)
        if not found:
            raise BadInput("That review is not there.", todo="Refresh the page and look again.")
        return found[0]

    def due(self) -> date | None:
        """When the next is due: a year after the last signed one; None while none was signed."""
        last = self._store.scalar("SELECT max(reviewed) FROM retention_review WHERE signed = 1")
        day = from_iso(str(last)) if last else None
        return add_months(day, EVERY) if day is not None else None

    def signable(self, review_id: str) -> Signable:
        one = self.get(review_id)
        facts = (("Schedule of", shown(one.reviewed)), *one.facts, ("Found", one.found), ("Reviewed by", one.person))
        return Signable("retention_review", one.id, f"{one.number}: review of the retention schedule", facts)

    def sign(self, change: Change, review_id: str, signer: Signer) -> Signature:
        """By who made it. Refused for anybody else."""
        one = self.get(review_id)
        if one.signed:
            raise Refused(f"{one.number} is signed.", kept=_KEPT)
        person = self._store.users.person_of(self._store.actor.user) if isinstance(signer, Pen) else signer.person
        if person != self._store.scalar("SELECT person FROM retention_review WHERE id = ?", (review_id,)):
            raise Refused(
                f"Only {one.person} can sign {one.number}.", kept=_KEPT, todo="Let them sign, here or on paper."
            )
        (signature,) = self._signing.put(change, (self.signable(review_id),), signer)
        change.update("retention_review", review_id, {"signed": 1})
        return signature

    def to_sign(self) -> tuple[ToSign, ...]:
        """Those of the acting user's person."""
        person = self._store.users.person_of(self._store.actor.user)
        if person is None:
            return ()
        rows = self._store.rows("SELECT id FROM retention_review WHERE person = ? AND signed = 0", (person,))
        return tuple(
            ToSign(str(row[0]), self.signable(str(row[0])), REVIEWED, self.get(str(row[0])).reviewed, PLACE, "reviews")
            for row in rows
        )

    def _found(self, clause: str, *values: str) -> tuple[r.Review, ...]:
        rows = self._store.rows(
            "SELECT v.id, v.number, v.reviewed, p.family_name, p.given_name, v.facts, v.found, v.signed "
            f"FROM retention_review AS v JOIN person AS p ON p.id = v.person WHERE {clause} "
            "ORDER BY v.reviewed DESC, v.id DESC",
            values,
        )
        return tuple(
            r.Review(
                row[0], row[1], date.fromisoformat(row[2]), written_name(row[3], row[4]),
                tuple((str(name), str(value)) for name, value in json.loads(row[5])), row[6], bool(row[7]),
            )
            for row in rows
        )  # fmt: skip
