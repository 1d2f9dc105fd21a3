"""Who works in this program: their duties, their passphrase, the list of all of them with every change (UNL-6)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.errors import BadInput, Refused
from db.oversight.records import IDENTITY, STATEMENT, TRAINING
from db.starter import curricula
from db.store.errors import NotSaved
from db.waiting import MISSING, OVERDUE, SOON
from tests.oversight.desk import OversightDesk
from tests.registers import TODAY


@pytest.mark.requirement("TRN-4", "SIG-1", "UNL-6")
def test_a_newcomer_signs_statement_and_introduction_with_one_code(desk: OversightDesk) -> None:
    ewa = desk.add("ewa", "Ewa Kowalska", "staff", proven=False)
    key = desk.certified(ewa)
    desk.oversight.duties.record_identity(ewa.id, "passport", TODAY)
    waits = [one for one in desk.oversight.waiting(TODAY) if one.kind == "user-duty"]
    assert [one.title for one in waits] == ["Ewa Kowalska"] and waits[0].state == MISSING
    desk.sit_down(ewa)
    items = desk.oversight.duties.to_sign()
    assert [dict(one.facts)["Kind"] for one in items] == [STATEMENT, TRAINING]
    assert len(desk.oversight.to_sign()) == 2
    with desk.store.change() as change:
        desk.oversight.duties.sign(change, items, desk.pen(key, "acknowledged"))
    assert desk.store.standing.missing == () and desk.oversight.to_sign() == ()
    mine = desk.oversight.duties.of(ewa.id)
    assert mine.missing == () and {one.kind for one in mine.duties} == {IDENTITY, STATEMENT, TRAINING}


@pytest.mark.requirement("UNL-6", "ROL-4")
def test_identity_is_checked_by_somebody_else_and_not_tomorrow(desk: OversightDesk) -> None:
    ewa = desk.add("ewa", "Ewa Kowalska", "investigator", proven=False)
    duties = desk.oversight.duties
    with pytest.raises(Refused, match="their own"):
        duties.record_identity(desk.zoe.id, "passport", TODAY)
    with pytest.raises(BadInput):
        duties.record_identity(ewa.id, " ", TODAY)
    with pytest.raises(BadInput, match="still to come"):
        duties.record_identity(ewa.id, "passport", TODAY + timedelta(days=1))
    with pytest.raises(BadInput, match="scan"):
        duties.paper_statement(ewa.id, TODAY, "")
    desk.prove(ewa, IDENTITY, STATEMENT, TRAINING)
    desk.sit_down(ewa)
    desk.oversight.duties.record_identity(desk.zoe.id, "identity card", TODAY)
    assert IDENTITY not in desk.oversight.duties.of(desk.zoe.id).missing


@pytest.mark.requirement("VAL-3", "UNL-6")
def test_the_first_officer_is_asked_within_a_week(desk: OversightDesk) -> None:
    (own,) = [one for one in desk.oversight.waiting(TODAY) if one.kind == "own-duty"]
    assert own.state == SOON and own.day == TODAY + timedelta(days=7)
    desk.clock.at += timedelta(days=9)
    (own,) = [one for one in desk.oversight.waiting(TODAY + timedelta(days=9)) if one.kind == "own-duty"]
    assert own.state == OVERDUE
    assert desk.store.standing.missing == (), "asked, not stopped"


@pytest.mark.requirement("UNL-6")
def test_a_passphrase_is_due_for_revision_after_a_year_and_nothing_locks(desk: OversightDesk) -> None:
    desk.certified(desk.zoe)
    assert desk.oversight.duties.of(desk.zoe.id).revise_by > TODAY + timedelta(days=360)
    desk.clock.at += timedelta(days=340)
    today = desk.clock.now().date()
    assert [one.state for one in desk.oversight.waiting(today) if one.kind == "passphrase"] == [SOON]
    desk.oversight.duties.revised_passphrase()
    assert not [one for one in desk.oversight.waiting(today) if one.kind == "passphrase"]


@pytest.mark.requirement("UNL-6", "RPT-1")
def test_the_cumulative_list_keeps_everybody_and_every_change(desk: OversightDesk) -> None:
    ewa = desk.add("ewa", "Ewa Kowalska", "coordinator")
    with desk.store.change("promoted") as change:
        change.update("users", ewa.id, {"role": "officer"})
    desk.store.users.end(ewa.id, "left the site")
    history = {one.standing.login: one for one in desk.oversight.duties.history()}
    lines = [(one.what, one.by, one.reason) for one in history["ewa"].changes]
    assert ("role: coordinator → officer", "Zoë Brandt", "promoted") in lines
    assert ("status: active → ended", "Zoë Brandt", "left the site") in lines
    assert any(what.startswith("Identity checked: passport") for what, _by, _why in lines)
    assert history["ewa"].added == TODAY and history["ewa"].standing.status == "ended"
    with pytest.raises(NotSaved):
        desk.add("ewa", "Another Ewa", "staff")


@pytest.mark.requirement("TRN-4")
def test_security_access_and_the_program_itself_are_built_in_curricula() -> None:
    courses = {course.code: course for one in curricula() for course in one.courses}
    assert courses["Security & IAM"].roles == () and courses["Security & IAM"].validity_months == 12
    assert courses["Siteward"].kind == "system" and "E-signature statement" in courses
