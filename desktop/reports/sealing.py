"""The workspace's seal on a report: where it comes from and that it is whole (RPT-2). Asks nobody for a code.

All fields for signatures are laid out before the seal: a field added later would be a change the seal forbids.
"""

from __future__ import annotations

from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, SigFieldSpec, append_signature_field

from db.signing.records import Seal
from desktop.reports.embedding import Act, Revision, Signer, embed
from desktop.reports.finishing import Drawn
from desktop.reports.pieces import SEAL
from desktop.reports.stamp import APPROVED, Stamp

REASON = "Sealed by the workspace it comes from"


def seal_report(drawn: Drawn, stamp: Stamp, seal: Seal) -> bytes:
    """The sealed PDF: a certifying signature that allows no change but the signatures laid out."""
    writer = Revision(drawn.pdf)
    for name, (page, rectangle) in drawn.fields.items():
        lock = FieldMDPSpec(FieldMDPAction.ALL) if name == APPROVED else None
        left, lower, right, upper = (round(edge) for edge in rectangle)
        spec = SigFieldSpec(
            sig_field_name=name,
            on_page=page,
            box=(left, lower, right, upper),
            field_mdp_spec=lock,
            readable_field_name=_called(name),
        )
        append_signature_field(writer, spec)
    act = Act(
        field=SEAL,
        at=stamp.made_at,
        reason=REASON,
        location=stamp.site,
        program=stamp.version,
        certify=True,
    )
    return embed(writer, Signer(seal.key, seal.certificate, (seal.authority,), stamp.site), act)


def _called(name: str) -> str:
    return "Seal of the workspace" if name == SEAL else f"Signature: {name}"
