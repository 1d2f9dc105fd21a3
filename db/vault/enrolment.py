"""The few acts of enrolling that are no slot yet: a seed, the QR code's text, the check of the first two codes."""

from __future__ import annotations

import base64
from datetime import datetime

import pyotp

from db import randomness
from db.clock import Clock
from db.vault.offsets import STEPS_A_DAY
from db.vault.proving import step_of
from db.vault.strength import Strength, passphrase_strength

__all__ = [
    "Strength",
    "code_at",
    "enrolment_codes_good",
    "enrolment_drift",
    "new_seed",
    "otpauth_uri",
    "passphrase_strength",
    "seed_text",
]

SEED_SIZE = 20


def new_seed() -> bytes:
    """20 random bytes: what SHA-1 authenticators take whole."""
    return randomness.token(SEED_SIZE)


def seed_text(seed: bytes) -> str:
    """Base32, for typing in where no camera is at hand."""
    return base64.b32encode(seed).decode()


def code_at(seed: bytes, at: datetime, digits: int = 6) -> str:
    """The code of a time: a demonstration site shows its own, because its seed is public."""
    return pyotp.TOTP(seed_text(seed), digits=digits).at(at)


def otpauth_uri(seed: bytes, login: str, site: str, digits: int = 6) -> str:
    """``otpauth://totp/SITE:LOGIN?secret=...`` for the QR code: SHA-1, 30 s, as all authenticators support."""
    return pyotp.TOTP(seed_text(seed), digits=digits).provisioning_uri(name=login, issuer_name=site)


def enrolment_drift(seed: bytes, first: str, second: str, clock: Clock, digits: int = 6) -> int | None:
    """By how many steps of 30 s the authenticator is ahead of this computer, or None when the two codes are
    not successive ones of this seed within a day of the computer's time. The second is the newer."""
    codes, now = pyotp.HOTP(seed_text(seed), digits=digits), step_of(clock)
    one, two = "".join(first.split()), "".join(second.split())
    for step in sorted(range(now - STEPS_A_DAY, now + STEPS_A_DAY), key=lambda step: abs(step - now)):
        if codes.at(step) == two and codes.at(step - 1) == one:
            return step - now
    return None


def enrolment_codes_good(seed: bytes, first: str, second: str, clock: Clock, digits: int = 6) -> bool:
    """Whether the authenticator has the seed: two successive codes of it (UNL-3)."""
    return enrolment_drift(seed, first, second, clock, digits) is not None
