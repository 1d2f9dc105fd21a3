"""Tries are counted in the keyring before anything is derived, so that ending the process helps nobody (UNL-5).

Three are free, then the next waits 30 s, doubling to 15 min; after ten the slot is locked. Who owns the account
can reset the count (docs/threat-model.md): it slows a person at the keyboard, not a thief of the keyring.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from db.clock import Clock
from db.vault.alternating import Alternating
from db.vault.errors import SlotLocked
from db.vault.keyrings import Keyring

FREE = 3
MOST = 10
_SHORTEST, _LONGEST = 30, 900
_MOST_FINDINGS = 4


@dataclass(frozen=True)
class Finding:
    """Something met at unlocking that the trail must hear of (UNL-9): older slot, damaged slot, no count."""

    at: datetime
    what: str


@dataclass(frozen=True)
class Count:
    """Failed tries and findings; ``since``: from when the wait for the next try runs; ``told``: how many of the tries
    are on the trail already, by an unlocking of somebody else. Their own unlocking alone clears them."""

    tries: tuple[datetime, ...] = ()
    since: datetime | None = None
    findings: tuple[Finding, ...] = ()
    told: int = 0

    @property
    def untold(self) -> tuple[datetime, ...]:
        return self.tries[self.told :]

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
    """The count of one person, in ``<user>/tries``. Errors: those of the keyring."""

    def __init__(self, keyring: Keyring, user: str, clock: Clock) -> None:
        self._kept, self._clock = Alternating(keyring, f"{user}/tries"), clock

    def now(self) -> Count:
        """The count; a wait that seems to begin in the future (the clock was set back) begins anew, now."""
        kept, now = self._kept.read(), self._now()
        if kept is None:
            return Count(findings=(Finding(now, "no count"),))
        count = self._parsed(kept)
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
        if until is not None and self._now() < until:
            raise SlotLocked(until, len(count.tries))
        return count

    def add(self, before: Count, codes: int) -> Count:
        """One try for each code entered, before the derivation, on top of what ``check`` found."""
        at = self._now()
        return self._write(replace(before, tries=before.tries + (at,) * codes, since=at))

    def put_back(self, before: Count) -> None:
        """The codes were right: they were no failed tries."""
        self._write(before)

    def note(self, what: str) -> None:
        """Keep a finding until the next unlocking; the same one is told once, and not more than a few."""
        count = self.now()
        if len(count.findings) < _MOST_FINDINGS and what not in [finding.what for finding in count.findings]:
            self._write(replace(count, findings=(*count.findings, Finding(self._now(), what))))

    def clear(self, tries: tuple[datetime, ...], findings: tuple[Finding, ...]) -> None:
        """Forget those that are on the trail now; any that came after them stay."""
        count = self.now()
        left = count.tries[len(tries) :] if count.tries[: len(tries)] == tries else count.tries
        others = tuple(finding for finding in count.findings if finding not in findings)
        if (left, others) != (count.tries, count.findings):
            self._write(Count(left, left[-1] if left else None, others))

    def mark_told(self, count: Count) -> None:
        """Those are on the trail now, and still count: somebody else unlocked."""
        self._write(replace(count, told=len(count.tries)))

    def reset(self) -> None:
        self._write(Count())

    def delete(self) -> None:
        self._kept.delete()

    def _now(self) -> datetime:
        """As precise as it is kept: to the millisecond."""
        now = self._clock.now()
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def _write(self, count: Count) -> Count:
        """Numbers, not text: Windows keeps no more than 1,280 characters in an entry."""
        self._kept.write(
            {
                "tries": [_number(at) for at in count.tries],
                "since": None if count.since is None else _number(count.since),
                "findings": [[_number(finding.at), finding.what] for finding in count.findings],
                "told": count.told,
            }
        )
        return count

    def _parsed(self, value: dict[str, Any]) -> Count:
        """What ``_write`` wrote. Anything else counts as none: who can garble an entry could as well delete it."""
        try:
            return Count(
                tuple(self._time(at) for at in value["tries"]),
                None if value["since"] is None else self._time(value["since"]),
                tuple(Finding(self._time(at), str(what)) for at, what in value["findings"]),
                int(value.get("told", 0)),
            )
        except (KeyError, ValueError, TypeError, OverflowError):
            return Count(findings=(Finding(self._now(), "no count"),))

    def _time(self, number: int) -> datetime:
        at = datetime.fromtimestamp(number // 1000, UTC) + timedelta(milliseconds=number % 1000)
        return at.astimezone(self._clock.now().tzinfo)


def _number(at: datetime) -> int:
    """Milliseconds since 1970, UTC."""
    return int(at.timestamp()) * 1000 + at.microsecond // 1000
