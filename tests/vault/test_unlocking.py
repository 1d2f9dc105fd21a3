"""Ana unlocks: with everything, and with anything missing."""

from __future__ import annotations

import copy
import pickle
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from db.errors import BadInput
from db.vault.derivation import Kdf
from db.vault.errors import (
    ClocksApart,
    CredentialMissing,
    OlderSlot,
    PassphraseNeeded,
    SlotExpired,
    SlotNotFound,
    UsedCode,
    WrongCode,
    WrongFactors,
)
from db.vault.sealing import recipient_of
from db.vault.tries import Tries
from db.vault.vault import Vault
from tests.vault.conftest import LOGIN, PASSPHRASE, SIGNING_KEY, Person


@pytest.mark.requirement("UNL-2", "UNL-4")
def test_all_factors_open_the_slot_and_every_later_code_opens_it_again(ana: Person) -> None:
    first = ana.unlock()
    assert (first.drift, first.generation, first.failed_tries, first.user) == (0, 1, (), ana.user)
    first.confirm()
    first.ratchet()
    first.ratchet()
    ana.clock.advance(30)
    again = ana.unlock()
    assert again.identity == first.identity and again.step == first.step + 1 and again.generation == 2
    ana.clock.advance(86400)
    assert ana.unlock().days_left == 1


@pytest.mark.requirement("UNL-2")
def test_without_any_one_factor_it_stays_closed(ana: Person, tmp_path: Path) -> None:
    with pytest.raises(WrongFactors, match="1 of 10 tries"):
        ana.vault.unlock(LOGIN, "violet anchor mosaik", ana.code())
    with pytest.raises(WrongFactors):
        ana.vault.unlock(LOGIN, PASSPHRASE, ana.wrong_code())
    with pytest.raises(PassphraseNeeded):
        ana.vault.unlock(LOGIN, None, ana.code())
    with pytest.raises(SlotNotFound):
        ana.vault.unlock("ana", PASSPHRASE, ana.code())
    entry = next(iter(_book(ana)))
    secret = ana.keyring.get(f"{ana.user}/{entry}")
    ana.keyring.delete(f"{ana.user}/{entry}")
    with pytest.raises(CredentialMissing, match="not in the keyring"):
        ana.unlock()
    assert secret is not None
    ana.keyring.set(f"{ana.user}/{entry}", bytes(32))
    with pytest.raises(Exception, match="damaged"):
        ana.unlock()
    ana.keyring.set(f"{ana.user}/{entry}", secret)
    assert len(ana.unlock().failed_tries) == 2


def test_the_login_is_the_same_however_it_is_typed(ana: Person) -> None:
    assert ana.vault.status("  Ana.SOUZA ").user == ana.user
    assert not ana.vault.status("somebody").found
    assert LOGIN.encode() not in ana.slot.read_bytes()
    assert oct(ana.slot.stat().st_mode)[-3:] == "600"


@pytest.mark.requirement("UNL-4")
def test_a_code_serves_once_and_its_step_is_told(ana: Person) -> None:
    unlocked = ana.unlock()
    cut_off = ana.unlock()
    assert cut_off.step == unlocked.step, "the ratchet was cut off: the store, which has this step, refuses it"
    cut_off.ratchet()
    with pytest.raises(UsedCode, match="each serves once") as refused:
        ana.unlock()
    assert refused.value.until is not None and refused.value.until.timestamp() == (unlocked.step + 1) * 30


@pytest.mark.requirement("UNL-4")
@pytest.mark.parametrize("drift", [-1, 1])
def test_a_step_of_drift_is_tolerated_and_measured(ana: Person, drift: int) -> None:
    unlocked = ana.unlock(drift)
    assert (unlocked.drift, unlocked.drift_seconds) == (drift, 30 * drift)


@pytest.mark.requirement("UNL-4")
@pytest.mark.parametrize("drift", [-2, 5, 2000])
def test_further_off_two_successive_codes_are_needed(ana: Person, drift: int) -> None:
    ana.clock.advance(3600)
    with pytest.raises(WrongFactors):
        ana.unlock(drift)
    with pytest.raises(WrongFactors):
        ana.vault.unlock(LOGIN, PASSPHRASE, ana.code(drift), ana.code(drift + 2))
    ana.clock.advance(30)
    unlocked = ana.vault.unlock(LOGIN, PASSPHRASE, ana.code(drift - 1), ana.code(drift))
    assert unlocked.drift == drift and len(unlocked.failed_tries) == 3
    unlocked.confirm()
    unlocked.ratchet()
    assert ana.vault.status(LOGIN).tries == 0


