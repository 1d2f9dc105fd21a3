"""Whether a signature's own container holds nothing but the signature, to the last byte.

The bytes between a signature's angle brackets are the only ones of a file that no digest covers. The container is
therefore built again from its parts and compared: a byte changed in there is told like any other.
"""

from __future__ import annotations

import asyncio

from asn1crypto import cms, x509
from pyhanko.sign.signers.pdf_cms import ExternalSigner
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator.registry import SimpleCertificateStore

from db.signing.authority import issued_by


def canonical(signature: EmbeddedPdfSignature, content: bytes) -> bool:
    """For signatures this program makes: two certificates that fit each other, and not a byte besides."""
    try:
        der = _container(signature, content)
        return der is not None and _rebuilt(signature) == der
    except (ValueError, TypeError, KeyError, IndexError):
        return False


def certificates(signature: EmbeddedPdfSignature) -> tuple[bytes, bytes]:
    """The signer's certificate and the authority's, DER. Raises ValueError where there are others."""
    signer = signature.signer_cert
    others = list(signature.other_embedded_certs)
    if len(others) != 1:
        raise ValueError("not the two certificates a report carries")
    return signer.dump(), others[0].dump()


def _container(signature: EmbeddedPdfSignature, content: bytes) -> bytes | None:
    """The DER between the brackets, if what follows it is only the zeros that fill the room."""
    _, gap, after, _ = (int(number) for number in signature.byte_range)
    text = content[gap:after]
    if text[:1] != b"<" or text[-1:] != b">":
        return None
    digits = text[1:-1]
    raw = bytes.fromhex(digits.decode("ascii"))
    if raw.hex().upper().encode() != digits or raw[:2] != b"\x30\x82":
        return None
    length = 4 + int.from_bytes(raw[2:4], "big")
    return raw[:length] if not any(raw[length:]) else None


def _rebuilt(signature: EmbeddedPdfSignature) -> bytes | None:
    signer, authority = certificates(signature)
    if not issued_by(signer, authority) or not issued_by(authority, authority):
        return None
    info = signature.signer_info
    chain = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    chain.register(x509.Certificate.load(authority))
    again = ExternalSigner(
        signing_cert=x509.Certificate.load(signer),
        cert_registry=chain,
        signature_value=info["signature"].native,
        signature_mechanism=cms.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
    )
    attributes = cms.CMSAttributes.load(info["signed_attrs"].untag().dump())
    made = asyncio.run(again.async_sign_prescribed_attributes("sha256", attributes))
    rebuilt: bytes = made.dump()
    return rebuilt
