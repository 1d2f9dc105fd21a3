"""Ended in the middle: before every single thing unlocking, ratcheting, signing, enrolling and voiding write.

The real kills are in test_killed.py; these find every boundary. No lock-out, nothing orphaned, nothing lost.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from db.vault.credentials import Credentials
from db.vault.derivation import Kdf
from db.vault.errors import SlotNotFound
from db.vault.keyrings import Keyring
from db.vault.vault import Vault
from tests.vault.conftest import LOGIN, PASSPHRASE, SIGNING_KEY, Person

SESSION = ("unlock", "ratchet", "sign")
CHANGED = ("unlock", "ratchet", "leave_out")  # the passphrase, from now on
WRITES_OF_A_SESSION, WRITES_OF_ENROLLING, WRITES_OF_VOIDING = 20, 9, 6
WRITES_OF_A_CHANGE = 28


class Ended(BaseException):
    """The process is gone: nothing of the program may catch it."""


class Fuse:
    """Counts down to the end; ``left`` None never ends."""

    def __init__(self, left: int | None) -> None:
        self.left, self.passed = left, 0

    def burn(self) -> None:
        if self.left is not None and self.passed >= self.left:
            raise Ended
        self.passed += 1


class Fused:
    """The real keyring, ended before its n-th write. Remembers every account that was ever written."""

    def __init__(self, keyring: Keyring, fuse: Fuse) -> None:
        self._keyring, self._fuse = keyring, fuse
        self.label = keyring.label
        self.accounts: set[str] = set()

    def get(self, account: str) -> bytes | None:
        return self._keyring.get(account)

    def set(self, account: str, secret: bytes) -> None:
        self._fuse.burn()
        self.accounts.add(account)
        self._keyring.set(account, secret)

    def delete(self, account: str) -> None:
        self._fuse.burn()
        self._keyring.delete(account)


@pytest.fixture
def fuse_disk(monkeypatch: pytest.MonkeyPatch) -> list[Fuse]:
    """Every call that changes the disk burns the fuse first; a cut ``fdopen`` leaves a torn file behind."""
    fuses: list[Fuse] = []
    opened = os.open

    def burning() -> None:
        for fuse in fuses:
            fuse.burn()

    def torn_open(path: Path, flags: int, mode: int = 0o777) -> int:
        descriptor = opened(path, flags, mode)
        if flags & os.O_CREAT:
            os.write(descriptor, b"SWSLOT01 torn")
            try:
                burning()
            except Ended:
                os.close(descriptor)
                raise
            os.truncate(descriptor, 0)
            os.lseek(descriptor, 0, 0)
        return descriptor

    monkeypatch.setattr("db.vault.slot_folder.os.open", torn_open)

    def burning_first(work: Callable[..., object]) -> Callable[..., object]:
        def fused(*given: object, **named: object) -> object:
            burning()
            return work(*given, **named)

        return fused

    monkeypatch.setattr("db.vault.slot_folder.os.fsync", burning_first(os.fsync))
    monkeypatch.setattr("pathlib.Path.replace", burning_first(Path.replace))
    monkeypatch.setattr("pathlib.Path.unlink", burning_first(Path.unlink))
    return fuses


class Story:
    """Ana with a fuse in her keyring and under her disk, and a store's book of steps that survives."""

    def __init__(self, ana: Person, fuses: list[Fuse], left: int | None) -> None:
        self.ana, self.fuse = ana, Fuse(left)
        fuses.append(self.fuse)
        self.fuses, self.fused = fuses, Fused(ana.keyring, self.fuse)
        self.vault = Vault(ana.folder, ana.uuid, self.fused, ana.clock)
        self.recorded: list[int] = []

    def cut(self, *acts: str) -> bool:
        """Do the acts until the fuse ends them; whether it did."""
        try:
            for act in acts:
                getattr(self, act)()
        except Ended:
            return True
        finally:
            self.fuses.clear()
        return False

    def unlock(self) -> None:
        self.unlocked = self.vault.unlock(LOGIN, PASSPHRASE, self.ana.code())
        self.recorded.append(self.unlocked.step)
        self.unlocked.confirm()

    def ratchet(self) -> None:
        self.unlocked.ratchet()

    def sign(self) -> None:
        act = self.unlocked.signing_act(PASSPHRASE, self.ana.code(1))
        self.recorded.append(act.step)
        self.unlocked.confirm()

    def leave_out(self) -> None:
        act = self.unlocked.open_by(PASSPHRASE, self.ana.code(1), code_alone=True)
        self.recorded.append(act.step)
        self.unlocked.confirm()

    def enrol(self) -> None:
        self.vault.enrol(
            user=self.ana.user,
            login=LOGIN,
            passphrase=PASSPHRASE,
            seed=self.ana.seed,
            signing_key=SIGNING_KEY,
            kdf=Kdf.floor(),
            days=1,
        )

    def void(self) -> None:
        self.vault.void(self.ana.user)

    def orphans(self) -> list[str]:
        """Credentials that were ever written, are in the keyring still, and serve no slot."""
        ana = self.ana
        (current,) = Credentials(ana.keyring, ana.user).entries()
        ever = self.fused.accounts | set(ana.entries)
        return [
            account
            for account in ever
            if account.split("/")[1] not in ("state", "tries", current) and ana.keyring.get(account) is not None
        ]

    def opens_well(self, identity: str | None) -> None:
        """A process started later: one good unlocking, whose ratchet sweeps what the ended one left."""
        self.ana.clock.advance(90)
        afterwards = self.ana.unlock()
        assert identity in (None, afterwards.identity)
        assert all(afterwards.step > step for step in self.recorded), "the store takes it"
        assert len(afterwards.failed_tries) <= 1 and not afterwards.findings
        afterwards.confirm()
        afterwards.ratchet()
        assert self.orphans() == []
        assert [file.name for file in self.ana.slot.parent.iterdir()] == [self.ana.slot.name]


