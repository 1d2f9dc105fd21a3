"""Whether code and passphrase open a slot, and which step of the authenticator the code belongs to.

A candidate is only ever confirmed by the whole derivation (UNL-2): there is no cheaper answer to be had here.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime

from db.clock import Clock
from db.vault import offsets
from db.vault.derivation import slot_keys
from db.vault.errors import (
    ClocksApart,
    CodeRefused,
    PassphraseNeeded,
    SlotExpired,
    UsedCode,
    WrongCode,
    WrongFactors,
)
from db.vault.offsets import STEP_SECONDS
from db.vault.slot import Meta
from db.vault.tries import Count, Tries

NEAR = (0, -1, 1)
MOST_PAIRS = 4


@dataclass(frozen=True, repr=False)
class OpenSlot:
    """A slot whose MAC was found good under the keyring's ``secret``; its rows are in clear, ``sign`` is not."""

    gen: int
    entry: bytes
    meta: Meta
    secret: bytes
    rows: bytes
    sign: bytes

    def target(self, step: int, code: int) -> int:
        """What ``code`` reaches if it is that of ``step``."""
        row = offsets.row(self.rows, step - self.meta.first)
        return (code + row) % int(10**self.meta.digits)

    def days_left(self, step: int) -> int:
        """Whole days from ``step`` until its rows are over."""
        return max(0, self.meta.first + self.meta.n - step) // offsets.STEPS_A_DAY

    def keys(self, target: int, passphrase: str | None) -> bytes | None:
        """The KEK, or None where its commitment is not the slot's. One Argon2id."""
        kek, commit = slot_keys(
            target,
            passphrase if self.meta.passphrase else None,
            salt=self.meta.salt,
            secret=self.secret,
            vault=self.meta.vault,
            user=self.meta.user,
            kdf=self.meta.kdf,
        )
        return kek if hmac.compare_digest(commit, self.meta.commit) else None


@dataclass(frozen=True, repr=False)
class Proof:
    """The factors were right. ``step``: the last one used; ``drift``: that minus this computer's, in steps of 30 s."""

    step: int
    drift: int
    target: int
    kek: bytes
    before: Count


def step_of(clock: Clock) -> int:
    """The 30 s step (RFC 6238) this computer is in."""
    return int(clock.now().timestamp()) // STEP_SECONDS


def proved(opened: OpenSlot, tries: Tries, clock: Clock, passphrase: str | None, typed: tuple[str, ...]) -> Proof:
    """One code, near this computer's time; or two successive ones, wherever the slot has rows.

    The tries are counted first. SlotLocked, WrongCode, WrongFactors, UsedCode, ClocksApart, SlotExpired,
    PassphraseNeeded.
    """
    before = tries.check()
    if opened.meta.passphrase and not passphrase:
        raise PassphraseNeeded
    codes = tuple(_number(code, opened.meta.digits) for code in typed)
    now = step_of(clock)
    candidates = _near(opened, now, codes[0], clock) if len(codes) == 1 else _far(opened, now, codes)
    counted = tries.add(before, len(codes))
    for step, target in candidates:
        kek = opened.keys(target, passphrase)
        if kek is not None:
            tries.put_back(before)
            return Proof(step, step - now, target, kek, before)
    raise _refusal(opened, counted, now, clock)


def _near(opened: OpenSlot, now: int, code: int, clock: Clock) -> list[tuple[int, int]]:
    """(step, target) of the steps 0, -1, +1 that still have a row; without any, what to do about it."""
    first, after = opened.meta.first, opened.meta.first + opened.meta.n
    steps = [now + by for by in NEAR if first <= now + by < after]
    if steps:
        return [(step, opened.target(step, code)) for step in steps]
    if now >= after:
        raise SlotExpired(clock.now().date())
    if first - now <= len(NEAR):
        raise _used(first, clock)
    raise ClocksApart


def _far(opened: OpenSlot, now: int, codes: tuple[int, ...]) -> list[tuple[int, int]]:
    """(step of the second code, target), nearest to this computer's time first."""
    first = opened.meta.first
    found = offsets.pairs(opened.rows, codes[0], codes[1], opened.meta.digits)
    steps = sorted((first + at for at in found), key=lambda step: abs(step - now))[:MOST_PAIRS]
    return [(step + 1, opened.target(step, codes[0])) for step in steps]


def _refusal(opened: OpenSlot, count: Count, now: int, clock: Clock) -> CodeRefused:
    if opened.meta.first > now:
        return _used(opened.meta.first, clock, len(count.tries), count.wait_until)
    if opened.meta.passphrase:
        return WrongFactors("Code or passphrase is wrong.", tries=len(count.tries), until=count.wait_until)
    return WrongCode("The code is wrong.", tries=len(count.tries), until=count.wait_until)


def _used(first: int, clock: Clock, tries: int = 0, until: datetime | None = None) -> UsedCode:
    fresh = datetime.fromtimestamp(first * STEP_SECONDS, UTC).astimezone(clock.now().tzinfo)
    until = max(fresh, until) if until is not None else fresh
    return UsedCode("The code of this moment has been used; each serves once.", tries=tries, until=until)


def _number(typed: str, digits: int) -> int:
    """Authenticators show ``123 456``. WrongCode, not counted, for what is no code at all."""
    code = "".join(typed.split())
    if len(code) != digits or not (code.isascii() and code.isdigit()):
        raise WrongCode(f"A code has {digits} digits.", todo="Type the code your authenticator shows.")
    return int(code)
