"""Certificate files as authorities hand them out: a root, an issuer below it, people with keys of several kinds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

PASSWORD = "the file’s own password"
MORNING = datetime.fromisoformat("2026-11-23T08:00:00+01:00")
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


@dataclass(frozen=True)
class Issuer:
    """Who issues: key and certificate."""

    key: Key
    certificate: x509.Certificate


def rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


@cache
def authorities() -> tuple[Issuer, Issuer]:
    """A root and the issuer below it, made once."""
    root_key, middle_key = rsa_key(), ec.generate_private_key(ec.SECP384R1())
    root = certificate("Nordic Trust Root", root_key, None, authority=True)
    middle = certificate("Nordic Trust Signing 3", middle_key, Issuer(root_key, root), authority=True)
    return Issuer(root_key, root), Issuer(middle_key, middle)


def certificate(
    name: str, key: Key, issuer: Issuer | None, *, authority: bool = False, days: tuple[int, int] = (-30, 365),
    signs: bool = True,
) -> x509.Certificate:  # fmt: skip
    """``days``: from and until, counted from the test's morning; ``issuer`` None: made by itself."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    by = issuer.certificate.subject if issuer else subject
    usage = dict.fromkeys(
        ("key_agreement", "data_encipherment", "key_encipherment", "encipher_only", "decipher_only"), False
    )
    builder = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(by).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(MORNING + timedelta(days=days[0])).not_valid_after(MORNING + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(digital_signature=signs and not authority, content_commitment=False,
                          key_cert_sign=authority, crl_sign=authority, **usage), critical=True)
    )  # fmt: skip
    made_by = issuer.key if issuer else key
    return builder.sign(made_by, None if isinstance(made_by, ed25519.Ed25519PrivateKey) else hashes.SHA256())


def written(key: Key, own: x509.Certificate, *others: x509.Certificate, password: str = PASSWORD) -> bytes:
    """The .p12 file."""
    lock = serialization.BestAvailableEncryption(password.encode()) if password else serialization.NoEncryption()
    return pkcs12.serialize_key_and_certificates(b"signing", key, own, list(others), lock)


def file_of(name: str, key: Key | None = None, **given: object) -> bytes:
    """A person's file with the whole chain."""
    root, middle = authorities()
    key = key or rsa_key()
    own = certificate(name, key, middle, **given)  # type: ignore[arg-type]
    return written(key, own, root.certificate, middle.certificate)
