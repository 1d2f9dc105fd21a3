"""An unlocked site: an incident leads to a CAPA, assessments and notes are signed by whom they need, sheets come in,
papers leave."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pikepdf
import pytest

from db.errors import Refused
from db.incidents.deviation_records import MINOR, Assessment, NewDeviation, NewNote
from db.incidents.exercise_records import NewExercise, NewFinding
from db.incidents.incident_records import NewIncident
from db.incidents.signables import ASSESSED, AUTHORED, of_assessment, of_note
from db.risk.records import ACCEPT, ACCEPTED, NewAcceptance, NewRisk, Position
from db.roster.records import NewPerson, NewStudy
from db.signing.signable import Ink, Pen
from db.site import Site
from desktop.exchange.importing import known_facts, plan_import
from desktop.reports.exporting import export
from desktop.reports.options import ReportOptions
from tests.people_at_site import House, copy_house, make_house


@dataclass
class Clinic:
    """Zoë is the officer and, on the roster, the principal investigator of BRIGHT-2; Hugo coordinates."""

    house: House
    site: Site
    study: str
    zoe: str
    hugo: str

    @property
    def today(self) -> date:
        return self.site.clock.now().date()

    def pen(self, meaning: str) -> Pen:
        return Pen(self.site.sign(self.house.zoe.passphrase, self.house.zoe.code()), meaning)

    def ink(self, meaning: str, name: str, person: str) -> Ink:
        scan = self.site.evidence.add(("scan.pdf", b"%PDF-1.4 scan"))
        return Ink(meaning, name, person, self.today, scan.id, "Zoë Brandt", self.today, "Study file, tab 12")


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> House:
    return make_house(tmp_path_factory.mktemp("clinic"))


@pytest.fixture
def clinic(master: House, tmp_path: Path) -> Iterator[Clinic]:
    house = copy_house(master, tmp_path)
    site = house.unlock()
    study = site.people.add_study(NewStudy("BRIGHT-2", "BR2-301", framework="EU CTR", start=date(2025, 1, 1)))
    zoe = site.people.add_person(NewPerson("Brandt", "Zoë", start=date(2024, 1, 1)))
    hugo = site.people.add_person(NewPerson("Lindqvist", "Hugo", start=date(2024, 1, 1)))
    site.people.name_investigator(study.id, zoe.id, date(2025, 1, 1))
    yield Clinic(house, site, study.id, zoe.id, hugo.id)
    site.close()


@pytest.mark.requirement("RSK-2", "CAP-2")
def test_one_step_opens_a_capa_that_carries_the_facts_over(clinic: Clinic) -> None:
    site, now = clinic.site, clinic.site.clock.now()
    one = site.incidents.cases.add(NewIncident("Password given away", 4, now, now, containment="Sessions ended"))
    capa = site.incidents.to_capa("incident", one.id)
    assert site.incidents.cases.get(one.id).capa == capa
    number = site.incidents.capa_number(capa)
    assert number
    told = site.store.rows("SELECT * FROM capa WHERE id = ?", (capa,))[0]
    assert any("Sessions ended" in str(value) for value in told)
    with pytest.raises(Refused, match="led to a CAPA already"):
        site.incidents.to_capa("incident", one.id)


@pytest.mark.requirement("RSK-3", "RSK-4", "RSK-1", "CAP-2")
def test_deviations_findings_and_risks_lead_to_a_capa_too(clinic: Clinic) -> None:
    site, day = clinic.site, clinic.today
    deviation = site.incidents.deviations.add(NewDeviation("No ECG at visit 3", day, day, clinic.study))
    test = site.incidents.exercises.add(NewExercise("audit", "Sponsor’s audit", performed=day))
    finding = site.incidents.exercises.add_finding(test.id, NewFinding("Log not signed", 3))
    places = Position(4, 4), Position(3, 3), Position(2, 2)
    risk = site.risk.add_risk(NewRisk("Log lost", *places, identified=day, owner=clinic.hugo))
    opened = {
        site.incidents.to_capa("deviation", deviation.id), site.incidents.to_capa("exercise_finding", finding.id),
        site.risk.to_capa(risk.id),
    }  # fmt: skip
    assert len(opened) == 3
    assert site.risk.file(risk.id).capa[0] in opened
    assert site.risk.to_capa(risk.id) in opened, "the same risk opens only one"


@pytest.mark.requirement("RSK-3", "SIG-1", "SIG-3")
def test_the_investigator_signs_the_assessment_and_a_later_change_shows(clinic: Clinic) -> None:
    site, day = clinic.site, clinic.today
    one = site.incidents.deviations.add(NewDeviation("No ECG at visit 3", day, day, clinic.study, "BR2-017"))
    with pytest.raises(Refused, match="not assessed"):
        site.incidents.sign("deviation", one.id, clinic.ink(ASSESSED, "Zoë Brandt", clinic.zoe))
    site.incidents.deviations.enter_assessment(one.id, Assessment(MINOR, "No effect", day, clinic.zoe))
    with pytest.raises(Refused, match="roster you are"):
        site.incidents.sign("deviation", one.id, clinic.pen(ASSESSED))
    site.users.link(site.actor.user, clinic.zoe)
    assert [item.meaning for item in site.incidents.to_sign()] == [ASSESSED]
    with pytest.raises(Refused, match="Only Brandt, Zoë signs this"):
        site.incidents.sign("deviation", one.id, clinic.ink(ASSESSED, "Hugo Lindqvist", clinic.hugo))
    site.incidents.sign("deviation", one.id, clinic.pen(ASSESSED))
    assert site.incidents.to_sign() == ()
    changed = site.incidents.deviations.change(one.id, {"description": "No ECG at visit 4"}, "Wrong visit")
    ((signature, covers),) = site.incidents.signatures.of(of_assessment(changed))
    assert signature.person == clinic.zoe and not covers
    assert len(site.incidents.to_sign()) == 1


@pytest.mark.requirement("RSK-3", "SIG-3")
def test_a_note_is_signed_by_its_author_on_paper_and_by_the_investigator(clinic: Clinic) -> None:
    site = clinic.site
    note = site.incidents.notes.add(NewNote("Two tabs", "Filed twice", clinic.today, clinic.hugo, clinic.study))
    site.incidents.sign("note_to_file", note.id, clinic.ink(AUTHORED, "Hugo Lindqvist", clinic.hugo))
    site.users.link(site.actor.user, clinic.zoe)
    (item,) = site.incidents.to_sign()
    pen = clinic.pen("approved")
    with site.change() as change:
        site.incidents.signed(change, item, pen)
    assert site.incidents.signatures.open_signers(note) == ()
    assert [one.paper for one, _ in site.incidents.signatures.of(of_note(note))] == [True, False]


@pytest.mark.requirement("RSK-1", "ROL-4", "SIG-1")
def test_an_acceptance_is_in_force_once_its_approver_signed_it(clinic: Clinic) -> None:
    site = clinic.site
    places = Position(4, 4), Position(3, 3), Position(2, 2)
    new = NewRisk("Archive floods", *places, identified=clinic.today, owner=clinic.hugo, treatment=ACCEPT)
    risk = site.risk.add_risk(new)
    ends = clinic.today + timedelta(days=200)
    (one,) = site.risk.enter_acceptance(
        risk.id, NewAcceptance(clinic.zoe, "Until we move", clinic.today, ends)
    ).acceptances
    with pytest.raises(Refused, match="Only Brandt, Zoë can sign"):
        site.risk.sign_acceptance(one.id, clinic.ink("approved", "Hugo Lindqvist", clinic.hugo))
    site.users.link(site.actor.user, clinic.zoe)
    assert [item.key for item in site.risk.to_sign()] == [one.id]
    site.risk.sign_acceptance(one.id, clinic.pen("approved"))
    assert site.risk.risk(risk.id).status == ACCEPTED
    with pytest.raises(Refused, match="in force"):
        site.risk.sign_acceptance(one.id, clinic.pen("approved"))


@pytest.mark.requirement("EXC-1", "RSK-1", "RSK-3")
def test_deviations_and_risks_come_in_from_sheets_with_their_rules(clinic: Clinic, tmp_path: Path) -> None:
    site = clinic.site
    sheet = tmp_path / "deviations.csv"
    sheet.write_text(
        "Study,Subject ID,Date of deviation,Description,Category\nBRIGHT-2,BR2-001,2026-11-20,Late visit,window\n"
        "BRIGHT-2,Maria Huber,2026-11-20,Late visit,window\n", "utf-8",
    )  # fmt: skip
    plan = plan_import("deviations", sheet, known_facts(site, "deviations")).tried(site)
    assert [(trouble.row) for trouble in plan.problems] == [3]
    assert plan.commit(site, plan.bad_rows).accepted == 1
    assert site.incidents.deviations.list().rows[0].type == "visit window"
    risks = tmp_path / "risks.csv"
    risks.write_text(
        "Risk,Owner,Likelihood,Impact,Residual likelihood,Residual impact\nFlood,Hugo Lindqvist,4,5,1,3\n"
        "Fire,Hugo Lindqvist,2,2,5,5\n", "utf-8",
    )  # fmt: skip
    plan = plan_import("risks", risks, known_facts(site, "risks")).tried(site)
    assert [trouble.row for trouble in plan.problems] == [3]
    assert plan.commit(site, plan.bad_rows).accepted == 1
    (risk,) = site.risk.risks().rows
    assert (risk.current, risk.residual, risk.owner) == (Position(4, 5), Position(1, 3), "Lindqvist, Hugo")


@pytest.mark.requirement("RPT-1", "RPT-3")
def test_the_papers_hold_what_the_registers_hold(clinic: Clinic, tmp_path: Path) -> None:
    site, now = clinic.site, clinic.site.clock.now()
    site.incidents.cases.add(NewIncident("Password given away", 4, now, now))
    day = clinic.today
    site.incidents.deviations.add(NewDeviation("No ECG at visit 3", day, day, clinic.study, "BR2-017"))
    note = site.incidents.notes.add(NewNote("Two tabs", "Filed twice", day, clinic.hugo, clinic.study))
    site.risk.take_over(["phishing", "ransomware"], clinic.hugo)
    expected = {"incident-register": 1, "incident": 5, "deviation-log": 1, "note-to-file": 1, "risk-register": 2}
    for kind, rows in expected.items():
        path = tmp_path / f"{kind}.pdf"
        where = {"record": (note.id,)} if kind == "note-to-file" else {}
        export(site, kind, path, ReportOptions(where=where))
        with pikepdf.open(path) as pdf:
            data = json.loads(pdf.attachments["siteward.json"].get_file().read_bytes())
        assert len(data["rows"]) == rows, kind
