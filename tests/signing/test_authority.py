"""The site's own certificates, as other programs read them."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import NameOID

from db.clock import SetClock
from db.signing.authority import (
    Revocation,
    fingerprint,
    issue,
    issued_by,
    make_authority,
    make_crl,
    make_seal,
    new_key,
    short_fingerprint,
)
from db.signing.errors import CertificateDamaged
from db.signing.keys import read_certificate, same_key

NOW = datetime.fromisoformat("2026-11-23T18:40:00+01:00")


@pytest.mark.requirement("SIG-2")
def test_openssl_accepts_the_chain_and_its_purposes(tmp_path: Path) -> None:
    clock = SetClock(NOW)
    authority = make_authority("Klinikum Nord, Site 0417", clock)
    key = new_key()
    person = issue(authority, key, name="Inés Castillo Ruiz", role="Principal investigator", clock=clock, user="u-1")
    for name, der in (("authority", authority.certificate), ("person", person)):
        pem = x509.load_der_x509_certificate(der).public_bytes(serialization.Encoding.PEM)
        (tmp_path / name).write_bytes(pem)
    when = str(int(NOW.timestamp()) + 60)
    said = subprocess.run(
        ["openssl", "verify", "-x509_strict", "-attime", when, "-CAfile", tmp_path / "authority", tmp_path / "person"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr


def test_people_last_ten_years_and_never_longer_than_the_authority() -> None:
    clock = SetClock(NOW)
    authority = make_authority("Nord", clock)
    assert _years(authority.certificate) == pytest.approx(30, abs=0.01)
    assert _years(issue(authority, new_key(), name="A", role="", clock=clock)) == pytest.approx(10, abs=0.01)
    clock.advance(25 * 365.25 * 86_400)
    late = read_certificate(issue(authority, new_key(), name="A", role="", clock=clock))
    assert late.not_valid_after_utc == read_certificate(authority.certificate).not_valid_after_utc


def test_a_name_of_any_length_and_script_makes_a_certificate() -> None:
    clock = SetClock(NOW)
    authority = make_authority("S" * 200, clock)
    for name in ("x" * 200, "山田 花子", "حداد ليلى", "<b>&amp;\n", "東京都立大学医学部附属病院臨床研究センター" * 2):
        made = read_certificate(issue(authority, new_key(), name=name, role="r" * 200, clock=clock))
        assert str(made.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value) == name.encode()[:64].decode(
            errors="ignore"
        )


def test_an_authority_of_the_same_name_did_not_issue_it() -> None:
    clock = SetClock(NOW)
    old, new = make_authority("Nord", clock), make_authority("Nord", clock)
    seal = make_seal(old, "Nord", clock)
    assert issued_by(seal.certificate, old.certificate)
    assert not issued_by(seal.certificate, new.certificate)


def test_withdrawn_certificates_are_listed() -> None:
    clock = SetClock(NOW)
    authority = make_authority("Nord", clock)
    crl = x509.load_der_x509_crl(make_crl(authority, [Revocation(4711, NOW)], 3, clock))
    found = crl.get_revoked_certificate_by_serial_number(4711)
    assert found is not None
    assert found.revocation_date_utc == NOW.astimezone(UTC)
    assert crl.next_update_utc is not None and crl.next_update_utc - NOW > timedelta(days=365)
    public = read_certificate(authority.certificate).public_key()
    assert crl.is_signature_valid(public)  # type: ignore[arg-type]


def test_keys_are_kept_out_of_what_is_printed() -> None:
    clock = SetClock(NOW)
    authority = make_authority("Nord", clock)
    seal = make_seal(authority, "Nord", clock)
    for secret, shown in ((authority.key, repr(authority)), (seal.key, repr(seal))):
        assert repr(secret)[2:-1] not in shown
        assert secret.hex() not in shown


def test_fingerprints_and_keys_belong_together() -> None:
    clock = SetClock(NOW)
    authority = make_authority("Nord", clock)
    key = new_key()
    made = issue(authority, key, name="A", role="", clock=clock)
    assert same_key(key, made)
    assert not same_key(new_key(), made)
    whole, short = fingerprint(made).upper(), short_fingerprint(made)
    assert short == f"{whole[:2]}:{whole[2:4]}:…:{whole[-2:]}"


def test_damaged_keys_and_certificates_are_told() -> None:
    clock = SetClock(NOW)
    authority = make_authority("Nord", clock)
    with pytest.raises(CertificateDamaged):
        read_certificate(b"not a certificate")
    with pytest.raises(CertificateDamaged, match="signing key") as told:
        issue(authority, b"not a key", name="A", role="", clock=clock)
    assert told.value.exit_code == 1


def _years(der: bytes) -> float:
    read = read_certificate(der)
    return (read.not_valid_after_utc - read.not_valid_before_utc).days / 365.25
