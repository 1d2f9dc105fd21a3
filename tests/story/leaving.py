"""August and September: newcomers make it sixty, and one leaves with accounts still open."""

from __future__ import annotations

from datetime import date
from typing import Any

from db.access import records as access
from db.delegation import records as log
from db.site import Site
from db.store.query import Query
from tests.story import cast, joining, window
from tests.story.delegating import click_offered, statuses
from tests.story.year import Year
from tests.window_driver import until

LAST_DAY = date(2026, 9, 11)


def four_join_and_three_are_trained(year: Year) -> None:
    """A second sheet makes it sixty; Layla misses the course."""
    year.on(8, 3)
    window.bring_in(year, "people", "august.csv", cast.sheet(cast.IN_AUGUST, "03.08.2026"), day_first=3)
    assert year.ask(lambda site: site.training.matrix().gaps) == 4
    year.on(8, 10)
    joining.record_a_session(year, "GCP", date(2026, 8, 10), [one.name for one in cast.IN_AUGUST[1:]])


def one_leaves_by_one_action(year: Year) -> None:
    """Änne left on Friday: her three lines end with her, and the program says what she can still log in with."""
    year.on(9, 14)
    screen = year.screen
    joining.record_a_session(year, "GCP", date(2026, 9, 14), [cast.LAYLA.name])
    screen.go("roster", year.person(cast.ANNE))
    window.shown(year, cast.ANNE.name)
    click_offered(year, "person-leaves")
    window.form(year, "leaver-dialog", end=LAST_DAY.isoformat(), reason="Left the site")
    screen.click("save")
    told: Any = screen.dialog("tell")
    assert "still has open accounts" in told.heading.text()
    for system in (cast.EDC, cast.IWRS, cast.ETMF):
        assert f"{system}: amueller" in told.words.text()
    told.accept()
    window.answered(year)
    assert statuses(year) == {log.ACTIVE: 6, log.ENDED: 7}
    assert _still_open(year) == [cast.EDC, cast.IWRS, cast.ETMF]


def two_of_three_accounts_are_withdrawn(year: Year) -> None:
    """Two help desks confirm; the EDC's says nothing, and the account goes on waiting."""
    year.on(9, 16)
    for system in (cast.IWRS, cast.ETMF):
        account = next(one for one in year.ask(_of_anne) if one.system == system)
        year.screen.go("access", f"account/{account.id}")
        until(lambda system=system: year.screen.page.inspector.over.text() == system, system)  # type: ignore[misc]
        click_offered(year, "account-withdrawn")
        window.save(year, "step-dialog", by="Help desk")
        window.answered(year)
    assert _still_open(year) == [cast.EDC]


def _of_anne(site: Site) -> tuple[access.Account, ...]:
    return site.access.accounts(Query(where={"flag": ["leaver"]}, limit=100)).rows


def _still_open(year: Year) -> list[str]:
    """Systems that wait for a confirmation, in the order they were told."""
    waiting = [one for one in year.ask(lambda site: site.waiting(year.today)) if one.kind == "account-of-leaver"]
    assert {one.title for one in waiting} <= {cast.ANNE.name}
    order = [name for name, _kind, _risk in cast.SYSTEMS]
    return sorted((one.note.partition(":")[0] for one in waiting), key=order.index)
