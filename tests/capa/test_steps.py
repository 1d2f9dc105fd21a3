"""One CAPA on its way, and every way round it that is refused (CAP-1, CAP-3, ROL-4)."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from db.capa import machine
from db.capa import records as r
from db.errors import BadInput, Refused
from db.signing.register import Signing
from db.store.errors import NotSaved
from db.store.query import Query
from tests.capa.bench import DAY, Bench

ROOT = Path(__file__).parents[2]


@pytest.mark.requirement("CAP-1", "CAP-3")
def test_from_identification_to_effective_closure(bench: Bench) -> None:
    file = bench.closed()
    assert [one.step for one in file.stages] == [
        "identification", "investigation", "action plan", "implementation", "effectiveness check", "closed",
    ]  # fmt: skip
    assert file.capa.status == machine.CLOSED and file.capa.closed == bench.today
    assert [(one.meaning, one.name, one.paper, one.covers) for one in file.signatures] == [
        ("approved", "Castillo Ruiz, Inés", True, True), ("closed", "Castillo Ruiz, Inés", True, True),
    ]  # fmt: skip


@pytest.mark.requirement("CAP-1")
def test_every_act_out_of_its_order_is_refused_with_the_reason(bench: Bench) -> None:
    file = bench.identified()
    for act in {one.act for one in machine.TRANSITIONS} - {one.act for one in machine.leading(file.capa.step)}:
        with pytest.raises(Refused, match="does not follow on identification"):
            bench.capa.go(file.capa.id, act, "A reason")


@pytest.mark.requirement("CAP-1")
def test_what_is_missing_is_named(bench: Bench) -> None:
    one = bench.capa.add(r.NewCapa("x", bench.today)).capa.id
    with pytest.raises(Refused, match="a description of what happened, an owner and its containment"):
        bench.capa.go(one, machine.INVESTIGATE)
    needs = bench.capa.file(one).ways[0].needs
    assert [(need.key, need.met) for need in needs] == [("described", False), ("owned", False), ("contained", False)]


@pytest.mark.requirement("CAP-1")
@pytest.mark.parametrize("step", machine.STEPS[1:])
def test_raw_sql_cannot_jump(bench: Bench, step: str) -> None:
    file = bench.capa.add(r.NewCapa("x", bench.today))
    with pytest.raises(NotSaved), bench.store.change("raw") as change:
        closed = bench.today.isoformat() if step.startswith("closed") else None
        change.update("capa", file.capa.id, {"step": step, "closed": closed, "round": 1 + (step == machine.VOIDED)})
    with pytest.raises(NotSaved), bench.store.change() as change:
        change.insert("capa", {
            "number": "X-1", "title": "x", "source": "risk", "kind": "corrective", "priority": "minor",
            "identified": "2026-11-01", "step": step, "step_day": "2026-11-01", "entered": "2026-11-23T10:00:00Z",
            "closed": "2026-11-02" if step.startswith("closed") else None,
        })  # fmt: skip


@pytest.mark.requirement("CAP-1")
def test_containment_is_never_blocked(bench: Bench) -> None:
    for file in (bench.identified(), bench.investigated(), bench.planned(), bench.implemented()):
        changed = bench.capa.change(file.capa.id, {"containment": "Also the freezer"}, "More was found")
        new = r.NewAction(r.IMMEDIATE, "Tape over the switch", bench.sean, bench.today)
        action = bench.capa.add_action(file.capa.id, new).actions[-1]
        done = bench.capa.finish_action(file.capa.id, action.id, bench.today, "Done on the spot")
        assert changed.containment == "Also the freezer" and done.actions[-1].state == "done"


@pytest.mark.requirement("CAP-1")
def test_a_minor_issue_is_closed_as_a_correction_justified_and_signed(bench: Bench) -> None:
    one = bench.identified(priority="minor").capa.id
    with pytest.raises(Refused, match="why the correction is enough"):
        bench.capa.close(one, bench.ink(machine.CLOSING))
    bench.capa.change(one, {"justification": "A single line, corrected at once"}, "Completed")
    file = bench.capa.close(one, bench.ink(machine.CLOSING))
    assert file.capa.step == machine.CORRECTED
    major = bench.identified().capa.id
    bench.capa.change(major, {"justification": "Let it be"}, "x")
    with pytest.raises(Refused, match="classification as minor"):
        bench.capa.close(major, bench.ink(machine.CLOSING))


@pytest.mark.requirement("CAP-1")
def test_void_needs_a_reason_and_removes_nothing(bench: Bench) -> None:
    one = bench.planned().capa.id
    with pytest.raises(BadInput, match="Why"):
        bench.capa.go(one, machine.VOID)
    file = bench.capa.go(one, machine.VOID, "Entered twice")
    assert file.capa.step == machine.VOIDED and file.stages[-1].reason == "Entered twice" and file.actions
    with pytest.raises(Refused, match="voided"):
        bench.capa.change(one, {"title": "other"}, "x")
    with pytest.raises(NotSaved), bench.store.change("raw") as change:
        change.update("capa", one, {"title": "other"})
    with pytest.raises(Refused), bench.store.change("raw") as change:
        change.delete("capa", one)


@pytest.mark.requirement("CAP-3", "ROL-4")
def test_nobody_approves_their_own(bench: Bench) -> None:
    one = bench.planned().capa.id
    with pytest.raises(Refused, match="Lindqvist, Hugo owns"):
        bench.capa.approve(one, bench.ink(machine.APPROVED, bench.hugo, "Lindqvist, Hugo"))
    with pytest.raises(Refused, match="Lindqvist, Hugo owns"):
        bench.capa.approve(one, bench.ink(machine.APPROVED, None, "Hugo Lindqvist"))  # without a link to the roster
    with pytest.raises(BadInput, match="means “approved”"):
        bench.capa.approve(one, bench.ink("read"))
    bench.store.users.link(bench.store.actor.user, bench.hugo)
    with pytest.raises(Refused, match="cannot sign for it"):
        bench.capa.may_sign(one, machine.APPROVE)
    assert not bench.capa.to_sign()
    assert bench.capa.file(one).capa.step == machine.PLAN


@pytest.mark.requirement("CAP-3", "ROL-4")
def test_the_store_refuses_the_owner_too(bench: Bench) -> None:
    one = bench.planned().capa.id
    day = bench.today.isoformat()
    signing, ink = Signing(bench.store), bench.ink(machine.APPROVED, bench.hugo, "Lindqvist, Hugo")
    with pytest.raises(NotSaved, match="of their own"), bench.store.change("raw") as change:
        (put,) = signing.put(change, [bench.capa.may_sign(one, machine.APPROVE)], ink)
        change.insert("capa_decision", {
            "capa": one, "round": 1, "meaning": "approved", "signature": put.id, "person": bench.hugo, "signed": day,
            "entered": "2026-11-23T18:40:00Z",
        })  # fmt: skip
    bench.capa.approve(one, bench.ink(machine.APPROVED))
    with pytest.raises(NotSaved, match="cannot own"):
        bench.capa.change(one, {"owner": bench.ines}, "Takes over")


@pytest.mark.requirement("CAP-3")
def test_criteria_are_fixed_before_implementation(bench: Bench) -> None:
    one = bench.planned().capa.id
    bench.capa.change(one, {"criteria": ""}, "Think again")
    with pytest.raises(Refused, match="the criteria of effectiveness"):
        bench.capa.approve(one, bench.ink(machine.APPROVED))
    bench.capa.change(one, {"criteria": "No gap"}, "Fixed")
    bench.capa.approve(one, bench.ink(machine.APPROVED))
    with pytest.raises(NotSaved, match="fixed before implementation"):
        bench.capa.change(one, {"criteria": "Hardly any gap"}, "Easier")


@pytest.mark.requirement("CAP-3")
def test_no_check_before_its_day(bench: Bench) -> None:
    file = bench.implemented()
    assert file.check_due == bench.today + 90 * DAY
    with pytest.raises(Refused, match="is not checked before"):
        bench.capa.record_check(file.capa.id, bench.today, machine.EFFECTIVE, "Looks fine")
    with pytest.raises(NotSaved), bench.store.change("raw") as change:
        change.update("capa", file.capa.id, {"check_due": bench.today.isoformat()})
    with pytest.raises(NotSaved), bench.store.change("raw") as change:
        change.insert("capa_check", {
            "capa": file.capa.id, "round": 1, "due": bench.today.isoformat(), "checked": bench.today.isoformat(),
            "verdict": "effective", "found": "x", "checker": "x", "entered": "2026-11-23T18:40:00Z",
        })  # fmt: skip
    with pytest.raises(Refused, match="a check that found it effective"):
        bench.capa.close(file.capa.id, bench.ink(machine.CLOSING))


@pytest.mark.requirement("CAP-3")
def test_not_effective_opens_it_again_and_asks_for_a_new_approval(bench: Bench) -> None:
    one = bench.checked(machine.NOT_EFFECTIVE).capa.id
    with pytest.raises(Refused):
        bench.capa.close(one, bench.ink(machine.CLOSING))
    again = bench.capa.go(one, machine.REOPEN, "Two gaps in May")
    assert (again.capa.step, again.capa.round, again.check_due) == (machine.INVESTIGATION, 2, None)
    bench.capa.go(one, machine.PROPOSE)
    with pytest.raises(Refused, match="a corrective or preventive action to be done"):
        bench.capa.approve(one, bench.ink(machine.APPROVED))
    new = r.NewAction(r.PREVENTIVE, "An alarm that cannot be switched off", bench.sean, bench.today + 9 * DAY)
    bench.capa.add_action(one, new)
    file = bench.capa.approve(one, bench.ink(machine.APPROVED))
    assert [(sign.round, sign.covers) for sign in file.signatures] == [(1, True), (2, True)]


@pytest.mark.requirement("CAP-1")
def test_not_closed_with_open_actions_or_somebody_untold(bench: Bench) -> None:
    one = bench.checked().capa.id
    bench.capa.notify(one, "sponsor", needed=True, told=None)
    bench.capa.add_action(one, r.NewAction(r.IMMEDIATE, "Check fridge 3", bench.sean, bench.today))
    with pytest.raises(Refused, match="the proof of its open actions and the day on which each party"):
        bench.capa.close(one, bench.ink(machine.CLOSING))


@pytest.mark.requirement("CAP-2")
def test_a_longer_time_needs_a_reason_and_keeps_the_first_day(bench: Bench) -> None:
    file = bench.planned()
    action = file.actions[0]
    with pytest.raises(BadInput, match="Why it is extended"):
        bench.capa.extend_action(file.capa.id, action.id, action.due + DAY, "")
    with pytest.raises(BadInput, match="later than"):
        bench.capa.extend_action(file.capa.id, action.id, action.due - DAY, "Earlier")
    with pytest.raises(NotSaved, match="extension"), bench.store.change("raw") as change:
        change.update("capa_action", action.id, {"due": (action.due + DAY).isoformat()})
    moved = bench.capa.extend_action(file.capa.id, action.id, action.due + 10 * DAY, "The part is late").actions[0]
    assert (moved.first_due, moved.due) == (action.due, action.due + 10 * DAY)
    assert moved.extensions[0].reason == "The part is late"


@pytest.mark.requirement("CAP-3")
def test_a_change_after_the_approval_shows(bench: Bench) -> None:
    one = bench.planned().capa.id
    bench.capa.approve(one, bench.ink(machine.APPROVED))
    action = bench.capa.file(one).actions[0]
    assert bench.capa.file(one).signatures[0].covers
    changed = bench.capa.change_action(one, action.id, action.what, bench.sean, "Hugo is away")
    assert not changed.signatures[0].covers
    with pytest.raises(Refused, match="as its plan was approved"):
        bench.capa.change_action(one, action.id, "Something easier", bench.sean, "x")
    with pytest.raises(Refused, match="are planned in the action plan"):
        bench.capa.add_action(one, r.NewAction(r.CORRECTIVE, "More", bench.sean, bench.today))


@pytest.mark.requirement("CAP-1", "VAL-3")
def test_what_waits_and_what_is_to_be_signed(bench: Bench) -> None:
    file = bench.planned()
    assert [(one.kind, one.state) for one in bench.capa.waiting(bench.today)] == [("capa-approval", "missing")]
    (item,) = bench.capa.to_sign()
    ink = bench.ink(machine.APPROVED)
    with bench.store.change("From the folder") as change:
        bench.capa.signed(change, item, ink)
    late = bench.later(31)
    assert [(one.kind, one.state) for one in bench.capa.waiting(late)] == [("capa-action", "overdue")]
    assert bench.capa.late() == 1 and bench.capa.get(file.capa.id).status == r.OVERDUE
    assert bench.capa.list(on=late - 31 * DAY).rows[0].step == machine.IMPLEMENTATION
    assert bench.capa.list(on=late - timedelta(days=32)).matching == 0
    assert bench.capa.list(Query(where={"status": ("overdue",)})).matching == 1


@pytest.mark.requirement("CAP-1")
def test_the_store_holds_the_order_that_is_written_down(bench: Bench) -> None:
    sql = (ROOT / "db/store/schema/0010_capa.sql").read_text("utf-8")
    trigger = sql[sql.index("CREATE TRIGGER capa_order") : sql.index("this step of a CAPA")]
    told = set(re.findall(r"\('([a-z ]+)', '([a-z ]+)'\)", trigger))
    assert told == {(one.before, one.after) for one in machine.TRANSITIONS}


@pytest.mark.requirement("CAP-1")
def test_the_drawing_shows_the_order_that_is_written_down() -> None:
    drawn = (ROOT / "docs/capa-steps.md").read_text("utf-8")
    names = dict(re.findall(r'^ +(\w+)\["([a-z ]+)"\]$', drawn, re.M))
    told = re.findall(r"^ +(\w+) -->\|([a-z ]+?)(?: ✍| …)*\| (\w+)$", drawn, re.M)
    arrows = {(names[before], act, names[after]) for before, act, after in told}
    assert arrows == {(one.before, one.act, one.after) for one in machine.TRANSITIONS}
    for one in machine.TRANSITIONS:
        for key in one.needs:
            assert machine.CONDITIONS[key].words in drawn
