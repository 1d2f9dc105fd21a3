"""Due dates use the time an authenticator bears out: a laptop's clock that was set forward ends nothing (UNL-4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from db.days import shown
from db.retention import records as r
from db.store.store import Store

STEP = 30
"""Seconds of one code."""
AHEAD = timedelta(days=2)
"""So far the clock may stand past the last code that was checked: a session is not as long."""


def clock_ahead(store: Store) -> Iterator[r.Obstacle]:
    """That the clock ran on since anybody's phone bore it out, if so. The tables ask for the same."""
    now, step = store.clock.now(), store.scalar("SELECT max(step) FROM users")
    borne = datetime.fromtimestamp(int(step or 0) * STEP, now.tzinfo)
    if now - borne >= AHEAD:
        yield r.Obstacle(
            r.KEPT,
            f"the clock says {shown(now.date())}, and a code was last checked on {shown(borne.date())}: "
            "set the clock right, lock, and unlock with a fresh code",
        )
