"""One application for the folder; no test may make Qt warn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.widgets.theme import theme
from tests.widgets.qt import application, no_warnings


@pytest.fixture(scope="session")
def app() -> QApplication:
    return application()


@pytest.fixture(autouse=True)
def quiet(app: QApplication) -> Iterator[None]:
    """Light, 100 %, left to right before each test; no warning after it."""
    theme().use("light", 1.0)
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    for _said in no_warnings():
        yield
