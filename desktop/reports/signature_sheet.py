"""The signature-and-initials sheet (SIG-3): everybody of the site or a study, to sign once in ink as they always do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.days import iso, shown
from db.delegation.rules import initials
from db.roster.records import Person
from db.signing.specimens import Specimen
from db.store.query import Query
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.pieces import CLOSING, closing_notes, notes, signature_blocks
from desktop.reports.sheet import LANDSCAPE, Sheet
from desktop.reports.stamp import Stamp
from desktop.reports.table import Cell, Column, Table

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "signature-sheet", "Signature and initials sheet"
BLOCKS = ("authored", "approved")
_ALL = 100_000
_COLUMNS = (
    Column("Printed name", 2.8, strong=True), Column("Role", 2.2, colour="ink2"), Column("From", 1.5),
    Column("Until", 1.5), Column("Initials in the log", 1.3),
    Column("Signature", 4.4, colour="ink2"), Column("Initials", 2.0), Column("Date", 2.2),
)  # fmt: skip


@dataclass(frozen=True)
class SheetFacts:
    """``filed``: the specimen of whoever signed such a sheet before, by person's id."""

    heading: Heading
    as_of: str
    people: tuple[Person, ...]
    filed: Mapping[str, Specimen]


def facts(site: Site, options: ReportOptions) -> SheetFacts:
    """Whoever is at the site, or in the study, on the day. Raises BadInput."""
    around = circumstances(site, options)
    where = {"status": ("active",), **options.where}
    if around.study is not None:
        where["study"] = (around.study.id,)
    if options.roles:
        where["role"] = options.roles
    page = site.people.people(Query(where=where, search=options.search, limit=_ALL), around.on)
    words = f"{page.matching} of {page.of} people"
    return SheetFacts(
        heading(site, options, around, words), around.on.isoformat(), page.rows, site.signing.specimens.current()
    )


def draw(facts: SheetFacts, stamp: Stamp) -> Drawn:
    """The sheet, not yet sealed; rows high enough for a pen."""
    sheet = Sheet(stamp, LANDSCAPE)
    opened(sheet, TITLE, facts.heading)
    sheet.y += 8
    if facts.people:
        Table(sheet, _COLUMNS, row_height=32).draw(
            (_row(one, facts.filed.get(one.id)) for one in facts.people), keep=CLOSING + 12
        )
    else:
        notes(sheet, ["Nobody is at the site on this day."])
    notes(sheet, ["Signed once in ink, scanned and filed: what a handwritten signature is compared with later."])
    closing_notes(sheet)
    signature_blocks(sheet)
    data = [_data(one, facts.filed.get(one.id)) for one in facts.people]
    return finish(sheet, Content(KIND, TITLE, dict(facts.heading.filters), data, facts.as_of))


def _row(one: Person, filed: Specimen | None) -> list[Cell]:
    """Who is on file signs again only to replace it."""
    there = f"on file: {shown(filed.signed)}, {filed.original_at}" if filed else ""
    return [one.name, one.role, shown(one.start), shown(one.end), _initials(one, filed), there, "", ""]


def _initials(one: Person, filed: Specimen | None) -> str:
    return filed.initials if filed else initials(one.given_name, one.family_name)


def _data(one: Person, filed: Specimen | None) -> dict[str, Any]:
    return {
        "id": one.id, "person": one.name, "role": one.role, "start": iso(one.start), "end": iso(one.end),
        "initials": _initials(one, filed), "signed": iso(filed.signed) if filed else None,
    }  # fmt: skip
