"""What a PDF says and shows of itself: its signatures one by one, and the data embedded in it. Knows no workspace.

Slow work (parsing a stranger's file, comparing its revisions): for a worker thread.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from db.signing.authority import fingerprint
from db.signing.keys import read_certificate
from db.signing.pkcs12 import authority_name
from desktop.reports.container import canonical, certificates
from desktop.reports.difference import SignaturesOnly
from desktop.reports.finishing import ATTACHMENT
from desktop.reports.hostile import pdf_bytes, reading
from desktop.reports.pieces import SEAL
from desktop.reports.stamp import MEANINGS

_MANY = 50
# the site's certificates say both; another authority may have put either into its own
_FOR_SIGNING = KeyUsageConstraints({"non_repudiation", "digital_signature"}, match_all_key_usages=False)
_SEALED = SignaturesOnly()


@dataclass(frozen=True)
class Signature:
    """One signature of a file. ``intact``: what it covers is unchanged and what came after it was allowed;
    ``whole``: it covers the file to its last byte; ``seal``: it is a workspace's seal; ``signer`` and ``issuer``:
    fingerprints, ``issuer`` (``authority`` by name) empty where the file does not carry the authority's certificate."""

    field: str
    meaning: str
    name: str
    title: str
    serial: str
    at: datetime | None
    intact: bool
    whole: bool
    seal: bool
    signer: str
    issuer: str
    in_time: bool
    authority: str = ""


@dataclass(frozen=True)
class Found:
    """Everything a file tells without a workspace. ``data``: siteward.json, empty where there is none."""

    sha256: str
    signatures: tuple[Signature, ...]
    data: dict[str, Any]


def read_report(path: Path) -> Found:
    """Raises BadInput and UnreadablePdf for what is no PDF; never anything else, whatever the file holds."""
    return read_report_bytes(pdf_bytes(path))


def read_report_bytes(content: bytes) -> Found:
    """The same for a file in memory."""
    with reading():
        reader = PdfFileReader(io.BytesIO(content))
        embedded = sorted(reader.embedded_signatures, key=lambda one: int(one.signed_revision))[:_MANY]
        sealed = bool(embedded) and _seals(embedded[0])
        signatures = tuple(_signature(one, content, sealed) for one in embedded)
        data = _data(reader)
    return Found(hashlib.sha256(content).hexdigest(), signatures, data)


def _signature(one: EmbeddedPdfSignature, content: bytes, sealed: bool) -> Signature:
    at = one.self_reported_timestamp
    signer = one.signer_cert
    subject = {part["type"].native: part["value"].native for rdn in signer.subject.chosen for part in rdn}
    ours = bool(one.field_name == SEAL or one.field_name in MEANINGS)
    issuer, root = "", None
    if ours:
        try:
            root = certificates(one)[-1]
            issuer = fingerprint(root)
        except ValueError:
            root = None
    # what was added to a file that no workspace sealed is not judged: there only a signature over all of it counts
    status = validate_pdf_signature(
        one, _context(root, at), diff_policy=_SEALED if sealed else None, skip_diff=not sealed,
        key_usage_settings=_FOR_SIGNING,
    )  # fmt: skip
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    covered = status.coverage is not None and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    undisturbed = bool(status.docmdp_ok) if sealed else whole
    intact = bool(status.intact and status.valid and covered and undisturbed)
    field = str(one.field_name)
    return Signature(
        field=field,
        meaning=field if field in MEANINGS else str(one.sig_object.get("/Reason", "") or "signed"),
        name=str(subject.get("common_name", "")) or signer.subject.human_friendly,
        title=str(subject.get("title", "")),
        serial=str(subject.get("serial_number", "")),
        at=at,
        intact=intact and (not ours or canonical(one, content)),
        whole=whole,
        seal=_seals(one) and subject.get("title") == "Seal",
        signer=fingerprint(signer.dump()),
        issuer=issuer,
        in_time=bool(status.trusted) if root is not None else False,
        authority=authority_name(read_certificate(root)) if root is not None else "",
    )


def _seals(one: EmbeddedPdfSignature) -> bool:
    """Whether it is laid out as a seal: in the seal's field, certifying, allowing nothing but to fill in fields."""
    return one.field_name == SEAL and one.docmdp_level == MDPPerm.FILL_FORMS


def _context(root: bytes | None, at: datetime | None) -> ValidationContext:
    """Certificates are judged on the day of the signature, with nothing fetched. Which authority is to be believed is
    decided later, by its fingerprint; here the one inside the file serves to see whether the chain holds."""
    return ValidationContext(
        trust_roots=[] if root is None else [x509.Certificate.load(root)],
        moment=at,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


def _data(reader: PdfFileReader) -> dict[str, Any]:
    """The embedded data; empty for files that have none, or something else under that name."""
    try:
        names = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
    except KeyError:
        return {}
    for at in range(0, min(len(names), 2 * _MANY), 2):
        if str(names[at]) == ATTACHMENT:
            content = names[at + 1]["/EF"]["/F"].data
            data = json.loads(content)
            return data if isinstance(data, dict) else {}
    return {}