def test_a_clock_set_far_back_asks_for_two_codes_without_counting(ana: Person) -> None:
    ana.clock.advance(-86400 * 400)
    with pytest.raises(ClocksApart, match="two successive codes"):
        ana.unlock()
    true = 2880 * 400
    assert ana.vault.unlock(LOGIN, PASSPHRASE, ana.code(true), ana.code(true + 1)).drift == true + 1
    assert ana.vault.status(LOGIN).tries == 0


def test_a_slot_left_alone_too_long_has_ended(ana: Person) -> None:
    ana.clock.advance(2 * 86400)
    with pytest.raises(SlotExpired, match="recovery kit"):
        ana.unlock()


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "١٢٣٤٥٦"])
def test_what_is_no_code_is_not_counted(ana: Person, typed: str) -> None:
    with pytest.raises(WrongCode, match="6 digits"):
        ana.vault.unlock(LOGIN, PASSPHRASE, typed)
    assert ana.vault.status(LOGIN).tries == 0


def test_a_passphrase_is_the_same_from_any_keyboard(ana: Person) -> None:
    ana.vault.enrol(
        user=ana.user, login=LOGIN, passphrase="Zo\u00eb", seed=ana.seed, signing_key=b"k", kdf=Kdf.floor(), days=1
    )
    code = ana.code()
    assert ana.vault.unlock(LOGIN, "Zoe\u0308", f"{code[:3]} {code[3:]}").step


@pytest.mark.requirement("UNL-2", "SIG-1")
def test_a_slot_without_passphrase_opens_by_code_but_signs_only_with_it(ana: Person) -> None:
    ana.enrol(passphrase_to_unlock=False, digits=8)
    assert not ana.vault.status(LOGIN).passphrase and ana.vault.status(LOGIN).digits == 8
    with pytest.raises(WrongCode, match="The code is wrong"):
        ana.vault.unlock(LOGIN, None, "0" * 8)
    unlocked = ana.vault.unlock(LOGIN, None, ana.code(0, 8))
    unlocked.confirm()
    with pytest.raises(WrongFactors):
        unlocked.signing_act("another", ana.code(1, 8))
    act = unlocked.signing_act(PASSPHRASE, ana.code(1, 8))
    assert act.key == SIGNING_KEY and len(act.failed_tries) == 1


@pytest.mark.requirement("UNL-2")
def test_the_passphrase_leaves_the_key_and_comes_back_into_it(ana: Person) -> None:
    unlocked = ana.unlock()
    unlocked.confirm()
    unlocked.open_by(PASSPHRASE, ana.code(1), code_alone=True)
    unlocked.confirm()
    assert unlocked.code_alone and not ana.vault.status(LOGIN).passphrase
    ana.clock.advance(60)
    without = ana.vault.unlock(LOGIN, None, ana.code())
    with pytest.raises(WrongFactors, match="The passphrase is wrong"):
        without.prove_passphrase("violet", asked_from_now_on=True)
    without.prove_passphrase(PASSPHRASE, asked_from_now_on=True)
    without.ratchet()
    assert without.identity == unlocked.identity
    ana.clock.advance(30)
    with pytest.raises(PassphraseNeeded):
        ana.vault.unlock(LOGIN, None, ana.code())
    assert ana.unlock().signing_act(PASSPHRASE, ana.code(1)).key == SIGNING_KEY


@pytest.mark.requirement("SIG-1")
def test_a_signing_act_asks_passphrase_and_a_fresh_code(ana: Person) -> None:
    unlocked = ana.unlock()
    unlocked.confirm()
    with pytest.raises(UsedCode):
        unlocked.signing_act(PASSPHRASE, ana.code())
    ana.clock.advance(30)
    with pytest.raises(WrongFactors):
        unlocked.signing_act("violet", ana.code())
    act = unlocked.signing_act(PASSPHRASE, ana.code())
    assert (act.key, act.step, act.drift, len(act.failed_tries)) == (SIGNING_KEY, unlocked.step + 1, 0, 2)
    unlocked.confirm()
    with pytest.raises(UsedCode):
        unlocked.signing_act(PASSPHRASE, ana.code())
    ana.clock.advance(30)
    assert ana.unlock().generation == 3


def test_every_generation_is_drawn_anew_and_leaves_one_credential(ana: Person) -> None:
    before = ana.slot.read_bytes()
    book = _book(ana)
    ana.unlock().ratchet()
    after = ana.slot.read_bytes()
    assert len(before) == len(after) and before[8:32] != after[8:32]
    assert sum(a == b for a, b in zip(before[900:], after[900:], strict=True)) < len(before) / 100
    assert len(_book(ana)) == 1 and _book(ana) != book
    assert ana.keyring.get(f"{ana.user}/{next(iter(book))}") is None


