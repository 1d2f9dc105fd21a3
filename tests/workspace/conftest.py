"""A site per test, copied from one made once: creating takes a second, copying a few milliseconds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.site import Site
from tests.people_at_site import House, copy_house, make_house


@pytest.fixture(scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> House:
    return make_house(tmp_path_factory.mktemp("master"))


@pytest.fixture
def house(master: House, tmp_path: Path) -> House:
    """A fresh copy of the site, with a clock of its own."""
    return copy_house(master, tmp_path)


@pytest.fixture
def site(house: House) -> Iterator[Site]:
    """The site, unlocked by its officer."""
    opened = house.unlock()
    yield opened
    opened.close()
