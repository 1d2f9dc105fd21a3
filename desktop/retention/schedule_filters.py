"""The filters of the schedule: by what it is filtered, as of which day, or as it was known on one (AUD-6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from db.retention import records as r
from db.retention.figures import ALIVE
from desktop.retention.words import options, said
from desktop.widgets.chips import ChipFlow
from desktop.widgets.known_day import AS_OF, KNOWN_ON, KnownDay

FACETS = (
    ("falls_due", "Falls due"), ("study", "Study"), ("kind", "Kind"), ("medium", "Medium"),
    ("custodian", "Custodian"), ("place", "Place"),
)  # fmt: skip

BY_BARS = ("falls_due", "place")
"""Reached by the bars of the figures: their chips stand there once they are chosen, so that the rest fits one row."""


class ScheduleFilters:
    """Over the page's own ``chips``."""

    def __init__(self, chips: ChipFlow) -> None:
        self.chips, self._known = chips, KnownDay(chips)
        chips.add_choice("status", said("Stands"), options(r.STATUSES), usual=ALIVE, usual_words=said("Not destroyed"))
        for key, label in FACETS:
            chips.add_choice(key, said(label), ())
        chips.changed.connect(self._show_those_of_bars)
        self._show_those_of_bars()
        chips.add_date(AS_OF, said("As of %1"), said("As of today"))
        chips.add_date(KNOWN_ON, said("As known on %1"), said("As known now"))

    def on(self) -> date | None:
        """The day it is asked for; None is today."""
        chosen = self.chips.value(AS_OF)
        return date.fromisoformat(chosen) if chosen else None

    def known_on(self) -> date | None:
        """The day whose knowledge is asked for; None is what is known now."""
        return self._known.known_on()

    def where(self) -> dict[str, tuple[str, ...]]:
        """What the chips ask for; of the two days the one chosen last."""
        self._known.settle()
        return {key: values for key, values in self.chips.values().items() if values and key not in (AS_OF, KNOWN_ON)}

    def fill(self, facets: Mapping[str, tuple[tuple[str, int], ...]]) -> None:
        """Each value with how many it would leave; what is chosen stays offered."""
        chosen = self.chips.values()
        for key, _label in FACETS:
            choices = [(value, f"{said(value)} ({count})") for value, count in facets.get(key, ())]
            known = {value for value, _ in choices}
            choices += [(value, said(value)) for value in chosen.get(key, ()) if value not in known]
            self.chips.set_options(key, choices)
        self._show_those_of_bars()

    def show_bar(self, chart: str, value: str, on: date | None) -> None:
        """What a bar of a chart counted on a day, and nothing else."""
        chosen = {"status": ALIVE, AS_OF: (on.isoformat(),) if on else (), chart: (value,)}
        for key in self.chips.values():
            self.chips.choose(key, chosen.get(key, ()), quiet=True)
        self._show_those_of_bars()

    def _show_those_of_bars(self) -> None:
        for key in BY_BARS:
            self.chips.chip(key).setVisible(bool(self.chips.value(key)))
