"""The register of documents (DMP-3): what of the training register's documents is under change control, who answers for
it, when it is looked at again. Versions are kept there, once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from db.clock import stamp
from db.days import from_iso
from db.errors import BadInput, Refused
from db.fields import block, chosen
from db.plans import document_records as r
from db.plans.changes import DocumentChanges
from db.plans.copies import DocumentCopies
from db.plans.document_rows import document, listing
from db.plans.documents_known import known_documents
from db.plans.knowing import known_one, known_page
from db.plans.sharing_records import Review
from db.plans.signables import ACKNOWLEDGED, of_copy
from db.plans.versions import VersionsOf
from db.signing.folder import ToSign
from db.signing.register import Signing
from db.signing.signable import Signer
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.query import Page, Query
from db.store.rewind import end_of
from db.store.rights import readable, rights
from db.store.store import Store
from db.waiting import OVERDUE, SOON, Waiting

FACETS = ("status", "type", "study")
PLACE = "plans"
_KEPT = "Nothing was saved."
_AHEAD = timedelta(days=30)
_ACKNOWLEDGE_WITHIN = 14  # days after a copy was sent
_ALL = 100_000


class Documents:
    """``changes``: change control; ``copies``: distribution and acknowledgement."""

    def __init__(self, store: Store, signing: Signing, versions: VersionsOf) -> None:
        self._store = store
        self.changes = DocumentChanges(store, signing, versions)
        self.copies = DocumentCopies(store, signing)

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    def list(self, query: Query | None = None, on: date | None = None) -> Page[r.Document]:
        """As of a day; what wants a hand first, then by code, unless sorted. Search: code, title, study, owner."""
        found, matching, of = listing(on or self.today).window(self._store, query or Query())
        return Page(tuple(document(row) for row in found), matching, of)

    def facets(self, query: Query | None = None, on: date | None = None) -> Mapping[str, tuple[tuple[str, int], ...]]:
        return listing(on or self.today).facets(self._store, query or Query(), FACETS)

    def as_known(self, when: datetime) -> tuple[r.Document, ...]:
        """By code, by what had been entered at a moment (AUD-6): see db/plans/documents_known.py."""
        return known_documents(self._store, when)

    def known_page(self, on: date, query: Query | None = None) -> Page[r.Document]:
        """A window of what was known at the end of that day (AUD-6)."""
        known = self.as_known(end_of(self._store, on))
        return known_page(known, query, r.STATUSES, lambda one: f"{one.code} {one.title} {one.study} {one.owner}")

    def known(self, on: date, record: str) -> r.Document:
        """One of them. Raises BadInput."""
        return known_one(self.as_known(end_of(self._store, on)), record)

    def get(self, document_id: str, on: date | None = None) -> r.Document:
        """Raises BadInput when there is none with this id."""
        found = self.list(Query(where={"id": [document_id]}), on).rows
        if not found:
            raise BadInput("That document is not there.", todo="Refresh the page and look again.")
        return found[0]

    def versions(self, document_id: str) -> tuple[r.VersionLine, ...]:
        """Newest first, drafts on top, each with how many people were trained on it and how it came to be."""
        changes = {one.id: one for one in self.changes.of(document_id)}
        rows = self._store.rows(
            """SELECT v.id, v.label, v.approved, v.effective, v.reopens, v.summary, v.file,
                (SELECT count(DISTINCT t.person) FROM training_record AS t WHERE t.version = v.id AND t.voided = 0
                 AND t.result <> 'failed')
            FROM course_version AS v WHERE v.course = ?
            ORDER BY coalesce(v.effective, '9999') DESC, v.label DESC, v.id DESC""",
            (document_id,),
        )
        return tuple(
            r.VersionLine(row[0], row[1], from_iso(row[2]), from_iso(row[3]), bool(row[4]), row[5], row[6], row[7],
                          changes.get(row[0]))
            for row in rows
        )  # fmt: skip

    def control(self, document_id: str, kind: str, owner: str, review_months: int = 24, reason: str = "") -> r.Document:
        """Puts a document under change control, or changes who answers for it and how often it is looked at. From then
        on a version takes effect by its approval only. Raises BadInput, Refused for a course."""
        with self._store.change(reason) as change:
            self.insert_control(change, document_id, kind, owner, review_months)
        return self.get(document_id)

    def insert_control(self, change: Change, document_id: str, kind: str, owner: str, review_months: int = 24) -> str:
        """As ``control``, inside the caller's transaction (an import); the document's id."""
        now = self.get(document_id)
        if isinstance(review_months, bool) or not 1 <= review_months <= 120:
            raise BadInput("A document is reviewed every 1 to 120 months.", kept=_KEPT)
        if self._store.row("SELECT 1 FROM person WHERE id = ?", (owner,)) is None:
            raise BadInput("That person is not on the roster.", kept=_KEPT, todo="Choose one of the list.")
        row: dict[str, SqlValue] = {
            "type": chosen("Type", kind, r.TYPES), "owner": owner, "review_months": review_months,
        }  # fmt: skip
        if now.controlled is None:
            since = {"controlled": self.today.isoformat(), "entered": stamp(self._store.clock.now())}
            change.insert("document", row | since | {"id": document_id})
        else:
            change.update("document", document_id, row)
        return document_id

    def reviews(self, document_id: str) -> tuple[Review, ...]:
        """Newest first."""
        rows = self._store.rows(
            "SELECT reviewed, reviewer, outcome FROM document_review WHERE document = ? "
            "ORDER BY reviewed DESC, id DESC",
            (document_id,),
        )
        return tuple(Review(date.fromisoformat(row[0]), row[1], row[2]) for row in rows)

    def reviewed(self, document_id: str, reviewed: date, outcome: str) -> r.Document:
        """Looked at again; the next review counts from that day, or from the next version."""
        now = self.get(document_id)
        if now.controlled is None:
            raise Refused(f"{now.code} is not under change control.", kept=_KEPT)
        if reviewed > self.today or (now.effective is not None and reviewed < now.effective):
            raise BadInput("A review lies between the day the version took effect and today.", kept=_KEPT)
        row: dict[str, SqlValue] = {
            "document": document_id, "reviewed": reviewed.isoformat(), "reviewer": self._store.actor.name,
            "outcome": block("Outcome", outcome, 2000, needed=True), "entered": stamp(self._store.clock.now()),
        }  # fmt: skip
        with self._store.change() as change:
            change.insert("document_review", row)
        return self.get(document_id)

    def sign_change(self, change_id: str, signer: Signer) -> r.Change:
        """The signature that is due, in a transaction of its own; see ``DocumentChanges.sign``."""
        with self._store.change("Change of a document signed") as change:
            self.changes.sign(change, change_id, signer)
        return self.changes.get(change_id)

    def _record_of(self, copy: r.Copy) -> str:
        """As the page finds the document: it is the course its versions are of."""
        course = self._store.scalar("SELECT course FROM course_version WHERE id = ?", (copy.version_id,))
        return f"document/{course!s}"

    def acknowledge(self, copy_id: str, signer: Signer) -> r.Copy:
        """In a transaction of its own; see ``DocumentCopies.sign``."""
        with self._store.change("Acknowledged") as change:
            self.copies.sign(change, copy_id, signer)
        return self.copies.get(copy_id)

    def to_sign(self, person: str) -> tuple[ToSign, ...]:
        """Changes this person reviews or approves, copies they have to acknowledge."""
        found = []
        if rights()["document_change"].may(self._store.actor.role, "u") and readable(self._store, "document_change"):
            for one in self.changes.under_way():
                if one.status in (r.TO_REVIEW, r.TO_APPROVE) and self.changes.due(one)[1] == person:
                    meaning, since = self.changes.due(one)[0], one.reviewed or one.proposed
                    found.append(ToSign(f"change/{one.id}", self.changes.signable(one.id), meaning, since, PLACE,
                                        f"document/{one.document_id}"))  # fmt: skip
        if rights()["document_copy"].may(self._store.actor.role, "u"):
            found += [
                ToSign(f"copy/{one.id}", of_copy(one), ACKNOWLEDGED, one.sent, PLACE, self._record_of(one))
                for one in self.copies.mine(person)
            ]
        return tuple(found)

    def sign(self, change: Change, kind: str, record: str, signer: Signer) -> None:
        """The signing folder's way; ``kind``: “change” or “copy”."""
        if kind == "change":
            self.changes.sign(change, record, signer)
        else:
            self.copies.sign(change, record, signer)

    def waiting(self, today: date) -> tuple[Waiting, ...]:
        """Changes to review and approve, reviews due, copies not acknowledged."""
        if not readable(self._store, "document"):
            return ()
        found = []
        for change in self.changes.under_way():
            if change.status in (r.TO_REVIEW, r.TO_APPROVE):
                kind = "document-review-of-change" if change.status == r.TO_REVIEW else "document-approval"
                _meaning, _person, name = self.changes.due(change)
                title, record = f"{change.code} {change.label}", f"document/{change.document_id}"
                found.append(Waiting(kind, SOON, change.reviewed or change.proposed, title, name, PLACE, record))
        for one in self.list(Query(where={"status": [r.CURRENT, r.REVIEW_DUE]}, limit=_ALL), today).rows:
            if one.next_review is not None and one.next_review <= today + _AHEAD:
                state = OVERDUE if one.next_review < today else SOON
                record = f"document/{one.id}"
                found.append(Waiting("document-review", state, one.next_review, one.code, one.owner, PLACE, record))
        for document_id, what, count, sent in self.copies.late(today, _ACKNOWLEDGE_WITHIN):
            day, note = date.fromisoformat(sent), f"{count} not acknowledged"
            found.append(Waiting("document-copies", SOON, day, what, note, PLACE, f"document/{document_id}"))
        return tuple(found)