@pytest.mark.requirement("UNL-9")
def test_an_older_slot_put_back_is_told_and_kept_for_the_trail(ana: Person) -> None:
    older = ana.slot.read_bytes()
    ana.unlock().ratchet()
    newer = ana.slot.read_bytes()
    ana.clock.advance(30)
    ana.slot.write_bytes(older)
    for _ in range(2):
        with pytest.raises(OlderSlot, match="older slot") as refused:
            ana.unlock()
    assert (refused.value.generation, refused.value.expected) == (1, 2)
    ana.slot.write_bytes(newer)
    unlocked = ana.unlock()
    assert [finding.what for finding in unlocked.findings] == ["older slot"]
    unlocked.confirm()
    unlocked.ratchet()
    ana.clock.advance(30)
    assert ana.unlock().findings == ()


@pytest.mark.requirement("UNL-6")
def test_enrolling_again_replaces_slot_identity_and_count(ana: Person) -> None:
    first = ana.unlock()
    for _ in range(2):
        with pytest.raises(WrongFactors):
            ana.vault.unlock(LOGIN, "lost", ana.code())
    enrolled = ana.enrol()
    assert enrolled.generation == 2 and len(enrolled.failed_tries) == 2 and len(_book(ana)) == 1
    second = ana.unlock()
    assert second.failed_tries == () and second.identity != first.identity
    assert recipient_of(second.identity) == enrolled.recipient


@pytest.mark.requirement("UNL-6")
def test_colleagues_have_slots_of_their_own(ana: Person) -> None:
    ben = Person(ana.folder, ana.keyring, ana.uuid)
    ben.vault.enrol(
        user=ben.user, login="ben", passphrase="tulip", seed=ben.seed, signing_key=b"b", kdf=Kdf.floor(), days=1
    )
    assert ana.unlock().identity != ben.vault.unlock("ben", "tulip", ben.code()).identity
    ben.vault.void(ben.user)
    assert not ben.slot.exists() and ana.keyring.get(f"{ben.user}/state") is None
    assert ana.vault.status(LOGIN).found and not ana.vault.status("ben").found


def test_nothing_secret_is_shown_or_copied(ana: Person) -> None:
    unlocked = ana.unlock()
    act = unlocked.signing_act(PASSPHRASE, ana.code(1))
    for thing in (unlocked, unlocked._opened, unlocked._inside, act):
        for secret in (PASSPHRASE, unlocked.identity, SIGNING_KEY.decode(), ana.seed.hex()):
            assert secret not in repr(thing)
    attempts: list[Callable[[object], object]] = [pickle.dumps, copy.copy]
    for attempt in attempts:
        with pytest.raises(TypeError):
            attempt(unlocked)
    unlocked.forget()
    with pytest.raises(RuntimeError, match="ended"):
        _ = unlocked.identity
    assert unlocked.user == ana.user


def test_what_cannot_be_enrolled_is_refused_before_anything_is_written(tmp_path: Path, ana: Person) -> None:
    vault = Vault(tmp_path / "other", ana.uuid, ana.keyring, ana.clock)
    good = {"user": ana.user, "login": LOGIN, "passphrase": PASSPHRASE, "seed": ana.seed, "signing_key": b""}
    for wrong in ({"login": " "}, {"passphrase": ""}):
        with pytest.raises(BadInput):
            vault.enrol(**{**good, **wrong})  # type: ignore[arg-type]
    for odd in ({"seed": b"short"}, {"digits": 7}, {"kdf": Kdf(1024, 1, 1)}):
        with pytest.raises(ValueError, match="cost between"):
            vault.enrol(**{**good, **odd})  # type: ignore[arg-type]
    assert not (tmp_path / "other").exists()


def test_a_missing_count_of_tries_is_a_finding(ana: Person) -> None:
    Tries(ana.keyring, ana.user, ana.clock).delete()
    assert [finding.what for finding in ana.unlock().findings] == ["no count"]


def _book(person: Person) -> dict[str, int]:
    from db.vault.credentials import Credentials

    return Credentials(person.keyring, person.user).entries()


def test_a_slot_that_is_renewed_meanwhile_is_told_as_it_stands(ana: Person) -> None:
    """The unlock window asks through a vault of its own while the session that was just locked renews the slot."""
    session = ana.unlock()
    renewing = threading.Thread(target=session.ratchet)

    class Slow:
        """The keyring, asked for the secret just when the slot is renewed."""

        label = ana.keyring.label
        set, delete = ana.keyring.set, ana.keyring.delete

        def get(self, account: str) -> bytes | None:
            if not renewing.ident:
                renewing.start()
                renewing.join(1)
            return ana.keyring.get(account)

    status = Vault(ana.folder, ana.uuid, Slow(), ana.clock).status(LOGIN)
    assert status.found and status.tries == 0
    renewing.join()
    ana.clock.advance(30)
    assert ana.unlock().generation == 2
