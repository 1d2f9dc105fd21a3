"""One line of the table, and how a thing is timed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """``figure`` and ``floor`` in ``unit``. Rates (``higher`` is better) and times (lower is better) alike.

    ``least`` or ``most``: the absolute bar. ``times``: the figure may cost so many times what the floor costs.
    """

    name: str
    figure: float
    unit: str
    floor: float | None = None
    floor_name: str = ""
    least: float | None = None
    most: float | None = None
    times: float | None = None
    higher: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times the floor this costs."""
        if not self.floor or not self.figure:
            return None
        return self.floor / self.figure if self.higher else self.figure / self.floor

    @property
    def met(self) -> bool:
        if self.least is not None and self.figure < self.least:
            return False
        if self.most is not None and self.figure > self.most:
            return False
        return self.times is None or self.ratio is None or self.ratio <= self.times

    @property
    def words(self) -> str:
        wanted = []
        if self.least is not None:
            wanted.append(f">= {self.least:,.4g} {self.unit}")
        if self.most is not None:
            wanted.append(f"<= {self.most:,.4g} {self.unit}")
        if self.times is not None:
            wanted.append(f"<= {self.times:g} x")
        floor = ""
        if self.floor is not None:
            floor = f"; {self.floor_name} {self.floor:,.4g} {self.unit}"
            floor += f", {self.ratio:.2f} x" if self.ratio is not None else ""
        verdict = "ok    " if self.met else "MISSED"
        return f"{verdict} {self.name}: {self.figure:,.4g} {self.unit}{floor} (bar {' and '.join(wanted) or 'none'})"


def seconds(work: Callable[[], object], repeat: int = 1) -> float:
    """The best of ``repeat`` runs, in seconds: what the machine can do when nobody else wants it."""
    best = float("inf")
    for _ in range(repeat):
        begun = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begun)
    return best


def side_by_side(floor: Callable[[], object], figure: Callable[[], object], repeat: int = 5) -> tuple[float, float]:
    """The best of each in seconds, taken in turns, so that a busy moment of the machine hits both alike."""
    best = [float("inf"), float("inf")]
    for _ in range(repeat):
        for place, work in enumerate((floor, figure)):
            best[place] = min(best[place], seconds(work))
    return best[0], best[1]
