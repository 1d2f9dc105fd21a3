"""A phishing message, followed from the first minute to the closed file."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.errors import BadInput, Refused
from db.incidents.clock_records import INCIDENT, NOT_NEEDED, OVERDUE, RUNNING, TOLD, TOLD_LATE, NewClockRule
from db.incidents.incident_records import CLOSED, NO, OPEN, RESOLVED, VOIDED, YES, Incident, NewIncident
from db.risk.records import ASSET, NewElement
from db.store.errors import NotSaved
from db.store.query import Query
from tests.incidents.conftest import Ward
from tests.registers import NOW, TODAY

HOUR = timedelta(hours=1)


def phishing(ward: Ward, **given: object) -> Incident:
    captured = NewIncident("Password given to a phishing page", 4, NOW - 3 * HOUR, NOW - HOUR, **given)  # type: ignore[arg-type]
    return ward.incidents.cases.add(captured)


@pytest.mark.requirement("RSK-2")
def test_capture_needs_three_answers_and_starts_the_clock(ward: Ward) -> None:
    one = phishing(ward)
    assert (one.number, one.status, one.severity_word) == ("INC-2026-0001", OPEN, "4 major")
    assert one.due == one.aware + 72 * HOUR
    clocks = ward.incidents.clocks.of("incident", one.id)
    assert [clock.rule for clock in clocks] == ["gdpr-33", "gdpr-34"]
    assert clocks[0].state == RUNNING and clocks[0].verified and not clocks[1].verified
    waiting = ward.incidents.waiting(TODAY)
    assert [(task.kind, task.record) for task in waiting] == [("notification", f"incident/{one.id}")] * 2


@pytest.mark.requirement("RSK-2")
def test_clocks_follow_what_is_known_of_it(ward: Ward) -> None:
    assert phishing(ward, personal_data=NO).clocks == 0
    american = phishing(ward, affects=(("study", ward.ind),))
    assert {clock.rule for clock in ward.incidents.clocks.of("incident", american.id)} == {
        "gdpr-33", "gdpr-34", "hipaa-404",
    }  # fmt: skip
    sixty = next(c for c in ward.incidents.clocks.of("incident", american.id) if c.rule == "hipaa-404")
    assert sixty.due - sixty.began == timedelta(days=60)
    later = phishing(ward, personal_data=NO)
    ward.incidents.cases.change(later.id, {"personal_data": YES}, "The mailbox held messages of participants")
    assert ward.incidents.cases.get(later.id).clocks == 2


@pytest.mark.requirement("RSK-2", "RSK-3")
def test_the_sites_own_clock_counts_contract_hours_to_the_sponsor(ward: Ward) -> None:
    rule = NewClockRule("Security incident", "Lumina Therapeutics", INCIDENT, 24, "hours", "Contract § 14", ward.study)
    ward.incidents.clocks.add_rule(rule)
    assert phishing(ward, personal_data=NO).clocks == 0
    one = phishing(ward, personal_data=NO, affects=(("study", ward.study),))
    (clock,) = ward.incidents.clocks.of("incident", one.id)
    assert (clock.recipient, clock.due - clock.began) == ("Lumina Therapeutics", 24 * HOUR)
    ward.desk.clock.advance(25 * 3600)
    assert ward.incidents.clocks.one(clock.id).state == OVERDUE
    told = ward.incidents.clocks.tell(clock.id, NOW + 25 * HOUR, "Mail to the project lead")
    assert told.state == TOLD_LATE


@pytest.mark.requirement("RSK-2")
def test_a_clock_is_stopped_by_a_notification_with_its_date_or_by_a_reasoned_decision(ward: Ward) -> None:
    one = phishing(ward)
    authority, people = ward.incidents.clocks.of("incident", one.id)
    clocks = ward.incidents.clocks
    with pytest.raises(BadInput, match="future"):
        clocks.tell(authority.id, NOW + HOUR, "LDI 4711")
    with pytest.raises(BadInput, match="before the site came to know"):
        clocks.tell(authority.id, NOW - 2 * HOUR, "LDI 4711")
    with pytest.raises(BadInput, match="Reference"):
        clocks.tell(authority.id, NOW, " ")
    assert clocks.tell(authority.id, NOW, "LDI 4711").state == TOLD
    with pytest.raises(BadInput, match="Why it is not required"):
        clocks.waive(people.id, "")
    assert clocks.waive(people.id, "The mailbox was empty; no high risk").state == NOT_NEEDED
    assert ward.incidents.cases.get(one.id).due is None
    assert clocks.running() == ()


@pytest.mark.requirement("RSK-3")
def test_an_unverified_clock_counts_as_verified_once_somebody_read_its_source(ward: Ward) -> None:
    rules = {rule.key: rule for rule in ward.incidents.clocks.rules()}
    assert not rules["ctr-52"].verified and rules["ctr-52"].period == "7 days"
    ward.incidents.clocks.confirm_rule("ctr-52", TODAY, "Read Art. 52")
    confirmed = next(rule for rule in ward.incidents.clocks.rules() if rule.key == "ctr-52")
    assert (confirmed.verified, confirmed.by, confirmed.confirmed) == (True, "Zoë Brandt", TODAY)
    with pytest.raises(Refused, match="not switched off"):
        ward.incidents.clocks.end_rule("ctr-52", TODAY, "Tidying")


@pytest.mark.requirement("RSK-2", "AUD-6")
def test_times_that_cannot_be_are_refused(ward: Ward) -> None:
    add = ward.incidents.cases.add
    with pytest.raises(BadInput, match="future"):
        add(NewIncident("x", 3, NOW + HOUR, NOW + HOUR))
    with pytest.raises(BadInput, match="known before it occurred"):
        add(NewIncident("x", 3, NOW - HOUR, NOW - 2 * HOUR))
    with pytest.raises(BadInput, match="resolved before"):
        add(NewIncident("x", 3, NOW - HOUR, NOW, resolved=NOW - 2 * HOUR))
    with pytest.raises(BadInput, match="from 1 to 5"):
        add(NewIncident("x", 6, NOW, NOW))
    with pytest.raises(BadInput, match="30 days ago"):
        add(NewIncident("x", 3, NOW - timedelta(days=30), NOW))
    late = add(NewIncident("x", 3, NOW - timedelta(days=30), NOW, late_reason="Seen in the log of the mail server"))
    assert late.late and ward.incidents.cases.get(late.id).late_reason.startswith("Seen")


@pytest.mark.requirement("RSK-2")
def test_the_time_line_takes_nothing_from_the_future_not_even_by_a_raw_insert(ward: Ward) -> None:
    one = phishing(ward)
    cases = ward.incidents.cases
    with pytest.raises(BadInput, match="future"):
        cases.add_event(one.id, NOW + HOUR, "Password changed")
    with pytest.raises(BadInput, match="before the incident itself"):
        cases.add_event(one.id, NOW - 4 * HOUR, "Password changed")
    store = ward.desk.store
    row = {
        "incident": one.id,
        "at": (NOW + HOUR).isoformat(),
        "what": "x",
        "entered": NOW.isoformat(timespec="milliseconds"),
    }
    with pytest.raises(NotSaved), store.change() as change:
        change.insert("incident_event", row)
    cases.add_event(one.id, NOW - 2 * HOUR, "Password changed", "Hugo Lindqvist")
    file = cases.file(one.id)
    assert [moment.kind for moment in file.timeline()] == ["occurred", "event", "aware"]
    cases.void_event(file.events[0].id, "Wrong incident")
    assert [moment.kind for moment in cases.file(one.id).timeline()] == ["occurred", "aware"]


@pytest.mark.requirement("RSK-2")
def test_closing_over_a_running_clock_is_refused_by_page_and_by_table(ward: Ward) -> None:
    one = phishing(ward)
    cases, clocks = ward.incidents.cases, ward.incidents.clocks
    with pytest.raises(Refused, match="supervisory authority"):
        cases.close(one.id, TODAY, "Over", "Closed")
    store = ward.desk.store
    with pytest.raises(NotSaved, match="clock of this incident is still running"), store.change("raw") as change:
        change.update("incident", one.id, {"closed": TODAY.isoformat(), "closing": "Over"})
    for clock in clocks.of("incident", one.id):
        clocks.waive(clock.id, "No personal data after all")
    with pytest.raises(Refused, match="resolved"):
        cases.close(one.id, TODAY, "Over", "Closed")
    cases.change(
        one.id, {"resolved": NOW, "containment": "Password changed, sessions ended", "lessons": "A second factor"},
        "Resolved",
    )  # fmt: skip
    assert cases.get(one.id).status == RESOLVED
    assert cases.close(one.id, TODAY, "No message was read", "Done").status == CLOSED
    with pytest.raises(Refused, match="is closed"):
        cases.change(one.id, {"lessons": "Another"}, "Added")
    assert cases.reopen(one.id, "A message was read after all").status == RESOLVED


@pytest.mark.requirement("RSK-2")
def test_what_it_touched_is_named_by_its_records_and_evidence_is_kept(ward: Ward) -> None:
    one = phishing(ward, affects=(("person", ward.hugo), ("study", ward.study)))
    cases = ward.incidents.cases
    file = cases.affect(one.id, "person", ward.hugo)
    assert [(affected.kind, affected.name) for affected in file.affected] == [
        ("person", "Lindqvist, Hugo"), ("study", "BRIGHT-2"),
    ]  # fmt: skip
    with pytest.raises(BadInput, match="not there"):
        cases.affect(one.id, "system", ward.hugo)
    file = cases.attach(one.id, ("message.eml", b"From: portal@lumina.example"))
    assert [kept.name for kept in file.evidence] == ["message.eml"]
    with pytest.raises(BadInput, match="empty"):
        cases.attach(one.id, ("message.eml", b""))
    with pytest.raises(BadInput, match="at most 20000"):
        cases.change(one.id, {"description": "x" * 20_001}, "More")
    assert len(cases.change(one.id, {"description": "x" * 20_000}, "More").description) == 20_000


@pytest.mark.requirement("RSK-2")
def test_the_list_is_filtered_searched_and_as_of_a_day(ward: Ward) -> None:
    phishing(ward, affects=(("study", ward.study),))
    second = ward.incidents.cases.add(NewIncident("Binder left in the corridor", 2, NOW - HOUR, NOW, personal_data=NO))
    cases = ward.incidents.cases
    assert cases.list(Query(search="binder corr")).rows == (second,)
    assert cases.list(Query(where={"study": ["BRIGHT-2"]})).matching == 1
    assert cases.list(Query(where={"clock": ["running"]})).matching == 1
    assert cases.list(on=TODAY - timedelta(days=1)).of == 0
    assert dict(cases.facets()["status"]) == {OPEN: 2}
    assert cases.headline() == (2, 2, 0)
    cases.void(second.id, "Entered twice")
    assert dict(cases.facets()["status"]) == {OPEN: 1, VOIDED: 1}


@pytest.mark.requirement("RSK-2", "CAP-4")
def test_what_went_wrong_is_counted_by_what_it_touched_and_month_by_month(ward: Ward) -> None:
    mail = ward.risk.elements.add(NewElement(ASSET, "Mailboxes", "system")).id
    for _ in range(2):
        phishing(ward, affects=(("asset", mail),))
    cases = ward.incidents.cases
    cases.void(phishing(ward, affects=(("asset", mail),)).id, "Entered twice")
    charts = {one.key: one for one in ward.incidents.charts()}
    assert charts["touched"].rows == (("Mailboxes", 2, None),) and charts["touched"].pareto
    assert charts["incidents"].rows[-1] == ("Nov-2026", 2, 0) and len(charts["incidents"].rows) == 12
    assert sum(count for _, count, _ in charts["severity"].rows) == 2
    before = {one.key: one for one in ward.incidents.charts(TODAY - timedelta(days=1))}
    assert before["touched"].rows == () and before["incidents"].rows[-1] == ("Nov-2026", 0, 0)
