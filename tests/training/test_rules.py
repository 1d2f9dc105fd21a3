"""When training counts: the verdict on one person and one course, day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.days import add_months
from db.training.column import Expiries, Taken, column_of
from db.training.records import Course, Version
from db.training.rules import Asked, Cell, Demand, Status, expiry, in_order, version_on, wider
from db.training.words import Held

NOV2 = date(2026, 11, 2)
TODAY = date(2026, 11, 23)
ALWAYS = Asked(date(2020, 1, 1))


def course(kind: str = "course", months: int | None = 24, grace: int = 0, soon: int = 30) -> Course:
    return Course("c", "GCP", "Good clinical practice", kind, None, "", "", months, soon, grace, "", None, None)


def version(label: str, effective: date | None, *, approved: date | None = None, reopens: bool = True) -> Version:
    return Version(label, "c", label, approved, effective, reopens)


def judge(
    held: list[Held], *, on: date = TODAY, of: Course | None = None, versions: tuple[Version, ...] = (),
    asked: Asked | None = ALWAYS, planned: tuple[date, ...] = (),
) -> Cell:  # fmt: skip
    return Demand(of or course(), versions, on).cell(asked, held, planned)


@pytest.mark.requirement("TRN-1")
@pytest.mark.parametrize(
    ("completed", "months", "expires"),
    [
        (date(2024, 1, 15), 24, date(2026, 1, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2023, 2, 28), 12, date(2024, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
    ],
)
def test_validity_is_counted_in_calendar_months(completed: date, months: int, expires: date) -> None:
    assert expiry(completed, months) == expires


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 400), st.integers(0, 400))
def test_months_never_skip_a_month_and_never_run_backwards(day: date, one: int, more: int) -> None:
    later = add_months(day, one)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == one
    assert later.day <= day.day
    assert add_months(day, one + more) >= later


@pytest.mark.requirement("TRN-1", "TRN-3")
def test_a_training_counts_through_the_day_it_expires() -> None:
    held = [Held("r", None, date(2024, 11, 23))]
    last = judge(held, on=date(2026, 11, 23))
    assert (last.status, last.due, last.record) == (Status.DUE_SOON, date(2026, 11, 23), "r")
    assert "expires today" in last.why
    after = judge(held, on=date(2026, 11, 24))
    assert (after.status, after.due) == (Status.OVERDUE, date(2026, 11, 23))
    assert after.why == "Trained on 23-Nov-2024; expired on 23-Nov-2026 and was not renewed. No renewal is planned."


@pytest.mark.requirement("TRN-3")
def test_the_window_of_due_soon_begins_on_its_first_day() -> None:
    held = [Held("r", None, date(2024, 12, 23))]
    assert judge(held, on=date(2026, 11, 22)).status is Status.CURRENT
    assert judge(held, on=date(2026, 11, 23)).status is Status.DUE_SOON


@pytest.mark.requirement("TRN-3")
def test_a_renewal_in_time_is_shown_as_planned_and_a_late_or_missed_one_is_not() -> None:
    held = [Held("r", None, date(2024, 12, 9))]
    assert judge(held, planned=(date(2026, 12, 3),)).status is Status.PLANNED
    assert judge(held, planned=(date(2026, 12, 9),)).status is Status.PLANNED
    late = judge(held, planned=(date(2026, 12, 10),))
    assert late.status is Status.DUE_SOON and "after it falls due" in late.why
    missed = judge(held, planned=(date(2026, 11, 20),))
    assert missed.status is Status.DUE_SOON and "was not recorded as done" in missed.why
    overdue = judge([Held("r", None, date(2024, 1, 1))], planned=(date(2026, 12, 3),))
    assert overdue.status is Status.OVERDUE, "a plan does not make a gap good"


@pytest.mark.requirement("TRN-1", "TRN-3")
def test_a_new_version_reopens_with_grace() -> None:
    of, versions = course(months=None, grace=14), (version("2.0", date(2025, 1, 1)), version("3.0", NOV2))
    held = [Held("r", "2.0", date(2025, 3, 1))]
    assert judge(held, of=of, versions=versions, on=date(2026, 10, 3)).status is Status.CURRENT
    ahead = judge(held, of=of, versions=versions, on=NOV2 - timedelta(days=1))
    assert ahead.status is Status.DUE_SOON and ahead.due == date(2026, 11, 16)
    assert ahead.why.startswith("Version 3.0 takes effect on 02-Nov-2026 and re-opens this training.")
    within = judge(held, of=of, versions=versions, on=date(2026, 11, 15))
    assert within.status is Status.DUE_SOON and "Grace ends 16-Nov-2026." in within.why
    over = judge(held, of=of, versions=versions, on=date(2026, 11, 16))
    assert (over.status, over.due, over.record) == (Status.MISSING, date(2026, 11, 16), "r")
    assert over.why == (
        "Version 3.0 took effect on 02-Nov-2026 and re-opened this training. Grace ended 16-Nov-2026. "
        "Trained on version 2.0 on 01-Mar-2025."
    )


@pytest.mark.requirement("TRN-1")
@pytest.mark.parametrize("kind", ["protocol", "consent", "safety"])
def test_protocol_consent_and_safety_documents_have_no_grace_whatever_is_written(kind: str) -> None:
    of, versions = course(kind, None, grace=90), (version("2.0", date(2025, 1, 1)), version("3.0", NOV2))
    held = [Held("r", "2.0", date(2025, 3, 1))]
    assert judge(held, of=of, versions=versions, on=NOV2 - timedelta(days=1)).status is Status.DUE_SOON
    cell = judge(held, of=of, versions=versions, on=NOV2)
    assert (cell.status, cell.due) == (Status.MISSING, NOV2)
    assert "There is no grace for protocol, consent and safety documents." in cell.why
    newcomer = judge([], of=of, versions=versions, asked=Asked(NOV2, within_days=30), on=NOV2)
    assert newcomer.status is Status.MISSING


@pytest.mark.requirement("TRN-1")
def test_a_version_that_does_not_reopen_leaves_everybody_current() -> None:
    of, versions = course(months=None), (version("2.0", date(2025, 1, 1)), version("2.1", NOV2, reopens=False))
    assert judge([Held("r", "2.0", date(2025, 3, 1))], of=of, versions=versions).status is Status.CURRENT
    assert version_on(versions, TODAY) == versions[1]


def test_training_on_a_version_before_it_takes_effect_counts_from_that_day() -> None:
    of, versions = course("protocol", None), (version("2.0", date(2025, 1, 1)), version("3.0", NOV2))
    held = [Held("old", "2.0", date(2025, 3, 1)), Held("new", "3.0", date(2026, 10, 20))]
    assert judge(held, of=of, versions=versions, on=date(2026, 10, 25)).status is Status.CURRENT
    assert judge(held, of=of, versions=versions, on=NOV2).record == "new"
    assert judge(held, of=of, versions=versions, on=date(2026, 10, 19)).record == "old"


def test_a_training_without_version_is_on_the_one_in_force_that_day() -> None:
    of, versions = course("protocol", None), (version("2.0", date(2025, 1, 1)), version("3.0", NOV2))
    assert judge([Held("r", None, NOV2)], of=of, versions=versions).status is Status.CURRENT
    old = judge([Held("r", None, NOV2 - timedelta(days=1))], of=of, versions=versions)
    assert old.status is Status.MISSING and "Trained on version 2.0" in old.why


def test_a_version_without_its_day_at_the_site_is_not_asked_for() -> None:
    of, versions = course("protocol", None), (version("2.0", date(2025, 1, 1)), version("3.0", None))
    assert judge([Held("r", "2.0", date(2025, 3, 1))], of=of, versions=versions).status is Status.CURRENT
    assert in_order(versions)[-1].label == "3.0"


def test_an_old_training_that_expires_within_the_grace_is_overdue_then() -> None:
    of = course(months=12, grace=60)
    versions = (version("1", date(2024, 1, 1)), version("2", NOV2))
    held = [Held("r", "1", date(2025, 11, 20))]
    assert judge(held, of=of, versions=versions, on=date(2026, 11, 20)).due == date(2026, 11, 20)
    cell = judge(held, of=of, versions=versions, on=date(2026, 11, 21))
    assert (cell.status, cell.due) == (Status.OVERDUE, date(2026, 11, 20))


@pytest.mark.requirement("TRN-3")
def test_newcomers_have_their_days_and_then_it_is_missing() -> None:
    asked = Asked(date(2026, 11, 20), within_days=14)
    cell = judge([], asked=asked)
    assert (cell.status, cell.due) == (Status.DUE_SOON, date(2026, 12, 4))
    assert judge([], asked=asked, planned=(date(2026, 12, 1),)).status is Status.PLANNED
    assert judge([], asked=asked, on=date(2026, 12, 4)).status is Status.MISSING
    assert judge([], asked=Asked(TODAY)).status is Status.MISSING
    assert judge([], asked=Asked(None)).why == "Required; nothing is recorded."
    assert judge([], asked=None).status is Status.NOT_REQUIRED


def test_what_the_certificate_says_goes_before_the_rule() -> None:
    assert judge([Held("r", None, date(2026, 1, 1), date(2026, 11, 1))]).status is Status.OVERDUE
    assert judge([Held("r", None, date(2020, 1, 1), date(2030, 1, 1))]).due == date(2030, 1, 1)


def test_the_training_that_counts_longest_decides_and_later_ones_are_not_known_yet() -> None:
    held = [Held("a", None, date(2025, 1, 1)), Held("b", None, date(2026, 1, 1)), Held("c", None, date(2027, 1, 1))]
    assert judge(held).record == "b"
    assert judge(held, on=date(2025, 6, 1)).record == "a"


def test_two_requirements_ask_from_the_earlier_day() -> None:
    early, late = Asked(date(2026, 1, 1), 90), Asked(date(2026, 2, 1), 0)
    assert wider(early, late) == late, "whose days run out first"
    assert wider(None, early) == early
    assert wider(Asked(None), late) == Asked(None)


DAYS = st.dates(date(2024, 1, 1), date(2027, 6, 1))
VERSIONS = st.lists(
    st.builds(version, st.sampled_from("123456"), st.none() | DAYS, reopens=st.booleans()),
    max_size=4,
    unique_by=lambda v: v.id,
)


@pytest.mark.requirement("TRN-3")
@given(
    VERSIONS,
    st.lists(st.tuples(st.none() | st.sampled_from("123456"), DAYS, st.none() | st.integers(0, 900)), max_size=4),
    st.none() | st.integers(1, 36), st.sampled_from(["course", "protocol"]), st.integers(0, 60), DAYS,
    st.none() | DAYS, st.integers(0, 60), st.lists(DAYS, max_size=2),
)  # fmt: skip
def test_a_whole_column_is_judged_as_each_cell_of_it(
    versions: list[Version], done: list[tuple[str | None, date, int | None]], months: int | None, kind: str, grace: int,
    on: date, since: date | None, within: int, planned: list[date],
) -> None:  # fmt: skip
    demand = Demand(course(kind, months, grace), versions, on)
    held = [
        Held(f"r{number}", of, day, None if extra is None else day + timedelta(days=extra))
        for number, (of, day, extra) in enumerate(sorted(done, key=lambda one: one[1]))
    ]
    asked = Asked(since, within)
    one = demand.cell(asked, held, planned)
    rows = [("p", "c", h.record, h.version, h.completed.isoformat(), h.expires and h.expires.isoformat()) for h in held]
    expiries = None if months is None else Expiries(months)
    (cell,) = column_of(demand, ["p"], [{"c": asked}], Taken(rows), {"p": planned}, expiries)  # type: ignore[arg-type]
    assert (cell.status, cell.due, cell.record) == (one.status, one.due, one.record)
    if cell.status is not Status.CURRENT:
        assert cell.why == one.why
    assert cell.why
    # a gap is a gap with or without a plan, and whoever completes today on what is asked is not one
    fresh = Held("now", demand.required.id if demand.required else None, on)
    if demand.required is None or demand.rank(fresh) >= demand.required_rank:
        assert not demand.cell(asked, [*held, fresh], planned).gap
