"""docs/vault.md is the contract: its vectors, recomputed from the document by a stranger's code, and by ours."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from db.clock import SetClock
from db.vault import offsets
from db.vault.derivation import Kdf, slot_keys
from db.vault.keyrings import Keyring
from db.vault.slot import login_digest, taken_apart
from db.vault.vault import Vault
from tests.vault import stranger
from tests.vault.conftest import PASSPHRASE, SIGNING_KEY, Person

pytestmark = pytest.mark.requirement("UNL-2")


@pytest.fixture(scope="module")
def vector() -> dict[str, Any]:
    text = (Path(__file__).parents[2] / "docs" / "vault.md").read_text("utf-8")
    found: dict[str, Any] = json.loads(re.findall(r"```json\n(.*?)```", text, re.DOTALL)[0])
    found["slot"] = bytes.fromhex("".join(found["slot"]))
    return found


def test_argon2id_gives_the_vector_of_rfc_9106() -> None:
    function = Argon2id(
        salt=b"\2" * 16, length=32, iterations=3, lanes=4, memory_cost=32, secret=b"\3" * 8, ad=b"\4" * 12
    )
    assert function.derive(b"\1" * 32).hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


def test_the_strangers_cipher_and_codes_are_the_standards() -> None:
    """Before it judges ours: against a known implementation, and against the codes of RFC 6238."""
    sealed = bytes(12) + AESGCM(b"k" * 32).encrypt(bytes(12), b"some text of odd length", b"bound")
    assert stranger.gcm_open(b"k" * 32, sealed, b"bound") == b"some text of odd length"
    for at, code in ((59, 94287082), (1111111109, 7081804), (20000000000, 65353130)):
        assert stranger.totp(b"12345678901234567890", at // 30, 8) == code


def test_a_stranger_recomputes_every_value_of_the_document(vector: dict[str, Any]) -> None:
    secret, seed = bytes.fromhex(vector["S"]), bytes.fromhex(vector["seed"])
    words = bytes.fromhex(vector["passphrase bytes"])
    codes = [stranger.totp(seed, vector["first"] + at) for at in range(4)]
    assert [f"{code:06d}" for code in codes] == vector["codes"]
    assert [(vector["target"] - code) % 10**6 for code in codes] == vector["offsets"]
    ad = (vector["vault"] + vector["user"]).encode()
    entered = vector["target"].to_bytes(4, "big") + words
    stretched = stranger.argon2(entered, bytes.fromhex(vector["salt"]), vector["kdf"], secret, ad)
    assert stretched.hex() == vector["Argon2id"]
    assert stranger.hkdf(stretched, b"slot-kek-v1", 64).hex() == vector["KEK"] + vector["commit"]
    assert stranger.hkdf(bytes.fromhex(vector["KEK"]), b"sign-v1", 32).hex() == vector["sign-v1 key"]
    signing = stranger.argon2(words, bytes.fromhex(vector["sign_salt"]), vector["kdf"], None, None)
    assert signing.hex() == vector["passphrase key"]
    for name in ("offsets-v1", "file-mac-v1"):
        assert stranger.hkdf(secret, name.encode(), 32).hex() == vector[f"{name} key"]
    digest = hmac.new(vector["vault"].encode(), vector["login"].casefold().encode(), hashlib.sha256)
    assert digest.hexdigest() == vector["login digest"]
    mac = hmac.new(bytes.fromhex(vector["file-mac-v1 key"]), vector["slot"][:-32], hashlib.sha256).hexdigest()
    assert mac == vector["mac"] == vector["slot"][-32:].hex()
    assert vector["slot"].startswith(bytes.fromhex(vector["header"]) + vector["meta"].encode())


@pytest.mark.parametrize("row", range(4))
def test_a_stranger_opens_the_documents_slot_with_any_of_its_codes(vector: dict[str, Any], row: int) -> None:
    opened = stranger.open_slot(
        vector["slot"],
        bytes.fromhex(vector["S"]),
        vector["passphrase"],
        int(vector["codes"][row]),
        vector["first"] + row,
    )
    assert (opened.identity, opened.seed.hex()) == (vector["identity"], vector["seed"])
    assert opened.signing_key.hex() == vector["signing key"]
    assert (opened.target, opened.generation) == (vector["target"], vector["generation"])


def test_our_program_opens_the_documents_slot(vector: dict[str, Any], tmp_path: Path, keyring: Keyring) -> None:
    folder = tmp_path / "slots"
    folder.mkdir()
    (folder / f"{vector['user']}.slot").write_bytes(vector["slot"])
    keyring.set(f"{vector['user']}/{vector['entry id']}", bytes.fromhex(vector["S"]))
    clock = SetClock(datetime.fromtimestamp(vector["first"] * 30 + 35, UTC))
    vault = Vault(tmp_path, vector["vault"], keyring, clock)
    unlocked = vault.unlock("ANA.souza", "Zo\u00eb finds rain", vector["codes"][1])
    assert (unlocked.identity, unlocked.step, unlocked.generation) == (vector["identity"], vector["first"] + 1, 3)
    assert unlocked.signing_act("Zo\u00eb finds rain", vector["codes"][2]).key.hex() == vector["signing key"]


def test_the_parts_are_the_documents(vector: dict[str, Any]) -> None:
    parts = taken_apart(vector["slot"])
    assert parts.to_bytes() == vector["slot"]
    assert login_digest(vector["vault"], f" {vector['login'].upper()} ") == vector["login digest"]
    kek, commit = slot_keys(
        vector["target"],
        vector["passphrase"],
        salt=bytes.fromhex(vector["salt"]),
        secret=bytes.fromhex(vector["S"]),
        vault=vector["vault"],
        user=vector["user"],
        kdf=Kdf(**vector["kdf"]),
    )
    assert (kek.hex(), commit.hex()) == (vector["KEK"], vector["commit"])


def test_a_stranger_opens_what_enrolment_and_ratchet_write(ana: Person) -> None:
    unlocked = ana.unlock(1)
    unlocked.ratchet()
    ana.clock.advance(90)
    parts = taken_apart(ana.slot.read_bytes())
    (entry,) = _entries(ana)
    secret = ana.keyring.get(f"{ana.user}/{entry}") or b""
    opened = stranger.open_slot(ana.slot.read_bytes(), secret, PASSPHRASE, int(ana.code()), unlocked.step + 2)
    assert opened.generation == 2 and entry.replace("-", "") == parts.entry.hex()
    assert (opened.identity, opened.seed, opened.signing_key) == (unlocked.identity, ana.seed, SIGNING_KEY)
    first, rows = opened.meta["first"], opened.rows
    assert first == unlocked.step + 1 and len(rows) == 2 * 2880
    assert {(row + stranger.totp(ana.seed, first + at)) % 10**6 for at, row in enumerate(rows)} == {opened.target}


def test_codes_are_those_of_oathtool(ana: Person) -> None:
    at = ana.clock.now().astimezone(UTC)
    shown = subprocess.run(
        ["oathtool", "--totp", f"--now={at:%Y-%m-%d %H:%M:%S} UTC", "--window=9", ana.seed.hex()],
        capture_output=True,
        text=True,
        check=True,
    )
    step = int(at.timestamp()) // 30
    assert [f"{code:06d}" for code in offsets.codes(ana.seed, step, 10, 6)] == shown.stdout.split()


@pytest.mark.parametrize("digits", [6, 8])
def test_a_million_additions_at_once_are_the_same_as_one_by_one(digits: int) -> None:
    seed, modulus = b"s" * 20, 10**digits
    rows = offsets.table(seed, 59_000_000, 3000, digits, 7)
    for by in (0, 1, modulus // 2, modulus - 1):
        shifted = offsets.shifted(rows, by, digits)
        assert [offsets.row(shifted, at) for at in range(3000)] == [
            (offsets.row(rows, at) + by) % modulus for at in range(3000)
        ]
    assert offsets.shifted(b"", 5, digits) == b"" == offsets.table(seed, 1, 0, digits, 3)
    code, following = offsets.codes(seed, 59_000_777, 2, digits)
    assert 777 in offsets.pairs(rows, code, following, digits)


def _entries(person: Person) -> list[str]:
    from db.vault.credentials import Credentials

    return list(Credentials(person.keyring, person.user).entries())
