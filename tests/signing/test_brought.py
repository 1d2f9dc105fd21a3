"""A certificate of one's own, brought in a file: it signs records and PDFs in the place of the site's (SIG-2)."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from db import randomness
from db.errors import BadInput, Known, Refused
from db.signing.pkcs12 import OwnCertificate, demand_good, read_own
from db.signing.signable import Pen, Signable
from db.site import Site
from db.store.errors import NotSaved
from db.store.query import Query
from db.vault.errors import WrongFactors
from db.workspace.site_certificate import give_site_certificate
from desktop.commands.line import parse
from desktop.reports.exporting import export
from desktop.reports.options import ReportOptions
from desktop.reports.verifying import verify
from tests.people_at_site import House, make_house
from tests.signing.brought import MORNING, PASSWORD, authorities, certificate, file_of, rsa_key, written


def own(name: str = "Dr. BRANDT Zoe", key: object = None, **given: object) -> OwnCertificate:
    return read_own(file_of(name, key, **given), PASSWORD)  # type: ignore[arg-type]


@pytest.mark.requirement("SIG-2")
def test_what_a_file_holds_is_said_before_anything_is_changed() -> None:
    found = own("Zoë Brandt")
    assert (found.names, found.kind, found.authority) == (("Zoë Brandt",), "RSA, 2048 bits", "Nordic Trust Root")
    assert len(found.issuers) == 2, "who issued it, and the root above"
    assert found.key.hex() not in repr(found)
    demand_good(found, "Zoë Brandt", MORNING)


@pytest.mark.requirement("SIG-2")
def test_a_wrong_password_and_what_is_no_such_file_are_told_apart() -> None:
    content = file_of("Zoë Brandt")
    with pytest.raises(BadInput, match="password does not open") as told:
        read_own(content, "not this one")
    assert told.value.kept and told.value.todo
    for other in (b"", b"%PDF-1.7", b"-----BEGIN CERTIFICATE-----", content[: len(content) // 2], b"\0" * 2_000_000):
        with pytest.raises(BadInput, match=r"no PKCS#12 file|too big"):
            read_own(other, PASSWORD)


@pytest.mark.requirement("SIG-2")
def test_keys_nobody_signs_with_here_are_named() -> None:
    for key, words in (
        (ed25519.Ed25519PrivateKey.generate(), "kind Ed25519"),
        (rsa_key(1024), "1024 bits, which is too short"),
        (ec.generate_private_key(ec.SECP256K1()), "curve secp256k1"),
    ):
        with pytest.raises(BadInput, match=words):
            own("Zoë Brandt", key)
    for curve in (ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1()):
        assert own("Zoë Brandt", ec.generate_private_key(curve)).kind == f"P-{curve.key_size}"


@pytest.mark.requirement("SIG-2")
def test_certificates_that_will_not_do_are_refused_with_the_reason() -> None:
    root, middle = authorities()
    key = ec.generate_private_key(ec.SECP256R1())
    alone = certificate("Zoë Brandt", key, middle)
    for content, words in (
        (written(key, alone), "who issued it"),
        (written(key, alone, root.certificate), "who issued it"),
        (written(key, alone, middle.certificate), "up to the root"),
        (written(key, certificate("Zoë Brandt", key, None)), "made by itself"),
        (file_of("Zoë Brandt", key, signs=False), "not made for signing"),
        (file_of("Zoë Brandt", key, authority=True), "not made for signing"),
    ):
        with pytest.raises(BadInput, match=words):
            read_own(content, PASSWORD)
    for given, words in (
        (own(days=(-400, -1)), "expired on 22-Nov-2026"),
        (own(days=(1, 400)), "good from 24-Nov-2026"),
        (own("Inés Castillo Ruiz"), "made out to Inés Castillo Ruiz; you are Zoë Brandt"),
        (own("Brandt"), "made out to Brandt"),
    ):
        with pytest.raises(Refused, match=words):
            demand_good(given, "Zoë Brandt", MORNING)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return make_house(tmp_path_factory.mktemp("brought"))


@pytest.fixture(scope="module")
def site(house: House) -> Iterator[Site]:
    opened = house.unlock()
    yield opened
    opened.close()


def note() -> Signable:
    return Signable("note_to_file", randomness.new_id(), "Note to file 4", (("Issue", "Fridge off"),))


def sign(site: Site, house: House, record: Signable) -> object:
    pen = Pen(site.sign(house.zoe.passphrase, house.zoe.code()), "approved")
    with site.change() as change:
        return site.signing.put(change, [record], pen)[0]


@pytest.mark.requirement("SIG-2", "SIG-1")
def test_it_signs_from_then_on_and_the_next_unlocking_still_opens(house: House, site: Site, tmp_path: Path) -> None:
    session, before = site.session, site.signing.certificate_of(site.actor.user)
    mine = own()
    with pytest.raises(WrongFactors):
        session.use_own_certificate("another passphrase", house.zoe.code(), mine)
    assert site.signing.certificate_of(site.actor.user) == before, "nothing was changed"
    session.use_own_certificate(house.zoe.passphrase, house.zoe.code(), mine)
    now = site.signing.certificate_of(site.actor.user)
    assert now.fingerprint == mine.fingerprint and site.signing.issuers(now) == mine.issuers
    replaced = site.signing.known(before.fingerprint)
    assert replaced is not None and replaced.withdrawn is not None
    assert mine.key.hex() not in str([entry.new for entry in site.trail.history("certificates", now.id)])

    record = note()
    put = sign(site, house, record)
    assert site.signing.holds(put) and site.signing.covers(put, record)  # type: ignore[arg-type]
    (shown,) = site.signing.signatures("note_to_file", record.record)
    assert (shown.authority, shown.vouched) == ("Nordic Trust Root", False), "intact, and nobody answers for it yet"


@pytest.mark.requirement("SIG-2", "RPT-2", "RPT-4")
def test_a_pdf_is_intact_at_once_and_trusted_when_an_officer_confirmed_the_authority(
    house: House, site: Site, tmp_path: Path
) -> None:
    pdf = tmp_path / "roster.pdf"
    act = site.sign(house.zoe.passphrase, house.zoe.code())
    export(site, "roster", pdf, ReportOptions(blocks=("reviewed", "approved")), act, "reviewed")
    verdict = verify(pdf, site)
    assert verdict.valid and not verdict.trusted and verdict.seal is not None and verdict.seal.trusted
    assert "nobody has confirmed here" in " ".join(verdict.words)
    said = subprocess.run(["pdfsig", "-nocert", str(pdf)], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature is Valid") == 2

    (authority,) = site.signing.brought_authorities()
    with pytest.raises(BadInput, match="compared"):
        site.signing.confirm_authority(authority.fingerprint, " ")
    with pytest.raises(BadInput, match="No authority with this fingerprint"):
        site.signing.confirm_authority("ab" * 32, "its web page")
    site.signing.confirm_authority(authority.fingerprint, "With the fingerprint printed in its policy, by telephone")
    with pytest.raises(Refused, match="confirmed it already"):
        site.signing.confirm_authority(authority.fingerprint, "again")
    verdict = verify(pdf, site)
    assert verdict.trusted and "confirmed here by Zoë Brandt, 23-Nov-2026" in " ".join(verdict.words)

    stranger = verify(pdf, None, [site.signing.authorities()[0].fingerprint])
    assert stranger.valid and not stranger.trusted
    both = [site.signing.authorities()[0].fingerprint, authority.fingerprint]
    assert verify(pdf, None, both).trusted, "who knows both authorities needs no workspace"

    content = bytearray(pdf.read_bytes())
    content[content.index(b">", content.rindex(b"/Contents <") + 12) - 9] = ord("1")
    pdf.write_bytes(content)
    assert not verify(pdf, site).valid, "a byte changed inside the signature's own container"

    site.signing.withdraw_confirmation(authority.fingerprint, "The authority lost its key")
    (authority,) = site.signing.brought_authorities()
    assert not authority.trusted


@pytest.mark.requirement("SIG-2", "ROL-2")
def test_a_key_of_somebody_else_and_one_that_was_withdrawn_do_not_come_in(house: House, site: Site) -> None:
    key = rsa_key()
    mine = own(key=key)
    site.session.use_own_certificate(house.zoe.passphrase, house.zoe.code(), mine)
    with pytest.raises(Refused, match="sign with already"):
        site.signing.demand_bringable(mine)
    site.session.use_own_certificate(house.zoe.passphrase, house.zoe.code(), own())
    with pytest.raises(Refused, match="does not come back"):
        site.session.use_own_certificate(house.zoe.passphrase, house.zoe.code(), mine)
    inés = house.enrol(site, "ines", "Inés Castillo Ruiz", "investigator")
    site.close()
    hers = house.unlock(inés)
    try:
        with pytest.raises(Refused, match="Somebody else signs with this key"):
            hers.signing.demand_bringable(own("Inés Castillo Ruiz", key))
        hers.session.use_own_certificate(inés.passphrase, inés.code(), own("Castillo Ruiz, Ines"))
        assert hers.signing.certificate_of(hers.actor.user).name == "Castillo Ruiz, Ines"
        zoe = hers.users.find("zoe")
        assert zoe is not None
        (theirs,) = (one for one in hers.signing.certificates() if one.user == zoe.id and one.withdrawn is None)
        with pytest.raises(NotSaved), hers.change("not hers to withdraw") as change:
            change.update("certificates", theirs.id, {"withdrawn_why": "x", "withdrawn": "2026"})
        with pytest.raises(NotSaved), hers.change() as change:
            hers.signing._insert(change, "person", own("Zoë Brandt").certificate, zoe.id)
        (authority,) = hers.signing.brought_authorities()
        with pytest.raises(Known):
            hers.signing.confirm_authority(authority.fingerprint, "with my own eyes")
    finally:
        hers.close()


@pytest.mark.requirement("SIG-2", "UNL-6", "SIG-1")
def test_an_officer_gives_back_a_certificate_of_the_site_without_enrolling_again(house: House) -> None:
    site = house.unlock()
    tunde = house.enrol(site, "tunde", "Tunde Adeyemi", "coordinator")
    user = site.users.find("tunde")
    assert user is not None
    with pytest.raises(Refused, match="of the site already"):
        give_site_certificate(site.session, user.id, tunde.passphrase, tunde.code())
    site.close()
    his = house.unlock(tunde)
    his.session.use_own_certificate(tunde.passphrase, tunde.code(), own("Tunde Adeyemi"))
    brought = his.signing.certificate_of(user.id)
    with pytest.raises(Refused, match="Only a compliance officer"):
        give_site_certificate(his.session, user.id, tunde.passphrase, tunde.code())
    his.close()
    site = house.unlock()
    with pytest.raises(WrongFactors):
        give_site_certificate(site.session, user.id, "not his passphrase", tunde.code())
    assert site.signing.certificate_of(user.id) == brought, "nothing was changed"
    give_site_certificate(site.session, user.id, tunde.passphrase, tunde.code())
    made = site.signing.certificate_of(user.id)
    assert site.signing.vouching(made).ours and made.name == "Tunde Adeyemi"
    failed = [one for one in site.trail.page(Query(where={"action": ["failed-try"]})).rows if one.row == user.id]
    assert failed, "the wrong try at his slot is on the trail"
    site.close()
    his = house.unlock(tunde)
    record = note()
    pen = Pen(his.sign(tunde.passphrase, tunde.code()), "approved")
    with his.change() as change:
        (put,) = his.signing.put(change, [record], pen)
    assert his.signing.holds(put), "phone and passphrase are the same, the key is new"
    his.close()


@pytest.mark.requirement("SIG-2")
def test_the_same_from_the_command_line(house: House, tmp_path: Path) -> None:
    site = house.unlock()
    try:
        file, password = tmp_path / "zoe.p12", tmp_path / "password.txt"
        file.write_bytes(file_of("Zoë Brandt", ec.generate_private_key(ec.SECP256R1())))
        password.write_text("wrong\n")

        def told(*words: object) -> dict[str, object]:
            options = parse(["users", *map(str, words)], opened=True)
            options.site, options.passphrase, options.sign_code = site, house.zoe.passphrase, house.zoe.code()
            return options.run(options).fields  # type: ignore[no-any-return]

        with pytest.raises(BadInput, match="password does not open"):
            told("certificate", file, "--password-file", password)
        with pytest.raises(BadInput, match="There is no file"):
            told("certificate", tmp_path / "other.p12", "--password-file", password)
        password.write_text(PASSWORD + "\n")
        made = told("certificate", file, "--password-file", password)
        assert (made["authority"], made["trusted"]) == ("Nordic Trust Root", False)
        confirmed = told("confirm-authority", made["fingerprint"], "--how", "its policy on paper")
        assert confirmed["confirmed_by"] == "Zoë Brandt" and told("authorities")["authorities"] == [confirmed]
        assert told("distrust-authority", made["fingerprint"], "--reason", "test")["trusted"] is False
        told("site-certificate", "--login", "zoe")
        assert site.signing.vouching(site.signing.certificate_of(site.actor.user)).ours
        with pytest.raises(BadInput, match="proves themselves"):
            told("site-certificate", "--login", "tunde")
    finally:
        site.close()


@pytest.mark.requirement("SIG-2", "SIG-1")
def test_an_expired_certificate_signs_nothing_and_says_so(house: House, tmp_path: Path) -> None:
    site = house.unlock()
    try:
        site.session.use_own_certificate(house.zoe.passphrase, house.zoe.code(), own(days=(-30, 2)))
        sign(site, house, note())
        house.clock.advance(timedelta(days=3).total_seconds())
        with pytest.raises(Known, match="no signing certificate that is good today"):
            sign(site, house, note())
        with pytest.raises(Known, match="no signing certificate that is good today"):
            act = site.sign(house.zoe.passphrase, house.zoe.code())
            export(site, "roster", tmp_path / "never.pdf", ReportOptions(), act, "reviewed")
        assert not (tmp_path / "never.pdf").exists()
        site.session.use_own_certificate(house.zoe.passphrase, house.zoe.code(), own(days=(-30, 300)))
        sign(site, house, note())
    finally:
        site.close()
