"""Accounts in outside systems: dated steps in their order, nobody for themselves, a leaver's accounts to the end."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from db.access import records as r
from db.errors import BadInput, Refused
from db.roster.records import NewStudy
from db.store.errors import NotSaved, ReasonMissing
from db.store.query import Query
from tests.access.bench import MARA, Bench
from tests.registers import TODAY


@pytest.mark.requirement("ROS-4")
def test_an_account_is_asked_for_approved_granted_changed_and_withdrawn_each_on_its_day(bench: Bench) -> None:
    day = TODAY - timedelta(days=9)
    asked = bench.access.request(bench.anne.id, bench.edc.id, r.NewStep(r.REQUESTED, day, role="Data entry"))
    assert (asked.status, asked.account, asked.requested) == (r.REQUESTED, "", day)
    bench.access.step(asked.id, r.NewStep(r.APPROVED, day + timedelta(days=1), "Dr. Ines Kaya"), ("mail.eml", b"yes"))
    bench.access.step(asked.id, r.NewStep(r.GRANTED, day + timedelta(days=2), "help desk", account="amueller"))
    changed = bench.access.step(asked.id, r.NewStep(r.CHANGED, day + timedelta(days=4), "help desk", role="Reader"))
    assert (changed.account, changed.role, changed.status) == ("amueller", "Reader", r.OPEN)
    bench.access.step(asked.id, r.NewStep(r.REMOVAL_ASKED, day + timedelta(days=5)))
    gone = bench.access.step(asked.id, r.NewStep(r.WITHDRAWN, day + timedelta(days=6), "help desk"))
    assert (gone.status, gone.granted, gone.withdrawn) == (
        r.WITHDRAWN,
        day + timedelta(days=2),
        day + timedelta(days=6),
    )
    steps = bench.access.account_file(asked.id).steps
    assert [step.kind for step in steps] == [
        r.REQUESTED, r.APPROVED, r.GRANTED, r.CHANGED, r.REMOVAL_ASKED, r.WITHDRAWN,
    ]  # fmt: skip
    assert steps[0].by == "Zoë Brandt" and steps[2].by == "help desk" and steps[1].evidence


@pytest.mark.requirement("AUD-6", "ROS-4")
def test_the_register_answers_as_of_a_day_and_as_known_on_a_moment(bench: Bench) -> None:
    account = bench.account(bench.anne.id, "amueller", granted=TODAY - timedelta(days=10))
    before = bench.clock.now()
    bench.clock.advance(86_400)
    bench.access.step(account.id, r.NewStep(r.WITHDRAWN, TODAY - timedelta(days=2), "help desk"))

    def status(on: date, known: datetime | None = None) -> list[str]:
        return [one.status for one in bench.access.accounts(on=on, known=known).rows]

    assert status(TODAY) == [r.WITHDRAWN]
    assert status(TODAY - timedelta(days=3)) == [r.OPEN]
    assert status(TODAY - timedelta(days=11)) == []
    assert status(TODAY, known=before) == [r.OPEN], "nobody had told the program yet"
    bench.access.void_step(account.id, "wrong account")
    assert status(TODAY) == [r.OPEN]


@pytest.mark.requirement("ROS-4")
@pytest.mark.parametrize("kind", [r.GRANTED, r.CHANGED, r.WITHDRAWN, r.REMOVAL_ASKED])
def test_steps_out_of_order_are_refused_by_register_and_store(bench: Bench, kind: str) -> None:
    asked = bench.access.request(bench.anne.id, bench.edc.id, r.NewStep(r.REQUESTED, TODAY, role="Data entry"))
    with pytest.raises(BadInput, match="cannot follow"):
        bench.access.step(asked.id, r.NewStep(kind, TODAY, role="x", account="y"))
    row = _raw(bench, asked.id, kind, 2)
    with pytest.raises(NotSaved, match="out of order"), bench.store.change() as change:
        change.insert("account_step", row)
    assert len(bench.access.account_file(asked.id).steps) == 1


def test_a_step_before_the_one_before_it_or_of_a_day_to_come_is_refused(bench: Bench) -> None:
    account = bench.account(bench.anne.id, "amueller", granted=TODAY - timedelta(days=5))
    with pytest.raises(BadInput, match="earlier"):
        bench.access.step(account.id, r.NewStep(r.WITHDRAWN, TODAY - timedelta(days=6)))
    with pytest.raises(BadInput, match="has not come yet"):
        bench.access.step(account.id, r.NewStep(r.WITHDRAWN, TODAY + timedelta(days=1)))
    row = _raw(bench, account.id, r.WITHDRAWN, 4) | {"happened": (TODAY - timedelta(days=6)).isoformat()}
    with pytest.raises(NotSaved, match="earlier"), bench.store.change() as change:
        change.insert("account_step", row)


@pytest.mark.requirement("ROL-4")
def test_nobody_approves_their_own_access_whoever_is_named_as_doing_it(bench: Bench) -> None:
    asked = bench.access.request(bench.zoe.id, bench.edc.id, r.NewStep(r.REQUESTED, TODAY, role="Reader"))
    with pytest.raises(Refused, match="their own"):
        bench.access.step(asked.id, r.NewStep(r.APPROVED, TODAY))
    with pytest.raises(Refused, match="their own"):
        bench.access.step(asked.id, r.NewStep(r.APPROVED, TODAY, "somebody else"))
    row = _raw(bench, asked.id, r.APPROVED, 2)
    with pytest.raises(NotSaved, match="their own"), bench.store.change() as change:
        change.insert("account_step", row)
    refusals = bench.store.trail.page(Query(where={"action": ["refusal"]}, limit=10)).rows
    assert any("own access" in str(entry.new) for entry in refusals), "a refused try is itself recorded"
    bench.sit(MARA)
    assert bench.access.step(asked.id, r.NewStep(r.APPROVED, TODAY)).status == r.APPROVED


def test_an_account_belongs_to_one_person_and_is_never_passed_on(bench: Bench) -> None:
    bench.account(bench.anne.id, "amueller")
    asked = bench.access.request(bench.sean.id, bench.edc.id, r.NewStep(r.REQUESTED, TODAY, role="Reader"))
    bench.access.step(asked.id, r.NewStep(r.APPROVED, TODAY))
    with pytest.raises(Refused, match="belongs to Müller-Østergård, Änne"):
        bench.access.step(asked.id, r.NewStep(r.GRANTED, TODAY, account="AMueller"))
    with pytest.raises(NotSaved), bench.store.change("raw") as change:
        change.update("account", asked.id, {"name": "AMUELLER"})
    with pytest.raises(NotSaved, match="stays with its system"), bench.store.change("raw") as change:
        change.update("account", asked.id, {"person": bench.anne.id})


def test_a_saved_step_cannot_be_rewritten_only_the_last_struck_through(bench: Bench) -> None:
    account = bench.account(bench.anne.id, "amueller")
    first, *_rest = bench.access.account_file(account.id).steps
    for changed in ({"role": "Administrator"}, {"voided": first.entered}):
        with pytest.raises(NotSaved, match="struck through"), bench.store.change("raw") as change:
            change.update("account_step", first.id, changed)
    bench.access.void_step(account.id, "granted to somebody else")
    assert bench.access.account(account.id).status == r.APPROVED
    bench.access.void_step(account.id, "not approved after all")
    with pytest.raises(Refused, match="first step"):
        bench.access.void_step(account.id, "all of it")


@pytest.mark.requirement("AUD-1", "AUD-6")
def test_a_late_step_says_why_and_is_marked(bench: Bench) -> None:
    old = TODAY - timedelta(days=40)
    step = r.NewStep(r.REQUESTED, old, role="Reader")
    with pytest.raises(BadInput, match="40 days ago"):
        bench.access.request(bench.anne.id, bench.edc.id, step)
    asked = bench.access.request(
        bench.anne.id, bench.edc.id, r.NewStep(r.REQUESTED, old, role="Reader", late_reason="found in the mailbox")
    )
    assert bench.access.account_file(asked.id).steps[0].late
    with pytest.raises(ReasonMissing):
        bench.access.rename_account(asked.id, "x", "")


@pytest.mark.requirement("ROS-4")
def test_a_leaver_in_one_action_ends_roles_and_lists_what_is_still_open(bench: Bench) -> None:
    study = bench.people.add_study(NewStudy("BRIGHT-2", "BR2-301", start=date(2026, 1, 1)))
    bench.people.assign(bench.anne.id, study.id, "Study nurse", date(2026, 1, 1))
    bench.account(bench.anne.id, "amueller")
    last_day = TODAY - timedelta(days=1)
    left = bench.access.leave(bench.anne.id, last_day, "left the site")
    assert [one.account for one in left.open_accounts] == ["amueller"]
    assert bench.people.assignments(person_id=bench.anne.id)[0].end == last_day
    (waiting,) = [one for one in bench.access.waiting(TODAY) if one.kind == "account-of-leaver"]
    assert (waiting.state, waiting.day, waiting.title) == ("overdue", last_day, "Müller-Østergård, Änne")
    (shown,) = bench.access.accounts(Query(where={"flag": ["leaver"]})).rows
    assert shown.left == last_day
    with pytest.raises(Refused, match="left"):
        bench.access.request(bench.anne.id, bench.edc.id, r.NewStep(r.REQUESTED, TODAY, role="Reader"))
    bench.access.step(shown.id, r.NewStep(r.WITHDRAWN, TODAY, "help desk"))
    assert not [one for one in bench.access.waiting(TODAY) if one.kind == "account-of-leaver"]


@pytest.mark.requirement("ROS-4", "UNL-6")
def test_a_leaver_who_can_unlock_this_program_is_flagged_until_that_is_ended(bench: Bench) -> None:
    left = bench.access.leave(bench.mara.id, TODAY - timedelta(days=1), "left the site")
    assert left.unlocks == ("mara",) and left.open_accounts == ()
    (waiting,) = [one for one in bench.access.waiting(TODAY) if one.kind == "user-of-leaver"]
    assert (waiting.state, waiting.title, waiting.place) == ("overdue", "Rossi, Mara", "settings")
    bench.store.users.suspend(waiting.record, "left the site")
    assert not [one for one in bench.access.waiting(TODAY) if one.kind == "user-of-leaver"]


def test_an_account_that_was_found_is_kept_and_shown_as_without_request(bench: Bench) -> None:
    found = bench.access.take_over(
        r.NewAccount(bench.sean.id, bench.edc.id, "soneil", "Investigator", date(2025, 2, 1)), "in the vendor's list"
    )
    assert found.found and found.status == r.OPEN and found.granted == date(2025, 2, 1)
    assert [one.id for one in bench.access.accounts(Query(where={"flag": ["no request on record"]})).rows] == [found.id]


@pytest.mark.requirement("ROS-5")
def test_roles_that_exclude_each_other_are_shown_within_one_account_and_over_two(bench: Bench) -> None:
    bench.access.forbid_together(bench.edc.id, "Monitor", "Data entry", "who enters does not verify")
    both = bench.account(bench.anne.id, "amueller", role="Data entry; Monitor")
    bench.account(bench.sean.id, "soneil", role="data entry")
    assert bench.access.account(both.id).conflict == "Data entry + Monitor"
    bench.account(bench.sean.id, "soneil2", role="Monitor")
    flagged = bench.access.accounts(Query(where={"flag": ["conflict"]})).rows
    assert sorted(one.account for one in flagged) == ["amueller", "soneil", "soneil2"]
    with pytest.raises(BadInput, match="two different"):
        bench.access.forbid_together(bench.edc.id, "Monitor", "monitor")


@pytest.mark.requirement("ROL-2")
def test_a_staff_member_reads_and_writes_nothing(bench: Bench) -> None:
    from db.store.store import NewUser

    account = bench.account(bench.anne.id, "amueller")
    staff = NewUser("sean", "Seán O’Neil", "staff")
    bench.store.users.add(staff)
    bench.sit(staff)
    assert bench.access.accounts().matching == 1
    with pytest.raises(Refused):
        bench.access.step(account.id, r.NewStep(r.WITHDRAWN, TODAY))


def _raw(bench: Bench, account: str, kind: str, number: int) -> dict[str, str | int]:
    """A row as SQL that no register checked would bring it."""
    return {
        "account": account, "number": number, "kind": kind, "happened": TODAY.isoformat(), "by_name": "x",
        "user": bench.store.actor.user, "entered": "2026-11-23T18:40:00.000+01:00",
    }  # fmt: skip
