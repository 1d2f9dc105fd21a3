"""December: the log is signed by three in turn; an inspector reads everything and changes nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton

from db.errors import Known, Refused
from db.site import Site
from db.store.query import Query
from desktop.reports.reading import read_report_bytes
from desktop.reports.verifying import verify
from tests.story import cast, window
from tests.story.cast import BRIGHT
from tests.story.delegating import open_log, show_line
from tests.story.year import Year
from tests.window_driver import settle, until

RAW = (
    "DELETE FROM main.delegation", "UPDATE main.person SET family_name = 'x'", "DELETE FROM main.audit",
    "WITH x AS (SELECT 1) INSERT INTO main.training_record (id) VALUES ('x')", "DROP TABLE delegation",
    "ATTACH ':memory:' AS x", "PRAGMA writable_schema = ON", "CREATE TEMP TABLE x (a)",
)  # fmt: skip

NOT_HERS = ("Add", "Import", "New", "Export", "Enrol", "Begin", "Ask for", "Sign", "Record")


def three_sign_the_log_in_turn(year: Year) -> None:
    """Tunde exports and signs it, Zoë and Tomoko sign the file they are sent; every reader accepts all of it."""
    papers = [year.screen.path(name) for name in ("authored.pdf", "reviewed.pdf", "approved.pdf")]
    year.on(12, 7, "tunde")
    _export_signed(year, papers[0], "authored", "tunde")
    year.on(12, 8)
    _sign_too(year, papers[0], papers[1], "reviewed", "zoe")
    year.on(12, 9, "tomoko")
    _sign_too(year, papers[1], papers[2], "approved", "tomoko")
    assert not year.screen.page.sign.isVisible() or not year.screen.page.actions(), "the approver closed it"
    verdict = year.ask(lambda site: verify(papers[2], site))
    assert (verdict.valid, verdict.trusted, verdict.on_trail) == (True, True, True)
    assert [(one.name, one.meaning) for one in verdict.signers] == [
        ("Tunde Adeyemi", "authored"), ("Zoë Brandt", "reviewed"), ("Tomoko Itō", "approved"),
    ]  # fmt: skip
    said = subprocess.run(["pdfsig", "-nocert", str(papers[2])], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature is Valid.") == 4, said  # the workspace's seal, then three people
    rows = read_report_bytes(papers[2].read_bytes()).data["rows"]
    assert sum(row["status"] == "active" for row in rows) == 6


def _export_signed(year: Year, path: Path, meaning: str, who: str) -> None:
    """The log as it stands now, from its page."""
    screen = year.screen
    open_log(year)
    screen.click("delegation-export")
    until(screen.dialogs, "which log")
    window.form(year, "log-version-dialog")
    screen.click("save")
    report: Any = screen.dialog("report-dialog")
    until(lambda: report.preview.pages or report.trouble.text(), "the preview")
    screen.click("report-sign")
    window.save_file(year, path.name)
    window.sign_as(year, who, meaning)
    window.put_away(year, "tell")


def _sign_too(year: Year, source: Path, path: Path, meaning: str, who: str) -> None:
    """A file somebody was sent: verified, looked at, signed."""
    screen = year.screen
    screen.go("verify", str(source))
    until(screen.page.sign.isVisible, "signing it too being offered")
    screen.click("verify-sign")
    until(lambda: screen.dialog("countersign-dialog").preview.pages, "its pages")  # type: ignore[attr-defined]
    screen.click("countersign-sign")
    window.save_file(year, path.name)
    window.sign_as(year, who, meaning)
    until(lambda: screen.page.selected_record() == str(path), "the signed copy being verified")


def an_inspector_reads_and_changes_nothing(year: Year) -> None:
    """Zoë hands her laptop to Frances: BRIGHT-2 alone, for an hour. What was a breach is shown as one; nothing can be
    changed, by window or by raw SQL; what she opens is on the trail; Zoë's factors end it."""
    year.on(12, 14)
    _hand_over(year)
    screen = year.screen
    assert [one.code for one in year.ask(lambda site: site.people.studies(Query()).rows)] == [BRIGHT]
    _reads(year)
    year.ask(_writes_nothing)
    year.on(12, 15)
    assert screen.frame.rail.person.text() == "Zoë Brandt"
    seen = year.ask(lambda site: site.trail.page(Query(where={"role": ["inspector"]}, limit=1_000)).rows)
    done = {one.action for one in seen}
    assert {"log-in", "view", "refusal", "log-out"} <= done <= {"log-in", "view", "refusal", "log-out", "lock"}
    assert {one.table for one in seen if one.action == "view"} >= {"delegation", "deviation"}
    assert year.ask(lambda site: site.trail.verify()).good


def _hand_over(year: Year) -> None:
    screen = year.screen
    screen.go("settings")
    screen.click("settings-visitor")
    window.save(year, "visitor-dialog", **{"visitor-name": "Frances Moreau", "visitor-role": "inspector",
                                           "visitor-study": year.study()})  # fmt: skip
    window.shown(year, "Frances Moreau")
    screen.click("user-hand-over")
    window.form(year, "hand-over-dialog")
    before = screen.parts.program.frame
    screen.click("save")
    until(lambda: screen.parts.program.frame not in (before, None), "the program being hers")
    until(lambda: screen.frame.rail.site.text(), "the frame's facts")
    assert screen.frame.rail.person.text() == "Frances Moreau"


def _reads(year: Year) -> None:
    """The log with its breach, the deviations, the trail searched and verified, a PDF."""
    screen = year.screen
    open_log(year)
    assert len(screen.page.log.lines) == 13, "whoever stands in the log is seen with it"
    show_line(year, cast.SEAN, "10")
    line = next(one for one in screen.page.log.lines if one.person == cast.SEAN.name)
    assert set(line.breaches) == {"before training", "before approval"} and line.late
    screen.go("incidents")
    screen.page.switch.setCurrentIndex(1)
    window.first_row(year, screen.page.view.table, 2)
    screen.go("audit")
    screen.page.search("Seán")
    until(lambda: 0 < screen.page.table.model.rowCount() < 100, "what was found")
    screen.click("trail-verify")
    until(lambda: "Verified whole" in screen.page.sentence.text(), "the verification")
    screen.go("verify", str(screen.path("approved.pdf")))
    until(screen.page.view.isVisible, "the verdict")
    assert screen.page.view.outcome.text() == "Valid: whole, and from where it says"
    for place in tuple(screen.frame._places):
        screen.go(place)
        settle()
        assert not screen.dialogs(), [one.words.text() for one in screen.dialogs()]  # type: ignore[attr-defined]
        words = [one.text() for one in screen.window.findChildren(QAbstractButton) if one.isVisible()]
        assert not [one for one in words if one.startswith(NOT_HERS)], place


def _writes_nothing(site: Site) -> None:
    for sql in RAW:
        with pytest.raises(Refused):
            site.store.rows(sql)
    for line in site.delegation.delegations().rows:
        with pytest.raises(Known), site.change("no") as change:
            change.update("delegation", line.id, {"comment": "no"})
