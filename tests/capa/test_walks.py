"""Three thousand random walks: nobody finds a way round the order, neither through the register nor by raw SQL,
and what the pure order allows is exactly what the store lets through (CAP-1, CAP-3)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from db.capa import machine
from db.capa import records as r
from db.errors import BadInput, Known, Refused
from db.store.connection import SqlValue
from db.store.errors import NotSaved
from tests.capa.bench import DAY, Bench

OWN = st.sampled_from((False, False, False, True))  # whether the owner signs
IN_A_ROW, STEPS = 8, 4
"""Walks of one example, steps of one walk."""
WALKS = 3_000
ACTS = sorted({one.act for one in machine.TRANSITIONS})
CONTENT = ("texts", "team", "cause", "root", "statement", "criteria", "action", "justify", "told")
STAGES = (
    "checked", "not effective", "bare", "identified", "investigated", "proposed", "planned", "approved", "implemented",
)  # fmt: skip
"""Where a walk sets out; those that take months come first, so that the others are of the day of the walks."""


class Ground:
    """One store with a CAPA at each stage. Whatever a walk does is taken back, so that the next finds it unchanged:
    the transactions of its commands become savepoints of one that is never committed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.bench = folder, Bench(folder)
        self.starts = {(stage, one): self._begun(stage, one) for stage in STAGES for one in r.PRIORITIES}
        self.now: datetime = self.bench.clock.now()
        self._connection = self.bench.store._connection
        self._run = self._connection.run

    def begin(self, stage: str, priority: str) -> r.CapaFile:
        """The CAPA a walk sets out from."""
        self.bench.clock.at = self.now
        self._run("BEGIN IMMEDIATE")
        self._connection.run = self._inside  # type: ignore[method-assign]
        return self.starts[stage, priority]

    def take_back(self) -> None:
        self._connection.run = self._run  # type: ignore[method-assign]
        if self._connection.in_transaction:
            self._run("ROLLBACK")

    def close(self) -> None:
        self.bench.close()
        shutil.rmtree(self.folder)

    def _inside(self, sql: str, params: Sequence[SqlValue] = ()) -> int:
        if sql == "BEGIN IMMEDIATE":
            return self._run("SAVEPOINT command")
        if sql == "ROLLBACK":
            self._run("ROLLBACK TO command")
        return self._run("RELEASE command" if sql in ("COMMIT", "ROLLBACK") else sql, params)

    def _begun(self, stage: str, priority: str) -> r.CapaFile:
        if stage == "bare":
            return self.bench.capa.add(r.NewCapa("Walk", self.bench.today, priority=priority))
        if stage == "not effective":
            return self.bench.checked(machine.NOT_EFFECTIVE, priority=priority)
        if stage == "proposed":
            one = self.bench.investigated(priority=priority).capa.id
            self.bench.capa.go(one, machine.PROPOSE)
            new = r.NewAction(r.CORRECTIVE, "Mend it", self.bench.hugo, self.bench.today)
            return self.bench.capa.add_action(one, new)
        if stage == "approved":
            one = self.bench.planned(priority=priority).capa.id
            return self.bench.capa.approve(one, self.bench.ink(machine.APPROVED))
        found = getattr(self.bench, stage)(priority=priority)
        assert isinstance(found, r.CapaFile)
        return found


_grounds: list[Ground] = []


@pytest.fixture(autouse=True, scope="module")
def no_ground_left() -> Iterator[None]:
    """The shared store is closed, and its folder removed, after the walks."""
    yield
    while _grounds:
        _grounds.pop().close()


def ground() -> Ground:
    """The same for all walks."""
    if not _grounds:
        _grounds.append(Ground(Path(tempfile.mkdtemp(prefix="capa-walks-"))))
    return _grounds[0]


