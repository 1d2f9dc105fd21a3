"""One walk through all pages: whatever takes the focus has a name for tests and one for screen readers (USE-1)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from db.roster.records import NewPerson
from tests.window_driver import Screen, settle, until


def nameless(root: QWidget) -> list[str]:
    """Focusable, visible widgets without object name or without anything a screen reader could say."""
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisibleTo(root) or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if widget.objectName().startswith("qt_") or widget.focusProxy() is not None:
            continue
        face = QAccessible.queryAccessibleInterface(widget)
        spoken = face.text(QAccessible.Text.Name) if face is not None else ""
        if not widget.objectName() or not spoken:
            found.append(f"{type(widget).__name__} “{widget.objectName()}” says “{spoken}” in {parents(widget)}")
    return found


def parents(widget: QWidget) -> str:
    names, step = [], widget.parentWidget()
    while step is not None and len(names) < 4:
        names.append(step.objectName() or type(step).__name__)
        step = step.parentWidget()
    return " < ".join(names)


@pytest.mark.requirement("USE-1")
@pytest.mark.parametrize("place", ["home", "roster", "training", "audit", "reports", "verify", "settings"])
def test_every_page(inside: Screen, place: str) -> None:
    inside.ask(lambda site: site.people.add_person(NewPerson("Müller-Østergård", "Änne", role="Study nurse")))
    inside.go(place)
    until(lambda: inside.page.sentence.text(), "the page")
    settle()
    assert nameless(inside.window) == []


@pytest.mark.requirement("USE-1")
def test_welcome_and_unlock(screen: Screen) -> None:
    screen.open_gate()
    assert nameless(screen.window) == []
    screen.parts.gate.show_welcome()
    settle()
    assert nameless(screen.window) == []
    for step in ("welcome-make",):
        screen.click(step)
        settle()
        assert nameless(screen.window) == []
