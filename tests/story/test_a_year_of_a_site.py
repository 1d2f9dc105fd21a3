"""A site with 60 people, 8 systems and 3 studies goes through 2026: people join, are trained, are delegated tasks,
change them, leave; access, oversight and trail are reviewed; an inspector comes. In the window, by those who do it."""

from __future__ import annotations

import pytest

from tests.story import joining
from tests.story.year import MonthEnd, Year


@pytest.mark.requirement("ROS-1", "ROS-2", "TRN-2", "TRN-4", "SIG-1")
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
