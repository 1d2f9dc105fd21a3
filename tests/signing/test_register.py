"""Certificates, the seal and documents as records of a real workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import BadInput
from db.signing.authority import SealPair, issue, make_authority, make_seal, new_key
from db.signing.errors import NoCertificate
from db.signing.keys import same_key
from db.signing.records import NewExport
from db.site import Site
from db.store.query import Query
from tests.people_at_site import House, make_house


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return make_house(tmp_path_factory.mktemp("signing"))


@pytest.fixture(scope="module")
def site(house: House) -> Iterator[Site]:
    opened = house.unlock()
    yield opened
    opened.close()


@pytest.mark.requirement("SIG-2")
def test_a_new_workspace_has_authority_seal_and_the_officers_certificate(site: Site) -> None:
    (authority,) = site.signing.authorities()
    seal = site.signing.seal()
    assert seal.authority == authority.der
    assert same_key(seal.key, seal.certificate)
    mine = site.signing.certificate_of(site.actor.user)
    assert (mine.kind, mine.name, mine.user) == ("person", "Zoë Brandt", site.actor.user)
    assert site.signing.known(mine.fingerprint) == mine
    assert seal.key.hex() not in repr(seal)


@pytest.mark.requirement("AUD-1")
def test_no_key_reaches_the_trail(site: Site) -> None:
    entries = site.trail.page(Query(where={"table": ("seals",)})).rows
    assert entries
    assert all(site.signing.seal().key.hex() not in str(entry.new) for entry in entries)


def test_a_new_certificate_withdraws_the_old_one_from_then_on(house: House, site: Site) -> None:
    signing, user, before = site.signing, site.actor.user, site.clock.now()
    old = signing.certificate_of(user)
    house.clock.advance(60)
    authority = make_authority(site.name, site.clock)
    signing.establish(authority.certificate, make_seal(authority, site.name, site.clock, site.workspace))
    signing.add_certificate(user, issue(authority, new_key(), name="Zoë Brandt", role="", clock=site.clock, user=user))
    replaced = signing.known(old.fingerprint)
    assert replaced is not None and replaced.withdrawn is not None
    assert replaced.good_at(before) and not replaced.good_at(site.clock.now())
    assert signing.certificate_of(user).fingerprint != old.fingerprint
    assert len(signing.authorities()) == 2
    assert signing.seal().authority == authority.certificate


def test_somebody_withdrawn_cannot_sign(house: House, site: Site) -> None:
    user = site.actor.user
    house.clock.advance(60)
    site.signing.withdraw_certificates(user, "left the site")
    with pytest.raises(NoCertificate) as told:
        site.signing.certificate_of(user)
    assert told.value.kept and told.value.todo


def test_a_seal_whose_key_is_not_its_own_is_refused(site: Site) -> None:
    authority = make_authority(site.name, site.clock)
    pair = make_seal(authority, site.name, site.clock)
    with pytest.raises(BadInput):
        site.signing.establish(authority.certificate, SealPair(new_key(), pair.certificate))


@pytest.mark.requirement("RPT-2", "AUD-3")
def test_documents_are_numbered_and_found_by_their_hash(site: Site, tmp_path: Path) -> None:
    head = site.store.head()
    first = site.signing.next_number()
    assert first == f"SW-{site.clock.now().year}-0001"
    new = NewExport(
        first, "roster", "Roster", "roster.pdf", "ab" * 32, 4711, head.seq, head.head, ("Zoë Brandt, reviewed",)
    )
    made = site.signing.record_export(new)
    assert site.signing.exported("ab" * 32) == made
    assert (made.by, made.signers) == (site.actor.user, ("Zoë Brandt, reviewed",))
    assert site.signing.exported("cd" * 32) is None
    assert site.signing.next_number().endswith("-0002")
    assert site.signing.exports(Query(search="ROSTER")).rows == (made,)
    assert site.signing.exports(Query(search="matrix")).matching == 0
    assert [entry.action for entry in site.trail.history("exports", made.id)] == ["insert"]
