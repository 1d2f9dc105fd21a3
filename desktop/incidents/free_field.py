"""A free text that warns, while it is typed, of what looks like a participant's identity or health (AUD-5, RSK-3)."""

from __future__ import annotations

from db.incidents.checking import health_data
from desktop.incidents.words import said
from desktop.widgets.fields import LongField


class FreeField(LongField):
    """Warns; does not refuse, because only a person can tell."""

    def __init__(self, label: str, name: str, *, required: bool = False, hint: str = "", lines: int = 3) -> None:
        self._usual = hint
        super().__init__(label, name, required=required, hint=hint, lines=lines)
        self.changed.connect(self.warn)

    def set_value(self, value: str) -> None:
        super().set_value(value)
        self.warn()

    def warn(self) -> None:
        """Say what was recognised under the field."""
        found = health_data(self.value())
        words = (
            said("This looks like {what}. Participants stand here by their code only, without health data.").format(
                what=", ".join(said(one) for one in found)
            )
            if found
            else self._usual
        )
        self.note.setText(words)
        self.note.set_ink("late" if found else "ink3")
        self.note.setVisible(bool(words))
        self.control.setAccessibleDescription(words)
