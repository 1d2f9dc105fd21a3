"""Change control of documents: drafted, signed by three, in effect by approval only, distributed, acknowledged."""

from __future__ import annotations

from datetime import date

import pytest

from db.days import add_months
from db.errors import BadInput, Refused
from db.plans import document_records as d
from db.plans.plan_records import NewPlan
from db.plans.signables import ACKNOWLEDGED, APPROVED, AUTHORED, REVIEWED
from db.store.admission import DUTIES
from db.store.errors import NotSaved
from db.store.query import Query
from db.store.users import NewUser
from db.training.records import NewCourse, NewRequirement, NewTraining, NewVersion
from tests.plans.conftest import DAY, PlansDesk, shared
from tests.registers import TODAY


def controlled(desk: PlansDesk) -> str:
    sop = desk.sop()
    desk.plans.documents.control(sop, "SOP", desk.who["hugo"])
    return sop


def begun(desk: PlansDesk, sop: str, **given: object) -> d.Change:
    values: dict[str, object] = {
        "document_id": sop, "label": "2.0", "summary": "Consent forms are printed on the day",
        "reason": "CAPA-2026-0007: an outdated form was used", "author": desk.who["hugo"],
        "reviewer": desk.who["zoe"], "approver": desk.who["ines"], "not_before": TODAY + 10 * DAY,
    } | given  # fmt: skip
    return desk.plans.documents.changes.begin(d.NewChange(**values), ("sop-12.pdf", b"%PDF-1.4 two"))  # type: ignore[arg-type]


def signed(desk: PlansDesk, change: d.Change) -> d.Change:
    for login, meaning in (("hugo", AUTHORED), ("zoe", REVIEWED), ("ines", APPROVED)):
        desk.turn(login)
        change = desk.plans.documents.sign_change(change.id, desk.by(login, meaning))
    return change


@pytest.mark.requirement("DMP-3", "SIG-1", "TRN-1", "AUD-6")
def test_a_change_takes_effect_by_approval_and_re_opens_the_training(desk: PlansDesk) -> None:
    sop = controlled(desk)
    desk.training.require(NewRequirement(sop, role="Study nurse"))
    desk.training.record(NewTraining(desk.who["maya"], sop, TODAY - 50 * DAY, late_reason="On paper"))
    assert desk.plans.documents.copies.asked(sop) == 1
    change = begun(desk, sop)
    drafted = desk.clock.now()
    desk.clock.advance(60)
    assert (change.number, change.status) == ("CC-2026-0001", d.DRAFT)
    assert desk.plans.documents.get(sop).status == d.CHANGING
    desk.turn("hugo")
    with pytest.raises(Refused, match="signed by Lindqvist"):
        desk.plans.documents.sign_change(change.id, desk.ink("Brandt, Zoë", AUTHORED, desk.who["zoe"]))
    done = signed(desk, change)
    assert (done.status, done.approved, done.effective) == (d.COMING, TODAY, TODAY + 10 * DAY)
    names = [(one.meaning, one.name) for one, covers in desk.plans.documents.changes.signatures(change.id) if covers]
    assert names == [("authored", "Hugo Lindqvist"), ("reviewed", "Zoë Brandt"), ("approved", "Inés Castillo Ruiz")]
    version = desk.training.versions(sop)[-1]
    assert (version.id, version.label, version.effective) == (change.id, "2.0", TODAY + 10 * DAY)
    (gap,) = desk.training.overdue(as_of=TODAY + 10 * DAY).rows
    assert (gap.person, gap.requirement) == ("Sato, Maya", "SOP 12 v2.0")
    assert desk.training.overdue(as_of=TODAY + 9 * DAY).matching == 0
    assert desk.plans.documents.get(sop, TODAY + 10 * DAY).version == "2.0"
    assert desk.plans.documents.get(sop).version == "1.0"
    (known,) = desk.plans.documents.changes.as_known(drafted, sop)
    assert (known.status, known.label, known.effective, known.approver) == (d.DRAFT, "2.0", None, "Castillo Ruiz, Inés")
    assert desk.plans.documents.changes.as_known(desk.clock.now(), sop) == desk.plans.documents.changes.of(sop)
    by_code = Query(sort=(("code", False),))
    assert desk.plans.documents.as_known(desk.clock.now()) == desk.plans.documents.list(by_code).rows
    (then,) = (one for one in desk.plans.documents.as_known(drafted) if one.id == sop)
    assert (then.status, then.change, then.version) == (d.CHANGING, change.number, "1.0")
    assert desk.plans.documents.get(sop, TODAY - DAY).change == "", "nobody had begun a change the day before"


