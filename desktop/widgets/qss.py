"""The one style sheet: text fields, menus, scroll bars, tool tips. Everything else is painted.

No rule may name QTableView (a rule there costs the scroll blitting) or set a font (the weight axis is lost).
"""

from __future__ import annotations

from string import Template

from desktop.widgets.tokens import Tokens

_SHEET = Template("""
* { outline: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollArea { background: transparent; border: 0; }
QLineEdit, QPlainTextEdit {
  background: $sheet; color: $ink1; border: 1px solid $line; border-radius: 7px;
  padding: ${pad}px 10px; selection-background-color: $accent; selection-color: $on_accent;
  lineedit-password-character: 8226;
}
QPlainTextEdit { padding: 4px 6px; }
QLineEdit:hover, QPlainTextEdit:hover { border-color: $mark_line; }
QLineEdit:focus, QPlainTextEdit:focus { border: 1px solid $accent; }
QLineEdit:disabled, QPlainTextEdit:disabled { background: $ground; color: $ink3; }
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] { background: $ground; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 1px solid $late; }
QComboBox QLineEdit { border: 0; background: transparent; padding: 0 4px; }
QComboBox QLineEdit:focus { border: 0; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; border: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; border: 0; }
QScrollBar::handle { background: $line; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $mark_line; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: $sheet; color: $ink1; border: 1px solid $line; padding: 4px 6px; }
QMenu { background: $sheet; color: $ink1; border: 1px solid $line; border-radius: 7px; padding: 4px; }
QMenu::item { padding: 5px 22px 5px 12px; border-radius: 5px; }
QMenu::item:selected { background: $accent_ground; color: $ink1; }
QMenu::item:disabled { color: $ink3; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 6px; }
""")


def style_sheet(tokens: Tokens, scale: float) -> str:
    """The style sheet of a set of colours at a text scale."""
    colours = {name: getattr(tokens, name).name() for name in tokens.__dataclass_fields__}
    return _SHEET.substitute(colours, pad=round(6 * scale))
