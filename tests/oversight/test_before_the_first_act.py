"""Nobody acts before identity, statement and training are on record (11.10(i), (j)); below every screen."""

from __future__ import annotations

import pytest

from db.errors import Refused
from db.oversight.proving import duty
from db.roster.records import NewPerson
from db.signing.register import Signing
from db.store.admission import DUTIES, NotAdmitted, NotAsSignedIn
from db.store.errors import NotSaved
from db.store.query import Query
from db.training.introduction import Introductions
from db.training.register import Training
from tests.oversight.desk import OversightDesk

SEAN = NewPerson("O’Neil", "Seán")
REFUSALS = Query(where={"action": ["refusal"]})


@pytest.mark.requirement("TRN-4", "ROL-2", "ROL-4")
def test_a_newcomer_cannot_write_before_their_duties_are_on_record(desk: OversightDesk) -> None:
    desk.sit_down(desk.add("ewa", "Ewa Kowalska", "coordinator", proven=False))
    assert desk.store.standing.missing == DUTIES
    with pytest.raises(NotAdmitted, match="accountability statement"):
        desk.people.add_person(SEAN)
    with pytest.raises(NotAdmitted), desk.store.change() as change:
        change.insert("reasons", {"label": "A reason of my own"})
    assert not desk.store.rows("SELECT 1 FROM person")
    refused = desk.store.trail.page(REFUSALS).rows
    assert len(refused) == 2 and "accountability statement" in str(refused[0].new["words"])


@pytest.mark.requirement("TRN-4")
def test_recorded_step_by_step_the_last_one_opens_the_registers(desk: OversightDesk) -> None:
    ewa = desk.add("ewa", "Ewa Kowalska", "coordinator", proven=False)
    for place, kind in enumerate(DUTIES):
        desk.sit_down(desk.zoe)
        desk.prove(ewa, kind)
        desk.sit_down(ewa)
        assert desk.store.standing.missing == DUTIES[place + 1 :]
        if place < len(DUTIES) - 1:
            with pytest.raises(NotAdmitted):
                desk.people.add_person(SEAN)
    assert desk.people.add_person(SEAN).family_name == "O’Neil"


@pytest.mark.requirement("TRN-4", "ROL-2")
def test_nobody_vouches_for_themselves(desk: OversightDesk) -> None:
    ewa = desk.add("ewa", "Ewa Kowalska", "coordinator", proven=False)
    desk.sit_down(ewa)
    for kind in ("identity",):
        with pytest.raises(NotSaved):
            desk.prove(ewa, kind)
    for table, values in (
        ("users", {"login": "mallory", "name": "Mallory", "role": "officer"}),
        ("settings", {"id": "first-officer-2", "value": "1"}),
    ):
        with pytest.raises(Refused), desk.store.change() as change:
            change.insert(table, values)


@pytest.mark.requirement("TRN-4", "UNL-6")
def test_the_first_officer_begins_alone_and_is_asked_not_stopped(desk: OversightDesk) -> None:
    assert desk.store.standing.missing == ()
    desk.people.add_person(SEAN)
    with pytest.raises(NotSaved):
        desk.prove(desk.zoe, "identity")


@pytest.mark.requirement("UNL-6", "TRN-4")
def test_a_second_officer_is_asked_unless_nobody_else_could_help(desk: OversightDesk) -> None:
    with desk.store.change("enrolled") as change:
        change.update("users", desk.zoe.id, {"recipient": "age1zoe"})
    nina = desk.add("nina", "Nina Weber", "officer", proven=False, recipient="age1nina")
    desk.sit_down(nina)
    with pytest.raises(NotAdmitted):
        desk.people.add_person(SEAN)
    with pytest.raises(NotAdmitted), desk.store.change("to be alone") as change:
        change.update("users", desk.zoe.id, {"status": "suspended"})
    desk.sit_down(desk.zoe)
    with desk.store.change("recovered with the kit: everybody else is void") as change:
        change.update("users", desk.zoe.id, {"recipient": None})
    desk.sit_down(nina)
    desk.people.add_person(SEAN)


@pytest.mark.requirement("ROL-2", "ROL-4")
def test_a_role_changed_while_its_owner_has_the_window_open(desk: OversightDesk) -> None:
    desk.people.add_person(SEAN)
    with desk.store.change("moved to the archive") as change:
        change.update("users", desk.zoe.id, {"role": "custodian"})
    with pytest.raises(NotAsSignedIn, match="custodian"):
        desk.people.add_person(NewPerson("Dvořák", "Petr"))
    assert len(desk.store.rows("SELECT 1 FROM person")) == 1
    assert desk.store.trail.page(REFUSALS).matching == 1


@pytest.mark.requirement("ROL-2")
def test_a_statement_is_nobody_else_s_to_sign(desk: OversightDesk) -> None:
    ewa = desk.add("ewa", "Ewa Kowalska", "coordinator", proven=False)
    with pytest.raises(NotSaved), desk.store.change() as change:
        duty(change, ewa.id, "statement", desk.clock.now().date(), "electronic", desk.store)


@pytest.mark.requirement("AUD-1")
def test_what_was_recorded_is_struck_through_and_never_changed(desk: OversightDesk) -> None:
    ewa = desk.add("ewa", "Ewa Kowalska", "coordinator")
    (row,) = desk.store.rows("SELECT id FROM user_duty WHERE kind = 'identity' AND \"user\" = ?", (ewa.id,))
    with pytest.raises(NotSaved), desk.store.change("another paper") as change:
        change.update("user_duty", row[0], {"document": "identity card"})
    with desk.store.change("it was somebody else’s passport") as change:
        change.update("user_duty", row[0], {"voided": 1})
    desk.sit_down(ewa)
    assert desk.store.standing.missing == ("identity",)


@pytest.mark.requirement("TRN-4", "TRN-2")
def test_the_introduction_to_the_program_is_a_training_record_too(desk: OversightDesk) -> None:
    """Recorded by an officer it stands in the log once it is known who the user is; signed by oneself, at once."""
    training = Training(desk.store)
    kept = Introductions(desk.store, training, Signing(desk.store))
    person = desk.people.add_person(NewPerson("Kowalska", "Ewa", role="Study coordinator"))
    ewa = desk.add("ewa", "Ewa Kowalska", "coordinator")
    assert kept.keep() == (), "nobody knows yet who of the roster she is"
    assert kept.standing(ewa.id) == "unlinked"
    desk.store.users.link(ewa.id, person.id)
    assert kept.standing(ewa.id) == "waiting", "and the page of users says so"
    (record,) = kept.keep()
    assert kept.standing(ewa.id) == "kept"
    assert (record.person_id, record.course, record.completed) == (person.id, "Siteward", desk.clock.now().date())
    assert record.trainer == "Zoë Brandt" and kept.keep() == (), "once"

    nurse = desk.people.add_person(SEAN)
    sean = desk.add("sean", "Seán O’Neil", "staff", proven=False)
    desk.store.users.link(sean.id, nurse.id)
    desk.prove(sean, "identity")
    key = desk.certified(sean)
    desk.sit_down(sean)
    oversight, pen = desk.oversight, desk.pen(key, "acknowledged")
    with desk.store.change() as change:
        oversight.duties.sign(change, oversight.duties.to_sign(), pen)
    kept = Introductions(desk.store, Training(desk.store), Signing(desk.store))
    assert kept.keep() == (), "staff record by their own signature"
    (record,) = kept.keep(pen)
    assert record.person_id == nurse.id and record.method == "read and understood"
    (signature,) = Signing(desk.store).signatures("training_record", record.id)
    assert signature.name == "Seán O’Neil"
