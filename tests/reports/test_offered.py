"""What the screen offers is what the catalogue can draw."""

from __future__ import annotations

import pytest

from desktop.reports.catalogue import KINDS
from desktop.reports.offered import GROUPS, OFFERED


@pytest.mark.requirement("RPT-1")
def test_every_report_is_offered_under_the_title_its_pdf_bears() -> None:
    assert {kind: report.title for kind, report in KINDS.items()} == {
        kind: offered.title for kind, offered in OFFERED.items()
    }


def test_what_needs_a_person_asks_for_one() -> None:
    assert {kind for kind, report in KINDS.items() if report.of_person} == {
        kind for kind, offered in OFFERED.items() if offered.of_person
    }


def test_every_report_stands_under_one_heading() -> None:
    listed = [kind for kinds in GROUPS.values() for kind in kinds]
    assert sorted(listed) == sorted(OFFERED)
