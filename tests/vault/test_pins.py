"""The head of the trail in the keyring: the newest one counts, whatever was cut off (UNL-9)."""

from __future__ import annotations

import uuid

import pytest

from db.store.pins import Pin, PinKeeper
from db.vault.keyrings import Keyring
from db.vault.pins import KeyringPins

pytestmark = pytest.mark.requirement("UNL-9")


def test_the_newest_pin_is_read_by_the_next_process(keyring: Keyring) -> None:
    installation = str(uuid.uuid4())
    pins: PinKeeper = KeyringPins(keyring, installation, Pin)
    assert pins.read() is None
    for seq in range(1, 6):
        pins.write(Pin(seq, f"{seq:064x}"))
    assert KeyringPins(keyring, installation, Pin).read() == Pin(5, f"{5:064x}")
    pins.write(Pin(2, "ab"))
    assert pins.read() == Pin(2, "ab"), "a restore begins lower; the last written counts"
    assert KeyringPins(keyring, str(uuid.uuid4()), Pin).read() is None


def test_a_torn_pin_leaves_the_one_before(keyring: Keyring) -> None:
    pins = KeyringPins(keyring, "i", Pin)
    pins.write(Pin(1, "aa"))
    pins.write(Pin(2, "bb"))
    for torn in (b"", b"{", b'{"n":7,"value":{"seq":7,"head":"cc"},"check":"0000"}', b"[]", b"\xff", b"null"):
        keyring.set("pins/i/0", torn)
        assert KeyringPins(keyring, "i", Pin).read() == Pin(1, "aa")
    keyring.delete("pins/i/1")
    assert KeyringPins(keyring, "i", Pin).read() is None
    pins.write(Pin(3, "dd"))
    assert pins.read() == Pin(3, "dd")
    pins.delete()
    assert KeyringPins(keyring, "i", Pin).read() is None
