"""What happened at the demonstration site, told in order of time, each entry by the user who made it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from db.clock import SetClock
from db.retention.clock import STEP
from db.site import Site
from db.store.users import NewUser

Act = Callable[[], object]

OFFICER, INVESTIGATOR, COORDINATOR, STAFF = "zoe", "ines", "tunde", "hanako"
_USERS = (
    (INVESTIGATOR, "Inés Castillo Ruiz", "investigator"),
    (COORDINATOR, "Tunde Adeyemi", "coordinator"),
    (STAFF, "Hanako Yamada", "staff"),
)


@dataclass(order=True)
class _Entry:
    at: datetime
    number: int
    by: str = field(compare=False)
    act: Act = field(compare=False)


class Diary:
    """``now`` is the moment the demonstration is about; ``clock`` is the open site's own."""

    def __init__(self, site: Site, clock: SetClock, now: datetime, seed: int) -> None:
        self.site, self.now, self.today = site, now, now.date()
        self.chance = random.Random(seed)  # noqa: S311 - a story, not a secret
        self.ids: dict[str, str] = {}
        self._clock = clock
        self._entries: list[_Entry] = []
        self._users: dict[str, str] = {OFFICER: site.actor.user}

    def day(self, offset: int) -> date:
        """Days from today."""
        return self.today + timedelta(days=offset)

    def some(self, offset: int | None) -> date | None:
        return None if offset is None else self.day(offset)

    def note(self, offset: float, by: str, act: Act, hour: int | None = None) -> None:
        """``act`` is done so many days from today, in working hours; never after now."""
        hours = hour if hour is not None else self.chance.randint(8, 16)
        moment = time(hours, self.chance.randint(0, 59), self.chance.randint(0, 59))
        at = datetime.combine(self.day(int(offset)), moment, self.now.tzinfo)
        number = len(self._entries)
        self._entries.append(_Entry(min(at, self.now - timedelta(minutes=5)), number, by, act))

    def enter_users(self) -> None:
        """Those who keep the records; they are at home in the demonstration and have no slot of their own."""
        for key, name, role in _USERS:
            self._users[key] = self.site.users.add(NewUser(key, name, role)).id

    def begin(self, offset: int) -> None:
        """Put the clock back to the morning on which the story begins."""
        self._clock.at = datetime.combine(self.day(offset), time(7, 30), self.now.tzinfo)

    def unlocked(self) -> None:
        """Who writes this entry has just unlocked with a code: the clock of that day is borne out (UNL-4)."""
        users = self.site.store.users
        one = users.get(self.site.actor.user)
        users.record_unlock(one.id, int(self._clock.at.timestamp()) // STEP, one.generation or 0, 0)

    def tell(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Do everything in order of time; afterwards the clock stands at now."""
        entries = sorted(self._entries)
        for done, entry in enumerate(entries):
            if progress is not None and done % 50 == 0:
                progress(done, len(entries))
            self._clock.at = max(entry.at, self._clock.at + timedelta(seconds=1))
            with self.site.store.in_the_name_of(self._users[entry.by]):
                entry.act()
        self._entries.clear()
        self._clock.at = self.now
