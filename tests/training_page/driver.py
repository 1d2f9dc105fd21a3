"""What a person does on the training page, by the names things have there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from db.site import Site
from desktop.jobs import Jobs
from desktop.training.page import TrainingPage
from desktop.widgets.dialog import Dialog
from desktop.widgets.page import PageContext
from desktop.widgets.page_view import PageView
from desktop.widgets.prompts import Prompts, ReasonDialog
from desktop.widgets.theme import theme
from tests.widgets.qt import find, process, until

T = TypeVar("T")
D = TypeVar("D", bound=Dialog)


class TrainingDriver:
    """Drives one page; ``gone_to`` is where it sent the window, ``told`` what it could not do."""

    def __init__(self, jobs: Jobs) -> None:
        self.jobs = jobs
        self.window = QWidget()
        self.window.resize(1228, 852)
        self.gone_to: list[tuple[str, str]] = []
        self.exported: list[tuple[str, dict[str, object]]] = []
        self.brought_in: list[str] = []
        self.told: list[Exception] = []
        self.saved: list[str] = []
        context = PageContext(
            jobs,
            theme(),
            Prompts(self.window),
            lambda page, record: self.gone_to.append((page, record)),
            self.brought_in.append,
            lambda kind, options: self.exported.append((kind, dict(options))),
        )
        self.page = TrainingPage(context)
        self.page.setParent(self.window)
        self.page.setGeometry(0, 0, 1228, 852)
        self.page.problem.connect(self.told.append)
        self.page.acts.saved.connect(self.saved.append)
        self.jobs.changed.connect(self.page.refresh)
        self.window.show()
        self.window.activateWindow()
        self.page.refresh()
        until(lambda: self.page.matrix.matrix is not None, "the matrix")
        self.settle()

    def close(self) -> None:
        self.settle()
        self.jobs.changed.disconnect(self.page.refresh)
        self.window.close()
        assert self.told == [], self.told

    def ask(self, question: Callable[[Site], T]) -> T:
        """Ask the store on its own thread and wait for the answer."""
        got: list[T] = []
        failed: list[Exception] = []
        self.jobs.read(question, got.append, failed.append)
        until(lambda: got or failed, "the store")
        assert not failed, failed
        return got[0]

    def settle(self) -> None:
        """Wait until everything asked so far has been answered and shown: a write is followed by lists, matrix and
        inspector, each asked for when the one before has come."""
        for _ in range(8):
            done: list[int] = []
            self.jobs.read(lambda _site: 1, done.append)
            until(lambda done=done: done, "the store")  # type: ignore[misc]
            process()

    # the matrix

    def names(self) -> list[str]:
        model = self.page.matrix.map.model
        return [model.heat_row(row).name for row in range(model.rowCount())]

    def headings(self) -> list[str]:
        return [column.title for column in self.page.matrix.map.model.data_shown.columns]

    def state(self, name: str, heading: str) -> str:
        """The state of a cell, as its word."""
        model = self.page.matrix.map.model
        cell = model.heat_cell(self.names().index(name), self.headings().index(heading))
        return cell.state.value

    def choose(self, name: str, heading: str) -> None:
        model = self.page.matrix.map.model
        row = model.heat_row(self.names().index(name))
        self.page.matrix.choose(row.id, model.data_shown.columns[self.headings().index(heading)].id)
        self.settle()

    def first(self, state: str) -> tuple[str, str]:
        """Name and heading of the first cell in a state."""
        for name in self.names():
            for heading in self.headings():
                if self.state(name, heading) == state:
                    return name, heading
        raise AssertionError(f"no cell is {state}")

    # everywhere

    def show(self, view: PageView[Any]) -> None:
        self.page.switch.setCurrentIndex(self.page.views.index(view))
        self.settle()

    def press(self, name: str) -> None:
        find(QAbstractButton, name).click()
        self.settle()

    def act(self, name: str) -> None:
        """Press one of the page's buttons for the top bar."""
        next(button for button in self.page.actions() if button.objectName() == name).click()
        self.settle()

    def offered(self) -> list[str]:
        return [button.objectName() for button in self.page.actions()]

    def write(self, name: str, text: str) -> None:
        """Type into a field as a person does: every edit is told."""
        field = find(QLineEdit, name)
        field.setText(text)
        field.textEdited.emit(text)
        process()

    def dialog(self, kind: type[D], name: str) -> D:
        return find(kind, name)

    def save(self) -> None:
        self.press("save")
        self.settle()

    def give_reason(self, reason: str = "Typing error") -> None:
        dialog = find(ReasonDialog, "reason-dialog")
        dialog.choice.set_value(reason)
        find(QAbstractButton, "do", dialog).click()
        self.settle()

    def choose_file(self, path: Path) -> None:
        """Answer the file dialog that is open."""
        from PySide6.QtWidgets import QFileDialog

        dialog = next(one for one in self.window.findChildren(QFileDialog) if one.isVisible())
        dialog.setDirectory(str(path.parent))
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        assert name is not None
        name.setText(path.name)
        dialog.accept()
        self.settle()

    def history(self) -> list[str]:
        return [moment.title for moment in self.page.inspector.history.moments()]
