"""In the window: the sheet is printed, comes back signed, is filed with its scan, and is looked at (SIG-3)."""

from __future__ import annotations

from typing import Any

import pytest

from db.roster.records import NewPerson
from tests.window_driver import Screen, until


@pytest.mark.requirement("SIG-3")
def test_a_signed_sheet_is_filed_and_looked_at(inside: Screen) -> None:
    grainne: Any = inside.ask(lambda site: site.people.add_person(NewPerson("Ó Súilleabháin", "Gráinne")))
    inside.go("signing", "sheet")
    page = inside.page
    until(lambda: page.sheet.may_write, "the signature sheet")
    inside.click("specimen-print")
    report: Any = inside.dialog("report-dialog")
    until(lambda: report.preview.pages or report.trouble.text(), "the sheet to be printed")
    report.reject()
    inside.click("specimen-file")
    dialog: Any = inside.dialog("specimen-dialog")
    inside.click("specimen-save")
    until(dialog.trouble.isVisible, "nobody being ticked")
    dialog.people.tick([grainne.id])
    assert dialog.initials[grainne.id].value() == "GÓS"
    dialog.initials[grainne.id].set_value("GOS")
    dialog.signed.set_value("2026-11-20")
    dialog.where.set_value("Binder 1")
    scan = inside.path("sheet.pdf")
    scan.write_bytes(b"%PDF-1.7 a sheet signed in ink")
    dialog.scan.set_path(scan)
    inside.click("specimen-save")
    until(lambda: not inside.dialogs(), "the sheet being filed")
    until(lambda: page.sheet.table.model.rowCount() == 1, "the line")
    page.sheet.table.select_row(0)
    until(lambda: page.inspector.title.text() == "Ó Súilleabháin, Gráinne", "the specimen")
    assert inside.ask(lambda site: dict(site.signing.specimens.initials())) == {grainne.id: "GOS"}
