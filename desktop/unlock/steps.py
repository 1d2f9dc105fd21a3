"""A guided sequence of steps: each explains itself, and the next comes when this one is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.shell.wordmark import Wordmark
from desktop.unlock.column import Column, Rule
from desktop.unlock.notice import Notice
from desktop.widgets.buttons import Button
from desktop.widgets.fields import Field
from desktop.widgets.fonts import Type
from desktop.widgets.text import Text


class Step(QWidget):
    """One step. ``done`` of `leave` may be called later, from a worker's answer."""

    changed = Signal()

    def __init__(self, title: str, words: str, name: str, go: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.title, self.words = title, words
        self.go = go or self.tr("Continue")
        self.can_go_back = True
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(14)

    def enter(self) -> None:
        """The step is shown."""

    def ready(self) -> bool:
        """Whether the person may go on; asked after every ``changed``."""
        return True

    def leave(self, done: Callable[[], object], failed: Callable[[Exception | str], object]) -> None:
        """Check what was given; call exactly one of the two."""
        done()

    def amiss(self) -> QWidget | None:
        """Where the person corrects what was refused; None where nothing in particular is wrong."""
        fields = (one for one in self.findChildren(Field) if not one.isHidden() and one.problem())
        return next((one.control for one in fields), None)


class Steps(Column):
    """Walks through steps; ``finished`` after the last, ``given_up`` from the first one back."""

    finished = Signal()
    given_up = Signal()

    def __init__(
        self, steps: Sequence[Step], name: str, parent: QWidget | None = None, *, wordmark: bool = True
    ) -> None:
        super().__init__(480, parent)
        self.setObjectName(name)
        self.steps = tuple(steps)
        self._at = 0
        self._typed_in: QWidget | None = None
        self._hosts: list[QWidget] = []
        self.counter = Text("", Type.META, "ink2")
        self.counter.setObjectName("step-counter")
        self.title = Text("", Type.TITLE, wrap=True)
        self.title.setObjectName("step-title")
        self.words = Text("", Type.BODY, "ink2", wrap=True)
        self.pages = QStackedWidget()
        self.notice = Notice("step-notice")
        self.rule = Rule()
        self.back = Button(self.tr("Back"), "quiet", "step-back")
        self.go = Button(self.tr("Continue"), "primary", "step-continue")
        self.go.setDefault(True)
        self._lay_out(wordmark)
        for step in self.steps:
            host = QWidget()
            rows = QVBoxLayout(host)
            rows.setContentsMargins(0, 0, 0, 0)
            rows.addWidget(step)
            rows.addStretch(1)
            self.pages.addWidget(host)
            self._hosts.append(host)
            step.changed.connect(self._changed)
        self.back.clicked.connect(self.go_back)
        self.go.clicked.connect(self.go_on)
        self._show(0)

    @property
    def step(self) -> Step:
        return self.steps[self._at]

    def go_on(self) -> None:
        """Leave this step, if it lets us."""
        if not self.go.isEnabled():
            return
        here = self.focusWidget()  # a resting step gives its cursor away
        self._typed_in = here if here is not None and self.step.isAncestorOf(here) else None
        self.set_busy(True)
        self.notice.hide()
        self.step.leave(self._left, self.fail)

    def go_back(self) -> None:
        if self._at == 0:
            self.given_up.emit()
        elif self.step.can_go_back:
            self._show(self._at - 1)

    def fail(self, problem: Exception | str) -> None:
        """Stay on this step and say why; the cursor stands where it is to be corrected, else where it was."""
        self.set_busy(False)
        here = self.step.amiss() or self._typed_in
        if here is not None:
            here.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._focus()
        if isinstance(problem, str):
            self.notice.tell(problem)
        else:
            self.notice.tell_problem(problem)

    def set_busy(self, busy: bool) -> None:
        self.rule.set_busy(busy)
        self.step.setEnabled(not busy)
        self.back.setEnabled(not busy and self.step.can_go_back)
        self.go.setEnabled(not busy and self.step.ready())

    def _left(self) -> None:
        self.set_busy(False)
        if self._at + 1 == len(self.steps):
            self.finished.emit()
        else:
            self._show(self._at + 1)

    def _show(self, place: int) -> None:
        self._at = place
        step = self.step
        self.counter.setText(self.tr("Step {n} of {all}").format(n=place + 1, all=len(self.steps)))
        self.title.setText(step.title)
        self.words.setText(step.words)
        self.go.setText(step.go)
        self.notice.hide()
        for index, host in enumerate(self._hosts):
            kind = QSizePolicy.Policy.Preferred if index == place else QSizePolicy.Policy.Ignored
            host.setSizePolicy(QSizePolicy.Policy.Preferred, kind)
        self.pages.setCurrentIndex(place)
        step.setEnabled(True)
        step.enter()
        self._enable()
        self._focus()

    def showEvent(self, event: QShowEvent) -> None:
        """What is hidden in its place hands its focus to the first button it finds, and only afterwards."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._focus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from any field of a step that is complete."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.go.isEnabled():
            self.go.click()
            return
        super().keyPressEvent(event)

    def _focus(self) -> None:
        (self.step.focusProxy() or self.step).setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        """What was wrong is being corrected."""
        self.notice.hide()
        self._enable()

    def _enable(self) -> None:
        self.back.setEnabled(self.step.can_go_back)
        self.go.setEnabled(self.step.ready())

    def _lay_out(self, wordmark: bool) -> None:
        rows = self.body
        if wordmark:
            rows.addWidget(Wordmark(17))
            rows.addSpacing(20)
        for widget, gap in ((self.counter, 4), (self.title, 6), (self.words, 18), (self.pages, 14), (self.notice, 10)):
            rows.addWidget(widget)
            rows.addSpacing(gap)
        rows.addWidget(self.rule)
        rows.addSpacing(14)
        line = QHBoxLayout()
        line.addWidget(self.back)
        line.addStretch(1)
        line.addWidget(self.go)
        rows.addLayout(line)
