"""Whatever happens to a slot's file, the answer is a sentence, never a traceback, and never another slot."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from db.errors import Known
from db.vault.errors import CredentialMissing, OlderSlot, SlotDamaged, SlotNotFound, SlotNotWritten, SlotUnreadable
from db.vault.keyrings import DemoKeyring
from db.vault.slot import MOST_BYTES, taken_apart
from tests.vault.conftest import LOGIN, PASSPHRASE, Person


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Person:
    """A demonstration's slot: its keyring is a file, so ten thousand damaged ones are tried in seconds."""
    folder = tmp_path_factory.mktemp("demo")
    person = Person(folder, DemoKeyring(folder / "DEMO.json"), "00000000-0000-4000-8000-000000000001")
    person.enrol(days=1)
    return person


def test_any_bit_flipped_is_told_as_damage(demo: Person) -> None:
    whole = demo.slot.read_bytes()
    parts = taken_apart(whole)
    table = len(whole) - len(parts.offs) - 32
    places = [*range(table), *random.Random(7).sample(range(table, len(whole) - 32), 300), *range(-32, 0)]
    pick = random.Random(11)
    for at in places:
        bit = 1 << pick.randrange(8)
        broken = bytearray(whole)
        broken[at] ^= bit
        demo.slot.write_bytes(broken)
        with pytest.raises(SlotDamaged, match="damaged") as told:
            demo.vault.unlock(LOGIN, PASSPHRASE, demo.code())
        assert "recovery kit" in told.value.todo
    demo.slot.write_bytes(whole)
    assert demo.vault.status(LOGIN).tries == 0, "damage is no try"
    unlocked = demo.unlock()
    assert [finding.what for finding in unlocked.findings] == ["damaged slot"]
    unlocked.confirm()


def test_every_single_bit_of_a_slot_is_under_its_mac(demo: Person) -> None:
    """All bits of header and meta, one of each byte of the rest, against the check itself."""
    whole = demo.slot.read_bytes()
    parts = taken_apart(whole)
    secret = demo.keyring.get(f"{demo.user}/{_entry(parts.entry)}") or b""
    head = 48 + len(parts.meta)
    pick = random.Random(5)
    flips = [(at, bit) for at in range(head) for bit in range(8)]
    flips += [(at, pick.randrange(8)) for at in range(head, len(whole))]
    for at, bit in flips:
        broken = bytearray(whole)
        broken[at] ^= 1 << bit
        with pytest.raises(SlotDamaged):
            taken_apart(bytes(broken)).checked(secret, demo.uuid, demo.user)


def test_cut_padded_and_foreign_files_are_refused(demo: Person) -> None:
    whole = demo.slot.read_bytes()
    pick = random.Random(3)
    contents = [b"", b"SWSLOT01", whole[:47], whole[:-1], whole + b"\0", whole * 2, pick.randbytes(5000)]
    contents += [whole[:length] for length in pick.sample(range(len(whole)), 40)]
    for content in contents:
        demo.slot.write_bytes(content)
        with pytest.raises(SlotDamaged):
            demo.vault.unlock(LOGIN, PASSPHRASE, demo.code())
        with pytest.raises(SlotDamaged):
            demo.vault.status(LOGIN)
    demo.slot.write_bytes(whole)


def test_300_mib_of_junk_are_not_read(demo: Person) -> None:
    whole = demo.slot.read_bytes()
    with demo.slot.open("r+b") as file:
        file.truncate(300 * 2**20)
    with pytest.raises(SlotDamaged, match="length"):
        demo.vault.status(LOGIN)
    demo.slot.write_bytes(whole)
    assert MOST_BYTES < 9 * 2**20


def test_a_slot_of_somebody_else_under_ones_name_does_not_open(ana: Person, tmp_path: Path) -> None:
    ben = Person(ana.folder, ana.keyring, ana.uuid)
    ben.enrol(days=1)
    mine = ana.slot.read_bytes()
    ana.slot.write_bytes(ben.slot.read_bytes())
    ben.slot.unlink()
    with pytest.raises(SlotDamaged, match="a credential that was never written"):
        ana.unlock()
    ana.slot.write_bytes(mine)
    ben.vault.void(ben.user)


def test_a_keyring_brought_back_from_before_does_not_open_the_newer_slot(ana: Person) -> None:
    older = {account: ana.keyring.get(account) for account in ana_accounts(ana)}
    ana.unlock().ratchet()
    ana.clock.advance(30)
    for account in ana_accounts(ana):
        ana.keyring.delete(account)
    for account, secret in older.items():
        if secret is not None:
            ana.keyring.set(account, secret)
    with pytest.raises(CredentialMissing):
        ana.unlock()


def test_stray_files_beside_the_slots_are_no_slots(ana: Person) -> None:
    for name in ("notes.slot", "README", f".{ana.user}.new", f"{ana.user.upper()}x.slot"):
        (ana.slot.parent / name).write_bytes(b"junk")
    assert ana.vault.slots.users() == (ana.user,)
    assert not ana.vault.status("nobody").found
    with pytest.raises(SlotNotFound):
        ana.vault.unlock("nobody", PASSPHRASE, ana.code())


def test_a_slot_that_is_a_folder_or_forbidden_is_told(ana: Person) -> None:
    ana.slot.unlink()
    ana.slot.mkdir()
    with pytest.raises(SlotUnreadable, match="cannot be read"):
        ana.unlock()
    ana.slot.rmdir()


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_full_or_read_only_disk_leaves_the_slot_that_opens(
    ana: Person, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    unlocked = ana.unlock()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("db.vault.slot_folder.os.fsync" if failing == "fsync" else "pathlib.Path.replace", full)
        with pytest.raises(SlotNotWritten, match="No space left on device") as told:
            unlocked.ratchet()
    assert "still opens" in told.value.kept and [file.name for file in ana.slot.parent.iterdir()] == [ana.slot.name]
    ana.clock.advance(30)
    again = ana.unlock()
    assert again.generation == 1
    again.ratchet()
    ana.clock.advance(30)
    assert ana.unlock().generation == 2


def test_every_error_says_what_happened_and_what_to_do() -> None:
    for error in (SlotDamaged("x"), OlderSlot(1, 2), CredentialMissing("Secret Service"), SlotNotFound()):
        assert isinstance(error, Known) and error.exit_code == 2
        assert error.what and error.kept and error.todo


def ana_accounts(person: Person) -> list[str]:
    from db.vault.credentials import Credentials

    entries = Credentials(person.keyring, person.user).entries()
    return [f"{person.user}/{name}" for name in (*entries, "state")]


def _entry(entry: bytes) -> str:
    import uuid

    return str(uuid.UUID(bytes=entry))
