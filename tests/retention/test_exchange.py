"""The schedule leaves and comes in: calendar, sheet, PDF (RET-4, EXC-1, RPT-1)."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from db.site import Site
from desktop.exchange.calendar_file import calendar, retention_days
from desktop.exchange.importing import known_facts, plan_import
from desktop.exchange.listing import listing
from desktop.reports import retention_due, retention_schedule
from desktop.reports.options import ReportOptions
from tests.registers import NOW, TODAY
from tests.reports.conftest import text_of
from tests.reports.sample import STAMP
from tests.retention.conftest import EU_TRIAL, US_TRIAL, Archive

SHEET = """Record series,Location,Custodian,Study,Boxes,From,To
Consent forms,Shelf 4,"Brandt, Zoë",AURORA-3,2,2019-05-01,2026-01-31
No custodian,Shelf 5,,AURORA-3,,,
"""


@pytest.fixture
def site(archive: Archive) -> Site:
    found = Site(archive.store, name="Klinikum Nord", demonstration=True)
    archive.series(archive.aurora)
    found.retention.studies.set_facts(archive.aurora, EU_TRIAL)
    found.retention.studies.add_event("trial ended", TODAY, "Letter", study=archive.aurora)
    return found


@pytest.mark.requirement("RET-4")
def test_what_falls_due_stands_in_the_calendar_with_why_it_may_not_end(site: Site, archive: Archive) -> None:
    site.retention.enquiries.ask(archive.bright, TODAY, "Lumina Inc.", "Was it approved?")
    site.retention.holds.place("audit", "Audit by the sponsor")
    days = retention_days(site)
    assert [(one.day, one.words) for one in days] == [
        (date(2026, 12, 23), "Was it approved?"), (date(2051, 11, 24), "on hold"),
    ]  # fmt: skip
    data = calendar(days, workspace=site.workspace, site_name=site.name, at=NOW)
    assert data.count(b"BEGIN:VEVENT") == 2
    assert b"DTSTART;VALUE=DATE:20511124" in data


@pytest.mark.requirement("EXC-1", "EXC-2")
def test_an_archive_s_sheet_comes_in_and_leaves_with_the_agreed_fields(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "archive.csv"
    path.write_text(SHEET, "utf-8")
    plan = plan_import("series", path, known_facts(site, "series")).tried(site)
    assert [(one.row, one.column) for one in plan.problems] == [(3, "Custodian")]
    path.write_text("\n".join(SHEET.splitlines()[:2]), "utf-8")
    plan = plan_import("series", path, known_facts(site, "series")).tried(site)
    assert plan.ready, plan.problems
    plan.commit(site)
    made = listing(site, "series")
    assert {"title", "place", "keep_until", "status", "trigger_pending"} <= set(made.fields)
    (row,) = [row for row in made.rows if "Consent forms" in row]
    told = dict(zip(made.fields, row, strict=True))
    assert (told["keep_until"], told["status"]) == (date(2051, 11, 23), "kept")


@pytest.mark.requirement("EXC-1", "EXC-2", "RET-2")
def test_former_logs_come_in_and_leave(site: Site, archive: Archive, tmp_path: Path) -> None:
    """Events, enquiries with their answers, holds; what the page refuses is refused row by row."""
    (series,) = site.retention.list().rows
    sheets = {
        "retention-events": (
            "Trigger,Date,Letter,Study\napproved in the US,2024-05-10,FDA letter,BRIGHT-2\n"
            "trial ended,2018-01-01,Too early,BRIGHT-2\nthe moon rose,2024-05-10,Almanac,BRIGHT-2\n",
            [(3, ""), (4, "Trigger")],
        ),
        "enquiries": (
            "Study,Asked,Whom,Question,Answered,Answer\nBRIGHT-2,2025-09-01,Lumina,Approved?,2025-10-02,Not yet\n"
            "BRIGHT-2,2026-09-01,Lumina,Approved?,2026-08-01,Too soon\n",
            [(3, "")],
        ),
        "holds": (
            f"Matter,Type,Series no,Study\nCourt order,litigation,{series.number},\nAudit,audit,RS-9999,\n",
            [(3, "")],
        ),
    }  # fmt: skip
    for register, (text, wrong) in sheets.items():
        path = tmp_path / f"{register}.csv"
        path.write_text(text, "utf-8")
        plan = plan_import(register, path, known_facts(site, register)).tried(site)
        assert [(one.row, one.column or "") for one in plan.problems] == wrong, register
        path.write_text("\n".join(text.splitlines()[:2]), "utf-8")
        plan = plan_import(register, path, known_facts(site, register)).tried(site)
        assert plan.ready, plan.problems
        plan.commit(site)
        again = plan_import(register, path, known_facts(site, register)).tried(site)
        assert again.duplicates, register
    (event,) = site.retention.studies.events(archive.bright)
    assert (event.what, event.late, event.late_reason) == ("approved in the US", True, "Brought in from a sheet")
    assert site.retention.enquiries.of(archive.bright)[0].answer == "Not yet"
    assert site.retention.get(series.id).status == "on hold"
    site.retention.move(series.id, TODAY, "Iron Vault", archive.keeper, "The cellar is damp")
    for register, rows in (("retention-events", 2), ("enquiries", 1), ("holds", 1), ("custody-moves", 1),
                           ("destructions", 0), ("sponsor-releases", 0)):  # fmt: skip
        assert len(listing(site, register).rows) == rows, register
    (then,) = listing(site, "enquiries", as_of=date(2025, 10, 1)).records()
    assert (then["answered"], then["answer"], then["overdue"]) == (None, "", False), "the answer came a day later"


@pytest.mark.requirement("EXC-2", "RET-1", "RET-3")
def test_rules_with_who_answers_for_them_and_releases_leave(site: Site, archive: Archive) -> None:
    unread = next(one.id for one in site.retention.rules.all() if not one.rule.verified)
    site.retention.rules.confirm(unread, archive.keeper, "Read in the gazette")
    letter = ("letter.pdf", b"%PDF-1.4 released")
    site.retention.studies.add_release(archive.aurora, "Aurora Biologics SE", TODAY, letter, "All records")
    rows = {row["id"]: row for row in listing(site, "retention-rules").records()}
    assert len(rows) == len(site.retention.rules.all())
    assert rows["us-312.62c"]["period"] == (
        "2 years after “approved in the US” or 2 years after “discontinued and FDA notified”"
    )
    assert (rows[unread]["relied_on"], rows[unread]["confirmed_by"]) == ("confirmed", "Brandt, Zoë")
    (row,) = listing(site, "sponsor-releases").records()
    assert (row["study"], row["letter"], row["covers"]) == ("AURORA-3", "letter.pdf", "All records")


@pytest.mark.requirement("RET-4", "RPT-1")
def test_what_falls_due_on_paper_year_by_year_with_what_stands_in_the_way(
    site: Site, archive: Archive, tmp_path: Path
) -> None:
    archive.series(archive.bright, title="Consent forms")
    site.retention.studies.set_facts(archive.bright, US_TRIAL)
    over = archive.series(archive.bright, title="Letters")
    site.retention.holds.place("audit", "Audit by the sponsor", series=over.id)
    drawn = retention_due.draw(retention_due.facts(site, ReportOptions()), STAMP)
    with pikepdf.open(io.BytesIO(drawn.pdf)) as pdf:
        rows = json.loads(pdf.attachments["siteward.json"].get_file().read_bytes())["rows"]
    waits = "waits for BRIGHT-2: approved in the US or discontinued and FDA notified"
    assert [(row["title"], row["may_end_from"], row["in_the_way"]) for row in rows] == [
        ("Investigator's file", "2051-11-24", ""), ("Consent forms", None, waits),
        ("Letters", None, f"on hold: Audit by the sponsor; {waits}"),
    ]  # fmt: skip
    (tmp_path / "due.pdf").write_bytes(drawn.pdf)
    assert all(words in text_of(tmp_path / "due.pdf") for words in ("2051", retention_due.UNKNOWN, "Letters"))


@pytest.mark.requirement("RPT-1", "RET-1")
def test_the_schedule_on_paper_carries_the_working(site: Site) -> None:
    facts = retention_schedule.facts(site, ReportOptions())
    drawn = retention_schedule.draw(facts, STAMP)
    with pikepdf.open(io.BytesIO(drawn.pdf)) as pdf:
        (row,) = json.loads(pdf.attachments["siteward.json"].get_file().read_bytes())["rows"]
    assert (row["keep_until"], row["working"][0]["rule"]) == ("2051-11-23", "eu-536-58")
