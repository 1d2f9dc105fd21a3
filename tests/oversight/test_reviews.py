"""The principal investigator looks over a study, and signs what they saw (ROS-6)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.errors import BadInput, Refused
from db.oversight.facts import Gap
from db.oversight.records import ACTIONS_NEEDED, IN_CONTROL
from db.roster.records import NewPerson, Study
from db.store.errors import NotSaved
from db.store.store import NewUser
from db.waiting import OVERDUE, SOON
from tests.oversight.desk import OversightDesk
from tests.registers import TODAY


@pytest.fixture
def study(desk: OversightDesk) -> Study:
    return desk.study()


@pytest.fixture
def ines(desk: OversightDesk, study: Study) -> NewUser:
    user = desk.add("ines", "Inés Castillo Ruiz", "investigator")
    desk.investigator(study, user, "Inés", "Castillo Ruiz", TODAY - timedelta(days=200))
    return user


@pytest.mark.requirement("ROS-6")
def test_a_review_is_due_by_its_interval_and_waits_at_home(desk: OversightDesk, study: Study, ines: NewUser) -> None:
    (line,) = desk.oversight.reviews.studies()
    assert (line.months, line.state, line.last) == (3, OVERDUE, None)
    (waits,) = [one for one in desk.oversight.waiting(TODAY) if one.kind == "oversight-review"]
    assert waits.title == study.code and waits.state == OVERDUE and waits.note.startswith("Castillo")
    desk.oversight.reviews.plan(study.id, 7)
    assert desk.oversight.reviews.study(study.id).state == SOON
    with pytest.raises(BadInput):
        desk.oversight.reviews.plan(study.id, 0)


@pytest.mark.requirement("ROS-6", "SIG-1")
def test_facts_are_drawn_frozen_concluded_and_signed(desk: OversightDesk, study: Study, ines: NewUser) -> None:
    key = desk.certified(ines)
    desk.gaps.append(Gap("O’Neil, Seán", "Protocol v3.0", "missing"))
    sean = desk.people.add_person(NewPerson("O’Neil", "Seán", start=TODAY - timedelta(days=100)))
    desk.people.assign(sean.id, study.id, "Sub-investigator", TODAY - timedelta(days=90), None, "Found on paper")
    desk.sit_down(ines)
    draft = desk.oversight.reviews.begin(study.id)
    training = next(one for one in draft.sections if one.title == "Training")
    assert training.attention and training.lines == ("O’Neil, Seán: Protocol v3.0 missing",)
    people = next(one for one in draft.sections if one.title == "People")
    assert people.facts[0].value == "1"
    desk.gaps.clear()
    assert desk.oversight.reviews.begin(study.id).id == draft.id, "the draft stays as it was drawn"
    assert desk.oversight.to_sign() == ()
    with pytest.raises(Refused, match="no conclusion"), desk.store.change() as change:
        desk.oversight.reviews.sign(change, draft.id, desk.pen(key, "reviewed"))
    with pytest.raises(BadInput, match="what has to be done"):
        desk.oversight.reviews.conclude(draft.id, ACTIONS_NEEDED, "One gap.")
    desk.oversight.reviews.conclude(draft.id, ACTIONS_NEEDED, "One gap.", "Train Seán by Friday.")
    (item,) = desk.oversight.to_sign()
    assert ("Training", "O’Neil, Seán: Protocol v3.0 missing") in item.signable.facts
    with desk.store.change("Signed") as change:
        desk.oversight.signed(change, item, desk.pen(key, "reviewed"))
    signed = desk.oversight.reviews.review(draft.id)
    assert signed.signed == TODAY and desk.oversight.to_sign() == ()
    (signature,) = desk.oversight.reviews._signing.signatures("oversight_review", draft.id)
    assert signature.name == ines.name
    assert desk.oversight.reviews._signing.covers(signature, desk.oversight.reviews.signable(draft.id))
    assert desk.oversight.reviews.study(study.id).last == TODAY
    for values in ({"conclusion": "All was well."}, {"facts": "[]"}, {"signed": None}):
        with pytest.raises(NotSaved), desk.store.change("tidied") as change:
            change.update("oversight_review", draft.id, values)
    with pytest.raises(NotSaved):
        desk.oversight.reviews.discard(draft.id, "tidied")


@pytest.mark.requirement("ROS-6", "ROL-4")
def test_nobody_but_the_investigator_signs(desk: OversightDesk, study: Study, ines: NewUser) -> None:
    key = desk.certified(desk.zoe)
    draft = desk.oversight.reviews.begin(study.id)
    desk.oversight.reviews.conclude(draft.id, IN_CONTROL, "All is well.")
    with pytest.raises(Refused, match="principal investigator"), desk.store.change() as change:
        desk.oversight.reviews.sign(change, draft.id, desk.pen(key, "reviewed"))
    assert desk.oversight.reviews.review(draft.id).signed is None


@pytest.mark.requirement("ROS-6")
def test_the_facts_of_a_draft_cannot_be_touched_by_raw_hands(desk: OversightDesk, study: Study, ines: NewUser) -> None:
    draft = desk.oversight.reviews.begin(study.id)
    with pytest.raises(NotSaved), desk.store.change("nicer") as change:
        change.update("oversight_review", draft.id, {"facts": "[]"})
    desk.oversight.reviews.discard(draft.id, "Drawn before the amendment was entered")
    again = desk.oversight.reviews.begin(study.id)
    assert again.id != draft.id


@pytest.mark.requirement("ROS-6")
def test_a_study_nobody_answers_for_cannot_be_reviewed(desk: OversightDesk) -> None:
    study = desk.study("LUMEN-1")
    with pytest.raises(Refused, match="no principal investigator"):
        desk.oversight.reviews.begin(study.id)
