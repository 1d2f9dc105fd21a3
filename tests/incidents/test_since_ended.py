"""Links to what has ended (RSK-1, RSK-2): they stay where they are, and none is made anew."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.errors import BadInput
from db.incidents.incident_records import NewIncident
from db.risk.records import NewElement, NewRisk, Position
from db.store.errors import NotSaved
from tests.incidents.conftest import Ward
from tests.registers import NOW


@pytest.mark.requirement("RSK-1", "RSK-2")
def test_what_is_out_of_use_is_not_put_at_stake_anew(ward: Ward) -> None:
    """The old fridge: what named it before goes on, a new risk does not, nor an incident of a later day."""
    elements, cases, store = ward.risk.elements, ward.incidents.cases, ward.desk.store
    fridge = elements.add(NewElement("asset", "Fridge 2", "device"))
    before = cases.add(NewIncident("It was warm", 2, NOW, NOW, affects=(("asset", fridge.id),)))
    ward.desk.clock.advance(2 * 86_400)
    today = ward.desk.store.clock.now()
    elements.end_asset(fridge.id, today.date() - timedelta(days=1), "Scrapped")
    places = Position(4, 4), Position(4, 4), Position(2, 2)
    with pytest.raises(BadInput, match="“Fridge 2” is out of use since"):
        ward.risk.add_risk(NewRisk("Fridge fails", *places, identified=today.date(), asset="Fridge 2"))
    with pytest.raises(BadInput, match="“Fridge 2” is out of use since"):
        cases.add(NewIncident("Warm again", 2, today, today, affects=(("asset", fridge.id),)))
    later = cases.add(NewIncident("Warm again", 2, today, today))
    with pytest.raises(NotSaved, match="out of use before"), store.change() as change:
        change.insert("incident_affects", {"incident": later.id, "asset": fridge.id})
    risk = ward.risk.add_risk(NewRisk("Fridge fails", *places, identified=today.date()))
    with pytest.raises(NotSaved, match="at stake anew"), store.change("raw") as change:
        change.update("risk", risk.id, {"asset": fridge.id})
    assert [one.name for one in cases.file(before.id).affected] == ["Fridge 2"]
    assert cases.change(before.id, {"lessons": "Buy another"}, "Learned").lessons == "Buy another"
