"""A site lets its people unlock by keyring and code alone, and thinks better of it (UNL-2)."""

from __future__ import annotations

import pytest

from db.errors import Refused
from db.site import Site
from db.store.errors import NotSaved
from db.vault.derivation import Kdf
from db.vault.errors import PassphraseAsked, WrongFactors
from db.workspace import code_alone
from db.workspace.create import NewWorkspace, create_workspace
from db.workspace.opening import asks_passphrase, open_workspace
from db.workspace.people import Newcomer, SecondPerson, add_user, re_enrol
from tests.people_at_site import PASSPHRASE, PROVEN, House, Person

WHY = "Everybody has a disk password of their own"


def by_code_alone(house: House, person: Person, passphrase: str | None = None) -> Site:
    return Site.of(open_workspace(house.folder, person.login, passphrase, person.code(), clock=house.clock))


def enrolled_alone(house: House, site: Site, login: str, role: str) -> Person:
    person = Person(login, house.clock, f"a passphrase of {login} alone")
    newcomer = Newcomer(login.title(), login, role, person.passphrase, person.seed, duties=PROVEN, code_alone=True)
    add_user(site.session, newcomer, kdf=Kdf.floor(), days=2)
    return person


@pytest.mark.requirement("UNL-2")
def test_unless_an_officer_allows_it_the_passphrase_is_asked(house: House, site: Site) -> None:
    assert not code_alone.allowed(site.store)
    with pytest.raises(Refused, match="asks the passphrase"):
        enrolled_alone(house, site, "ewa", "coordinator")
    with pytest.raises(Refused, match="asks the passphrase"):
        site.session.open_by(PASSPHRASE, house.zoe.code(), code_alone=True)
    with pytest.raises(NotSaved, match="asks the passphrase"), site.store.change("around the register") as change:
        change.update("users", site.actor.user, {"code_alone": 1})
    assert site.users.find("ewa") is None


@pytest.mark.requirement("UNL-2", "SIG-1", "AUD-1")
def test_allowed_it_is_each_person_s_own_choice_and_signing_asks_the_passphrase(house: House, site: Site) -> None:
    code_alone.allow(site.store, True, WHY)
    ewa = enrolled_alone(house, site, "ewa", "coordinator")
    said = site.trail.history("settings", "unlock-by-code-alone")
    assert said[0].new["value"] == "true" and said[0].reason == WHY
    site.close()
    assert not asks_passphrase(house.folder, "ewa", clock=house.clock)
    assert asks_passphrase(house.folder, "zoe", clock=house.clock)

    hers = by_code_alone(house, ewa)
    found = hers.users.find("ewa")
    assert found is not None and found.code_alone
    hers.session.ratchet()
    with pytest.raises(WrongFactors):
        hers.session.sign("not her passphrase", ewa.code())
    hers.session.sign(ewa.passphrase, ewa.code())
    hers.close()
    by_code_alone(house, ewa).close()


@pytest.mark.requirement("UNL-2", "AUD-1")
def test_a_person_changes_their_own_slot_one_way_and_back(house: House, site: Site) -> None:
    code_alone.allow(site.store, True, WHY)
    site.session.ratchet()
    with pytest.raises(WrongFactors):
        site.session.open_by("not the passphrase", house.zoe.code(), code_alone=True)
    site.session.open_by(PASSPHRASE, house.zoe.code(), code_alone=True)
    site.close()
    again = by_code_alone(house, house.zoe)
    again.session.open_by(PASSPHRASE, house.zoe.code(), code_alone=False)
    lines = [one.what for one in again.oversight.duties.history()[0].changes]
    assert [one for one in lines if "nlocks" in one] == [
        "Unlocks by keyring and code alone", "Unlocks with the passphrase"
    ]  # fmt: skip
    again.close()
    assert asks_passphrase(house.folder, "zoe", clock=house.clock)
    house.unlock().close()


@pytest.mark.requirement("UNL-2", "UNL-5")
def test_withdrawn_the_passphrase_is_asked_once_more_and_from_then_on_always(house: House, site: Site) -> None:
    code_alone.allow(site.store, True, WHY)
    ewa = enrolled_alone(house, site, "ewa", "coordinator")
    code_alone.allow(site.store, False, "A laptop was stolen next door")
    site.close()
    with pytest.raises(PassphraseAsked):
        by_code_alone(house, ewa)
    with pytest.raises(WrongFactors, match="1 of 10"):
        by_code_alone(house, ewa, "a guess")
    hers = by_code_alone(house, ewa, ewa.passphrase)
    found = hers.users.find("ewa")
    assert found is not None and not found.code_alone
    assert len(hers.session.witness.failed) == 1, "the guess is told"
    hers.session.ratchet()
    hers.close()
    assert asks_passphrase(house.folder, "ewa", clock=house.clock)
    house.unlock(ewa).close()


@pytest.mark.requirement("UNL-2", "ROL-2")
def test_only_an_officer_says_so(house: House, site: Site) -> None:
    cara = house.enrol(site, "cara", "Cara Lind", "custodian", days=2)
    site.close()
    hers = house.unlock(cara)
    with pytest.raises(Refused, match="officer"):
        code_alone.allow(hers.store, True, WHY)
    with pytest.raises(NotSaved, match="officer"), hers.store.change(WHY) as change:
        change.insert("settings", {"id": "unlock-by-code-alone", "value": "true"})
    hers.close()


@pytest.mark.requirement("UNL-2", "UNL-6")
def test_the_second_person_proves_their_passphrase_all_the_same(house: House, site: Site) -> None:
    code_alone.allow(site.store, True, WHY)
    omar = house.enrol(site, "omar", "Omar Haddad", "officer", days=2)
    ewa = enrolled_alone(house, site, "ewa", "coordinator")
    his = site.users.find("omar")
    assert his is not None
    phone = Person("omar", house.clock, "quite another sentence for omar")

    def given_back(witness: SecondPerson) -> None:
        re_enrol(site.session, his.id, phone.passphrase, "lost phone", phone.seed, Kdf.floor(), second=witness)

    with pytest.raises(WrongFactors):
        given_back(SecondPerson("ewa", "any words", ewa.code()))
    given_back(SecondPerson("ewa", ewa.passphrase, ewa.code()))
    assert omar.seed != phone.seed
    site.close()
    by_code_alone(house, ewa).close()


@pytest.mark.requirement("UNL-2")
def test_a_site_may_be_made_so(house: House) -> None:
    ida = Person("ida", house.clock)
    new = NewWorkspace("Praxis Süd", "Ida Berg", "ida", PASSPHRASE, ida.seed, demonstration=True, code_alone=True)
    made = create_workspace(house.folder.parent / "sued", new, clock=house.clock, kdf=Kdf.floor())
    site = Site.of(open_workspace(made.folder, "ida", None, ida.code(), clock=house.clock))
    assert code_alone.allowed(site.store) and site.users.all()[0].code_alone
    site.close()
