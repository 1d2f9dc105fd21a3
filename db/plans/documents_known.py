"""The documents as the register said on a day: what was entered since is taken back from the trail (AUD-6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from db.days import add_months, from_iso
from db.folding import written_name
from db.plans import document_records as r
from db.plans.document_rows import KINDS
from db.store.rewind import as_known, last_seq_by
from db.store.store import Store

_COLUMNS = {
    "course": ("code", "title", "kind", "study", "end"),
    "course_version": ("course", "label", "approved", "effective"),
    "document": ("type", "controlled", "owner", "review_months"),
    "document_review": ("document", "reviewed"),
    "document_change": ("document", "number", "approved", "abandoned"),
    "document_copy": ("version", "person", "acknowledged", "returned"),
    "training_record": ("person", "version", "completed", "voided", "result"),
    "study": ("code",),
    "person": ("family_name", "given_name"),
}  # fmt: skip
Row = Mapping[str, Any]


def known_documents(store: Store, when: datetime) -> tuple[r.Document, ...]:
    """By code, as they stood at a moment (aware)."""
    return tuple(sorted(_Known(store, when).documents(), key=lambda one: (one.code, one.id)))


class _Known:
    """The tables at that moment."""

    def __init__(self, store: Store, when: datetime) -> None:
        last = last_seq_by(store, when)
        self._rows = {table: as_known(store, table, ("id", *names), last) for table, names in _COLUMNS.items()}
        self._by_id = {
            table: {row["id"]: row for row in self._rows[table]} for table in ("document", "study", "person")
        }
        self._day = when.date().isoformat()

    def documents(self) -> Iterator[r.Document]:
        for course in self._rows["course"]:
            if course["kind"] in KINDS:
                yield self._one(course)

    def _one(self, course: Row) -> r.Document:
        control, version = self._by_id["document"].get(course["id"]), self._version(course["id"])
        study = self._by_id["study"].get(course["study"], {"code": ""})
        owner = self._by_id["person"].get(control["owner"]) if control else None
        review, change = self._review(course["id"], control, version), self._change(course["id"])
        copies = tuple(self._copies(version))
        type_ = control["type"] if control else "" if course["kind"] == "document" else course["kind"]
        return r.Document(
            course["id"], course["code"], course["title"], type_, course["study"], study["code"],
            from_iso(control["controlled"]) if control else None, control["owner"] if control else None,
            written_name(owner["family_name"], owner["given_name"]) if owner else "",
            control["review_months"] if control else None, version["id"] if version else None,
            version["label"] if version else "", from_iso(version["effective"]) if version else None, review,
            len(copies), copies.count(False), change, self._status(course, control, version, review, change),
        )  # fmt: skip

    def _status(self, course: Row, control: Row | None, version: Row | None, review: date | None, change: str) -> str:
        """In the order of document_rows.listing."""
        if course["end"] is not None and course["end"] < self._day:
            return r.WITHDRAWN
        if control is None:
            return r.UNCONTROLLED
        if change:
            return r.CHANGING
        if version is None:
            return r.NONE_YET
        return r.REVIEW_DUE if review is not None and review.isoformat() <= self._day else r.CURRENT

    def _version(self, course: str) -> Row | None:
        """As training.rules.version_on reckons it."""
        found = [
            row for row in self._rows["course_version"]
            if row["course"] == course and row["effective"] is not None and row["effective"] <= self._day
        ]  # fmt: skip
        return max(
            found, default=None,
            key=lambda one: (one["effective"], one["approved"] or "9999-12-31", one["label"], one["id"]),
        )  # fmt: skip

    def _review(self, document: str, control: Row | None, version: Row | None) -> date | None:
        if control is None or version is None or control["review_months"] is None:
            return None
        reviewed = [row["reviewed"] for row in self._rows["document_review"] if row["document"] == document]
        return add_months(date.fromisoformat(max([version["effective"], *reviewed])), control["review_months"])

    def _change(self, document: str) -> str:
        going = [
            row["number"] for row in self._rows["document_change"]
            if row["document"] == document and row["approved"] is None and row["abandoned"] is None
        ]  # fmt: skip
        return str(max(going, default=""))

    def _copies(self, version: Row | None) -> Iterator[bool]:
        """Of each that is out: whether it was acknowledged, by signature or by the training."""
        for copy in self._rows["document_copy"]:
            if version is not None and copy["version"] == version["id"] and copy["returned"] is None:
                yield copy["acknowledged"] is not None or any(
                    row["person"] == copy["person"] and row["version"] == copy["version"] and not row["voided"]
                    and row["result"] != "failed" for row in self._rows["training_record"]
                )  # fmt: skip