class Walk(RuleBasedStateMachine):
    """One CAPA pushed around; after a few steps the next one, from wherever that sets out."""

    @initialize(starts=st.lists(st.tuples(st.sampled_from(STAGES), st.sampled_from(r.PRIORITIES)),
                                min_size=IN_A_ROW, max_size=IN_A_ROW))  # fmt: skip
    def begin(self, starts: list[tuple[str, str]]) -> None:
        self.starts, self.steps = starts, 0
        self.next_walk()

    def next_walk(self) -> None:
        ground().take_back()
        self.bench = ground().bench
        self.capa = self.bench.capa
        file = ground().begin(*self.starts.pop())
        self.id, self.step, self.round = file.capa.id, file.capa.step, file.capa.round
        self.seen = [one.step for one in file.stages]

    @rule(place=st.integers(0, 7), own=OWN)
    def onward(self, place: int, own: bool) -> None:
        """One of the ways that lead from here."""
        ways = machine.leading(self.step)
        if ways:
            self.act(ways[place % len(ways)].act, own)

    @rule(act=st.sampled_from(ACTS), own=OWN)
    def anything(self, act: str, own: bool) -> None:
        """Any act, mostly out of order."""
        self.act(act, own)

    def act(self, act: str, own: bool) -> None:
        """Through the register: it goes exactly where the order says, or stays."""
        step = machine.transition(self.step, act)
        facts = self.capa.facts(self.id)
        may = step is not None and not machine.missing(step, facts, signing=bool(step.signed))
        if step is not None and step.signed:
            owner = (self.bench.hugo, "Lindqvist, Hugo") if own else (None, "Castillo Ruiz, Inés")
            ink = self.bench.ink(step.signed, *owner)
            may = may and not own
            try:
                with self.bench.store.change("walk") as change:
                    self.capa.sign_within(change, self.id, act, ink)
                assert may, f"{act} from {self.step} was let through"
                self._moved(step)
            except Refused:
                assert not may
            return
        try:
            self.capa.go(self.id, act, "A reason")
            assert may and step is not None, f"{act} from {self.step} was let through"
            self._moved(step)
        except Refused:
            assert not may

    @rule(goal=st.sampled_from(machine.STEPS))
    def raw(self, goal: str) -> None:
        """Raw SQL: the store agrees with the order that is written down, or refuses."""
        steps = [one for one in machine.TRANSITIONS if (one.before, one.after) == (self.step, goal)]
        facts = self.capa.facts(self.id)
        may = goal == self.step or any(not machine.missing(one, facts) for one in steps)
        row: dict[str, object] = {"step": goal, "round": self.round + any(one.again for one in steps)}
        if goal == machine.EFFECTIVENESS and goal != self.step:
            row["check_due"] = (self.bench.today + 4000 * DAY).isoformat()  # never the day that follows from the plan
            may = False
        ended = goal in (machine.CLOSED, machine.CORRECTED)
        row["closed"] = self.bench.today.isoformat() if ended else None
        try:
            with self.bench.store.change("raw") as change:
                change.update("capa", self.id, row)  # type: ignore[arg-type]
                assert may, f"raw SQL went from {self.step} to {goal}"
                raise _TakenBackError
        except _TakenBackError:
            pass
        except NotSaved:
            assert not may or goal == self.step  # an ended one does not even take its own values again

    @rule(what=st.sampled_from(CONTENT))
    def complete(self, what: str) -> None:
        """Something of its content, as far as its step lets it."""
        capa, one, bench = self.capa, self.id, self.bench
        with suppress(Known):
            if what == "texts":
                capa.change(one, {"description": "d", "containment": "c", "owner": bench.hugo}, "walk")
            elif what == "team":
                capa.join(one, bench.hugo)
                capa.join(one, bench.sean)
            elif what in ("cause", "root"):
                capa.add_cause(one, "Because", "people", None, r.ROOT if what == "root" else r.POSSIBLE)
            elif what == "statement":
                capa.change(one, {"root_cause": "Stated", "root_cause_day": bench.today}, "walk")
            elif what == "criteria":
                capa.change(one, {"criteria": "None again", "check_how": "Look", "check_after": 1}, "walk")
            elif what == "action":
                capa.add_action(one, r.NewAction(r.CORRECTIVE, "Mend it", bench.hugo, bench.today))
            elif what == "justify":
                capa.change(one, {"justification": "Small"}, "walk")
            else:
                capa.notify(one, "sponsor", needed=True, told=bench.today)

    @rule()
    def finish(self) -> None:
        sql = "SELECT id FROM capa_action WHERE capa = ? AND done IS NULL AND dropped = 0"
        for (action,) in self.bench.store.rows(sql, (self.id,)):
            with suppress(Known):
                self.capa.finish_action(self.id, action, self.bench.today, "Done")

    @rule(verdict=st.sampled_from((machine.EFFECTIVE, machine.NOT_EFFECTIVE)), wait=st.booleans())
    def check(self, verdict: str, wait: bool) -> None:
        due = self.bench.store.scalar("SELECT check_due FROM capa WHERE id = ?", (self.id,))
        day = self.bench.later(2) if wait else self.bench.today
        try:
            self.capa.record_check(self.id, day, verdict, "Looked")
            assert self.step == machine.EFFECTIVENESS and isinstance(due, str) and day.isoformat() >= due
        except (Refused, BadInput):
            pass

    @invariant()
    def where_it_stands_is_where_it_went(self) -> None:
        if not hasattr(self, "id"):
            return
        self.steps += 1
        row = self.bench.store.row("SELECT step, round FROM capa WHERE id = ?", (self.id,))
        assert row == (self.step, self.round)
        ways = self.bench.store.rows("SELECT step FROM capa_step WHERE capa = ? ORDER BY place", (self.id,))
        assert [step for (step,) in ways] == self.seen
        if self.step == machine.PLAN and self.steps % STEPS == 1:
            way = machine.transition(machine.PLAN, machine.APPROVE)
            ready = way is not None and not machine.missing(way, self.bench.capa.facts(self.id), signing=True)
            told = [one.record for one in self.bench.capa.waiting(self.bench.today) if one.kind == "capa-approval"]
            assert (self.id in told) == ready
        if self.step == machine.CLOSED:
            assert {machine.PLAN, machine.IMPLEMENTATION, machine.EFFECTIVENESS} <= set(self.seen)
        if self.steps % STEPS == 0 and self.starts:
            self.next_walk()

    def teardown(self) -> None:
        ground().take_back()

    def _moved(self, step: machine.Transition) -> None:
        self.step, self.round = step.after, self.round + step.again
        self.seen.append(step.after)


