"""A session killed by the system at random moments, again and again, each time followed by a good unlocking.

Real processes, the real keyring, SIGKILL. ``SITEWARD_KILLS`` says how many (100 for a release); test_crash.py finds
each boundary for certain, this finds what nobody has thought of.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.vault.credentials import Credentials
from tests.vault.conftest import LOGIN, PASSPHRASE, Person

KILLS = int(os.environ.get("SITEWARD_KILLS", "12"))


class Sessions:
    """Runs a session of Ana at her clock's time, and kills it after a while."""

    def __init__(self, ana: Person) -> None:
        self._ana = ana
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.vault.session_to_kill", str(ana.folder)],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, kill_after: float | None) -> tuple[int, float]:
        """(exit code, seconds it took)."""
        order = {
            "vault": self._ana.uuid,
            "login": LOGIN,
            "passphrase": PASSPHRASE,
            "seed": self._ana.seed.hex(),
            "at": int(self._ana.clock.now().timestamp()),
            "kill_after": kill_after,
        }
        assert self._program.stdin is not None and self._program.stdout is not None
        self._program.stdin.write(json.dumps(order) + "\n")
        self._program.stdin.flush()
        code, seconds = json.loads(self._program.stdout.readline())
        return int(code), float(seconds)

    def close(self) -> None:
        self._program.communicate(timeout=30)


@pytest.fixture
def sessions(ana: Person) -> Iterator[Sessions]:
    program = Sessions(ana)
    yield program
    program.close()


@pytest.mark.requirement("UNL-4", "UNL-5", "UNL-9")
@pytest.mark.timeout(60 + 6 * KILLS)
def test_killed_at_any_moment_ana_unlocks_and_nothing_recorded_is_lost(ana: Person, sessions: Sessions) -> None:
    identity, book, pick = ana.unlock().identity, ana.folder / "steps", random.Random(os.getpid())
    code, whole = sessions.run(None)
    assert code == 0, "undisturbed, a session runs to its end"
    killed = 0
    for _ in range(KILLS):
        ana.clock.advance(90)
        killed += sessions.run(pick.uniform(0, whole))[0] == -signal.SIGKILL
        recorded = [int(step) for step in book.read_text().split()]
        ana.clock.advance(90)
        unlocked = ana.unlock()
        assert unlocked.identity == identity
        assert recorded == sorted(set(recorded)) and unlocked.step > recorded[-1]
        assert len(unlocked.failed_tries) <= 1 and not unlocked.findings
        unlocked.confirm()
    assert killed > KILLS / 2
    unlocked.ratchet()
    assert len(Credentials(ana.keyring, ana.user).entries()) == 1
    assert [file.name for file in ana.slot.parent.iterdir()] == [ana.slot.name]
