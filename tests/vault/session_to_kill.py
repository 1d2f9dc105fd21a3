"""A program whose children are killed: ``python -m tests.vault.session_to_kill WORKSPACE``.

Each line on standard input is an order in JSON; ``kill_after``: seconds, or null. It forks, kills the child, and
answers ``[exit code, seconds]``. The child is a whole session: unlock, record the step as the store would, confirm,
ratchet, sign, record, confirm.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import secretstorage.collection  # noqa: F401 - before the fork, so that a child lives only as long as its session

from db.clock import SetClock
from db.vault import secret_service  # noqa: F401
from db.vault.enrolment import code_at
from db.vault.keyrings import system_keyring
from db.vault.vault import Vault


def session(folder: Path, vault: str, login: str, passphrase: str, seed: bytes, at: datetime) -> None:
    clock = SetClock(at)
    book = folder / "steps"
    unlocked = Vault(folder, vault, system_keyring(vault), clock).unlock(login, passphrase, code_at(seed, clock.now()))
    record(book, unlocked.step)
    unlocked.confirm()
    unlocked.ratchet()
    clock.advance(30)
    act = unlocked.signing_act(passphrase, code_at(seed, clock.now()))
    record(book, act.step)
    unlocked.confirm()


def record(book: Path, step: int) -> None:
    """One transaction of the store: there wholly, or not at all."""
    beside = book.with_suffix(".new")
    with beside.open("w") as file:
        file.write(book.read_text() + f"{step}\n" if book.exists() else f"{step}\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(book)


def main() -> None:
    folder = Path(sys.argv[1])
    for line in sys.stdin:
        order = json.loads(line)
        kill_after = order.pop("kill_after")
        begun = time.monotonic()
        child = os.fork()
        if child == 0:
            at = datetime.fromtimestamp(order.pop("at"), UTC)
            session(folder, seed=bytes.fromhex(order.pop("seed")), at=at, **order)
            os._exit(0)
        if kill_after is not None:
            threading.Event().wait(kill_after)
            os.kill(child, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(json.dumps([code, time.monotonic() - begun]), flush=True)


if __name__ == "__main__":
    main()
