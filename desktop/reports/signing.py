"""A person's signature on a sealed report, with its meaning, in turn (SIG-1, RPT-2; 21 CFR 11.50, 11.70).

Asking for passphrase and code is the vault's; what arrives here is the key, for one act. The approver is last: their
signature closes every field, so that nobody signs after them.
"""

from __future__ import annotations

from datetime import datetime

from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, enumerate_sig_fields

from db.errors import BadInput, Refused
from db.signing.authority import short_fingerprint
from db.signing.keys import same_key
from desktop.reports.block import Block, signature_block
from desktop.reports.embedding import Act, Revision, Signer, embed
from desktop.reports.hostile import reading
from desktop.reports.pieces import SEAL
from desktop.reports.stamp import APPROVED


def sign_report(pdf: bytes, meaning: str, signer: Signer, *, role: str, at: datetime, site: str, program: str) -> bytes:
    """The report with one more signature. ``meaning``: one of those laid out; ``at``: with zone.

    Raises BadInput where no such signature is laid out, Refused where it is taken or the approver closed the report.
    The caller has verified the file before: what is signed must be what was shown.
    """
    if not same_key(signer.key, signer.certificate):
        raise BadInput("This signing key does not belong to the certificate on record.", kept="Nothing was signed.")
    with reading():
        writer = Revision(pdf)
        fields = {name: (value, reference) for name, value, reference in enumerate_sig_fields(writer.prev)}
    _may_sign(meaning, {name: value is not None for name, (value, _) in fields.items()})
    left, lower, right, upper = (float(edge) for edge in fields[meaning][1].get_object()["/Rect"])
    block = Block(
        meaning=meaning,
        name=signer.name,
        role=role,
        at=at,
        certificate=short_fingerprint(signer.certificate),
        size=(right - left, upper - lower),
    )
    act = Act(
        field=meaning,
        at=at,
        reason=meaning.capitalize(),
        location=site,
        program=program,
        lock=FieldMDPSpec(FieldMDPAction.ALL) if meaning == APPROVED else None,
        stamp=signature_block(block),
    )
    return embed(writer, signer, act)


def open_meanings(pdf: bytes) -> tuple[str, ...]:
    """The signatures that are laid out in a report and not given yet; none once the approver has signed."""
    with reading():
        fields = {name: value is not None for name, value, _ in enumerate_sig_fields(Revision(pdf).prev)}
    if fields.get(APPROVED) or not fields.get(SEAL):
        return ()
    return tuple(name for name, signed in fields.items() if not signed and name != SEAL)


def _may_sign(meaning: str, signed: dict[str, bool]) -> None:
    if SEAL not in signed or not signed[SEAL]:
        raise BadInput(
            "This PDF does not carry a workspace's seal, so it is no report to sign.",
            kept="It was not changed.",
            todo="Export the report and sign what comes out.",
        )
    if meaning not in signed or meaning == SEAL:
        laid_out = ", ".join(name for name in signed if name != SEAL) or "none"
        raise BadInput(
            f"No signature with the meaning “{meaning}” is laid out in this report ({laid_out}).",
            kept="It was not changed.",
            todo="Export it again with that signature.",
        )
    if signed[meaning]:
        raise Refused(f"This report is {meaning} already.", kept="It was not changed.")
    if signed.get(APPROVED):
        raise Refused(
            "The approver has signed this report and thereby closed it.",
            kept="It was not changed.",
            todo="Export a new one, to be signed by the approver last.",
        )
