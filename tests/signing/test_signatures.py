"""What was shown is what is bound, by code or in ink; a later change shows (SIG-1, SIG-3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from db import randomness
from db.clock import stamp
from db.errors import BadInput, Known
from db.evidence.register import EvidenceFiles
from db.roster.records import NewPerson
from db.signing.register import Signing
from db.signing.signable import Ink, Signable
from db.store.admission import NotAsSignedIn
from db.store.errors import NotSaved
from db.store.query import Query
from tests.oversight.desk import OversightDesk
from tests.registers import TODAY


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OversightDesk]:
    opened = OversightDesk(tmp_path)
    yield opened
    opened.close()


def shown(title: str = "Note to file 4") -> Signable:
    return Signable("note_to_file", randomness.new_id(), title, (("Issue", "Fridge off"), ("Since", "09-Nov-2026")))


@pytest.mark.requirement("SIG-1")
def test_one_act_signs_a_list_and_each_is_bound_on_its_own(desk: OversightDesk) -> None:
    signing, key = Signing(desk.store), desk.certified(desk.zoe)
    records = [shown("One"), shown("Two")]
    with desk.store.change() as change:
        put = signing.put(change, records, desk.pen(key, "approved"))
    assert [one.title for one in put] == ["One", "Two"]
    for record, signature in zip(records, put, strict=True):
        assert signing.signatures(record.table, record.record) == (signature,)
        assert signing.covers(signature, record) and signing.holds(signature) and not signature.paper
        assert (signature.name, signature.meaning, signature.signed) == ("Zoë Brandt", "approved", TODAY)
    later = replace(records[0], facts=(*records[0].facts, ("Issue", "Fridge off since Monday")))
    assert not signing.covers(put[0], later), "no longer covers this version"


@pytest.mark.requirement("SIG-1", "ROS-1")
def test_who_marries_is_still_the_one_whom_a_signed_record_names(desk: OversightDesk) -> None:
    signing, key = Signing(desk.store), desk.certified(desk.zoe)
    ewa = desk.people.add_person(NewPerson("Nowak", "Ewa"))
    record = Signable("delegation", randomness.new_id(), "Nowak, Ewa: 7", (("Person", "Nowak, Ewa"), ("Task", "7")))
    with desk.store.change() as change:
        (signed,) = signing.put(change, [record], desk.pen(key, "approved"))
    desk.clock.advance(60)
    desk.people.change_person(ewa.id, {"family_name": "Kowalska"}, "Married")
    now = replace(record, title="Kowalska, Ewa: 7", facts=(("Person", "Kowalska, Ewa"), ("Task", "7")))
    assert signing.covers(signed, now)
    assert not signing.covers(signed, replace(now, facts=(("Person", "Kowalska, Ewa"), ("Task", "8"))))
    other = desk.people.add_person(NewPerson("Adler", "Anna"))
    assert not signing.covers(signed, replace(now, facts=(("Person", other.name), ("Task", "7"))))


@pytest.mark.requirement("SIG-1", "ROL-2")
def test_a_signature_is_nobody_else_s_and_is_never_changed(desk: OversightDesk) -> None:
    signing, key = Signing(desk.store), desk.certified(desk.zoe)
    ewa = desk.add("ewa", "Ewa Kowalska", "coordinator")
    theirs = desk.certified(ewa)
    with pytest.raises(Known, match="do not belong together"), desk.store.change() as change:
        signing.put(change, [shown()], desk.pen(theirs, "approved"))
    with desk.store.change() as change:
        (put,) = signing.put(change, [shown()], desk.pen(key, "approved"))
    with pytest.raises(Known), desk.store.change("tidied") as change:
        change.update("signature", put.id, {"meaning": "reviewed"})
    with pytest.raises(Known), desk.store.change("tidied") as change:
        change.delete("signature", put.id)
    row = desk.store.row("SELECT content, sha256, certificate, value FROM signature WHERE id = ?", (put.id,))
    assert row is not None
    copy = {
        "tbl": "person", "record": randomness.new_id(), "title": "x", "content": row[0], "sha256": row[1],
        "meaning": "approved", "name": "Zoë Brandt", "user": desk.zoe.id, "at": "2026-11-23T17:40:00.000+00:00",
        "signed": "2026-11-23", "paper": 0, "certificate": row[2], "value": row[3],
    }  # fmt: skip
    desk.sit_down(ewa)
    for forged in (copy, {**copy, "user": ewa.id}):
        with pytest.raises(NotSaved), desk.store.change() as change:
            change.insert("signature", forged)


@pytest.mark.requirement("SIG-1", "ROL-2", "ROL-4")
def test_a_role_changed_and_a_suspension_while_a_signature_waits(desk: OversightDesk) -> None:
    """The dialog stands open with its factors given; meanwhile another officer changes who is at the desk."""
    signing, key = Signing(desk.store), desk.certified(desk.zoe)
    nina = desk.add("nina", "Nina Weber", "officer")
    pen = desk.pen(key, "approved")
    for meanwhile, back in (({"role": "staff"}, {"role": "officer"}), ({"status": "suspended"}, {"status": "active"})):
        with desk.store.change("Meanwhile, elsewhere") as change:
            change.update("users", desk.zoe.id, meanwhile)
        with pytest.raises(NotAsSignedIn), desk.store.change() as change:
            signing.put(change, [shown()], pen)
        assert not desk.store.rows("SELECT 1 FROM signature")
        assert desk.store.trail.page(Query(where={"action": ["refusal"]})).rows[0].by == desk.zoe.id
        desk.sit_down(nina)
        with desk.store.change("It was a mistake") as change:
            change.update("users", desk.zoe.id, back)
        desk.sit_down(desk.zoe)
        signing = Signing(desk.store)
    with desk.store.change() as change:
        signing.put(change, [shown()], pen)


@pytest.mark.requirement("SIG-1", "SIG-2")
def test_a_certificate_that_has_expired_is_refused_by_the_store_itself(desk: OversightDesk) -> None:
    signing, key = Signing(desk.store), desk.certified(desk.zoe)
    with desk.store.change() as change:
        signing.put(change, [shown()], desk.pen(key, "approved"))
    row = desk.store.row("SELECT content, sha256, certificate, value FROM signature")
    assert row is not None
    desk.clock.advance(timedelta(days=11 * 366).total_seconds())
    late = {
        "tbl": "person", "record": randomness.new_id(), "title": "x", "content": row[0], "sha256": row[1],
        "meaning": "approved", "name": "Zoë Brandt", "user": desk.zoe.id, "at": stamp(desk.clock.now()),
        "signed": desk.clock.now().date().isoformat(), "paper": 0, "certificate": row[2], "value": row[3],
    }  # fmt: skip
    with pytest.raises(NotSaved, match="not good at that moment"), desk.store.change() as change:
        change.insert("signature", late)


@pytest.mark.requirement("SIG-3")
def test_ink_needs_scan_comparison_and_the_place_of_the_original(desk: OversightDesk) -> None:
    signing = Signing(desk.store)
    scan = EvidenceFiles(desk.store).add(("signed.pdf", b"%PDF-1.4 a scan")).id
    day = TODAY - timedelta(days=2)
    ink = Ink("approved", "Gráinne Ó Súilleabháin", None, day, scan, "Zoë Brandt", TODAY, "Binder 4")
    record = shown()
    with desk.store.change() as change:
        (put,) = signing.put(change, [record], ink)
    assert put.paper and put.evidence == scan and put.signed == ink.signed and signing.covers(put, record)
    for wrong in (
        replace(ink, compared_by=" "),
        replace(ink, original_at=""),
        replace(ink, signed=TODAY + timedelta(days=1)),
        replace(ink, compared=TODAY - timedelta(days=9)),
    ):
        with pytest.raises(BadInput), desk.store.change() as change:
            signing.put(change, [record], wrong)
    with pytest.raises(NotSaved), desk.store.change() as change:
        signing.put(change, [record], replace(ink, evidence=randomness.new_id()))
