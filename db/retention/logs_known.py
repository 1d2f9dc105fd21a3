"""What the logs said on a day: events, enquiries to the sponsor and holds as they were known at its end (AUD-6).

What was entered, answered, voided or released since is taken back from the trail. Studies, series and people stand by
the names they have today, scans as they are kept today.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from db.days import day_of, from_iso, is_late
from db.evidence.records import Evidence
from db.evidence.register import EvidenceFiles
from db.retention import records as r
from db.store.rewind import RowAsKnown, as_known, last_seq_on
from db.store.store import Store

_EVENT = (
    "id", "study", "series", "what", "happened", "source", "evidence", "voided", "void_reason", "late_reason",
    "entered",
)  # fmt: skip
_ENQUIRY = ("id", "study", "asked", "whom", "question", "expected", "answered", "answer", "evidence")
_HOLD = (
    "id", "series", "study", "kind", "reason", "placed", "placed_by", "released", "released_by", "release_reason",
)  # fmt: skip


class LogsKnown:
    """As ``site.retention.known_on(day)``; each log the newest first."""

    def __init__(self, store: Store, on: date) -> None:
        self._store, self._on = store, on
        self._files = EvidenceFiles(store)
        self._last = last_seq_on(store, on)

    def events(self, study: str = "", series: str = "") -> tuple[r.Event, ...]:
        """Of a study, of a series, or (neither named) all."""
        rows = [row for row in self._rows("retention_event", _EVENT, "happened")
                if (not study or row["study"] == study) and (not series or row["series"] == series)]  # fmt: skip
        return tuple(
            r.Event(
                row["id"], row["study"] or "", row["series"] or "", row["what"], _day(row, "happened"), row["source"],
                self._evidence(row), from_iso(row["voided"]), row["void_reason"],
                is_late(_day(row, "happened"), day_of(row["entered"])), row["late_reason"],
            )
            for row in rows
        )  # fmt: skip

    def enquiries(self, study: str = "") -> tuple[r.Enquiry, ...]:
        """Of a study, or all."""
        codes = self._words("SELECT id, code FROM study")
        return tuple(
            r.Enquiry(
                row["id"], row["study"], codes.get(row["study"], ""), _day(row, "asked"), row["whom"], row["question"],
                _day(row, "expected"), from_iso(row["answered"]), row["answer"], self._evidence(row),
                row["answered"] is None and _day(row, "expected") < self._on,
            )
            for row in self._rows("enquiry", _ENQUIRY, "asked") if study in ("", row["study"])
        )  # fmt: skip

    def holds(self) -> tuple[r.Hold, ...]:
        """Of the whole site."""
        names = self._words("SELECT id, name FROM users")
        covered = self._words("SELECT id, number FROM series UNION ALL SELECT id, code FROM study")
        return tuple(
            r.Hold(
                row["id"], row["series"] or "", row["study"] or "",
                covered.get(row["series"] or row["study"], "whole site"), row["kind"], row["reason"],
                _day(row, "placed"), names.get(row["placed_by"], ""), from_iso(row["released"]),
                names.get(row["released_by"], ""), row["release_reason"],
            )
            for row in self._rows("hold", _HOLD, "placed")
        )  # fmt: skip

    def _words(self, sql: str) -> dict[str, str]:
        return {str(record): str(words) for record, words in self._store.rows(sql)}

    def _rows(self, table: str, columns: tuple[str, ...], by: str) -> list[RowAsKnown]:
        found = as_known(self._store, table, columns, self._last)
        return sorted(found, key=lambda row: (row[by], row["id"]), reverse=True)

    def _evidence(self, row: Mapping[str, Any]) -> Evidence | None:
        return self._files.about(row["evidence"]) if row["evidence"] else None


def _day(row: Mapping[str, Any], name: str) -> date:
    return date.fromisoformat(row[name])
