"""Fields under and beside each other, scrolled where the window is too low for them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from desktop.widgets.theme import theme


class Form(QScrollArea):
    """Two columns of equal width; tab order as added."""

    def __init__(self, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(spoken)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget()
        self.grid = QGridLayout(self._inside)
        self.grid.setContentsMargins(0, 0, 2, 0)
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(14)
        self.grid.setColumnStretch(0, 1)
        self.grid.setColumnStretch(1, 1)
        self._row = 0
        self.setWidget(self._inside)  # which has its events looked at here

    def add(self, *fields: QWidget) -> None:
        """One field over the whole width, or two beside each other."""
        for column, field in enumerate(fields):
            span = 2 if len(fields) == 1 else 1
            self.grid.addWidget(field, self._row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        self._row += 1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field that comes in or goes changes how high the form wants to be: a scroll area does not say so itself."""
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        inside = self._inside.sizeHint()
        height = self.grid.totalHeightForWidth(max(self.viewport().width(), theme().px(400)))
        most = round(self.screen().availableGeometry().height() * 0.74)
        return QSize(inside.width() + 12, min(max(inside.height(), height) + 4, most))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(300), min(self.sizeHint().height(), theme().px(240)))
