"""A certificate of one's own, brought in a PKCS#12 file (.p12, .pfx): what is in it and whether it will do (SIG-2).

Pure: bytes and password in, key and certificates out. The key goes on into the slot, the certificates into the
register; the file itself is kept nowhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from db.days import shown
from db.errors import BadInput, Refused
from db.folding import fold
from db.signing.keys import PrivateKey, key_words, weakness

MOST = 1_000_000
"""Bytes. A file with a key and its certificates has some kilobytes."""
_LONGEST_CHAIN = 6
_KEPT = "Nothing was changed; you sign as before."
_WORD = re.compile(r"[^\W_]+")
_TITLES = frozenset(
    ("dr", "prof", "med", "phd", "md", "mr", "mrs", "ms", "msc", "bsc", "dipl", "rer", "nat", "mag", "ing", "univ")
)


@dataclass(frozen=True)
class OwnCertificate:
    """``key``: PKCS#8, DER. ``certificate`` and ``issuers``: DER, who issued it first, the root last; ``names``:
    whom it is made out to, the common name first; ``authority``: the root's name."""

    key: bytes = field(repr=False)
    certificate: bytes = field(repr=False)
    issuers: tuple[bytes, ...] = field(repr=False)
    names: tuple[str, ...]
    authority: str
    fingerprint: str
    authority_fingerprint: str
    kind: str
    valid_from: datetime
    valid_until: datetime


def read_own(content: bytes, password: str) -> OwnCertificate:
    """What the file holds. Raises BadInput for a wrong password, for what is no such file, for a key of a kind nobody
    signs with here, for a certificate that is not for signing, and where its issuer's certificate is missing."""
    key, own, others = _opened(content, password)
    _demand_for_signing(own)
    chain = _chain(own, others)
    last = chain[-1]
    form = serialization.PrivateFormat.PKCS8
    pkcs8 = key.private_bytes(serialization.Encoding.DER, form, serialization.NoEncryption())
    return OwnCertificate(
        pkcs8, _der(own), tuple(_der(one) for one in chain), _names(own), authority_name(last), _print(own),
        _print(last), key_words(own.public_key()), own.not_valid_before_utc, own.not_valid_after_utc,
    )  # fmt: skip


def demand_good(own: OwnCertificate, name: str, now: datetime) -> None:
    """That somebody of this printed name may sign with it today. Raises Refused for a certificate that has expired, is
    not good yet, or is made out to somebody else."""
    if now > own.valid_until:
        raise Refused(
            f"This certificate expired on {shown(own.valid_until.astimezone(now.tzinfo).date())}.", kept=_KEPT,
            todo="Ask who issued it for a new one.",
        )  # fmt: skip
    if now < own.valid_from:
        raise Refused(
            f"This certificate is good from {shown(own.valid_from.astimezone(now.tzinfo).date())} on.", kept=_KEPT,
            todo="Come back on that day, and check this computer's clock.",
        )  # fmt: skip
    if not any(_same_person(name, made_out) for made_out in own.names):
        raise Refused(
            f"This certificate is made out to {own.names[0] if own.names else 'nobody'}; you are {name}.", kept=_KEPT,
            todo="Everybody signs with a certificate of their own. If it is your name, an officer corrects your user.",
        )  # fmt: skip


def authority_name(certificate: x509.Certificate) -> str:
    """Common name, or what else names it."""
    for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATIONAL_UNIT_NAME, NameOID.ORGANIZATION_NAME):
        found = certificate.subject.get_attributes_for_oid(oid)
        if found:
            return str(found[0].value)
    return certificate.subject.rfc4514_string() or "an unnamed authority"


