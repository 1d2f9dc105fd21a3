"""Some thousand random walks: nobody finds a way round the order, neither through the register nor by raw SQL, and
what the pure order allows is exactly what the store lets through (CAP-1, CAP-3)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from db.capa import machine
from db.capa import records as r
from db.errors import BadInput, Known, Refused
from db.store.errors import NotSaved
from tests.capa.bench import DAY, Bench

ACTS = sorted({one.act for one in machine.TRANSITIONS})
CONTENT = ("texts", "team", "cause", "root", "statement", "criteria", "action", "justify", "told")
STAGES = ("bare", "identified", "investigated", "planned", "implemented", "checked", "not effective")
_benches: list[Bench] = []


@pytest.fixture(autouse=True, scope="module")
def no_bench_left() -> Iterator[None]:
    """The shared store is closed, and its folder removed, after the walks."""
    yield
    while _benches:
        bench = _benches.pop()
        bench.close()
        shutil.rmtree(bench.path.parent)


def shared_bench() -> Bench:
    """One store for all walks: each walk has a CAPA of its own."""
    if not _benches:
        _benches.append(Bench(Path(tempfile.mkdtemp(prefix="capa-walks-"))))
    return _benches[0]


class Walk(RuleBasedStateMachine):
    """One CAPA pushed around."""

    @initialize(priority=st.sampled_from(r.PRIORITIES), stage=st.sampled_from(STAGES))
    def begin(self, priority: str, stage: str) -> None:
        self.bench = shared_bench()
        self.capa = self.bench.capa
        if stage == "bare":
            file = self.capa.add(r.NewCapa("Walk", self.bench.today, priority=priority))
        elif stage == "not effective":
            file = self.bench.checked(machine.NOT_EFFECTIVE, priority=priority)
        else:
            file = getattr(self.bench, stage)(priority=priority)
        self.id, self.step, self.round = file.capa.id, file.capa.step, file.capa.round
        self.seen = [one.step for one in self.capa.file(self.id).stages]

    @rule(act=st.sampled_from(ACTS), own=st.booleans())
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
        for action in self.capa.file(self.id).actions:
            with suppress(Known):
                self.capa.finish_action(self.id, action.id, self.bench.today, "Done")

    @rule(verdict=st.sampled_from((machine.EFFECTIVE, machine.NOT_EFFECTIVE)), wait=st.booleans())
    def check(self, verdict: str, wait: bool) -> None:
        due = self.capa.file(self.id).check_due
        day = self.bench.later(2) if wait else self.bench.today
        try:
            self.capa.record_check(self.id, day, verdict, "Looked")
            assert self.step == machine.EFFECTIVENESS and due is not None and day >= due
        except (Refused, BadInput):
            pass

    @invariant()
    def where_it_stands_is_where_it_went(self) -> None:
        if not hasattr(self, "id"):
            return
        row = self.bench.store.row("SELECT step, round FROM capa WHERE id = ?", (self.id,))
        assert row == (self.step, self.round)
        ways = self.bench.store.rows("SELECT step FROM capa_step WHERE capa = ? ORDER BY place", (self.id,))
        assert [step for (step,) in ways] == self.seen
        if self.step == machine.CLOSED:
            assert {machine.PLAN, machine.IMPLEMENTATION, machine.EFFECTIVENESS} <= set(self.seen)

    def _moved(self, step: machine.Transition) -> None:
        self.step, self.round = step.after, self.round + step.again
        self.seen.append(step.after)


class _TakenBackError(Exception):
    """Ends a raw try: nothing of it stays."""


TestWalks = Walk.TestCase
TestWalks.settings = settings(
    max_examples=60, stateful_step_count=30, deadline=None, derandomize=True,
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
