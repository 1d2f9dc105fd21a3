"""Lives that are ended with SIGKILL in the middle of what they do, so that what they leave can be looked at.

None is forked from the process the tests run in: that one has threads, whose locks a fork copies as they stand, open
databases, and the test run's channel to its workers; a child that failed would go on as a second worker. A server of
its own forks them, which has none of these and has imported what a life needs, so that one begins in milliseconds.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

import db.backup.making
import db.site
import db.workspace.opening  # noqa: F401 - all three: what a life imports late

PATIENCE = 60  # seconds until a life that says nothing is taken for hung
_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(["__main__", "pytest", "tests.people_at_site", __name__])
Life = Callable[..., object]


class Victim:
    """``life(*given, tell)`` in a process of its own; ``tell`` sends a word back. What is given is copied to it."""

    def __init__(self, life: Life, *given: object) -> None:
        self._hears, tells = _SERVER.Pipe(duplex=False)
        self._process = _SERVER.Process(target=_live, args=(life, given, tells), daemon=True)
        self._process.start()
        tells.close()

    def __enter__(self) -> Victim:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        self._hears.close()

    def word(self) -> Any:
        """The next word; None when the life has ended. AssertionError where it says nothing for a long time."""
        assert self._hears.poll(PATIENCE), "the process hangs"
        try:
            return self._hears.recv()
        except EOFError:
            return None

    def words_for(self, seconds: float) -> list[Any]:
        """What it says in that time, or until it ends."""
        said, deadline = list[Any](), time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0 and self._hears.poll(left):
            if (word := self.word()) is None:
                break
            said.append(word)
        return said

    def kill(self) -> list[Any]:
        """Ended wherever it is; what it had still said."""
        self._process.kill()
        self._process.join(PATIENCE)
        said = list[Any]()
        while self._hears.poll(0) and (word := self.word()) is not None:
            said.append(word)
        return said


def _live(life: Life, given: tuple[object, ...], tells: Connection) -> None:
    life(*given, tells.send)
