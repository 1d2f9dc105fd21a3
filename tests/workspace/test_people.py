"""Enrolling, suspending, a lost phone, the kit: who can open the workspace afterwards, and who cannot."""

from __future__ import annotations

import pytest

from db.errors import Known, Refused
from db.signing.authority import issued_by
from db.site import Site
from db.vault.derivation import Kdf
from db.workspace.keys import read_recovery_key
from db.workspace.kit import new_kit
from db.workspace.layout import Layout
from db.workspace.people import re_enrol, withdraw_user
from db.workspace.recovery import recover
from tests.people_at_site import House, Person


@pytest.mark.requirement("UNL-6")
def test_a_newcomer_enrols_with_factors_of_their_own(house: House, site: Site) -> None:
    ines = house.enrol(site, "ines", "Inés Castillo Ruiz", "investigator")
    site.close()
    hers = house.unlock(ines)
    assert (hers.actor.name, hers.actor.role) == ("Inés Castillo Ruiz", "investigator")
    assert hers.signing.certificate_of(hers.actor.user).user == hers.actor.user
    hers.close()
    house.unlock().close()


@pytest.mark.requirement("UNL-6", "ROL-4")
def test_only_officers_enrol_and_nobody_suspends_themselves(house: House, site: Site) -> None:
    tunde = house.enrol(site, "tunde", "Tunde Adeyemi", "coordinator")
    with pytest.raises(Refused):
        withdraw_user(site.session, site.actor.user, "suspended", "on leave")
    site.close()
    his = house.unlock(tunde)
    with pytest.raises(Refused):
        house.enrol(his, "x", "Somebody Else", "officer")
    his.close()


@pytest.mark.requirement("UNL-6")
def test_suspending_changes_the_key_and_shuts_out_the_old_one(house: House, site: Site) -> None:
    ole = house.enrol(site, "ole", "Ole Jensen", "staff")
    user = site.users.find("ole")
    assert user is not None
    old_key = site.session.key
    withdraw_user(site.session, user.id, "suspended", "left the site")
    site.close()
    assert Layout(house.folder).generations() == (1,)

    again = house.unlock()
    assert Layout(house.folder).generations() == (2,)
    assert again.session.key != old_key
    assert again.trail.verify().good
    again.close()
    with pytest.raises(Known):
        house.unlock(ole)


@pytest.mark.requirement("UNL-6")
def test_a_lost_phone(house: House, site: Site) -> None:
    ewa = house.enrol(site, "ewa", "Ewa Kowalska", "coordinator")
    user = site.users.find("ewa")
    assert user is not None
    phone = Person("ewa", house.clock, passphrase="another passphrase for ewa")
    re_enrol(site.session, user.id, phone.passphrase, "lost phone", phone.seed, kdf=Kdf.floor())
    site.close()
    with pytest.raises(Known):
        house.unlock(ewa)
    house.unlock(phone).close()


@pytest.mark.requirement("UNL-6")
def test_the_kit_enrols_an_officer_and_voids_everybody_else(house: House, site: Site) -> None:
    ewa = house.enrol(site, "ewa", "Ewa Kowalska", "coordinator")
    before = site.store.head()
    site.close()
    zoe = Person("zoe", house.clock, passphrase="a new passphrase for zoe")
    made = recover(
        house.folder, house.made.recovery, "zoe", zoe.passphrase, seed=zoe.seed, clock=house.clock, kdf=Kdf.floor()
    )
    assert made.recovery != house.made.recovery
    with pytest.raises(Known):
        house.unlock(ewa)
    with pytest.raises(Known):
        house.unlock()
    house.zoe = zoe
    site = house.unlock()
    assert site.store.head().seq > before.seq
    assert site.trail.verify().good
    assert len(site.signing.authorities()) == 2
    site.close()
    with pytest.raises(Known):
        recover(house.folder, house.made.recovery, "zoe", zoe.passphrase, clock=house.clock, kdf=Kdf.floor())


@pytest.mark.parametrize("kit", ["", "AGE-SECRET-KEY-1QQQ", "not a key at all"])
def test_a_wrong_kit_changes_nothing(house: House, kit: str) -> None:
    files = {path: path.read_bytes() for path in house.folder.rglob("*") if path.is_file()}
    with pytest.raises(Known):
        recover(house.folder, kit, "zoe", "a new passphrase for zoe", clock=house.clock, kdf=Kdf.floor())
    assert {path: path.read_bytes() for path in files} == files
    house.unlock().close()


@pytest.mark.requirement("UNL-6", "VIS-2")
def test_a_monitor_has_a_slot_but_no_key(house: House, site: Site) -> None:
    study = site.people.studies().rows
    marta = house.enrol(site, "marta", "Marta Silva", "monitor", studies=tuple(s.id for s in study) or ("s",))
    site.close()
    with pytest.raises(Refused, match="not sealed to you"):
        house.unlock(marta)


@pytest.mark.requirement("UNL-2", "UNL-6")
def test_a_refused_enrolment_leaves_nobody_with_the_key(house: House, site: Site) -> None:
    before = {path.name for path in house.folder.rglob("*") if path.suffix in (".age", ".slot")}
    with pytest.raises(Known):
        house.enrol(site, "nameless", " ", "staff")
    assert {path.name for path in house.folder.rglob("*") if path.suffix in (".age", ".slot")} == before


@pytest.mark.requirement("UNL-3", "UNL-6")
def test_a_new_kit_takes_the_place_of_one_that_was_seen(house: House, site: Site) -> None:
    """The old one opens copies made until then; after the next unlocking it opens nothing of what is there."""
    layout, old = Layout(house.folder), house.made.recovery
    tunde = house.enrol(site, "tunde", "Tunde Adeyemi", "coordinator", days=2)
    made = new_kit(site.session)
    assert read_recovery_key(layout, 1, made.recovery) == site.session.key
    with pytest.raises(Known):
        read_recovery_key(layout, 1, old)
    site.close()
    his = house.unlock(tunde)
    assert layout.generations() == (2,) and read_recovery_key(layout, 2, made.recovery) == his.session.key
    with pytest.raises(Refused, match="officer"):
        new_kit(his.session)
    his.close()
    recover(house.folder, made.recovery, "zoe", house.zoe.passphrase, seed=house.zoe.seed, clock=house.clock,
            kdf=Kdf.floor())  # fmt: skip
    again = house.unlock()
    assert again.trail.verify().good
    again.close()


@pytest.mark.requirement("UNL-6", "SIG-2")
def test_an_authority_whose_key_was_not_kept_is_made_anew(
    house: House, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The laptop dies between the suspension and the writing of the new authority's key."""
    house.enrol(site, "bo", "Bo Ek", "officer", days=2)
    bo = site.users.find("bo")
    assert bo is not None
    with monkeypatch.context() as dying, pytest.raises(OSError, match="battery"):
        dying.setattr("db.workspace.change_key.write_authority_key", _dies)
        withdraw_user(site.session, bo.id, "suspended", "left the site")
    site.close()
    again = house.unlock()
    assert len(again.signing.authorities()) == 2, "the officer who left cannot make certificates that are trusted"
    house.enrol(again, "tunde", "Tunde Adeyemi", "coordinator", days=2)
    newest = again.signing.authorities()[0]
    tunde = again.users.find("tunde")
    assert tunde is not None and issued_by(again.signing.certificate_of(tunde.id).der, newest.der)
    again.close()


def _dies(*_: object) -> None:
    raise OSError("the battery is empty")
