"""Words on the page: labels in the kinds of type there are, and sentences whose parts differ in weight."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QWidget

from desktop.widgets.dates import NO_BREAK_HYPHEN
from desktop.widgets.fonts import Type
from desktop.widgets.paint import draw_text, reading_start
from desktop.widgets.theme import theme


class Text(QLabel):
    """Plain text (never markup) in one kind of type and one token's colour; restyles itself with the theme."""

    def __init__(
        self,
        text: str = "",
        kind: Type = Type.BODY,
        ink: str = "ink1",
        parent: QWidget | None = None,
        *,
        wrap: bool = False,
    ) -> None:
        super().__init__(parent)
        self._kind, self._ink = kind, ink
        self._aligned = False
        super().setAlignment(reading_start(self.layoutDirection()) | Qt.AlignmentFlag.AlignVCenter)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        theme().changed.connect(self._restyle)
        self._restyle()

    def set_ink(self, ink: str) -> None:
        """Another colour, by the name of its token."""
        self._ink = ink
        self._restyle()

    def setAlignment(self, alignment: Qt.AlignmentFlag) -> None:
        """An alignment given on purpose stays; otherwise the text stands where reading starts on the page."""
        self._aligned = True
        super().setAlignment(alignment)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and not self._aligned:
            super().setAlignment(reading_start(self.layoutDirection()) | Qt.AlignmentFlag.AlignVCenter)

    def _restyle(self) -> None:
        self.setFont(theme().font(self._kind))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme().tokens[self._ink])
        self.setPalette(palette)


_JOINTS = re.compile(r"([-_./\\@:])(?=\w)")
JOINT = "\u200b"
_DAY = re.compile(r"\b(\d{1,2})-([A-Z][a-z]{2})-(\d{4})\b")
LONG = 20  # letters without a blank: file names, ids, addresses


def wrapping(text: str) -> str:
    """The same words, where long ones may break behind a sign or, without any, after LONG letters: Qt breaks at blanks
    alone and lets the rest stand out of its room. The joints have no width."""
    return " ".join(_jointed(word) if len(word) > LONG else word for word in text.split(" "))


def _jointed(word: str) -> str:
    parts = _JOINTS.sub(f"\\1{JOINT}", word).split(JOINT)
    return JOINT.join(part[at : at + LONG] for part in parts for at in range(0, len(part), LONG))


def held(text: str) -> str:
    """The same words, painted so that no line ends inside a day: 21-Oct-2027."""
    return _DAY.sub(rf"\1{NO_BREAK_HYPHEN}\2{NO_BREAK_HYPHEN}\3", text)


class FactText(Text):
    """A value to read and to copy: long names and hashes break where the room ends, and are copied whole."""

    def __init__(self, value: str, kind: Type, parent: QWidget | None = None) -> None:
        self._value = value
        super().__init__(wrapping(held(value)), kind, "ink1", parent, wrap=True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def text(self) -> str:
        """As it was written."""
        return self._value

    def copy(self) -> None:
        """What is selected, as it was written."""
        QGuiApplication.clipboard().setText(self.selectedText().replace(JOINT, "").replace(NO_BREAK_HYPHEN, "-"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen, whole = menu.addAction(self.tr("Copy")), menu.addAction(self.tr("Copy all of it"))
        chosen.setEnabled(self.hasSelectedText())
        chosen.triggered.connect(self.copy)
        whole.triggered.connect(lambda: QGuiApplication.clipboard().setText(self._value))
        menu.popup(event.globalPos())


class LineText(Text):
    """One line that takes what room there is: what does not fit ends in … and stands whole in the tool tip."""

    def __init__(
        self, text: str = "", kind: Type = Type.BODY, ink: str = "ink1", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, kind, ink, parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setToolTip(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_text(QPainter(self), QRectF(self.rect()), self.text(), self.font(), theme().tokens[self._ink])


@dataclass(frozen=True)
class Em:
    """A part of a sentence that stands out. ``line``: “under” or “through” it, where colour alone must not tell."""

    text: str
    ink: str = "ink1"
    strong: bool = True
    line: str = ""


Part = str | Em


class Sentence(QLabel):
    """Text in several weights and colours, wrapped, read by a screen reader as the one sentence it is."""

    def __init__(
        self,
        parts: Sequence[Part] = (),
        kind: Type = Type.BODY,
        ink: str = "ink2",
        line: float = 1.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind, self._ink, self._line = kind, ink, line
        self._parts: tuple[Part, ...] = ()
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self._lay_out)
        self.set_parts(parts)

    def set_parts(self, parts: Sequence[Part]) -> None:
        """Say something else."""
        self._parts = tuple(parts)
        self.setText("".join(part.text if isinstance(part, Em) else part for part in self._parts))
        self._lay_out()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self._document.setTextWidth(max(40, width))
        return int(self._document.size().height() + 0.99)

    def sizeHint(self) -> QSize:
        self._document.setTextWidth(-1)
        size = self._document.size().toSize()
        return QSize(size.width() + 1, size.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        self._document.setTextWidth(self.width())
        painter = QPainter(self)
        self._document.drawContents(painter)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lay_out()

    def _lay_out(self) -> None:
        look = theme()
        option = self._document.defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setAlignment(reading_start(self.layoutDirection()))
        self._document.setDefaultTextOption(option)
        self._document.setDefaultFont(look.font(self._kind))
        self._document.clear()
        cursor = QTextCursor(self._document)
        if self._line != 1.0:
            block = QTextBlockFormat()
            block.setLineHeight(self._line * 100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.setBlockFormat(block)
        strong = Type.STRONG if self._kind is Type.BODY else Type.LABEL_STRONG
        for part in self._parts:
            style = QTextCharFormat()
            said = part if isinstance(part, Em) else Em(part, self._ink, strong=False)
            style.setFont(look.font(strong if said.strong else self._kind))
            style.setForeground(look.tokens[said.ink])
            style.setFontUnderline(said.line == "under")
            style.setFontStrikeOut(said.line == "through")
            cursor.insertText(held(said.text), style)
        self.updateGeometry()
        self.update()
