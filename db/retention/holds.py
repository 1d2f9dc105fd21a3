"""Holds: while one is in force nothing it covers may be destroyed (RET-2)."""

from __future__ import annotations

from datetime import date

from db.clock import stamp
from db.days import shown
from db.errors import BadInput, Refused
from db.evidence.records import File
from db.evidence.register import EvidenceFiles
from db.fields import block, chosen
from db.retention import records as r
from db.retention.series_commands import SeriesCommands
from db.store.change import Change
from db.store.store import Store

_KEPT = "Nothing was changed."


class Holds:
    """As ``site.retention.holds``."""

    def __init__(self, store: Store, series: SeriesCommands) -> None:
        self._store, self._series = store, series
        self._files = EvidenceFiles(store)

    def place(
        self, kind: str, reason: str, *, series: str = "", study: str = "", placed: date | None = None,
        evidence: File | None = None,
    ) -> r.Hold:  # fmt: skip
        """On one series, on all of a study, or (neither named) on the whole site; by who is signed in."""
        with self._store.change() as change:
            hold_id = self.insert(change, kind, reason, series=series, study=study, placed=placed, evidence=evidence)
        return self.get(hold_id)

    def insert(
        self, change: Change, kind: str, reason: str, *, series: str = "", study: str = "", placed: date | None = None,
        evidence: File | None = None,
    ) -> str:  # fmt: skip
        """As ``place``, inside the caller's transaction (an import of holds in force); the new id."""
        today = self._series.today
        placed = placed or today
        if series and study:
            raise BadInput("A hold covers a series or a study, not both.", kept=_KEPT)
        if placed > today:
            raise BadInput(f"{shown(placed)} is still to come.", kept=_KEPT, todo="Place it today.")
        if series:
            self._series.present(series)
        return change.insert("hold", {
            "series": series or None, "study": study or None, "kind": chosen("Kind", kind, r.HOLD_KINDS),
            "reason": block("Reason", reason, 2000, needed=True), "placed": placed.isoformat(),
            "placed_by": self._store.actor.user, "entered": stamp(self._store.clock.now()),
            "evidence": self._files.save(change, evidence) if evidence is not None else None,
        })  # fmt: skip

    def release(self, hold_id: str, reason: str) -> r.Hold:
        """By who placed it, or by an officer; always with its reason. Refused for anybody else (and by the table)."""
        one = self.get(hold_id)
        if one.released is not None:
            raise Refused(f"This hold was released on {shown(one.released)}.", kept=_KEPT)
        placer = self._store.scalar("SELECT placed_by FROM hold WHERE id = ?", (hold_id,))
        if placer != self._store.actor.user and self._store.actor.role != "officer":
            raise Refused(
                f"{one.placed_by} placed this hold.", kept="It stays in force.",
                todo=f"Ask {one.placed_by} or a compliance officer to release it.",
            )  # fmt: skip
        words = block("Reason of the release", reason, 2000, needed=True)
        with self._store.change(words) as change:
            change.update("hold", hold_id, {
                "released": self._series.today.isoformat(), "released_by": self._store.actor.user,
                "release_reason": words,
            })  # fmt: skip
        return self.get(hold_id)

    def get(self, hold_id: str) -> r.Hold:
        found = self._series.holds_where("h.id = ?", (hold_id,))
        if not found:
            raise BadInput("That hold is not there.", todo="Refresh the page and look again.")
        return found[0]

    def all(self) -> tuple[r.Hold, ...]:
        """Those in force first."""
        return self._series.holds_where("1", ())

    def of(self, series_id: str) -> tuple[r.Hold, ...]:
        """Those in force that cover the series."""
        return self._series.holds_on(series_id)
