"""The site's own certification authority: keys, certificates, seal, revocation list (SIG-2, design section 6).

Pure functions of keys and names. It knows no database and keeps nothing: the authority's key is sealed to
officers and recovery kit by the workspace, a person's key lives in their slot, the seal's key in the database.
Elliptic curve P-256 with SHA-256 throughout: what every PDF reader can check.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID, ObjectIdentifier

from db.clock import Clock
from db.randomness import token
from db.signing.keys import damaged_key, private_key, public_key, read_certificate

AUTHORITY_YEARS = 30
PERSON_YEARS = 10
CRL_DAYS = 366

# RFC 9336: a key purpose for signing documents that people read.
DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
# X.520 upper bounds of common name, organisation and title.
_NAME_BOUND = 64
# A phone bears witness to the clock, the clock may be corrected by some minutes: what is signed right after
# enrolment must not lie before the certificate.
_TOLERANCE = timedelta(hours=1)
_DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class Authority:
    """The authority's private key (PKCS#8, DER) with its own certificate (DER)."""

    key: bytes = field(repr=False)
    certificate: bytes


@dataclass(frozen=True)
class SealPair:
    """The seal's private key (PKCS#8, DER) with the certificate the authority made for it (DER)."""

    key: bytes = field(repr=False)
    certificate: bytes


@dataclass(frozen=True)
class Revocation:
    """One withdrawn certificate: its serial number and since when."""

    serial: int
    at: datetime


def new_key() -> bytes:
    """A new P-256 private key as PKCS#8 in DER, not encrypted: whoever takes it has to seal it."""
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def make_authority(site_name: str, clock: Clock) -> Authority:
    """A new authority for a site, good for thirty years; its certificate is signed by itself."""
    key = new_key()
    private = _curve_key(key)
    name = _name(f"{site_name} – signing authority", site_name)
    start, end = _span(clock, AUTHORITY_YEARS)
    builder = (
        _builder(name, private.public_key(), start, end)
        .issuer_name(name)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(authority=True), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(private.public_key()), critical=False)
    )
    return Authority(key, _der(builder.sign(private, hashes.SHA256())))


def issue(
    authority: Authority, key: bytes, *, name: str, role: str, clock: Clock, user: str = "", years: int = PERSON_YEARS
) -> bytes:
    """A certificate (DER) for a person, ending no later than the authority's own.

    ``key`` is the person's PKCS#8 private key or SubjectPublicKeyInfo, DER. ``user`` is the account's id: two
    people may bear one name, no two bear one id (21 CFR 11.100(a)).
    """
    issuer = read_certificate(authority.certificate)
    site = next((str(part.value) for part in issuer.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)), "")
    return _issue(authority, _curve_public(key), _name(name, site, role, user), clock, years)


def make_seal(authority: Authority, site_name: str, clock: Clock, workspace: str = "") -> SealPair:
    """The workspace's seal: origin and integrity of what is exported, without anybody signing."""
    key = new_key()
    subject = _name(f"{site_name} – workspace seal", site_name, "Seal", workspace)
    return SealPair(key, _issue(authority, _curve_public(key), subject, clock, AUTHORITY_YEARS))


def make_crl(authority: Authority, revoked: Sequence[Revocation], number: int, clock: Clock) -> bytes:
    """The authority's list of withdrawn certificates (DER), good for a year; ``number`` only ever grows."""
    issuer = read_certificate(authority.certificate)
    now = clock.now().astimezone(UTC).replace(microsecond=0)
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.subject)
        .last_update(now)
        .next_update(now + timedelta(days=CRL_DAYS))
        .add_extension(x509.CRLNumber(number), critical=False)
    )
    for one in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(one.serial)
        builder = builder.add_revoked_certificate(entry.revocation_date(one.at.astimezone(UTC)).build())
    return builder.sign(_curve_key(authority.key), hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def fingerprint(certificate: bytes) -> str:
    """SHA-256 of the certificate as 64 hex digits: what the register stores and `verify` compares."""
    return read_certificate(certificate).fingerprint(hashes.SHA256()).hex()


def short_fingerprint(certificate: bytes) -> str:
    """The two first bytes and the last, as the signature block prints them: 4F:A2:…:19."""
    digits = fingerprint(certificate).upper()
    return f"{digits[:2]}:{digits[2:4]}:…:{digits[-2:]}"


def in_fours(fingerprint: str) -> str:
    """As it is read out: groups of four digits."""
    return " ".join(fingerprint.upper()[at : at + 4] for at in range(0, len(fingerprint), 4))


def issued_by(certificate: bytes, authority: bytes) -> bool:
    """Whether the authority's key made this certificate; names alone would also fit an authority replaced since."""
    try:
        read_certificate(certificate).verify_directly_issued_by(read_certificate(authority))
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _issue(
    authority: Authority, public: ec.EllipticCurvePublicKey, subject: x509.Name, clock: Clock, years: int
) -> bytes:
    issuer, private = read_certificate(authority.certificate), _curve_key(authority.key)
    start, end = _span(clock, years)
    builder = (
        _builder(subject, public, start, min(end, issuer.not_valid_after_utc))
        .issuer_name(issuer.subject)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(authority=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([DOCUMENT_SIGNING]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(private.public_key()), critical=False)
    )
    return _der(builder.sign(private, hashes.SHA256()))


def _builder(
    subject: x509.Name, public: ec.EllipticCurvePublicKey, start: datetime, end: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(public)
        # positive and at most 16 bytes (RFC 5280, 4.1.2.2 allows 20)
        .serial_number(int.from_bytes(token(16)) >> 1 | 1)
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _span(clock: Clock, years: int) -> tuple[datetime, datetime]:
    now = clock.now().astimezone(UTC).replace(microsecond=0)
    return now - _TOLERANCE, now + timedelta(days=round(years * _DAYS_A_YEAR))


def _bounded(text: str) -> str:
    """As much of it as a name in a certificate holds; counted in bytes of UTF-8, of which a Japanese letter takes 3."""
    return text.encode("utf-8")[:_NAME_BOUND].decode("utf-8", "ignore")


def _name(common: str, organisation: str, title: str = "", serial: str = "") -> x509.Name:
    parts = (
        (NameOID.COMMON_NAME, common),
        (NameOID.ORGANIZATION_NAME, organisation),
        (NameOID.TITLE, title),
        (NameOID.SERIAL_NUMBER, serial),
    )
    return x509.Name([x509.NameAttribute(oid, _bounded(text)) for oid, text in parts if text])


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)


def _curve_key(key: bytes) -> ec.EllipticCurvePrivateKey:
    private = private_key(key)
    if not isinstance(private, ec.EllipticCurvePrivateKey):
        raise damaged_key()
    return private


def _curve_public(key: bytes) -> ec.EllipticCurvePublicKey:
    public = public_key(key)
    if not isinstance(public, ec.EllipticCurvePublicKey):
        raise damaged_key()
    return public
