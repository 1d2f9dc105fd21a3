"""A study's data management plan: drafted, its facts frozen, signed by two people, compared, superseded."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from db.days import add_months
from db.errors import BadInput, Refused
from db.plans import plan_records as p
from db.plans.signables import APPROVED, AUTHORED
from db.signing.signable import Signer
from db.store.connection import SqlValue
from db.store.errors import NotSaved
from db.store.query import Query
from tests.plans.conftest import DAY, PlansDesk, shared
from tests.registers import NOW, TODAY


def begun(desk: PlansDesk, **given: object) -> p.PlanVersion:
    values: dict[str, object] = {
        "study_id": desk.bright.id, "author": desk.who["zoe"], "reason": "First plan", "approver": desk.who["ines"],
    } | given  # fmt: skip
    return desk.plans.versions.begin(p.NewPlan(**values))  # type: ignore[arg-type]


def proposed(desk: PlansDesk, **given: object) -> p.PlanVersion:
    draft = desk.plans.versions.draw(begun(desk, **given).id)
    return desk.plans.sign_plan(draft.id, desk.by("zoe", AUTHORED))


def approved(desk: PlansDesk) -> p.PlanVersion:
    one = proposed(desk)
    desk.turn("ines")
    return desk.plans.sign_plan(one.id, desk.by("ines", APPROVED))


def facts(one: p.PlanVersion, part: str) -> Mapping[str, str]:
    return {f"{fact.topic}/{fact.label}": fact.value for fact in one.section(part).facts}


@pytest.mark.requirement("DMP-1")
def test_four_parts_begin_with_words_and_the_facts_are_drawn_not_typed(desk: PlansDesk) -> None:
    desk.plans.sharings.add(shared(desk))
    kept: dict[str, SqlValue] = {
        "number": "RS-0001", "title": "Consent forms", "kind": "trial records", "medium": "paper", "place": "Archive 2",
        "custodian": desk.who["hugo"], "keep_until": "2051-11-23", "trigger_pending": 1, "entered": NOW.isoformat(),
    }  # fmt: skip
    with desk.store.change() as change:
        series = change.insert("series", kept)
        change.insert("series_study", {"series": series, "study": desk.bright.id})
    draft = begun(desk)
    assert [one.part for one in draft.sections] == list(p.PARTS) and all(one.text for one in draft.sections)
    assert not any(one.facts for one in draft.sections), "nothing is drawn before somebody asks"
    drawn = desk.plans.versions.draw(draft.id)
    collection, security = facts(drawn, p.COLLECTION), facts(drawn, p.SECURITY)
    assert collection["Systems/Rave EDC"] == "EDC; run by the sponsor (Medidata)"
    assert collection["Study/Principal investigator"] == "Castillo Ruiz, Inés"
    assert collection["Roles/Study team"] == "3 people"
    assert "no validation on record" in security["Systems/Rave EDC"]
    assert security["Site records/Users of this program"] == "1 officer, 1 investigator, 1 coordinator, 1 staff"
    assert security["Training/Gaps"] == "none"
    assert "standard contractual clauses" in facts(drawn, p.SHARING)["Recipients/DS-0001 Novexa Inc."]
    assert facts(drawn, p.RETENTION) == {
        "Record series/RS-0001 Consent forms":
            "paper; Archive 2; custodian Lindqvist, Hugo; kept until 23-Nov-2051, a trigger is pending"
    }  # fmt: skip
    desk.gaps.append(object())  # type: ignore[arg-type]
    assert facts(desk.plans.versions.get(draft.id), p.SECURITY)["Training/Gaps"] == "none", "frozen"
    (moved,) = desk.plans.versions.moved(draft.id)[p.SECURITY]
    assert (moved.label, moved.before, moved.after) == ("Gaps", "none", "1 missing or overdue")


@pytest.mark.requirement("DMP-1", "SIG-1", "ROL-4")
def test_author_and_another_sign_and_the_approved_version_stays(desk: PlansDesk) -> None:
    one = proposed(desk, not_before=TODAY + 10 * DAY)
    assert one.status == p.PROPOSED and one.proposed == TODAY
    with pytest.raises(Refused, match="signed by Castillo Ruiz"):
        desk.plans.sign_plan(one.id, desk.by("zoe", APPROVED))
    with pytest.raises(Refused, match="no draft"):
        desk.plans.versions.write(one.id, {p.SECURITY: "Other words"})
    desk.turn("ines")
    (waits,) = [w for w in desk.plans.waiting(TODAY) if w.kind == "plan-approval"]
    assert (waits.title, waits.record) == ("BRIGHT-2", f"plan/{one.id}")
    (item,) = desk.plans.to_sign()
    assert ("Security measures: Training", "Gaps: none") in item.signable.facts
    with desk.store.change("Signed") as change:
        desk.plans.signed(change, item, desk.by("ines", APPROVED))
    done = desk.plans.versions.get(one.id)
    assert (done.status, done.approved, done.effective) == (p.APPROVED, TODAY, TODAY + 10 * DAY)
    assert done.next_review == add_months(TODAY + 10 * DAY, 12) and desk.plans.to_sign() == ()
    signed = desk.plans.versions.signatures(one.id)
    assert [(s.meaning, s.name, covers) for s, covers in signed] == [
        ("authored", "Zoë Brandt", True), ("approved", "Inés Castillo Ruiz", True),
    ]  # fmt: skip
    assert desk.plans.versions.get(one.id, TODAY + 10 * DAY).status == p.IN_FORCE
    section = desk.store.rows("SELECT id FROM plan_section WHERE version = ?", (one.id,))[0][0]
    raw: tuple[tuple[str, str, dict[str, object]], ...] = (
        ("plan_version", one.id, {"effective": TODAY.isoformat()}), ("plan_version", one.id, {"approved": None}),
        ("plan_version", one.id, {"author": desk.who["hugo"]}), ("plan_version", one.id, {"proposed": None}),
        ("plan_section", section, {"text": "Tidied"}), ("plan_section", section, {"facts": "[]"}),
    )  # fmt: skip
    for table, row, values in raw:
        with pytest.raises(NotSaved), desk.store.change("tidied") as change:
            change.update(table, row, values)  # type: ignore[arg-type]
    with pytest.raises(NotSaved), desk.store.change("tidied") as change:
        change.delete("plan_section", section)


@pytest.mark.requirement("DMP-1", "ROL-4")
def test_nobody_approves_their_own_by_page_or_by_statement(desk: PlansDesk) -> None:
    with pytest.raises(Refused, match="Nobody approves their own"):
        begun(desk, approver=desk.who["zoe"])
    with pytest.raises(Refused, match="Nobody approves their own"):
        begun(desk, approver=None, approver_name="Brandt, Zoë")
    one = proposed(desk)
    row = {"approved": TODAY.isoformat(), "effective": TODAY.isoformat(), "next_review": TODAY.isoformat()}
    with pytest.raises(NotSaved, match="approver's signature"), desk.store.change("raw") as change:
        change.update("plan_version", one.id, row)
    with pytest.raises(NotSaved), desk.store.change("raw") as change:
        change.update("plan_version", one.id, row | {"approver": desk.who["zoe"]})
    values: dict[str, SqlValue] = {
        "study": desk.bright.id, "number": 9, "reason": "x", "author": desk.who["zoe"], "entered": "2026-11-23T08:00",
        "author_name": "Brandt, Zoë", "approver_name": "Castillo Ruiz, Inés",
        "drawn": "2026-11-23T08:00", "proposed": "2026-11-23", "approver": desk.who["ines"],
    }  # fmt: skip
    with pytest.raises(NotSaved, match="begins as a draft"), desk.store.change() as change:
        change.insert("plan_version", values)
    refusals = desk.store.rows("SELECT count(*) FROM audit WHERE action = 'refusal'")
    assert refusals[0][0] == 2, "both tries by the page are on the trail"


@pytest.mark.requirement("DMP-1", "SIG-1")
def test_sent_back_it_is_signed_anew_and_the_old_signature_covers_it_no_longer(desk: PlansDesk) -> None:
    one = proposed(desk)
    desk.clock.advance(60)
    back = desk.plans.versions.send_back(one.id, "Say who answers queries")
    assert (back.status, back.drawn) == (p.DRAFT, "")
    with pytest.raises(Refused, match="not drawn"):
        desk.plans.sign_plan(one.id, desk.by("zoe", AUTHORED))
    desk.plans.versions.write(one.id, {p.COLLECTION: "Hugo answers queries within two days."})
    desk.plans.versions.draw(one.id)
    assert [covers for _s, covers in desk.plans.versions.signatures(one.id)] == [False]
    with pytest.raises(NotSaved, match="author's signature"), desk.store.change("raw") as change:
        change.update("plan_version", one.id, {"proposed": TODAY.isoformat()})  # the old signature does not do
    desk.plans.sign_plan(one.id, desk.by("zoe", AUTHORED))
    assert [covers for _s, covers in desk.plans.versions.signatures(one.id)] == [False, True]
    with pytest.raises(Refused, match="no draft"):
        desk.plans.versions.discard(one.id, "No")


@pytest.mark.requirement("DMP-1", "SIG-3")
def test_somebody_outside_approves_in_ink_and_facts_grow_stale(desk: PlansDesk) -> None:
    one = proposed(desk, approver=None, approver_name="Dr. Ruth Okafor, Novexa")
    with pytest.raises(Refused, match="They sign on paper"):
        desk.plans.sign_plan(one.id, desk.by("zoe", APPROVED))
    with pytest.raises(Refused, match="signed by Dr"):
        desk.plans.sign_plan(one.id, desk.ink("Somebody Else", APPROVED))
    done = desk.plans.sign_plan(one.id, desk.ink("Dr. Ruth Okafor, Novexa", APPROVED))
    assert done.status == p.IN_FORCE
    (paper,) = [signature for signature, _ in desk.plans.versions.signatures(one.id) if signature.paper]
    assert paper.name.startswith("Dr. Ruth")
    second = begun(desk, reason="Second")
    desk.plans.versions.draw(second.id)
    desk.plans.sign_plan(second.id, desk.by("zoe", AUTHORED))
    desk.clock.advance(31 * 86400)
    desk.turn("ines")
    with pytest.raises(Refused, match="were drawn on 23-Nov-2026"):
        desk.plans.sign_plan(second.id, desk.by("ines", APPROVED))


@pytest.mark.requirement("DMP-1", "AUD-6")
def test_the_next_version_supersedes_and_two_are_compared(desk: PlansDesk) -> None:
    first = approved(desk)
    with pytest.raises(NotSaved), desk.store.change("gone") as change:
        change.delete("plan_version", first.id)
    before = desk.clock.now()
    desk.clock.advance(5 * 86400)
    desk.turn("zoe")
    desk.plans.sharings.add(shared(desk, start=TODAY))
    second = begun(desk, reason="A recipient in the US")
    assert second.number == 2 and second.section(p.SHARING).text == first.section(p.SHARING).text
    with pytest.raises(Refused, match="not approved yet"):
        begun(desk)
    desk.plans.versions.write(second.id, {p.SHARING: first.section(p.SHARING).text + "\n\nNovexa receives eCRF pages."})
    desk.plans.versions.draw(second.id)
    desk.plans.sign_plan(second.id, desk.by("zoe", AUTHORED))
    desk.turn("ines")
    desk.plans.sign_plan(second.id, desk.by("ines", APPROVED))
    rows = desk.plans.versions.list().rows
    assert [(one.number, one.status) for one in rows] == [(2, p.IN_FORCE), (1, p.SUPERSEDED)]
    changes = {one.part: one for one in desk.plans.versions.compare(first.id, second.id)}
    sharing = changes[p.SHARING]
    assert [piece.text.strip() for piece in sharing.text if piece.kind == p.NEW] == ["Novexa receives eCRF pages."]
    assert [(fact.label, fact.before) for fact in sharing.facts] == [("DS-0001 Novexa Inc.", "")]
    assert changes[p.COLLECTION].same
    assert [one.status for one in desk.plans.versions.list(on=TODAY).rows] == [p.IN_FORCE]
    (known,) = desk.plans.versions.as_known(before)
    assert (known.number, known.status, known.section(p.SECURITY).text) == (
        1, p.IN_FORCE, first.section(p.SECURITY).text,
    )  # fmt: skip
    for status in p.STATUSES:
        found = desk.plans.versions.list(Query(where={"status": [status]})).rows
        assert {one.id for one in found} == {one.id for one in rows if one.status == status}


@pytest.mark.requirement("DMP-1", "VAL-3")
def test_a_plan_is_reviewed_and_a_draft_may_go(desk: PlansDesk) -> None:
    one = approved(desk)
    desk.clock.advance(400 * 86400)
    day = desk.clock.now().date()
    (waits,) = [w for w in desk.plans.waiting(day) if w.kind == "plan-review"]
    assert waits.state == "overdue"
    assert desk.plans.versions.reviewed(one.id, "Nothing changed").next_review == add_months(day, 12)
    draft = begun(desk, reason="Second")
    with pytest.raises(Refused, match="the one in force"):
        desk.plans.versions.reviewed(draft.id, "x")
    desk.plans.versions.discard(draft.id, "Too early")
    assert desk.plans.versions.list().matching == 1
    assert json.loads(desk.store.rows("SELECT detail FROM audit WHERE action = 'delete' LIMIT 1")[0][0])["old"]


@pytest.mark.requirement("DMP-1")
def test_bad_input(desk: PlansDesk) -> None:
    for given in (
        {"reason": " "}, {"review_months": 0}, {"review_months": 61}, {"author": "nobody"},
        {"texts": {"weather": "x"}}, {"texts": {p.SECURITY: "a\x00b"}},
    ):  # fmt: skip
        with pytest.raises(BadInput):
            begun(desk, **given)
    draft = begun(desk, approver=None)
    desk.plans.versions.draw(draft.id)
    with pytest.raises(Refused, match="Nobody is named"):
        desk.plans.sign_plan(draft.id, desk.by("zoe", AUTHORED))
    desk.plans.versions.write(draft.id, {p.SECURITY: ""}, {"approver": desk.who["ines"]})
    wrong: Signer = desk.by("zoe", "looked at")
    with pytest.raises(BadInput, match="means"):
        desk.plans.sign_plan(draft.id, wrong)
    with pytest.raises(NotSaved, match="each with its text"):
        desk.plans.sign_plan(draft.id, desk.by("zoe", AUTHORED))
    desk.turn("maya")
    with pytest.raises(Refused):
        desk.plans.versions.write(draft.id, {p.SECURITY: "By a colleague without the right"})
