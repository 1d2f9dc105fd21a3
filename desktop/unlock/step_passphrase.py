"""Choosing a passphrase, twice, with a bar that says how it would stand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from desktop.unlock.steps import Step
from desktop.unlock.strength import SHORTEST, Level, Strength, strength_of
from desktop.widgets.choices import Tick
from desktop.widgets.fields import TextField
from desktop.widgets.fonts import Type
from desktop.widgets.paint import draw_box
from desktop.widgets.text import Text
from desktop.widgets.theme import theme

_WORDS = {
    Level.TOO_SHORT: QT_TRANSLATE_NOOP("Strength", "At least {n} characters: four or five words are easy to keep."),
    Level.WEAK: QT_TRANSLATE_NOOP("Strength", "Weak: add another word that has nothing to do with the others."),
    Level.FAIR: QT_TRANSLATE_NOOP("Strength", "Fair: it will do; one more word makes it good."),
    Level.GOOD: QT_TRANSLATE_NOOP("Strength", "Good."),
    Level.STRONG: QT_TRANSLATE_NOOP("Strength", "Strong."),
}
_TONES = {Level.TOO_SHORT: "late", Level.WEAK: "late", Level.FAIR: "soon", Level.GOOD: "ok", Level.STRONG: "ok"}


def strength_words(strength: Strength) -> str:
    """The level in a sentence."""
    return QCoreApplication.translate("Strength", _WORDS[strength.level]).format(n=SHORTEST)


class StrengthBar(QWidget):
    """Four pieces, as many filled as the passphrase deserves; the sentence beside it says the same."""

    def __init__(self) -> None:
        super().__init__()
        self._level = Level.TOO_SHORT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_level(self, level: Level) -> None:
        self._level = level
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 5)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme().tokens
        width = (self.width() - 3 * 4) / 4
        for place in range(4):
            box = QRectF(place * (width + 4), 0, width, 5)
            if self.isRightToLeft():
                box.moveRight(self.width() - place * (width + 4))
            on = place < int(self._level)
            draw_box(painter, box, 2.5, tokens[_TONES[self._level]] if on else tokens.line)


class PassphraseStep(Step):
    """``own``: gives the names a guesser would try first."""

    def __init__(self, own: Callable[[], tuple[str, ...]] = tuple) -> None:
        super().__init__(
            self.tr("A passphrase of your own"),
            self.tr(
                "It opens your slot together with the code of your phone and the credential in this computer's "
                "keyring, and you give it with every signature. Nobody can look it up; the recovery kit helps if "
                "it is forgotten."
            ),
            "step-passphrase",
        )
        self._own = own
        self.first = TextField(self.tr("Passphrase"), "new-passphrase", required=True)
        self.again = TextField(self.tr("The same again"), "new-passphrase-again", required=True)
        self.bar = StrengthBar()
        self.verdict = Text("", Type.META, "ink2", wrap=True)
        self.verdict.setObjectName("passphrase-strength")
        self.shown = Tick(self.tr("Show what I type"), "show-passphrase")
        self.shown.toggled.connect(self._show)
        for widget in (self.first, self.bar, self.verdict, self.again, self.shown):
            self.rows.addWidget(widget)
        self.setFocusProxy(self.first)
        self.first.control.textChanged.connect(self._judge)
        self.again.control.textChanged.connect(lambda _: self.changed.emit())
        self._show(False)
        self._judge()

    def passphrase(self) -> str:
        """As typed, blanks included."""
        return self.first.control.text()

    def ready(self) -> bool:
        return bool(self.again.control.text()) and strength_of(self.passphrase(), *self._own()).accepted

    def leave(self, done: Callable[[], object], failed: Callable[[Exception | str], object]) -> None:
        if self.passphrase() != self.again.control.text():
            self.again.show_problem(self.tr("Not the same as above."))
            failed(self.tr("The two differ. Type the passphrase again."))
            self.again.control.selectAll()
        else:
            done()

    def amiss(self) -> QWidget | None:
        return self.again.control

    def forget(self) -> None:
        """Empty the fields as soon as they have served."""
        self.first.control.clear()
        self.again.control.clear()

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.first.control.setEchoMode(mode)
        self.again.control.setEchoMode(mode)

    def _judge(self) -> None:
        strength = strength_of(self.passphrase(), *self._own())
        self.bar.show_level(strength.level)
        self.verdict.setText(strength_words(strength))
        self.changed.emit()
