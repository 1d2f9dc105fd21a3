"""Sealed keys open with the age command too: nobody needs this program in 25 years (UNL-1, BAK-3)."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from db.errors import BadInput
from db.vault.errors import CannotUnseal
from db.vault.sealing import new_identity, recipient_of, seal, unseal


@pytest.mark.requirement("UNL-1")
def test_everyone_named_opens_it_alone_and_nobody_else() -> None:
    (ana, for_ana), (ben, for_ben), (eve, _) = new_identity(), new_identity(), new_identity()
    sealed = seal(b"k" * 32, [for_ana, for_ben])
    assert unseal(sealed, ana) == unseal(sealed, f" {ben.lower()}\n") == b"k" * 32
    with pytest.raises(CannotUnseal, match="sealed for somebody else"):
        unseal(sealed, eve)
    for broken in (b"", sealed[:-1], sealed[:40] + b"x" + sealed[41:], sealed[:-1] + bytes([sealed[-1] ^ 1])):
        with pytest.raises(CannotUnseal):
            unseal(broken, ana)


@pytest.mark.requirement("UNL-6")
def test_the_age_command_opens_what_is_sealed_to_the_recovery_kit(tmp_path: Path) -> None:
    kit, recipient = new_identity()
    (tmp_path / "kit.txt").write_text(kit + "\n")
    (tmp_path / "recovery.age").write_bytes(seal(b"ab" * 32, [recipient]))
    command = ["age", "-d", "-i", str(tmp_path / "kit.txt"), str(tmp_path / "recovery.age")]
    assert subprocess.run(command, capture_output=True, check=True).stdout == b"ab" * 32
    assert len(kit) == 74 and recipient_of(kit) == recipient


@pytest.mark.parametrize("typed", ["", "AGE-SECRET-KEY-1", "age1qqqq"])
def test_a_recovery_key_typed_wrongly_is_told_without_repeating_it(typed: str) -> None:
    kit, _ = new_identity()
    wrong = typed or kit[:-1] + ("Q" if kit[-1] != "Q" else "P")
    with pytest.raises(BadInput, match="begins with AGE-SECRET-KEY-1") as told:
        unseal(b"", wrong)
    assert len(wrong) < 20 or wrong not in str(told.value)


def test_a_key_is_sealed_to_real_recipients_only() -> None:
    for wrong in ([], ["age1nobody"], ["AGE-SECRET-KEY-1"]):
        with pytest.raises(BadInput):
            seal(b"k", wrong)
