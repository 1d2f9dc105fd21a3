"""Keeps what people type in dialogs: every few seconds, and before the program locks; offers it again (USE-2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget

from db.errors import Known
from desktop.shell.strip import Strip
from desktop.widgets.drafts import Draft, draft_book

if TYPE_CHECKING:
    from db.site import Site
    from desktop.jobs import Jobs
    from desktop.shell.frame import Frame

PAUSE = 2000  # ms after the last key until it is written
_TRIES, _STEP = 25, 200  # the page and its record come from the store before the button is there


class Drafts(QObject):
    """Of the person who is at work now."""

    def __init__(self, jobs: Jobs, navigate: Callable[[str, str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._navigate = jobs, navigate
        self._place: Callable[[], tuple[str, str]] = lambda: ("", "")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.keep)
        draft_book().changed.connect(self._later)
        self._on = False

    def enter(self, frame: Frame, place: Callable[[], tuple[str, str]]) -> None:
        """Somebody unlocked: read what was kept of them. ``place``: (page, record) that is shown."""
        self._on, self._place = True, place
        draft_book().wait_for({})

        def read(site: Site) -> dict[str, Any]:
            from db.workspace.drafts import kept

            return kept(site.store)

        self._jobs.read(read, lambda found: self._offer(frame, found), _nothing)

    def keep(self) -> None:
        """Write what is typed now."""
        if not self._on:
            return
        self._pause.stop()
        page, record = self._place()
        drafts = {key: {"page": page, "record": record, **asdict(one)} for key, one in draft_book().drafts().items()}

        def write(site: Site) -> None:
            from db.workspace.drafts import keep

            try:
                keep(site.store, drafts)
            except (Known, OSError):
                return  # the disk is full, or they may not write yet: what is on the screen is still there

        self._jobs.read(write, _nothing, _nothing)

    def leave(self) -> None:
        """The program locks: keep, then let the dialogs go without losing what was in them."""
        self.keep()
        self._on = False
        draft_book().forget_open()
        draft_book().wait_for({})

    def _later(self) -> None:
        if self._on:
            self._pause.start()

    def _offer(self, frame: Frame, found: dict[str, Any]) -> None:
        drafts = {}
        for key, one in found.items():
            draft = Draft(str(one.get("title")), str(one.get("opener")), {**one.get("values", {})})
            drafts[key] = draft
            where = (str(one.get("page")), str(one.get("record")))
            what = self.tr("You were writing: {what}.").format(what=draft.title)
            rest = self.tr("What you had typed stands there when you open it again.")
            strip = Strip("strip-draft", what, rest, link=self.tr("Open it") if draft.opener else "", closable=True)
            strip.asked.connect(lambda strip=strip, draft=draft, where=where: self._open(frame, strip, draft, where))
            frame.add_strip(strip)
        draft_book().wait_for(drafts)

    def _open(self, frame: Frame, strip: Strip, draft: Draft, where: tuple[str, str]) -> None:
        strip.hide()
        if where[0]:
            self._navigate(*where)
        _Press(frame, draft.opener)


class _Press(QObject):
    """Presses a button as soon as it is there."""

    def __init__(self, frame: QWidget, name: str) -> None:
        super().__init__(frame)
        self._frame, self._name, self._left = frame, name, _TRIES
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        self._left -= 1
        for button in self._frame.findChildren(QAbstractButton, self._name):
            if button.isVisible() and button.isEnabled():
                self._timer.stop()
                button.click()
                return
        if self._left <= 0:
            self._timer.stop()


def _nothing(_answer: object) -> None:
    return