@pytest.mark.requirement("DMP-3", "ROL-4")
def test_no_version_takes_effect_by_another_way(desk: PlansDesk) -> None:
    sop = controlled(desk)
    with pytest.raises(NotSaved, match="under change control"):
        desk.training.add_version(sop, NewVersion("1.1", TODAY, TODAY))
    with pytest.raises(Refused, match="Nobody reviews or approves their own"):
        begun(desk, sop, approver=desk.who["hugo"])
    with pytest.raises(Refused, match="Nobody reviews or approves their own"):
        begun(desk, sop, reviewer=desk.who["hugo"])
    change = begun(desk, sop)
    with pytest.raises(NotSaved, match="under change control"):
        desk.training.change_version(change.id, {"effective": TODAY}, "Sooner")
    for values in ({"proposed": TODAY.isoformat()}, {"approver": desk.who["hugo"]}, {"approved": TODAY.isoformat()}):
        with pytest.raises(NotSaved), desk.store.change("raw") as raw:
            raw.update("document_change", change.id, values)
    signed(desk, change)
    with pytest.raises(NotSaved, match="is not changed"):
        desk.training.change_version(change.id, {"summary": "Tidied"}, "Tidied")
    with pytest.raises(NotSaved, match="under change control"):
        desk.training.change_version(change.id, {"effective": TODAY + 90 * DAY}, "Later")
    with pytest.raises(NotSaved, match="stays"), desk.store.change("raw") as raw:
        raw.update("document_change", change.id, {"abandoned": TODAY.isoformat()})
    other = desk.training.add_course(NewCourse("SOP 13", "Temperature", "document"))
    version = desk.training.add_version(other.id, NewVersion("1.0", TODAY, TODAY))
    row = {
        "id": version.id, "number": "CC-9", "document": sop, "reason": "x", "author": desk.who["hugo"],
        "author_name": "Lindqvist, Hugo", "round": "2026-11-23T08:00", "entered": "2026-11-23T08:00",
    }  # fmt: skip
    with pytest.raises(NotSaved, match="another document"), desk.store.change() as raw:
        raw.insert("document_change", row)


@pytest.mark.requirement("DMP-3", "SIG-1")
def test_sent_back_everybody_signs_anew_and_abandoned_it_never_counts(desk: PlansDesk) -> None:
    sop = controlled(desk)
    change = begun(desk, sop)
    desk.turn("hugo")
    desk.plans.documents.sign_change(change.id, desk.by("hugo", AUTHORED))
    with pytest.raises(Refused, match="no draft"):
        desk.plans.documents.changes.write(change.id, {"summary": "Other"})
    desk.turn("zoe")
    (item,) = desk.plans.to_sign()
    assert item.meaning == REVIEWED and ("What changed", "Consent forms are printed on the day") in item.signable.facts
    desk.clock.advance(60)
    back = desk.plans.documents.changes.send_back(change.id, "Who prints them?")
    assert back.status == d.DRAFT and desk.plans.to_sign() == ()
    with pytest.raises(NotSaved, match="signed by its author"), desk.store.change("raw") as raw:
        raw.update("document_change", change.id, {"proposed": TODAY.isoformat()})
    desk.plans.documents.changes.write(change.id, {"summary": "Hugo prints them on the day", "reviewer": None})
    with pytest.raises(BadInput, match="no such field"):
        desk.plans.documents.changes.write(change.id, {"document_id": sop})
    gone = desk.plans.documents.changes.abandon(change.id, "Part of another change")
    assert gone.status == d.ABANDONED
    assert desk.plans.documents.get(sop).status == d.CURRENT
    with pytest.raises(Refused, match="abandoned"):
        desk.plans.documents.sign_change(change.id, desk.by("zoe", APPROVED))
    again = begun(desk, sop, label="2.1", reviewer=None, approver=None, approver_name="Dr. Ruth Okafor")
    with pytest.raises(Refused, match="under way"):
        begun(desk, sop, label="2.2")
    desk.turn("hugo")
    desk.plans.documents.sign_change(again.id, desk.by("hugo", AUTHORED))
    done = desk.plans.documents.sign_change(again.id, desk.ink("Dr. Ruth Okafor", APPROVED))
    assert (done.approved, done.reviewed) == (TODAY, None)


