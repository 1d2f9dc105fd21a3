"""The log of what the sponsor was asked about a trigger that is pending (RET-2)."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from datetime import date, timedelta

from db.clock import stamp
from db.days import from_iso, order_of, shown
from db.errors import BadInput
from db.evidence.records import File
from db.evidence.register import EvidenceFiles
from db.fields import block, line
from db.retention import records as r
from db.store.change import Change
from db.store.store import Store

WAIT = timedelta(days=30)
"""An answer is expected by then unless another day is named."""
_KEPT = "Nothing was saved."


class Enquiries:
    """As ``site.retention.enquiries``."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._files = EvidenceFiles(store)

    def ask(self, study: str, asked: date, whom: str, question: str, expected: date | None = None) -> r.Enquiry:
        """Raises BadInput for a day to come."""
        with self._store.change() as change:
            enquiry_id = self.insert(change, study, asked, whom, question, expected)
        return self._one(enquiry_id)

    def insert(
        self, change: Change, study: str, asked: date, whom: str, question: str, expected: date | None = None,
        answered: date | None = None, answer: str = "",
    ) -> str:  # fmt: skip
        """As ``ask``, inside the caller's transaction (an import of a former log, with its answers); the new id."""
        today = self._store.clock.now().date()
        if asked > today:
            raise BadInput(f"{shown(asked)} is still to come.", kept=_KEPT, todo="Enter it once the sponsor was asked.")
        expected = expected or asked + WAIT
        order_of(asked, expected, "The time for an answer")
        order_of(asked, answered, "The enquiry")
        if answered is not None and answered > today:
            raise BadInput(f"{shown(answered)} is still to come.", kept=_KEPT)
        if answer and answered is None:
            raise BadInput("There is an answer and no day of it.", kept=_KEPT, todo="Enter when it was answered.")
        return change.insert("enquiry", {
            "study": study, "asked": asked.isoformat(), "whom": line("Whom", whom, 300, needed=True),
            "question": block("Question", question, 4000, needed=True), "expected": expected.isoformat(),
            "answered": answered.isoformat() if answered else None,
            "answer": block("Answer", answer, 4000, needed=answered is not None),
            "entered": stamp(self._store.clock.now()),
        })  # fmt: skip

    def answer(self, enquiry_id: str, answered: date, answer: str, evidence: File | None = None) -> r.Enquiry:
        """Raises BadInput: answered already, before it was asked, or on a day to come."""
        one = self._one(enquiry_id)
        if one.answered is not None:
            raise BadInput("That enquiry was answered.", kept=_KEPT, todo="Ask anew to hear more.")
        order_of(one.asked, answered, "The enquiry")
        if answered > self._store.clock.now().date():
            raise BadInput(f"{shown(answered)} is still to come.", kept=_KEPT)
        words = block("Answer", answer, 4000, needed=True)
        with self._store.change(f"Answer of {one.whom}") as change:
            saved = self._files.save(change, evidence) if evidence is not None else None
            change.update("enquiry", enquiry_id, {"answered": answered.isoformat(), "answer": words, "evidence": saved})
        return self._one(enquiry_id)

    def of(self, study: str) -> tuple[r.Enquiry, ...]:
        """The newest first."""
        return self._found("q.study = ?", study)

    def all(self) -> tuple[r.Enquiry, ...]:
        """The newest first."""
        return self._found("1")

    def open(self) -> tuple[r.Enquiry, ...]:
        """All that wait for an answer."""
        return self._found("q.answered IS NULL")

    def _one(self, enquiry_id: str) -> r.Enquiry:
        found = self._found("q.id = ?", enquiry_id)
        if not found:
            raise BadInput("That enquiry is not there.", todo="Refresh the page and look again.")
        return found[0]

    def _found(self, clause: str, *values: str) -> tuple[r.Enquiry, ...]:
        today = self._store.clock.now().date()
        rows = self._store.rows(
            "SELECT q.id, q.study, s.code, q.asked, q.whom, q.question, q.expected, q.answered, q.answer, q.evidence "
            f"FROM enquiry AS q JOIN study AS s ON s.id = q.study WHERE {clause} ORDER BY q.asked DESC, q.id DESC",
            values,
        )
        return tuple(
            r.Enquiry(
                row[0], row[1], row[2], date.fromisoformat(row[3]), row[4], row[5], date.fromisoformat(row[6]),
                from_iso(row[7]), row[8], self._files.about(row[9]) if row[9] else None,
                row[7] is None and date.fromisoformat(row[6]) < today,
            )
            for row in rows
        )  # fmt: skip
