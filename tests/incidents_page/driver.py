"""What a person does on the page of incidents."""

from __future__ import annotations

from tests.window_driver import Screen, settle, until


class IncidentsDriver:
    """What a person does on the page of incidents."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        screen.go("incidents")
        self.page = screen.page
        self.wait()

    def wait(self) -> None:
        until(lambda: not self.page.view.table.model.is_loading, "the table")
        settle()

    def turn(self, place: int) -> None:
        self.page.switch.setCurrentIndex(place)
        self.wait()

    def rows(self) -> list[str]:
        model = self.page.view.table.model
        until(lambda: not model.is_loading, "the table")
        return [str(model.index(row, 1).data()) for row in range(model.rowCount())]

    def shows(self, title: str) -> None:
        until(lambda: self.page.inspector.title.text() == title, f"“{title}” being shown")

    def give_reason(self, reason: str) -> None:
        dialog = self.screen.dialog("reason-dialog")
        dialog.choice.set_value("other")
        dialog.own.set_value(reason)
        self.screen.click("do")

    def closed(self) -> None:
        until(lambda: not self.screen.dialogs(), "the dialogs closing")
        self.screen.rest()
