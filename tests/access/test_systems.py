"""Systems and their validation and upkeep: dated facts, what is missing, when access is reviewed (ROS-4)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from db.access import records as r
from db.errors import BadInput, Refused
from db.roster.records import NewStudy
from db.store.errors import NotSaved
from db.store.query import Query
from tests.access.bench import Bench
from tests.registers import TODAY


@pytest.mark.requirement("ROS-4")
def test_a_system_shows_what_its_upkeep_lacks_and_what_is_out_of_date(bench: Bench) -> None:
    edc = bench.edc
    assert edc.missing == (r.AGREEMENT, r.VALIDATION, r.VERSION, r.BACKUP, r.RESTORE, r.INTERFACES)
    for kind, value, until in (
        (r.AGREEMENT, "MSA 2026-7", TODAY + timedelta(days=20)),
        (r.VALIDATION, "vendor's report 4.2", None),
        (r.VERSION, "4.2", None),
        (r.BACKUP, "vendor, daily", None),
        (r.INTERFACES, "none", None),
    ):
        bench.access.record_upkeep(edc.id, r.NewUpkeep(kind, TODAY, value, until), ("proof.pdf", b"%PDF"))
    old = bench.access.record_upkeep(
        edc.id, r.NewUpkeep(r.RESTORE, TODAY - timedelta(days=400), "complete", late_reason="found in a binder")
    )
    assert old.late
    states = {one.kind: one.state for one in bench.access.system_file(edc.id).states}
    assert states[r.RESTORE] == "overdue" and states[r.AGREEMENT] == "due soon" and states[r.VERSION] == "current"
    assert states[r.DECOMMISSIONING] == "not required"
    assert bench.access.system(edc.id).missing == (r.RESTORE,)
    bench.access.void_upkeep(old.id, "another system's")
    assert {one.kind: one.state for one in bench.access.system_file(edc.id).states}[r.RESTORE] == "missing"
    assert len(bench.access.upkeep(edc.id)) == 6, "what is struck through stays to be read"


def test_a_system_out_of_use_wants_its_decommissioning_and_no_review(bench: Bench) -> None:
    ended = bench.access.change_system(bench.edc.id, {"end": TODAY - timedelta(days=1)}, "study closed")
    assert ended.missing == (r.DECOMMISSIONING,) and ended.review_due is None
    with pytest.raises(Refused, match="out of use"):
        bench.access.request(bench.anne.id, ended.id, r.NewStep(r.REQUESTED, TODAY, role="Reader"))
    assert bench.access.systems(Query(where={"status": ["out of use"]})).matching == 1


def test_what_cannot_be_is_refused(bench: Bench) -> None:
    with pytest.raises(BadInput, match="no name"):
        bench.access.add_system(r.NewSystem("  "))
    with pytest.raises(BadInput, match="no risk"):
        bench.access.add_system(r.NewSystem("X", risk="enormous"))
    with pytest.raises(NotSaved):
        bench.access.add_system(r.NewSystem("RAVE edc"))
    with pytest.raises(BadInput, match="120"):
        bench.access.add_system(r.NewSystem("x" * 121))
    with pytest.raises(BadInput, match="before it starts"):
        bench.access.change_system(bench.edc.id, {"end": date(2020, 1, 1)}, "x")
    with pytest.raises(BadInput, match="has not come yet"):
        bench.access.record_upkeep(bench.edc.id, r.NewUpkeep(r.VERSION, TODAY + timedelta(days=1), "5"))
    with pytest.raises(BadInput, match="40 days ago"):
        bench.access.record_upkeep(bench.edc.id, r.NewUpkeep(r.VERSION, TODAY - timedelta(days=40), "5"))


@pytest.mark.requirement("ROL-3")
def test_a_monitor_sees_the_systems_of_their_studies_and_cannot_write_by_raw_sql(bench: Bench) -> None:
    from db.store.store import NewUser

    study = bench.people.add_study(NewStudy("BRIGHT-2", "BR2-301", start=date(2026, 1, 1)))
    other = bench.people.add_study(NewStudy("OTHER", "O-1", start=date(2026, 1, 1)))
    bench.people.assign(bench.anne.id, study.id, "Study nurse", TODAY)
    bench.access.change_system(bench.edc.id, {"studies": (study.id,)}, "named")
    bench.access.add_system(r.NewSystem("Other IWRS", "IWRS", studies=(other.id,)))
    bench.account(bench.anne.id, "amueller")
    bench.account(bench.sean.id, "soneil")
    monitor = NewUser("mo", "Mo Nitor", "monitor", studies=(study.id,))
    bench.store.users.add(monitor)
    bench.sit(monitor)
    assert [one.name for one in bench.access.systems().rows] == ["Rave EDC"]
    assert [one.account for one in bench.access.accounts().rows] == ["amueller"]
    for table in ("system", "account", "account_step", "access_review", "review_row", "access_followup"):
        with pytest.raises((Refused, BadInput)), bench.store.change("raw") as change:
            change.delete(table, bench.edc.id)
    with pytest.raises(Refused):
        bench.store.rows("UPDATE account SET name = 'x'")
    with pytest.raises(Refused):
        bench.store.rows("SELECT * FROM account_list_form")
