"""What a person does on the page of CAPA."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton

from db.capa import records as r
from tests.window_driver import Screen, settle, until


class CapaDriver:
    """What a person does on the page of CAPA."""

    def __init__(self, screen: Screen, *, there: bool = False) -> None:
        """``there``: the page is in front already, with what it shows."""
        self.screen = screen
        if not there:
            screen.go("capa")
        self.page = screen.page
        self.wait()

    def wait(self) -> None:
        until(lambda: not self.page.table.model.is_loading, "the table")
        settle()

    def fill(self, dialog: str, **values: str) -> None:
        """Fill a form and save it."""
        form = self.screen.dialog(dialog)
        for name, value in values.items():
            form.fields[name].set_value(value)
            form.fields[name].changed.emit()
        self.screen.click("save")

    def reason(self, words: str = "Completed") -> None:
        dialog = self.screen.dialog("reason-dialog")
        dialog.choice.set_value("other")
        dialog.own.set_value(words)
        self.screen.click("do")

    def closed(self) -> None:
        until(lambda: not self.screen.dialogs(), "the dialogs closing")
        self.screen.rest()
        settle()

    def do(self, button: str, dialog: str, why: str = "", **values: str) -> None:
        """Press a button, answer its form, say why where a saved value changes."""
        self.screen.click(button)
        self.fill(dialog, **values)
        if why:
            self.reason(why)
        self.closed()

    def go(self, button: str) -> None:
        """Press a button that comes once nothing is missing."""
        until(lambda: self.page.inspector.findChild(QAbstractButton, button) is not None, f"“{button}” being offered")
        settle()
        self.screen.click(button)

    def step(self, step: str) -> None:
        until(lambda: self.page._view is not None and self.page._view.file.capa.step == step, f"“{step}”")
        settle()

    def file(self) -> r.CapaFile:
        found = self.page._view.file
        assert isinstance(found, r.CapaFile)
        return found

    def why(self) -> str:
        return str(self.page.inspector.why.text())

    def sign(self) -> None:
        self.screen.dialog("sign-dialog")
        dialog = self.screen.dialogs()[-1]
        dialog.passphrase.control.setText(self.screen.house.zoe.passphrase)
        dialog.boxes.setText(self.screen.house.zoe.code())
        self.screen.click("sign")
        self.closed()
