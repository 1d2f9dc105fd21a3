"""“As of D” and “as known on D” beside each other: one of the two is asked at a time, the one chosen last."""

from __future__ import annotations

from datetime import date

from desktop.widgets.chips import ChipFlow

AS_OF, KNOWN_ON = "as-of", "known-on"


class KnownDay:
    """The two chips of a page."""

    def __init__(self, chips: ChipFlow) -> None:
        self._chips, self._known = chips, ""

    def settle(self) -> None:
        """Before anything is asked: what was chosen first gives way to what was chosen last."""
        as_of, known = self._chips.value(AS_OF), self._chips.value(KNOWN_ON)
        if as_of and known:
            self._chips.choose(AS_OF if known != self._known else KNOWN_ON, (), quiet=True)
        self._known = self._chips.value(KNOWN_ON)

    def known_on(self) -> date | None:
        """The day whose knowledge is shown; None is what is known now."""
        chosen = self._chips.value(KNOWN_ON)
        return date.fromisoformat(chosen) if chosen else None
