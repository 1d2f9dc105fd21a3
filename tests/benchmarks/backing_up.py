"""How long a person's change waits while a backup is made beside it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

from db.backup import making
from db.roster.records import NewPerson
from db.site import Site
from tests.benchmarks.bar import Bar, seconds

ALONE, PAUSE = 50, 0.02  # changes timed without a backup; seconds between two changes, as of a very busy person


def bars(site: Site, place: Path, size: str) -> Iterator[Bar]:
    """A backup of the whole site to a folder, a change at a time while it goes on; ``size``: of the site, in words."""
    place.mkdir()
    number = 0

    def change() -> float:
        nonlocal number
        number += 1
        time.sleep(PAUSE)
        return seconds(lambda: site.people.add_person(NewPerson(f"Newcomer {number}", "Anna")))

    alone = [change() for _ in range(ALONE)]
    made: list[making.NewBackup] = []
    began = time.perf_counter()
    plan = making.prepare(site, place)
    waits = [time.perf_counter() - began]  # what the store's own thread does counts: a change waits for it
    worker = threading.Thread(target=lambda: made.append(making.write(plan, lambda _done, _of: None)))
    worker.start()
    while worker.is_alive():
        waits.append(change())
    worker.join()
    waits.append(seconds(lambda: making.finish(site, plan, made[0])))
    taken = time.perf_counter() - began
    name = f"slowest of {len(waits)} changes while a backup of {size} is made"
    yield Bar(name, max(waits) * 1000, "ms", max(alone) * 1000, "slowest without", most=1000)
    yield Bar("the same backup, written, read back and proved", taken, "s")
