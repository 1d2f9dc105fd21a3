"""Keys and certificates as bytes: reading them, signing with them, comparing them. The site's own are P-256; what
people bring with them (PKCS#12) may also be RSA. Keeps nothing and prints no key.
"""

from __future__ import annotations

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from db.signing.errors import CertificateDamaged

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
PublicKey = ec.EllipticCurvePublicKey | rsa.RSAPublicKey
CURVES = ("secp256r1", "secp384r1", "secp521r1")
LEAST_RSA = 2048


def read_certificate(certificate: bytes) -> x509.Certificate:
    """The parsed certificate. Raises CertificateDamaged."""
    try:
        return x509.load_der_x509_certificate(certificate)
    except ValueError as error:
        raise CertificateDamaged(
            "A certificate cannot be read.",
            kept="Signed documents are not touched by this.",
            todo="Restore the newest backup, or enrol the person again.",
        ) from error


def private_key(key: bytes) -> PrivateKey:
    """PKCS#8, DER. Raises CertificateDamaged for what cannot be read or is of a kind nobody signs with here."""
    try:
        private = serialization.load_der_private_key(key, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        # not chained to the key's bytes: the message of a parser may quote them
        raise damaged_key() from error
    if not isinstance(private, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise damaged_key()
    return private


def public_key(key: bytes) -> PublicKey:
    """Of a private key (PKCS#8) or as it is (SubjectPublicKeyInfo), DER. Raises CertificateDamaged."""
    try:
        public = serialization.load_der_public_key(key)
    except (ValueError, UnsupportedAlgorithm):
        return private_key(key).public_key()
    if not isinstance(public, ec.EllipticCurvePublicKey | rsa.RSAPublicKey):
        raise damaged_key()
    return public


def weakness(public: object) -> str:
    """Why nobody signs with this kind of key here; empty where they may. In words that end a sentence."""
    if isinstance(public, rsa.RSAPublicKey):
        return "" if public.key_size >= LEAST_RSA else f"an RSA key of {public.key_size} bits, which is too short"
    if isinstance(public, ec.EllipticCurvePublicKey):
        return "" if public.curve.name in CURVES else f"a key on the curve {public.curve.name}"
    kind = type(public).__name__.removeprefix("_").removesuffix("PublicKey")
    return f"a key of the kind {kind}"


def key_words(public: object) -> str:
    """“RSA, 3072 bits”, “P-256”."""
    if isinstance(public, rsa.RSAPublicKey):
        return f"RSA, {public.key_size} bits"
    if isinstance(public, ec.EllipticCurvePublicKey):
        return f"P-{public.curve.key_size}"
    return "unknown"


def same_key(key: bytes, certificate: bytes) -> bool:
    """Whether a private key (PKCS#8, DER) is the one a certificate speaks of."""
    return spki(public_key(key)) == spki(read_certificate(certificate).public_key())


def sign_bytes(key: bytes, content: bytes) -> bytes:
    """ECDSA, or RSA (PKCS#1 v1.5), with SHA-256 over the content. ``key``: PKCS#8, DER. Raises CertificateDamaged."""
    private = private_key(key)
    if isinstance(private, rsa.RSAPrivateKey):
        return private.sign(content, padding.PKCS1v15(), hashes.SHA256())
    return private.sign(content, ec.ECDSA(hashes.SHA256()))


def signed_by(certificate: bytes, value: bytes, content: bytes) -> bool:
    """Whether the certificate's key made this signature over this content."""
    public = read_certificate(certificate).public_key()
    try:
        if isinstance(public, rsa.RSAPublicKey):
            public.verify(value, content, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(value, content, ec.ECDSA(hashes.SHA256()))
        else:
            return False
    except InvalidSignature:
        return False
    return True


def spki(public: object) -> bytes:
    """SubjectPublicKeyInfo, DER: what two keys are compared by; empty for a kind that has none."""
    if not hasattr(public, "public_bytes"):
        return b""
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    written: bytes = public.public_bytes(serialization.Encoding.DER, form)
    return written


def damaged_key() -> CertificateDamaged:
    """A key on record that cannot be read; never shows its bytes."""
    return CertificateDamaged(
        "A signing key cannot be read.",
        kept="Documents signed before stay signed.",
        todo="Restore the newest backup, or enrol the person again for a new key.",
    )
