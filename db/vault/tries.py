"""Tries are counted in the keyring before anything is derived, so that ending the process helps nobody (UNL-5).

Three are free, then the next waits 30 s, doubling to 15 min; after ten the slot is locked. Who owns the account
can reset the count (docs/threat-model.md): it slows a person at the keyboard, not a thief of the keyring.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from db.clock import Clock, stamp
from db.vault.alternating import Alternating
from db.vault.errors import SlotLocked
from db.vault.keyrings import Keyring

FREE = 3
MOST = 10
_SHORTEST, _LONGEST = 30, 900


@dataclass(frozen=True)
class Count:
    """Failed tries since they were last put on the trail; ``since``: from when the wait for the next one runs."""

    tries: tuple[datetime, ...] = ()
    since: datetime | None = None

    @property
    def locked(self) -> bool:
        return len(self.tries) >= MOST

    @property
    def wait_until(self) -> datetime | None:
        """When the next try is taken; None while there is no wait."""
        if self.since is None or len(self.tries) < FREE:
            return None
        return self.since + timedelta(seconds=min(_SHORTEST * 2 ** (len(self.tries) - FREE), _LONGEST))


class Tries:
    """The count of one person. Errors: those of the keyring."""

    def __init__(self, keyring: Keyring, user: str, clock: Clock) -> None:
        self._kept, self._clock = Alternating(keyring, f"{user}/tries"), clock

    def now(self) -> Count:
        """The count; a wait that seems to begin in the future (the clock was set back) begins anew, now."""
        count = _parsed(self._kept.read() or {})
        now = self._clock.now()
        if count.since is not None and count.since > now:
            count = replace(count, since=now)
            self._write(count)
        return count

    def check(self) -> Count:
        """SlotLocked while the next try has to wait, or for ever."""
        count = self.now()
        if count.locked:
            raise SlotLocked(None, len(count.tries))
        until = count.wait_until
        if until is not None and self._clock.now() < until:
            raise SlotLocked(until, len(count.tries))
        return count

    def count(self, codes: int) -> tuple[datetime, ...]:
        """One try for each code entered, before the derivation. Returns those now counted on top."""
        count, now = self.check(), self._clock.now()
        at = now.replace(microsecond=now.microsecond // 1000 * 1000)  # as precise as it is kept
        added = (at,) * codes
        self._write(Count(count.tries + added, at))
        return added

    def take_back(self, added: tuple[datetime, ...]) -> Count:
        """The codes were right: they were no failed tries. Returns what stays."""
        count = self.now()
        kept = count.tries[: -len(added)] if count.tries[-len(added) :] == added else count.tries
        count = Count(kept, kept[-1] if kept else None)
        self._write(count)
        return count

    def clear(self, told: tuple[datetime, ...]) -> None:
        """Forget those that are on the trail now; any that came after them stay."""
        count = self.now()
        if told and count.tries[: len(told)] == told:
            left = count.tries[len(told) :]
            self._write(Count(left, left[-1] if left else None))

    def reset(self) -> None:
        self._write(Count())

    def delete(self) -> None:
        self._kept.delete()

    def _write(self, count: Count) -> None:
        self._kept.write(
            {
                "tries": [stamp(at) for at in count.tries],
                "since": stamp(count.since) if count.since is not None else None,
            }
        )


def _parsed(value: Mapping[str, Any]) -> Count:
    """What ``_write`` wrote. Anything else counts as none: who can garble an entry could as well delete it."""
    try:
        since = value.get("since")
        return Count(
            tuple(datetime.fromisoformat(at) for at in value.get("tries", ())),
            datetime.fromisoformat(since) if since else None,
        )
    except (ValueError, TypeError):
        return Count()
