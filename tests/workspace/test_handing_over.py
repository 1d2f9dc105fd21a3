"""A monitor or inspector reads at an officer's hand: their study alone, nothing written, nothing signed, seen on the
trail, and over when the program locks (ROL-3)."""

from __future__ import annotations

import pytest

from db.errors import BadInput, Refused
from db.roster.records import NewStudy
from db.site import Site
from db.store.errors import NotAllowed
from db.store.query import Query
from db.workspace.handing_over import LONGEST, add_visitor, hand_over
from tests.people_at_site import House


@pytest.fixture
def visitor(house: House, site: Site) -> str:
    study = site.people.add_study(NewStudy("BRIGHT-2", "BR2-301"))
    site.people.add_study(NewStudy("LUMEN-7", "LU7-12"))
    return add_visitor(site.session, "Frances Moreau", "inspector", (study.id,), house.clock.now().date().isoformat())


@pytest.mark.requirement("ROL-3", "ROL-2", "AUD-3")
def test_a_visitor_reads_one_study_and_changes_and_signs_nothing(house: House, site: Site, visitor: str) -> None:
    zoe = house.zoe
    session = site.session
    visit = hand_over(session, visitor, 60)
    assert (visit.visitor, visit.host, visit.studies) == ("Frances Moreau", "Zoë Brandt", ("BRIGHT-2",))
    assert (visit.ends - house.clock.now()).total_seconds() == 3600
    hers = Site.of(session)
    assert hers.actor.role == "inspector"
    assert [study.code for study in hers.people.studies().rows] == ["BRIGHT-2"]
    with pytest.raises(NotAllowed):
        hers.people.add_study(NewStudy("X", "X"))
    for act in (
        lambda: hers.sign(zoe.passphrase, zoe.code()),
        lambda: session.revise_passphrase(zoe.passphrase, zoe.code(), "another long sentence for it"),
        lambda: hand_over(session, visitor, 60),
        lambda: add_visitor(session, "A Friend", "monitor", ("x",), "2027-01-01"),
    ):
        with pytest.raises(Refused):
            act()
    hers.looked_at("study", hers.people.studies().rows[0].id)
    hers.close()
    again = house.unlock()
    seen = again.trail.page(Query(where={"by": [visitor]})).rows
    assert {one.action for one in seen} >= {"log-in", "view", "refusal", "log-out"}
    (given,) = again.trail.page(Query(where={"action": ["hand-over"]})).rows
    assert (given.name, given.row, given.new["name"]) == ("Zoë Brandt", visitor, "Frances Moreau")
    again.close()


@pytest.mark.requirement("ROL-3")
def test_who_may_not_read_is_refused_and_the_officer_works_on(house: House, site: Site, visitor: str) -> None:
    session = site.session
    site.users.suspend(visitor, "left early")
    with pytest.raises(Refused, match="suspended"):
        hand_over(session, visitor, 60)
    site.users.resume(visitor, "back")
    for minutes in (0, LONGEST + 1):
        with pytest.raises(BadInput):
            hand_over(session, visitor, minutes)
    with pytest.raises(Refused, match="no visitor"):
        hand_over(session, site.actor.user, 60)
    for role, studies, until in (("staff", ("x",), "2027-01-01"), ("monitor", (), "2027-01-01"),
                                 ("monitor", ("x",), "2020-01-01"), ("monitor", ("x",), "")):  # fmt: skip
        with pytest.raises(BadInput):
            add_visitor(session, "A Friend", role, studies, until)
    house.clock.advance(2 * 86_400)
    with pytest.raises(Refused, match="ended on"):
        hand_over(session, visitor, 60)
    assert site.actor.role == "officer" and site.people.studies().of == 2
