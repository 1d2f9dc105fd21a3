"""The laptop's battery falls out: killed a hundred times while unlocking, writing and ratcheting.

Each time the next unlocking is good, and everything whose commit had returned is still there (UNL-4, UNL-5, AUD-1).
The clock is set, so that every code is a fresh one; the kill is real (SIGKILL), at a moment drawn anew each time.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from db.store.query import Query
from db.workspace.opening import open_workspace
from tests.people_at_site import House
from tests.victims import Victim

KILLS, SHARES = 100, 4


def _live(house: House, code: str, tell: Callable[[str], None]) -> None:
    """The victim: unlock, write, ratchet, and say after each commit that it returned."""
    session = open_workspace(house.folder, "zoe", house.zoe.passphrase, code, clock=house.clock)
    for _ in range(20):
        with session.store.change() as change:
            row = change.insert("reasons", {"label": f"reason {time.monotonic_ns()}"})
        tell(row)
    session.ratchet()
    for _ in range(20):
        with session.store.change() as change:
            row = change.insert("reasons", {"label": f"reason {time.monotonic_ns()}"})
        tell(row)
    session.close()


def _killed_after(house: House, seconds: float) -> list[str]:
    """A life that is ended after so long; the rows whose commit had returned."""
    with Victim(_live, house, house.zoe.code()) as victim:
        said = victim.words_for(seconds)
        return [*said, *victim.kill()]


@pytest.mark.requirement("UNL-4", "UNL-5", "AUD-1")
@pytest.mark.parametrize("share", range(SHARES))
def test_killed_at_any_moment_nobody_is_locked_out_and_nothing_committed_is_lost(house: House, share: int) -> None:
    chance = random.Random(share)
    committed: set[str] = set()
    reached = set()
    started = time.monotonic()
    committed.update(_killed_after(house, 60))  # this one lives, and says how long a life is on this machine
    whole = time.monotonic() - started
    for kill in range(KILLS // SHARES):
        rows = _killed_after(house, chance.uniform(0.0, whole))
        committed.update(rows)
        reached.add(min(len(rows), 21) // 7)
        site = house.unlock()
        there = {str(row[0]) for row in site.store.rows("SELECT id FROM reasons")}
        assert committed <= there
        assert site.session.witness.findings == ()
        if kill % 5 == 0:  # else the next session sets out from a slot that still has its ratchet to come
            site.session.ratchet()
        site.close()
    assert len(reached) > 1, "every kill fell into the same stretch; the moments have to be spread"
    site = house.unlock()
    assert site.trail.verify().good
    assert all(result.good for result in site.store.check())
    assert site.trail.page(Query(where={"action": ("log-in",)})).matching >= KILLS // SHARES
    site.close()
