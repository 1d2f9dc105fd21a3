"""Notes to file: why a record is as it is, signed by author and principal investigator (RSK-3)."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from operator import attrgetter
from typing import Any

from db.clock import stamp
from db.days import iso
from db.errors import BadInput, Refused
from db.fields import block, line, next_number
from db.incidents import deviation_records as r
from db.incidents.checking import Checks
from db.incidents.deviation_rows import NOTE_COLUMNS, NOTE_FROM, NOTE_SELECT, note
from db.incidents.searching import Listing
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.in_hand import facets, window
from db.store.query import Page, Query
from db.store.rewind import as_known, last_seq_on
from db.store.store import Store

FACETS = ("study", "author")
_AUTHOR = "p.family_name || coalesce(', ' || nullif(p.given_name, ''), '')"
_KNOWN = {
    name: attrgetter(name) for name in (
        "number", "study", "study_id", "written", "title", "author", "subject", "effective", "id", "status",
        "deviation")
}  # fmt: skip


_LISTING = Listing(
    NOTE_SELECT,
    NOTE_FROM,
    {
        "number": "n.number", "study": "s.code", "study_id": "n.study", "written": "n.written", "title": "n.title",
        "author": _AUTHOR, "subject": "n.subject", "effective": "n.effective", "id": "n.id",
        "status": f"CASE WHEN n.voided = 1 THEN '{r.VOIDED}' ELSE '{r.FILED}' END", "deviation": "d.number",
    },
    "n.number || ' ' || n.title || ' ' || n.issue || ' ' || n.subject || ' ' || coalesce(s.code, '') || ' ' "
    "|| p.sort_name",
    (("written", True), ("number", True)),
    "n.id",
)  # fmt: skip


def _listing(on: date | None) -> Listing:
    """``on``: those written by that day."""
    return _LISTING if on is None else replace(_LISTING, base=f"n.written <= '{on.isoformat()}'")


def _words(one: r.Note) -> str:
    return f"{one.number} {one.title} {one.issue} {one.subject} {one.study} {one.author}"


class Notes:
    """As ``site.incidents.notes``."""

    def __init__(self, store: Store) -> None:
        self._store, self._check = store, Checks(store)

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    def list(self, query: Query | None = None, on: date | None = None) -> Page[r.Note]:
        """Those written by that day, the newest first unless sorted."""
        found, matching, of = _listing(on).window(self._store, query or Query())
        return Page(tuple(note(row) for row in found), matching, of)

    def facets(self, query: Query | None = None, on: date | None = None) -> Mapping[str, tuple[tuple[str, int], ...]]:
        return _listing(on).facets(self._store, query or Query(), FACETS)

    def known(self, on: date) -> tuple[r.Note, ...]:
        """Notes as they were known at the end of that day (AUD-6): what was entered or changed since is taken back.
        Studies, people and deviations by the names they have today; the oldest first."""
        seq, store = last_seq_on(self._store, on), self._store
        codes = {str(row[0]): row[1] for row in store.rows("SELECT id, code FROM study")}
        numbers = {str(row[0]): row[1] for row in store.rows("SELECT id, number FROM deviation")}
        people = {str(row[0]): row[1:] for row in store.rows("SELECT id, family_name, given_name FROM person")}
        found = []
        for row in as_known(store, "note_to_file", NOTE_COLUMNS, seq):
            beside = (codes.get(row["study"]), *people.get(row["author"], (None, None)), numbers.get(row["deviation"]))
            found.append(note([*(row[name] for name in NOTE_COLUMNS), *beside]))
        return tuple(sorted(found, key=lambda one: (one.written, one.number)))

    def known_page(self, on: date, query: Query | None = None) -> Page[r.Note]:
        """A window of ``known``, the newest first unless sorted."""
        return window(self.known(on)[::-1], query or Query(), _KNOWN, _words)

    def known_facets(self, on: date, query: Query | None = None) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """As ``facets``, of what was known on the day."""
        return facets(self.known(on), query or Query(), _KNOWN, _words, FACETS)

    def get(self, note_id: str) -> r.Note:
        """Raises BadInput when there is none with this id."""
        row = self._store.row(f"SELECT {NOTE_SELECT} FROM {NOTE_FROM} WHERE n.id = ?", (note_id,))
        if row is None:
            raise BadInput("That note is not there.", todo="Refresh the page and look again.")
        return note(row)

    def add(self, new: r.NewNote) -> r.Note:
        """Raises BadInput: a day to come, a late entry without its reason, a name where a code belongs."""
        with self._store.change() as change:
            note_id = self.insert(change, new)
        return self.get(note_id)

    def insert(self, change: Change, new: r.NewNote) -> str:
        """As ``add``, inside the caller's transaction."""
        new = self._clean(new)
        self._check.late(new.written, new.late_reason, "This note")
        number = next_number(self._store.scalar, "note_to_file", f"NTF-{self.today.year}-")
        return change.insert(
            "note_to_file", _stored(new) | {"number": number, "entered": stamp(self._store.clock.now())}
        )

    def change(self, note_id: str, changes: Mapping[str, object], reason: str) -> r.Note:
        """Correct it; what was signed before shows that it no longer covers the note."""
        now = self.get(note_id)
        if now.voided:
            raise Refused(f"{now.number} is struck through.", kept="Nothing was changed.")
        before = _as_new(now)
        if set(changes) - set(asdict(before)):
            raise BadInput("A note to file has no such field.")
        after = self._clean(replace(before, **changes))  # type: ignore[arg-type]
        old = _stored(before)
        row = {name: value for name, value in _stored(after).items() if value != old[name]}
        if row:
            with self._store.change(reason) as change:
                change.update("note_to_file", note_id, row)
        return self.get(note_id)

    def void(self, note_id: str, reason: str) -> r.Note:
        """Strike through what was entered by mistake; it stays to be read."""
        self.get(note_id)
        with self._store.change(reason) as change:
            change.update("note_to_file", note_id, {"voided": 1})
        return self.get(note_id)

    def investigator(self, now: r.Note) -> tuple[str, str] | None:
        """Id and name of the study's principal investigator today, who countersigns; None where there is no study."""
        row = self._store.row(
            "SELECT p.id, p.family_name || ', ' || p.given_name FROM investigator AS i JOIN person AS p "
            'ON p.id = i.person WHERE i.study = ? AND i.start <= ? AND (i."end" IS NULL OR i."end" >= ?)',
            (now.study_id, self.today.isoformat(), self.today.isoformat()),
        )
        return None if row is None else (str(row[0]), str(row[1]))

    def _clean(self, new: r.NewNote) -> r.NewNote:
        if new.written > self.today:
            raise BadInput("A note to file is not dated in the future.", kept="Nothing was saved.")
        self._check.known(study=new.study, person=new.author)
        blocks: dict[str, Any] = {
            name: block(words, getattr(new, name), needed=name == "issue") for name, words in _BLOCKS.items()
        }
        return replace(
            new, title=line("Subject", new.title, 300, needed=True), subject=self._check.subject(new.subject),
            addressed_to=line("To", new.addressed_to), corrective_who=line("Who corrects it", new.corrective_who),
            late_reason=line("Why it is entered late", new.late_reason, 500), **blocks,
        )  # fmt: skip


_BLOCKS = {"issue": "Issue", "root_cause": "Root cause", "corrective": "Corrective action", "resolution": "Resolution"}


def _stored(new: r.NewNote) -> dict[str, SqlValue]:
    return {name: iso(value) if isinstance(value, date) else value for name, value in asdict(new).items()}


def _as_new(now: r.Note) -> r.NewNote:
    return r.NewNote(
        now.title, now.issue, now.written, now.author_id, now.study_id, now.subject, now.addressed_to, now.root_cause,
        now.corrective, now.corrective_who, now.corrective_due, now.resolution, now.effective, now.deviation_id,
        now.late_reason,
    )  # fmt: skip
