"""Study papers: what is on file, what is due until a year after completion, where form and log differ (ROS-7)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from db.days import add_months
from db.errors import BadInput
from db.oversight.records import CV, DISCLOSED, DISCLOSURE, FORM, NewPaper
from db.oversight.rules import disclosure_due
from db.roster.records import NewPerson
from db.store.query import Query
from db.waiting import MISSING, OVERDUE
from tests.oversight.desk import OversightDesk
from tests.registers import TODAY

LATE = "Came with the post only now"


@pytest.mark.requirement("ROS-7")
def test_everything_is_missing_until_it_is_filed(desk: OversightDesk) -> None:
    study = desk.study()
    lead = desk.investigator(study, desk.zoe, "Inés", "Castillo", TODAY - timedelta(days=100))
    papers = desk.oversight.papers
    assert {(one.kind, one.state) for one in papers.standing(study.id)} == {
        (FORM, MISSING), (DISCLOSURE, MISSING), (CV, MISSING),
    }  # fmt: skip
    day = TODAY - timedelta(days=3)
    scan = ("form-1572.pdf", b"%PDF-1.4 a scan")
    form = papers.file(NewPaper(study.id, lead.id, FORM, day, "Form FDA 1572", "2", people=((lead.id, "PI"),)), scan)
    papers.file(NewPaper(study.id, lead.id, DISCLOSURE, day, interests="none"))
    papers.file(NewPaper(study.id, lead.id, CV, day))
    assert {one.state for one in papers.standing(study.id)} == {"current"}
    assert form.people == ((lead.id, "Castillo, Inés", "PI"),) and form.evidence is not None
    assert papers.papers(Query(where={"kind": [FORM]})).matching == 1
    sent = papers.sent(form.id, TODAY, "Sent by courier")
    assert sent.sent == TODAY
    papers.void(form.id, "It was the form of another study")
    assert {one.state for one in papers.standing(study.id) if one.kind == FORM} == {MISSING}


@pytest.mark.requirement("ROS-7")
def test_a_disclosure_is_due_until_one_year_after_completion() -> None:
    start, end = date(2024, 3, 1), date(2026, 3, 1)
    assert disclosure_due(start, end, ())[0] == start
    assert disclosure_due(start, None, (start,))[0] == date(2025, 3, 1)
    assert disclosure_due(start, end, (date(2025, 12, 1),))[0] == add_months(end, 1)
    assert disclosure_due(start, end, (date(2026, 3, 5),))[0] == date(2027, 3, 1)
    assert disclosure_due(start, end, (date(2027, 2, 20),))[0] is None


@pytest.mark.requirement("ROS-7", "AUD-6")
def test_a_late_paper_says_why_and_an_impossible_one_is_refused(desk: OversightDesk) -> None:
    study = desk.study()
    lead = desk.investigator(study, desk.zoe, "Inés", "Castillo", TODAY - timedelta(days=100))
    papers, old = desk.oversight.papers, TODAY - timedelta(days=60)
    with pytest.raises(BadInput, match="60 days ago"):
        papers.file(NewPaper(study.id, lead.id, DISCLOSURE, old, interests="none"))
    filed = papers.file(NewPaper(study.id, lead.id, DISCLOSURE, old, interests="none", late_reason=LATE))
    assert filed.late and filed.late_reason == LATE
    for new in (
        NewPaper(study.id, lead.id, "oath", TODAY),
        NewPaper(study.id, lead.id, FORM, TODAY),
        NewPaper(study.id, lead.id, DISCLOSURE, TODAY),
        NewPaper(study.id, lead.id, DISCLOSURE, TODAY, interests=DISCLOSED),
        NewPaper(study.id, lead.id, CV, TODAY + timedelta(days=1)),
        NewPaper(study.id, lead.id, CV, TODAY, sent=old),
    ):
        with pytest.raises(BadInput):
            papers.file(new)


@pytest.mark.requirement("ROS-7", "VAL-3")
def test_a_new_investigator_needs_a_new_form_and_home_says_so(desk: OversightDesk) -> None:
    study = desk.study()
    lead = desk.investigator(study, desk.zoe, "Inés", "Castillo", TODAY - timedelta(days=100))
    papers = desk.oversight.papers
    papers.file(NewPaper(study.id, lead.id, FORM, TODAY, "Form FDA 1572", "1", people=()))
    petr = desk.people.add_person(NewPerson("Dvořák", "Petr", start=TODAY - timedelta(days=9)))
    desk.people.change_investigator(study.id, petr.id, TODAY, "Moves to another hospital")
    (line,) = [one for one in papers.standing(study.id) if one.kind == FORM]
    assert line.state == MISSING and line.person == "Dvořák, Petr" and "names Castillo" in line.why
    kinds = {one.kind: one.state for one in desk.oversight.waiting(TODAY)}
    assert kinds["paper-form"] == MISSING and kinds["paper-disclosure"] in (MISSING, OVERDUE)


@pytest.mark.requirement("ROS-7")
def test_who_is_named_without_a_delegation_is_a_difference(desk: OversightDesk) -> None:
    study = desk.study()
    lead = desk.investigator(study, desk.zoe, "Inés", "Castillo", TODAY - timedelta(days=100))
    petr = desk.people.add_person(NewPerson("Dvořák", "Petr", start=TODAY - timedelta(days=9)))
    desk.oversight.papers.file(
        NewPaper(study.id, lead.id, FORM, TODAY, "Form FDA 1572", "1", people=((petr.id, "Sub-investigator"),))
    )
    (found,) = desk.oversight.papers.differences(study.id)
    assert found.person == "Dvořák, Petr" and "nothing is delegated" in found.what