def _opened(content: bytes, password: str) -> tuple[PrivateKey, x509.Certificate, list[x509.Certificate]]:
    if len(content) > MOST:
        raise BadInput("This file is too big to be a certificate with its key.", kept=_KEPT, todo="Choose another one.")
    try:
        found = pkcs12.load_pkcs12(content, password.encode() if password else None)
    except UnsupportedAlgorithm as problem:
        raise BadInput("The file is locked in a way this program does not know.", kept=_KEPT,
                       todo="Export it again with AES-256.") from problem  # fmt: skip
    except (ValueError, TypeError) as problem:
        if "password" in str(problem).casefold():
            raise BadInput("This password does not open the file.", kept=_KEPT,
                           todo="Type the one that was given when it was exported.") from problem  # fmt: skip
        raise BadInput("This is no PKCS#12 file, or it is damaged.", kept=_KEPT,
                       todo="Export certificate and key again, as .p12 or .pfx.") from problem  # fmt: skip
    if found.key is None or found.cert is None:
        raise BadInput("The file holds certificates, but no key to sign with.", kept=_KEPT,
                       todo="Export it again, with the private key.")  # fmt: skip
    key, own = found.key, found.cert.certificate
    weak = weakness(own.public_key())
    if weak or not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise BadInput(
            f"The file holds {weak or 'a key of another kind than its certificate'}.", kept=_KEPT,
            todo="Ask who issued it for an RSA key of at least 2048 bits, or for P-256, P-384 or P-521.",
        )  # fmt: skip
    return key, own, [one.certificate for one in found.additional_certs]


def _demand_for_signing(own: x509.Certificate) -> None:
    try:
        usage = own.extensions.get_extension_for_class(x509.KeyUsage).value
        signs = usage.digital_signature or usage.content_commitment
    except x509.ExtensionNotFound:
        signs = True
    if not signs or _may_issue(own):
        raise BadInput("This certificate is not made for signing documents.", kept=_KEPT,
                       todo="Choose the one for signing; some cards and authorities give several.")  # fmt: skip


def _chain(own: x509.Certificate, others: list[x509.Certificate]) -> list[x509.Certificate]:
    """Issuer after issuer, up to the root."""
    if _issued(own, own):
        raise BadInput("This certificate was made by itself: nobody vouches for it.", kept=_KEPT,
                       todo="Use the site's certificate, which you have, or one of an authority.")  # fmt: skip
    chain, last = list[x509.Certificate](), own
    while len(chain) < _LONGEST_CHAIN and not (chain and _issued(last, last)):
        found = next((one for one in others if one not in chain and _may_issue(one) and _issued(last, one)), None)
        if found is None:
            break
        chain.append(found)
        last = found
    if not chain or not _issued(last, last):  # a changed byte in a last one that nobody signed would go unseen
        raise BadInput(
            "The file does not hold the certificates of who issued it, up to the root.", kept=_KEPT,
            todo="Export it again with all certificates of the chain.",
        )  # fmt: skip
    return chain


def _issued(one: x509.Certificate, by: x509.Certificate) -> bool:
    try:
        one.verify_directly_issued_by(by)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _may_issue(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def _names(own: x509.Certificate) -> tuple[str, ...]:
    def of(oid: x509.ObjectIdentifier) -> list[str]:
        return [str(one.value) for one in own.subject.get_attributes_for_oid(oid)]

    both = " ".join((*of(NameOID.GIVEN_NAME), *of(NameOID.SURNAME)))
    return tuple(one for one in (*of(NameOID.COMMON_NAME), both) if one.strip())


def _same_person(name: str, made_out: str) -> bool:
    """Whether the words of one name are all in the other, titles, accents, capitals and order apart: authorities leave
    out or add a second given name. One word alone names nobody, unless it is the whole name."""
    one, other = _words(name), _words(made_out)
    fewer, more = sorted((one, other), key=len)
    return bool(fewer) and fewer <= more and (len(fewer) > 1 or one == other)


def _words(name: str) -> set[str]:
    return set(_WORD.findall(fold(name))) - _TITLES


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)


def _print(certificate: x509.Certificate) -> str:
    return certificate.fingerprint(hashes.SHA256()).hex()
