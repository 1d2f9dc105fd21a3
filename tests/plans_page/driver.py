"""What a person does on the page of plans."""

from __future__ import annotations

from tests.window_driver import Screen, settle, until


class PlansDriver:
    """On the page, unlocked by the officer."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        screen.go("plans")
        self.page = screen.page
        self.wait()

    def wait(self) -> None:
        until(lambda: not self.page.view.table.model.is_loading, "the table")
        settle()

    def turn(self, place: int) -> None:
        self.page.switch.setCurrentIndex(place)
        self.wait()

    def cells(self) -> list[str]:
        """The first column."""
        model = self.page.view.table.model
        until(lambda: not model.is_loading, "the table")
        return [str(model.index(row, 0).data()).split("\n")[0] for row in range(model.rowCount())]

    def shows(self, title: str, state: str) -> None:
        inspector = self.page.inspector
        until(lambda: (inspector.title.text(), inspector.tag.text()) == (title, state), f"“{title}”, {state}")

    def fill(self, name: str, values: dict[str, str], do: str = "save") -> None:
        """Fill the form of that name and press its button."""
        dialog = self.screen.dialog(name)
        for field, value in values.items():
            dialog.fields[field].set_value(value)
        self.screen.click(do)

    def sign(self) -> None:
        self.screen.dialog("sign-dialog")
        dialog = self.screen.dialogs()[-1]
        dialog.passphrase.control.setText(self.screen.house.zoe.passphrase)
        dialog.boxes.setText(self.screen.house.zoe.code())
        self.screen.click("sign")
        self.closed()

    def give_reason(self, reason: str) -> None:
        dialog = self.screen.dialog("reason-dialog")
        dialog.choice.set_value("other")
        dialog.own.set_value(reason)
        self.screen.click("do")
        self.closed()

    def closed(self) -> None:
        until(lambda: not self.screen.dialogs(), "the dialogs closing")
        self.screen.rest()
        self.wait()
