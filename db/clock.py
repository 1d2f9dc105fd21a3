"""Where time comes from. Nothing else in the program asks the system what time it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """The time as this computer tells it."""

    def now(self) -> datetime:
        """Aware, in the computer's own zone."""
        ...


class SystemClock:
    """The operating system's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC).astimezone()


@dataclass
class SetClock:
    """A clock that stands where it is put; for tests and for making demonstration sites."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def advance(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass(frozen=True)
class BorneOut:
    """The time an authenticator bears out: this computer's, corrected by what the two differed at unlocking. Due dates
    go by it (a wrong clock must not make an overdue training look current); the trail keeps the computer's own."""

    computer: Clock
    ahead: timedelta

    def now(self) -> datetime:
        return self.computer.now() + self.ahead


def stamp(at: datetime) -> str:
    """ISO 8601 with milliseconds and offset, as every stored time: 2026-11-23T18:40:00.000+01:00."""
    if at.tzinfo is None:
        raise ValueError("a time without zone cannot be stored")
    return at.isoformat(timespec="milliseconds")
