"""From the task list to the version that the investigator signs off, and what is told on the way."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from db.delegation import records as r
from db.delegation.rules import initials
from db.errors import BadInput, Refused
from db.roster.records import NewStudy
from db.store.query import Query
from db.training.records import NewVersion
from tests.delegation.bench import OPENED, Bench
from tests.registers import TODAY

WEEK_AGO = TODAY - timedelta(days=7)


@pytest.mark.requirement("ROS-3")
def test_proposed_accepted_approved_ended_and_taken_up_again(bench: Bench) -> None:
    start = TODAY + timedelta(days=3)
    (line,) = bench.proposed(bench.line(bench.tomoko, start=start))
    log = bench.delegation
    assert log.line(line).status == r.PROPOSED
    log.accept([line], bench.ink(bench.tomoko, "accepted"))
    assert log.line(line).status == r.ACCEPTED
    log.approve([line], bench.ink(bench.ines, "approved"))
    assert (log.line(line).status, log.line(line, start).status) == (r.APPROVED, r.ACTIVE)
    log.end([line], start + timedelta(days=9), "Moves to another ward")
    after = start + timedelta(days=10)
    assert [log.line(line, day).status for day in (start + timedelta(days=9), after)] == [r.ACTIVE, r.ENDED]
    with pytest.raises(Refused, match="End it first"):
        log.redelegate(line, after)
    bench.clock.advance(86_400 * 14)
    again = log.redelegate(line, after + timedelta(days=5))
    assert log.line(again).follows == line and log.line(again).status == r.PROPOSED
    assert not bench.deviations()


@pytest.mark.requirement("ROS-3", "RSK-3", "AUD-6")
def test_a_breach_that_happened_is_recorded_and_opens_a_deviation(bench: Bench) -> None:
    log = bench.delegation
    (line,) = bench.proposed(bench.line(bench.sean, start=WEEK_AGO))
    assert log.line(line).breaches == (r.BEFORE_TRAINING,)
    log.accept([line], bench.ink(bench.sean, "accepted"))
    log.approve([line], bench.ink(bench.ines, "approved"))
    assert log.line(line).breaches == (r.BEFORE_APPROVAL, r.BEFORE_TRAINING)
    log.record_breach(line, r.LAPSED, TODAY, "Gave two injections.")
    assert bench.deviations() == [
        (WEEK_AGO.isoformat(), "delegation_breach"), (WEEK_AGO.isoformat(), "delegation_breach"),
        (TODAY.isoformat(), "delegation_breach"),
    ]  # fmt: skip
    assert log.line(line).start == WEEK_AGO, "nobody is pushed into another date"
    long_ago = TODAY - timedelta(days=60)
    with pytest.raises(BadInput, match="Say why"):
        bench.proposed(bench.line(bench.sean, bench.vitals, long_ago))
    (late,) = bench.proposed(
        r.NewLine(bench.study.id, bench.sean, bench.vitals.id, long_ago, late_reason="Found at the visit")
    )
    assert log.line(late).late and log.line(late).late_reason == "Found at the visit"
    assert log.line(late).entered[:10] == TODAY.isoformat()


@pytest.mark.requirement("ROS-3")
def test_who_did_not_begin_before_the_approval_is_proposed_again(bench: Bench) -> None:
    (line,) = bench.proposed(bench.line(bench.tomoko, start=WEEK_AGO))
    again = bench.delegation.repropose(line, TODAY, "Nobody began before the approval")
    assert bench.delegation.line(line).status == r.REFUSED
    bench.delegation.accept([again], bench.ink(bench.tomoko, "accepted"))
    bench.delegation.approve([again], bench.ink(bench.ines, "approved"))
    assert bench.delegation.line(again).status == r.ACTIVE and not bench.deviations()


@pytest.mark.requirement("ROS-3", "TRN-1", "VAL-3")
def test_a_new_protocol_version_makes_lines_not_current_from_its_day_on(bench: Bench) -> None:
    first = bench.training.add_protocol_version(bench.study.id, NewVersion("1.0", OPENED, OPENED))
    bench.delegation.change_task(bench.consent.id, {"course_ids": (bench.gcp, first.course_id)}, "Amended")
    from db.training.records import NewTraining

    bench.training.record(NewTraining(bench.tomoko, first.course_id, TODAY))
    line = bench.approved(bench.tomoko)
    assert bench.delegation.line(line).status == r.ACTIVE
    bench.training.add_protocol_version(bench.study.id, NewVersion("2.0", TODAY, TODAY + timedelta(days=4)))
    assert bench.delegation.line(line, TODAY + timedelta(days=3)).status == r.ACTIVE
    day = TODAY + timedelta(days=4)
    assert bench.delegation.line(line, day).status == r.NOT_CURRENT
    bench.clock.advance(86_400 * 4)
    waiting = {one.kind: one for one in bench.delegation.waiting(day)}
    assert waiting["delegation-lapsed"].record == line and "Protocol v2.0" in waiting["delegation-lapsed"].note
    cell = bench.training.matrix(day).cell(bench.tomoko, first.course_id)
    assert cell.gap, "the matrix asks a task's training of whom it is delegated to"
    assert not bench.training.matrix(day).cell(bench.sean, first.course_id).gap


@pytest.mark.requirement("ROS-3")
def test_after_a_change_of_investigator_the_lines_wait_for_the_new_one(bench: Bench) -> None:
    log = bench.delegation
    mine, others = bench.approved(bench.sean, bench.vitals), bench.approved(bench.tomoko)
    bench.clock.advance(86_400)
    tomorrow = TODAY + timedelta(days=1)
    log.hand_over(bench.study.id, bench.sean, tomorrow, "Inés Castillo Ruiz takes leave")
    assert log.line(mine).end == TODAY, "the new investigator's own lines end the day before"
    assert log.line(others).former and log.line(others).status == r.ACTIVE
    assert "delegation-reapprove" in {one.kind for one in log.waiting(tomorrow)}
    with pytest.raises(Refused, match="principal investigator"):
        log.approve([others], bench.ink(bench.ines, "approved", tomorrow))
    log.approve([others], bench.ink(bench.sean, "approved", tomorrow))
    assert not log.line(others).former and log.line(others, TODAY).approver_id == bench.ines
    log.declare(bench.study.id, bench.ink(bench.sean, "declared", tomorrow))
    assert [one.declared for one in log.investigators(bench.study.id)] == [None, tomorrow]


@pytest.mark.requirement("ROS-3", "ROS-4")
def test_a_leavers_lines_end_with_them_or_are_told(bench: Bench) -> None:
    line = bench.approved(bench.tomoko)
    (later,) = bench.proposed(bench.line(bench.tomoko, bench.vitals, TODAY + timedelta(days=30)))
    bench.people.end_person(bench.tomoko, TODAY, "Leaves")
    bench.clock.advance(86_400)
    tomorrow = TODAY + timedelta(days=1)
    assert "delegation-leaver" in {one.kind for one in bench.delegation.waiting(tomorrow)}
    with bench.store.change("Leaves") as change:
        assert bench.delegation.leaves(change, bench.tomoko, TODAY, "Leaves the site") == 2
    assert bench.delegation.line(line).status == r.ENDED and bench.delegation.line(later).status == r.REFUSED
    assert not {one.kind for one in bench.delegation.waiting(tomorrow)} & {"delegation-leaver", "delegation-accept"}


@pytest.mark.requirement("ROS-3")
def test_a_version_is_frozen_when_the_investigator_signs_it_off(bench: Bench) -> None:
    log = bench.delegation
    with pytest.raises(Refused, match="No line"):
        log.sign_off(bench.study.id, bench.ink(bench.ines, "approved"))
    line = bench.approved(bench.tomoko)
    with pytest.raises(Refused, match="signed off by"):
        log.sign_off(bench.study.id, bench.ink(bench.sean, "approved"))
    first = log.sign_off(bench.study.id, bench.ink(bench.ines, "approved"))
    assert (first.number, [row["person"] for row in first.rows]) == (1, ["Itō, Tomoko"])
    with pytest.raises(Refused, match="Nothing has changed"):
        log.sign_off(bench.study.id, bench.ink(bench.ines, "approved"))
    log.end([line], TODAY, "Moves")
    assert log.log(bench.study.id).facts.changed
    second = log.sign_off(bench.study.id, bench.ink(bench.ines, "approved"))
    assert second.number == 2 and log.versions(bench.study.id)[1].rows == first.rows


@pytest.mark.requirement("AUD-6", "ROS-3")
def test_as_of_a_day_and_as_known_on_a_day(bench: Bench) -> None:
    before = bench.clock.now()
    bench.clock.advance(3600)
    line = bench.approved(bench.tomoko, start=WEEK_AGO)
    log = bench.delegation
    assert log.delegations(on=WEEK_AGO - timedelta(days=1)).rows == ()
    assert log.delegations(on=WEEK_AGO).rows[0].status == r.ACTIVE
    assert log.lines_as_known(bench.study.id, before) == ()
    now: datetime = bench.clock.now()
    assert log.lines_as_known(bench.study.id, now) == log.lines_of(study=bench.study.id)
    bench.clock.advance(86_400)
    log.end([line], TODAY + timedelta(days=1), "Moves")
    (then,) = log.lines_as_known(bench.study.id, now, TODAY + timedelta(days=9))
    assert then.status == r.ACTIVE and log.line(line, TODAY + timedelta(days=9)).status == r.ENDED


@pytest.mark.requirement("ROS-3")
def test_the_starter_list_is_taken_over_with_the_trainings_that_are_there(bench: Bench) -> None:
    study = bench.people.add_study(NewStudy("DELTA-9", "D9", start=date(2026, 1, 1)))
    protocol = bench.training.add_protocol_version(study.id, NewVersion("1.0", OPENED, OPENED))
    taken = bench.delegation.take_over(study.id, ["1", "16"])
    assert [(task.code, set(task.course_ids)) for task in taken] == [
        ("1", {bench.gcp, protocol.course_id}), ("16", {bench.gcp}),
    ]  # fmt: skip
    assert {task.code for task in bench.delegation.take_over(study.id)}.isdisjoint({"1", "16"})
    changed = bench.delegation.change_task(taken[0].id, {"title": "Consent", "course_ids": ()}, "Our wording")
    assert (changed.title, changed.course_ids) == ("Consent", ())


@pytest.mark.requirement("ROS-3")
def test_the_list_is_filtered_searched_and_sorted_in_sql(bench: Bench) -> None:
    active = bench.approved(bench.tomoko)
    bench.proposed(bench.line(bench.sean, bench.vitals), bench.line(bench.tomoko, bench.vitals))
    log = bench.delegation
    assert [one.id for one in log.delegations(Query(where={"status": [r.ACTIVE]})).rows] == [active]
    assert len(log.delegations(Query(search="ito vital")).rows) == 1
    page = log.delegations(Query(where={"study": ["BRIGHT-2"]}, sort=(("code", True),), limit=1))
    assert (page.matching, page.of, page.rows[0].code) == (3, 3, "10")
    assert [item.meaning for item in log.to_sign()] == []
    assert initials("Anna-Maria", "van den Berg") == "AMVDB"
