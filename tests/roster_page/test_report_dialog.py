"""A report leaves: looked at, sealed, signed, and on the trail before it is on the disk (RPT-2, RPT-4, SIG-1)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.roster.records import NewPerson
from db.store.query import Query
from desktop.exporting.period import PROPOSED, Extent
from desktop.places import export
from desktop.widgets.buttons import Button
from desktop.widgets.sign_dialog import SignDialog
from tests.window_driver import Screen, settle, until


class ReportDriver:
    """The export dialog of a kind of report."""

    def __init__(self, screen: Screen, kind: str, **given: object) -> None:
        self.screen = screen
        export(screen.parts, kind, given)
        self.dialog = screen.dialog("report-dialog")
        until(lambda: self.dialog.preview.pages or self.dialog.trouble.text(), "the preview")  # type: ignore[attr-defined]

    def choose_file(self, name: str) -> None:
        self.screen.dialog("choose-file").fileSelected.emit(str(self.screen.path(name)))  # type: ignore[attr-defined]
        self.screen.dialog("choose-file").reject()


@pytest.fixture
def peopled(inside: Screen) -> Screen:
    inside.ask(lambda site: site.people.add_person(NewPerson("Müller-Østergård", "Änne", role="Study nurse")))
    return inside


@pytest.mark.requirement("RPT-4", "RPT-2")
def test_a_report_is_previewed_and_saved_with_its_seal(peopled: Screen) -> None:
    report = ReportDriver(peopled, "roster")
    assert report.dialog.preview.pages == 1  # type: ignore[attr-defined]
    peopled.click("report-save")
    report.choose_file("roster.pdf")
    until(lambda: peopled.path("roster.pdf").exists(), "the file")
    peopled.dialog("tell").accept()
    exports = peopled.ask(lambda site: site.signing.exports(Query()).rows)
    assert [one.file for one in exports] == ["roster.pdf"]  # type: ignore[attr-defined]


@pytest.mark.requirement("SIG-1")
def test_signing_asks_passphrase_and_a_fresh_code_and_names_the_signer(peopled: Screen) -> None:
    from desktop.reports.verifying import verify

    report = ReportDriver(peopled, "roster")
    peopled.click("report-sign")
    report.choose_file("signed.pdf")
    dialog = peopled.dialog("sign-dialog")
    assert isinstance(dialog, SignDialog)
    sign(peopled, dialog, "wrong passphrase")
    until(lambda: dialog.trouble.text(), "the refusal")
    assert not peopled.path("signed.pdf").exists()
    sign(peopled, dialog, peopled.house.zoe.passphrase)
    until(lambda: peopled.path("signed.pdf").exists() or "Look at it again" in dialog.trouble.text(), "the file")
    if not peopled.path("signed.pdf").exists():
        raise AssertionError(dialog.trouble.text())
    settle()
    verdict = verify(peopled.path("signed.pdf"))
    assert verdict.valid and [(one.name, one.meaning) for one in verdict.signers] == [("Zoë Brandt", "reviewed")]


def sign(screen: Screen, dialog: SignDialog, passphrase: str) -> None:
    dialog.passphrase.set_value(passphrase)
    dialog.boxes.setText(screen.house.zoe.code())
    until(dialog.go.isEnabled, "the button")
    dialog.go.click()


@pytest.mark.requirement("SIG-1")
def test_what_changed_since_it_was_shown_is_not_signed_unseen(peopled: Screen) -> None:
    report = ReportDriver(peopled, "roster")
    peopled.click("report-sign")
    report.choose_file("stale.pdf")
    dialog = peopled.dialog("sign-dialog")
    assert isinstance(dialog, SignDialog)
    peopled.ask(lambda site: site.people.add_person(NewPerson("Later", "Somebody")))
    sign(peopled, dialog, peopled.house.zoe.passphrase)
    until(lambda: dialog.trouble.text(), "the refusal")
    assert "Records changed" in dialog.trouble.text() and not peopled.path("stale.pdf").exists()


def test_one_person_s_file_asks_whose(peopled: Screen) -> None:
    export(peopled.parts, "person", {})
    dialog = peopled.dialog("report-dialog")
    until(lambda: dialog.person.control.count(), "the people")  # type: ignore[attr-defined]
    assert not dialog.go.isEnabled()  # type: ignore[attr-defined]
    dialog.person.set_value(dialog.person.control.itemData(0))  # type: ignore[attr-defined]
    dialog.draw()  # type: ignore[attr-defined]
    until(lambda: dialog.preview.pages, "the preview")  # type: ignore[attr-defined]


def test_a_place_that_cannot_be_written_is_told(peopled: Screen) -> None:
    report = ReportDriver(peopled, "roster")
    report.dialog.save_to(peopled.path("nowhere") / "x.pdf")  # type: ignore[attr-defined]
    until(lambda: report.dialog.trouble.text(), "the words")  # type: ignore[attr-defined]
    assert "cannot be written" in report.dialog.trouble.text()  # type: ignore[attr-defined]


@pytest.mark.requirement("RPT-1", "USE-1")
def test_a_report_is_found_under_its_heading_by_typing_and_by_the_keys(peopled: Screen) -> None:
    peopled.go("reports")
    shelf = peopled.page.shelf
    assert [one.heading.text() for one in shelf.sections] == ["The whole site", "People", "Proof", "Quality", "Records"]
    shelf.lines[0].setFocus()
    QTest.keyClick(shelf.lines[0], Qt.Key.Key_Down)
    assert shelf.lines[1].hasFocus()
    peopled.type("search", "destruct")
    until(lambda: [one.text() for one in shelf.lines if one.isVisible()] == ["Certificate of destruction"], "the one")
    peopled.frame.top.field.clear()
    peopled.type("search", "training overdue")
    until(lambda: [one.text() for one in shelf.lines if one.isVisible()] == ["Training overdue"], "the other")
    peopled.click("report-training-overdue")
    peopled.dialog("report-dialog").reject()
    peopled.page.switch.setCurrentIndex(1)
    saving = [one for one in peopled.page.tables.findChildren(Button) if one.isVisible()]
    assert [one.objectName() for one in saving] == ["table-save-overdue", "table-form-overdue"]


@pytest.mark.requirement("USE-1")
def test_the_palette_opens_a_report_from_any_page(peopled: Screen) -> None:
    peopled.go("roster")
    peopled.frame.palette_sheet.ask()
    peopled.type("search", "site summary")
    QTest.keyClick(peopled.frame.top.field, Qt.Key.Key_Return)
    dialog = peopled.dialog("report-dialog")
    assert dialog.windowTitle() == "Export PDF: Site summary"
    dialog.reject()


@pytest.mark.requirement("AUD-4", "RPT-1")
def test_an_excerpt_of_the_trail_proposes_a_month_and_says_what_it_comes_to(peopled: Screen) -> None:
    today = peopled.house.clock.now().date()
    report = ReportDriver(peopled, "audit-excerpt")
    period = report.dialog.period  # type: ignore[attr-defined]
    assert period.where() == {"since": ((today - PROPOSED).isoformat(),)}
    assert re.fullmatch(r"\d+ entries, about (\d+ pages|a page)\.", period.comes_to.text())
    period.since.set_value((today + timedelta(days=1)).isoformat())
    report.dialog.draw()  # type: ignore[attr-defined]
    until(lambda: period.comes_to.text() == "0 entries, about a page.", "the other period")
    assert "Draw all" in period.draw_all.text()
    words = period.say(Extent(2_787, 367))
    assert words.startswith("About 367 pages.") and not period.draw_all.isHidden()
    until(lambda: report.dialog.preview.pages == 1, "the empty excerpt")  # type: ignore[attr-defined]
    report.dialog.reject()


@pytest.mark.requirement("AUD-4")
def test_the_trail_as_it_is_filtered_leaves_as_an_excerpt(peopled: Screen) -> None:
    peopled.go("audit")
    peopled.page.chips.choose("action", ["insert"])
    peopled.page.search("Østergård")
    peopled.click("trail-excerpt")
    dialog = peopled.dialog("report-dialog")
    until(lambda: dialog.preview.pages or dialog.trouble.text(), "the preview")  # type: ignore[attr-defined]
    options = dialog.options()  # type: ignore[attr-defined]
    assert (options.where, options.search) == ({"action": ("insert",)}, "Østergård")
    dialog.reject()
