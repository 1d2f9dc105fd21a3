"""Words that several windows before the work share."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.widgets.dates import show_date

_ROLES = {
    "officer": QT_TRANSLATE_NOOP("Roles", "Compliance officer"),
    "investigator": QT_TRANSLATE_NOOP("Roles", "Principal investigator"),
    "coordinator": QT_TRANSLATE_NOOP("Roles", "Coordinator"),
    "staff": QT_TRANSLATE_NOOP("Roles", "Staff member"),
    "monitor": QT_TRANSLATE_NOOP("Roles", "Monitor"),
    "inspector": QT_TRANSLATE_NOOP("Roles", "Inspector"),
    "custodian": QT_TRANSLATE_NOOP("Roles", "Custodian"),
}


def role_name(role: str) -> str:
    """A role of the rights table in words."""
    return QCoreApplication.translate("Roles", _ROLES[role]) if role in _ROLES else role


def last_unlocked(last: datetime | None, failed: int) -> str:
    """“Last unlocked 23-Nov-2026 08:02 · one failed code since”; empty where there is nothing to say."""
    said = QCoreApplication.translate
    parts = []
    if last is not None:
        parts.append(said("Unlock", "Last unlocked {at}").format(at=f"{show_date(last.date())} {last:%H:%M}"))
    if failed:
        since, one = last is not None, failed == 1
        template = {
            (True, True): said("Unlock", "one failed code since"),
            (True, False): said("Unlock", "{n} failed codes since"),
            (False, True): said("Unlock", "One failed code"),
            (False, False): said("Unlock", "{n} failed codes"),
        }[since, one]
        parts.append(template.format(n=failed))
    return " · ".join(parts)


def wait_words(seconds: int) -> str:
    """“0:27” until the next try."""
    return f"{seconds // 60}:{seconds % 60:02d}"
