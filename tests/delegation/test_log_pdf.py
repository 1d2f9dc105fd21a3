"""The log as it leaves: three signatures in turn that other readers accept, the lines as data inside; sheets."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from db.delegation import records as r
from db.errors import Refused
from db.roster.records import NewPerson, NewStudy
from db.signing.signable import Pen
from db.signing.specimens import NewSheet
from db.site import Site
from db.store.query import Query
from desktop.exchange.importing import known_facts, plan_import
from desktop.exchange.registers import REGISTERS
from desktop.exchange.registers.form import Asked
from desktop.reports.exporting import countersign, export
from desktop.reports.options import ReportOptions
from desktop.reports.reading import read_report_bytes
from desktop.reports.verifying import verify
from tests.people_at_site import House, Person, make_house

TODAY, START = date(2026, 11, 23), date(2026, 11, 2)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[House, Person, Person]:
    """A house with a coordinator who keeps the log and the investigator; one line accepted and approved by code."""
    house = make_house(tmp_path_factory.mktemp("house"))
    site = house.unlock()
    tunde = house.enrol(site, "tunde", "Tunde Adeyemi", "coordinator")
    ines = house.enrol(site, "ines", "Inés Castillo Ruiz", "investigator")
    study = site.people.add_study(NewStudy("BRIGHT-2", "BR2-301", "A trial", "Lumina", start=START))
    lead = site.people.add_person(NewPerson("Castillo Ruiz", "Inés", start=START))
    person = site.people.add_person(NewPerson("Adeyemi", "Tunde", start=START))
    site.people.name_investigator(study.id, lead.id, START, None, "Taken over from paper")
    for login, who in (("tunde", person.id), ("ines", lead.id)):
        user = site.users.find(login)
        assert user is not None
        site.users.link(user.id, who)
    task = site.delegation.add_task(r.NewTask(study.id, "15", "Data entry and query resolution"))
    site.delegation.propose([r.NewLine(study.id, person.id, task.id, TODAY)])
    site.close()
    return house, tunde, ines


def act(site: Site, who: Person, meaning: str) -> Pen:
    return Pen(site.sign(who.passphrase, who.code()), meaning)


@pytest.mark.requirement("ROS-3", "SIG-1", "RPT-2")
def test_three_sign_the_log_in_turn(told: tuple[House, Person, Person], tmp_path: Path) -> None:
    house, tunde, ines = told
    first, second, third = (tmp_path / name for name in ("authored.pdf", "reviewed.pdf", "approved.pdf"))
    site = house.unlock(tunde)
    (line,) = site.delegation.delegations().rows
    (item,) = site.delegation.to_sign()
    pen = act(site, tunde, "accepted")
    with site.change() as change:
        site.delegation.signed(change, item, pen)
    with pytest.raises(Refused, match="nobody approves their own"):
        site.delegation.approve([line.id], act(site, tunde, "approved"))
    export(site, "delegation-log", first, ReportOptions(study="BRIGHT-2"), act(site, tunde, "authored").act, "authored")
    site.close()
    site = house.unlock()
    countersign(site, first, second, act(site, house.zoe, "reviewed").act, "reviewed")
    site.close()
    site = house.unlock(ines)
    assert {item.meaning for item in site.delegation.to_sign()} == {"approved", "declared"}
    site.delegation.approve([line.id], act(site, ines, "approved"))
    site.delegation.declare(line.study_id, act(site, ines, "declared"))
    assert site.delegation.line(line.id).status == r.ACTIVE and not site.delegation.to_sign()
    shown = site.delegation.version_to_sign(line.study_id)
    version = site.delegation.sign_off(line.study_id, act(site, ines, "approved"))
    assert version.number == 1
    for one in site.signing.signatures("delegation", line.id):
        assert site.signing.holds(one) and site.signing.covers(one, site.delegation.signable(line.id))
    site.delegation.end([line.id], TODAY, "Parental leave")
    scan = site.evidence.add(("sheet.pdf", b"%PDF-1.4 a scan")).id
    site.signing.specimens.file(
        NewSheet(((line.person_id, "TOA"),), TODAY, scan, "Inés Castillo Ruiz", TODAY, "Binder 1")
    )
    old = tmp_path / "version-1.pdf"
    export(site, "delegation-version", old, ReportOptions(study="BRIGHT-2", where={"record": (version.id,)}))
    (frozen,) = read_report_bytes(old.read_bytes()).data["rows"]
    assert (frozen["person"], frozen["end"], frozen["approver"]) == ("Adeyemi, Tunde", "", "Castillo Ruiz, Inés"), (
        "as then"
    )
    page = subprocess.run(["pdftotext", "-layout", str(old), "-"], capture_output=True, text=True, check=False).stdout
    assert "the signature holds" in page and version.sha256[:16] in page
    assert version.intact and "15 = Data entry" in page and "I am responsible for the conduct" in page
    assert re.search(r"Castillo Ruiz, Inés +ICR .*electronic 23.Nov.2026", page), "the declaration of the time"
    assert re.search(r"Adeyemi, Tunde +electronic +TA +15 ", page), "signature and initials of the time"
    assert "Protocol no." in page and "Parental leave" not in page
    (bound,) = site.signing.signatures("delegation_version", line.study_id)
    assert bound.sha256 == shown.sha256 and version.sha256 in shown.text, "the whole of what is kept was signed"
    (today,) = site.delegation.sheet(site.delegation.log(line.study_id)).rows
    assert (today.initials, today.comments) == ("TOA", ("ended: Parental leave",))
    countersign(site, second, third, act(site, ines, "approved").act, "approved")
    verdict = verify(third, site)
    site.close()
    assert (verdict.valid, verdict.trusted, verdict.on_trail) == (True, True, True)
    assert [one.meaning for one in verdict.signers] == ["authored", "reviewed", "approved"]
    assert {one.ours for one in verdict.signers} == {True}
    said = subprocess.run(["pdfsig", "-nocert", str(third)], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature is Valid.") == 4, said  # the workspace's seal, then three people
    rows = read_report_bytes(third.read_bytes()).data["rows"]
    assert [(row["person"], row["code"], row["status"]) for row in rows] == [("Adeyemi, Tunde", "15", r.ACCEPTED)]


@pytest.mark.requirement("EXC-1", "EXC-2", "ROS-3")
def test_lines_are_listed_and_brought_in_by_the_same_gates(told: tuple[House, Person, Person], tmp_path: Path) -> None:
    house, _tunde, _ines = told
    sheet = tmp_path / "log.csv"
    sheet.write_text(
        "Person,Study,Task,Start,End\n"
        '"Adeyemi, Tunde",BRIGHT-2,16,2026-11-23,\n'
        '"Adeyemi, Tunde",BRIGHT-2,Nursing,2026-11-23,\n'
        '"Adeyemi, Tunde",BRIGHT-2,17 Submissions,2026-11-23,2026-11-20\n'
    )
    site = house.unlock()
    try:
        study = site.people.study("BRIGHT-2").id
        for code, title in (("16", "Site file"), ("17", "Submissions")):
            site.delegation.add_task(r.NewTask(study, code, title))
        before = len(site.delegation.delegations().rows)
        plan = plan_import("delegations", sheet, known_facts(site, "delegations")).tried(site)
        assert plan.bad_rows == {3, 4}, "an unknown task, an end before its start"
        plan.commit(site, exclude_rows=plan.bad_rows)
        rows, of = REGISTERS["delegations"].lister(site, Asked(Query(where={"code": ["16"]})))
        assert of == before + 1 and REGISTERS["delegations"].fields[1:7] == (
            "person", "study", "task", "start", "end", "status",
        )  # fmt: skip
        assert rows[0][1:7] == ("Adeyemi, Tunde", "BRIGHT-2", "Site file", TODAY, None, r.PROPOSED)
    finally:
        site.close()
