"""A breach that already happened: told by the register that finds it, entered as a deviation (ROS-3, RSK-3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from db.store.change import Change


@dataclass(frozen=True)
class Breach:
    """``study``: its id, None where no study is concerned; ``happened``, ``found``: days of the site's calendar;
    ``what``: one sentence of facts; ``table``, ``record``: where it was found."""

    study: str | None
    happened: date
    found: date
    what: str
    table: str
    record: str


OpenDeviation = Callable[[Change, Breach], str]
"""Opens a deviation inside the caller's transaction; its id. The same breach of the same record opens only one."""
