"""The window on a large site, in a process of its own: memory with a trail of 1,000,000 entries open, and the time from
a key press in the search field to the painted result among 200,000 people (design section 9); and how long a change
waits while a backup of them is made."""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from db import randomness
from db.imports import ImportSource
from db.roster.records import NewPerson
from db.site import Site
from tests.benchmarks import backing_up
from tests.benchmarks.bar import Bar, seconds
from tests.people_at_site import PASSPHRASE, House, Person, make_house
from tests.window_driver import Screen, settle, until

TOP = Path(__file__).parents[2]
PEOPLE, LONG = 200_000, 1_000_000
SOURCE = ImportSource("benchmark.csv", "0" * 64)
TYPED = ("mulle", "okafo", "garci", "yamad", "田", "ива", "p0123", "zzz", "garcia lu")
EMPTY = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
window.grab()
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmRSS")))
"""


def bars() -> Iterator[Bar]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as place:
        house = make_house(Path(place))
        site = house.unlock()
        _grow(site)
        site.close()
        memory = _asked(house, "memory")
        site = house.unlock()
        floors = _fill(site)
        site.close()
        keys = _asked(house, "keys")
        empty = int(_run([sys.executable, "-c", EMPTY], "")) / 1024
        site = house.unlock()
        size = f"{PEOPLE:,} people and a trail of {LONG:,}"
        yield from backing_up.bars(site, Path(place) / "stick", size)
        site.close()
    p95 = statistics.quantiles(keys, n=20)[-1]
    name = f"key press to painted result, {PEOPLE:,} people, p95"
    yield Bar(name, p95, "ms", statistics.quantiles(floors, n=20)[-1], "FTS5 query alone", most=25)
    yield Bar("the same, median", statistics.median(keys), "ms", statistics.median(floors), "FTS5 query alone")
    yield Bar(f"memory with a trail of {LONG:,} open", memory[0], "MB", empty, "empty window", most=250)


def _asked(house: House, what: str) -> list[float]:
    """``what``, measured in a process of its own that unlocks the site an hour later."""
    given = {"folder": str(house.folder), "seed": house.zoe.seed.hex(), "what": what}
    given["at"] = (house.clock.now() + timedelta(hours=1)).isoformat()
    house.clock.advance(2 * 3600)
    found: list[float] = json.loads(_run([sys.executable, "-m", "tests.benchmarks.large"], json.dumps(given)))
    return found


def _run(command: list[str], given: str) -> str:
    done = subprocess.run(command, input=given, cwd=TOP, check=True, capture_output=True, text=True)
    return done.stdout.strip().splitlines()[-1]


def _fill(site: Site) -> list[float]:
    """People; how long the index alone takes for each text that is typed, in milliseconds."""
    from desktop.commands.demo_content.crowd import crowd

    site.people.import_people(
        [
            NewPerson(m.family, m.given, email=f"{m.key}@x.example", employer=m.employer, role=m.role,
                      start=date(2025, 1, 1))
            for m in crowd(PEOPLE, random.Random(11))
        ],
        SOURCE,
    )  # fmt: skip
    question = "SELECT rowid FROM person_search WHERE person_search MATCH ? LIMIT 100"
    return [
        seconds(lambda asked=f'"{text[:end]}" *': site.store.rows(question, (asked,))) * 1000  # type: ignore[misc]
        for text in TYPED
        for end in range(1, len(text) + 1)
    ]


def _grow(site: Site) -> None:
    """A long trail, of settings that nobody reads."""
    while (missing := LONG - site.store.head().seq) > 0:
        with site.change() as change:
            rows = [(randomness.new_id(), '"value"') for _ in range(min(missing, 50_000))]
            change.insert_many("settings", ("id", "value"), rows)


def _inside() -> None:
    """The window's own process: reads the site from standard input, answers with one line of JSON."""
    from PySide6.QtWidgets import QApplication

    from db.clock import SetClock
    from desktop.app import Parts
    from desktop.preferences import Preferences
    from desktop.unlock.backstage import Backstage

    given = json.loads(sys.stdin.read())
    QApplication(["siteward"])
    clock = SetClock(datetime.fromisoformat(given["at"]))
    zoe = Person("zoe", clock, PASSPHRASE, bytes.fromhex(given["seed"]))
    made: object = type("Made", (), {"folder": Path(given["folder"])})()
    parts = Parts(clock, Preferences(None), Backstage(clock))
    screen = Screen(parts, House(made, zoe, clock))  # type: ignore[arg-type]
    screen.unlock()
    until(lambda: "being" not in screen.frame.status.trail.text(), "the chain being verified")
    print(json.dumps(_keys(screen) if given["what"] == "keys" else [_memory(screen)]), flush=True)
    os._exit(0)


def _keys(screen: Screen) -> list[float]:
    screen.go("roster")
    until(lambda: screen.page.people.model.rowCount() >= PEOPLE * 0.8, "the roster")
    return [_key(screen, text[:end]) for text in TYPED for end in range(1, len(text) + 1)]


def _memory(screen: Screen) -> float:
    """The trail's page, scrolled from the first to the last entry; MB in use afterwards."""
    screen.go("audit")
    table = screen.page.table
    until(lambda: table.model.rowCount() >= LONG, "the trail")
    bar = table.rows.verticalScrollBar()
    for step in range(0, 101, 5):
        bar.setValue(bar.maximum() * step // 100)
        settle()
        until(lambda: table.model.record(table.rows.rowAt(5)) is not None, "rows")
    screen.window.grab()
    status = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def _key(screen: Screen, text: str) -> float:
    """One letter more in the search field, until the table shows its answer; milliseconds."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication, QLineEdit

    wait = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
    field = screen.find(QLineEdit, "search")
    table = screen.page.people
    if len(text) == 1:
        field.clear()
        settle()
        while table.model.is_loading:
            QApplication.processEvents()
    begun = time.perf_counter()
    field.insert(text[-1])
    while table.model.is_loading or table.model.query.search != text:
        QApplication.processEvents(wait)  # as the program's own loop waits: without holding the interpreter
    table.rows.viewport().repaint()
    taken = (time.perf_counter() - begun) * 1000
    screen.ask(lambda _site: None)  # what else was asked, as between two keys of a typist
    return taken


if __name__ == "__main__":
    _inside()
