"""Filter chips: what is shown, said in words, and one key (Esc) to show everything again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from desktop.widgets.flow import FlowHost
from desktop.widgets.fonts import Type
from desktop.widgets.icons import draw_icon
from desktop.widgets.paint import draw_box, draw_text
from desktop.widgets.popover import ChoicePopover, DatePopover
from desktop.widgets.theme import theme

CENTRE = Qt.AlignmentFlag.AlignHCenter


class Chip(QAbstractButton):
    """A pill with words. Lit, it carries a cross: clicking that, Delete or Backspace, clears it."""

    cleared = Signal()

    def __init__(self, text: str, name: str = "", parent: QWidget | None = None, *, still: bool = False) -> None:
        super().__init__(parent)
        self._lit = False
        self._clearable = True
        self._key = ""
        self._still = still
        self.setText(text)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if still else Qt.FocusPolicy.StrongFocus)
        theme().changed.connect(self._restyle)

    @property
    def lit(self) -> bool:
        return self._lit

    def show_as(self, text: str, lit: bool, clearable: bool = True) -> None:
        """New words, and whether the filter is on."""
        self._lit, self._clearable = lit, clearable
        self.setText(text)
        self.setAccessibleDescription(self.tr("on; Delete clears it") if lit and clearable else "")
        self._restyle()

    def set_key(self, key: str) -> None:
        """A key cap shown behind the words, such as Esc."""
        self._key = key
        self._restyle()

    def sizeHint(self) -> QSize:
        look = theme()
        metrics = QFontMetrics(look.font(Type.LABEL_STRONG if self._lit else Type.LABEL))
        width = metrics.horizontalAdvance(self.text()) + 21
        if self._lit and self._clearable:
            width += look.px(17)
        if self._key:
            width += QFontMetrics(look.font(Type.SMALL)).horizontalAdvance(self._key) + 16
        return QSize(width, look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, tokens = theme(), theme().tokens
        painter = QPainter(self)
        box = QRectF(self.rect())
        over = self.underMouse() and not self._still
        corner = box.height() / 2
        if self._lit:
            draw_box(painter, box, corner, tokens.accent_ground, tokens.accent if over else None)
        else:
            draw_box(painter, box, corner, tokens.hover if over else tokens.sheet, tokens.line)
        font = look.font(Type.LABEL_STRONG if self._lit else Type.LABEL)
        ink = tokens.accent if self._lit else tokens.ink2
        words = box.adjusted(10.5, 0, 0, 0)
        words.setWidth(QFontMetrics(font).horizontalAdvance(self.text()) + 1)
        draw_text(painter, self._mirrored(words), self.text(), font, ink)
        if self._lit and self._clearable:
            draw_icon(painter, "close", self._cross().adjusted(2, 2, -2, -2), ink)
        if self._key:
            small = look.font(Type.SMALL)
            width = QFontMetrics(small).horizontalAdvance(self._key) + 10
            cap = QRectF(words.right() + 6, 0, width, box.height() - 8)
            cap.moveTop(4)
            cap = self._mirrored(cap)
            draw_box(painter, cap, 4, tokens.ground, tokens.line)
            draw_text(painter, cap, self._key, small, tokens.ink2, CENTRE)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        on_cross = self._lit and self._clearable and self._cross().adjusted(-3, -6, 6, 6).contains(event.position())
        if on_cross and event.button() is Qt.MouseButton.LeftButton:
            self.setDown(False)
            self.cleared.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._lit and self._clearable:
            self.cleared.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
        else:
            super().keyPressEvent(event)

    def _cross(self) -> QRectF:
        side = float(theme().px(14))
        return self._mirrored(QRectF(self.width() - side - 9, (self.height() - side) / 2, side, side))

    def _mirrored(self, rect: QRectF) -> QRectF:
        return QRectF(QStyle.visualRect(self.layoutDirection(), self.rect(), rect.toAlignedRect()))

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


@dataclass
class _Filter:
    chip: Chip
    label: str
    options: list[tuple[str, str]]
    chosen: tuple[str, ...]
    many: bool
    dated: bool = False
    usual: tuple[str, tuple[str, ...]] = ("", ())


class ChipFlow(FlowHost):
    """The filter chips of a page. ``changed`` follows every choice of the person; values are read with `values`."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters: dict[str, _Filter] = {}
        self._count = Chip("", "chip-count", self, still=True)
        self._clear = Chip(self.tr("Clear"), "chip-clear", self)
        self._clear.set_key(self.tr("Esc"))
        self._clear.setAccessibleName(self.tr("Clear all filters"))
        self._clear.clicked.connect(self.clear)
        self.flow.add_end(self._count)
        self.flow.add_end(self._clear)
        self._count.hide()
        self._clear.hide()

    def add_choice(
        self,
        key: str,
        label: str,
        options: Sequence[tuple[str, str]],
        *,
        many: bool = True,
        usual: Sequence[str] = (),
        usual_words: str = "",
    ) -> None:
        """A chip that offers ``options`` (value, words). ``usual``: what is chosen at first, and what it is called."""
        chip = Chip(label, f"chip-{key}", self)
        usually = (usual_words, tuple(usual))
        self._add(key, _Filter(chip, label, list(options), tuple(usual), many, usual=usually))

    def add_date(self, key: str, label: str, unset: str) -> None:
        """A chip for one past day; ``label`` with %1 for the day, ``unset`` while none is chosen. Value: ISO day."""
        self._add(key, _Filter(Chip(unset, f"chip-{key}", self), label, [("", unset)], (), False, dated=True))

    def set_options(self, key: str, options: Sequence[tuple[str, str]]) -> None:
        """Other options; what was chosen and is no longer offered is dropped, silently."""
        held = self._filters[key]
        held.options = list(options)
        offered = {value for value, _ in options}
        held.chosen = tuple(value for value in held.chosen if value in offered)
        self._show(key)

    def choose(self, key: str, values: Sequence[str], *, quiet: bool = False) -> None:
        """Set a filter. ``quiet`` leaves ``changed`` unsaid (restoring a person's own filters)."""
        self._filters[key].chosen = tuple(values)
        self._show(key)
        if not quiet:
            self.changed.emit()

    def choose_only(self, where: Mapping[str, Sequence[str]]) -> None:
        """These filters and no others. A value that is not offered yet is shown by its own name."""
        for key, held in self._filters.items():
            held.chosen = tuple(where.get(key, ()))
            self._show(key)
        self.changed.emit()

    def values(self) -> Mapping[str, tuple[str, ...]]:
        """What is chosen, by key; an empty tuple means no restriction."""
        return {key: held.chosen for key, held in self._filters.items()}

    def value(self, key: str) -> str:
        """The one value of a single choice, or the empty text."""
        chosen = self._filters[key].chosen
        return chosen[0] if chosen else ""

    def show_count(self, shown: int, of: int) -> None:
        """Say how many of how many are shown."""
        self._count.show_as(self.tr("{0} of {1} shown").format(f"{shown:,}", f"{of:,}"), lit=False)
        self._count.show()
        self._clear.setVisible(self.is_filtered())

    def is_filtered(self) -> bool:
        """Whether anything is chosen at all."""
        return any(held.chosen for held in self._filters.values())

    def clear(self) -> None:
        """Back to no restriction at all."""
        if not self.is_filtered():
            return
        for key, held in self._filters.items():
            held.chosen = ()
            self._show(key)
        self.changed.emit()

    def chip(self, key: str) -> Chip:
        return self._filters[key].chip

    def _add(self, key: str, held: _Filter) -> None:
        self._filters[key] = held
        held.chip.clicked.connect(lambda: self._open(key))
        held.chip.cleared.connect(lambda: self.choose(key, ()))
        self.flow.addWidget(held.chip)
        QWidget.setTabOrder(held.chip, self._clear)
        self._show(key)

    def _show(self, key: str) -> None:
        held = self._filters[key]
        words = dict(held.options)
        if not held.chosen:
            text = held.options[0][1] if held.dated else held.label
        elif held.usual[0] and held.chosen == held.usual[1]:
            text = held.usual[0]
        elif held.dated:
            text = held.label.replace("%1", DatePopover.shown(held.chosen[0]))
        else:
            said = [words.get(value, value) for value in held.chosen]
            text = said[0] if held.many is False or len(said) == 1 else f"{held.label}: {len(said)}"
            if len(said) == 2:
                text = ", ".join(said) if len("".join(said)) < 30 else text
        held.chip.show_as(text, bool(held.chosen))
        self._clear.setVisible(self.is_filtered())
        self.flow.invalidate()
        self.updateGeometry()

    def _open(self, key: str) -> None:
        held = self._filters[key]
        if held.dated:
            day = DatePopover(held.chosen[0] if held.chosen else "", held.chip)
            day.chosen.connect(lambda value: self.choose(key, (value,) if value else ()))
            day.open_below(held.chip)
            return
        if len(held.options) == 1:
            self.choose(key, () if held.chosen else (held.options[0][0],))
            return
        choice = ChoicePopover(held.label, held.options, held.chosen, held.many, held.chip)
        choice.chosen.connect(lambda values: self.choose(key, values))
        choice.open_below(held.chip)
