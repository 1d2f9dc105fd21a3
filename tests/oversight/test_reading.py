"""A person reads a version of a document and signs that they understood it (TRN-2)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.errors import Refused
from db.evidence.register import EvidenceFiles
from db.roster.records import NewPerson
from db.signing.register import Signing
from db.store.errors import NotSaved
from db.store.store import NewUser
from db.training.reading import ReadAndUnderstood
from db.training.records import NewCourse, NewRequirement, NewTraining, NewVersion
from tests.oversight.desk import OversightDesk
from tests.registers import TODAY


def reading(desk: OversightDesk) -> ReadAndUnderstood:
    return ReadAndUnderstood(desk.store, desk.training, Signing(desk.store), EvidenceFiles(desk.store))


@pytest.fixture
def hanako(desk: OversightDesk) -> NewUser:
    """A pharmacist, of whom two documents are asked: one kept here as a file, one on paper."""
    user = desk.add("hanako", "Hanako Yamada", "staff")
    person = desk.people.add_person(NewPerson("Yamada", "Hanako", role="Pharmacist", start=TODAY - timedelta(days=90)))
    desk.store.users.link(user.id, person.id)
    file = EvidenceFiles(desk.store).add(("sop-04.pdf", b"%PDF-1.4 what is to be read")).id
    for code, evidence in (("SOP 04", file), ("SOP 05", None)):
        course = desk.training.add_course(NewCourse(code, f"Title of {code}", "document"))
        desk.training.add_version(
            course.id, NewVersion("2.0", TODAY - timedelta(days=40), TODAY - timedelta(days=30), file=evidence)
        )
        desk.training.require(NewRequirement(course.id))
    return user


@pytest.mark.requirement("TRN-2", "SIG-1")
def test_two_documents_read_and_signed_with_one_code(desk: OversightDesk, hanako: NewUser) -> None:
    key = desk.certified(hanako)
    desk.sit_down(hanako)
    first, second = reading(desk).mine()
    assert (first.course, first.ready, second.course, second.ready) == ("SOP 04", False, "SOP 05", True)
    assert [one.key for one in reading(desk).to_sign()] == [second.item.key]
    with pytest.raises(Refused, match="Open SOP 04"), desk.store.change() as change:
        reading(desk).sign(change, [first.item, second.item], desk.pen(key, "read and understood"))
    assert reading(desk).open_file(first.version_id).startswith(b"%PDF")
    assert len(reading(desk).to_sign()) == 2
    items = [one.item for one in reading(desk).mine()]
    with desk.store.change() as change:
        reading(desk).sign(change, items, desk.pen(key, "read and understood"))
    assert reading(desk).mine() == ()
    record = desk.training.record_of(items[0].signable.record)
    assert (record.method, record.version, record.completed) == ("read and understood", "2.0", TODAY)
    (signature,) = Signing(desk.store).signatures("training_record", record.id)
    assert signature.name == hanako.name and Signing(desk.store).holds(signature)
    assert Signing(desk.store).covers(signature, items[0].signable)
    with pytest.raises(Refused, match="not asked of you"), desk.store.change() as change:
        reading(desk).sign(change, items, desk.pen(key, "read and understood"))


@pytest.mark.requirement("TRN-2", "ROL-2")
def test_staff_record_nothing_but_their_own_reading(desk: OversightDesk, hanako: NewUser) -> None:
    person = desk.people.people().rows[0].id
    course = desk.training.courses().rows[0].id
    desk.sit_down(hanako)
    for method in ("classroom", "read and understood"):
        new = NewTraining(person, course, TODAY, method=method)
        with pytest.raises(Refused, match="own signature"):
            desk.training.record(new)
        with pytest.raises(NotSaved, match="own signature"), desk.store.change() as change:
            change.insert("training_record", desk.training.row_of(new))


@pytest.mark.requirement("SIG-1")
def test_somebody_suspended_or_with_an_expired_certificate_does_not_sign(desk: OversightDesk, hanako: NewUser) -> None:
    key = desk.certified(hanako)
    desk.sit_down(hanako)
    item = next(one.item for one in reading(desk).mine() if one.ready)
    desk.clock.at += timedelta(days=3700)
    with pytest.raises(Refused, match="no signing certificate"), desk.store.change() as change:
        reading(desk).sign(change, [item], desk.pen(key, "read and understood"))
    desk.clock.at -= timedelta(days=3700)
    desk.sit_down(desk.zoe)
    pen = desk.pen(desk.certified(desk.zoe), "read and understood")
    with desk.store.change("while she has the window open") as change:
        change.update("users", desk.zoe.id, {"status": "suspended"})
    with pytest.raises(Refused, match="suspended"), desk.store.change() as change:
        Signing(desk.store).put(change, [item.signable], pen)
    assert desk.store.rows("SELECT count(*) FROM signature") == [(0,)]
