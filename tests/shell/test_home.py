"""Home shows what is most urgent, and all of it when asked."""

from __future__ import annotations

from datetime import date

import pytest

from db.roster.records import NewPerson
from desktop.home.parts import TaskLine
from tests.window_driver import Screen, until


@pytest.mark.requirement("VAL-3")
def test_home_shows_the_most_urgent_first_and_all_when_asked(inside: Screen) -> None:
    def expire(site):  # type: ignore[no-untyped-def]
        for number in range(20):
            site.people.add_person(
                NewPerson(
                    f"Family{number}", start=date(2024, 1, 1), cv_expires=date(2026, 1, 1 + number),
                    licence="L1", licence_expires=date(2026, 12, 1),
                )
            )  # fmt: skip

    inside.ask(expire)
    inside.go("home")
    inside.page.refresh()

    def lines() -> list[TaskLine]:
        return [line for line in inside.page.findChildren(TaskLine) if line.isVisible()]

    until(lambda: len(lines()) >= 8, "the most urgent, at least eight")
    urgent = len(lines())
    inside.click("home-all")
    until(lambda: len(lines()) > urgent, "all of them")
    said = [line.title.text() for line in lines()]
    assert "CVs of 12 more people" in said  # eight by name: nobody is left out unsaid
    assert "Licences of 12 more people" in said
    inside.click("home-all")
    until(lambda: len(lines()) == urgent, "the most urgent again")
