"""The register of backups: places and schedule, what was made, missed and proved, and what still holds what (BAK-1..3).

Knows no file: ``making``, ``drill`` and ``restoring`` do the work and record it here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from db import randomness
from db.backup import records as r
from db.backup import rules
from db.clock import stamp
from db.days import add_months, from_iso, shown
from db.errors import BadInput, Refused
from db.fields import line
from db.store.change import Change
from db.store.rights import readable
from db.store.store import Store
from db.waiting import MISSING, OVERDUE, SOON, Waiting

DRILL_MONTHS = "drill-months"
"""Setting: months from one restore drill to the next; twelve where the site has not said."""
MAKERS = ("officer", "custodian")
_SOON, _FIRST_DRILL = timedelta(days=14), timedelta(days=30)
_PLACE = "SELECT id, folder, every_days, daily, weekly, monthly, since, journal FROM backup_place"
_BACKUP = (
    "SELECT b.id, b.place, p.folder, b.file, b.origin, b.made, u.name, b.sha256, b.size, b.seq, b.head, b.verified, "
    "b.keep_until, b.removed, b.removed_why FROM backup AS b JOIN backup_place AS p ON p.id = b.place "
    "JOIN users AS u ON u.id = b.made_by"
)
_DRILL = (
    "SELECT d.id, d.file, d.done, u.name, d.opened, d.made, d.seq, d.head, d.good, d.words, d.backup "
    "FROM restore_drill AS d "
    "JOIN users AS u ON u.id = d.done_by"
)


@dataclass(frozen=True)
class NewBackup:
    """A file that was written and opened again. ``beside``: others that lie there and are on no record."""

    place: str
    file: str
    origin: str
    made: datetime
    sha256: str
    size: int
    seq: int
    head: str
    verified: datetime
    beside: tuple[NewBackup, ...] = ()


@dataclass(frozen=True)
class NewDrill:
    """``backup``: its id where this workspace made it."""

    backup: str | None
    file: str
    opened: str
    made: datetime
    seq: int
    head: str
    good: bool
    words: str


class Backups:
    """As ``site.backups``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    @property
    def may_make(self) -> bool:
        """By hand; what the schedule asks is made in anybody's session who holds the key."""
        return self._store.actor.role in MAKERS

    def places(self) -> tuple[r.Place, ...]:
        """In the order in which they came."""
        return tuple(_place(row) for row in self._store.rows(f"{_PLACE} ORDER BY since, id"))

    def place_of(self, folder: Path, change: Change | None = None) -> r.Place:
        """The place of a folder, entered now (by hand only) where it is new. Raises Refused."""
        found = self._store.row(f"{_PLACE} WHERE folder = ?", (str(folder),))
        if found is not None:
            return _place(found)
        self._demand_maker("choose where backups go")
        if change is None:
            with self._store.change() as opened:
                return self.place_of(folder, opened)
        change.insert("backup_place", {
            "folder": line("Folder", str(folder), 1000, needed=True), "since": stamp(self._store.clock.now()),
        })  # fmt: skip
        return self.place_of(folder)

    def schedule(self, folder: Path, every_days: int | None, keep: tuple[int, int, int] = (7, 5, 12)) -> r.Place:
        """How often a place is backed up to (None: by hand only) and how long: days, weeks, months."""
        self._demand_maker("change the schedule of backups")
        if not folder.is_absolute():
            raise BadInput("A place for backups is a folder with its whole path.", kept="Nothing was saved.")
        with self._store.change("Schedule of backups") as change:
            place = self.place_of(folder, change)
            change.update("backup_place", place.id, {
                "every_days": every_days, "daily": keep[0], "weekly": keep[1], "monthly": keep[2],
                "since": stamp(self._store.clock.now()) if place.every_days is None else stamp(place.since),
            })  # fmt: skip
        return self.place_of(folder)

    def all(self) -> tuple[r.Backup, ...]:
        """The newest first, those that are gone too."""
        return tuple(_backup(row) for row in self._store.rows(f"{_BACKUP} ORDER BY b.made DESC, b.id DESC"))

    def present(self, place: str = "") -> tuple[r.Backup, ...]:
        """Those whose file was not removed, the newest first."""
        return tuple(one for one in self.all() if one.removed is None and place in ("", one.place))

    def get(self, backup: str) -> r.Backup:
        """Raises BadInput when there is none."""
        found = self._store.row(f"{_BACKUP} WHERE b.id = ?", (backup,))
        if found is None:
            raise BadInput("That backup is not there.", todo="Refresh the page and look again.")
        return _backup(found)

    def misses(self) -> tuple[r.Miss, ...]:
        """The newest first."""
        rows = self._store.rows(
            "SELECT m.id, m.place, p.folder, m.due, m.why FROM backup_miss AS m JOIN backup_place AS p "
            "ON p.id = m.place ORDER BY m.due DESC, m.id DESC"
        )
        return tuple(r.Miss(str(a), str(b), str(c), date.fromisoformat(str(d)), str(e)) for a, b, c, d, e in rows)

    def drills(self) -> tuple[r.Drill, ...]:
        """The newest first."""
        return tuple(_drill(row) for row in self._store.rows(f"{_DRILL} ORDER BY d.done DESC, d.id DESC"))

    def record(self, new: NewBackup) -> r.Backup:
        """On the register and the trail, with the day until which it is kept."""
        place = next(one for one in self.places() if one.id == new.place)
        made = new.made.date()
        earlier = [one.made.date() for one in self.all() if one.place == place.id and one.origin == r.SCHEDULE]
        until = rules.keep_until(made, earlier, place) if new.origin == r.SCHEDULE else None
        with self._store.change("Backup") as change:
            backup = change.insert("backup", {
                "place": place.id, "file": new.file, "origin": new.origin, "made": stamp(new.made),
                "made_by": self._store.actor.user, "sha256": new.sha256, "size": new.size, "seq": new.seq,
                "head": new.head, "verified": stamp(new.verified), "keep_until": until.isoformat() if until else None,
            })  # fmt: skip
        self._store.write_pin()
        return self.get(backup)

    def removed(self, backup: str, why: str) -> r.Backup:
        """Its file is no longer there. Raises Refused where it is recorded already."""
        one = self.get(backup)
        if one.removed is not None:
            raise Refused(f"{one.file} was removed on {shown(one.removed)}.", kept="Nothing was changed.")
        words = line("Reason", why, 500, needed=True)
        with self._store.change(words) as change:
            change.update("backup", backup, {"removed": self.today.isoformat(), "removed_why": words})
        return self.get(backup)

    def missed(self, place: r.Place, why: str) -> None:
        """A backup of the schedule could not be made: once a day on record."""
        today = self.today.isoformat()
        known = self._store.scalar("SELECT id FROM backup_miss WHERE place = ? AND due = ?", (place.id, today))
        if known is None:
            with self._store.change("Backup missed") as change:
                change.insert("backup_miss", {"place": place.id, "due": today, "why": line("Why", why, 500)[:500]})

    def record_drill(self, new: NewDrill) -> r.Drill:
        """By who is signed in."""
        self.demand_prover()
        with self._store.change("Restore drill") as change:
            drill = change.insert("restore_drill", {
                "backup": new.backup, "file": line("File", new.file, 255, needed=True),
                "done": stamp(self._store.clock.now()), "done_by": self._store.actor.user, "opened": new.opened,
                "made": stamp(new.made), "seq": new.seq, "head": new.head, "good": int(new.good),
                "words": line("Words", new.words, 2000)[:2000],
            })  # fmt: skip
        return next(one for one in self.drills() if one.id == drill)

    def demand_prover(self) -> None:
        """Raises Refused for who may not record a drill."""
        self._demand_maker("record a restore drill")

    @property
    def drill_months(self) -> int:
        """From one drill to the next."""
        value = self._store.scalar("SELECT value ->> '$' FROM settings WHERE id = ?", (DRILL_MONTHS,))
        return int(str(value)) if value is not None else 12

    def set_drill_months(self, months: int) -> None:
        """3, 6 or 12."""
        self._demand_maker("say how often a drill is due")
        if months not in (3, 6, 12):
            raise BadInput("A restore drill is due every 3, 6 or 12 months.", kept="Nothing was saved.")
        known = self._store.scalar("SELECT id FROM settings WHERE id = ?", (DRILL_MONTHS,)) is not None
        with self._store.change("How often a restore drill is due") as change:
            if known:
                change.update("settings", DRILL_MONTHS, {"value": str(months)})
            else:
                change.insert("settings", {"id": DRILL_MONTHS, "value": str(months)})

    def due(self, today: date | None = None) -> tuple[tuple[r.Place, date], ...]:
        """Places of the schedule whose backup is due by this day, and since when."""
        day, found = today or self.today, list[tuple[r.Place, date]]()
        for place in self.places():
            made = self._store.scalar("SELECT max(made) FROM backup WHERE place = ?", (place.id,))
            when = rules.due(place, datetime.fromisoformat(str(made)) if made else None)
            if when is not None and when <= day:
                found.append((place, when))
        return tuple(found)

    def standing(self, today: date) -> r.Standing:
        """For home page and status line."""
        made = self._store.row(f"{_BACKUP} ORDER BY b.made DESC, b.id DESC LIMIT 1")
        good = self._store.row(f"{_DRILL} WHERE d.good = 1 ORDER BY d.done DESC LIMIT 1")
        newest = self._store.row(f"{_DRILL} ORDER BY d.done DESC, d.id DESC LIMIT 1")
        last, drill, bad = _backup(made) if made else None, _drill(good) if good else None, None
        if newest is not None and not _drill(newest).good and (last is None or last.made <= _drill(newest).done):
            bad = _drill(newest)
        scheduled = any(place.every_days is not None for place in self.places())
        late = tuple((place, day) for place, day in self.due(today) if day < today)
        first = self._store.scalar("SELECT min(made) FROM backup")
        due = add_months(drill.done.date(), self.drill_months) if drill else None
        if drill is None and first is not None:
            due = _moment(first).date() + _FIRST_DRILL
        return r.Standing(last, scheduled, late, drill, due, self.unlisted(), bad)

    def waiting(self, today: date) -> tuple[Waiting, ...]:
        """A missing schedule, a missed backup, a stick without the list of what ended, a drill that is due (VAL-3)."""
        if not readable(self._store, "backup"):
            return ()
        now, found = self.standing(today), list[Waiting]()
        if not now.scheduled:
            title = f"{shown(now.last.made.date())}" if now.last else ""
            found.append(Waiting("backup-none", SOON if now.last else MISSING, None, title, "", "backup", ""))
        for place, day in now.late:
            found.append(Waiting("backup-missed", OVERDUE, day, place.folder, "", "backup", place.id))
        if now.bad is not None:
            found.append(Waiting("backup-bad", OVERDUE, None, now.bad.file, "", "backup", now.bad.backup))
        for place in now.unlisted:
            found.append(Waiting("backup-list", SOON, None, place.folder, "", "backup", place.id))
        if now.drill_due is not None and now.drill_due - _SOON <= today:
            state = OVERDUE if now.drill_due < today else SOON
            note = shown(now.drill.done.date()) if now.drill else ""
            found.append(Waiting("backup-drill", state, now.drill_due, "", note, "backup", ""))
        return tuple(found)

    def holding(self) -> tuple[r.Backup, ...]:
        """Backups that hold what the database holds now and would go on holding it after a destruction."""
        return self.present()

    def holding_words(self) -> str:
        """For a certificate of destruction: each backup that still holds it, and until when (RET-3)."""
        if not readable(self._store, "backup"):
            return ""
        found = [
            f"{one.file} in {one.folder}, made {shown(one.made.date())}, "
            + (f"kept until {shown(one.keep_until)}" if one.keep_until else "kept until somebody removes it")
            for one in self.holding()
        ]
        if not found:
            return "No backup of this program holds it."
        rest = len(found) - 20
        said = "; ".join(found[:20]) + (f"; and {rest} more" if rest > 0 else "")
        return f"{said}. A restore of one of them carries the destruction out again."

    def last_ended(self) -> int:
        """The trail's entry of the newest destruction or redaction; 0 where nothing ended."""
        return int(str(self._store.scalar("SELECT coalesce(max(seq), 0) FROM audit WHERE action = 'destroy'") or 0))

    def unlisted(self) -> tuple[r.Place, ...]:
        """Places with backups beside which the newest list of what ended does not lie yet: a stick that was elsewhere.
        Restored from there without it, what ended would come back and be said, not carried out again."""
        newest = self.last_ended()
        return tuple(one for one in self.places() if one.journal < newest and self.present(one.id))

    def journal_key(self) -> bytes:
        """What proves a list of destructions; drawn with the first backup, and in every backup since."""
        found = self._store.scalar("SELECT key FROM journal_key WHERE id = 'destructions'")
        if isinstance(found, bytes):
            return found
        key = randomness.token(32)
        with self._store.change() as change:
            change.insert("journal_key", {"id": "destructions", "key": key})
        return key

    def journal_written(self, place: str, seq: int) -> None:
        """The list of destructions up to this entry lies at the place."""
        with self._store.change("List of destructions written beside the backups") as change:
            change.update("backup_place", place, {"journal": seq})

    def _demand_maker(self, what: str) -> None:
        if not self.may_make:
            raise Refused(f"Only a compliance officer or the custodian may {what}.", kept="Nothing was changed.",
                          todo="Ask one of them.")  # fmt: skip


def _moment(value: object) -> datetime:
    return datetime.fromisoformat(str(value))


def _place(row: tuple[object, ...]) -> r.Place:
    every = None if row[2] is None else int(str(row[2]))
    daily, weekly, monthly = (int(str(value)) for value in row[3:6])
    return r.Place(str(row[0]), str(row[1]), every, daily, weekly, monthly, _moment(row[6]), int(str(row[7])))


def _backup(row: tuple[object, ...]) -> r.Backup:
    text = [str(value or "") for value in row]
    return r.Backup(
        text[0], text[1], text[2], text[3], text[4], _moment(text[5]), text[6], text[7], int(text[8]), int(text[9]),
        text[10], _moment(text[11]), from_iso(text[12]), from_iso(text[13]), text[14],
    )  # fmt: skip


def _drill(row: tuple[object, ...]) -> r.Drill:
    text = [str(value or "") for value in row]
    return r.Drill(
        text[0], text[1], _moment(text[2]), text[3], text[4], _moment(text[5]), int(text[6] or 0), text[7],
        text[8] == "1", text[9], text[10],
    )  # fmt: skip
