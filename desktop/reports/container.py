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

_LONGEST = 7
_MECHANISMS = {"ec": "sha256_ecdsa", "rsa": "sha256_rsa"}


def canonical(signature: EmbeddedPdfSignature, content: bytes) -> bool:
    """For signatures this program makes: certificates that fit each other, and not a byte besides."""
    try:
        der = _container(signature, content)
        return der is not None and _rebuilt(signature) == der
    except (ValueError, TypeError, KeyError, IndexError):
        return False


def certificates(signature: EmbeddedPdfSignature) -> tuple[bytes, ...]:
    """The signer's certificate, who issued it, and so on to the root, DER. Raises ValueError where one is missing,
    or stands there that belongs to nothing."""
    chain = [signature.signer_cert.dump()]
    others = [one.dump() for one in signature.other_embedded_certs]
    while others:
        issuer = next((one for one in others if issued_by(chain[-1], one)), None)
        if issuer is None:
            break
        others.remove(issuer)
        chain.append(issuer)
    if others or not 2 <= len(chain) <= _LONGEST or not issued_by(chain[-1], chain[-1]):
        raise ValueError("not the certificates a report carries")
    return tuple(chain)


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
    signer, *issuers = certificates(signature)
    info, own = signature.signer_info, x509.Certificate.load(signer)
    chain = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    for issuer in issuers:
        chain.register(x509.Certificate.load(issuer))
    again = ExternalSigner(
        signing_cert=own,
        cert_registry=chain,
        signature_value=info["signature"].native,
        signature_mechanism=cms.SignedDigestAlgorithm({"algorithm": _MECHANISMS[own.public_key.algorithm]}),
    )
    attributes = cms.CMSAttributes.load(info["signed_attrs"].untag().dump())
    made = asyncio.run(again.async_sign_prescribed_attributes("sha256", attributes))
    rebuilt: bytes = made.dump()
    return rebuilt
