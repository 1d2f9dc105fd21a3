"""Before the first slot: the QR code, two codes, a passphrase; and the costs a slot may ask for."""

from __future__ import annotations

import threading
import urllib.parse
from datetime import timedelta

import pyotp
import pytest

from db.vault.derivation import Kdf, argon2id
from db.vault.enrolment import (
    code_at,
    enrolment_codes_good,
    enrolment_drift,
    new_seed,
    otpauth_uri,
    passphrase_strength,
    seed_text,
)
from db.vault.errors import NotEnoughMemory
from tests.vault.conftest import LOGIN, PASSPHRASE, Person


@pytest.mark.requirement("UNL-3")
def test_any_authenticator_reads_the_uri() -> None:
    seed = new_seed()
    uri = otpauth_uri(seed, "ana", "St. Ägidien / Trial unit")
    parsed = pyotp.parse_uri(uri)
    assert isinstance(parsed, pyotp.TOTP) and parsed.byte_secret() == seed and len(seed) == 20
    assert (parsed.digits, parsed.interval, parsed.name) == (6, 30, "ana")
    assert parsed.issuer == "St. Ägidien / Trial unit" and urllib.parse.urlsplit(uri).scheme == "otpauth"
    assert len(seed_text(seed)) == 32 and "=" not in seed_text(seed)
    assert "digits=8" in otpauth_uri(seed, "ana", "Site", 8)


@pytest.mark.requirement("UNL-3", "UNL-4")
@pytest.mark.parametrize("drift", [0, -3, 40, 2000])
def test_two_successive_codes_prove_the_seed_and_measure_the_clock(ana: Person, drift: int) -> None:
    assert enrolment_drift(ana.seed, ana.code(drift - 1), ana.code(drift), ana.clock) == drift
    assert enrolment_codes_good(ana.seed, f" {ana.code(drift - 1)}", ana.code(drift), ana.clock)


@pytest.mark.requirement("UNL-3")
def test_one_code_twice_two_in_the_wrong_order_or_of_another_seed_are_not_good(ana: Person) -> None:
    one, two = ana.code(0), ana.code(1)
    for first, second in ((one, one), (two, one), (one, ana.code(2)), ("", ""), ("abcdef", "abcdef")):
        assert not enrolment_codes_good(ana.seed, first, second, ana.clock)
    assert not enrolment_codes_good(new_seed(), one, two, ana.clock)


def test_a_phone_far_behind_unlocks_right_after_enrolling(ana: Person) -> None:
    """Its rows begin where the phone is, not where the computer is."""
    drift = enrolment_drift(ana.seed, ana.code(-41), ana.code(-40), ana.clock)
    ana.enrol(drift=drift)
    ana.clock.advance(60)
    assert ana.vault.unlock(LOGIN, PASSPHRASE, ana.code(-41), ana.code(-40)).drift == -40


def test_the_code_on_the_screen_right_after_creating_serves(ana: Person) -> None:
    assert code_at(ana.seed, ana.clock.now()) == ana.code()
    assert code_at(ana.seed, ana.clock.now() + timedelta(seconds=30), 8) == ana.code(1, 8)
    assert ana.unlock(-1).step


@pytest.mark.parametrize("guessable", ["", "a" * 40, "Password1!", "qwertyuiopasdfgh", "summer2026siteward", "Ana2026"])
def test_what_guessers_try_first_is_weak(guessable: str) -> None:
    strength = passphrase_strength(guessable, ("Ana", "ana.souza"))
    assert strength.word == "weak" and not strength.good and strength.advice


@pytest.mark.parametrize(
    "good", ["tulip engine quarry velvet", "kD8#vQ2xLm!t", "パスワード長い文", "violet-anchor-mosaic-9"]
)
def test_unrelated_words_are_good(good: str) -> None:
    strength = passphrase_strength(good, ("Ana", "al"))
    assert strength.good and not strength.advice and strength.bits >= 45


def test_more_of_it_is_never_weaker() -> None:
    text = "tulip engine quarry velvet 7"
    bits = [passphrase_strength(text[:length]).bits for length in range(len(text) + 1)]
    assert bits[0] == 0 and bits[-1] == max(bits)


@pytest.mark.parametrize(
    "cost", [(65535, 3, 4), (65536, 2, 4), (1048577, 3, 4), (65536, 11, 4), (65536, 3, 9), (65536, 3, 0)]
)
def test_costs_out_of_bounds_are_not_acceptable(cost: tuple[int, int, int]) -> None:
    assert not Kdf(*cost).acceptable()
    assert Kdf.floor().acceptable() and Kdf.standard() == Kdf(262144, 3, 4) and Kdf.standard().acceptable()


def test_two_derivations_at_once_wait_for_each_other() -> None:
    """Two at once with several lanes would hang for ever in the library."""
    found: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: found.append(argon2id(b"same", b"s" * 16, Kdf.floor())), daemon=True)
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(found) == 3 and len(set(found)) == 1


def test_too_little_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Greedy:
        def __init__(self, **_: object) -> None: ...

        def derive(self, _: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr("db.vault.derivation.Argon2id", Greedy)
    with pytest.raises(NotEnoughMemory, match="Close other programs"):
        argon2id(b"", b"s" * 16, Kdf.floor())
