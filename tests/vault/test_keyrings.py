"""No keyring, a locked one, a plain-text one: an explanation, never a weaker path (UNL-7). With the real daemons."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.vault.errors import KeyringFailed, KeyringLocked, KeyringRefused, NoKeyring
from db.vault.keyrings import SECRET_SERVICE, DemoKeyring, Keyring, keyring_for, system_keyring
from db.vault.vault import Vault
from tests.keyring_session import PASSWORD, KeyringSession
from tests.vault.conftest import LOGIN, Person

pytestmark = pytest.mark.requirement("UNL-7")


@pytest.fixture
def desktop(keyring_session: KeyringSession) -> Iterator[KeyringSession]:
    """A second desktop, entered for one test; nothing runs in it yet."""
    session = KeyringSession()
    session.enter()
    yield session
    session.leave()


def test_an_entry_is_kept_replaced_and_deleted(keyring: Keyring) -> None:
    assert keyring.label == SECRET_SERVICE and keyring.get("ana/1") is None
    keyring.set("ana/1", b"\0\xff")
    keyring.set("ana/2", b"two")
    keyring.set("ana/1", b"one")
    assert (keyring.get("ana/1"), keyring.get("ana/2")) == (b"one", b"two")
    keyring.delete("ana/1")
    keyring.delete("ana/1")
    assert (keyring.get("ana/1"), keyring.get("ana/2")) == (None, b"two")


def test_workspaces_do_not_see_each_other(keyring: Keyring) -> None:
    keyring.set("ana/1", b"mine")
    assert system_keyring(str(uuid.uuid4())).get("ana/1") is None


def test_the_entry_is_where_any_program_finds_it(keyring_session: KeyringSession) -> None:
    """The contract's service and account, read by the keyring library itself."""
    from keyring.backends.SecretService import Keyring as Library

    vault = str(uuid.uuid4())
    system_keyring(vault).set("ana/1", b"\x01\x02")
    library: Any = Library()  # type: ignore[no-untyped-call]
    assert library.get_password(f"siteward/{vault}", "ana/1") == "0102"


