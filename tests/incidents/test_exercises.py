"""Tests and drills, and where their findings lead."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.errors import BadInput, Refused
from db.incidents.exercise_records import DONE, FINDINGS, OVERDUE, PLANNED, NewExercise, NewFinding
from db.risk.records import NewRisk, Position
from tests.incidents.conftest import Ward
from tests.registers import TODAY

DAY = timedelta(days=1)


@pytest.mark.requirement("RSK-4")
def test_a_phishing_drill_is_planned_carried_out_and_its_finding_feeds_a_risk(ward: Ward) -> None:
    tests = ward.incidents.exercises
    drill = tests.add(NewExercise("phishing drill", "Autumn drill", planned=TODAY + 10 * DAY))
    assert drill.status == PLANNED
    with pytest.raises(Refused, match="not been carried out"):
        tests.add_finding(drill.id, NewFinding("Nine clicked", 4))
    with pytest.raises(BadInput, match="More people clicked"):
        tests.change(drill.id, {"performed": TODAY, "reached": 5, "clicked": 9}, "Done")
    done = tests.change(drill.id, {"performed": TODAY, "reached": 42, "clicked": 9, "reported": 17}, "Done")
    assert done.status == DONE
    finding = tests.add_finding(drill.id, NewFinding("Nine of 42 gave a password", 4, TODAY + 30 * DAY))
    assert tests.get(drill.id).status == FINDINGS
    with ward.desk.store.change("Feeds the risk") as change:
        places = Position(4, 4), Position(4, 4), Position(2, 3)
        risk = ward.risk.insert(change, NewRisk("Phishing", *places, identified=TODAY))
        tests.link(change, finding.id, risk=risk)
    assert tests.finding(finding.id).risk == "R-0001"
    assert ward.risk.file(risk).findings == ("Nine of 42 gave a password",)
    tests.resolve_finding(finding.id, TODAY, "Second factor on all mailboxes", "Resolved")
    assert tests.get(drill.id).status == DONE


@pytest.mark.requirement("RSK-4", "VAL-3")
def test_a_test_that_is_due_waits_and_one_of_the_future_was_not_carried_out(ward: Ward) -> None:
    tests = ward.incidents.exercises
    scan = tests.add(NewExercise("vulnerability scan", "Quarterly scan", planned=TODAY - DAY))
    assert scan.status == OVERDUE
    (task,) = ward.incidents.waiting(TODAY)
    assert (task.kind, task.state, task.record) == ("exercise", "overdue", f"exercise/{scan.id}")
    with pytest.raises(BadInput, match="future"):
        tests.add(NewExercise("audit", "Sponsor's audit", performed=TODAY + DAY))
    with pytest.raises(BadInput, match="planned for a day"):
        tests.add(NewExercise("audit", "Sponsor's audit"))
    with pytest.raises(BadInput, match="days ago"):
        tests.add(NewExercise("audit", "Sponsor's audit", performed=TODAY - 90 * DAY))
    assert tests.void(scan.id, "Planned twice").status == "struck through"
    assert ward.incidents.waiting(TODAY) == ()
