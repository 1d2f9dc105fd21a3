"""The site at the beginning of its year: opened on Monday 05-Jan-2026, empty but for its first officer."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.people_at_site import House, make_house
from tests.story.year import Year
from tests.window_driver import Screen
from tests.window_fixtures import app, house, screen

__all__ = ["app", "house", "screen"]

MONDAY = datetime.fromisoformat("2026-01-05T08:00:00+01:00")


@pytest.fixture(scope="session")
def master_house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return make_house(tmp_path_factory.mktemp("master"), at=MONDAY)


@pytest.fixture
def year(screen: Screen) -> Year:
    return Year(screen)