def test_the_boundaries_are_all_there(ana: Person, fuse_disk: list[Fuse]) -> None:
    """How many writes the acts have: where this fails, a boundary was added, and the numbers above follow."""
    counts = []
    for acts in (SESSION, CHANGED, ("enrol",), ("void",)):
        story = Story(ana, fuse_disk, None)
        assert not story.cut(*acts)
        ana.clock.advance(90)
        counts.append(story.fuse.passed)
    assert counts == [WRITES_OF_A_SESSION, WRITES_OF_A_CHANGE, WRITES_OF_ENROLLING, WRITES_OF_VOIDING]


@pytest.mark.requirement("UNL-5", "UNL-9")
@pytest.mark.parametrize("writes", range(WRITES_OF_A_SESSION))
def test_unlocking_ratcheting_and_signing_may_end_anywhere(ana: Person, fuse_disk: list[Fuse], writes: int) -> None:
    identity = ana.unlock().identity
    story = Story(ana, fuse_disk, writes)
    assert story.cut(*SESSION)
    story.opens_well(identity)


@pytest.mark.requirement("UNL-2", "UNL-5")
@pytest.mark.parametrize("writes", range(WRITES_OF_A_SESSION, WRITES_OF_A_CHANGE))
def test_leaving_the_passphrase_out_may_end_anywhere(ana: Person, fuse_disk: list[Fuse], writes: int) -> None:
    """What comes before is a signing act. The slot opens as before, or without the passphrase: never not at all."""
    identity = ana.unlock().identity
    story = Story(ana, fuse_disk, writes)
    assert story.cut(*CHANGED)
    story.opens_well(identity)


@pytest.mark.requirement("UNL-6")
@pytest.mark.parametrize("writes", range(WRITES_OF_ENROLLING))
def test_enrolling_again_may_end_anywhere(ana: Person, fuse_disk: list[Fuse], writes: int) -> None:
    """The old slot opens until the new one is whole; then the new one does."""
    story = Story(ana, fuse_disk, writes)
    assert story.cut("enrol")
    story.opens_well(None)


@pytest.mark.requirement("UNL-6")
@pytest.mark.parametrize("writes", range(WRITES_OF_VOIDING))
def test_voiding_may_end_anywhere_and_is_finished_by_voiding_again(
    ana: Person, fuse_disk: list[Fuse], writes: int
) -> None:
    story = Story(ana, fuse_disk, writes)
    assert story.cut("void")
    ana.vault.void(ana.user)
    assert not any(ana.slot.parent.iterdir())
    assert all(ana.keyring.get(account) is None for account in ana.entries)
    with pytest.raises(SlotNotFound):
        ana.unlock()
