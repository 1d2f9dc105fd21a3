"""A demonstration site made once and copied for each test, opened as the window opens it: through the jobs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from db.clock import SetClock
from db.site import Site
from db.workspace.demonstration import demonstration_factors
from db.workspace.layout import Layout
from db.workspace.opening import open_workspace
from desktop.commands.demonstration import make
from desktop.jobs import Jobs
from desktop.widgets.theme import theme
from tests.training_page.driver import TrainingDriver
from tests.widgets.qt import application, no_warnings, until

EVENING = datetime.fromisoformat("2026-11-23T18:40:00+01:00")


@pytest.fixture(scope="session")
def app() -> QApplication:
    return application()


@pytest.fixture(autouse=True)
def quiet(app: QApplication) -> Iterator[None]:
    theme().use("light", 1.0)
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    for _said in no_warnings():
        yield


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("demonstration") / "nord", 24, SetClock(EVENING)).folder


@pytest.fixture
def jobs(demonstration: Path, tmp_path: Path, quiet: None) -> Iterator[Jobs]:
    """The store's thread, with a copy of the site open as its compliance officer."""
    folder = shutil.copytree(demonstration, tmp_path / demonstration.name)
    clock = SetClock(EVENING)
    clock.advance(90)
    factors = demonstration_factors(Layout(folder), clock)
    made, problems = Jobs(), []
    made.open(
        lambda: Site.of(open_workspace(folder, factors.login, factors.passphrase, factors.code, clock=clock)),
        lambda _site: None,
        problems.append,
    )
    until(lambda: made.is_open or problems, "the site to open")
    assert problems == []
    yield made
    made.shut_down()
    delete(made)  # in this thread: a collector in another would stop its connections there


@pytest.fixture
def training(jobs: Jobs) -> Iterator[TrainingDriver]:
    """The page, in a window of 1228 x 852 as beside the rail."""
    driver = TrainingDriver(jobs)
    yield driver
    driver.close()
