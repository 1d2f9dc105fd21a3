"""The investigator looks after a study on the page, and papers are filed there (ROS-6, ROS-7, AUD-4)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from db.roster.records import NewPerson, NewStudy
from db.site import Site
from desktop.oversight.paper_dialog import PaperDialog
from tests.people_at_site import PASSPHRASE
from tests.window_driver import Screen, until

TODAY = date(2026, 11, 23)


def prepare(site: Site) -> None:
    """BRIGHT-2, whose investigator is the one signed in."""
    start = TODAY - timedelta(days=120)
    study = site.people.add_study(NewStudy("BRIGHT-2", "BR2-301", start=start))
    lead = site.people.add_person(NewPerson("Brandt", "Zoë", role="Principal investigator", start=start))
    site.people.name_investigator(study.id, lead.id, start, None, "Taken over from paper")
    site.users.link(site.actor.user, lead.id)


def sign(screen: Screen) -> None:
    """Passphrase and a fresh code into the open dialog."""
    screen.dialog("sign-dialog")
    screen.house.clock.advance(31)
    screen.type("sign-passphrase", PASSPHRASE)
    screen.type("sign-code", screen.house.zoe.code())
    until(lambda: screen.find(QPushButton, "sign").isEnabled(), "a fresh code")
    screen.click("sign")
    until(lambda: not screen.dialogs(), "signing")


@pytest.mark.requirement("ROS-6", "SIG-1")
def test_a_review_is_drawn_concluded_and_signed(inside: Screen) -> None:
    inside.ask(prepare)
    inside.go("oversight")
    page = inside.page
    until(lambda: "overdue" in page.sentence.text() and page.reviews.may_write, "the studies")
    page.reviews.table.select_row(0)
    until(lambda: page.inspector.title.text() == "BRIGHT-2", "the study")
    inside.click("oversight-begin")
    until(lambda: page.job.review is not None, "the facts")
    assert "a hand" in page.sentence.text()
    page.job.verdict.set_value("in control")
    page.job.conclusion.set_value("Everything asked is under way.")
    inside.click("review-sign")
    until(lambda: inside.dialogs(), "the dialog")
    sign(inside)
    until(lambda: page.job.review is not None and page.job.review.signed is not None, "the signed review")
    assert not page.job.sign.isVisible()
    inside.click("oversight-back")
    until(lambda: "in time" in page.sentence.text(), "the list")


@pytest.mark.requirement("SIG-1", "TRN-4")
def test_what_waits_is_signed_in_the_folder_with_one_code(inside: Screen) -> None:
    inside.go("signing")
    page = inside.page
    until(lambda: "2 records wait" in page.sentence.text(), "the folder")
    assert not page.sign.isEnabled()
    for item in page._items:
        item.tick.setChecked(True)
    inside.click("folder-sign")
    until(lambda: inside.dialogs(), "the dialog")
    sign(inside)
    until(lambda: "Nothing waits" in page.sentence.text(), "the empty folder")
    assert inside.ask(lambda site: site.oversight.duties.of(site.actor.user).missing) == ("identity",)


@pytest.mark.requirement("ROL-2", "SIG-1")
def test_a_role_changed_while_the_window_is_open_is_said(inside: Screen) -> None:
    """Factors are typed already when her role is changed: the store refuses, the dialog says why, nothing is signed."""
    inside.go("signing")
    page = inside.page
    until(lambda: "2 records wait" in page.sentence.text(), "the folder")
    inside.click("folder-tick-all")
    inside.click("folder-sign")
    until(lambda: inside.dialogs(), "the dialog")
    dialog: Any = inside.dialog("sign-dialog")

    def moved(site: Site) -> None:
        with site.change("Moved to the archive") as change:
            change.update("users", site.actor.user, {"role": "custodian"})

    inside.ask(moved)
    inside.house.clock.advance(31)
    inside.type("sign-passphrase", inside.house.zoe.passphrase)
    inside.type("sign-code", inside.house.zoe.code())
    until(lambda: inside.find(QPushButton, "sign").isEnabled(), "a fresh code")
    inside.click("sign")
    until(lambda: "custodian" in dialog.trouble.text(), "the refusal")
    assert inside.ask(lambda site: site.store.scalar("SELECT count(*) FROM signature")) == 0
    dialog.reject()


@pytest.mark.requirement("ROS-7")
def test_a_financial_disclosure_is_filed_and_counts(inside: Screen) -> None:
    inside.ask(prepare)
    inside.go("oversight")
    page = inside.page
    page.switch.setCurrentIndex(1)
    until(lambda: page.papers.table.model.rowCount() == 3 and page.papers.may_write, "what is asked")
    assert "3 papers are missing" in page.sentence.text()
    page.papers.table.select_row(0)
    until(lambda: page.inspector.title.text() == "Brandt, Zoë", "the line")
    kind = page.papers.table.record().kind
    inside.click("paper-file")
    until(lambda: inside.dialogs(), "the form")
    dialog = inside.dialog("paper-dialog")
    assert isinstance(dialog, PaperDialog) and dialog.kind.value() == kind
    dialog.kind.set_value("disclosure")
    dialog.kind.changed.emit()
    inside.click("paper-save")
    assert dialog.interests.problem(), "a disclosure says whether there are interests"
    dialog.interests.set_value("none")
    dialog.signed.set_value("2026-11-23")
    inside.click("paper-save")
    until(lambda: not inside.dialogs(), "filing")
    until(lambda: "2 papers are missing" in page.sentence.text(), "the count")


@pytest.mark.requirement("AUD-4", "SIG-1")
def test_the_trail_is_looked_over_and_signed(inside: Screen) -> None:
    inside.ask(prepare)
    inside.go("audit", "review")
    page = inside.page
    until(lambda: page.review.facts is not None, "the schedule")
    assert "next review is due" in page.sentence.text()
    inside.click("trail-review-begin")
    until(lambda: page.review.table.model.rowCount() > 0, "the sample")
    page.review.table.select_row(0)
    until(lambda: page.inspector.isVisible() and page.inspector.title.text(), "the entry")
    inside.click("trail-review-finding")
    inside.type("finding-words", "Nobody knows why")
    inside.click("save")
    until(lambda: page.review.review.findings == 1, "the finding")
    inside.click("trail-review-sign")
    inside.dialog("tell").accept()

    def mark_all(site: Site) -> None:
        rows = site.oversight.trail.entries(page.review.review.id).rows
        site.oversight.trail.mark([one.id for one in rows if not one.mark], "in order")

    page.context.jobs.write(mark_all, lambda _: None)
    until(lambda: page.review.review.marked == page.review.review.entries, "every entry looked at")
    inside.click("trail-review-sign")
    dialog = inside.dialog("trail-conclusion-dialog")
    dialog.fields["trail-conclusion"].set_value("One question, asked.")  # type: ignore[attr-defined]
    inside.click("save")
    until(lambda: any(one.objectName() == "sign-dialog" for one in inside.dialogs()), "the signature")
    sign(inside)
    until(lambda: page.review.review.signed is not None, "the signed review")
    assert "1 finding" in page.sentence.text()
