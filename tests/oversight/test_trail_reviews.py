"""The trail is looked over on a schedule: a sample by risk, marks, findings, a signed record (AUD-4)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.errors import BadInput, Refused
from db.oversight import looking
from db.oversight.trail_records import FINDING, IN_ORDER, Looked
from db.roster.records import NewPerson
from db.store.errors import NotAllowed, NotSaved
from db.store.query import Query
from db.waiting import OVERDUE, SOON
from tests.oversight.desk import OversightDesk
from tests.registers import TODAY


def busy(desk: OversightDesk) -> None:
    """Some people entered and corrected, one entry refused, a clock that is off."""
    for number in range(12):
        person = desk.people.add_person(NewPerson(f"Person {number}", "One"))
        desk.people.change_person(person.id, {"role": "Rater"}, "New information")
    with pytest.raises(Refused), desk.store.change():
        raise Refused("It cannot be.")
    desk.store.event("log-in", tbl="users", row=desk.zoe.id, step=1, drift=3, generation=1)
    desk.store.event("log-in", tbl="users", row=desk.zoe.id, step=2, drift=0, generation=1)


def marked(desk: OversightDesk, review: str) -> tuple[Looked, ...]:
    return desk.oversight.trail.entries(review).rows


@pytest.mark.requirement("AUD-4")
def test_the_sample_is_drawn_by_risk_and_can_be_drawn_again(desk: OversightDesk) -> None:
    busy(desk)
    review = desk.oversight.trail.begin("Whole and unbroken.")
    drawn = {one.name: (one.found, one.drawn) for one in review.drawn}
    assert drawn["Refusals"] == (1, 1) and drawn["Clock against the phones"] == (1, 1)
    assert drawn["Changes of saved values"] == (12, 12) and drawn["Rights and users"][0] >= 1
    assert review.first == 1 and review.entries == len(marked(desk, review.id)) > 14
    rows = desk.store.rows("SELECT seq FROM audit WHERE action = 'update' AND tbl = 'person'")
    again = looking.sample([seq for (seq,) in rows], 10, 3, review.seed)
    assert again == looking.sample(sorted([seq for (seq,) in rows], reverse=True), 10, 3, review.seed)
    assert len(again) == 3
    assert desk.oversight.trail.begin().id == review.id, "one under way goes on"


@pytest.mark.requirement("AUD-4", "SIG-1")
def test_marks_findings_a_capa_and_the_signature(desk: OversightDesk) -> None:
    busy(desk)
    key = desk.certified(desk.zoe)
    trail = desk.oversight.trail
    review = trail.begin()
    lines = marked(desk, review.id)
    with pytest.raises(Refused, match="not looked at"), desk.store.change() as change:
        trail.sign(change, review.id, desk.pen(key, "reviewed"))
    with pytest.raises(BadInput):
        trail.mark([lines[0].id], FINDING)
    trail.mark([one.id for one in lines[1:]], IN_ORDER)
    trail.mark([lines[0].id], FINDING, "Nobody knows who this was")
    with pytest.raises(Refused, match="no conclusion"), desk.store.change() as change:
        trail.sign(change, review.id, desk.pen(key, "reviewed"))
    trail.conclude(review.id, "One finding, taken up.")
    (item,) = [one for one in desk.oversight.to_sign() if one.place == "audit"]
    with desk.store.change("Signed") as change:
        desk.oversight.signed(change, item, desk.pen(key, "reviewed"))
    done = trail.review(review.id)
    assert done.signed == TODAY and done.findings == 1 and done.marked == done.entries
    assert ("Finding, entry " + f"{lines[0].seq:,}", "Nobody knows who this was") in item.signable.facts
    with pytest.raises(NotSaved):
        trail.mark([lines[1].id], FINDING, "On second thoughts")
    with pytest.raises(NotSaved), desk.store.change("on second thoughts") as change:
        change.update("trail_review", review.id, {"conclusion": "Nothing was found."})
    capa = trail.to_capa(lines[0].id)
    assert trail.to_capa(lines[0].id) == capa and len(desk.origins) == 1
    assert desk.origins[0].record == lines[0].id
    with pytest.raises(BadInput):
        trail.to_capa(lines[1].id)
    desk.people.add_person(NewPerson("Later", "One"))
    assert trail.begin().first == done.last + 1, "the next review begins where this one ended"


@pytest.mark.requirement("AUD-4", "VAL-3")
def test_it_is_due_by_its_schedule_and_waits_at_home(desk: OversightDesk) -> None:
    trail = desk.oversight.trail
    assert trail.schedule().state == "current"
    desk.clock.at += timedelta(days=75)
    assert trail.schedule().state == SOON
    desk.clock.at += timedelta(days=60)
    today = desk.clock.now().date()
    assert [one.state for one in desk.oversight.waiting(today) if one.kind == "trail-review"] == [OVERDUE]
    assert trail.set_months(12, "").state == "current"
    with pytest.raises(BadInput):
        trail.set_months(0, "never")


@pytest.mark.requirement("AUD-4")
def test_filters_are_data_and_a_slip_in_one_is_refused(desk: OversightDesk) -> None:
    trail = desk.oversight.trail
    trail.begin_with_built_in()
    slips: tuple[dict[str, object], ...] = (
        {}, {"actoins": ["delete"]}, {"actions": []}, {"actions": "delete"}, {"drift": "much"},
    )  # fmt: skip
    for look in slips:
        with pytest.raises(BadInput):
            trail.set_filter("Mine", "high", "", look, 100, 0)
    mine = trail.set_filter("Mine", "high", "Names", {"tables": ["person"], "fields": ["family_name"]}, 50, 2)
    desk.people.change_person(desk.people.add_person(NewPerson("Nowak", "Ewa")).id, {"family_name": "Kowalska"}, "m")
    review = trail.begin()
    assert next(one.found for one in review.drawn if one.name == "Mine") == 2
    trail.retire_filter(mine.id, "Of no more use")
    assert "Mine" not in {one.name for one in trail.filters()}
    hours, _values = looking.clause({"outside": [7, 19]})
    assert "substr(at, 12, 2)" in hours


@pytest.mark.requirement("AUD-4", "ROL-2")
def test_who_may_only_read_cannot_review(desk: OversightDesk) -> None:
    busy(desk)
    review = desk.oversight.trail.begin()
    first = marked(desk, review.id)[0]
    desk.sit_down(desk.add("hanako", "Hanako Yamada", "staff"))
    with pytest.raises(NotAllowed):
        desk.oversight.trail.mark([first.id], IN_ORDER)
    assert desk.oversight.trail.entries(review.id, Query(where={"mark": [""]})).matching == review.entries
