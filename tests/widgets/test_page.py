"""The page round it all: drawer, Esc, focus ring, names for screen readers, both themes, all sizes, both directions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db.clock import SetClock
from desktop.widgets.banner import Banner
from desktop.widgets.buttons import Button, IconButton, LinkButton
from desktop.widgets.focus import FocusRing
from desktop.widgets.passphrase import PassphraseField
from desktop.widgets.progress import ProgressSheet
from desktop.widgets.prompts import Prompts, ReasonDialog
from desktop.widgets.sign_dialog import SignDialog, SignItem
from desktop.widgets.text import Em, Sentence, Text
from desktop.widgets.theme import theme
from desktop.widgets.timeline import ACCESSIBLE, Moment, TimeLine
from tests.widgets import gallery
from tests.widgets.gallery import GalleryPage
from tests.widgets.qt import focusable, nameless, process, spoken_name


def page_of(window: QWidget) -> GalleryPage:
    frame = gallery.build(window)
    frame.setGeometry(0, 0, 1440, 900)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    process()
    page = frame.page
    assert isinstance(page, GalleryPage)
    return page


def test_esc_shows_everything_again() -> None:
    window = QWidget()
    page = page_of(window)
    assert page.chips.is_filtered()
    page.map.view.setFocus()
    QTest.keyClick(page.map.view, Qt.Key.Key_Escape)
    assert not page.chips.is_filtered()


@pytest.mark.requirement("USE-1")
def test_at_150_percent_the_inspector_is_a_drawer_that_esc_closes() -> None:
    window = QWidget()
    page = page_of(window)
    assert page.inspector.isVisible() and not page.inspector_is_drawer
    theme().use(scale=1.5)
    process()
    assert page.inspector_is_drawer and not page.inspector.isVisible()
    page.open_inspector()
    assert page.inspector.isVisible() and page.inspector.cross.isVisible()
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.inspector.isVisible() and page.chips.is_filtered()


@pytest.mark.requirement("USE-1")
def test_every_widget_that_tab_reaches_has_a_name() -> None:
    window = QWidget()
    page_of(window)
    assert len(focusable(window)) > 15
    assert nameless(window) == []


DIALOGS: dict[str, Callable[[QWidget], QWidget]] = {
    "reason": lambda window: ReasonDialog("Why?", "", (), "Save", window),
    "sign": lambda window: SignDialog(
        [SignItem("One", [("a", "b")])], [("reviewed", "reviewed")], lambda *_: None,
        SetClock(datetime.fromisoformat("2026-11-23T12:00:00+01:00")), window,
    ),
    "confirm": lambda window: Prompts(window).confirm("Sure?", "", "Do", lambda: None),
}  # fmt: skip


@pytest.mark.parametrize("kind", DIALOGS)
def test_every_widget_of_the_dialogs_has_a_name(kind: str) -> None:
    window = QWidget()
    window.show()
    dialog = DIALOGS[kind](window)
    dialog.show()
    process()
    assert nameless(dialog) == []


@pytest.mark.requirement("USE-1")
def test_tab_walks_through_the_whole_page_and_comes_back() -> None:
    window = QWidget()
    page = page_of(window)
    start = page.chips.chip("study")
    start.setFocus()
    seen = []
    for _ in range(60):
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is start:
            break
    assert page.map.view in seen and page.inspector.tabs.bar in seen
    assert QApplication.focusWidget() is start


def test_the_focus_ring_is_for_who_uses_the_keyboard() -> None:
    window = QWidget()
    page = page_of(window)
    ring = FocusRing(window)
    window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
    page.chips.chip("role").setFocus(Qt.FocusReason.MouseFocusReason)
    process()
    assert not ring.isVisible()
    QTest.keyClick(page.chips.chip("role"), Qt.Key.Key_Tab)
    process()
    focus = QApplication.focusWidget()
    assert focus is not None and ring.isVisible()
    inside = ring.geometry().adjusted(3, 3, -3, -3)
    assert inside.size() == focus.size()
    focus.hide()
    process()
    assert not ring.isVisible() or QApplication.focusWidget() is not focus


@pytest.mark.requirement("USE-1")
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
@pytest.mark.parametrize("rtl", [False, True])
def test_the_page_of_the_look_can_be_painted_every_way(mode: str, scale: float, rtl: bool, tmp_path: Path) -> None:
    gallery.picture(str(tmp_path / "page.png"), mode, scale, rtl)  # type: ignore[arg-type]
    assert (tmp_path / "page.png").stat().st_size > 40_000


@pytest.mark.requirement("USE-1")
def test_theme_and_size_are_switched_live_and_back() -> None:
    window = QWidget()
    page_of(window)
    first = window.grab().toImage()
    for mode, scale in (("dark", 1.0), ("dark", 1.25), ("light", 1.25)):
        theme().use(mode, scale)  # type: ignore[arg-type]
        process()
        assert window.grab().toImage() != first
    theme().use("light", 1.0)
    process()
    assert window.grab().toImage() == first


def test_a_sentence_is_read_as_one_and_wraps() -> None:
    sentence = Sentence(("62 people · ", Em("5 gaps", "late"), " hold up 2 delegations"))
    assert spoken_name(sentence) == "62 people · 5 gaps hold up 2 delegations"
    assert sentence.heightForWidth(90) > sentence.heightForWidth(600)


def test_what_people_typed_is_never_markup() -> None:
    label = Text("<b>O’Neil</b> & Sons")
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert spoken_name(label) == "<b>O’Neil</b> & Sons"


def test_the_time_line_is_heard_event_by_event() -> None:
    line = TimeLine("History")
    line.resize(300, 300)
    line.show_moments([Moment("Recorded: v2.1", "Tunde Adeyemi · 14-May-2026 15:58 +02:00", id="7")])
    line.show()
    opened: list[str] = []
    line.opened.connect(opened.append)
    line.setCurrentIndex(line.model().index(0, 0))
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert opened == ["7"]
    heard = line.model().data(line.model().index(0, 0), ACCESSIBLE)
    assert heard == "Recorded: v2.1. Tunde Adeyemi · 14-May-2026 15:58 +02:00"


def test_long_work_is_shown_and_stopped_once() -> None:
    sheet = ProgressSheet("Importing people.xlsx")
    stopped: list[bool] = []
    sheet.cancelled.connect(lambda: stopped.append(True))
    sheet.show_progress(12_000, 50_000)
    assert sheet.count.text() == "12,000 of 50,000" and sheet.bar.value() == 240
    assert spoken_name(sheet.stop) == "Cancel: Importing people.xlsx"
    sheet.stop.click()
    sheet.stop.click()
    assert stopped == [True]


def test_banners_and_small_things_paint() -> None:
    for kind in ("demonstration", "finding", "note"):
        banner = Banner(kind, ("A sentence.",), (Button("Look"),))  # type: ignore[arg-type]
        banner.resize(600, 40)
        banner.grab()
    for widget in (LinkButton("verify"), IconButton("close", "Close"), Button("Away", "danger", small=True)):
        widget.setEnabled(False)
        widget.grab()
    field = PassphraseField("Passphrase")
    field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    field.grab()
