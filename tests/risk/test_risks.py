"""Risks: places on the matrix, treatment, acceptance, review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import product

import pytest

from db.days import add_months
from db.errors import BadInput, Refused
from db.risk import records as r
from db.risk.rules import acceptance_state, risk_status
from db.store.errors import NotSaved, ReasonMissing
from db.store.query import Query
from db.waiting import OVERDUE, SOON, Waiting, as_list
from tests.incidents.conftest import Ward
from tests.registers import TODAY

DAY = timedelta(days=1)
HIGH, MIDDLE, LOW = r.Position(5, 4), r.Position(4, 4), r.Position(2, 3)


def phishing(ward: Ward, **given: object) -> r.Risk:
    values = {"owner": ward.hugo, "asset": "Mailboxes", "threat": "Phishing"} | given
    return ward.risk.add_risk(r.NewRisk("Phishing", HIGH, MIDDLE, LOW, TODAY, **values))  # type: ignore[arg-type]


def accept(ward: Ward, risk: str, ends: date | None, approver: str = "", signed: bool = True) -> str:
    with ward.desk.store.change("Accepted") as change:
        given = r.NewAcceptance(approver or ward.ines, "The rest is borne until the tool is replaced", TODAY, ends)
        acceptance = ward.risk.propose_acceptance(change, risk, given)
        if signed:
            change.update("risk_acceptance", acceptance, {"signed": 1})
    return acceptance


@pytest.mark.requirement("RSK-1")
def test_a_risk_has_asset_threat_and_three_places(ward: Ward) -> None:
    one = phishing(ward, vulnerability="Messages that look like the portal")
    assert (one.number, one.asset, one.threat, one.status) == ("R-0001", "Mailboxes", "Phishing", r.UNTREATED)
    assert (one.inherent.score, one.current.score, one.residual.score) == (20, 16, 6)
    assert ward.risk.scales().word(one.current) == "very high"
    assert one.next_review == add_months(TODAY, 12)
    (asset,) = ward.risk.elements.list(Query(where={"element": (r.ASSET,)})).rows
    assert (asset.name, asset.risks, asset.score) == ("Mailboxes", 1, 16)
    phishing(ward, asset="mailboxes")
    assert ward.risk.elements.list(Query(where={"element": (r.ASSET,)})).matching == 1  # one word for one thing


@pytest.mark.requirement("RSK-1", "AUD-1")
def test_what_risks_are_made_of_is_kept_once_and_corrected_for_all(ward: Ward) -> None:
    one = phishing(ward)
    elements = ward.risk.elements
    asset, threat = elements.list().rows
    assert [(each.element, each.name) for each in (asset, threat)] == [(r.ASSET, "Mailboxes"), (r.THREAT, "Phishing")]
    with pytest.raises(BadInput, match="already"):
        elements.add(r.NewElement(r.THREAT, "phishing", "outsider"))
    better = r.NewElement(r.ASSET, "Mailboxes of the staff", "system", "Building 4")
    changed = elements.change(asset.id, better, "Which")
    assert (changed.place, ward.risk.risk(one.id).asset) == ("Building 4", "Mailboxes of the staff")
    with pytest.raises(BadInput, match="a kind of threat"):
        elements.change(threat.id, r.NewElement(r.ASSET, "Phishing", "data"), "No")
    with pytest.raises(Refused, match="An open risk names"):
        elements.end_asset(asset.id, TODAY, "Sold")
    ward.risk.close_risk(one.id, "Gone", "Gone")
    with pytest.raises(BadInput, match="a day that has come"):
        elements.end_asset(asset.id, TODAY + DAY, "Sold")
    assert elements.end_asset(asset.id, TODAY, "Sold").ended == TODAY
    assert ward.risk.words(r.ASSET) == () and elements.facets()["use"] == (("ended", 1), ("in use", 1))


@pytest.mark.requirement("RSK-1")
def test_no_measure_makes_it_worse(ward: Ward) -> None:
    with pytest.raises(BadInput, match="residual risk would lie above"):
        ward.risk.add_risk(r.NewRisk("x", HIGH, LOW, MIDDLE, TODAY))
    with pytest.raises(BadInput, match="current risk would lie above"):
        ward.risk.add_risk(r.NewRisk("x", LOW, MIDDLE, LOW, TODAY))
    with pytest.raises(BadInput, match="from 1 to 5"):
        ward.risk.add_risk(r.NewRisk("x", r.Position(6, 1), LOW, LOW, TODAY))
    one = phishing(ward)
    with pytest.raises(NotSaved), ward.desk.store.change("raw") as change:
        change.update("risk", one.id, {"residual_impact": 5})


@pytest.mark.requirement("RSK-1", "ROL-4")
def test_acceptance_needs_an_end_and_somebody_else(ward: Ward) -> None:
    one = phishing(ward)
    with pytest.raises(Refused, match="needs an end"):
        accept(ward, one.id, None)
    with pytest.raises(Refused, match="owns R-0001 and cannot accept it"):
        accept(ward, one.id, TODAY + DAY, ward.hugo)
    with pytest.raises(Refused, match="two years"):
        accept(ward, one.id, TODAY + timedelta(days=900))
    with pytest.raises(Refused, match="no owner"):
        accept(ward, phishing(ward, owner=None).id, TODAY + DAY)
    row = {
        "risk": one.id, "approver": ward.hugo, "reason": "x", "accepted": "2026-11-23", "ends": "2027-01-01",
        "likelihood": 4, "impact": 4, "entered": "2026-11-23T18:40:00",
    }  # fmt: skip
    with pytest.raises(NotSaved, match="nobody accepts a risk of their own"), ward.desk.store.change() as change:
        change.insert("risk_acceptance", row)
    refusals = ward.desk.store.rows("SELECT count(*) FROM audit WHERE action = 'refusal'")
    assert refusals[0][0] == 4


@pytest.mark.requirement("RSK-1")
def test_an_acceptance_counts_once_signed_shows_when_it_ended_and_stays_as_signed(ward: Ward) -> None:
    one = phishing(ward, treatment=r.ACCEPT)
    acceptance = accept(ward, one.id, TODAY + 20 * DAY, signed=False)
    assert ward.risk.risk(one.id).status == r.UNTREATED
    assert ward.risk.acceptance(acceptance).state == r.PROPOSED
    with ward.desk.store.change("Signed") as change:
        change.update("risk_acceptance", acceptance, {"signed": 1})
    assert ward.risk.risk(one.id).status == r.ACCEPTED
    assert [task.kind for task in ward.risk.waiting(TODAY)] == ["risk-acceptance"]
    with pytest.raises(NotSaved, match="stays as it was signed"), ward.desk.store.change("raw") as change:
        change.update("risk_acceptance", acceptance, {"ends": "2030-01-01"})
    with pytest.raises(NotSaved, match="cannot own it"):
        ward.risk.change_risk(one.id, {"owner": ward.ines}, "New owner")
    ward.desk.clock.advance(21 * 86400)
    assert ward.risk.risk(one.id).status == r.LAPSED
    (task,) = ward.risk.waiting(TODAY + 21 * DAY)
    assert (task.kind, task.state) == ("risk-acceptance", "overdue")
    assert ward.risk.headline()[2] == 1
    file = ward.risk.withdraw_acceptance(acceptance, "Treated instead")
    assert file.acceptances[0].state == r.WITHDRAWN


@pytest.mark.requirement("RSK-1")
def test_treatment_keeps_the_first_due_day_and_closing_waits_for_it(ward: Ward) -> None:
    one = phishing(ward)
    file = ward.risk.add_action(one.id, r.NewAction("Second factor on all mailboxes", ward.hugo, TODAY + 10 * DAY))
    assert (file.risk.status, file.risk.treatment) == (r.TREATING, r.REDUCE)
    (action,) = file.actions
    with pytest.raises(ReasonMissing):
        ward.risk.extend_action(action.id, TODAY + 40 * DAY, "")
    with pytest.raises(BadInput, match="later"):
        ward.risk.extend_action(action.id, TODAY + 5 * DAY, "Sooner")
    later = ward.risk.extend_action(action.id, TODAY + 40 * DAY, "Supplier late").actions[0]
    assert (later.first_due, later.due) == (TODAY + 10 * DAY, TODAY + 40 * DAY)
    with pytest.raises(Refused, match="1 open action"):
        ward.risk.close_risk(one.id, "Gone", "Closed")
    with pytest.raises(BadInput, match="future"):
        ward.risk.finish_action(action.id, TODAY + DAY, "Done")
    done = ward.risk.finish_action(action.id, TODAY, "Switched on for 42 people", ("proof.png", b"png"))
    assert (done.risk.status, done.actions[0].state) == (r.TREATED, "done")
    with pytest.raises(Refused, match="finished"):
        ward.risk.drop_action(action.id, "No")
    assert ward.risk.close_risk(one.id, "Mail is read in the portal only now", "Closed").status == r.CLOSED


@pytest.mark.requirement("RSK-1", "VAL-3")
def test_a_review_moves_the_next_one_and_an_overdue_one_waits(ward: Ward) -> None:
    one = phishing(ward, review_months=6)
    ward.desk.clock.advance(200 * 86400)
    today = TODAY + 200 * DAY
    assert [(task.kind, task.state) for task in ward.risk.waiting(today)] == [("risk-review", "overdue")]
    with pytest.raises(BadInput, match="between"):
        ward.risk.review(one.id, today + DAY, "Unchanged")
    file = ward.risk.review(one.id, today, "Unchanged")
    assert file.risk.next_review == add_months(today, 6) and ward.risk.waiting(today) == ()
    assert file.reviews[0].outcome == "Unchanged"


@pytest.mark.requirement("RSK-1")
def test_the_starting_library_is_taken_over_once_and_adapted(ward: Ward) -> None:
    library = ward.risk.library()
    assert len(library) >= 15 and all(one.suggestions for one in library)
    taken = ward.risk.take_over([library[0].key, library[1].key], ward.hugo)
    assert [one.number for one in taken] == ["R-0001", "R-0002"]
    assert ward.risk.take_over([library[0].key]) == ()
    assert ward.risk.library()[0].taken == "R-0001"
    changed = ward.risk.change_risk(taken[0].id, {"current": r.Position(2, 2), "residual": r.Position(1, 2)}, "Ours")
    assert changed.current.score == 4
    with pytest.raises(BadInput, match="library has no"):
        ward.risk.take_over(["earthquake"])


@pytest.mark.requirement("RSK-1")
def test_the_site_words_its_scales(ward: Ward) -> None:
    scales = ward.risk.word_scale([r.Step("impact", 5, "catastrophic", "A participant is harmed")], "Hospital's words")
    assert scales.impact[4].word == "catastrophic" and scales.impact[3].word == "major"
    again = ward.risk.word_scale([r.Step("impact", 5, "extreme", "")], "Again")
    assert again.impact[4].word == "extreme"


@pytest.mark.requirement("RSK-1", "AUD-6", "VAL-3")
def test_filters_agree_with_the_rules_and_as_of_a_day(ward: Ward) -> None:
    for treatment, open_action, ends in product(("", r.REDUCE, r.ACCEPT), (False, True), (None, 5, 100)):
        one = phishing(ward, treatment=treatment)
        if ends is not None:
            accept(ward, one.id, TODAY + ends * DAY)
        if open_action:
            ward.risk.add_action(one.id, r.NewAction("x", ward.hugo, TODAY + 2 * DAY))
    ward.risk.close_risk(phishing(ward).id, "Gone", "Closed")
    for on in (TODAY, TODAY + 3 * DAY, TODAY + 10 * DAY, TODAY + 340 * DAY, TODAY + 400 * DAY):
        rows = ward.risk.risks(on=on).rows
        assert len(rows) == 19
        for status in r.STATUSES:
            found = ward.risk.risks(Query(where={"status": [status]}), on).rows
            assert {one.id for one in found} == {one.id for one in rows if one.status == status}, status
        whole, first = ward.risk.waiting(on), ward.risk.waiting(on, 1)
        told = sorted((one.kind, one.state, one.day, one.record) for one in whole)
        assert told == sorted(expected(rows, on))
        assert Counter((one.kind, one.state) for one in whole) == sum_of(first)
        held = {(one.kind, one.state): as_list(one.record) for one in first if one.more}
        assert held
        for (kind, state), (_view, where) in held.items():
            listed = {one.id for one in ward.risk.risks(Query(where=where), on).rows}
            waiting = {risk for *cause, _day, risk in told if cause == [kind, state]}
            assert listed == waiting if state == OVERDUE else listed >= waiting
    assert ward.risk.risks(on=TODAY - DAY).matching == 0
    assert dict(ward.risk.facets()["level"]) == {"4": 19}
    assert len(ward.risk.spots(Query(search="phish"))) == 19


def expected(rows: Sequence[r.Risk], on: date) -> Iterator[tuple[str, str, date | None, str]]:
    """What waits of these risks, by the rules alone: kind, state, day, risk."""
    for one in rows:
        until, due = one.accepted_until, one.next_due
        if one.status in (r.LAPSED, r.ACCEPTED) and until is not None and until <= on + r.AHEAD:
            yield "risk-acceptance", OVERDUE if one.status == r.LAPSED else SOON, until, one.id
        if one.status in (r.LATE, r.TREATING) and due is not None and due <= on + r.AHEAD:
            yield "risk-action", OVERDUE if due < on else SOON, due, one.id
        if one.status != r.CLOSED and one.next_review <= on + r.AHEAD:
            yield "risk-review", OVERDUE if one.next_review < on else SOON, one.next_review, one.id


def sum_of(first: Sequence[Waiting]) -> Counter[tuple[str, str]]:
    """How many things of each kind and state they stand for."""
    found: Counter[tuple[str, str]] = Counter()
    for one in first:
        found[one.kind, one.state] += one.count
    return found


def test_states_of_an_acceptance() -> None:
    assert acceptance_state(False, TODAY, None, TODAY) == r.PROPOSED
    assert acceptance_state(True, TODAY, None, TODAY) == r.IN_FORCE
    assert acceptance_state(True, TODAY, None, TODAY + DAY) == r.EXPIRED
    assert risk_status(None, r.ACCEPT, None, 0, None, TODAY) == r.UNTREATED
