"""The program as a person calls it: a process of its own, a real keyring, codes from oathtool."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest

from tests.keyring_session import KeyringSession

TOP = Path(__file__).parents[2]
PASSPHRASE = "a sentence only the officer knows"


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return dict(json.loads(self.out))


def siteward(*arguments: object) -> Done:
    """``python main.py ...`` with standard input closed."""
    done = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", str(TOP / "main.py"), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": ""},
        cwd=TOP,
    )
    return Done(done.returncode, done.stdout, done.stderr)


@dataclass
class Workspace:
    """A workspace made by ``create``, and the officer's authenticator."""

    folder: Path
    made: dict[str, Any]
    passphrase: Path
    used: int = -2

    def code(self) -> str:
        """A fresh code within the three steps that are taken: one back, now, one ahead; then it waits for no one."""
        self.used += 1
        assert self.used <= 1, "three codes a minute is all there is; open it once more in another test"
        secret = parse_qs(urlparse(self.made["otpauth"]).query)["secret"][0]
        when = f"{self.used * 30:+d} seconds"
        asked = ["oathtool", "--totp", "-b", secret, "-N", when]
        return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()

    def factors(self) -> list[object]:
        given = ["--passphrase-file", self.passphrase, "--code", self.code()]
        return ["--workspace", self.folder, "--user", "zoe", *given]


@pytest.fixture
def new_workspace(keyring_session: KeyringSession, tmp_path: Path) -> Callable[..., Workspace]:
    """Makes a workspace with the program itself; what is given besides goes to ``create``."""

    def make(*more: object) -> Workspace:
        passphrase = tmp_path / "passphrase.txt"
        passphrase.write_text(PASSPHRASE + "\n")
        done = siteward(
            "create", tmp_path / "klinik", "--site", "Klinikum Nord", "--officer", "Zoë Brandt", "--login", "zoe",
            "--passphrase-file", passphrase, "--recovery-kit", tmp_path / "kit.pdf", "--json", *more,
        )  # fmt: skip
        assert done.code == 0, done.err
        return Workspace(Path(done.json["folder"]), done.json, passphrase)

    return make
