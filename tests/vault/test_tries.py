"""Wrong codes slow down, then lock; ending the process helps nobody (UNL-5)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.vault.errors import SlotLocked, WrongFactors
from db.vault.tries import Count, Tries
from db.vault.vault import Vault
from tests.vault.conftest import LOGIN, PASSPHRASE, Person

pytestmark = pytest.mark.requirement("UNL-5")


def failed(person: Person, times: int) -> Tries:
    """As if that many codes had been wrong, one a moment."""
    tries = Tries(person.keyring, person.user, person.clock)
    for _ in range(times):
        tries.add(tries.now(), 1)
    return tries


def test_three_tries_are_free_then_the_wait_doubles_to_a_quarter_of_an_hour(ana: Person) -> None:
    waits = []
    for _ in range(10):
        status = failed(ana, 1).now()
        waits.append(None if status.wait_until is None else (status.wait_until - ana.clock.now()).seconds)
    assert waits == [None, None, 30, 60, 120, 240, 480, 900, 900, 900]


def test_a_new_process_finds_the_wait_and_the_count(ana: Person) -> None:
    failed(ana, 2)
    with pytest.raises(WrongFactors, match=r"3 of 10 tries are counted. Wait until 18:10:30"):
        ana.vault.unlock(LOGIN, PASSPHRASE, ana.wrong_code())
    afresh = Vault(ana.folder, ana.uuid, ana.keyring, ana.clock)
    status = afresh.status(LOGIN)
    assert status.tries == 3 and status.wait_until == ana.clock.now() + timedelta(seconds=30)
    with pytest.raises(SlotLocked, match="Try again at 18:10:30") as refused:
        afresh.unlock(LOGIN, PASSPHRASE, ana.code())
    assert refused.value.until == status.wait_until
    assert afresh.status(LOGIN).tries == 3, "a try that was not taken is not counted"
    ana.clock.advance(30)
    unlocked = afresh.unlock(LOGIN, PASSPHRASE, ana.code())
    assert len(unlocked.failed_tries) == 3
    assert afresh.status(LOGIN).tries == 3, "they stay until they are on the trail"
    unlocked.confirm()
    assert afresh.status(LOGIN).tries == 0 and len(unlocked.failed_tries) == 3
    unlocked.confirm()


def test_after_ten_the_slot_is_locked_for_good(ana: Person) -> None:
    failed(ana, 10)
    ana.clock.advance(3600)
    with pytest.raises(SlotLocked, match="After 10 wrong tries this slot is locked") as refused:
        ana.unlock()
    assert refused.value.until is None and ana.vault.status(LOGIN).locked


def test_the_count_is_written_before_anything_is_derived(ana: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process ended in the middle of a derivation has spent its try."""

    def ended(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("db.vault.proving.slot_keys", ended)
    with pytest.raises(KeyboardInterrupt):
        ana.unlock()
    assert ana.vault.status(LOGIN).tries == 1


def test_setting_the_clock_back_does_not_lengthen_the_wait_for_ever(ana: Person) -> None:
    failed(ana, 4)
    ana.clock.advance(-86400 * 365)
    assert ana.vault.status(LOGIN).wait_until == ana.clock.now() + timedelta(seconds=60)
    ana.clock.advance(60)
    assert ana.vault.status(LOGIN).wait_until == ana.clock.now()


def test_tries_that_came_after_the_telling_stay(ana: Person) -> None:
    tries = failed(ana, 2)
    told = tries.now()
    ana.clock.advance(5)
    failed(ana, 1)
    tries.clear(told.tries, told.findings)
    assert tries.now().tries == (ana.clock.now(),)


def test_an_entry_torn_while_it_was_written_leaves_the_one_before(ana: Person) -> None:
    tries = failed(ana, 3)
    newest = max((0, 1), key=lambda which: (ana.keyring.get(f"{ana.user}/tries/{which}") or b"").count(b","))
    ana.keyring.set(f"{ana.user}/tries/{newest}", b'{"n":9,"value":{"tries":[')
    assert len(tries.now().tries) == 2
    ana.keyring.delete(f"{ana.user}/tries/{newest}")
    assert len(tries.now().tries) == 2


def test_the_longest_entry_fits_what_windows_keeps(ana: Person) -> None:
    tries = failed(ana, 12)
    for what in ("older slot", "damaged slot", "no count", "another", "one too many"):
        tries.note(what)
    assert len(tries.now().findings) == 4
    entries = [ana.keyring.get(f"{ana.user}/tries/{which}") or b"" for which in (0, 1)]
    assert 300 < max(len(entry.hex()) for entry in entries) <= 1280
    assert Count() != tries.now()
