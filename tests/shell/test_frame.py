"""Finding the way: rail, palette, status line, everything by keyboard (USE-1)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView

from db.capa.records import NewCapa
from db.roster.records import NewPerson, NewStudy
from desktop.shell.places import Count
from tests.window_driver import Screen, settle, until

PAGES = ["home", "roster", "training", "audit", "reports", "verify", "settings"]


@pytest.mark.requirement("USE-1")
def test_arrows_walk_the_rail_and_skip_its_headings(inside: Screen) -> None:
    rail = inside.frame.rail.list
    pages = list(rail.keys())
    assert set(PAGES) <= set(pages) and (pages[0], pages[-1]) == ("home", "settings")
    rail.setFocus()
    seen = [inside.frame.place]
    for _ in pages[1:]:
        QTest.keyClick(rail, Qt.Key.Key_Down)
        seen.append(inside.frame.place)
    assert seen == pages


@pytest.mark.requirement("USE-1")
def test_ctrl_page_down_turns_the_pages(inside: Screen) -> None:
    for _ in range(len(inside.frame.rail.list.keys())):
        QTest.keyClick(inside.window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert inside.frame.place == "home"


@pytest.mark.requirement("USE-1")
def test_ctrl_k_finds_a_person_as_they_are_typed(inside: Screen) -> None:
    person = inside.ask(lambda site: site.people.add_person(NewPerson("Müller-Østergård", "Änne", role="Study nurse")))
    QTest.keyClick(inside.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = inside.frame.top.field
    assert field.hasFocus() and inside.frame.palette_sheet.isVisible()
    inside.type("search", "oster")
    until(lambda: inside.frame.palette_sheet.list.model().rowCount() and "Person" in offered(inside), "the person")
    QTest.keyClick(field, Qt.Key.Key_Return)
    until(lambda: inside.frame.place == "roster", "the roster")
    until(lambda: inside.page.inspector.title.text() == person.name, "the person being shown")
    assert field.text() == "" and not inside.frame.palette_sheet.isVisible()


@pytest.mark.requirement("USE-1")
def test_the_search_field_finds_records_of_every_register_from_home(inside: Screen) -> None:
    study = inside.ask(
        lambda site: site.people.add_study(NewStudy("BRIGHT-2", "BR2-301", title="Brightness of the morning"))
    )
    inside.ask(lambda site: site.capa.add(NewCapa("Consent form of the old version used", site.clock.now().date())))
    inside.frame.palette_sheet.ask()
    inside.type("search", "consent form")
    until(lambda: "CAPA: CAPA-2026-0001 Consent form of the old" in offered(inside), "the CAPA")
    inside.frame.top.field.clear()
    inside.type("search", "bright")
    until(lambda: "Study: BRIGHT-2" in offered(inside), "the study")
    QTest.keyClick(inside.frame.top.field, Qt.Key.Key_Return)
    until(lambda: inside.frame.place == "roster", "the roster")
    until(lambda: inside.page.studies.record() and inside.page.studies.record().id == study.id, "its study")


def offered(screen: Screen) -> str:
    return " ".join(spoken(screen.frame.palette_sheet.list))


def spoken(view: QAbstractItemView) -> list[str]:
    """What a screen reader says of each line."""
    model = view.model()
    return [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


@pytest.mark.requirement("USE-1")
def test_the_palette_knows_pages_and_the_actions_of_the_page(inside: Screen) -> None:
    inside.go("audit")
    inside.frame.palette_sheet.ask()
    inside.type("search", "verify")
    assert "Action: Verify whole trail" in offered(inside) and "Page: Verify" in offered(inside)
    QTest.keyClick(inside.frame.top.field, Qt.Key.Key_Escape)
    assert not inside.frame.palette_sheet.isVisible()
    inside.frame.palette_sheet.ask()
    inside.type("search", "lock now")
    QTest.keyClick(inside.frame.top.field, Qt.Key.Key_Return)
    until(lambda: inside.parts.program.frame is None, "the lock")


def test_counts_stand_only_where_something_waits(inside: Screen) -> None:
    rail = inside.frame.rail.list
    rail.set_counts({"roster": Count(3, True), "training": Count(0, False)})
    assert "Roster, 3 waiting" in spoken(rail) and "Training" in spoken(rail)


@pytest.mark.requirement("AUD-2")
def test_the_status_line_says_trail_head_and_verification(inside: Screen) -> None:
    until(lambda: "verified" in inside.frame.status.trail.text(), "the verification")
    pin = inside.ask(lambda site: site.store.head())
    words = inside.frame.status.trail.text()
    assert f"{pin.seq:,} entries" in words and pin.head[:4] in words and pin.head[-4:] in words
    time = inside.frame.status.time.text()
    assert time.startswith("23-Nov-2026 08:0") and time.endswith("+01:00")


@pytest.mark.requirement("RPT-4")
def test_a_pdf_let_fall_on_the_window_is_verified(inside: Screen) -> None:
    from db.store.query import Query
    from desktop.reports.exporting import export
    from desktop.reports.options import ReportOptions

    path = inside.path("roster.pdf")
    inside.ask(lambda site: export(site, "roster", path, ReportOptions()))
    drop(inside, str(path))
    until(lambda: inside.frame.place == "verify" and inside.page.view.isVisible(), "the verdict")
    assert inside.page.view.outcome.text().startswith("Valid")
    assert "This very file left this workspace" in inside.page.view.text()
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    inside.page.view.hide()
    drop(inside, str(path))
    until(lambda: inside.page.view.isVisible() or inside.dialogs(), "the verdict")
    assert "Not valid" in inside.page.view.outcome.text() or inside.dialogs()
    assert inside.ask(lambda site: site.trail.page(Query(where={"action": ["export"]})).matching) == 1


def drop(screen: Screen, path: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path)])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    screen.window.dropEvent(event)


@pytest.mark.requirement("RPT-4")
def test_a_pdf_let_fall_on_the_locked_window_is_verified_without_a_workspace(screen: Screen) -> None:
    screen.open_gate()
    path = screen.path("no.pdf")
    path.write_bytes(b"not a pdf at all")
    drop(screen, str(path))
    dialog = screen.dialog("verdict-dialog")
    until(lambda: dialog.trouble.text(), "the words")
    assert "PDF" in dialog.trouble.text()


@pytest.mark.requirement("USE-1")
def test_light_dark_and_text_size_change_at_once(inside: Screen) -> None:
    from desktop.widgets.theme import theme

    inside.go("settings")
    preferences = inside.parts.preferences
    preferences.appearance = "dark"
    assert theme().is_dark
    preferences.scale = 1.5
    settle()
    assert inside.frame.rail.width() == 318
    preferences.appearance, preferences.scale = "light", 1.0
    assert not theme().is_dark


@pytest.mark.requirement("USE-1")
def test_a_write_is_told_with_its_place_on_the_trail(inside: Screen) -> None:
    last = inside.ask(lambda site: site.store.head().seq)
    inside.parts.jobs.write(lambda site: site.people.add_person(NewPerson("O’Neil", "Seán")), lambda _: None)
    until(lambda: inside.frame.status.note.text() == f"Saved. Entry {last + 1} of the trail.", "the words")
    inside.frame.page.done.emit("Seán O’Neil is on the roster.")
    assert inside.frame.status.note.text() == f"Seán O’Neil is on the roster. Entry {last + 1} of the trail."
    inside.frame.status._while.timeout.emit()
    assert inside.frame.status.note.text() == ""
