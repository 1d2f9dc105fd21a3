"""Until when 10,000 series are kept, worked out anew: under a second (issue of retention)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from db.retention.engine import StudyCase, StudyFacts, keep
from db.retention.library import built_in
from tests.benchmarks.bar import Bar, seconds

SERIES = 10_000


def bars() -> Iterator[Bar]:
    rules, on = built_in(), date(2026, 11, 24)
    studies = [
        StudyCase(
            f"S{number}",
            StudyFacts(
                frozenset(("US", "DE", "GB", "CA", "JP")[number % 5 :][:2]), frameworks=frozenset({"EU CTR"}),
                gcp=frozenset({"R2"}), ended=date(2015, 1, 1) + timedelta(days=number * 37),
            ),
            {"approved in the US": date(2024, 5, 10)},
        )
        for number in range(100)
    ]  # fmt: skip
    shared = [[studies[n % 100]] if n % 4 else [studies[n % 100], studies[(n + 1) % 100]] for n in range(SERIES)]
    took = seconds(lambda: [keep(cases, "trial records", rules=rules, on=on) for cases in shared], 3)
    yield Bar(f"{SERIES:,} series worked out", took, "s", most=1)
