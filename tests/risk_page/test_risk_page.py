"""The risk page by keyboard and mouse: library, matrix, way, treatment, acceptance."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from db.risk.records import Position
from db.roster.records import NewPerson
from db.site import Site
from tests.window_driver import Screen, settle, until


class RiskDriver:
    """What a person does on the risk page."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        screen.go("risk")
        self.page = screen.page
        self.wait()

    def wait(self) -> None:
        until(lambda: not self.page.table.model.is_loading, "the table")
        settle()

    def titles(self) -> list[str]:
        model = self.page.table.model
        until(lambda: not model.is_loading, "the table")
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def choose(self, row: int) -> str:
        title = self.titles()[row]
        self.page.table.select_row(row)
        until(lambda: self.page.inspector.title.text() == title, title)
        return title

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.page.matrix, key)

    def closed(self) -> None:
        until(lambda: not self.screen.dialogs(), "the dialogs closing")


@pytest.fixture
def page(inside: Screen) -> RiskDriver:
    def people(site: Site) -> None:
        site.people.add_person(NewPerson("Castillo Ruiz", "Inés", start=date(2024, 1, 1)))
        hugo = site.people.add_person(NewPerson("Lindqvist", "Hugo", start=date(2024, 1, 1)))
        site.risk.take_over(["phishing", "ransomware", "paper-water"], hugo.id)

    inside.ask(people)
    return RiskDriver(inside)


@pytest.mark.requirement("RSK-1")
def test_the_library_is_ticked_and_taken_over(page: RiskDriver) -> None:
    page.screen.click("risk-library")
    dialog = page.screen.dialog("library-dialog")
    assert len(dialog.ticks) >= 15 and not dialog.go.isEnabled()
    assert not dialog.ticks["phishing"].isEnabled(), "it is here already"
    dialog.ticks["laptop-lost"].setChecked(True)
    assert dialog.go.text() == "Take over 1"
    page.screen.click("take")
    page.closed()
    until(lambda: "Study laptop lost or stolen off site" in page.titles(), "the new risk")


@pytest.mark.requirement("RSK-1", "USE-1")
def test_the_matrix_is_walked_by_keys_shows_a_cells_risks_and_the_way_of_one(page: RiskDriver) -> None:
    matrix = page.page.matrix
    until(lambda: matrix.at(Position(4, 4)), "the spots")
    page.press(Qt.Key.Key_Up, Qt.Key.Key_Right)
    assert matrix.place == Position(4, 4)
    assert "likely and major: very high, score 16; R-0001" in matrix.accessibleName()
    page.press(Qt.Key.Key_Return)
    until(lambda: page.titles() == ["Credentials given away to a phishing message"], "the cell's risks")
    page.choose(0)
    until(lambda: "from score 20 to 16 today and 6 after treatment" in matrix.accessibleName(), "the way")
    page.press(Qt.Key.Key_Escape)
    until(lambda: len(page.titles()) == 3, "all risks again")
    page.page.axis.setCurrentIndex(2)
    page.wait()
    assert matrix.at(Position(2, 3)) and not matrix.at(Position(4, 4))
    page.page.switch.setCurrentIndex(2)
    bars = page.page.figures.bars
    until(lambda: bars and "Nov-2026: 3, 0" in bars["trend"].accessibleName(), "the figures")
    assert "Very high: 1" in bars["level"].accessibleName()
    page.page.figures.chips.choose("as-of", ("2026-11-01",))
    until(lambda: "Very high: 0" in bars["level"].accessibleName(), "the figures of that day")
    page.page.switch.setCurrentIndex(0)
    page.page.filters.choose("as-of", ("2026-11-01",))
    assert page.titles() == [], "nothing was known then"


