"""The register of sharing (DMP-2): what goes to whom, since when, on which ground; what ended stays."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from datetime import date, datetime
from typing import Any

from db.clock import stamp
from db.days import add_months, day_of, from_iso, is_late, iso, order_of, shown
from db.errors import BadInput, Refused
from db.evidence.records import File
from db.evidence.register import EvidenceFiles
from db.fields import block, chosen, line, next_number
from db.plans import sharing_records as r
from db.plans.knowing import known_one, known_page
from db.plans.rules import needs_agreement, sharing_status
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.listing import Listing
from db.store.query import Page, Query
from db.store.rewind import as_known, end_of, last_seq_by
from db.store.store import Store

FACETS = ("status", "study", "capacity", "data", "country")
_KEPT = "Nothing was saved."
_COUNTRY = re.compile(r"[A-Z]{2}")
COLUMNS = (
    "id", "number", "study", "what", "data", "purpose", "recipient", "capacity", "contact", "legal_basis", "agreement",
    "agreement_signed", "agreement_until", "evidence", "safeguards", "country", "transfer", "start", "until", "ended",
    "end_reason", "owner", "review_months", "next_review", "voided", "late_reason", "entered",
)  # fmt: skip
_OWNER = "coalesce(p.family_name || CASE p.given_name WHEN '' THEN '' ELSE ', ' || p.given_name END, '')"
_SELECT = ", ".join(f"x.{name}" for name in COLUMNS) + f", coalesce(s.code, ''), {_OWNER}"
_FROM = "sharing AS x LEFT JOIN study AS s ON s.id = x.study LEFT JOIN person AS p ON p.id = x.owner"
_NAMED = {"study": "study_id", "owner": "owner_id"}
_NEW = tuple(field.name for field in fields(r.NewSharing))


class Sharings:
    """As ``site.plans.sharings``."""

    def __init__(self, store: Store) -> None:
        self._store, self._files = store, EvidenceFiles(store)

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    def list(self, query: Query | None = None, on: date | None = None) -> Page[r.Sharing]:
        """As of a day: what had been entered by then; what is wrong first, then by number, unless sorted. Fields:
        those of Sharing. Search: number, recipient, what, purpose, agreement, study."""
        day = on or self.today
        found, matching, of = _listing(day).window(self._store, query or Query())
        return Page(tuple(sharing(row, day) for row in found), matching, of)

    def facets(self, query: Query | None = None, on: date | None = None) -> Mapping[str, tuple[tuple[str, int], ...]]:
        return _listing(on or self.today).facets(self._store, query or Query(), FACETS)

    def get(self, sharing_id: str, on: date | None = None) -> r.Sharing:
        """Raises BadInput when there is none with this id."""
        row = self._store.row(f"SELECT {_SELECT} FROM {_FROM} WHERE x.id = ?", (sharing_id,))
        if row is None:
            raise BadInput("That sharing is not there.", todo="Refresh the page and look again.")
        return sharing(row, on or self.today)

    def as_known(self, when: datetime, on: date | None = None) -> tuple[r.Sharing, ...]:
        """By number, by what had been entered at a moment (AUD-6)."""
        codes: dict[str, str] = dict(self._store.rows("SELECT id, code FROM study"))
        names: dict[str, str] = dict(self._store.rows(f"SELECT p.id, {_OWNER} FROM person AS p"))
        rows = sorted(as_known(self._store, "sharing", COLUMNS, last_seq_by(self._store, when)), key=lambda x: x["id"])
        known = [(*row.values(), codes.get(row["study"], ""), names.get(row["owner"], "")) for row in rows]
        return tuple(sharing(row, on or when.date()) for row in known)

    def known_page(self, on: date, query: Query | None = None) -> Page[r.Sharing]:
        """A window of what was known at the end of that day (AUD-6)."""
        known = self.as_known(end_of(self._store, on), on)
        return known_page(
            known,
            query,
            r.STATUSES,
            lambda one: f"{one.number} {one.recipient} {one.what} {one.purpose} {one.agreement} {one.study}",
        )

    def known(self, on: date, record: str) -> r.Sharing:
        """One of them. Raises BadInput."""
        return known_one(self.as_known(end_of(self._store, on), on), record)

    def reviews(self, sharing_id: str) -> tuple[r.Review, ...]:
        """Newest first."""
        rows = self._store.rows(
            "SELECT reviewed, reviewer, outcome FROM sharing_review WHERE sharing = ? ORDER BY reviewed DESC, id DESC",
            (sharing_id,),
        )
        return tuple(r.Review(date.fromisoformat(row[0]), row[1], row[2]) for row in rows)

    def add(self, new: r.NewSharing, file: File | None = None) -> r.Sharing:
        """Raises BadInput: no purpose for personal data, an agreement that ends before it is signed, another country
        without a safeguard in words, a late entry without its reason. What went out without an agreement is recorded
        all the same, and shows."""
        with self._store.change() as change:
            sharing_id = self.insert(change, new, file)
        return self.get(sharing_id)

    def insert(self, change: Change, new: r.NewSharing, file: File | None = None) -> str:
        """As ``add``, inside the caller's transaction."""
        new = self._clean(new)
        if is_late(new.start, self.today) and not new.late_reason:
            raise BadInput(
                f"This sharing began {(self.today - new.start).days} days ago.", kept=_KEPT,
                todo="Write why it is entered only now; it will be marked as a late entry.",
            )  # fmt: skip
        row = _stored(new) | {
            "number": next_number(self._store.scalar, "sharing", "DS-"), "entered": stamp(self._store.clock.now()),
            "next_review": add_months(max(new.start, self.today), new.review_months).isoformat(),
            "evidence": None if file is None else self._files.save(change, file),
        }  # fmt: skip
        return change.insert("sharing", row)

    def change(
        self, sharing_id: str, changes: Mapping[str, object], reason: str, file: File | None = None
    ) -> r.Sharing:
        """Renew its agreement, correct or complete it; ``changes``: field of NewSharing -> new value."""
        now = self._alive(sharing_id)
        before = _as_new(now)
        if set(changes) - set(_NEW):
            raise BadInput("A sharing has no such field.", kept=_KEPT)
        after = self._clean(replace(before, **changes))  # type: ignore[arg-type]
        old = _stored(before)
        row = {name: value for name, value in _stored(after).items() if value != old[name]}
        if after.review_months != before.review_months:
            row["next_review"] = add_months(self.today, after.review_months).isoformat()
        with self._store.change(reason) as change:
            if file is not None:
                row["evidence"] = self._files.save(change, file)
            change.update("sharing", sharing_id, row)
        return self.get(sharing_id)

    def end(self, sharing_id: str, ended: date, reason: str) -> r.Sharing:
        """The last day data went out; it stays to be read. Refused for a day to come: set its period instead."""
        now = self._alive(sharing_id)
        if ended > self.today:
            raise BadInput("It has not ended yet.", kept=_KEPT, todo="Enter the last day as the end of its period.")
        if ended < now.start:
            raise BadInput(f"It would end before it began on {shown(now.start)}.", kept=_KEPT)
        why = block("Why it ends", reason, 1000, needed=True)
        with self._store.change(why) as change:
            change.update("sharing", sharing_id, {"ended": ended.isoformat(), "end_reason": why})
        return self.get(sharing_id)

    def void(self, sharing_id: str, reason: str) -> r.Sharing:
        """Strike through what was entered by mistake; it stays to be read."""
        self.get(sharing_id)
        with self._store.change(reason) as change:
            change.update("sharing", sharing_id, {"voided": 1})
        return self.get(sharing_id)

    def review(self, sharing_id: str, reviewed: date, outcome: str) -> r.Sharing:
        """Somebody looked whether it is still needed and still covered; the next review counts from that day."""
        now = self._alive(sharing_id)
        if reviewed > self.today or reviewed < now.start:
            raise BadInput("A review lies between the day it began and today.", kept=_KEPT)
        row: dict[str, SqlValue] = {
            "sharing": sharing_id, "reviewed": reviewed.isoformat(), "reviewer": self._store.actor.name,
            "outcome": block("Outcome", outcome, 2000, needed=True), "entered": stamp(self._store.clock.now()),
        }  # fmt: skip
        with self._store.change("Reviewed") as change:
            change.insert("sharing_review", row)
            change.update("sharing", sharing_id, {"next_review": add_months(reviewed, now.review_months).isoformat()})
        return self.get(sharing_id)

    def _alive(self, sharing_id: str) -> r.Sharing:
        now = self.get(sharing_id)
        if now.voided or now.ended is not None:
            words = "struck through" if now.voided else "ended"
            raise Refused(f"{now.number} is {words}.", kept="It stays as it was.", todo="Enter the sharing anew.")
        return now

    def _clean(self, new: r.NewSharing) -> r.NewSharing:
        order_of(new.start, new.until, "The sharing")
        order_of(new.agreement_signed, new.agreement_until, "The agreement")
        if new.agreement_signed is not None and new.agreement_signed > self.today:
            raise BadInput("An agreement is not signed in the future.", kept=_KEPT, todo="Enter it once it is signed.")
        country = new.country.strip().upper()
        if not _COUNTRY.fullmatch(country):
            raise BadInput(f"“{new.country}” is no country.", kept=_KEPT, todo="Write its two letters: DE, US, JP.")
        for table, named in (("study", new.study_id), ("person", new.owner_id)):
            if named is not None and self._store.row(f"SELECT 1 FROM {table} WHERE id = ?", (named,)) is None:
                raise BadInput(f"That {table} is not there.", kept=_KEPT, todo="Choose one of the list.")
        if isinstance(new.review_months, bool) or not 1 <= new.review_months <= 60:
            raise BadInput("A sharing is reviewed every 1 to 60 months.", kept=_KEPT)
        personal = new.data != r.ANONYMOUS
        safeguards = block("Safeguards", new.safeguards, 4000, needed=new.transfer != "none")
        signed = new.agreement_signed is not None or new.agreement_until is not None
        return replace(
            new, what=block("What is shared", new.what, 1000, needed=True), data=chosen("Data", new.data, r.DATA),
            recipient=line("Recipient", new.recipient, needed=True), country=country, safeguards=safeguards,
            capacity=chosen("Capacity", new.capacity, r.CAPACITIES), contact=line("Contact", new.contact, 300),
            transfer=chosen("Transfer", new.transfer, r.TRANSFERS),
            purpose=block("Purpose", new.purpose, 1000, needed=personal),
            legal_basis=line("Legal basis", new.legal_basis, 300, needed=True),
            agreement=line("Agreement", new.agreement, 300, needed=signed),
            late_reason=line("Why it is entered late", new.late_reason, 500),
        )  # fmt: skip


