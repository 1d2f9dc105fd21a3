"""One signature into one field of a PDF: what sealing and signing share.

pyHanko writes the bytes; time comes from the caller and not from the system, and nothing is fetched from a network.
"""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import cms, keys, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigAppearanceSetup, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import BuildProps, SignatureObject
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.stamp import BaseStamp, BaseStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from desktop.reports.quiet import quiet_loggers

DIGEST = "sha256"
# Hexadecimal digits kept free for the signature: two certificates of P-256 and their signature take about 3,400.
_ROOM = 8192
_BESIDES = 2048  # bytes: attributes, an RSA signature of 4096 bits, and the shell around them


@dataclass(frozen=True)
class Signer:
    """Who signs: private key (PKCS#8), certificate and those of its ``issuers`` to the last, DER; ``name``: printed."""

    key: bytes = field(repr=False)
    certificate: bytes = field(repr=False)
    issuers: tuple[bytes, ...] = field(repr=False)
    name: str

    @property
    def room(self) -> int:
        """Hexadecimal digits the signature may take: the usual ones, more only for certificates that are larger."""
        return max(_ROOM, 2 * (sum(map(len, (self.certificate, *self.issuers))) + _BESIDES))


@dataclass(frozen=True)
class Act:
    """One signing: into which field, when, what it means, what is seen. ``certify``: the seal, which allows filling
    in the fields laid out and nothing else; ``lock``: what the signer closes; ``stamp``: a PDF of one page that
    becomes the visible block, None for an empty one."""

    field: str
    at: datetime
    reason: str
    location: str
    program: str
    certify: bool = False
    lock: FieldMDPSpec | None = None
    stamp: bytes | None = None


class Revision(IncrementalPdfFileWriter):
    """One more revision of a PDF. Leaves its information and metadata alone: pyHanko would write the system's time
    and its own name into them, and a signature is no change of the document."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__(io.BytesIO(pdf))

    def _update_meta(self) -> None:
        return


def embed(writer: IncrementalPdfFileWriter, signer: Signer, act: Act) -> bytes:
    """The signed file, one revision longer."""
    quiet_loggers()
    steps = PdfCMSEmbedder().write_cms(act.field, writer, existing_fields_only=True)
    next(steps)
    placeholder = SignatureObject(
        timestamp=act.at,
        subfilter=SigSeedSubFilter.PADES,
        name=signer.name,
        location=act.location,
        reason=act.reason,
        app_build_props=BuildProps(name="Siteward", revision=act.program),
        bytes_reserved=signer.room,
    )
    permissions = MDPPerm.FILL_FORMS if act.certify else None
    steps.send(
        SigObjSetup(
            sig_placeholder=placeholder,
            mdp_setup=SigMDPSetup(DIGEST, certify=act.certify, field_lock=act.lock, docmdp_perms=permissions),
            appearance_setup=SigAppearanceSetup(style=_Picture(act.stamp), timestamp=act.at, name=None),
        )
    )
    prepared, output = steps.send(SigIOSetup(md_algorithm=DIGEST, output=io.BytesIO()))
    steps.send(_signature(signer, prepared.document_digest))
    signed: bytes = output.getvalue()
    return signed


def _signature(signer: Signer, digest: bytes) -> cms.ContentInfo:
    chain = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    for issuer in signer.issuers:
        chain.register(x509.Certificate.load(issuer))
    worker = SimpleSigner(
        signing_cert=x509.Certificate.load(signer.certificate),
        signing_key=keys.PrivateKeyInfo.load(signer.key),
        cert_registry=chain,
    )
    return asyncio.run(worker.async_sign(digest, DIGEST, use_pades=True))


class _Picture(BaseStampStyle):
    """A finished drawing as the field's appearance."""

    def __init__(self, picture: bytes | None) -> None:
        super().__init__(border_width=0, background_opacity=1.0)
        object.__setattr__(self, "_picture", picture)

    def create_stamp(self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: dict[str, str]) -> BaseStamp:
        return _Drawn(writer, self, box, self._picture)  # type: ignore[attr-defined]


class _Drawn(BaseStamp):
    def __init__(self, writer: BasePdfFileWriter, style: _Picture, box: BoxConstraints, picture: bytes | None) -> None:
        super().__init__(writer=writer, style=style, box=box)
        self._picture = picture

    def render(self) -> bytes:
        from pyhanko.pdf_utils.reader import PdfFileReader

        if self._picture is None:
            return b""
        assert self.writer is not None
        drawing = self.writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._picture)), page_ix=0)
        self.resources.xobject["/Block"] = drawing
        return b"/Block Do"
