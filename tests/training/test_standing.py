"""The matrix as a site lives with it: requirements by role and study, new versions, leavers, past days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from db.errors import BadInput
from db.roster.records import NewPerson, NewStudy, Person, Study
from db.starter import curricula
from db.store.errors import NotSaved
from db.store.query import Query
from db.training.records import Course, NewCourse, NewRequirement, NewTraining, NewVersion
from db.training.register import Training
from db.training.rules import Status
from tests.registers import TODAY, Desk

PAPER = "Taken over from paper"


@pytest.fixture
def study(desk: Desk) -> Study:
    return desk.people.add_study(NewStudy("AURORA-3", "AUR-202", start=date(2025, 1, 1)))


@pytest.fixture
def people(desk: Desk, study: Study) -> dict[str, Person]:
    """A nurse and a rater in the study, a pharmacist who is not."""
    found = {
        role: desk.people.add_person(NewPerson(role, role=role, start=date(2024, 1, 1)))
        for role in ("Study nurse", "Rater", "Pharmacist")
    }
    for role in ("Study nurse", "Rater"):
        desk.people.assign(found[role].id, study.id, role, date(2025, 1, 1), late_reason=PAPER)
    return found


@pytest.fixture
def protocol(desk: Desk, study: Study, people: dict[str, Person]) -> Course:
    """In two versions; both of the study were trained on the first."""
    first = desk.training.add_protocol_version(study.id, NewVersion("2.0", date(2024, 12, 1), date(2025, 1, 1)))
    desk.training.require(NewRequirement(first.course_id))
    for role in ("Study nurse", "Rater"):
        desk.training.record(NewTraining(people[role].id, first.course_id, date(2025, 1, 1), late_reason=PAPER))
    desk.training.add_protocol_version(study.id, NewVersion("3.0", date(2026, 10, 14), date(2026, 11, 2)))
    return desk.training.course(first.course_id)


@pytest.mark.requirement("TRN-1", "TRN-3")
def test_an_amendment_reopens_the_training_of_those_it_concerns(
    desk: Desk, study: Study, people: dict[str, Person], protocol: Course
) -> None:
    desk.training.record(
        NewTraining(
            people["Rater"].id, protocol.id, date(2026, 11, 1), version_id=_newest(desk, protocol), late_reason=PAPER
        )
    )
    matrix = desk.training.matrix()
    assert [column.heading for column in matrix.requirements] == ["Protocol v3.0"]
    states = {person.name: matrix.cell(person.id, protocol.id).status for person in matrix.people}
    assert states == {"Study nurse": Status.MISSING, "Rater": Status.CURRENT, "Pharmacist": Status.NOT_REQUIRED}
    (gap,) = desk.training.overdue().rows
    assert (gap.person, gap.requirement, gap.study, gap.days) == ("Study nurse", "Protocol v3.0", "AURORA-3", 21)
    assert gap.why.startswith("Version 3.0 took effect on 02-Nov-2026 and re-opened this training.")
    facts = desk.training.headline()
    assert (facts.people, facts.gaps, facts.fully_trained, facts.current) == (3, 1, 2, 1)


@pytest.mark.requirement("TRN-3", "AUD-6")
def test_the_matrix_of_a_past_day(desk: Desk, people: dict[str, Person], protocol: Course) -> None:
    before = desk.training.matrix(date(2026, 11, 1))
    assert [column.heading for column in before.requirements] == ["Protocol v2.0"]
    assert before.counts[Status.DUE_SOON] == 2 and before.gaps == 0
    assert desk.training.matrix(date(2024, 6, 1)).counts[Status.NOT_REQUIRED] == 3 * len(
        desk.training.matrix(date(2024, 6, 1)).requirements
    )
    desk.people.end_person(people["Rater"].id, TODAY - timedelta(days=1), "Left")
    assert people["Rater"].id not in {person.id for person in desk.training.matrix().people}
    assert people["Rater"].id in {person.id for person in desk.training.matrix(date(2026, 11, 1)).people}
    file = desk.training.person_training(people["Rater"].id)
    assert file.asked == () and len(file.records) == 1


@pytest.mark.requirement("AUD-6")
def test_as_known_on_an_earlier_day_leaves_out_what_was_entered_later(
    desk: Desk, people: dict[str, Person], protocol: Course
) -> None:
    known = desk.clock.now()
    desk.clock.advance(3 * 86400)
    nurse = people["Study nurse"].id
    record = desk.training.record(
        NewTraining(nurse, protocol.id, date(2026, 11, 1), version_id=_newest(desk, protocol), late_reason="Found")
    )
    rater = desk.training.records(Query(where={"person_id": [people["Rater"].id]})).rows[0]
    desk.training.void_record(rater.id, "Never took place")
    as_of = date(2026, 11, 10)
    now, then = desk.training.matrix(as_of), desk.training.matrix(as_of, known_on=known)
    assert now.cell(nurse, protocol.id).record == record.id
    assert then.cell(nurse, protocol.id).status is Status.MISSING and then.known_on == known
    assert now.cell(people["Rater"].id, protocol.id).record is None
    assert then.cell(people["Rater"].id, protocol.id).record == rater.id
    same = desk.training.matrix(as_of, known_on=desk.clock.now())
    assert (same.people, same.requirements, same.cells) == (now.people, now.requirements, now.cells)


@pytest.mark.requirement("TRN-1")
def test_requirements_go_by_role_and_study(desk: Desk, study: Study, people: dict[str, Person]) -> None:
    everybody = desk.training.add_course(NewCourse("GCP", "Good clinical practice"))
    nurses = desk.training.add_course(NewCourse("IMP", "IMP handling"))
    in_study = desk.training.add_course(NewCourse("EDC", "EDC system", "system", study.id))
    desk.training.require(NewRequirement(everybody.id))
    desk.training.require(NewRequirement(nurses.id, "study NURSE"))
    asked = desk.training.require(NewRequirement(in_study.id, "Rater"))
    assert asked.study == "AURORA-3", "a course of one study is asked in that study only"
    matrix = desk.training.matrix()
    asked_of = {
        person.name: {
            c.code for c in matrix.requirements if matrix.cell(person.id, c.course_id).status != "not required"
        }
        for person in matrix.people
    }
    assert asked_of == {"Study nurse": {"GCP", "IMP"}, "Rater": {"GCP", "EDC"}, "Pharmacist": {"GCP"}}
    small = desk.training.matrix(study=study.id, roles=["Rater"])
    assert [p.name for p in small.people] == ["Rater"] and {c.code for c in small.requirements} == {"EDC", "GCP", "IMP"}
    assert (small.matching, small.of) == (1, 3)
    assert [p.name for p in desk.training.matrix(offset=1, limit=1).people] == ["Rater"]
    assert [p.name for p in desk.training.matrix(search="pharm").people] == ["Pharmacist"]
    desk.training.end_requirement(asked.id, TODAY - timedelta(days=1), "No longer wanted by the sponsor")
    assert "EDC" not in {c.code for c in desk.training.matrix().requirements}


@pytest.mark.requirement("TRN-1")
def test_a_closed_study_asks_nothing(desk: Desk, study: Study, people: dict[str, Person], protocol: Course) -> None:
    desk.people.change_study(study.id, {"end": TODAY - timedelta(days=1)}, "Close-out")
    assert desk.training.matrix().gaps == 0
    assert desk.training.matrix(date(2026, 11, 10)).gaps == 2


@pytest.mark.requirement("TRN-1")
def test_no_grace_can_be_given_to_protocol_consent_and_safety_documents(desk: Desk, study: Study) -> None:
    for kind in ("protocol", "consent", "safety"):
        with pytest.raises(BadInput, match="no grace"):
            desk.training.add_course(NewCourse("X", "X", kind, study.id, grace_days=7))
    with pytest.raises(NotSaved), desk.store.change() as change:
        change.insert("course", {"code": "X", "title": "X", "kind": "safety", "grace_days": 7})
    safety = desk.training.add_course(NewCourse("SAE", "SAE", "safety"))
    with pytest.raises(BadInput, match="first day"):
        desk.training.require(NewRequirement(safety.id, within_days=14))
    with pytest.raises(BadInput, match="before it was approved"):
        desk.training.add_version(safety.id, NewVersion("1", TODAY, TODAY - timedelta(days=1)))


@pytest.mark.requirement("TRN-3")
def test_planned_renewals(desk: Desk, people: dict[str, Person]) -> None:
    gcp = desk.training.add_course(NewCourse("GCP", "GCP", validity_months=12))
    desk.training.require(NewRequirement(gcp.id, "Rater"))
    rater = people["Rater"].id
    desk.training.record(NewTraining(rater, gcp.id, date(2025, 12, 9), late_reason=PAPER))
    assert desk.training.matrix().cell(rater, gcp.id).status is Status.DUE_SOON
    plan = desk.training.plan_renewal(rater, gcp.id, date(2026, 12, 3))
    file = desk.training.cell_file(rater, gcp.id)
    assert file.cell.status is Status.PLANNED and file.renewals == (plan,) and len(file.records) == 1
    assert desk.training.matrix(TODAY - timedelta(days=1)).cell(rater, gcp.id).status is Status.DUE_SOON
    desk.training.cancel_renewal(plan.id, "The course is full")
    assert desk.training.matrix().cell(rater, gcp.id).status is Status.DUE_SOON
    with pytest.raises(BadInput, match="day to come"):
        desk.training.plan_renewal(rater, gcp.id, TODAY - timedelta(days=1))


def test_the_matrix_follows_every_write(desk: Desk, people: dict[str, Person], protocol: Course) -> None:
    """What is kept in memory between two matrices never differs from what is read anew."""
    nurse, newest = people["Study nurse"].id, _newest(desk, protocol)

    def same() -> Status:
        kept, anew = desk.training.matrix(), Training(desk.store).matrix()
        assert kept == anew
        return kept.cell(nurse, protocol.id).status

    assert same() is Status.MISSING
    record = desk.training.record(NewTraining(nurse, protocol.id, TODAY, version_id=newest))
    assert same() is Status.CURRENT
    desk.training.change_record(record.id, {"person_id": people["Rater"].id}, "It was the rater")
    assert same() is Status.MISSING
    desk.training.change_record(record.id, {"person_id": nurse}, "It was the nurse after all")
    assert same() is Status.CURRENT
    desk.training.void_record(record.id, "Nobody was there")
    assert same() is Status.MISSING
    desk.training.change_version(newest, {"effective": TODAY + timedelta(days=100)}, "Approval delayed")
    assert same() is Status.CURRENT


@pytest.mark.requirement("TRN-4")
def test_security_awareness_is_a_built_in_curriculum(desk: Desk, people: dict[str, Person]) -> None:
    names = [curriculum.name for curriculum in curricula()]
    assert "Security awareness and IAM" in names and "Siteward" in names
    adopted = [course for name in names for course in desk.training.adopt_curriculum(name)]
    assert len(adopted) == desk.training.courses().of
    assert desk.training.adopt_curriculum("Siteward") == (), "what is there is left as it is"
    with pytest.raises(BadInput, match="Built in"):
        desk.training.adopt_curriculum("Knitting")
    codes = {c.code for c in desk.training.matrix().requirements}
    assert {"Security & IAM", "ICH-GCP E6(R3)", "Siteward"} <= codes


def test_overdue_filters_sorts_and_searches(desk: Desk, people: dict[str, Person], protocol: Course) -> None:
    training = desk.training
    assert [gap.person for gap in training.overdue().rows] == ["Rater", "Study nurse"]
    assert training.overdue(Query(search="nurse")).matching == 1
    assert training.overdue(Query(where={"person_id": [people["Rater"].id]})).rows[0].person == "Rater"
    assert training.overdue(Query(sort=(("person", True),), limit=1)).rows[0].person == "Study nurse"
    with pytest.raises(BadInput):
        training.overdue(Query(where={"nothing": ["x"]}))


def _newest(desk: Desk, course: Course) -> str:
    return desk.training.versions(course.id)[-1].id
