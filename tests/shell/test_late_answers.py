"""Somebody locks while a dialog still waits for what it asked: the answer finds nobody and is dropped."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QDialog
from shiboken6 import delete

from tests.window_driver import Screen, until


@pytest.mark.requirement("UNL-8")
def test_what_a_closed_dialog_asked_is_not_told_to_it(screen: Screen) -> None:
    jobs, goes_on = screen.parts.jobs, threading.Event()
    dialog, heard = QDialog(screen.window), []

    def answered(answer: object) -> None:
        heard.append(answer)
        dialog.accept()

    for done in (answered, lambda answer: (heard.append(answer), dialog.accept()), dialog.accept):
        jobs.run(lambda _: goes_on.wait(10), done)
    after: list[object] = []
    jobs.run(lambda _: goes_on.wait(10), after.append)
    delete(dialog)
    goes_on.set()
    until(lambda: after, "the answer of who is still there")
    assert not heard
