"""The deviation log and notes to file, from the entry to the PI's decision."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from db.breach import Breach
from db.errors import BadInput, Refused
from db.incidents.checking import health_data
from db.incidents.deviation_records import (
    CLOCK,
    CLOSED,
    IMPORTANT,
    MINOR,
    OPEN,
    TO_ASSESS,
    TO_DECIDE,
    VOIDED,
    Assessment,
    Deviation,
    NewDeviation,
    NewNote,
    SeriousDecision,
)  # fmt: skip
from db.incidents.exercise_records import FINDINGS, PLANNED, NewExercise, NewFinding
from db.incidents.incident_records import NewIncident
from db.incidents.signables import of_assessment
from db.risk.records import NewRisk, Position
from db.store.errors import NotAllowed, NotSaved
from db.store.query import Query
from db.store.users import NewUser
from tests.incidents.conftest import Ward
from tests.registers import NOW, TODAY

DAY = timedelta(days=1)


def missed(ward: Ward, **given: object) -> Deviation:
    values = {"study": ward.study, "subject": "BR2-017"} | given
    new = NewDeviation("ECG of visit 3 was not done", TODAY - 2 * DAY, TODAY - DAY, **values)  # type: ignore[arg-type]
    return ward.incidents.deviations.add(new)


def assess(ward: Ward, deviation: str, grade: str = MINOR, by: str = "", on: date = TODAY) -> Deviation:
    with ward.desk.store.change("Assessed") as change:
        given = Assessment(grade, "No effect on the participant", on, by or ward.ines)
        ward.incidents.deviations.assess(change, deviation, given)
    return ward.incidents.deviations.get(deviation)


@pytest.mark.requirement("RSK-3")
def test_a_breach_found_elsewhere_opens_one_deviation_however_often_it_is_told(ward: Ward) -> None:
    breach = Breach(ward.study, TODAY - 20 * DAY, TODAY, "Dosing delegated before training", "delegation", ward.hugo)
    with ward.desk.store.change() as change:
        first = ward.incidents.open_deviation(change, breach)
        again = ward.incidents.open_deviation(change, breach)
    assert first == again
    one = ward.incidents.deviations.get(first)
    assert (one.number, one.type, one.status, one.late) == ("DEV-2026-0001", "delegation or training", TO_ASSESS, True)
    assert (one.source_table, one.source_record) == ("delegation", ward.hugo)


@pytest.mark.requirement("RSK-3", "AUD-6")
def test_dates_out_of_order_names_and_late_entries_without_reason_are_refused(ward: Ward) -> None:
    with pytest.raises(BadInput, match="before it occurred"):
        ward.incidents.deviations.add(NewDeviation("x", TODAY, TODAY - DAY))
    with pytest.raises(BadInput, match="future"):
        ward.incidents.deviations.add(NewDeviation("x", TODAY, TODAY + DAY))
    with pytest.raises(BadInput, match="participant’s code"):
        missed(ward, subject="Maria Huber")
    with pytest.raises(BadInput, match="60 days ago"):
        ward.incidents.deviations.add(NewDeviation("x", TODAY - 60 * DAY, TODAY))
    with pytest.raises(BadInput, match="not one of the values"):
        missed(ward, type="forgot")
    with pytest.raises(BadInput, match="Reported"):
        missed(ward, reported_sponsor=TODAY - 9 * DAY)


@pytest.mark.requirement("RSK-3")
def test_only_the_studys_investigator_assesses_and_not_before_it_was_found(ward: Ward) -> None:
    one = missed(ward)
    with pytest.raises(Refused, match="principal investigator"):
        assess(ward, one.id, by=ward.hugo)
    with pytest.raises(BadInput, match="before the deviation was identified"):
        assess(ward, one.id, on=TODAY - 2 * DAY)
    done = assess(ward, one.id)
    assert (done.grade, done.assessed_by, done.status) == (MINOR, "Castillo Ruiz, Inés", TO_DECIDE)


@pytest.mark.requirement("RSK-3")
def test_a_serious_breach_starts_the_clocks_of_its_law_and_cannot_be_closed_over_them(ward: Ward) -> None:
    one = assess(ward, missed(ward, action="Repeated at visit 4").id, IMPORTANT)
    decide, close = ward.incidents.deviations.decide, ward.incidents.deviations.close
    with pytest.raises(BadInput, match="come to know"):
        decide(one.id, SeriousDecision(True, "Safety endpoint lost", TODAY), "Decided")
    serious = decide(one.id, SeriousDecision(True, "Safety endpoint lost", TODAY, NOW - DAY), "Decided")
    assert serious.status == CLOCK
    (clock,) = ward.incidents.clocks.of("deviation", one.id)
    assert (clock.rule, clock.due - clock.began) == ("ctr-52", 7 * DAY)
    with pytest.raises(Refused, match="clock runs"):
        close(one.id, TODAY, "Closed")
    with pytest.raises(NotSaved, match="still running"), ward.desk.store.change("raw") as change:
        change.update("deviation", one.id, {"closed": TODAY.isoformat()})
    ward.incidents.clocks.tell(clock.id, NOW, "Sponsor's portal, case 88")
    assert close(one.id, TODAY, "Closed").status == CLOSED


@pytest.mark.requirement("RSK-3")
def test_closing_before_assessment_and_decision_is_refused_and_said(ward: Ward) -> None:
    one = missed(ward)
    with pytest.raises(Refused, match="assessment and the serious-breach decision and what was done"):
        ward.incidents.deviations.close(one.id, TODAY, "Closed")
    with pytest.raises(NotSaved), ward.desk.store.change("raw") as change:
        change.update("deviation", one.id, {"closed": TODAY.isoformat()})
    assess(ward, one.id)
    decided = ward.incidents.deviations.decide(one.id, SeriousDecision(False, "One ECG", TODAY), "Decided")
    assert decided.status == OPEN
    assert ward.incidents.deviations.void(one.id, "Entered twice").status == VOIDED
    with pytest.raises(Refused, match="struck through"):
        ward.incidents.deviations.change(one.id, {"action": "x"}, "More")


@pytest.mark.requirement("RSK-3", "AUD-6")
def test_the_log_as_of_a_day_does_not_know_what_was_decided_later(ward: Ward) -> None:
    one = assess(ward, missed(ward).id)
    assert ward.incidents.deviations.get(one.id, TODAY - DAY).status == TO_ASSESS
    assert ward.incidents.deviations.list(Query(where={"status": [TO_DECIDE]})).matching == 1
    assert ward.incidents.deviations.list(Query(where={"status": [TO_ASSESS]}), TODAY - DAY).matching == 1
    assert ward.incidents.deviations.list(on=TODAY - 2 * DAY).matching == 0


@pytest.mark.requirement("AUD-6", "RSK-3", "RSK-2", "RSK-1")
def test_the_registers_as_known_on_a_day_do_not_know_what_was_entered_since(ward: Ward) -> None:
    one = missed(ward)
    incidents, binder = ward.incidents, NewIncident("Binder lost", 2, NOW, NOW, affects=(("study", ward.study),))
    incident = incidents.cases.add(binder)
    note = incidents.notes.add(NewNote("Late ECG", "It was late", TODAY, ward.hugo, ward.study))
    drill = incidents.exercises.add(NewExercise("phishing drill", "40 mails", planned=TODAY))
    places = Position(4, 4), Position(4, 4), Position(2, 2)
    risk = ward.risk.add_risk(NewRisk("Binder lost", *places, identified=TODAY))
    ward.desk.clock.advance(3 * 86400)
    ward.incidents.deviations.change(one.id, {"description": "ECG of visit 4 was not done"}, "Wrong visit")
    ward.incidents.cases.change(incident.id, {"severity": 5}, "Worse than thought")
    ward.risk.change_risk(risk.id, {"current": Position(2, 2)}, "Treated")
    for clock in incidents.cases.file(incident.id).clocks:
        incidents.clocks.waive(clock.id, "Nobody is named in it")
    incidents.notes.change(note.id, {"issue": "It was five days late"}, "More is known")
    incidents.exercises.change(drill.id, {"performed": TODAY + 3 * DAY}, "Done")
    incidents.exercises.add_finding(drill.id, NewFinding("Nine gave a password", 4))
    missed(ward, late_reason="Found in the log")
    (known,) = ward.incidents.deviations.known(TODAY)
    assert (known.description, known.study, known.status) == ("ECG of visit 3 was not done", "BRIGHT-2", TO_ASSESS)
    assert len(ward.incidents.deviations.known(TODAY + 3 * DAY)) == 2
    assert [found.severity for found in ward.incidents.cases.known(TODAY)] == [2]
    assert [spot.current for spot in ward.risk.known(TODAY)] == [Position(4, 4)]
    assert ward.incidents.deviations.known(TODAY - DAY) == ()
    touched = Query(where={"study": ["BRIGHT-2"], "clock": ["running"]})
    (then,) = incidents.cases.known_page(TODAY, touched).rows
    assert (then.clocks, then.studies) == (len(incidents.cases.file(incident.id).clocks), ("BRIGHT-2",))
    assert incidents.cases.known_page(TODAY + 3 * DAY, touched).matching == 0, "its clocks were stopped"
    assert [found.issue for found in incidents.signed_notes(Query(), known=TODAY).rows] == ["It was late"]
    assert incidents.signed_notes(Query(), on=TODAY - DAY).matching == 0
    assert [found.status for found in incidents.exercises.known(TODAY)] == [PLANNED]
    assert [found.status for found in incidents.exercises.list(on=TODAY).rows] == [PLANNED]
    assert [found.status for found in incidents.exercises.list().rows] == [FINDINGS]
    for register in (incidents.cases, incidents.deviations, incidents.notes, incidents.exercises, ward.risk):
        assert register.known_facets(TODAY + 3 * DAY) == register.facets(), type(register).__name__
    asked = Query(where={"severity": ["2"], "status": ["open"]}, search="binder", sort=(("number", True),))
    assert [one.number for one in ward.incidents.cases.known_page(TODAY, asked).rows] == [incident.number]
    assert ward.incidents.deviations.known_page(TODAY, Query(where={"status": [TO_DECIDE]})).matching == 0
    assert ward.risk.known_page(TODAY, Query(where={"current_place": ["4/4"], "level": ["4"]})).matching == 1
    assert ward.risk.known_cells(TODAY)["current"][Position(4, 4)].named == ((risk.number, "Binder lost"),)
    assert ward.risk.cells()["current"][Position(2, 2)].count == 1
    with pytest.raises(BadInput, match="cannot be asked by “lessons”"):
        ward.incidents.cases.known_page(TODAY, Query(where={"lessons": ["none"]}))


@pytest.mark.requirement("ROL-2", "RSK-3")
def test_a_staff_member_reports_but_does_not_decide_and_a_monitor_sees_its_study(ward: Ward) -> None:
    mine = missed(ward)
    missed(ward, study=ward.ind)
    touched = (("study", ward.study), ("person", ward.hugo))
    ward.incidents.cases.add(NewIncident("Binder lost", 2, NOW, NOW, personal_data="no", affects=touched))
    ward.incidents.cases.add(NewIncident("Not of the study", 2, NOW, NOW, personal_data="no"))
    places = Position(4, 4), Position(4, 4), Position(2, 2)
    for study in (ward.study, ward.ind):
        ward.risk.add_risk(NewRisk("Binder lost", *places, identified=TODAY, asset="Binder", study=study))
    monitor = NewUser("mo", "Mo Weiss", "monitor", studies=(ward.study,))
    ward.desk.store.users.add(monitor)
    ward.desk.sit_down(NewUser("pia", "Pia Stahl", "staff"))
    reported = missed(ward)
    with pytest.raises(NotAllowed):
        ward.incidents.deviations.decide(reported.id, SeriousDecision(False, "No", TODAY), "Decided")
    ward.desk.sit_down(monitor)
    assert {one.study for one in ward.incidents.deviations.list().rows} == {"BRIGHT-2"}
    assert ward.incidents.deviations.list().matching == 2
    assert {task.kind for task in ward.incidents.waiting(TODAY)} == {"deviation-assessment"}
    assert ward.incidents.exercises.list().of == 0
    assert ward.incidents.signatures.of(of_assessment(ward.incidents.deviations.get(mine.id))) == ()
    (seen,) = ward.incidents.cases.list().rows
    assert [one.name for one in ward.incidents.cases.file(seen.id).affected] == ["BRIGHT-2"]
    (risk,) = ward.risk.risks().rows
    assert ward.risk.file(risk.id).risk.asset == "Binder" and ward.risk.waiting(TODAY) == ()
    with pytest.raises(NotAllowed):
        ward.incidents.deviations.void(mine.id, "No")


@pytest.mark.requirement("AUD-5", "RSK-3")
def test_free_text_warns_of_what_looks_like_a_participant(ward: Ward) -> None:
    assert health_data("Visit 3 was two days late; ECG repeated") == ()
    assert health_data("Mrs Huber, born 3-May-1951, MRN 88121") == (
        "a date of birth", "a number that identifies a patient", "a person’s name",
    )  # fmt: skip


@pytest.mark.requirement("RSK-3")
def test_a_note_to_file_keeps_who_wrote_it_when_and_to_which_deviation_it_belongs(ward: Ward) -> None:
    one = missed(ward)
    note = ward.incidents.notes.add(
        NewNote("ECG machine out of order", "No ECG on 21 Nov", TODAY - DAY, ward.hugo, ward.study, deviation=one.id)
    )
    assert (note.number, note.author, note.deviation) == ("NTF-2026-0001", "Lindqvist, Hugo", one.number)
    assert ward.incidents.notes.investigator(note) == (ward.ines, "Castillo Ruiz, Inés")
    with pytest.raises(BadInput, match="Issue"):
        ward.incidents.notes.change(note.id, {"issue": " "}, "Emptied")
    with pytest.raises(BadInput, match="future"):
        ward.incidents.notes.add(NewNote("x", "y", TODAY + DAY, ward.hugo))
    with pytest.raises(BadInput, match="days ago"):
        ward.incidents.notes.add(NewNote("x", "y", TODAY - 30 * DAY, ward.hugo))
    changed = ward.incidents.notes.change(note.id, {"resolution": "Machine replaced"}, "Resolved")
    assert changed.resolution == "Machine replaced"
    assert ward.incidents.notes.list(Query(search="ecg machine")).rows == (changed,)
