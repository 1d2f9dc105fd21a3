"""The worked cases of cases.txt: the answer and the working, line by line (RET-1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from db.retention.engine import StudyCase, StudyFacts, keep
from db.retention.library import TRIGGERS, built_in

ON = date(2026, 11, 24)


@dataclass(frozen=True)
class Worked:
    number: str
    rows: frozenset[int]
    case: StudyCase
    series: str
    confirmed: frozenset[str]
    working: list[str]
    until: date | None


def _worked(line: str) -> Worked:
    number, rows, countries, product, parties, series, happened, working, until = (
        part.strip() for part in line.split("|")
    )
    kind, *flags = (part.strip() for part in product.split(","))
    values = {key: {value for name, _, value in (f.partition(":") for f in flags) if name == key and value}
              for key in ("framework", "gcp", "funding", "confirm")}  # fmt: skip
    events = {}
    for event in filter(None, (part.strip() for part in happened.split(","))):
        trigger, _, day = event.rpartition(" ")
        assert trigger in TRIGGERS, trigger
        events[trigger] = date.fromisoformat(day)
    facts = StudyFacts(
        frozenset(countries.split()), kind, frozenset({parties}), "implantable" in flags, "gene" in flags,
        frozenset(values["framework"]), frozenset(values["gcp"]), frozenset(values["funding"]), "relies" in flags,
    )  # fmt: skip
    return Worked(
        number, frozenset(int(row) for row in rows.split(",")), StudyCase("S", facts, events), series,
        frozenset(values["confirm"]), [part.strip() for part in working.split(",")],
        date.fromisoformat(until) if until else None,
    )  # fmt: skip


TEXT = (Path(__file__).parent / "cases.txt").read_text("utf-8")
CASES = [_worked(line) for line in TEXT.splitlines() if line.strip() and not line.startswith("#")]


@pytest.mark.requirement("RET-1")
@pytest.mark.parametrize("worked", CASES, ids=[one.number for one in CASES])
def test_worked_case(worked: Worked) -> None:
    kept = keep([worked.case], worked.series, rules=built_in(), confirmed=worked.confirmed, on=ON)
    words = {"no period of its own": "none", "for ever": "ever"}
    working = [
        f"{line.rule}={line.until.isoformat() if line.until else words.get(line.period, 'pending')}"
        for line in kept.working
    ]
    assert sorted(working) == sorted(worked.working)
    assert kept.keep_until == worked.until
    assert bool(kept.pending) == any(line.endswith("=pending") for line in worked.working)
    assert kept.permanent == any(line.endswith("=ever") for line in worked.working)
    rules = {rule.id: rule for rule in built_in()}
    assert {rules[line.rule].row for line in kept.working} == set(worked.rows), "the case names the rows it is about"


def test_there_are_enough_cases_and_every_row_with_a_period_has_one() -> None:
    assert len(CASES) >= 60
    assert {row for one in CASES for row in one.rows} == {rule.row for rule in built_in()}
