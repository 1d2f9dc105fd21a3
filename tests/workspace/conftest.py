"""A site per test, copied from one made once: creating takes a second, copying a few milliseconds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.clock import SetClock
from db.site import Site
from tests.people_at_site import House, Person, make_house


@pytest.fixture(scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> House:
    return make_house(tmp_path_factory.mktemp("master"))


@pytest.fixture
def house(master: House, tmp_path: Path) -> House:
    """A fresh copy of the site, with a clock of its own."""
    folder = tmp_path / master.folder.name
    shutil.copytree(master.folder, folder)
    clock = SetClock(master.clock.at)
    zoe = Person(master.zoe.login, clock, master.zoe.passphrase, master.zoe.seed)
    return House(replace(master.made, folder=folder), zoe, clock)


@pytest.fixture
def site(house: House) -> Iterator[Site]:
    """The site, unlocked by its officer."""
    opened = house.unlock()
    yield opened
    opened.close()
