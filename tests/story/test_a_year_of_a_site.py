"""A site with 60 people, 8 systems and 3 studies goes through 2026: people join, are trained, are delegated tasks,
change them, leave; access, oversight and trail are reviewed; an inspector comes. In the window, by those who do it."""

from __future__ import annotations

import pytest

from tests.story import changing, delegating, inspecting, joining, leaving, reviewing
from tests.story.year import MonthEnd, Year


@pytest.mark.requirement(
    "ROS-1", "ROS-2", "ROS-3", "ROS-4", "ROS-5", "ROS-6", "TRN-1", "TRN-2", "TRN-3", "TRN-4", "SIG-1", "SIG-3", "RSK-3",
    "AUD-2", "AUD-4", "AUD-6", "ROL-2", "ROL-3", "RPT-2", "EXC-1",
)  # fmt: skip
@pytest.mark.timeout(400)  # a whole year; the machine may be busy with more
def test_a_year_of_a_site(year: Year) -> None:
    joining.the_site_is_set_up(year)
    joining.who_answers_for_what(year)
    joining.a_newcomer_signs_before_her_first_act(year)
    assert year.month_end() == MonthEnd(people=56)

    joining.everybody_is_asked_for_gcp(year)
    joining.a_session_with_its_sign_in_sheet(year)
    joining.one_comes_later_with_a_certificate(year)
    joining.the_team_learns_the_protocol(year)
    assert year.month_end() == MonthEnd(people=56, untrained=1)

    delegating.nobody_untrained_is_proposed(year)
    delegating.each_accepts_their_own(year)
    delegating.the_investigator_approves_line_by_line(year)
    delegating.accounts_are_given(year)
    assert year.month_end() == MonthEnd(people=56, untrained=1, tasks=10, accounts=12)

    delegating.one_worked_before_he_was_trained(year)
    delegating.the_deviations_are_assessed(year)
    delegating.he_is_trained_at_last(year)
    assert year.month_end() == MonthEnd(people=56, tasks=11, accounts=12, deviations=2)

    changing.the_protocol_changes(year)
    changing.who_reads_and_who_comes_to_the_session(year)
    assert year.month_end() == MonthEnd(people=56, untrained=1, tasks=9, lapsed=2, accounts=12, deviations=2)

    changing.a_task_moves_to_somebody_else(year)
    changing.a_task_is_taken_up_again(year)
    changing.the_study_passes_to_another_investigator(year)
    assert year.month_end() == MonthEnd(people=56, tasks=11, accounts=12, deviations=2)

    changing.she_approves_what_her_forerunner_approved(year)
    changing.she_looks_over_the_study(year)
    assert year.month_end() == MonthEnd(people=56, tasks=9, accounts=12, deviations=2)

    leaving.four_join_and_three_are_trained(year)
    assert year.month_end() == MonthEnd(people=60, untrained=1, tasks=9, accounts=12, deviations=2)

    leaving.one_leaves_by_one_action(year)
    leaving.two_of_three_accounts_are_withdrawn(year)
    assert year.month_end() == MonthEnd(people=59, tasks=6, accounts=10, leavers=1, deviations=2)

    reviewing.access_is_reviewed(year)
    reviewing.what_is_removed_is_verified_by_another(year)
    assert year.month_end() == MonthEnd(people=59, tasks=6, accounts=9, deviations=2)

    reviewing.the_trail_is_looked_over(year)
    assert year.month_end() == MonthEnd(people=59, tasks=6, accounts=9, deviations=2)

    inspecting.three_sign_the_log_in_turn(year)
    inspecting.an_inspector_reads_and_changes_nothing(year)
    assert year.month_end() == MonthEnd(people=59, tasks=6, accounts=9, deviations=2)
