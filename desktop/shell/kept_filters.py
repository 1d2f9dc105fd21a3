"""Filters are kept per person (USE-1): what somebody left chosen on a page is chosen the next time. Days are not: a
list as of a past day, met again a week later, would be taken for today's."""

from __future__ import annotations

import re
from typing import Any

from desktop.preferences import Preferences
from desktop.widgets.chips import ChipFlow
from desktop.widgets.page import Page

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def keep_filters(page: Page, place: str, user: str, preferences: Preferences) -> None:
    """Put back what was kept, before the page is first asked, and keep what is chosen from now on."""
    rows = page.findChildren(ChipFlow)
    kept = preferences.filters(user, place)
    for number, row in enumerate(rows):
        _put_back(row, kept.get(str(number)))
        row.changed.connect(lambda: preferences.set_filters(user, place, _chosen(rows)))


def _put_back(row: ChipFlow, kept: Any) -> None:
    if not isinstance(kept, dict):
        return
    for key in row.values():
        values = kept.get(key)
        if isinstance(values, list) and all(isinstance(one, str) for one in values):
            row.choose(key, values, quiet=True)


def _chosen(rows: list[ChipFlow]) -> dict[str, Any]:
    return {
        str(number): {
            key: list(values)
            for key, values in row.values().items()
            if not any(_DAY.fullmatch(value) for value in values)
        }
        for number, row in enumerate(rows)
    }
