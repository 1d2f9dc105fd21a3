"""Drives the real window as a person does: by names, keys and clicks. Waits for conditions, never for time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from desktop.app import Parts, WindowOptions
from tests.people_at_site import House, Person

Found = TypeVar("Found", bound=QObject)
PATIENCE = 30_000  # ms: far more than anything takes


def until(true: Callable[[], object], what: str = "it") -> None:
    """Run the event loop until ``true`` answers something; AssertionError when it never does."""
    app = QApplication.instance()
    assert app is not None
    if true():
        return
    loop, late = QEventLoop(), []
    look, end = QTimer(), QTimer()
    look.setInterval(4)
    look.timeout.connect(lambda: loop.quit() if true() else None)
    end.setSingleShot(True)
    end.timeout.connect(lambda: (late.append(True), loop.quit()))
    look.start()
    end.start(PATIENCE)
    loop.exec()
    look.stop()
    assert not late, f"{what} did not happen"


def settle() -> None:
    """Let everything that is queued arrive."""
    for _ in range(3):
        QApplication.processEvents()


@dataclass
class Screen:
    """The program on an offscreen screen, and what a person would do with it."""

    parts: Parts
    house: House

    @property
    def window(self) -> QWidget:
        return self.parts.window

    def find(self, kind: type[Found], name: str, inside: QObject | None = None) -> Found:
        """The widget with that object name; in the window or an open dialog. One a person sees comes first: a button
        that was replaced is there, unseen, until the event loop takes it away."""
        places = [inside] if inside is not None else [self.window, *self.dialogs()]
        for place in reversed(places):
            if isinstance(place, kind) and place.objectName() == name:
                return place
            found = place.findChildren(kind, name)
            if found:
                return next((one for one in found if isinstance(one, QWidget) and one.isVisible()), found[0])
        raise AssertionError(f"no {kind.__name__} “{name}”")

    def dialogs(self) -> list[QDialog]:
        """Open dialogs, the last one on top."""
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]

    def dialog(self, name: str) -> QDialog:
        """Wait for a dialog and return it."""
        until(lambda: any(one.objectName() == name for one in self.dialogs()), f"dialog “{name}”")
        return next(one for one in self.dialogs() if one.objectName() == name)

    def click(self, name: str) -> None:
        """A button, or its line of the menu where the top bar has no room for it."""
        from PySide6.QtWidgets import QAbstractButton

        if self.in_menu(name):
            return
        button = self.find(QAbstractButton, name)
        until(button.isEnabled, f"button “{name}” being enabled")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def in_menu(self, name: str) -> bool:
        """Whether it stands in the top bar's menu; if so it was chosen there."""
        from desktop.shell.topbar import TopBar

        bar = self.window.findChild(TopBar)
        if self.dialogs() or bar is None or name not in [one.objectName() for one in bar.tucked]:
            return False
        QTest.mouseClick(bar.more, Qt.MouseButton.LeftButton)
        menu = self.find(QMenu, "top-more-menu", bar)
        act = next(one for one in menu.actions() if one.objectName() == name)
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(act).center())
        return True

    def type(self, name: str, text: str) -> None:
        """Key by key, letters of any script."""
        field = self.find(QWidget, name)
        field.setFocus()
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def open_gate(self) -> None:
        """Start at the unlock form of the house."""
        self.parts.start(WindowOptions(workspace=self.house.folder))
        self.window.resize(1440, 900)  # the offscreen platform's own screen is smaller than any office's
        self.window.show()
        form = self.parts.gate.unlock
        until(lambda: form.keyring.text() or form.notice.text, "the keyring's state")

    def give_factors(self, person: Person | None = None, code: str | None = None) -> None:
        """Choose the person, type passphrase and code; does not press Unlock."""
        who = person or self.house.zoe
        form = self.parts.gate.unlock
        if form.person.value() != who.login:
            form.person.choose(who.login)
        form.passphrase.setText(who.passphrase)
        form.code.setText(code or who.code())

    def unlock(self, person: Person | None = None) -> None:
        """All the way to the painted home page."""
        if self.parts.gate.folder is None:
            self.open_gate()
        until(lambda: not self.parts.jobs.is_open, "the former session being closed")
        self.give_factors(person)
        self.click("unlock-button")
        until(lambda: self.parts.program.frame is not None or self.parts.gate.unlock.notice.text, "unlocking")
        assert self.parts.program.frame is not None, self.parts.gate.unlock.notice.text
        until(lambda: self.frame.rail.site.text(), "the frame's facts")

    @property
    def frame(self):  # type: ignore[no-untyped-def]
        frame = self.parts.program.frame
        assert frame is not None
        return frame

    @property
    def page(self):  # type: ignore[no-untyped-def]
        return self.frame.page

    def go(self, place: str, record: str = "") -> None:
        self.parts.program.navigate(place, record)
        settle()
        self.rest()  # what the page may offer follows from what the store says of who is there

    def ask(self, question: Callable[..., object]) -> object:
        """Ask the open store something, on its own thread."""
        answers: list[object] = []
        problems: list[Exception] = []
        self.parts.jobs.read(question, answers.append, problems.append)
        until(lambda: answers or problems, "an answer of the store")
        if problems:
            raise problems[0]
        return answers[0]

    def rest(self) -> None:
        """Until what was asked of the store has come, and what its answers asked in turn: it answers in order."""
        for _ in range(3):
            if self.parts.jobs.is_open:
                self.ask(lambda _site: None)
        settle()

    def path(self, name: str) -> Path:
        return self.house.folder.parent / name
