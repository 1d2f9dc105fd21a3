"""A day and a time of day, typed in one line: 23-Nov-2026 14:05. The zone is the one the computer is in."""

from __future__ import annotations

import re
from datetime import datetime, time

from PySide6.QtWidgets import QLineEdit

from desktop.widgets.dates import read_date, show_date
from desktop.widgets.fields import Field

_TIME = re.compile(r"(\d{1,2})[:.](\d{2})")


def read_moment(text: str, zone: datetime) -> datetime | None:
    """What a person typed, in the zone of ``zone``; None for everything that could be misread."""
    day_text, _, time_text = text.strip().rpartition(" ")
    day, found = read_date(day_text), _TIME.fullmatch(time_text)
    if day is None or found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return datetime.combine(day, time(int(found[1]), int(found[2])), zone.tzinfo)


class MomentField(Field[QLineEdit]):
    """``value`` is ISO 8601 with the zone, or empty. A moment to come is said to be one at once."""

    def __init__(self, label: str, name: str, now: datetime, *, required: bool = False, hint: str = "") -> None:
        super().__init__(label, QLineEdit(), name, required=required, hint=hint)
        self._now = now
        self.control.setPlaceholderText(self.tr("DD-Mon-YYYY HH:MM"))
        self.control.textEdited.connect(self._edited)
        self.control.editingFinished.connect(self._finish)

    def moment(self) -> datetime | None:
        """The moment as it was typed."""
        return read_moment(self.control.text(), self._now)

    def value(self) -> str:
        at = self.moment()
        return at.isoformat() if at is not None else ""

    def set_value(self, value: str) -> None:
        self.set_moment(datetime.fromisoformat(value) if value else None)

    def set_moment(self, at: datetime | None) -> None:
        """Fill the field; shown in the computer's zone."""
        here = at.astimezone(self._now.tzinfo) if at is not None else None
        self.control.setText(f"{show_date(here.date())} {here:%H:%M}" if here is not None else "")

    def problem(self) -> str:
        at = self.moment()
        if at is None and self.control.text().strip():
            return self.tr("Write day and time like this: {0}").format(self.control.placeholderText())
        if at is not None and at > self._now:
            return self.tr("This time has not come yet.")
        return super().problem()

    def _finish(self) -> None:
        if self.moment() is not None:
            self.set_moment(self.moment())
        elif self.control.text().strip():
            self.check()
