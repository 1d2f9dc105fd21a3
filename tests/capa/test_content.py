"""What belongs to a CAPA: sources, causes, time line, evidence, notifications, figures (CAP-2, CAP-4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from db.capa import machine
from db.capa import records as r
from db.days import shown
from db.errors import BadInput, Refused
from db.evidence import sealing
from db.evidence.register import EvidenceFiles
from db.origin import INCIDENT, Origin
from db.store.errors import NotSaved
from db.store.query import Query
from db.store.store import NewUser
from tests.capa.bench import DAY, Bench

LONG = "word " * 4000


def origin(record: str = "0" * 36) -> Origin:
    facts = (("Occurred", "01-Nov-2026 08:00"), ("Containment", "Account locked"), ("Empty", ""))
    return Origin(INCIDENT, "incident", record, "INC-2026-0004", "Phishing of the study mailbox", facts)


@pytest.mark.requirement("CAP-2")
def test_a_capa_from_elsewhere_carries_the_facts_and_is_opened_once(bench: Bench) -> None:
    with bench.store.change("From the incident") as change:
        one = bench.capa.open_from(change, origin())
    file = bench.capa.file(one)
    assert file.capa.title == "Phishing of the study mailbox" and file.capa.source == "incident"
    assert file.description == "Occurred: 01-Nov-2026 08:00\nContainment: Account locked"
    assert file.origin is not None and file.origin.place == "incidents" and file.origin.number == "INC-2026-0004"
    with bench.store.change("Again") as change:
        assert bench.capa.open_from(change, origin()) == one
    bench.capa.go(one, machine.VOID, "By mistake")
    with bench.store.change("Again") as change:
        assert bench.capa.open_from(change, replace(origin(), title="t" * 500)) != one


@pytest.mark.requirement("CAP-2")
def test_no_cause_explains_itself(bench: Bench) -> None:
    one = bench.identified().capa.id
    ids: list[str] = []
    for place in range(5):
        file = bench.capa.add_cause(one, f"Because {place}", "method", ids[-1] if ids else None)
        ids.append(file.causes[-1].id)
    assert [cause.level for cause in bench.capa.causes(one)] == [1, 2, 3, 4, 5]
    with pytest.raises(BadInput, match="circle"):
        bench.capa.change_cause(one, ids[0], {"parent": ids[3]}, "Round")
    for parent in (ids[0], ids[4]):
        with pytest.raises(NotSaved), bench.store.change("raw") as change:
            change.update("capa_cause", ids[0], {"parent": parent})
    moved = bench.capa.change_cause(one, ids[3], {"parent": ids[0]}, "Rather this")
    assert [cause.level for cause in moved.causes] == [1, 2, 3, 2, 3]
    turned = bench.capa.change_cause(one, ids[0], {"category": "people"}, "Rather people")
    assert {cause.category for cause in turned.causes} == {"people"}
    struck = bench.capa.change_cause(one, ids[1], {"standing": r.STRUCK}, "Mistake")
    assert len(struck.causes) == 3


@pytest.mark.requirement("CAP-2")
def test_causes_of_another_capa_or_after_the_investigation_are_refused(bench: Bench) -> None:
    one, other = bench.identified().capa.id, bench.investigated().causes[0].id
    with pytest.raises(BadInput, match="not in this tree"):
        bench.capa.add_cause(one, "x", "people", other)
    with pytest.raises(NotSaved), bench.store.change() as change:
        change.insert("capa_cause", {
            "capa": one, "parent": other, "category": "people", "words": "x", "entered": "2026-11-23T10:00:00Z",
        })  # fmt: skip
    planned = bench.planned().capa.id
    with pytest.raises(Refused, match="were found"):
        bench.capa.add_cause(planned, "Late thought", "people")


@pytest.mark.requirement("CAP-2", "AUD-6")
def test_nothing_happened_in_the_future(bench: Bench) -> None:
    one = bench.identified().capa.id
    now = bench.clock.now()
    with pytest.raises(BadInput, match="future"):
        bench.capa.add_event(one, now + timedelta(minutes=1), "Not yet")
    with pytest.raises(BadInput, match="zone"):
        bench.capa.add_event(one, datetime(2026, 11, 1), "Where?")  # noqa: DTZ001 - that is the point
    file = bench.capa.add_event(one, now - timedelta(hours=1), "Alarm heard")
    bench.capa.add_event(one, now - timedelta(hours=2), "Door left open")
    assert [event.what for event in bench.capa.file(one).events] == ["Door left open", "Alarm heard"]
    assert bench.capa.strike_event(one, file.events[0].id, "Another day").events[1].struck
    for changes in ({"contained": bench.today + DAY}, {"root_cause_day": bench.today + DAY}):
        with pytest.raises(BadInput, match="future"):
            bench.capa.change(one, changes, "x")


@pytest.mark.requirement("AUD-6")
def test_a_late_entry_says_why_and_is_marked(bench: Bench) -> None:
    early = bench.today - 30 * DAY
    with pytest.raises(BadInput, match="entered only now"):
        bench.capa.add(r.NewCapa("Found long ago", early))
    file = bench.capa.add(r.NewCapa("Found long ago", early, late_reason="On paper until now"))
    assert file.capa.late and file.capa.age == 30
    with pytest.raises(BadInput, match="future"):
        bench.capa.add(r.NewCapa("x", bench.today + DAY))


@pytest.mark.requirement("CAP-2")
def test_long_texts_are_kept_whole_and_longer_ones_refused(bench: Bench) -> None:
    file = bench.identified(description=LONG)
    assert file.description == LONG.strip()
    with pytest.raises(BadInput, match="at most 20000"):
        bench.capa.change(file.capa.id, {"containment": LONG + "more"}, "x")
    event = bench.capa.add_event(file.capa.id, bench.clock.now(), LONG).events[0]
    assert bench.capa.add_cause(file.capa.id, LONG, "people").causes[0].words == event.what


@pytest.mark.requirement("CAP-2")
def test_evidence_above_the_limit_is_refused_below_it_kept(bench: Bench) -> None:
    one = bench.identified().capa.id
    with pytest.raises(BadInput, match=r"has 50\.0 MB; this site keeps files of at most 50 MB"):
        bench.capa.attach(one, ("video.mp4", bytes(sealing.USUAL + 1)))
    files = EvidenceFiles(bench.store)
    files.set_limit(1, "The stick for backups is small")
    assert files.limit == sealing.MB
    with pytest.raises(BadInput, match="at most 1 MB"):
        bench.capa.attach(one, ("photo.png", bytes(sealing.MB + 1)))
    with pytest.raises(BadInput, match="from 1 to 500 MB"):
        files.set_limit(501, "All of it")
    assert bench.capa.attach(one, ("log.pdf", b"%PDF log")).files[0].name == "log.pdf"


@pytest.mark.requirement("CAP-2")
def test_people_who_left_stay_to_be_read(bench: Bench) -> None:
    one = bench.implemented().capa.id
    bench.people.end_person(bench.sean, bench.today, "Moved on")
    bench.later(2)
    file = bench.capa.file(one)
    assert [(member.name, member.at_site) for member in file.team] == [
        ("Lindqvist, Hugo", True), ("O'Neil, Seán", False),
    ]  # fmt: skip


@pytest.mark.requirement("CAP-2")
def test_notifications_have_their_day_or_a_reason(bench: Bench) -> None:
    one = bench.identified().capa.id
    bench.capa.notify(one, "IRB", needed=True, told=bench.today, note="By mail")
    bench.capa.notify(one, "sponsor", needed=True, told=None)
    with pytest.raises(BadInput, match="Note"):
        bench.capa.notify(one, "participants", needed=False, told=None)
    with pytest.raises(BadInput, match="future"):
        bench.capa.notify(one, "authority", needed=True, told=bench.today + DAY)
    with pytest.raises(BadInput, match="20 days ago"):
        bench.capa.notify(one, "sponsor", needed=True, told=bench.today - 20 * DAY)
    late = bench.capa.notify(one, "sponsor", needed=True, told=bench.today - 20 * DAY, note="By phone, entered later")
    assert [notice.late for notice in late.notices] == [True, False]
    bench.capa.notify(one, "sponsor", needed=True, told=None)
    file = bench.capa.notify(one, "participants", needed=False, told=None, note="Nobody is concerned")
    assert [(notice.whom, notice.waits) for notice in file.notices] == [
        ("sponsor", True), ("IRB", False), ("participants", False),
    ]  # fmt: skip


@pytest.mark.requirement("CAP-1")
def test_a_former_sheet_keeps_its_status_and_its_order(bench: Bench) -> None:
    def bring(number: str, status: str, step: str, closed: date | None) -> r.CapaFile:
        new = r.NewCapa("Old one", date(2024, 3, 1), late_reason="Former register", owner=bench.hugo)
        with bench.store.change("Sheet") as change:
            found = bench.capa.bring_in(change, r.OldCapa(number, status, step, closed, new))
        return bench.capa.file(found)

    old = bring("C-17", "Done/verified", machine.CLOSED, date(2024, 6, 1))
    assert (old.capa.status, old.capa.old_status, old.capa.closed) == ("closed", "Done/verified", date(2024, 6, 1))
    assert not old.capa.late and not old.signatures
    assert bring("C-18", "in Arbeit", machine.IDENTIFICATION, None).capa.step == machine.IDENTIFICATION
    for step, closed in ((machine.CLOSED, None), (machine.IDENTIFICATION, date(2024, 6, 1)), (machine.PLAN, None),
                         (machine.CLOSED, date(2023, 1, 1))):  # fmt: skip
        with pytest.raises(BadInput):
            bring("C-19", "whatever", step, closed)
    with pytest.raises(BadInput, match="already"):
        bring("C-17", "open", machine.IDENTIFICATION, None)
    with pytest.raises(NotSaved), bench.store.change("raw") as change:
        change.update("capa", old.capa.id, {"old_status": "effective"})
    again = bench.capa.go(old.capa.id, machine.RECUR, "It came back")
    assert (again.capa.step, again.capa.round, again.capa.closed) == (machine.INVESTIGATION, 2, None)


@pytest.mark.requirement("CAP-4")
def test_figures_are_those_of_the_day(bench: Bench) -> None:
    began = bench.today
    bench.closed()
    bench.implemented(priority="minor")
    one = bench.planned().capa.id
    bench.capa.go(one, machine.VOID, "Twice")
    told = bench.capa.overview()
    assert (told.open, told.closed) == (1, 1)
    rows = {one.key: one.rows for one in told.charts}
    assert rows["steps"] == (("effectiveness check", 1, None), ("closed", 1, None), ("voided", 1, None))
    assert rows["source"] == (("own observation", 2, None),) and rows["cause"] == (("equipment", 2, None),)
    assert sum(opened for _, opened, _ in rows["trend"]) == 2
    assert sum(closed or 0 for _, _, closed in rows["trend"]) == 1
    bench.later(120)
    late = bench.capa.overview()
    assert ("91 to 180", 1, None) in late.charts[1].rows and late.overdue_checks == 1
    then = bench.capa.overview(began)
    assert (then.open, then.closed) == (1, 0)


@pytest.mark.requirement("ROL-1")
def test_a_custodian_sees_nothing_of_it(bench: Bench) -> None:
    one = bench.identified().capa.id
    bench.sit_down(NewUser("hana", "Hana", "custodian"))
    with pytest.raises(Refused):
        bench.capa.get(one)
    assert bench.capa.waiting(bench.today) == () and bench.capa.to_sign() == () and bench.capa.late() == 0


@pytest.mark.requirement("CAP-4")
def test_lists_are_searched_sorted_and_filtered_in_sql(bench: Bench) -> None:
    bench.identified(study=bench.study)
    bench.planned(owner=bench.ines)
    assert bench.capa.list(Query(search="temperature lindqvist")).matching == 1
    assert bench.capa.list(Query(search="100%_")).matching == 0
    assert bench.capa.list(Query(where={"study": ("BRIGHT-2",)})).rows[0].step == "identification"
    assert dict(bench.capa.facets()["owner"]) == {"Lindqvist, Hugo": 1, "Castillo Ruiz, Inés": 1}
    assert bench.capa.list(Query(sort=(("owner", True),))).rows[0].owner == "Lindqvist, Hugo"
    with pytest.raises(BadInput):
        bench.capa.list(Query(where={"nothing": ("x",)}))
    assert bench.capa.actions(Query(where={"status": ("on time",)})).matching == 1


@pytest.mark.requirement("AUD-6", "CAP-4")
def test_capa_as_known_on_a_day_do_not_know_what_was_entered_since(bench: Bench) -> None:
    file, day = bench.planned(), bench.today
    bench.later(3)
    bench.capa.approve(file.capa.id, bench.ink(machine.APPROVED))
    action = bench.capa.file(file.capa.id).actions[0]
    bench.capa.extend_action(file.capa.id, action.id, action.due + 30 * DAY, "The part is late")
    bench.identified()
    (known,) = bench.capa.known(day).rows
    assert (known.step, known.due, known.open_actions) == (machine.PLAN, action.due, 1)
    now = bench.capa.known(bench.today, Query(sort=(("number", False),)))
    assert [one.step for one in now.rows] == [machine.IMPLEMENTATION, machine.IDENTIFICATION]
    assert now.rows == bench.capa.list(Query(sort=(("number", False),))).rows, "known today is what stands today"
    assert bench.capa.known(bench.today, Query(where={"status": ("due soon",)}, search="phishing")).matching == 0
    assert bench.capa.known(day - DAY).of == 0
    asked = Query(where={"step": (machine.PLAN,)})
    offered = bench.capa.known_facets(day, asked)
    assert offered["step"] == ((machine.PLAN, 1),) and offered["owner"] == (("Lindqvist, Hugo", 1),)
    assert bench.capa.known_facets(bench.today) == bench.capa.facets(), "counted alike, by SQL and in hand"


@pytest.mark.requirement("CAP-2", "ROS-1")
def test_who_left_is_given_nothing_to_do_and_what_names_them_stays(bench: Bench) -> None:
    one = bench.planned().capa.id
    bench.later(2)
    last = bench.today - DAY
    bench.people.end_person(bench.hugo, last, "Moved")
    left = f"Lindqvist, Hugo left the site; {shown(last)} was their last day."
    new = r.NewAction(r.CORRECTIVE, "Write another", bench.hugo, bench.today)
    with pytest.raises(BadInput, match=left):
        bench.capa.add_action(one, new)
    with pytest.raises(BadInput, match=left):
        bench.identified()
    with pytest.raises(BadInput, match=left):
        bench.capa.join(bench.identified(owner=bench.sean).capa.id, bench.hugo)
    with pytest.raises(NotSaved, match="nothing to do"), bench.store.change() as change:
        day, now = bench.today.isoformat(), bench.clock.now().isoformat()
        change.insert("capa_action", {"capa": one, "round": 1, "kind": "corrective", "what": "x", "owner": bench.hugo,
                                      "first_due": day, "due": day, "entered": now})  # fmt: skip
    file = bench.capa.change(one, {"containment": "Also the freezer"}, "More was found")
    assert (file.capa.owner, file.actions[0].owner_left, file.team[0].at_site) == ("Lindqvist, Hugo", True, False)
    assert bench.capa.change(one, {"owner": bench.sean}, "Takes over").capa.owner == "O'Neil, Seán"


@pytest.mark.requirement("CAP-4")
def test_a_capa_without_a_due_day_is_not_called_on_time(bench: Bench) -> None:
    one = bench.identified(target=None)
    assert (one.capa.due, one.capa.status) == (None, r.UNDATED)
    assert bench.capa.list(Query(where={"status": (r.UNDATED,)})).matching == 1
    assert bench.capa.list(Query(where={"status": (r.ON_TIME,)})).matching == 0
    assert bench.capa.set_target(one.capa.id, bench.today + 60 * DAY, "Agreed").capa.status == r.ON_TIME


@pytest.mark.requirement("CAP-4")
def test_what_was_voided_does_not_grow_older(bench: Bench) -> None:
    one = bench.identified().capa.id
    bench.later(10)
    bench.capa.go(one, machine.VOID, "Entered twice")
    age = bench.capa.get(one).age
    bench.later(30)
    assert bench.capa.get(one).age == age == 10
