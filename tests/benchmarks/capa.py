"""CAPA, incidents, deviations and risks: every page of theirs opens with 5,000 records (and 20,000 actions) within 1.5
times of what it takes with 50."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.bar import Bar, side_by_side
from tests.benchmarks.quality_house import EACH, quality_house
from tests.people_at_site import House

FEW, MANY = 50, 5_000
TIMES = 1.5
_TABLES: dict[str, tuple[str, ...]] = {
    "capa": ("the list", "the board", "the figures"),
    "incidents": ("incidents", "deviations", "notes to file", "tests and drills", "the figures"),
    "risk": ("the matrix", "assets and threats", "the figures"),
    "home": ("what needs doing",),
}
"""Of each page its views, in the order of its switch."""


def bars() -> Iterator[Bar]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        few, many = (quality_house(Path(folder) / str(number), number) for number in (FEW, MANY))
        with _Shown(few) as small, _Shown(many) as big:
            for page, views in _TABLES.items():
                for place, view in enumerate(views):
                    floor, figure = side_by_side(
                        lambda page=page, place=place: small.show(page, place),  # type: ignore[misc]
                        lambda page=page, place=place: big.show(page, place), 7,  # type: ignore[misc]
                    )  # fmt: skip
                    name = f"first show of {page}, {view}: {MANY:,} of each kind, {MANY * EACH:,} actions of CAPA"
                    yield Bar(name, figure * 1000, "ms", floor * 1000, f"the same with {FEW}", times=TIMES)


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

    def show(self, name: str, view: int) -> None:
        """The page comes up, and its view is chosen at once."""
        from desktop import todo
        from desktop.widgets.page import PageContext
        from desktop.widgets.theme import theme
        from tests.window_driver import settle, until

        parts = self._parts
        todo._former.clear()  # what was worked out for the one before
        page = _page(name, PageContext(parts.jobs, theme(), parts.prompts, lambda *_: None))
        page.resize(1200, 820)
        page.refresh()
        if view:
            page.switch.setCurrentIndex(view)
        page.show()
        until(_there(page, name, view), f"{name}, view {view}")
        page.grab()
        page.hide()
        page.deleteLater()
        settle()


def _page(name: str, context: Any) -> Any:
    from desktop.capa.page import CapaPage
    from desktop.home.page import HomePage
    from desktop.incidents.page import IncidentsPage
    from desktop.risk.page import RiskPage

    return {"capa": CapaPage, "incidents": IncidentsPage, "risk": RiskPage, "home": HomePage}[name](context)


def _there(page: Any, name: str, view: int) -> Callable[[], bool]:
    """Whether what the view shows has come: rows, cards, bars or lines, and the sentence above them."""

    def rows(table: Any) -> bool:
        return not table.model.is_loading and table.model.rowCount() > 0

    if name == "home":
        return lambda: page.heading.text() != ""
    if _TABLES[name][view] == "the figures":
        return lambda: bool(page.figures.bars)
    if _TABLES[name][view] == "the board":
        return lambda: page.board._row.count() > 0
    if name == "incidents":
        return lambda: bool(rows(page.views[view].table) and page.sentence.text())
    if _TABLES[name][view] == "assets and threats":
        return lambda: rows(page.elements.table)
    if name == "risk":
        return lambda: bool(rows(page.table) and page.matrix._cells and page.sentence.text())
    return lambda: bool(rows(page.table) and page.sentence.text())