class _TakenBackError(Exception):
    """Ends a raw try: nothing of it stays."""


TestWalks = Walk.TestCase
TestWalks.settings = settings(
    max_examples=WALKS // IN_A_ROW, stateful_step_count=IN_A_ROW * STEPS + 1, deadline=None, derandomize=True,
    phases=(Phase.generate,), database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
TestWalks = pytest.mark.requirement("CAP-1", "CAP-3")(TestWalks)


@pytest.mark.requirement("CAP-1", "CAP-3")
def test_thousands_of_walks_of_the_pure_order_reach_closing_only_through_it() -> None:
    """Every way of acts without repeating a step of a round, with all facts or with one missing."""
    whole = machine.Facts(
        described=True, owned=True, contained=True, team=2, roots=1, concluded=True, to_do=1, criteria=True,
        approved=True, open=0, verdict=machine.EFFECTIVE, priority=machine.MINOR, justified=True, released=True,
    )  # fmt: skip
    walks: list[tuple[tuple[str, ...], int]] = [((machine.IDENTIFICATION,), 0)]
    closed = 0
    tried = 0
    while walks:
        way, rounds = walks.pop()
        for one in machine.leading(way[-1]):
            tried += 1
            if machine.missing(one, whole) or len(way) > 16 or rounds + one.again > 3:
                continue
            if one.after == machine.CLOSED:
                closed += 1
                assert list(way[-3:]) == [machine.PLAN, machine.IMPLEMENTATION, machine.EFFECTIVENESS]
            walks.append(((*way, one.after), rounds + one.again))
    assert tried > 1000 and closed
