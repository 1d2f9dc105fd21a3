"""Change control of a document (DMP-3, 21 CFR 11.10(k)): drafted with its reason, signed by author, reviewer and
approver; the approval puts the version in effect in the training register, which re-opens the training."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime

from db.clock import stamp
from db.days import iso
from db.errors import BadInput, Refused
from db.evidence.records import File
from db.evidence.register import EvidenceFiles
from db.fields import block, line, next_number
from db.folding import fold
from db.plans import document_records as r
from db.plans.document_rows import CHANGE, change
from db.plans.plan_versions import demand_person
from db.plans.rules import takes_effect
from db.plans.signables import APPROVED, AUTHORED, REVIEWED, of_change
from db.plans.signables import CHANGE as TABLE
from db.plans.versions import VersionsOf
from db.signing.register import Signing
from db.signing.signable import Ink, Signable, Signature, Signer
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.rewind import as_known, last_seq_by
from db.store.store import Store

_KEPT = "Nothing was saved."
_COLUMNS = (
    "number", "document", "reason", "author", "author_name", "reviewer", "reviewer_name", "approver", "approver_name",
    "not_before", "proposed", "reviewed", "approved", "abandoned", "round", "entered",
)  # fmt: skip
_KNOWN = {
    TABLE: _COLUMNS, "course_version": ("label", "summary", "reopens", "file", "effective"),
    "course": ("code", "title", "study"), "document": ("type",), "study": ("code",),
}  # fmt: skip
_DUE = {r.DRAFT: AUTHORED, r.TO_REVIEW: REVIEWED, r.TO_APPROVE: APPROVED}


class DocumentChanges:
    """As ``site.plans.documents.changes``."""

    def __init__(self, store: Store, signing: Signing, versions: VersionsOf) -> None:
        self._store, self._signing, self._versions = store, signing, versions
        self._files = EvidenceFiles(store)

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    def get(self, change_id: str) -> r.Change:
        """By its version's id. Raises BadInput when there is none."""
        row = self._store.row(f"{CHANGE} WHERE x.id = ?", (change_id,))
        if row is None:
            raise BadInput("That change is not there.", todo="Refresh the page and look again.")
        return change(row, self.today)

    def of(self, document: str | None = None) -> tuple[r.Change, ...]:
        """Of one document or of all, the newest first."""
        rows = self._store.rows(
            f"{CHANGE} WHERE x.document = coalesce(?, x.document) ORDER BY x.number DESC", (document,)
        )
        return tuple(change(row, self.today) for row in rows)

    def as_known(self, when: datetime, document: str) -> tuple[r.Change, ...]:
        """Of one document, by what had been entered at a moment (AUD-6): how each change stood, the newest first."""
        last = last_seq_by(self._store, when)
        known = {
            table: {row["id"]: row for row in as_known(self._store, table, ("id", *names), last)}
            for table, names in _KNOWN.items()
        }
        found = []
        for row in sorted(known[TABLE].values(), key=lambda one: str(one["number"]), reverse=True):
            if row["document"] != document:
                continue
            version, course = known["course_version"][row["id"]], known["course"][document]
            study, type_ = known["study"].get(course["study"], {}), known["document"][document]["type"]
            found.append(change((
                row["id"], row["number"], document, course["code"], course["title"], type_, study.get("code", ""),
                *(version[name] for name in _KNOWN["course_version"]), *(row[name] for name in _COLUMNS[2:]),
            ), when.date()))  # fmt: skip
        return tuple(found)

    def under_way(self) -> tuple[r.Change, ...]:
        """Not approved and not abandoned."""
        rows = self._store.rows(f"{CHANGE} WHERE x.approved IS NULL AND x.abandoned IS NULL ORDER BY x.number")
        return tuple(change(row, self.today) for row in rows)

    def begin(self, new: r.NewChange, file: File | None = None) -> r.Change:
        """A draft of the next version: nothing is in effect by it. A document has one change at a time. Raises
        BadInput, Refused."""
        if self._store.row("SELECT 1 FROM document WHERE id = ?", (new.document_id,)) is None:
            raise Refused("This document is not under change control.", kept=_KEPT, todo="Put it under control first.")
        going = self._store.scalar(
            "SELECT number FROM document_change WHERE document = ? AND approved IS NULL AND abandoned IS NULL",
            (new.document_id,),
        )
        if going is not None:
            raise Refused(f"{going!s} of this document is under way.", kept=_KEPT, todo="Finish it, or abandon it.")
        now = stamp(self._store.clock.now())
        number = next_number(self._store.scalar, TABLE, f"CC-{self.today.year}-")
        with self._store.change() as change_:  # a refusal in here is recorded (ROL-4)
            version, row = self._clean(new)
            if file is not None:
                version["file"] = self._files.save(change_, file)
            change_id = self._versions.insert_version(change_, new.document_id, version)
            change_.insert(
                TABLE,
                row | {"id": change_id, "document": new.document_id, "number": number, "round": now, "entered": now},
            )
        return self.get(change_id)

    def write(self, change_id: str, changes: Mapping[str, object], file: File | None = None) -> r.Change:
        """Go on with a draft; ``changes``: field of NewChange -> new value."""
        one = self._draft(change_id)
        outside = one.approver if one.approver_id is None else ""
        now = r.NewChange(
            one.document_id, one.label, one.summary, one.reason, one.author_id, one.reviewer_id, one.approver_id,
            outside, one.not_before, one.reopens,
        )  # fmt: skip
        if set(changes) - set(asdict(now)) or "document_id" in changes:
            raise BadInput("A change has no such field.", kept=_KEPT)
        with self._store.change("The draft was worked on") as change_:
            version, row = self._clean(replace(now, **changes))  # type: ignore[arg-type]
            if file is not None:
                version["file"] = self._files.save(change_, file)
            self._versions.update_version(change_, change_id, version)
            change_.update(TABLE, change_id, row)
        return self.get(change_id)

    def send_back(self, change_id: str, reason: str) -> r.Change:
        """It becomes a draft again; who signed signs anew."""
        one = self.get(change_id)
        if one.status not in (r.TO_REVIEW, r.TO_APPROVE):
            raise Refused(f"{one.number} is {one.status}; there is nothing to send back.", kept="Nothing was changed.")
        row: dict[str, SqlValue] = {"proposed": None, "reviewed": None, "round": stamp(self._store.clock.now())}
        with self._store.change(reason) as change_:
            change_.update(TABLE, change_id, row)
        return self.get(change_id)

    def abandon(self, change_id: str, reason: str) -> r.Change:
        """It leads nowhere; its version never takes effect and stays to be read."""
        one = self.get(change_id)
        if one.status not in r.UNDER_WAY:
            raise Refused(f"{one.number} is {one.status}.", kept="It stays as it is.")
        with self._store.change(reason) as change_:
            change_.update(TABLE, change_id, {"abandoned": self.today.isoformat()})
        return self.get(change_id)

    def signable(self, change_id: str) -> Signable:
        one = self.get(change_id)
        file = None if one.file is None else self._files.about(one.file)
        return of_change(one, None if file is None else (file.name, file.sha256))

    def signatures(self, change_id: str) -> tuple[tuple[Signature, bool], ...]:
        """Who signed it, each with whether it still covers what stands there now."""
        content = self.signable(change_id)
        found = self._signing.signatures(TABLE, change_id)
        return tuple((one, self._signing.covers(one, content)) for one in found)

    def due(self, one: r.Change) -> tuple[str, str | None, str]:
        """Which signature is due next: its meaning, whose (id, None: somebody outside), and their name."""
        meaning = _DUE[one.status]
        people = {
            AUTHORED: (one.author_id, one.author), REVIEWED: (one.reviewer_id, one.reviewer),
            APPROVED: (one.approver_id, one.approver),
        }  # fmt: skip
        return (meaning, *people[meaning])

    def sign(self, change_: Change, change_id: str, signer: Signer) -> None:
        """The signature that is due, in the caller's transaction; the approver's puts the version in effect. Refused
        for anybody else, and where nobody is named who approves."""
        one = self.get(change_id)
        if one.status not in _DUE:
            raise Refused(f"{one.number} is {one.status}; nothing is to be signed.", kept="Nothing was signed.")
        if not one.approver:
            raise Refused(f"Nobody is named who approves {one.number}.", kept="Nothing was signed.",
                          todo="Name somebody other than its author.")  # fmt: skip
        meaning, person, name = self.due(one)
        demand_person(self._store, signer, person, name)
        if signer.meaning != meaning:
            raise BadInput(f"This signature means “{meaning}”.", kept="Nothing was signed.")
        day = signer.signed if isinstance(signer, Ink) else self.today
        self._signing.put(change_, (self.signable(change_id),), signer)
        column = {AUTHORED: "proposed", REVIEWED: "reviewed", APPROVED: "approved"}[meaning]
        change_.update(TABLE, change_id, {column: day.isoformat()})
        if meaning == APPROVED:
            effective = takes_effect(day, one.not_before)
            values: dict[str, SqlValue] = {"approved": day.isoformat(), "effective": effective.isoformat()}
            self._versions.update_version(change_, change_id, values)

    def _draft(self, change_id: str) -> r.Change:
        one = self.get(change_id)
        if one.status != r.DRAFT:
            raise Refused(f"{one.number} is {one.status}, no draft.", kept="Nothing was changed.",
                          todo="Send it back first, or begin another.")  # fmt: skip
        return one

    def _clean(self, new: r.NewChange) -> tuple[dict[str, SqlValue], dict[str, SqlValue]]:
        """The version's columns, and the change's."""
        outside = line("Approver from outside", new.approver_name)
        if outside and new.approver:
            raise BadInput("One person approves: of the roster, or from outside.", kept=_KEPT)
        author = self._named(new.author)
        if new.author in (new.approver, new.reviewer) or (outside and fold(outside) == fold(author)):
            raise Refused("Nobody reviews or approves their own change.", kept=_KEPT, todo="Name somebody else.")
        reviewer, approver = (self._named(person) if person else "" for person in (new.reviewer, new.approver))
        version: dict[str, SqlValue] = {
            "label": line("Version", new.label, 60, needed=True), "reopens": int(new.reopens),
            "summary": block("What changed", new.summary, 2000, needed=True),
        }  # fmt: skip
        row: dict[str, SqlValue] = {
            "reason": block("Why it is changed", new.reason, 2000, needed=True), "author": new.author,
            "author_name": author, "reviewer": new.reviewer or None, "reviewer_name": reviewer,
            "approver": new.approver or None, "approver_name": approver or outside, "not_before": iso(new.not_before),
        }  # fmt: skip
        return version, row

    def _named(self, person: str) -> str:
        found = self._store.row("SELECT family_name, given_name FROM person WHERE id = ?", (person,))
        if found is None:
            raise BadInput("That person is not on the roster.", kept=_KEPT, todo="Choose one of the list.")
        return f"{found[0]}, {found[1]}" if found[1] else str(found[0])
