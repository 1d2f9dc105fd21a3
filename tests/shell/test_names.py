"""A walk through all pages, their views and the dialogs of their buttons: whatever takes the focus has a name for tests
and one for screen readers, and Tab comes to it (USE-1)."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QTabBar

from db.roster.records import NewPerson, NewStudy
from desktop.widgets.buttons import Button
from tests.names import StrayWindows, nameless, unreached
from tests.window_driver import Screen, settle


def people_and_a_study(inside: Screen) -> None:
    inside.ask(lambda site: site.people.add_person(NewPerson("Müller-Østergård", "Änne", role="Study nurse")))
    inside.ask(lambda site: site.people.add_study(NewStudy("BRIGHT-2", protocol="BR2-301")))


@pytest.mark.requirement("USE-1")
def test_every_page_view_and_dialog(inside: Screen) -> None:
    people_and_a_study(inside)
    found: list[str] = []
    places = inside.frame.rail.list.keys()
    strays = StrayWindows()
    for place in places:
        inside.go(place)
        inside.rest()
        views = getattr(inside.page, "switch", None)
        for view in range(views.count() if isinstance(views, QTabBar) else 1):
            inside.page.show_view(view)
            inside.rest()
            where = f"{place}, view {view}"
            found += [f"{where}: {one}" for one in nameless(inside.window)]
            inside.frame.top.field.setFocus()
            found += [f"{where}: Tab misses {one}" for one in unreached(inside.window)]
            found += [f"{where}, {one}" for one in dialogs_of(inside)]
    assert not found + strays.found, "\n".join(found + strays.found)


def dialogs_of(inside: Screen) -> list[str]:
    """Each button of the top bar once; what opens is looked at and put away with Esc."""
    found: list[str] = []
    for button in [one for one in inside.page.offered() if isinstance(one, Button) and one.isEnabled()]:
        button.click()
        inside.rest()
        for dialog in inside.dialogs():
            if not isinstance(dialog, QFileDialog):
                found += [f"{button.objectName()}: {one}" for one in nameless(dialog)]
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
            settle()
        while inside.dialogs():
            inside.dialogs()[-1].reject()
            settle()
    return found


@pytest.mark.requirement("USE-1")
def test_welcome_and_unlock(screen: Screen) -> None:
    screen.open_gate()
    assert nameless(screen.window) == []
    screen.parts.gate.show_welcome()
    settle()
    assert nameless(screen.window) == []
    for step in ("welcome-make",):
        screen.click(step)
        settle()
        assert nameless(screen.window) == []
