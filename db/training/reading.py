"""Read and understood, signed in the program (TRN-2): what a person still has to read, opened, and bound by signature.

A signature makes the training record; the record's id is in what is signed, and the version, the file and its hash.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db import randomness
from db.days import shown
from db.errors import BadInput, Refused
from db.evidence.records import Evidence
from db.evidence.register import EvidenceFiles
from db.signing.folder import ToSign
from db.signing.register import Signing
from db.signing.signable import Ink, Pen, Signable
from db.store.change import Change
from db.store.store import Store
from db.training import records as r
from db.training.register import Training
from db.training.rules import Status

KINDS = ("document", "protocol", "consent", "safety")
"""What is learnt by reading; a course or a system is not."""
METHOD = "read and understood"
MEANING = "read and understood"
STATEMENT = "I have read this version and understood it."
PLACE = "training"


@dataclass(frozen=True)
class ToRead:
    """A version the acting user still has to read. ``status``: of the matrix; ``file`` None where none is kept here;
    ``opened``: they looked at the file; ``item``: what they sign."""

    course_id: str
    course: str
    title: str
    study: str
    version_id: str
    version: str
    effective: date | None
    status: str
    due: date | None
    file: Evidence | None
    opened: bool
    item: ToSign

    @property
    def ready(self) -> bool:
        """Whether it may be signed: what is kept here was opened."""
        return self.file is None or self.opened


class ReadAndUnderstood:
    """Over one open store, for who is at work in it."""

    def __init__(self, store: Store, training: Training, signing: Signing, files: EvidenceFiles) -> None:
        self._store, self._training, self._signing, self._files = store, training, signing, files

    def mine(self) -> tuple[ToRead, ...]:
        """What the acting user is asked to read and has not; empty for a user who is nobody of the roster."""
        person = self._store.users.person_of(self._store.actor.user)
        if person is None or self._store.actor.role == "custodian":
            return ()
        matrix = self._training.matrix(people=[person])
        if not matrix.people:
            return ()
        found = []
        for column, cell in zip(matrix.requirements, matrix.cells[0], strict=True):
            wanted = cell.gap or cell.status is Status.DUE_SOON
            if wanted and column.kind in KINDS and column.version:
                version = self._version(column.course_id, column.version)
                found.append(self._to_read(matrix.people[0].name, version, str(cell.status), cell.due))
        return tuple(found)

    def open_file(self, version: str) -> bytes:
        """The file of a version, to be read; that it was opened is on the trail. Raises BadInput without a file."""
        evidence = self._store.scalar("SELECT file FROM course_version WHERE id = ?", (version,))
        if evidence is None:
            raise BadInput("No file is kept for this version.", todo="Read the paper copy in the site file.")
        data = self._files.opened(str(evidence)).data
        self._store.event("view", tbl="course_version", row=version, file=str(evidence))
        return data

    def to_sign(self) -> tuple[ToSign, ...]:
        """For the signing folder: what was opened, or has no file here."""
        return tuple(one.item for one in self.mine() if one.ready)

    def signed(self, change: Change, item: ToSign, signer: Pen | Ink) -> None:
        """The signing folder's way to ``sign``."""
        self.sign(change, [item], signer)

    def sign(self, change: Change, items: Sequence[ToSign], signer: Pen | Ink) -> tuple[r.TrainingRecord, ...]:
        """One signing act, a training record for each document; inside the caller's transaction. Refused for a file
        that was not opened, and for what is no longer asked of the acting user in this version."""
        waiting = {one.version_id: one for one in self.mine()}
        day = signer.signed if isinstance(signer, Ink) else self._training.today
        for item in items:
            version = item.key.partition("/")[2]
            now = waiting.get(version)
            if now is None:
                raise Refused(f"{item.signable.title} is not asked of you any more.", kept="Nothing was signed.",
                              todo="Refresh the page and look again.")  # fmt: skip
            if not now.ready:
                raise Refused(f"Open {item.signable.title} before you sign that you read it.",
                              kept="Nothing was signed.")  # fmt: skip
            self._signing.put(change, [item.signable], signer)
            person = self._store.users.person_of(self._store.actor.user)
            new = r.NewTraining(str(person), now.course_id, day, version, method=METHOD)
            change.insert("training_record", {**self._training.row_of(new), "id": item.signable.record})
        return tuple(self._training.record_of(item.signable.record) for item in items)

    def _to_read(self, name: str, version: r.Version, status: str, due: date | None) -> ToRead:
        course = self._training.course(version.course_id)
        file = None if version.file is None else self._files.about(version.file)
        title = f"{course.code} {version.label}" + (f", {course.study}" if course.study else "")
        facts = [
            ("Person", name),
            ("Document", course.title or course.code),
            ("Study", course.study or "whole site"),
            ("Version", version.label),
            ("In effect here", shown(version.effective) or "not known yet"),
            ("File", file.name if file else "not kept in the program; read on paper"),
        ]
        facts += [("SHA-256", file.sha256)] if file else []
        facts.append(("Statement", STATEMENT))
        signable = Signable("training_record", randomness.new_id(), title, tuple(facts))
        return ToRead(
            course.id, course.code, course.title, course.study, version.id, version.label, version.effective, status,
            due, file, file is not None and self._was_opened(version.id),
            ToSign(f"read/{version.id}", signable, MEANING, due, PLACE),
        )  # fmt: skip

    def _version(self, course: str, label: str) -> r.Version:
        return next(one for one in self._training.versions(course) if one.label == label)

    def _was_opened(self, version: str) -> bool:
        return bool(
            self._store.rows(
                "SELECT 1 FROM audit WHERE tbl = 'course_version' AND \"row\" = ? AND action = 'view' AND \"by\" = ? "
                "LIMIT 1",
                (version, self._store.actor.user),
            )
        )
