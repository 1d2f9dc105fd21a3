"""The officer's Tuesday on the page of plans: a plan from draft to approval, a sharing, a document's change."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QLabel

from db.plans.plan_records import IN_FORCE, PROPOSED, NewPlan
from db.plans.sharing_records import NewSharing
from db.plans.signables import APPROVED, AUTHORED
from db.roster.records import NewPerson, NewStudy
from db.signing.signable import Ink
from db.site import Site
from db.training.records import NewCourse, NewVersion
from desktop.widgets.buttons import Button
from tests.plans_page.driver import PlansDriver
from tests.window_driver import Screen, settle, until


def ink(site: Site, person: str, meaning: str) -> Ink:
    scan = site.evidence.add(("signed.pdf", b"%PDF-1.4"))
    day, one = site.clock.now().date(), site.people.person(person)
    return Ink(meaning, one.name, person, day, scan.id, "Zoë Brandt", day, "Binder 1")


@pytest.fixture
def page(inside: Screen) -> PlansDriver:
    def founded(site: Site) -> None:
        site.people.add_study(NewStudy("BRIGHT-2", "BR2-301", framework="EU CTR", start=date(2025, 1, 1)))
        zoe = site.people.add_person(NewPerson("Brandt", "Zoë", start=date(2024, 1, 1)))
        ines = site.people.add_person(NewPerson("Castillo Ruiz", "Inés", start=date(2024, 1, 1)))
        site.people.name_investigator(site.people.study("BRIGHT-2").id, ines.id, date(2025, 1, 1))
        site.users.link(site.actor.user, zoe.id)
        course = site.training.add_course(NewCourse("SOP 12", "Consent forms", "document"))
        site.training.add_version(course.id, NewVersion("1.0", date(2025, 1, 1), date(2025, 2, 1)))

    inside.ask(founded)
    return PlansDriver(inside)


def who(screen: Screen, family: str) -> str:
    found = screen.ask(lambda site: [one.id for one in site.people.people().rows if one.name.startswith(family)])
    assert isinstance(found, list)
    return str(found[0])


@pytest.mark.requirement("DMP-1", "SIG-1")
def test_a_plan_is_begun_written_drawn_signed_approved_and_compared(page: PlansDriver) -> None:
    screen, zoe, ines = page.screen, who(page.screen, "Brandt"), who(page.screen, "Castillo")
    study = screen.ask(lambda site: site.people.study("BRIGHT-2").id)
    screen.click("plan-add")
    page.fill("plan-dialog", {"study_id": str(study), "author": zoe, "approver": zoe, "reason": "First plan"})
    dialog = screen.dialog("plan-dialog")
    trouble = screen.find(QLabel, "trouble", dialog)
    until(lambda: "Nobody approves their own" in trouble.text(), "the refusal")
    page.fill("plan-dialog", {"approver": ines})
    page.closed()
    page.shows("Version 1", "draft")
    assert "Facts as the registers stand today" in page.page.plans.sheet.drawn.text()
    screen.click("plan-write-security")
    page.fill("plan-part-dialog", {"text": "Every account is one person's."})
    page.closed()
    screen.click("plan-draw")
    until(lambda: "Facts drawn" in page.page.plans.sheet.drawn.text(), "the facts being frozen")
    screen.click("plan-sign")
    page.sign()
    page.shows("Version 1", "to approve")
    (one,) = screen.ask(lambda site: site.plans.versions.list().rows)  # type: ignore[misc]
    screen.click("plan-back")
    page.give_reason("Say who answers queries")
    page.shows("Version 1", "draft")
    screen.click("plan-draw")
    until(lambda: "Facts drawn" in page.page.plans.sheet.drawn.text(), "the facts drawn anew")
    screen.click("plan-sign")
    page.sign()
    page.shows("Version 1", "to approve")
    screen.ask(lambda site: site.plans.sign_plan(one.id, ink(site, ines, APPROVED)))
    page.page.show_record(f"plan/{one.id}")
    page.shows("Version 1", "in force")
    assert page.page.inspector.tabs.bar.isTabVisible(2), "who signed"


@pytest.mark.requirement("DMP-1")
def test_two_versions_stand_beside_each_other(page: PlansDriver) -> None:
    screen, zoe, ines = page.screen, who(page.screen, "Brandt"), who(page.screen, "Castillo")

    def two(site: Site) -> str:
        study = site.people.study("BRIGHT-2").id
        first = site.plans.versions.begin(NewPlan(study, zoe, "First", ines))
        site.plans.versions.draw(first.id)
        site.plans.sign_plan(first.id, ink(site, zoe, AUTHORED))
        assert site.plans.sign_plan(first.id, ink(site, ines, APPROVED)).status == IN_FORCE
        second = site.plans.versions.begin(NewPlan(study, zoe, "Second", ines))
        text = second.section("retention").text.replace("Essential records", "All records")
        site.plans.versions.write(second.id, {"retention": text})
        site.plans.versions.draw(second.id)
        assert site.plans.sign_plan(second.id, ink(site, zoe, AUTHORED)).status == PROPOSED
        return second.id

    second = screen.ask(two)
    page.page.refresh()
    page.page.show_record(f"plan/{second}")
    page.shows("Version 2", "to approve")
    sheet = page.page.plans.sheet
    sheet.how.setCurrentIndex(1)
    settle()
    assert sheet.how.tabText(1) == "Compared with version 1"
    spoken = [label.accessibleName() for label in sheet.findChildren(QLabel)]
    assert any("[gone: Essential]" in words and "[new: All]" in words for words in spoken), spoken
    assert page.cells() == ["BRIGHT-2", "BRIGHT-2"]
    assert "1 to approve" in page.page.sentence.text()
    page.page.chips.choose("status", ("in force",))
    page.wait()
    assert len(page.cells()) == 1
    page.page.show_record(f"plan/{second}")
    page.wait()
    assert len(page.cells()) == 2, "a record that a filter hides is shown by lifting it"
    for view, there in ((0, 2), (1, 0), (2, 1)):
        page.page.switch.setCurrentIndex(view)
        page.page.chips.choose("known-on", ("2026-11-22",))
        page.wait()
        assert page.cells() == [], "nothing had been entered then"
        page.page.chips.choose("known-on", ("2026-11-23",))
        page.wait()
        assert len(page.cells()) == there
    page.page.switch.setCurrentIndex(0)
    page.page.show_record(f"plan/{second}")
    page.wait()
    buttons = [one.text() for one in page.page.inspector.findChildren(Button) if one.isVisible()]
    assert not {"Sign as approver", "Send back"} & set(buttons), "a past day is only read"


@pytest.mark.requirement("DMP-2")
def test_a_sharing_is_entered_covered_reviewed_and_ended(page: PlansDriver) -> None:
    screen = page.screen
    page.turn(1)
    screen.click("sharing-add")
    given = {
        "recipient": "Wortgut", "capacity": "processor", "what": "Diary pages", "purpose": "Translation",
        "legal_basis": "Contract", "country": "Germany",
    }  # fmt: skip
    page.fill("sharing-dialog", given)
    trouble = screen.find(QLabel, "trouble", screen.dialog("sharing-dialog"))
    until(lambda: "no country" in trouble.text(), "the refusal")
    page.fill("sharing-dialog", {"country": "de"})
    page.closed()
    page.shows("Wortgut", "not covered")
    until(lambda: "1 not covered" in page.page.sentence.text(), "the page saying so")
    screen.click("sharing-change")
    page.fill("sharing-dialog", {"agreement": "Processing agreement 7", "agreement_signed": "2026-11-20"})
    screen.dialog("reason-dialog")
    page.give_reason("Signed today")
    page.shows("Wortgut", "in force")
    screen.click("sharing-reviewed")
    page.fill("sharing-review-dialog", {"outcome": "Still needed"})
    page.closed()
    screen.click("sharing-end")
    page.fill("sharing-end-dialog", {"why": "Last page translated"}, "save")
    page.closed()
    page.shows("Wortgut", "ended")
    until(lambda: not page.page.inspector.buttons.isVisible(), "nothing more to do")


@pytest.mark.requirement("DMP-3")
def test_a_document_comes_under_control_is_changed_and_distributed(page: PlansDriver) -> None:
    screen, zoe, ines = page.screen, who(page.screen, "Brandt"), who(page.screen, "Castillo")
    page.turn(2)
    assert page.cells() == ["SOP 12"]
    page.page.view.table.select_row(0)
    page.shows("Consent forms", "not controlled")
    screen.click("document-control")
    page.fill("control-dialog", {"type": "SOP", "owner_id": zoe})
    page.closed()
    page.shows("Consent forms", "in force")
    screen.click("document-begin")
    given = {"label": "2.0", "summary": "Printed on the day", "reason": "CAPA", "author": zoe, "approver": ines}
    page.fill("change-dialog", given)
    page.closed()
    page.shows("Consent forms", "being changed")
    screen.click("document-sign")
    page.sign()
    (change,) = screen.ask(lambda site: site.plans.documents.changes.of())  # type: ignore[misc]
    assert change.status == "to approve"
    screen.ask(lambda site: site.plans.documents.sign_change(change.id, ink(site, ines, APPROVED)))
    page.page.show_record(f"document/{change.document_id}")
    page.shows("Consent forms", "in force")
    screen.click("document-distribute")
    dialog = screen.dialog("distribute-dialog")
    dialog.fields["holders"].set_value("Ward 4; Pharmacy")
    screen.click("save")
    page.closed()
    assert screen.ask(lambda site: site.plans.documents.get(change.document_id).copies) == 2
    screen.click("document-copy")
    held = screen.ask(lambda site: site.plans.documents.copies.of(change.id))
    page.fill("copy-dialog", {"copy": held[0].id, "way": "confirmed", "note": "Seen in the folder"})  # type: ignore[index]
    page.closed()
    assert screen.ask(lambda site: site.plans.documents.get(change.document_id).open_copies) == 1


@pytest.mark.requirement("DMP-2", "VAL-3")
def test_home_leads_to_the_sharing_that_is_not_covered(page: PlansDriver) -> None:
    screen = page.screen
    today = screen.house.clock.now().date()

    def uncovered(site: Site) -> str:
        new = NewSharing("Pages", "coded", "Wortgut", "processor", "Contract", "DE", today - timedelta(days=3),
                         purpose="Translation")  # fmt: skip
        return site.plans.sharings.add(new).id

    sharing = screen.ask(uncovered)
    waiting = screen.ask(lambda site: site.waiting(today))
    line = next(one for one in waiting if one.kind == "sharing-uncovered")  # type: ignore[attr-defined]
    screen.go("home")
    screen.go(line.place, line.record)
    page.page = screen.page
    page.shows("Wortgut", "not covered")
    assert page.page.selected_record() == f"sharing/{sharing}"