@pytest.mark.requirement("DMP-3", "TRN-2")
def test_copies_are_acknowledged_by_reading_or_by_signature(desk: PlansDesk) -> None:
    sop = controlled(desk)
    desk.training.require(NewRequirement(sop, role="Study nurse"))
    (version,) = desk.training.versions(sop)
    draft = begun(desk, sop)
    with pytest.raises(Refused, match="draft"):
        desk.plans.documents.copies.distribute(draft.id, ("Study nurse",), (), (), "program")
    with pytest.raises(BadInput, match="Nobody is named"):
        desk.plans.documents.copies.distribute(version.id, (), (), (), "program")
    copies = desk.plans.documents.copies.distribute(
        version.id, ("Study nurse",), (desk.who["ines"],), ("Pharmacy, folder 3",), "paper"
    )
    assert {(one.name, one.by_training) for one in copies} == {
        ("Sato, Maya", True), ("Castillo Ruiz, Inés", False), ("Pharmacy, folder 3", False),
    }  # fmt: skip
    found = desk.plans.documents.get(sop)
    assert (found.copies, found.open_copies) == (3, 3)
    desk.training.record(NewTraining(desk.who["maya"], sop, TODAY, version.id, method="read and understood"))
    by_name = {one.name: one for one in desk.plans.documents.copies.of(version.id)}
    assert by_name["Sato, Maya"].acknowledged == TODAY
    ines = by_name["Castillo Ruiz, Inés"]
    with pytest.raises(Refused, match="signed by Castillo"):
        desk.plans.documents.acknowledge(ines.id, desk.by("zoe", ACKNOWLEDGED))
    with pytest.raises(NotSaved, match="by the signature of who has it"), desk.store.change("raw") as raw:
        raw.update("document_copy", ines.id, {"acknowledged": TODAY.isoformat()})
    with pytest.raises(Refused, match="signs for the copy"):
        desk.plans.documents.copies.acknowledged_outside(ines.id, TODAY, "Said so")
    desk.turn("ines")
    (item,) = desk.plans.to_sign()
    assert item.key == f"copy/{ines.id}"
    with desk.store.change("Signed") as change:
        desk.plans.signed(change, item, desk.by("ines", ACKNOWLEDGED))
    desk.turn("zoe")
    pharmacy = desk.plans.documents.copies.acknowledged_outside(by_name["Pharmacy, folder 3"].id, TODAY, "By phone")
    assert desk.plans.documents.get(sop).open_copies == 0
    assert desk.plans.documents.copies.returned(pharmacy.id, TODAY).returned == TODAY
    assert desk.plans.documents.get(sop).copies == 2


@pytest.mark.requirement("DMP-3", "VAL-3")
def test_reviews_and_copies_wait_at_home(desk: PlansDesk) -> None:
    sop = controlled(desk)
    (version,) = desk.training.versions(sop)
    desk.plans.documents.copies.distribute(version.id, (), (desk.who["maya"],), (), "e-mail")
    desk.clock.advance(400 * 86400)
    today = TODAY + 400 * DAY
    due = add_months(TODAY - 390 * DAY, 24)
    assert desk.plans.documents.get(sop).next_review == due
    assert [(w.kind, w.title, w.state) for w in desk.plans.waiting(today)] == [
        ("document-review", "SOP 12", "overdue"), ("document-copies", "SOP 12 1.0", "due soon"),
    ]  # fmt: skip
    with pytest.raises(BadInput, match="between"):
        desk.plans.documents.reviewed(sop, today + DAY, "Fine")
    assert desk.plans.documents.reviewed(sop, today, "Still as we work").next_review == add_months(today, 24)
    assert [one.outcome for one in desk.plans.documents.reviews(sop)] == ["Still as we work"]
    desk.turn("maya")
    assert [item.meaning for item in desk.plans.to_sign()] == [ACKNOWLEDGED]
    (item,) = desk.plans.to_sign()
    with desk.store.change("Signed") as change:
        desk.plans.signed(change, item, desk.by("maya", ACKNOWLEDGED))  # staff may, and nothing else of a copy
    assert desk.plans.to_sign() == ()


