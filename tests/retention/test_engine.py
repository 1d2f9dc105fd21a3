"""What must hold of every answer: never earlier than a rule that applies; nothing added makes it earlier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.retention.engine import Contract, Kept, StudyCase, StudyFacts, after_period, applicable, keep
from db.retention.library import TRIGGERS, Alternative, built_in

RULES = built_in()
ON = date(2026, 11, 24)
days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
events = st.dictionaries(st.sampled_from(TRIGGERS), days, max_size=6)
facts = st.builds(
    StudyFacts,
    countries=st.frozensets(st.sampled_from(["US", "DE", "GB", "CA", "JP", "AU", "CN", "CH", "AT"]), min_size=1),
    product=st.sampled_from(["drug", "device", "ivd", "advanced therapy"]),
    parties=st.frozensets(st.sampled_from(["site", "sponsor", "holder"]), min_size=1),
    implantable=st.booleans(), gene_therapy=st.booleans(),
    frameworks=st.frozensets(st.sampled_from(["EU CTR", "EU Directive", "Japan post-marketing"])),
    gcp=st.frozensets(st.sampled_from(["R2", "R3"])), application_relies=st.booleans(), ended=st.none() | days,
)  # fmt: skip
cases = st.lists(st.builds(StudyCase, st.sampled_from(["A", "B", "C"]), facts, events), min_size=1, max_size=3)


def asked(some: list[StudyCase], **more: object) -> Kept:
    return keep(some, "trial records", rules=RULES, on=ON, **more)  # type: ignore[arg-type]


def not_earlier(later: Kept, former: Kept) -> bool:
    """As late at least; what was not allowed is not allowed now. Where nothing said anything at all, any answer is more
    than there was."""
    if all(line.until is None and line.period == "no period of its own" for line in former.working):
        return not former.pending or bool(later.pending)
    if former.keep_until is not None and (later.keep_until is None or later.keep_until < former.keep_until):
        return False
    return not (former.obstacles(ON) and not later.obstacles(ON))


@pytest.mark.requirement("RET-1")
@settings(max_examples=150, deadline=None)
@given(cases)
def test_it_is_never_earlier_than_any_rule_that_applies(some: list[StudyCase]) -> None:
    kept = asked(some)
    for case in some:
        alone = asked([case])
        for line in alone.working:
            if line.until is not None:
                assert kept.keep_until is not None and kept.keep_until >= line.until
        for rule in applicable(case, "trial records", RULES, ON):
            assert any(line.rule == rule.id for line in kept.working), "each rule that applies is in the working"
    assert asked(some) == kept, "the same answer to the same question"


@pytest.mark.requirement("RET-3")
@settings(max_examples=100, deadline=None)
@given(cases, st.builds(StudyCase, st.just("D"), facts, events))
def test_another_study_never_makes_it_earlier(some: list[StudyCase], another: StudyCase) -> None:
    assert not_earlier(asked([*some, another]), asked(some))


@pytest.mark.requirement("RET-1")
@settings(max_examples=100, deadline=None)
@given(cases, st.sampled_from(RULES), st.sampled_from(TRIGGERS), st.integers(0, 40))
def test_another_rule_never_makes_it_earlier(some: list[StudyCase], of: object, after: str, years: int) -> None:
    added = replace(
        of, id="added", when={}, jurisdiction="INT", legs=((Alternative(after, years),),), own_period=True,  # type: ignore[type-var]
        permanent=False, series=frozenset({"trial records"}), parties=frozenset({"site", "sponsor", "holder"}),
    )  # fmt: skip
    more = keep(some, "trial records", rules=(*RULES, added), on=ON)  # type: ignore[arg-type]
    assert not_earlier(more, asked(some))


@pytest.mark.requirement("RET-2")
@settings(max_examples=150, deadline=None)
@given(cases, st.sampled_from(TRIGGERS), days)
def test_a_later_trigger_never_makes_it_earlier(some: list[StudyCase], trigger: str, day: date) -> None:
    """An event that is added, or moved to a later day. What changes which text of a rule holds is left out: the end of
    the trial and the grant's report decide between an old and a new rule."""
    if trigger in ("trial ended", "final financial report submitted"):
        return
    first = some[0]
    former = first.happened.get(trigger)
    happened = dict(first.happened) | {trigger: day if former is None else max(day, former)}
    later = asked([replace(first, happened=happened), *some[1:]])
    before = asked(some)
    assert before.keep_until is None or (later.keep_until is not None and later.keep_until >= before.keep_until)


@pytest.mark.requirement("RET-2")
@settings(max_examples=60, deadline=None)
@given(cases)
def test_a_hold_blocks_and_moves_nothing(some: list[StudyCase]) -> None:
    free, held = asked(some), asked(some, holds=["litigation"])
    assert held.keep_until == free.keep_until and "on hold: litigation" in held.obstacles(date(2200, 1, 1))


@pytest.mark.requirement("RET-1")
@settings(max_examples=60, deadline=None)
@given(cases, days)
def test_a_contract_only_lengthens(some: list[StudyCase], until: date) -> None:
    assert not_earlier(asked(some, contracts=[Contract("Sponsor", until)]), asked(some))


@pytest.mark.requirement("RET-2")
def test_a_rule_nobody_read_permits_nothing_until_it_is_confirmed() -> None:
    swiss = [StudyCase("S", StudyFacts(frozenset({"CH"}), ended=date(2000, 1, 31)))]
    assert asked(swiss).obstacles(ON) == ("rule not confirmed: ch-clino-45",)
    assert asked(swiss, confirmed=["ch-clino-45"]).obstacles(ON) == ()
    assert asked(swiss, confirmed=["ch-clino-45"]).obstacles(date(2020, 1, 31)) == ("kept until 2020-01-31",)


@pytest.mark.requirement("RET-2")
def test_without_any_rule_nothing_says_that_it_may_end() -> None:
    nowhere = [StudyCase("S", StudyFacts(frozenset({"BR"}), ended=date(1990, 1, 1)))]
    assert asked(nowhere).keep_until is None and asked(nowhere).obstacles(ON)
    assert asked([]).obstacles(ON)


@pytest.mark.requirement("RET-1")
def test_a_contract_counts_from_the_last_of_its_studies() -> None:
    contract = Contract("Archive agreement", after="trial ended", years=2)
    one = StudyCase("A", StudyFacts(frozenset({"BR"}), ended=date(2020, 2, 29)))
    other = StudyCase("B", StudyFacts(frozenset({"BR"}), ended=date(2021, 5, 5)))
    assert asked([one], contracts=[contract]).keep_until == date(2022, 3, 1)
    assert asked([one, other], contracts=[contract]).keep_until == date(2023, 5, 5)
    running = replace(other, facts=replace(other.facts, ended=None))
    assert asked([one, running], contracts=[contract]).pending == ("Archive agreement: trial ended",)


@pytest.mark.requirement("RET-1")
@given(days, st.integers(0, 60), st.integers(0, 11), st.integers(0, 40))
def test_no_period_is_cut_short(day: date, years: int, months: int, more: int) -> None:
    end = after_period(day, Alternative("trial ended", years, months, more)) - timedelta(days=more)
    reached = (day.year + years) * 12 + day.month + months
    assert (end.year * 12 + end.month, end.day) >= (reached, day.day) or end.day == 1
    assert end - timedelta(days=1) < date(end.year, end.month, 1) or end.day == day.day
