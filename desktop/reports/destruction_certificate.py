"""The certificate of destruction (RET-3; forms of regulations.md section 3; NIST SP 800-88): what ended, why it might,
how, who approved, did and saw it, and which copies still hold it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.days import iso, shown
from db.errors import BadInput
from db.retention import destruction as d
from db.retention import records as r
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.pairs import NOTHING, pairs
from desktop.reports.parts import SignedLine, section, signatures, signed_lines, words
from desktop.reports.pieces import Figure, closing_notes, figures, notes, signature_blocks
from desktop.reports.sheet import PORTRAIT, Sheet
from desktop.reports.stamp import Stamp

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "destruction-certificate", "Certificate of destruction"
BLOCKS = ("verified", "approved")
"""Who saw it, who authorised it; who carried it out has signed the record."""
_NIST = ("clear", "purge", "cryptographic erase", "destruction of the medium")
_LONG = ("Legal basis", "Stays, because others rest on it")


@dataclass(frozen=True)
class CertificateFacts:
    """``counts``: records of this program by table; ``emptied``: entries of the trail that lost their content."""

    heading: Heading
    one: r.Destruction
    counts: tuple[tuple[str, int], ...]
    emptied: int
    signed: tuple[SignedLine, ...]


def facts(site: Site, options: ReportOptions) -> CertificateFacts:
    """The destruction named in ``where["record"]`` (id or number), else the newest. Raises BadInput."""
    ends = site.retention.destructions
    chosen = options.where.get("record", ())
    found = [one for one in ends.all() if not chosen or chosen[0] in (one.id, one.number)]
    if not found:
        raise BadInput("No destruction is on record.", todo="Propose one on the page Retention.")
    one = found[0]
    meanings = (d.APPROVED,) if one.carried is None else (d.APPROVED, d.CARRIED_OUT, d.WITNESSED)
    signed = tuple(
        line
        for meaning in meanings
        for line in signed_lines(site, ends.signable(one.id, meaning))
        if line.meaning == meaning
    )
    around = circumstances(site, options)
    return CertificateFacts(
        heading(site, options, around, one.series), one, ends.counts(one.id), ends.emptied(one.id),
        signed,
    )  # fmt: skip


def draw(facts: CertificateFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet, one = Sheet(stamp, PORTRAIT), facts.one
    opened(sheet, f"{TITLE} {one.number}", facts.heading)
    figures(sheet, [*_figures(facts)])
    if one.status != r.CARRIED_OUT:
        notes(sheet, [f"Nothing was destroyed under {one.number}: it is {one.status}. {one.withdraw_reason}".strip()])
    section(sheet, "What ended, and why it might")
    pairs(sheet, [fact for fact in one.facts if fact[0] not in _LONG] + [("May end from", shown(one.eligible))])
    for label in _LONG:
        text = dict(one.facts).get(label, "")
        if text:
            words(sheet, label, text)
    _how(sheet, one)
    if facts.counts:
        section(sheet, "What was kept in this program")
        pairs(sheet, [(table.replace("_", " "), f"{count:,}") for table, count in facts.counts], columns=6)
        notes(sheet, [
            f"SHA-256 of the list of items, a line each of table and id: {one.items_sha256}. The list stays.",
            "The rows, the keys of their files and the content of their entries on the audit trail are gone; the chain "
            "still verifies and names this certificate. The next opening writes the database anew under a new key, and "
            "deletes the old file with its key. Overwriting does not reliably erase flash storage: it is the "
            "end of the key that ends the content.",
        ])  # fmt: skip
    else:
        notes(sheet, ["Nothing of it was kept in this program, so there is no list of items and no hash of one."])
    words(sheet, "Copies that still hold it, and until when", one.backups or "None is known.")
    signatures(sheet, facts.signed)
    if one.status == r.CARRIED_OUT and not any(line.meaning == d.WITNESSED for line in facts.signed):
        notes(sheet, [f"{one.witness} has not signed as witness in this program: the box “Verified” is for ink."])
    closing_notes(sheet)
    signature_blocks(sheet)
    return finish(sheet, Content(KIND, TITLE, dict(facts.heading.filters), [_data(facts)], iso(one.carried) or ""))


def _figures(facts: CertificateFacts) -> Iterator[Figure]:
    one = facts.one
    if one.status != r.CARRIED_OUT:
        yield Figure(one.status, "not destroyed", "late")
        return
    yield Figure(shown(one.carried), "destroyed", "ok")
    if one.items:
        yield Figure(f"{one.items:,}", "records of this program")
        yield Figure(f"{facts.emptied:,}", "entries of the trail emptied")


def _how(sheet: Sheet, one: r.Destruction) -> None:
    section(sheet, "How it ended")
    media = one.medium or ("the database of this workspace" if one.items else NOTHING)
    pairs(sheet, [
        ("Method (NIST SP 800-88)" if one.method in _NIST else "Method", one.method),
        ("Medium: make, model, serial no.", media),
        ("Reason", one.reason),
        ("Proposed", f"{shown(one.proposed)}, {one.proposer}"),
        ("Authorised", f"{shown(one.approved)}, {one.approver}" if one.approved else "not yet"),
        ("Destroyed", f"{shown(one.carried)}, {one.carrier}" if one.carried else "not yet"),
        ("Witness", one.witness or "not yet"),
    ])  # fmt: skip
    if one.carried:
        words(sheet, "How it was verified", one.verification or NOTHING)


def _data(facts: CertificateFacts) -> dict[str, object]:
    one = facts.one
    return {
        "id": one.id, "number": one.number, "series": one.series, "status": one.status, "facts": dict(one.facts),
        "reason": one.reason, "method": one.method, "medium": one.medium, "eligible": iso(one.eligible),
        "proposed": iso(one.proposed), "proposer": one.proposer, "approved": iso(one.approved),
        "approver": one.approver, "carried": iso(one.carried), "carried_by": one.carrier, "witness": one.witness,
        "verification": one.verification, "copies": one.backups, "items": dict(facts.counts),
        "items_sha256": one.items_sha256, "emptied": facts.emptied,
    }  # fmt: skip
