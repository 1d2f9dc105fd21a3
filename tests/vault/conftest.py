"""A person with an authenticator in front of a vault, with the real keyring and a clock that stands where it is put."""

from __future__ import annotations

import functools
import shutil
import sys
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pyotp
import pytest

from db.clock import SetClock
from db.vault import derivation
from db.vault.credentials import Credentials
from db.vault.derivation import Kdf
from db.vault.enrolment import new_seed, seed_text
from db.vault.keyrings import Keyring, system_keyring
from db.vault.unlocked import Unlocked
from db.vault.vault import Enrolled, Vault
from tests.keyring_session import KeyringSession

LOGIN = "ana.souza"
PASSPHRASE = "violet anchor mosaic"
SIGNING_KEY = b"PKCS#8 of a P-256 key" * 6
TEN_PAST_SIX = datetime(2026, 11, 23, 18, 10, tzinfo=timezone(timedelta(hours=1)))

collect_ignore = [] if sys.platform == "linux" else ["test_keyrings.py", "test_killed.py"]


class Person:
    """Knows the passphrase, holds the phone. ``code(n)``: what the phone shows n steps from the computer's time."""

    def __init__(self, folder: Path, keyring: Keyring, vault: str | None = None) -> None:
        self.folder, self.keyring = folder, keyring
        self.clock = SetClock(TEN_PAST_SIX)
        self.user, self.seed, self.uuid = str(uuid.uuid4()), new_seed(), vault or str(uuid.uuid4())
        self.vault = Vault(folder, self.uuid, keyring, self.clock)
        self.entries: dict[str, bytes] = {}

    @property
    def slot(self) -> Path:
        return self.folder / "slots" / f"{self.user}.slot"

    def enrol(self, days: int = 2, **more: object) -> Enrolled:
        return self.vault.enrol(
            user=self.user,
            login=LOGIN,
            passphrase=PASSPHRASE,
            seed=self.seed,
            signing_key=SIGNING_KEY,
            kdf=Kdf.floor(),
            days=days,
            **more,  # type: ignore[arg-type]
        )

    def code(self, step: int = 0, digits: int = 6) -> str:
        return pyotp.HOTP(seed_text(self.seed), digits=digits).at(int(self.clock.now().timestamp()) // 30 + step)

    def unlock(self, step: int = 0) -> Unlocked:
        return self.vault.unlock(LOGIN, PASSPHRASE, self.code(step))

    def wrong_code(self) -> str:
        """One that is not of this moment nor near it."""
        near = {self.code(step) for step in (-1, 0, 1)}
        return next(code for code in ("000000", "111111", "222222", "333333") if code not in near)


@pytest.fixture(scope="session", autouse=True)
def each_derivation_once() -> Iterator[None]:
    """The same inputs give the same key; and as every test begins at the same slot, its key is derived once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("db.vault.derivation.argon2id", functools.cache(derivation.argon2id))
        yield


@pytest.fixture
def keyring(keyring_session: KeyringSession | None) -> Keyring:
    return system_keyring(str(uuid.uuid4()))


@pytest.fixture(scope="session")
def enrolled(keyring_session: KeyringSession | None, tmp_path_factory: pytest.TempPathFactory) -> Person:
    """Ana as she was right after enrolling; each test begins there without paying for the derivations again."""
    vault = str(uuid.uuid4())
    person = Person(tmp_path_factory.mktemp("enrolled"), system_keyring(vault), vault)
    person.enrol()
    book = Credentials(person.keyring, person.user).entries()
    for account in (*book, "state", "tries/0", "tries/1"):
        secret = person.keyring.get(f"{person.user}/{account}")
        if secret is not None:
            person.entries[f"{person.user}/{account}"] = secret
    return person


@pytest.fixture
def ana(tmp_path: Path, enrolled: Person) -> Iterator[Person]:
    """Enrolled a moment ago, with a slot of two days. What she leaves in the keyring is taken away after the test."""
    person = Person(tmp_path, enrolled.keyring, enrolled.uuid)
    person.user, person.seed, person.entries = enrolled.user, enrolled.seed, enrolled.entries
    person.slot.parent.mkdir()
    shutil.copy(enrolled.slot, person.slot)
    for account, secret in enrolled.entries.items():
        person.keyring.set(account, secret)
    yield person
    person.vault.void(person.user)
