"""A task is delegated in the window: proposed with its gates, accepted by the person, approved by the PI, on paper."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from db.delegation.records import ACCEPTED, ACTIVE, PROPOSED, NewTask
from db.roster.records import NewPerson, NewStudy
from db.site import Site
from db.training.records import NewCourse, NewTraining
from desktop.reports.verifying import verify
from tests.people_at_site import Person
from tests.window_driver import Screen, settle, until

TODAY = date(2026, 11, 23)
START = TODAY - timedelta(days=200)


@pytest.fixture
def ines(screen: Screen) -> Person:
    """BRIGHT-2 under Inés Castillo Ruiz, who has a slot of her own; Zoë Brandt is on its roster and trained."""
    screen.open_gate()
    site = screen.house.unlock()
    try:
        found = screen.house.enrol(site, "ines", "Inés Castillo Ruiz", "investigator")
        _prepare(site)
    finally:
        site.close()
    return found


def _prepare(site: Site) -> None:
    study = site.people.add_study(NewStudy("BRIGHT-2", "BR2-301", start=START))
    lead = site.people.add_person(NewPerson("Castillo Ruiz", "Inés", start=START))
    zoe = site.people.add_person(NewPerson("Brandt", "Zoë", start=START - timedelta(days=10)))
    site.people.add_person(NewPerson("Untrained", "Una", start=START))
    site.people.name_investigator(study.id, lead.id, START, None, "Taken over from paper")
    user = site.users.find("ines")
    assert user is not None
    site.users.link(user.id, lead.id)
    site.users.link(site.actor.user, zoe.id)
    gcp = site.training.add_course(NewCourse("GCP", "Good clinical practice"))
    site.training.record(NewTraining(zoe.id, gcp.id, START, late_reason="Taken over from paper"))
    for code, title in (("1", "Informed consent"), ("2", "Eligibility")):
        site.delegation.add_task(NewTask(study.id, code, title, course_ids=(gcp.id,)))


def open_page(screen: Screen) -> None:
    screen.go("delegation")
    until(lambda: screen.page.log is not None, "the log")
    settle()


def sign(screen: Screen, who: Person) -> None:
    """Passphrase and a fresh code into the open dialog."""
    screen.dialog("sign-dialog")
    screen.house.clock.advance(31)
    screen.type("sign-passphrase", who.passphrase)
    screen.type("sign-code", who.code())
    until(lambda: screen.find(QPushButton, "sign").isEnabled(), "a fresh code")
    screen.click("sign")
    until(lambda: not screen.dialogs(), "signing")


def statuses(screen: Screen) -> list[str]:
    found = screen.ask(lambda site: [line.status for line in site.delegation.delegations().rows])
    assert isinstance(found, list)
    return found


@pytest.mark.requirement("ROS-3", "SIG-1", "RPT-1")
def test_proposed_accepted_approved_and_printed(screen: Screen, ines: Person) -> None:
    house = screen.house
    screen.unlock(house.zoe)
    open_page(screen)
    page = screen.page
    screen.click("delegation-add")
    dialog: Any = screen.dialog("delegate-dialog")
    people = {words: identity for identity, words in dialog._lists.people}
    tasks = [task.id for task in dialog._lists.tasks]
    assert "Castillo Ruiz, Inés" not in people, "the investigator declares, and is delegated nothing"
    dialog.begin(people["Untrained, Una"], tasks[0])
    told = dialog.gates.model()
    until(lambda: told is not None and told.rowCount(), "the gates")
    screen.click("save")
    until(lambda: dialog.trouble.text(), "the refusal")
    assert "GCP" in dialog.trouble.text()
    dialog.person.set_value(people["Brandt, Zoë"])
    dialog.tasks.tick(tasks)
    today = dialog.start.value()
    dialog.late.set_value("Found on paper")
    for field, day, words in (("start", START - timedelta(days=1), "opens on"), ("end", START, "before it starts")):
        getattr(dialog, field).set_value(day.isoformat())
        screen.click("save")
        until(lambda words=words: words in dialog.trouble.text() + dialog.end.problem(), words)
        dialog.start.set_value(today)
    dialog.end.set_value("")
    dialog.late.set_value("")
    screen.click("save")
    until(lambda: not screen.dialogs(), "the proposal")
    screen.click("delegation-add")
    dialog = screen.dialog("delegate-dialog")
    dialog.begin(people["Brandt, Zoë"], tasks[0])
    screen.click("save")
    until(lambda: "overlaps" in dialog.trouble.text(), "the same task twice at a time")
    dialog.reject()
    until(lambda: page.inspector.title.text() == "1 Informed consent", "the line")
    assert statuses(screen) == [PROPOSED, PROPOSED]
    screen.click("line-accept")
    sign(screen, house.zoe)
    until(lambda: statuses(screen)[0] == ACCEPTED, "the acceptance")
    until(lambda: "waits for the approval" in page.inspector.why.text(), "the next step")
    screen.click("line-approve")
    paper: Any = screen.dialog("paper-signature-dialog")
    assert "Castillo Ruiz, Inés signs this" in paper.words.text(), "not hers to approve: by Inés, or from paper"
    assert paper.person.value() == screen.ask(_lead)
    paper.reject()
    _turn_over(screen, ines)
    open_page(screen)
    page = screen.page
    until(lambda: page.approve_button.isVisible(), "what waits")
    screen.click("delegation-approve-all")
    sign(screen, ines)
    until(lambda: sorted(statuses(screen)) == [ACTIVE, PROPOSED], "the approval")
    until(lambda: "1 task in force" in page.sentence.text(), "the sentence")
    screen.click("delegation-export")
    report: Any = screen.dialog("report-dialog")
    until(lambda: report.preview.pages or report.trouble.text(), "the preview")
    report.save_to(house.folder.parent / "log.pdf")
    until((house.folder.parent / "log.pdf").exists, "the file")
    settle()
    assert verify(house.folder.parent / "log.pdf").valid
    screen.dialog("tell").accept()


def _lead(site: Site) -> str:
    return site.people.investigators(site.people.study("BRIGHT-2").id)[0].person_id


def _turn_over(screen: Screen, who: Person) -> None:
    """One locks, the other unlocks."""
    screen.parts.program.lock("Left the desk")
    until(lambda: screen.parts.program.frame is None, "locking")
    until(lambda: not screen.parts.jobs.is_open, "the session being closed")
    screen.unlock(who)


@pytest.mark.requirement("ROS-3")
def test_an_empty_study_offers_the_usual_tasks(inside: Screen) -> None:
    inside.ask(lambda site: site.people.add_study(NewStudy("DELTA-9", "D9", start=START)))
    open_page(inside)
    inside.click("empty-usual-tasks")
    until(lambda: inside.page.log is not None and inside.page.log.tasks, "the tasks")
    inside.page.switch.setCurrentIndex(2)
    until(lambda: not inside.page.tasks.model.is_loading and inside.page.tasks.model.rowCount() == 18, "the list")
    inside.page.show_record("study/DELTA-9")
    assert inside.page.study()
