"""Light and dark, and the person's text scale: tokens turned into palette, style sheet and fonts.

The one Theme of the application is reached by `theme()`. Widgets ask it when they paint and restyle on
its `changed` signal; they keep no colour and no font of their own.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from desktop.widgets.fonts import Type, load_family, make_font
from desktop.widgets.qss import style_sheet
from desktop.widgets.tokens import Tokens, read_tokens

Mode = Literal["system", "light", "dark"]
SCALES = (1.0, 1.1, 1.25, 1.5)


class Theme(QObject):
    """What the program looks like now. ``changed`` follows every switch of mode or scale."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mode: Mode = "light"
        self._scale = 1.0
        self._tokens = read_tokens("light")
        self._fonts: dict[Type, QFont] = {}
        self._hints = QGuiApplication.styleHints()  # held: a temporary would take its signals with it
        self._hints.colorSchemeChanged.connect(self._system_changed)

    @property
    def mode(self) -> Mode:
        return self._mode

    @property
    def scale(self) -> float:
        return self._scale

    @property
    def tokens(self) -> Tokens:
        return self._tokens

    @property
    def is_dark(self) -> bool:
        return self._tokens is read_tokens("dark")

    def font(self, kind: Type) -> QFont:
        """The font of a kind of text at the person's scale."""
        font = self._fonts.get(kind)
        if font is None:
            font = self._fonts[kind] = make_font(kind, self._scale)
        return font

    def px(self, size: float) -> int:
        """Pixels of the drawing at 100 %, at the person's scale. Only for what holds text; lines and gaps stay."""
        return round(size * self._scale)

    def use(self, mode: Mode | None = None, scale: float | None = None) -> None:
        """Switch, live. ``scale`` outside 1.0 to 1.5 is brought into it."""
        self._mode = mode or self._mode
        self._scale = min(1.5, max(1.0, self._scale if scale is None else scale))
        self._apply()

    def _system_changed(self) -> None:
        if self._mode == "system":
            self._apply()

    def _apply(self) -> None:
        dark = self._mode == "dark" or (self._mode == "system" and self._hints.colorScheme() == Qt.ColorScheme.Dark)
        self._tokens = read_tokens("dark" if dark else "light")
        self._fonts.clear()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(palette(self._tokens))
            app.setFont(self.font(Type.BODY))
            QToolTip.setFont(self.font(Type.META))
            app.setStyleSheet(style_sheet(self._tokens, self._scale))
        self.changed.emit()


_theme: Theme | None = None


def theme() -> Theme:
    """The application's theme; set up (Fusion, typeface, light) on the first call. Needs a QApplication."""
    global _theme
    if _theme is None:
        QApplication.setStyle("Fusion")
        load_family()
        _theme = Theme()
        _theme.use("light")
    return _theme


def palette(tokens: Tokens) -> QPalette:
    """Tokens in the words of Qt."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette()
    for name, colour in {
        role.Window: tokens.ground,
        role.WindowText: tokens.ink1,
        role.Base: tokens.sheet,
        role.AlternateBase: tokens.sheet,
        role.Text: tokens.ink1,
        role.PlaceholderText: tokens.ink3,
        role.Button: tokens.sheet,
        role.ButtonText: tokens.ink1,
        role.BrightText: tokens.late,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.ToolTipBase: tokens.sheet,
        role.ToolTipText: tokens.ink1,
        role.Light: tokens.sheet,
        role.Midlight: tokens.row_line,
        role.Mid: tokens.line,
        role.Dark: tokens.mark_line,
        role.Shadow: tokens.line,
    }.items():
        made.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, name, tokens.ink3)
    return made
