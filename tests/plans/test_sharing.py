"""The register of sharing: covered or not, ended, reviewed, struck through; as of a day and as known on a day."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from db.days import add_months
from db.errors import BadInput, Refused
from db.plans import sharing_records as s
from db.store.errors import NotSaved, ReasonMissing
from db.store.query import Query
from db.waiting import OVERDUE
from tests.plans.conftest import DAY, PlansDesk, shared
from tests.registers import TODAY


@pytest.mark.requirement("DMP-2")
def test_what_goes_to_whom_on_which_ground(desk: PlansDesk) -> None:
    one = desk.plans.sharings.add(shared(desk), ("agreement.pdf", b"%PDF-1.4 signed"))
    assert (one.number, one.status, one.study, one.owner) == ("DS-0001", s.ACTIVE, "BRIGHT-2", "Lindqvist, Hugo")
    assert one.evidence is not None and one.next_review == add_months(TODAY, 12)
    file = ("agreement-2.pdf", b"%PDF-1.4 renewed")
    later = desk.plans.sharings.change(one.id, {"agreement_until": TODAY + 400 * DAY}, "Renewed", file)
    assert later.agreement_until == TODAY + 400 * DAY and later.evidence != one.evidence
    with pytest.raises(ReasonMissing):
        desk.plans.sharings.change(one.id, {"contact": "dpo@novexa.example"}, "")
    rows = desk.plans.sharings.list(Query(search="novexa ecrf")).rows
    assert [row.id for row in rows] == [one.id]
    assert dict(desk.plans.sharings.facets()["status"]) == {s.ACTIVE: 1}


@pytest.mark.requirement("DMP-2", "VAL-3")
def test_data_that_go_out_without_an_agreement_are_recorded_and_shown(desk: PlansDesk) -> None:
    bare = desk.plans.sharings.add(shared(desk, agreement="", agreement_signed=None))
    lapsed = desk.plans.sharings.add(shared(desk, agreement_until=TODAY - DAY))
    authority = desk.plans.sharings.add(shared(desk, capacity="authority", agreement="", agreement_signed=None))
    soon = desk.plans.sharings.add(shared(desk, agreement_until=TODAY + 10 * DAY))
    assert [one.status for one in (bare, lapsed, authority, soon)] == [s.UNCOVERED, s.UNCOVERED, s.ACTIVE, s.ACTIVE]
    waits = {w.record: w for w in desk.plans.waiting(TODAY)}
    assert waits[f"sharing/{bare.id}"].kind == "sharing-uncovered"
    assert waits[f"sharing/{lapsed.id}"].note == "its agreement ended on 22-Nov-2026"
    assert (waits[f"sharing/{soon.id}"].kind, waits[f"sharing/{soon.id}"].state) == ("sharing-end", "due soon")
    assert f"sharing/{authority.id}" not in waits
    assert [one.status for one in desk.plans.sharings.list().rows][:2] == [s.UNCOVERED] * 2, "what is wrong comes first"
    assert sum(one.state == OVERDUE for one in desk.plans.waiting(TODAY)) == 2


@pytest.mark.requirement("DMP-2", "AUD-6")
def test_what_ended_stays_and_each_day_answers_for_itself(desk: PlansDesk) -> None:
    one = desk.plans.sharings.add(shared(desk))
    before = desk.clock.now()
    desk.clock.advance(3 * 86400)
    with pytest.raises(BadInput, match="not ended yet"):
        desk.plans.sharings.end(one.id, TODAY + 30 * DAY, "Over")
    with pytest.raises(BadInput, match="before it began"):
        desk.plans.sharings.end(one.id, TODAY - 30 * DAY, "Over")
    ended = desk.plans.sharings.end(one.id, TODAY + 2 * DAY, "Last data transfer done")
    assert (ended.status, ended.end_reason) == (s.ENDED, "Last data transfer done")
    assert desk.plans.sharings.get(one.id, TODAY).status == s.ACTIVE
    (known,) = desk.plans.sharings.as_known(before, TODAY + 3 * DAY)
    assert (known.status, known.ended, known.recipient) == (s.ACTIVE, None, "Novexa Inc.")
    assert desk.plans.sharings.list(on=TODAY - DAY).matching == 0, "nobody had told the register yet"
    with pytest.raises(Refused, match="ended"):
        desk.plans.sharings.change(one.id, {"contact": "x"}, "y")
    with pytest.raises(Refused, match="ended"):
        desk.plans.sharings.review(one.id, TODAY, "y")
    with pytest.raises(Refused, match="ended"):
        desk.plans.sharings.end(one.id, TODAY, "y")
    with pytest.raises(NotSaved, match="stays as it was"), desk.store.change("raw") as change:
        change.update("sharing", one.id, {"ended": None})
    assert desk.plans.sharings.void(one.id, "Entered twice").status == s.VOIDED


@pytest.mark.requirement("DMP-2", "AUD-6")
def test_a_late_entry_says_why(desk: PlansDesk) -> None:
    with pytest.raises(BadInput, match="began 200 days ago"):
        desk.plans.sharings.add(shared(desk, start=TODAY - 200 * DAY))
    one = desk.plans.sharings.add(shared(desk, start=TODAY - 200 * DAY, late_reason="Taken over from paper"))
    assert one.late and one.late_reason == "Taken over from paper"


@pytest.mark.requirement("DMP-2", "VAL-3")
def test_a_review_moves_the_next_one(desk: PlansDesk) -> None:
    one = desk.plans.sharings.add(shared(desk, review_months=1))
    desk.clock.advance(40 * 86400)
    today = TODAY + 40 * DAY
    assert [(w.kind, w.state) for w in desk.plans.waiting(today)] == [("sharing-review", "overdue")]
    with pytest.raises(BadInput, match="between"):
        desk.plans.sharings.review(one.id, today + DAY, "Still needed")
    again = desk.plans.sharings.review(one.id, today, "Still needed, still covered")
    assert again.next_review == add_months(today, 1)
    assert [each.outcome for each in desk.plans.sharings.reviews(one.id)] == ["Still needed, still covered"]


@pytest.mark.requirement("DMP-2")
def test_bad_input_by_the_register_and_by_statement(desk: PlansDesk) -> None:
    for given in (
        {"what": " "}, {"recipient": ""}, {"legal_basis": ""}, {"purpose": ""}, {"country": "Germany"}, {"country": ""},
        {"data": "secret"}, {"capacity": "friend"}, {"transfer": "hope"}, {"safeguards": ""}, {"study_id": "x"},
        {"owner_id": "x"}, {"until": TODAY - 60 * DAY}, {"agreement_until": TODAY - 90 * DAY}, {"review_months": 0},
        {"agreement_signed": TODAY + DAY}, {"agreement": ""},
    ):  # fmt: skip
        with pytest.raises(BadInput):
            desk.plans.sharings.add(shared(desk, **given))
    assert desk.plans.sharings.list().of == 0
    one = desk.plans.sharings.add(shared(desk))
    for values in ({"country": "usa"}, {"safeguards": ""}, {"agreement_until": "2020-01-01"}, {"ended": "2020-01-01"},
                   {"legal_basis": " "}, {"ended": TODAY.isoformat()}):  # fmt: skip
        with pytest.raises(NotSaved), desk.store.change("raw") as change:
            change.update("sharing", one.id, values)
    desk.turn("maya")
    with pytest.raises(Refused):
        desk.plans.sharings.void(one.id, "Without the right")


@pytest.mark.requirement("DMP-2")
def test_filters_agree_with_the_rules_on_every_day(desk: PlansDesk) -> None:
    days: tuple[date | None, ...] = (None, TODAY + 2 * DAY)
    for data, capacity, until, agreed, ended in product(s.DATA, s.CAPACITIES[:4], days, days, (False, True)):
        one = desk.plans.sharings.add(
            shared(desk, data=data, capacity=capacity, until=until, agreement_until=agreed, start=TODAY)
        )
        if ended:
            desk.plans.sharings.end(one.id, TODAY, "Over")
    for on in (TODAY, TODAY + 3 * DAY):
        rows = desk.plans.sharings.list(Query(limit=500), on).rows
        assert len(rows) == 96
        for status in s.STATUSES:
            found = desk.plans.sharings.list(Query(where={"status": [status]}, limit=500), on).rows
            assert {one.id for one in found} == {one.id for one in rows if one.status == status}, status
