"""The window's bars: frames of the heat map (2,000 people x 40 requirements) and of a long record table, and how long
a change of theme or text size takes until it is painted. Bars in milliseconds at 1228 x 860 (a page of 1440 x 900)."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from tests.benchmarks.bar import Bar

FRAME = 16.0  # ms, design section 9
ROWS, COLUMNS = 2_000, 40


def bars() -> Iterator[Bar]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.widgets.qt import application, process

    application()
    yield from _heat_map(process)
    yield from _table(process)
    yield from _theme(process)


def _timed(work: Callable[[int], object], count: int) -> list[float]:
    """Milliseconds of each run."""
    taken = []
    for number in range(count):
        begun = time.perf_counter()
        work(number)
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def _p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]


def _heat_map(process: Callable[[], object]) -> Iterator[Bar]:
    from desktop.widgets.heat_map import HeatMap
    from desktop.widgets.heat_model import HeatCell, HeatColumn, HeatData, HeatRow
    from desktop.widgets.states import State

    states = list(State)
    first = date(2026, 11, 23)

    def cell(row: int, column: int) -> HeatCell:
        day = first + timedelta(days=(row * 7 + column * 31) % 900)
        return HeatCell(states[(row * 3 + column) % 6], f"{day:%b-%y}", "", day.isoformat())

    data = HeatData(
        [HeatRow(str(n), f"Family{n:04d}, Given", ("Study nurse", "Pharmacist", "Lab")[n % 3]) for n in range(ROWS)],
        [HeatColumn(str(n), f"Course {n}") for n in range(COLUMNS)],
        [[cell(row, column) for column in range(COLUMNS)] for row in range(ROWS)],
    )
    heat = HeatMap("Training matrix")
    heat.resize(1228, 860)
    heat.show()
    process()
    begun = time.perf_counter()
    heat.show_data(data)
    heat.resize(1228, 860)
    process()
    yield Bar(f"heat map, first show of {ROWS:,} x {COLUMNS}", (time.perf_counter() - begun) * 1000, "ms", most=150)
    viewport, scroll = heat.view.viewport(), heat.view.verticalScrollBar()
    viewport.repaint()
    yield Bar("heat map, whole repaint", statistics.median(_timed(lambda _: viewport.repaint(), 60)), "ms", most=FRAME)

    def step(distance: int) -> Callable[[int], object]:
        def move(number: int) -> None:
            scroll.setValue((number + 1) * distance % max(1, scroll.maximum()))
            process()

        return move

    yield Bar("heat map, wheel step p95", _p95(_timed(step(90), 300)), "ms", most=FRAME)
    yield Bar("heat map, page p95", _p95(_timed(step(780), 120)), "ms", most=FRAME)
    side = heat.view.horizontalScrollBar()

    def sideways(number: int) -> None:
        side.setValue((number + 1) * 65 % max(1, side.maximum()))
        process()

    yield Bar("heat map, sideways p95", _p95(_timed(sideways, 100)), "ms", most=FRAME)
    heat.close()
    heat.deleteLater()
    process()


def _table(process: Callable[[], object]) -> Iterator[Bar]:
    from desktop.widgets.table import RecordTable
    from tests.widgets.people import Register

    register = Register.of(20_000)
    table = RecordTable(register.model(), "People")
    table.resize(1228, 860)
    table.show()
    table.model.refresh()
    process()
    table.resize(1228, 860)  # a sheet is only as high as its rows, and there were none before
    process()
    scroll = table.rows.verticalScrollBar()

    def step(number: int) -> None:
        scroll.setValue((number + 1) * 90)
        process()

    yield Bar("record table, wheel step p95", _p95(_timed(step, 300)), "ms", most=FRAME)
    viewport = table.rows.viewport()
    yield Bar(
        "record table, whole repaint", statistics.median(_timed(lambda _: viewport.repaint(), 60)), "ms", most=FRAME
    )
    table.close()
    table.deleteLater()
    process()


def _theme(process: Callable[[], object]) -> Iterator[Bar]:
    from PySide6.QtWidgets import QWidget

    from desktop.widgets.theme import theme
    from tests.widgets import gallery

    window = QWidget()
    frame = gallery.build(window)
    frame.setGeometry(0, 0, 1440, 900)
    window.resize(1440, 900)
    window.show()
    process()

    def turn(number: int) -> None:
        theme().use("dark" if number % 2 == 0 else "light")
        process()

    yield Bar("light to dark, painted", statistics.median(_timed(turn, 10)), "ms", most=300)

    def grow(number: int) -> None:
        theme().use(scale=1.25 if number % 2 == 0 else 1.0)
        process()

    yield Bar("text scale, painted", statistics.median(_timed(grow, 6)), "ms", most=300)
    window.close()
    window.deleteLater()
    process()
