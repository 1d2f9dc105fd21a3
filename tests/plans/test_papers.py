"""Plans, sharing and documents in lists and sheets (design section 8), and on sealed paper."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pikepdf
import pytest

from db.errors import BadInput
from db.plans.plan_records import SHARING, NewPlan
from db.plans.plan_versions import starting_texts
from db.plans.signables import APPROVED, AUTHORED
from db.site import Site
from desktop.commands.importing import bring_in
from desktop.exchange.listing import listing
from desktop.reports.exporting import export
from desktop.reports.options import ReportOptions
from tests.plans.conftest import DAY, PlansDesk, shared
from tests.registers import TODAY

HEAD = (
    "With whom,Data categories,Data,Role,Purpose,Study,Legal basis,Contract,Signed,Safeguards,Country,Transfer,Start\n"
)
SHEET = HEAD + (
    "Novexa Inc.,eCRF pages,pseudonymised,sponsor,Analysis,BRIGHT-2,Consent,CTA 7,2026-01-10,SC,us,SCC,2026-02-01\n"
    "Nordlab,Blood,coded,processor,Tests,,Contract,,,,DE,,2026-03-01\n"
)


@pytest.fixture
def site(desk: PlansDesk) -> Site:
    desk.authority  # noqa: B018 - the seal of what leaves
    return Site(desk.store, name="Klinikum Nord", demonstration=True)


def paper(site: Site, kind: str, path: Path, options: ReportOptions) -> str:
    export(site, kind, path, options)
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.requirement("DMP-1", "RPT-1", "RPT-3")
def test_the_plan_leaves_with_frozen_facts_and_who_signed(desk: PlansDesk, site: Site, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="No data management plan"):
        export(site, "data-management-plan", tmp_path / "none.pdf", ReportOptions(study="BRIGHT-2"))
    site.plans.sharings.add(shared(desk))
    one = site.plans.versions.begin(NewPlan(desk.bright.id, desk.who["zoe"], "First plan", desk.who["ines"]))
    site.plans.versions.write(one.id, {SHARING: "Never <b>bold</b> & never by mail."})
    site.plans.versions.draw(one.id)
    for person, name, meaning in (("zoe", "Zoë Brandt", AUTHORED), ("ines", "Inés Castillo Ruiz", APPROVED)):
        site.plans.sign_plan(one.id, desk.ink(name, meaning, desk.who[person]))
    desk.gaps.append(object())  # type: ignore[arg-type]
    path = tmp_path / "plan.pdf"
    text = paper(site, "data-management-plan", path, ReportOptions(study="BRIGHT-2"))
    for words in ("Data management plan BRIGHT-2", "Collection procedures", "Security measures", "Sharing protocols",
                  "Retention policy", "Rave EDC", "DS-0001 Novexa", "<b>bold</b> & never", "Inés Castillo Ruiz",
                  "approved", "this record", "Gaps"):  # fmt: skip
        assert words in text, words
    with pikepdf.open(path) as pdf:
        data = json.loads(pdf.attachments["siteward.json"].get_file().read_bytes())
    (row,) = data["rows"]
    security = next(each for each in row["sections"] if each["part"] == "security")
    assert {"topic": "Training", "label": "Gaps", "value": "none"} in security["facts"], "as frozen, not as today"
    rows = listing(site, "plans").records()
    assert [(each["study"], each["number"], each["status"]) for each in rows] == [("BRIGHT-2", 1, "in force")]


@pytest.mark.requirement("DMP-2", "RPT-1", "EXC-1")
def test_a_former_register_comes_in_once_and_leaves_on_paper(desk: PlansDesk, site: Site, tmp_path: Path) -> None:
    sheet = tmp_path / "sharing.csv"
    sheet.write_text(SHEET, "utf-8")
    answer = bring_in(site, "sharing", sheet)
    assert answer.code == 0 and answer.fields["records"] == 2, answer.words
    assert bring_in(site, "sharing", sheet).fields["records"] == 0, "the same sheet again brings nothing"
    rows = {row["recipient"]: row for row in listing(site, "sharing").records()}
    assert (rows["Novexa Inc."]["country"], rows["Novexa Inc."]["status"]) == ("US", "in force")
    assert (rows["Nordlab"]["study"], rows["Nordlab"]["status"]) == ("", "not covered")
    text = paper(site, "sharing-register", tmp_path / "sharing.pdf", ReportOptions(study="BRIGHT-2"))
    for words in ("Register of data sharing", "Novexa Inc.", "Nordlab", "none on record", "not covered"):
        assert words in text, words
    ended = paper(site, "sharing-register", tmp_path / "e.pdf", ReportOptions(where={"status": ("ended",)}))
    assert "Nothing matches these filters" in ended
    head = site.store.head()
    bad = HEAD + (
        "A,x,secret,sponsor,p,,Consent,,,,DE,,2026-02-01\nB,x,coded,friend,p,,Consent,,,,DE,,2026-02-01\n"
        "C,x,coded,sponsor,p,,Consent,,,,Germany,,2026-02-01\nD,x,coded,sponsor,p,,,,,,DE,,2026-02-01\n"
        "E,x,coded,sponsor,p,NO-1,Consent,,,,DE,,2026-02-01\nF,x,coded,sponsor,p,,Consent,,,,US,SCC,2026-02-01\n"
    )  # fmt: skip
    sheet.write_text(bad, "utf-8")
    answer = bring_in(site, "sharing", sheet)
    rejected: list[dict[str, object]] = answer.fields["rejected"]
    assert answer.code == 2 and {row["row"] for row in rejected} == {2, 3, 4, 5, 6, 7}
    assert site.store.head().seq <= head.seq + 1, "nothing but, perhaps, the refusal"


@pytest.mark.requirement("DMP-3", "EXC-2")
def test_documents_leave_as_of_a_day(desk: PlansDesk, site: Site) -> None:
    sop = desk.sop()
    site.plans.documents.control(sop, "SOP", desk.who["hugo"])
    (row,) = listing(site, "documents").records()
    assert (row["code"], row["type"], row["version"], row["owner"]) == ("SOP 12", "SOP", "1.0", "Lindqvist, Hugo")
    assert site.plans.documents.get(sop, TODAY - DAY).type == ""


@pytest.mark.requirement("DMP-1", "EXC-1")
def test_a_plan_written_elsewhere_comes_in_as_a_draft(desk: PlansDesk, site: Site, tmp_path: Path) -> None:
    sheet = tmp_path / "plans.csv"
    head = "Study,Author,Approver,Reason,Collection procedures,Retention policy\n"
    author, approver = (f'"{site.people.person(desk.who[name]).name}"' for name in ("maya", "hugo"))
    sheet.write_text(f"{head}BRIGHT-2,{author},{author},Taken over,Our own words,\n", "utf-8")
    refused: list[dict[str, object]] = bring_in(site, "plans", sheet).fields["rejected"]
    assert [(row["row"], row["problem"]) for row in refused] == [(2, "Nobody approves their own plan.")]
    sheet.write_text(f"{head}BRIGHT-2,{author},{approver},Taken over,Our own words,\n", "utf-8")
    assert bring_in(site, "plans", sheet).fields["records"] == 1
    assert bring_in(site, "plans", sheet).fields["records"] == 0, "the same sheet again brings nothing"
    (row,) = site.plans.versions.list().rows
    one = site.plans.versions.get(row.id)
    texts = {each.part: each.text for each in one.sections}
    assert (one.status, one.reason, texts["collection"]) == ("draft", "Taken over", "Our own words")
    assert texts["retention"] == starting_texts()["retention"], "an empty cell keeps the words a plan begins with"
