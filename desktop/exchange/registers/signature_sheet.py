"""The signature-and-initials sheet: who is on file, and lists of who signed a sheet whose scan is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.signing.specimens import NewSheet
from desktop.exchange.registers.form import Asked, Register, Rows, filtered
from desktop.exchange.simple import Taken, simple
from desktop.exchange.vocabulary import Field

if TYPE_CHECKING:
    from db.site import Site
    from db.store.change import Change

FIELDS = (
    "id", "person", "initials", "signed", "original_at", "compared_by", "compared", "scan", "scan_sha256", "voided",
    "entered",
)  # fmt: skip


def _rows(site: Site, asked: Asked) -> Rows:
    words = asked.query.search.casefold().split()
    rows = []
    for one in site.signing.specimens.all():
        if asked.as_of is not None and one.signed > asked.as_of:
            continue
        if all(word in one.person.casefold() for word in words):
            scan = site.evidence.about(one.evidence)
            own = {name: getattr(one, name) for name in FIELDS if not name.startswith("scan")}
            rows.append({**own, "scan": scan.name, "scan_sha256": scan.sha256})
    return filtered(rows, FIELDS, replace(asked.query, search=""))


def _add(site: Site, change: Change, row: Taken) -> str:
    scan = site.evidence.kept_as(row.text("scan"))
    sheet = NewSheet(
        ((row.id("person"), row.text("initials")),), row.day("signed"), scan, row.text("compared_by"),
        row.day("compared"), row.text("original_at"),
    )  # fmt: skip
    return site.signing.specimens.file_in(change, sheet)[0]


def _there(site: Site) -> frozenset[tuple[str, ...]]:
    return frozenset((one.person_id, one.signed.isoformat()) for one in site.signing.specimens.all() if not one.voided)


SIGNATURE_SHEET = Register(
    "signature-sheet", FIELDS, _rows, by_day=True,
    importer=simple(
        "line of the signature sheet",
        "specimen",
        (
            Field("person", "person", "Person", needed=True),
            Field("initials", "text", "Initials", needed=True, longest=10, synonyms=("initial", "paraphe", "Kürzel")),
            Field("signed", "date", "Signed", needed=True, synonyms=("date", "signed on", "unterschrieben")),
            Field("scan", "text", "Scan (file name or SHA-256)", needed=True, longest=255,
                  synonyms=("scan", "file", "scan_sha256")),
            Field("original_at", "text", "Sheet is kept", needed=True, longest=300,
                  synonyms=("kept at", "place", "where", "Ort")),
            Field("compared_by", "text", "Compared by", needed=True, longest=200),
            Field("compared", "date", "Compared", needed=True, synonyms=("compared on",)),
        ),
        _add,
        keys=("person", "signed"),
        there=_there,
    ),
)  # fmt: skip
