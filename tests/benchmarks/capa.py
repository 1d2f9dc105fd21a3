"""CAPA's bar: 5,000 with 20,000 actions keep the page's first show within 1.5 times of the same with 50."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from db import randomness
from db.capa import machine
from db.clock import stamp
from db.roster.records import NewPerson
from tests.benchmarks.bar import Bar, side_by_side
from tests.people_at_site import House, make_house

FEW, MANY, EACH = 50, 5_000, 4


def bars() -> Iterator[Bar]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        few, many = (_house(Path(folder) / str(number), number) for number in (FEW, MANY))
        with _Shown(few) as small, _Shown(many) as big:
            floor, figure = side_by_side(small.show, big.show, 7)
        yield Bar(
            f"first show of {MANY:,} CAPA with {MANY * EACH:,} actions", figure * 1000, "ms", floor * 1000,
            f"the same with {FEW}", times=1.5,
        )  # fmt: skip


class _Shown:
    """The window of a house; ``show``: a page made anew, asked and painted."""

    def __init__(self, house: House) -> None:
        from PySide6.QtWidgets import QApplication

        from db.vault.derivation import Kdf
        from desktop.app import Parts
        from desktop.preferences import Preferences
        from desktop.unlock.backstage import Backstage
        from tests.window_driver import Screen

        self._app = QApplication.instance() or QApplication(["bench"])
        self._parts = Parts(house.clock, Preferences(None), Backstage(house.clock, kdf=Kdf.floor()))
        self._screen = Screen(self._parts, house)

    def __enter__(self) -> _Shown:
        self._screen.unlock()
        return self

    def __exit__(self, *_: object) -> None:
        from tests.window_driver import settle

        self._parts.window.close()
        settle()
        self._parts.shut_down()
        settle()

    def show(self) -> None:
        from desktop.capa.page import CapaPage
        from desktop.widgets.page import PageContext
        from desktop.widgets.theme import theme
        from tests.window_driver import settle, until

        parts = self._parts
        page = CapaPage(PageContext(parts.jobs, theme(), parts.prompts, lambda *_: None))
        page.resize(1200, 820)
        page.refresh()
        page.show()
        until(lambda: not page.table.model.is_loading and page.sentence.text(), "the page")
        page.grab()
        page.hide()
        page.deleteLater()
        settle()


def _house(folder: Path, number: int) -> House:
    folder.mkdir()
    house = make_house(folder)
    site = house.unlock()
    chance = random.Random(number)
    people = [site.people.add_person(NewPerson(f"Person {place}", "Bench")).id for place in range(20)]
    now, today = stamp(site.clock.now()), site.clock.now().date()
    with site.change("Load") as change:
        capas, actions, stages = [], [], []
        for place in range(number):
            found, day = randomness.new_id(), (today - timedelta(days=chance.randint(1, 700))).isoformat()
            ended = place % 3 == 0
            step = machine.CLOSED if ended else machine.IDENTIFICATION
            capas.append((
                found, f"CAPA-2026-{place:05d}", f"Something went wrong {place}", chance.choice(("audit", "risk")),
                "corrective", chance.choice(("minor", "major")), day, chance.choice(people), "A description. " * 30,
                step, day, day if ended else None, "closed" if ended else "", now,
            ))  # fmt: skip
            stages.append((found, 1, step, 1, day, "Bench", now))
            for turn in range(EACH) if not ended else ():
                due = (today + timedelta(days=chance.randint(-90, 90))).isoformat()
                actions.append((found, 1, "immediate", f"Do {turn}", chance.choice(people), due, due, now))
        for turn in range(number * EACH - len(actions)):  # those of the closed ones go to the open ones too
            due = (today + timedelta(days=chance.randint(-90, 90))).isoformat()
            actions.append((capas[turn % number][0], 1, "immediate", f"And {turn}", people[0], due, due, now)
                           if capas[turn % number][9] != machine.CLOSED else
                           (capas[1][0], 1, "immediate", f"And {turn}", people[0], due, due, now))  # fmt: skip
        change.insert_many("capa", (
            "id", "number", "title", "source", "kind", "priority", "identified", "owner", "description", "step",
            "step_day", "closed", "old_status", "entered",
        ), capas)  # fmt: skip
        change.insert_many("capa_step", ("capa", "place", "step", "round", "day", "by", "entered"), stages)
        change.insert_many("capa_action", (
            "capa", "round", "kind", "what", "owner", "first_due", "due", "entered"), actions)  # fmt: skip
    site.close()
    return house