@pytest.mark.requirement("RSK-1")
def test_assets_threats_and_vulnerabilities_are_kept_beside_the_risks(page: RiskDriver) -> None:
    screen, elements = page.screen, page.page.elements
    page.page.switch.setCurrentIndex(1)
    until(lambda: elements.table.model.rowCount() >= 6, "what the risks name")
    screen.click("element-add")
    dialog = screen.dialog("element-dialog")
    dialog.fields["name"].set_value("Archive key")
    dialog.fields["type"].set_value("device")
    dialog.fields["place"].set_value("Safe in room 3.114")
    screen.click("save")
    page.closed()
    until(lambda: page.page.inspector.title.text() == "Archive key", "the new asset")
    screen.click("element-change")
    dialog = screen.dialog("element-dialog")
    assert (dialog.fields["type"].value(), dialog.fields["place"].value()) == ("device", "Safe in room 3.114")
    dialog.fields["name"].set_value("Key of the archive")
    screen.click("save")
    reason = screen.dialog("reason-dialog")
    reason.choice.set_value("other")
    reason.own.set_value("Clearer")
    screen.click("do")
    page.closed()
    until(lambda: page.page.inspector.title.text() == "Key of the archive", "the new name")
    screen.click("element-end")
    dialog = screen.dialog("element-end-dialog")
    dialog.fields["ended"].set_value("2026-11-23")
    dialog.fields["why"].set_value("Lock changed")
    screen.click("save")
    page.closed()
    until(lambda: page.page.inspector.tag.text().endswith("out of use"), "its end")
    page.page.switch.setCurrentIndex(0)
    page.choose(0)


@pytest.mark.requirement("RSK-1", "ROL-4")
def test_treatment_review_and_acceptance_by_somebody_else_until_a_day(page: RiskDriver) -> None:
    screen = page.screen
    page.choose(0)
    screen.click("risk-treat")
    dialog = screen.dialog("action-dialog")
    dialog.fields["what"].set_value("Second factor on every mailbox")
    dialog.fields["owner"].set_value(str(dialog.fields["owner"].control.itemData(0)))
    dialog.fields["due"].set_value("2026-12-31")
    screen.click("save")
    page.closed()
    until(lambda: page.page.inspector.tag.text().endswith("in treatment"), "the treatment")
    until(lambda: page.page.treatment.moments(), "the action")
    screen.click("risk-accept")
    dialog = screen.dialog("accept-dialog")
    offered = [dialog.fields["approver"].control.itemText(n) for n in range(dialog.fields["approver"].control.count())]
    assert "Lindqvist, Hugo" not in offered, "the owner cannot accept it"
    castillo = offered.index("Castillo Ruiz, Inés")
    dialog.fields["approver"].set_value(str(dialog.fields["approver"].control.itemData(castillo)))
    dialog.fields["reason"].set_value("Until the tool is replaced")
    dialog.fields["ends"].set_value("2030-01-01")
    screen.click("save")
    trouble = screen.find(QLabel, "trouble", dialog)
    until(lambda: "longer than two years" in trouble.text(), "the refusal")
    dialog.fields["ends"].set_value("2027-11-01")
    screen.click("save")
    page.closed()
    until(lambda: len(page.page.treatment.moments()) == 2, "the acceptance")
    assert any("Acceptance by Castillo Ruiz, Inés, to sign" in one.title for one in page.page.treatment.moments())


@pytest.mark.requirement("RSK-1")
def test_a_residual_above_the_current_place_is_refused_and_a_new_risk_is_added(page: RiskDriver) -> None:
    screen = page.screen
    screen.click("risk-add")
    dialog = screen.dialog("risk-dialog")
    dialog.fields["title"].set_value("Key of the archive lost")
    for axis, step in (("inherent", "4"), ("current", "3"), ("residual", "4")):
        for part in ("likelihood", "impact"):
            dialog.fields[f"{axis}_{part}"].set_value(step)
    screen.click("save")
    trouble = screen.find(QLabel, "trouble", dialog)
    until(lambda: "residual risk would lie above" in trouble.text(), "the refusal")
    dialog.fields["residual_likelihood"].set_value("1")
    dialog.fields["residual_impact"].set_value("2")
    screen.click("save")
    page.closed()
    until(lambda: "Key of the archive lost" in page.titles(), "the new risk")
