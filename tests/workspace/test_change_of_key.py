"""The battery falls out at each step of a change of key: the next opening finishes it, and one file is left
(UNL-6, RET-3)."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from typing import Any

import pytest

from db.roster.records import NewPerson
from db.workspace import change_key
from db.workspace.layout import Layout
from tests.people_at_site import House

STEPS = (
    "db.store.store.Store.copy_under", "db.workspace.change_key.write_person_key",
    "db.workspace.change_key.write_recovery_key", "db.workspace.change_key._carry_authority",
    "db.workspace.layout.Layout.write_label", "db.workspace.change_key._sweep",
)  # fmt: skip


class BatteryOut(BaseException):
    """Nothing of the program catches this one."""


@pytest.mark.requirement("UNL-6", "RET-3", "AUD-1")
def test_ended_after_each_step_the_next_opening_finishes_it(house: House) -> None:
    for number, step in enumerate(STEPS, start=1):
        site = house.unlock()
        site.people.add_person(NewPerson(f"Person {number}", "Anna"))
        with site.change("Somebody lost a laptop") as change:
            change_key.want(change, site.store, site.session.label.generation)
        old, before = site.session.key, site.session.label.generation
        site.close()
        with pytest.MonkeyPatch.context() as battery, pytest.raises(BatteryOut):
            battery.setattr(step, _then_out(step))
            house.unlock()
        again = house.unlock()
        label = again.session.label
        assert label.generation == before + 1 and again.session.key != old, step
        assert Layout(house.folder).generations() == (label.generation,), step
        assert again.people.people().matching == number, step
        assert again.session.witness.findings == (), step
        again.close()
    last = house.unlock()
    assert all(result.good for result in last.store.check())
    last.close()


def _then_out(step: str) -> Callable[..., Any]:
    real = pkgutil.resolve_name(step)

    def done(*given: Any, **more: Any) -> None:
        real(*given, **more)
        raise BatteryOut

    return done
