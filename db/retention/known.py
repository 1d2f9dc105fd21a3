"""What the register said on a day: record series as they were known at its end (AUD-6).

What was entered, worked out, held or released since is taken back from the trail; nothing is worked out anew, because
what people relied on that day is what was answered then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from db.days import from_iso
from db.folding import written_name
from db.retention import records as r
from db.store.rewind import as_known, last_seq_on
from db.store.store import Store

_COLUMNS = {
    "series": (
        "number", "title", "kind", "medium", "place", "volume", "custodian", "first_day", "last_day", "note",
        "keep_until", "permanent", "trigger_pending", "unconfirmed", "destroyed",
    ),
    "series_study": ("series", "study"),
    "study": ("code", "end"),
    "person": ("family_name", "given_name"),
    "study_retention": ("study", "sponsored"),
    "retention_event": ("study", "what", "happened", "voided"),
    "hold": ("series", "study", "placed", "released"),
    "sponsor_release": ("study", "released", "withdrawn"),
}  # fmt: skip


def known_series(store: Store, on: date) -> tuple[r.Series, ...]:
    """What may end first first. A series whose entries were destroyed since is left out."""
    return tuple(sorted(_Known(store, on).series(), key=lambda one: (one.keep_until or date.max, one.number)))


class _Known:
    """The tables as they stood at the end of the day."""

    def __init__(self, store: Store, on: date) -> None:
        last = last_seq_on(store, on)
        self._day = on.isoformat()
        self._rows = {table: as_known(store, table, ("id", *names), last) for table, names in _COLUMNS.items()}
        self._studies = {row["id"]: row for row in self._rows["study"]}
        self._people = {row["id"]: row for row in self._rows["person"]}

    def series(self) -> Iterator[r.Series]:
        of: dict[str, list[str]] = {}
        for row in self._rows["series_study"]:
            of.setdefault(row["series"], []).append(row["study"])
        for row in self._rows["series"]:
            there = (study for study in of.get(row["id"], ()) if study in self._studies)
            yield self._one(row, sorted(there, key=lambda study: str(self._studies[study]["code"])))

    def _one(self, row: Mapping[str, Any], studies: list[str]) -> r.Series:
        keeper = self._people.get(row["custodian"], {"family_name": "", "given_name": ""})
        return r.Series(
            row["id"], row["number"], row["title"], row["kind"], row["medium"], row["place"], row["volume"],
            row["custodian"], written_name(keeper["family_name"], keeper["given_name"]),
            from_iso(row["first_day"]), from_iso(row["last_day"]), row["note"], from_iso(row["keep_until"]),
            bool(row["permanent"]), bool(row["trigger_pending"]), bool(row["unconfirmed"]), from_iso(row["destroyed"]),
            False, self._status(row, studies), tuple(self._studies[study]["code"] for study in studies), tuple(studies),
        )  # fmt: skip

    def _status(self, row: Mapping[str, Any], studies: list[str]) -> str:
        """In the order of listing.STATUS."""
        if row["destroyed"] is not None:
            return r.DESTROYED
        if any(self._covers(hold, row["id"], studies) for hold in self._rows["hold"]):
            return r.HELD
        for flag, status in (("permanent", r.FOR_EVER), ("trigger_pending", r.PENDING), ("unconfirmed", r.UNCONFIRMED)):
            if row[flag]:
                return status
        if row["keep_until"] is None or row["keep_until"] >= self._day:
            return r.NO_RULE if row["keep_until"] is None else r.KEPT
        if not all(self._ended(study) for study in studies):
            return r.RUNNING
        return r.DUE if all(self._released(study) for study in studies) else r.UNRELEASED

    def _covers(self, hold: Mapping[str, Any], series: str, studies: list[str]) -> bool:
        if hold["placed"] > self._day or (hold["released"] is not None and hold["released"] <= self._day):
            return False
        return (
            hold["series"] == series or hold["study"] in studies or (hold["series"] is None and hold["study"] is None)
        )

    def _ended(self, study: str) -> bool:
        end = self._studies[study]["end"]
        return (end is not None and end <= self._day) or any(
            row["study"] == study and row["what"] == "trial ended" and row["voided"] is None
            and row["happened"] <= self._day for row in self._rows["retention_event"]
        )  # fmt: skip

    def _released(self, study: str) -> bool:
        needed = any(row["study"] == study and row["sponsored"] for row in self._rows["study_retention"])
        return not needed or any(
            row["study"] == study and row["released"] <= self._day and row["withdrawn"] is None
            for row in self._rows["sponsor_release"]
        )