def covered_words(one: r.Sharing) -> str:
    """Why it is not covered, or empty."""
    if not needs_agreement(one.data, one.capacity) or one.status != r.UNCOVERED:
        return ""
    if one.agreement_signed is None:
        return "no signed agreement is on record"
    return f"its agreement ended on {shown(one.agreement_until)}"


def _status_sql(day: str) -> str:
    """``rules.sharing_status`` in SQL; a test holds them together."""
    return (
        "CASE WHEN x.voided = 1 THEN 'struck through' "
        f"WHEN x.ended <= '{day}' THEN 'ended' WHEN x.start > '{day}' THEN 'planned' "
        "WHEN x.data <> 'anonymous' AND x.capacity <> 'authority' AND (x.agreement_signed IS NULL "
        f"OR x.agreement_signed > '{day}' OR x.agreement_until < '{day}') THEN 'not covered' "
        f"WHEN x.until < '{day}' THEN 'past its period' ELSE 'in force' END"
    )


def _listing(on: date) -> Listing:
    day = on.isoformat()
    status = _status_sql(day)
    plain = {name: f"x.{name}" for name in COLUMNS if name not in _NAMED}
    order = " ".join(f"WHEN '{word}' THEN {place}" for place, word in enumerate(r.STATUSES))
    return Listing(
        _SELECT,
        _FROM,
        plain
        | {
            "study": "coalesce(s.code, '')", "study_id": "x.study", "owner": "coalesce(p.sort_name, '')",
            "owner_id": "x.owner", "status": status, "urgency": f"CASE {status} {order} END",
        },
        "x.number || ' ' || x.recipient || ' ' || x.what || ' ' || x.purpose || ' ' || x.agreement || ' ' "
        "|| coalesce(s.code, '')",
        (("urgency", False), ("number", True)),
        "x.id",
        f"substr(x.entered, 1, 10) <= '{day}'",
    )  # fmt: skip


def sharing(row: tuple[Any, ...], on: date) -> r.Sharing:
    """From a row of COLUMNS with the study's short name and the owner's."""
    found = dict(zip((*COLUMNS, "code", "owner_name"), row, strict=True))
    found["study_id"], found["owner_id"] = found.pop("study"), found.pop("owner")
    found["study"], found["owner"] = found.pop("code"), found.pop("owner_name")
    for name in ("agreement_signed", "agreement_until", "start", "until", "ended", "next_review"):
        found[name] = from_iso(found[name])
    found["voided"] = bool(found["voided"])
    found["late"] = is_late(found["start"], day_of(found["entered"]))
    judged = r.NewSharing(**{name: found[name] for name in _NEW})
    return r.Sharing(**found, status=sharing_status(judged, found["ended"], found["voided"], on))


def _as_new(now: r.Sharing) -> r.NewSharing:
    return r.NewSharing(**{name: getattr(now, name) for name in _NEW})


def _stored(new: r.NewSharing) -> dict[str, SqlValue]:
    row = {name: iso(value) if isinstance(value, date) else value for name, value in asdict(new).items()}
    for column, name in _NAMED.items():
        row[column] = row.pop(name)
    return row
