"""A site on a real encrypted database, and nobody's keyring."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from db.clock import SetClock
from db.site import Site
from db.store.store import NewUser
from tests.fresh_store import fresh_store

TODAY = datetime(2026, 11, 23, 18, 40, tzinfo=timezone(timedelta(hours=1)))


def open_site(folder: Path) -> Site:
    """A new site whose officer is at work."""
    store, _key = fresh_store(folder / "site.db", SetClock(TODAY), NewUser("officer", "Olga Officer", "officer"))
    return Site(store, name="Clinic of Tests", demonstration=False)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = open_site(tmp_path)
    yield made
    made.store.close()
