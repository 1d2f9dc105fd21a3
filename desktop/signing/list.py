"""Who signed a record, when and how, and whether it still is what they signed (SIG-1)."""

from __future__ import annotations

from collections.abc import Sequence

from db.signing.signable import Signature
from desktop.signing.dialog import said
from desktop.widgets.dates import show_date, show_time
from desktop.widgets.timeline import Moment, TimeLine


def signature_moment(signature: Signature, *, covers: bool) -> Moment:
    """“Reviewed by Inés Castillo Ruiz”, then when and how; a signature that no longer covers the record says so."""
    title = f"{said(signature.meaning.capitalize())} · {signature.name}"
    how = said("signed on paper {day}").format(day=show_date(signature.signed)) if signature.paper else ""
    parts = [how or show_time(signature.at.astimezone())]
    if signature.authority:
        how = (
            said("certificate of {authority}")
            if signature.vouched
            else said("certificate of {authority}, not confirmed")
        )
        parts.append(how.format(authority=signature.authority))
    if not covers:
        parts.append(said("no longer covers this version"))
    return Moment(title, " · ".join(parts), id=signature.id)


class SignatureList(TimeLine):
    """Newest last, as they were put."""

    def __init__(self, name: str = "signatures") -> None:
        super().__init__(said("Signatures"), name, none=said("Nobody has signed this."))

    def show_signatures(self, signatures: Sequence[tuple[Signature, bool]]) -> None:
        """(signature, whether it covers the record as it is)."""
        self.show_moments([signature_moment(one, covers=covers) for one, covers in signatures])
