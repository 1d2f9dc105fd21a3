"""An officer locked out is given their key back by two people; a passphrase is revised by its owner (UNL-6)."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.errors import BadInput, Known, Refused
from db.oversight.records import PASSPHRASE
from db.site import Site
from db.store.query import Query
from db.vault.derivation import Kdf
from db.workspace.people import ProvenDuty, SecondPerson, re_enrol
from desktop.commands.line import parse
from tests.people_at_site import House, Person

NEW = "seven orange kettles whistle at dawn"


@pytest.mark.requirement("UNL-6", "ROL-4")
def test_two_enrolled_people_give_an_officer_back_their_key(house: House, site: Site) -> None:
    nina = house.enrol(site, "nina", "Nina Weber", "officer")
    ewa = house.enrol(site, "ewa", "Ewa Kowalska", "coordinator")
    user = site.users.find("nina")
    assert user is not None
    phone = Person("nina", house.clock, passphrase=NEW)
    again = (user.id, phone.passphrase, "lost phone", phone.seed)
    with pytest.raises(Refused, match="Two people"):
        re_enrol(site.session, *again, kdf=Kdf.floor())
    for login, code in (("zoe", house.zoe.code()), ("nobody", "000000"), ("nina", nina.code())):
        with pytest.raises(Refused):
            re_enrol(site.session, *again, kdf=Kdf.floor(), second=SecondPerson(login, "x", code))
    with pytest.raises(Known):
        re_enrol(site.session, *again, kdf=Kdf.floor(), second=SecondPerson("ewa", "not hers", ewa.code()))
    re_enrol(
        site.session, *again, kdf=Kdf.floor(), duties=(ProvenDuty("identity", "passport"),),
        second=SecondPerson("ewa", ewa.passphrase, ewa.code()),
    )  # fmt: skip
    (witness,) = site.trail.page(Query(where={"action": ["witness"]})).rows
    assert witness.row == user.id and witness.new["name"] == "Ewa Kowalska"
    site.close()
    with pytest.raises(Known):
        house.unlock(nina)
    hers = house.unlock(phone)
    assert hers.actor.role == "officer" and hers.store.standing.missing == ()
    hers.close()
    house.unlock(ewa).close()


def revise(house: House, site: Site, place: Path, new: str) -> None:
    """`users passphrase`, and a command after it in the same batch that signs with the new one."""
    file, batch = place / "new.txt", place / "batch.txt"
    file.write_text(new + "\n")
    batch.write_text(f"users passphrase --new-passphrase-file {file}\n")
    options = parse(["batch", str(batch)], opened=True)
    options.site, options.workspace = site, house.folder
    options.passphrase, options.sign_code = house.zoe.passphrase, house.zoe.code()
    answer = options.run(options)
    assert answer.code == 0 and answer.fields["done"][0]["revise_by"] == "2027-11-23"
    assert options.passphrase == new, "what follows in the batch signs with it"


@pytest.mark.requirement("UNL-6", "SIG-1")
def test_a_passphrase_is_revised_with_the_old_one_and_a_fresh_code(house: House, site: Site, tmp_path: Path) -> None:
    zoe = house.zoe
    for old, code, new in ((zoe.passphrase, zoe.code(), zoe.passphrase), (zoe.passphrase, zoe.code(), "zoe zoe")):
        with pytest.raises(BadInput):
            site.session.revise_passphrase(old, code, new)
    with pytest.raises(Known):
        site.session.revise_passphrase("not the one", zoe.code(), NEW)
    revise(house, site, tmp_path, NEW)
    assert site.oversight.duties.of(site.actor.user).duties[-1].kind == PASSPHRASE
    assert site.sign(NEW, zoe.code()).key
    site.close()
    with pytest.raises(Known):
        house.unlock()
    zoe.passphrase = NEW
    again = house.unlock()
    assert again.sign(NEW, zoe.code()).key
    again.close()
