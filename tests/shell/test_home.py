"""Home shows what is most urgent first, one line a cause, and everything of it when asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QMenu

from db.incidents.deviation_records import NewDeviation
from db.roster.records import NewPerson
from db.waiting import OVERDUE, SOON, Waiting, as_list, first_of
from desktop.home.parts import TaskLine
from desktop.home.words import greeting, group_title
from desktop.todo import read_home
from desktop.todo_groups import grouped
from tests.window_driver import Screen, until


def test_a_greeting_fits_the_hour(inside: Screen) -> None:
    facts = inside.ask(read_home)
    said = {hour: greeting(replace(facts, hour=hour)) for hour in (0, 4, 12, 18)}
    assert said == {0: "Good evening, Zoë", 4: "Good morning, Zoë", 12: "Good afternoon, Zoë", 18: "Good evening, Zoë"}


@pytest.mark.requirement("VAL-3")
def test_one_cause_is_one_line_and_shows_everybody_when_asked(inside: Screen) -> None:
    def expire(site):  # type: ignore[no-untyped-def]
        for number in range(20):
            site.people.add_person(
                NewPerson(
                    f"Family{number}", start=date(2024, 1, 1), cv_expires=date(2026, 1, 1 + number),
                    licence="L1", licence_expires=date(2026, 12, 1),
                )
            )  # fmt: skip

    inside.go("home")
    inside.parts.jobs.write(expire, lambda _: None, lambda problem: pytest.fail(str(problem)))

    def titles() -> list[str]:
        return [line.title.text() for line in inside.page.findChildren(TaskLine) if line.isVisible()]

    until(lambda: "CVs of 20 people" in titles(), "the line of the CVs")
    assert "Licences of 20 people" in titles()
    inside.rest()
    until(lambda: f" {rail_count(inside)} thing" in inside.page.sentence.text(), "the rail's number, and the page's")
    line = titles().index("CVs of 20 people")
    inside.click(f"task-{line}-go")
    until(lambda: "CV of Family0" in titles(), "everybody it is about")
    assert "CVs of 12 more people" in titles()  # eight by name: nobody is left out unsaid
    inside.click(f"task-{line}-go")
    until(lambda: "CV of Family0" not in titles(), "the one line again")


@pytest.mark.requirement("VAL-3")
def test_a_cause_with_many_names_the_first_and_opens_the_list_of_the_others(inside: Screen) -> None:
    def enter(site):  # type: ignore[no-untyped-def]
        for number in range(20):
            day = date(2026, 11, 23) if number else date(2026, 11, 22)
            site.incidents.deviations.add(NewDeviation(f"Sample {number} was late", day, day))
        done = site.incidents.deviations.add(NewDeviation("Nobody knows when", date(2026, 11, 23), date(2026, 11, 23)))
        site.incidents.deviations.void(done.id, "Entered by mistake")

    inside.go("home")
    inside.parts.jobs.write(enter, lambda _: None, lambda problem: pytest.fail(str(problem)))

    def titles() -> list[str]:
        return [line.title.text() for line in inside.page.findChildren(TaskLine) if line.isVisible()]

    until(lambda: "20 deviations are not assessed" in titles(), "the line of the deviations")
    inside.rest()
    assert rail_count(inside, "incidents") == 20
    line = titles().index("20 deviations are not assessed")
    inside.click(f"task-{line}-go")
    until(lambda: "12 more deviations are not assessed" in titles(), "those that are not named")
    assert sum(title.startswith("DEV-2026-") for title in titles()) == 8
    inside.click(f"task-{line}-8-go")
    assert inside.frame.place == "incidents"
    view = inside.page.view
    until(lambda: view.table.model.rowCount() == 20 and not view.table.model.is_loading, "all of them")
    assert (view.kind, view.where()) == ("deviation", {"status": ("to assess",)})


def rail_count(inside: Screen, key: str = "home") -> int:
    model = inside.frame.rail.list.model()
    count = model.count([line.key for line in model.lines].index(key))
    return count.number if count is not None else 0


@pytest.mark.requirement("VAL-3")
def test_home_begins_what_the_role_may_enter(inside: Screen) -> None:
    inside.go("home")
    inside.rest()
    assert [one.objectName() for one in inside.page.actions()] == ["home-incident", "home-new"]
    inside.click("home-new")
    menu = inside.find(QMenu, "home-new-menu")
    words = [action.text() for action in menu.actions()]
    assert words[:3] == ["Training", "Group session", "Person"]
    next(action for action in menu.actions() if action.text() == "Deviation").trigger()
    menu.close()
    dialog = inside.dialog("deviation-dialog")
    assert inside.frame.place == "incidents"
    dialog.reject()


@pytest.mark.requirement("VAL-3")
def test_what_is_not_named_is_counted_and_a_person_is_counted_once() -> None:
    leavers = [waits("account-of-leaver", OVERDUE, f"P{number}", 20 - number) for number in range(12)]
    twice = [waits("account-of-leaver", OVERDUE, "P11", 22), waits("account-of-leaver", OVERDUE, "P0", 21)]
    first = first_of([*leavers, *twice], 8, {"account-of-leaver": "list:account?flag=leaver"})
    assert [one.title for one in first] == [*(f"P{number}" for number in range(11, 3, -1)), "P11", ""]
    assert (first[-1].more, as_list(first[-1].record)) == (4, ("account", {"flag": ["leaver"]}))
    assert first_of(first, 8) == first
    (group,) = grouped(first)
    assert (group.number, group.things, group_title(group)) == (12, 1, "12 people left, accounts are open")
    # one more than are named is named as well: nobody has to open a list for a single line
    assert len(first_of(leavers[:9], 8)) == 9
    clocks = first_of([waits("notification", OVERDUE, f"Authority {number}", 20) for number in range(30)], 8)
    groups = grouped(clocks)
    assert len(groups) == 9 and sum(one.things for one in groups) == 30
    assert group_title(groups[-1]) == "Clocks of 22 more notifications run"


def waits(kind: str, state: str, title: str, day: int | None = None, note: str = "") -> Waiting:
    return Waiting(kind, state, date(2026, 11, day) if day else None, title, note, "somewhere", title)


@pytest.mark.requirement("VAL-3")
def test_what_is_late_stands_first_and_never_with_what_only_comes_up() -> None:
    groups = grouped(
        [
            waits("risk-review", SOON, "R-1", 25),
            waits("document-review", OVERDUE, "POL 1", 1),
            waits("risk-review", OVERDUE, "R-2", 20),
            waits("delegation-lapsed", OVERDUE, "O’Neil, Seán"),
            waits("delegation-lapsed", OVERDUE, "Jensen, Ole"),
            waits("delegation-lapsed", OVERDUE, "Jensen, Ole"),
            waits("notification", SOON, "Data protection authority", 24),
            waits("notification", OVERDUE, "Sponsor", 22),
        ]
    )
    assert [(one.kind, one.late, len(one.tasks), one.number) for one in groups] == [
        ("notification", True, 1, 1),
        ("notification", False, 1, 1),
        ("delegation-lapsed", True, 3, 2),
        ("document-review", True, 1, 1),
        ("risk-review", True, 1, 1),
        ("risk-review", False, 1, 1),
    ]
    assert group_title(groups[2]) == "2 people work without current training"
