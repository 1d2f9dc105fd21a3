"""What the register refuses, and the same tried past it with plain rows: the store refuses it too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from db.clock import stamp
from db.delegation import records as r
from db.errors import BadInput, Refused
from db.roster.records import NewPerson
from db.store.admission import NotAsSignedIn
from db.store.connection import SqlValue
from db.store.errors import NotAllowed, NotSaved
from db.store.store import NewUser
from db.training.records import NewVersion
from tests.delegation.bench import INES, OPENED, TOMOKO, Bench
from tests.registers import TODAY

TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


def raw_line(bench: Bench, **other: SqlValue) -> dict[str, SqlValue]:
    row: dict[str, SqlValue] = {
        "study": bench.study.id, "person": bench.tomoko, "task": bench.consent.id, "start": TODAY.isoformat(),
        "user": bench.store.actor.user, "entered": stamp(bench.clock.now()),
    }  # fmt: skip
    return row | other


def raw_step(bench: Bench, line: str, kind: str, person: str, **other: SqlValue) -> dict[str, SqlValue]:
    row: dict[str, SqlValue] = {
        "line": line, "kind": kind, "happened": TODAY.isoformat(), "person": person, "signature": "s" * 36,
        "user": bench.store.actor.user, "entered": stamp(bench.clock.now()),
    }  # fmt: skip
    return row | other


def refused_raw(bench: Bench, table: str, row: Mapping[str, SqlValue], words: str) -> None:
    with pytest.raises(NotSaved, match=words), bench.store.change("raw") as change:
        change.insert(table, row)


@pytest.mark.requirement("ROS-3")
def test_nobody_untrained_is_authorised_from_today_on(bench: Bench) -> None:
    for start in (TODAY, TOMORROW, TODAY + timedelta(days=90)):
        with pytest.raises(Refused, match=r"Not current on .*ICH-GCP"):
            bench.proposed(bench.line(bench.sean, start=start))
        refused_raw(
            bench, "delegation", raw_line(bench, person=bench.sean, start=start.isoformat()), "training the task needs"
        )
    bench.train(bench.sean, YESTERDAY)
    (line,) = bench.proposed(bench.line(bench.sean))
    assert bench.delegation.line(line).status == r.PROPOSED


@pytest.mark.requirement("ROS-3", "TRN-1")
def test_a_training_that_ends_before_the_first_day_does_not_count(bench: Bench) -> None:
    after = date(2028, 1, 6)  # Tomoko's GCP counts to 05-Jan-2028
    assert bench.proposed(bench.line(bench.tomoko, start=date(2028, 1, 5), end=date(2028, 1, 5)))
    with pytest.raises(Refused, match="Not current on 06-Jan-2028"):
        bench.proposed(bench.line(bench.tomoko, start=after))
    refused_raw(bench, "delegation", raw_line(bench, start=after.isoformat()), "training the task needs")


@pytest.mark.requirement("ROS-3", "TRN-1")
def test_a_newer_version_that_re_opens_the_training_stands_before_the_approval(bench: Bench) -> None:
    (line,) = bench.proposed(bench.line(bench.tomoko))
    bench.delegation.accept([line], bench.ink(bench.tomoko, "accepted"))
    bench.training.add_version(bench.gcp, NewVersion("E6(R3) step 5", effective=YESTERDAY))
    with pytest.raises(Refused, match="Not current on"):
        bench.delegation.approve([line], bench.ink(bench.ines, "approved"))
    step = raw_step(bench, line, "approved", bench.ines, paper=1)
    refused_raw(bench, "delegation_step", step, "the training the task needs is not current")
    bench.train(bench.tomoko, TODAY)
    bench.delegation.approve([line], bench.ink(bench.ines, "approved"))
    assert bench.delegation.line(line).status == r.ACTIVE


@pytest.mark.requirement("ROS-3")
def test_an_end_before_the_start_is_refused(bench: Bench) -> None:
    with pytest.raises(BadInput, match="before it starts"):
        bench.proposed(bench.line(bench.tomoko, start=TODAY, end=YESTERDAY))
    refused_raw(bench, "delegation", raw_line(bench, end=YESTERDAY.isoformat()), "rule")
    line = bench.approved(bench.tomoko)
    with pytest.raises(BadInput, match="before it starts"):
        bench.delegation.end([line], YESTERDAY, "Moves")


@pytest.mark.requirement("ROS-3")
def test_not_before_the_study_opens_nor_to_somebody_who_is_not_there(bench: Bench) -> None:
    early = OPENED - timedelta(days=1)
    with pytest.raises(Refused, match="opens on 12-Jan-2026"):
        bench.proposed(bench.line(bench.tomoko, start=early))
    refused_raw(bench, "delegation", raw_line(bench, start=early.isoformat()), "study is not open")
    bench.people.end_person(bench.tomoko, YESTERDAY, "Left")
    with pytest.raises(Refused, match="left on 22-Nov-2026"):
        bench.proposed(bench.line(bench.tomoko))
    refused_raw(bench, "delegation", raw_line(bench), "not at the site")


@pytest.mark.requirement("ROS-3")
def test_two_lines_of_a_person_and_task_do_not_overlap(bench: Bench) -> None:
    (first,) = bench.proposed(bench.line(bench.tomoko, end=TODAY + timedelta(days=30)))
    again = bench.line(bench.tomoko, start=TODAY + timedelta(days=30))
    with pytest.raises(Refused, match="overlaps"):
        bench.proposed(again)
    refused_raw(bench, "delegation", raw_line(bench, start=again.start.isoformat()), "overlaps")
    assert bench.proposed(bench.line(bench.tomoko, start=TODAY + timedelta(days=31)))
    bench.delegation.refuse(first, "Not needed")
    assert bench.proposed(bench.line(bench.tomoko, end=TODAY + timedelta(days=30)))


@pytest.mark.requirement("ROS-3", "ROL-4")
def test_nobody_approves_their_own_and_only_the_investigator_of_the_day_approves(bench: Bench) -> None:
    (line,) = bench.proposed(bench.line(bench.tomoko))
    bench.delegation.accept([line], bench.ink(bench.tomoko, "accepted"))
    with pytest.raises(Refused, match="nobody approves their own"):
        bench.delegation.approve([line], bench.ink(bench.tomoko, "approved"))
    with pytest.raises(Refused, match="Inés is principal investigator"):
        bench.delegation.approve([line], bench.ink(bench.sean, "approved"))
    refused_raw(bench, "delegation_step", raw_step(bench, line, "approved", bench.tomoko, paper=1), "their own")
    refused_raw(bench, "delegation_step", raw_step(bench, line, "approved", bench.sean, paper=1), "principal investig")
    refused_raw(bench, "delegation_step", raw_step(bench, line, "approved", bench.ines), "in the name of somebody else")
    with pytest.raises(Refused, match="declare"):
        bench.proposed(bench.line(bench.ines, bench.vitals))
    refused_raw(bench, "delegation", raw_line(bench, person=bench.ines, task=bench.vitals.id), "declares")


@pytest.mark.requirement("ROS-3")
def test_a_line_is_accepted_by_its_person_before_it_is_approved(bench: Bench) -> None:
    (line,) = bench.proposed(bench.line(bench.tomoko))
    with pytest.raises(Refused, match="not accepted it yet"):
        bench.delegation.approve([line], bench.ink(bench.ines, "approved"))
    refused_raw(bench, "delegation_step", raw_step(bench, line, "approved", bench.ines, paper=1), "accepted before")
    with pytest.raises(Refused, match="accepted by Itō"):
        bench.delegation.accept([line], bench.ink(bench.sean, "accepted"))
    refused_raw(bench, "delegation_step", raw_step(bench, line, "accepted", bench.sean, paper=1), "who is to do it")


@pytest.mark.requirement("ROS-3", "ROL-2")
def test_what_was_signed_is_not_rewritten(bench: Bench) -> None:
    line = bench.approved(bench.tomoko)
    step = bench.delegation.steps(line)[0]
    with pytest.raises(NotSaved, match="not rewritten"), bench.store.change("raw") as change:
        change.update("delegation", line, {"start": YESTERDAY.isoformat()})
    with pytest.raises(NotAllowed), bench.store.change("raw") as change:
        change.update("delegation_step", step.id, {"happened": YESTERDAY.isoformat()})
    with pytest.raises(Refused, match="stands in lines"):
        bench.delegation.change_task(bench.consent.id, {"title": "Something else"}, "typo")
    with pytest.raises(Refused, match="End it instead"):
        bench.delegation.refuse(line, "Second thoughts")
    refused_raw(bench, "delegation_step", raw_step(bench, line, "refused", bench.ines, note="no"), "end it instead")


@pytest.mark.requirement("ROS-3", "ROL-1", "ROL-2")
def test_staff_accept_their_own_and_propose_nothing(bench: Bench) -> None:
    (line,) = bench.proposed(bench.line(bench.tomoko))
    bench.sit(TOMOKO)
    with pytest.raises(NotAllowed):
        bench.proposed(bench.line(bench.tomoko, bench.vitals))
    refused_raw(bench, "delegation_step", raw_step(bench, line, "accepted", bench.tomoko, paper=1), "paper is entered")
    assert [item.meaning for item in bench.delegation.to_sign()] == ["accepted"]


@pytest.mark.requirement("ROS-3")
def test_an_investigator_does_not_end_without_a_successor(bench: Bench) -> None:
    with pytest.raises(Refused, match="Name a successor"):
        bench.people.end_person(bench.ines, TODAY, "Leaves")
    (period,) = bench.people.investigators(bench.study.id)
    with pytest.raises(NotSaved, match="only with a successor"), bench.store.change("raw") as change:
        change.update("investigator", period.id, {"end": TODAY.isoformat()})
    with pytest.raises(NotSaved, match="after a successor"), bench.store.change("raw") as change:
        change.update("person", bench.ines, {"end": TODAY.isoformat()})


@pytest.mark.requirement("ROS-3", "SIG-1")
def test_who_is_suspended_while_at_work_signs_nothing(bench: Bench) -> None:
    (line,) = bench.proposed(bench.line(bench.tomoko))
    bench.delegation.accept([line], bench.ink(bench.tomoko, "accepted"))
    with bench.store.change("Key lost") as change:
        change.update("users", INES.id, {"status": "suspended"})
    with bench.store.change("Her own, elsewhere") as change:
        change.update("users", bench.store.actor.user, {"status": "suspended"})
    with pytest.raises(NotAsSignedIn):
        bench.delegation.approve([line], bench.ink(bench.ines, "approved"))
    with pytest.raises(NotAsSignedIn), bench.store.change("raw") as change:
        change.insert("delegation_step", raw_step(bench, line, "approved", bench.ines, paper=1))
    with pytest.raises(Refused):
        bench.sit(INES)


@pytest.mark.requirement("ROL-2", "ROL-3")
def test_a_monitor_reads_the_log_and_writes_nothing_of_it(bench: Bench) -> None:
    line = bench.approved(bench.tomoko)
    other = bench.people.add_person(NewPerson("Novak", "Ivana"))
    bench.sit_down(NewUser("mo", "Moira", "monitor", studies=(bench.study.id,)))
    bench._registers()
    assert [one.id for one in bench.delegation.delegations().rows] == [line]
    for table, row in (
        ("delegation", raw_line(bench, person=other.id)),
        ("delegation_step", raw_step(bench, line, "refused", bench.ines, note="no")),
    ):
        with pytest.raises(NotAllowed), bench.store.change("raw") as change:
            change.insert(table, row)
