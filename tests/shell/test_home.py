"""Home shows what is most urgent first, one line a cause, and everything of it when asked."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QMenu

from db.roster.records import NewPerson
from db.waiting import OVERDUE, SOON, Waiting
from desktop.home.parts import TaskLine
from desktop.home.words import group_title
from desktop.todo_groups import grouped
from tests.window_driver import Screen, until


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


def rail_count(inside: Screen) -> int:
    count = inside.frame.rail.list.model().count(0)
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