@pytest.mark.requirement("DMP-3")
def test_the_list_agrees_with_the_training_register_and_refuses_nonsense(desk: PlansDesk) -> None:
    sop = desk.sop()
    desk.training.add_version(sop, NewVersion("1.1", TODAY - 9 * DAY, TODAY - 3 * DAY))
    desk.training.add_version(sop, NewVersion("1.2", None, TODAY - 3 * DAY))
    desk.training.add_protocol_version(desk.bright.id, NewVersion("3.0", date(2026, 1, 1), date(2026, 2, 1)))
    desk.training.add_course(NewCourse("GCP", "Good clinical practice", "course"))
    rows = {one.code: one for one in desk.plans.documents.list().rows}
    assert len(rows) == 2 and {one.status for one in rows.values()} == {d.UNCONTROLLED}
    for one in rows.values():
        assert one.version == desk.training.course(one.id).version
    (protocol,) = desk.plans.documents.list(Query(where={"type": ["protocol"]})).rows
    assert protocol.study == "BRIGHT-2"
    with pytest.raises(Refused, match="not under change control"):
        begun(desk, sop)
    for given in (("novel", desk.who["hugo"], 24), ("SOP", "nobody", 24), ("SOP", desk.who["hugo"], 0)):
        with pytest.raises(BadInput):
            desk.plans.documents.control(sop, *given)
    found = desk.plans.documents.control(sop, "SOP", desk.who["hugo"], 12)
    assert (found.type, found.status, found.next_review) == ("SOP", d.CURRENT, add_months(TODAY - 3 * DAY, 12))
    assert desk.plans.documents.get(sop, TODAY - DAY).status == d.UNCONTROLLED
    again = desk.plans.documents.control(sop, "policy", desk.who["ines"], 6, "Handed over")
    assert (again.type, again.owner) == ("policy", "Castillo Ruiz, Inés")
    for given_ in ({"label": " "}, {"summary": ""}, {"reason": ""}, {"author": "x"}):
        with pytest.raises(BadInput):
            begun(desk, sop, **given_)
    with pytest.raises(NotSaved):
        begun(desk, sop, label="1.1")
    assert [one.label for one in desk.plans.documents.versions(sop)] == ["1.2", "1.1", "1.0"]


@pytest.mark.requirement("ROL-3", "DMP-1", "DMP-2", "DMP-3")
def test_a_monitor_sees_the_plans_of_their_study_and_writes_nothing(desk: PlansDesk) -> None:
    other = desk.study("HARBOR-1", 100)
    for study in (desk.bright.id, other.id):
        begun_ = desk.plans.versions.begin(NewPlan(study, desk.who["zoe"], "First", desk.who["ines"]))
        desk.plans.versions.draw(begun_.id)
        desk.plans.sharings.add(shared(desk, study_id=study))
    sop = controlled(desk)
    (version,) = desk.training.versions(sop)
    desk.plans.documents.copies.distribute(version.id, (), (desk.who["ines"],), (), "paper")
    mona = NewUser("mona", "Mona Itor", "monitor", studies=(desk.bright.id,))
    desk.store.users.add(mona)
    desk.prove(mona, *DUTIES)
    desk.sit_down(mona)
    (plan,) = desk.plans.versions.list().rows
    assert (plan.study, len(desk.plans.versions.get(plan.id).sections)) == ("BRIGHT-2", 4)
    assert [one.study for one in desk.plans.sharings.list().rows] == ["BRIGHT-2"]
    assert desk.plans.documents.get(sop).copies == 1 and desk.plans.documents.versions(sop)[0].label == "1.0"
    assert desk.plans.versions.signatures(plan.id) == () and desk.plans.to_sign() == ()
    desk.plans.waiting(TODAY)
    with pytest.raises(Refused):
        desk.plans.versions.discard(plan.id, "By a monitor")
    with pytest.raises(Refused):
        desk.plans.documents.reviewed(sop, TODAY, "By a monitor")


@pytest.mark.requirement("DMP-2")
def test_a_custodian_sees_none_of_it(desk: PlansDesk) -> None:
    desk.plans.sharings.add(shared(desk))
    carl = NewUser("carl", "Carl Keeper", "custodian")
    desk.store.users.add(carl)
    desk.prove(carl, *DUTIES)
    desk.sit_down(carl)
    assert desk.plans.waiting(TODAY) == () and desk.plans.to_sign() == ()
    with pytest.raises(Refused):
        desk.plans.sharings.list()
