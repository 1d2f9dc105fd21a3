"""The demonstration's backups: a stick by schedule, one missed while it lay at home, a drill with the kit (USE-3).

The files are as fictitious as the stick; what is shown of them reads like a site's.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from db import randomness
from db.backup.records import KIT, SCHEDULE
from db.backup.register import NewBackup, NewDrill
from desktop.commands.demo_content.diary import OFFICER, Diary

STICK = Path("/media/siteward-stick/backups")
_DAYS = (-210, -180, -150, -120, -90, -60, -42, -35, -28, -21, -14, -7, -6, -5, -4, -2, -1, 0)
_MISSED, _DRILL = -3, -17


def tell_backups(diary: Diary) -> None:
    """Days count from today."""

    def begin() -> None:
        diary.site.backups.schedule(STICK, 1)

    def made() -> None:
        site = diary.site
        now, head = site.clock.now(), site.store.head()
        place = site.backups.place_of(STICK)
        site.backups.record(NewBackup(
            place.id, f"klinikum-nord-{site.workspace[:8]}-{now:%Y%m%d-%H%M%S}.swbackup", SCHEDULE, now,
            sha256(randomness.token(16)).hexdigest(), 4096 * (1200 + head.seq), head.seq, head.head, now,
        ))  # fmt: skip
        if place.journal < site.backups.last_ended():
            site.backups.journal_written(place.id, site.backups.last_ended())
        for one in site.backups.present():
            if one.keep_until is not None and one.keep_until < now.date():
                site.backups.removed(one.id, "Kept as long as the schedule says")

    def missed() -> None:
        site = diary.site
        site.backups.missed(site.backups.place_of(STICK), f"{STICK} is not there.")

    def proved() -> None:
        site = diary.site
        last = site.backups.all()[0]
        words = f"{last.seq:,} entries, unbroken."
        site.backups.record_drill(
            NewDrill(last.id, last.file, KIT, last.made, last.seq, last.head, True, words)
        )  # fmt: skip

    diary.note(_DAYS[0] - 1, OFFICER, begin)
    for day in _DAYS:
        diary.note(day, OFFICER, made, 12)
    diary.note(_MISSED, OFFICER, missed, 18)
    diary.note(_DRILL, OFFICER, proved, 16)
