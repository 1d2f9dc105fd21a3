"""What can be done to record series: entered, corrected, moved to another place or custodian. Each command is one
transaction and works out anew until when it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date

from db.clock import stamp
from db.days import from_iso, is_late, iso, order_of, shown
from db.errors import BadInput, Refused
from db.evidence.records import File
from db.evidence.register import EvidenceFiles
from db.fields import block, chosen, line, next_number
from db.folding import written_name
from db.retention import records as r
from db.retention.library import SERIES
from db.retention.working import Working
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.store import Store

KEPT = "Nothing was saved."


class SeriesCommands(Working):
    """``reason`` is why a saved value changes (AUD-1)."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._files = EvidenceFiles(store)

    def add(self, new: r.NewSeries) -> r.Series:
        """Raises BadInput: a kind or medium there is none of, no custodian, an end before its start."""
        with self._store.change(f"Record series entered: {new.title}") as change:
            series_id = self.insert(change, new)
            self.work_out(change, series=(series_id,))
        return self.get(series_id)

    def insert(self, change: Change, new: r.NewSeries) -> str:
        """As ``add``, inside the caller's transaction (an import); who calls works out until when it is kept."""
        row = _row(new) | {
            "number": next_number(self._store.scalar, "series", "RS-"), "entered": stamp(self._store.clock.now()),
        }  # fmt: skip
        series_id = change.insert("series", row)
        for study in dict.fromkeys(new.studies):
            change.insert("series_study", {"series": series_id, "study": study})
        return series_id

    def change_series(self, series_id: str, changes: Mapping[str, object], reason: str) -> r.Series:
        """``changes``: field of NewSeries -> new value. Place and custodian change by ``move`` alone."""
        now = self.present(series_id)
        if set(changes) - {field.name for field in fields(r.NewSeries)}:
            raise BadInput("A record series has no such field.", kept=KEPT)
        if {"place", "custodian"} & set(changes):
            raise BadInput(
                "A series changes its place or custodian by being moved.", kept=KEPT, todo="Record the move."
            )
        before = r.NewSeries(
            now.title, now.kind, now.medium, now.place, now.custodian_id, now.study_ids, now.volume, now.first_day,
            now.last_day, now.note,
        )  # fmt: skip
        after = replace(before, **changes)  # type: ignore[arg-type]
        old, row = _row(before), _row(after)
        with self._store.change(reason) as change:
            change.update("series", now.id, {name: value for name, value in row.items() if value != old[name]})
            self._change_studies(change, now, after.studies)
            self.work_out(change, series=(now.id,))
        return self.get(now.id)

    def _change_studies(self, change: Change, now: r.Series, studies: tuple[str, ...]) -> None:
        for row_id, study in self._store.rows("SELECT id, study FROM series_study WHERE series = ?", (now.id,)):
            if study not in studies:
                change.delete("series_study", str(row_id))
        for study in studies:
            if study not in now.study_ids:
                change.insert("series_study", {"series": now.id, "study": study})

    def move(
        self, series_id: str, moved: date, place: str, custodian: str, why: str, *, evidence: File | None = None,
        late_reason: str = "",
    ) -> r.Series:  # fmt: skip
        """Another place, another custodian, or both. ``custodian``: id of a person."""
        now, today = self.present(series_id), self.today
        place = line("Place", place, 300, needed=True)
        if place == now.place and custodian == now.custodian_id:
            raise BadInput(f"{now.number} is there already.", kept=KEPT, todo="Name another place or custodian.")
        if moved > today:
            raise BadInput(f"{shown(moved)} is still to come.", kept=KEPT, todo="Record a move once it is made.")
        last = from_iso(self._store.scalar("SELECT max(moved) FROM custody_move WHERE series = ?", (now.id,)))  # type: ignore[arg-type]
        order_of(last, moved, "The move since the last one")
        if is_late(moved, today) and not late_reason:
            raise late(moved, today)
        with self._store.change(why) as change:
            change.insert("custody_move", {
                "series": now.id, "moved": moved.isoformat(), "from_place": now.place, "to_place": place,
                "from_person": now.custodian_id, "to_person": custodian, "why": block("Why", why, 1000, needed=True),
                "evidence": self._files.save(change, evidence) if evidence is not None else None,
                "late_reason": line("Why so late", late_reason, 500), "entered": stamp(self._store.clock.now()),
            })  # fmt: skip
            change.update("series", now.id, {"place": place, "custodian": custodian})
        return self.get(now.id)

    def moves(self, series_id: str = "") -> tuple[r.Move, ...]:
        """Of one series, or of all; the newest first."""
        rows = self._store.rows(
            "SELECT m.id, k.number, m.moved, m.from_place, m.to_place, f.family_name, f.given_name, t.family_name, "
            "t.given_name, m.why, m.late_reason FROM custody_move AS m JOIN person AS f ON f.id = m.from_person "
            "JOIN person AS t ON t.id = m.to_person JOIN series AS k ON k.id = m.series "
            "WHERE ?1 IN ('', m.series) ORDER BY m.moved DESC, m.id DESC",
            (series_id,),
        )
        return tuple(
            r.Move(row[0], row[1], date.fromisoformat(row[2]), row[3], row[4], written_name(row[5], row[6]),
                   written_name(row[7], row[8]), row[9], row[10])
            for row in rows
        )  # fmt: skip

    def present(self, series_id: str) -> r.Series:
        """One that was not destroyed. Raises Refused."""
        one = self.get(series_id)
        if one.destroyed is not None:
            raise Refused(
                f"{one.number} was destroyed on {shown(one.destroyed)}.", kept=KEPT, todo="Its stub stays as it is."
            )
        return one


def late(happened: date, today: date) -> BadInput:
    """What is entered long after it happened says why (AUD-6)."""
    return BadInput(
        f"This happened {(today - happened).days} days ago.", kept=KEPT,
        todo="Write why it is entered only now; it will be marked as a late entry.",
    )  # fmt: skip


def _row(new: r.NewSeries) -> dict[str, SqlValue]:
    order_of(new.first_day, new.last_day, "The series")
    return {
        "title": line("Title", new.title, 300, needed=True), "kind": chosen("Kind of records", new.kind, SERIES),
        "medium": chosen("Medium", new.medium, r.MEDIA), "place": line("Place", new.place, 300, needed=True),
        "custodian": line("Custodian", new.custodian, 36, needed=True), "volume": line("Volume", new.volume, 200),
        "first_day": iso(new.first_day), "last_day": iso(new.last_day), "note": block("Note", new.note, 4000),
    }  # fmt: skip
