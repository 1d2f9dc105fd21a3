"""Fixtures of every room that needs the window: imported by the rooms' conftest files."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from db.vault.derivation import Kdf
from db.vault.keyrings import Keyring
from desktop.app import Parts
from desktop.preferences import Preferences
from desktop.unlock.backstage import Backstage
from tests.people_at_site import House, copy_house, make_house
from tests.window_driver import Screen, settle


@pytest.fixture(scope="session")
def app() -> QApplication:
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else QApplication(["siteward"])


@pytest.fixture(scope="session")
def master_house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return make_house(tmp_path_factory.mktemp("master"))


@pytest.fixture
def house(master_house: House, tmp_path: Path) -> House:
    """A fresh copy of the site, with a clock of its own."""
    return copy_house(master_house, tmp_path)


@pytest.fixture
def screen(app: QApplication, house: House) -> Iterator[Screen]:
    """The program, not yet shown; closed afterwards, with no thread or window of it left."""
    with started(app, house) as made:
        yield made


@contextmanager
def started(app: QApplication, house: House, keyring: Keyring | None = None) -> Iterator[Screen]:
    """``keyring``: of a computer that has one of its own, whatever folder is opened."""
    before = set(threading.enumerate())
    parts = Parts(house.clock, Preferences(None), Backstage(house.clock, keyring, Kdf.floor()))
    parts.program.idle._timer.setInterval(3_600_000)  # tests set the clock by leaps; those of the lock tick themselves
    yield Screen(parts, house)
    parts.window.close()
    settle()
    parts.shut_down()
    settle()
    for widget in app.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    settle()
    left = [one.name for one in set(threading.enumerate()) - before if one.name.startswith(("store", "worker"))]
    assert not left, left


@pytest.fixture
def inside(screen: Screen) -> Screen:
    """The program, unlocked by the officer."""
    screen.unlock()
    return screen