def test_many_threads_share_one_connection(keyring: Keyring) -> None:
    def work(name: str) -> None:
        for turn in range(10):
            keyring.set(name, name.encode() + bytes([turn]))
            assert keyring.get(name) == name.encode() + bytes([turn])

    threads = [threading.Thread(target=work, args=(f"t{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert keyring.get("t3") == b"t3\x09"


def test_without_a_bus_or_a_keyring_it_says_what_to_start(desktop: KeyringSession) -> None:
    with pytest.raises(NoKeyring, match="Start GNOME Keyring") as no_bus:
        system_keyring("v")
    desktop.start_bus()
    with pytest.raises(NoKeyring, match="no keyring that Siteward may use"):
        system_keyring("v")
    assert "nothing secret was written anywhere else" in no_bus.value.kept


def test_environment_and_configuration_cannot_put_a_weaker_one_in(
    desktop: KeyringSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    (desktop.folder / "config" / "python_keyring").mkdir()
    (desktop.folder / "config" / "python_keyring" / "keyringrc.cfg").write_text(
        "[backend]\ndefault-keyring=keyrings.alt.file.PlaintextKeyring\n"
    )
    with pytest.raises(NoKeyring):
        system_keyring("v")
    desktop.start_bus()
    desktop.start_keyring()
    monkeypatch.setenv("KEYRING_PROPERTY_PREFERRED_COLLECTION", "/org/freedesktop/secrets/collection/session")
    monkeypatch.setenv("KEYRING_PROPERTY_SCHEME", "KeePassXC")
    keyring = system_keyring("v")
    keyring.set("ana/1", b"kept")
    desktop.stop_keyring()
    desktop.start_keyring()
    assert keyring.label == SECRET_SERVICE and keyring.get("ana/1") == b"kept", "on the disk, and found by a new daemon"


def test_a_locked_keyring_is_told_and_serves_again_when_unlocked(desktop: KeyringSession, tmp_path: Path) -> None:
    desktop.start_bus()
    desktop.start_keyring()
    keyring = system_keyring("v")
    keyring.set("ana/1", b"kept")
    desktop.lock()
    with pytest.raises(KeyringLocked, match="Unlock it"):
        keyring.get("ana/1")
    with pytest.raises(KeyringLocked, match="locked"):
        keyring.set("ana/2", b"never")
    with pytest.raises(KeyringLocked):
        system_keyring("v")
    desktop.stop_keyring()
    with pytest.raises(NoKeyring, match="does not answer"):
        keyring.get("ana/1")
    desktop.start_keyring(PASSWORD)
    assert keyring.get("ana/1") == b"kept" and keyring.get("ana/2") is None


def test_a_keyring_without_password_is_refused(desktop: KeyringSession) -> None:
    desktop.make_plain_text()
    desktop.start_bus()
    desktop.start_keyring()
    for _ in range(2):
        with pytest.raises(KeyringRefused, match="unencrypted on the disk") as told:
            system_keyring("v")
    assert "Give it a password" in told.value.todo
    assert "siteward" not in (desktop.keyrings / "No_password.keyring").read_text()


def test_another_keyring_than_the_recorded_one_stops_with_an_explanation(keyring_session: KeyringSession) -> None:
    assert system_keyring("v", recorded=SECRET_SERVICE).label == SECRET_SERVICE
    with pytest.raises(KeyringRefused, match="“KWallet”, but here is only “Secret Service”"):
        system_keyring("v", recorded="KWallet")


def test_a_keyring_that_forgets_costs_no_slot(ana: Person) -> None:
    class Forgetful:
        label = "a null keyring"

        def get(self, account: str) -> bytes | None:
            return ana.keyring.get(account) if account in ana_before else None

        def set(self, account: str, secret: bytes) -> None:
            """Nothing is kept."""

        def delete(self, account: str) -> None: ...

    ana_before = {f"{ana.user}/{name}" for name in ana_book(ana)}
    forgetful = Vault(ana.folder, ana.uuid, Forgetful(), ana.clock)
    unlocked = forgetful.unlock(LOGIN, "violet anchor mosaic", ana.code())
    with pytest.raises(KeyringRefused, match="does not keep what it is given"):
        unlocked.ratchet()
    assert ana.unlock().generation == 1


def ana_book(person: Person) -> dict[str, int]:
    from db.vault.credentials import Credentials

    return Credentials(person.keyring, person.user).entries()


def test_the_demonstration_lies_in_its_file_and_only_for_demonstrations(tmp_path: Path) -> None:
    file = tmp_path / "DEMO.json"
    file.write_text(json.dumps({"passphrase": "public"}))
    keyring = keyring_for("00000000-0000-4000-8000-000000000001", file)
    keyring.set("ana/1", b"\x01")
    keyring.delete("ana/2")
    assert json.loads(file.read_text()) == {"passphrase": "public", "keyring": {"ana/1": "01"}}
    person = Person(tmp_path, keyring, "00000000-0000-4000-8000-000000000001")
    with pytest.raises(KeyringRefused, match="cannot hold the credentials of a real workspace"):
        Vault(tmp_path, str(uuid.uuid4()), DemoKeyring(file), person.clock)
    file.write_text('{"keyring": {"ana/1": "zz"}}')
    assert keyring.get("ana/1") is None
    for junk in ("not json", "[1]"):
        file.write_text(junk)
        with pytest.raises(KeyringFailed, match=r"DEMO\.json"):
            keyring.get("ana/1")


def test_threads_lose_nothing_of_the_demonstration_s_file(tmp_path: Path) -> None:
    keyring = DemoKeyring(tmp_path / "DEMO.json")

    def work(name: str) -> None:
        for turn in range(10):
            keyring.set(f"{name}/{turn}", b"x")
            keyring.delete(f"{name}/{turn - 1}")

    threads = [threading.Thread(target=work, args=(f"t{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [keyring.get(f"t{number}/9") for number in range(4)] == [b"x"] * 4
