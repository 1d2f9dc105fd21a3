"""The answer for one series or many: worked out from the situation, stored beside the series, asked again before
anything is destroyed (RET-1, RET-3)."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from db.days import from_iso, iso, shown
from db.retention import records as r
from db.retention.engine import Kept
from db.retention.listing import SeriesListing
from db.retention.situation import Situation
from db.store.change import Change


@dataclass(frozen=True)
class _Stored:
    id: str
    kind: str
    studies: tuple[str, ...]
    result: tuple[str | None, int, int, int, str]


class Working(SeriesListing):
    """Of one open store."""

    def working(self, series_id: str, on: date | None = None) -> Kept:
        """Rule by rule, to be checked by hand, with the holds in force."""
        one = self.get(series_id, on)
        holds = [f"{hold.reason} ({hold.covers})" for hold in self.holds_on(one.id, on)]
        return self.situation(on).kept(one.id, one.kind, one.study_ids, holds)

    def obstacles(self, series_id: str, on: date | None = None) -> tuple[r.Obstacle, ...]:
        """Everything that stands between the series and its destruction, worked out anew and not read from what is
        stored; empty: it may be proposed (RET-2, RET-3)."""
        on = on or self.today
        one = self.get(series_id, on)
        if one.destroyed is not None:
            return (r.Obstacle(r.DESTROYED, f"destroyed on {shown(one.destroyed)}"),)
        kept = self.working(series_id, on)
        found = [r.Obstacle(r.HELD, hold) for hold in kept.holds]
        found += [r.Obstacle(r.FOR_EVER, "a rule keeps it for ever")] if kept.permanent else []
        found += [r.Obstacle(r.PENDING, pending) for pending in kept.pending]
        names = {line.rule: f"“{line.name}” ({line.source})" for line in kept.working}
        found += [r.Obstacle(r.UNCONFIRMED, names[rule]) for rule in kept.unconfirmed]
        if kept.nothing_applies:
            found.append(r.Obstacle(r.NO_RULE, "no rule with a period applies, so nothing says that it may end"))
        if kept.keep_until is not None and on <= kept.keep_until:
            found.append(r.Obstacle(r.KEPT, f"kept until {shown(kept.keep_until)}"))
        found += [r.Obstacle(r.RUNNING, f"{code} has not ended at this site") for code in self._running(one, on)]
        found += [
            r.Obstacle(r.UNRELEASED, f"{code}: no written release of the sponsor") for code in self._unreleased(one, on)
        ]
        return tuple(found)

    def holds_on(self, series_id: str, on: date | None = None) -> tuple[r.Hold, ...]:
        """The holds in force on the day that cover the series; today, whatever the clock says, all not released."""
        day = on.isoformat() if on is not None and on < self.today else "9999"
        return self.holds_where(
            "h.placed <= ?2 AND (h.released IS NULL OR h.released > ?2) "
            "AND (h.series = ?1 OR h.study IN (SELECT study FROM series_study WHERE series = ?1) "
            "OR (h.series IS NULL AND h.study IS NULL))",
            (series_id, day),
        )

    def holds_where(self, clause: str, values: tuple[str, ...]) -> tuple[r.Hold, ...]:
        """``clause``: of this room's own making, over the table ``h``; those in force first."""
        rows = self._store.rows(
            "SELECT h.id, h.series, h.study, k.number, s.code, h.kind, h.reason, h.placed, u.name, h.released, v.name, "
            "h.release_reason FROM hold AS h LEFT JOIN series AS k ON k.id = h.series "
            "LEFT JOIN study AS s ON s.id = h.study JOIN users AS u ON u.id = h.placed_by "
            "LEFT JOIN users AS v ON v.id = h.released_by "
            f"WHERE {clause} ORDER BY h.released IS NOT NULL, h.placed, h.id",
            values,
        )
        return tuple(
            r.Hold(
                row[0], row[1] or "", row[2] or "", row[3] or row[4] or "whole site", row[5], row[6],
                date.fromisoformat(row[7]), row[8], from_iso(row[9]), row[10] or "", row[11],
            )
            for row in rows
        )  # fmt: skip

    def work_out(self, change: Change, *, studies: Sequence[str] = (), series: Sequence[str] = ()) -> int:
        """Stores the answer anew for these series and those of these studies, or for all where neither is named; how
        many changed. In the transaction of what they rest on."""
        situation = self.situation()
        mark = situation.mark()
        moved = 0
        for one in self._stored(studies, series):
            kept = situation.kept(one.id, one.kind, one.studies)
            result = (
                iso(kept.keep_until),
                int(kept.permanent),
                int(bool(kept.pending)),
                int(bool(kept.unconfirmed)),
                mark,
            )
            if result != one.result:
                names = ("keep_until", "permanent", "trigger_pending", "unconfirmed", "rules")
                change.update("series", one.id, dict(zip(names, result, strict=True)))
                moved += 1
        return moved

    def compared(self, before: Situation, after: Situation) -> tuple[r.Moved, ...]:
        """What would move between two situations; nothing is saved (RET-2)."""
        moved = []
        for one in self._stored((), ()):
            was, will = (each.kept(one.id, one.kind, one.studies) for each in (before, after))
            told = (was.keep_until, _state(was)), (will.keep_until, _state(will))
            if told[0] != told[1]:
                number, title = self._store.rows("SELECT number, title FROM series WHERE id = ?", (one.id,))[0]
                moved.append(r.Moved(one.id, number, title, told[0][0], told[1][0], told[0][1], told[1][1]))
        return tuple(moved)

    def what_if_without(self, record: str) -> tuple[r.Moved, ...]:
        """What would move if that event, release, contract, confirmation or rule of the site (its id) were taken back;
        nothing is saved (RET-2)."""
        return self.compared(self.situation(), self.situation(without=record))

    def _stored(self, studies: Sequence[str], series: Sequence[str]) -> Iterator[_Stored]:
        clause, values = "k.destroyed IS NULL", (*series, *studies)
        if values:
            clause += (
                f" AND (k.id IN ({_marks(series)}) "
                f"OR k.id IN (SELECT y.series FROM series_study AS y WHERE y.study IN ({_marks(studies)})))"
            )
            if studies:  # what belongs to the whole site is kept as for all its studies
                everywhere = "NOT EXISTS (SELECT 1 FROM series_study AS z WHERE z.series = k.id)"
                clause = f"({clause}) OR (k.destroyed IS NULL AND {everywhere})"
        rows = self._store.rows(
            "SELECT k.id, k.kind, (SELECT group_concat(study, ' ') FROM (SELECT x.study FROM series_study AS x "
            "WHERE x.series = k.id ORDER BY x.study)), k.keep_until, k.permanent, k.trigger_pending, k.unconfirmed, "
            f"k.rules FROM series AS k WHERE {clause}",
            values,
        )
        for row in rows:
            yield _Stored(row[0], row[1], tuple((row[2] or "").split()), row[3:8])

    def _running(self, one: r.Series, on: date) -> Iterator[str]:
        """Studies still going on: neither their end on the roster nor the end of the trial has come."""
        for study, code in zip(one.study_ids, one.studies, strict=True):
            if not self._store.scalar(
                'SELECT count(*) FROM study AS s WHERE s.id = ?1 AND (s."end" <= ?2 OR EXISTS (SELECT 1 '
                "FROM retention_event AS e WHERE e.study = s.id AND e.what = 'trial ended' AND e.voided IS NULL "
                "AND e.happened <= ?2))", (study, on.isoformat()),
            ):  # fmt: skip
                yield code

    def _unreleased(self, one: r.Series, on: date) -> Iterator[str]:
        for study, code in zip(one.study_ids, one.studies, strict=True):
            sponsored = self._store.scalar("SELECT sponsored FROM study_retention WHERE study = ?", (study,))
            released = self._store.scalar(
                "SELECT count(*) FROM sponsor_release WHERE study = ? AND released <= ? AND withdrawn IS NULL",
                (study, on.isoformat()),
            )
            if sponsored != 0 and not released:
                yield code


def _state(kept: Kept) -> str:
    if kept.permanent:
        return r.FOR_EVER
    return (
        r.PENDING if kept.pending else r.UNCONFIRMED if kept.unconfirmed else r.KEPT if kept.keep_until else r.NO_RULE
    )


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" for _ in values)
