"""The signature-and-initials sheet: whose specimen is on file; who signed on paper and has none (SIG-3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.evidence.records import Evidence
from db.signing.specimens import Specimen
from db.store.query import Page as RowPage
from db.store.query import Query
from desktop.signing.dialog import said
from desktop.signing.sheet_dialog import SheetDialog, SheetLists, read_lists
from desktop.widgets.buttons import Button
from desktop.widgets.dates import show_date
from desktop.widgets.evidence_list import EvidenceList
from desktop.widgets.filed_view import FiledView
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import PageContext
from desktop.widgets.states import State
from desktop.widgets.table import RecordTable
from desktop.widgets.text import Em, Part

if TYPE_CHECKING:
    from db.site import Site

WRITERS = ("officer", "investigator", "coordinator")


@dataclass(frozen=True)
class SheetLine:
    """Somebody with a specimen, or who needs one. ``specimen`` None: signed on paper and is on no sheet."""

    id: str
    person_id: str
    person: str
    specimen: Specimen | None


class SheetView(FiledView):
    """Everybody with a specimen, who is wanting one first."""

    def __init__(self, context: PageContext, inspector: Inspector, evidence: EvidenceList) -> None:
        columns = (
            Column("person", said("Person"), lambda one: one.person, 160, 2, strong=True),
            Column("initials", said("Initials"), lambda one: one.specimen.initials if one.specimen else "–", 80, 0),
            Column("state", said("On file"), _state_words, 120, 0, state=_state),
            Column("signed", said("Signed"), _signed, 106, 0, is_date=True),
            Column("where", said("Sheet is kept"), _kept, 140, 1, ink="ink2"),
        )  # fmt: skip
        table = RecordTable(RecordModel(columns, through(context.jobs, _lines)), said("Signature sheet"), "specimens")
        todo = said("Print the sheet, let those sign it who sign on paper, and file it with its scan.")
        table.when_empty(said("Nobody is on a sheet yet"), todo)
        super().__init__(context, inspector, evidence, table, self._inspect)

    def refresh(self) -> None:
        """Ask the store again."""
        self.table.model.refresh()
        self._context.jobs.read(_counted, self._say, self.failed.emit)

    def file(self, person: str = "") -> None:
        """The form for a sheet that came back signed."""

        def opened(lists: SheetLists) -> None:
            SheetDialog(self._context, lists, self, person).open()

        self._context.jobs.read(read_lists, opened, self.failed.emit)

    def _say(self, counted: tuple[int, int]) -> None:
        filed, wanting = counted
        parts: list[Part] = [said("{n} people are on file.").format(n=filed)]
        if wanting:
            words = said("1 signed on paper and is on no sheet.") if wanting == 1 else said(
                "{n} signed on paper and are on no sheet.").format(n=wanting)  # fmt: skip
            parts += [" ", Em(words, "soon")]
        self.stated.emit(parts)

    def _inspect(self, line: SheetLine) -> None:
        evidence = line.specimen.evidence if line.specimen is not None else None
        self._context.jobs.read(
            lambda site: site.evidence.about_all([evidence]), lambda files: self._show(line, files), self.failed.emit
        )

    def _show(self, line: SheetLine, files: tuple[Evidence, ...]) -> None:
        found = line.specimen
        why = said("Signed a record on paper; nobody can look up how they sign.")
        if found is not None:
            why = said("Struck through; it no longer counts.") if found.voided else said("How they sign in ink.")
        self.inspector.show_head(said("Signature sheet"), line.person, _state(line), _state_words(line), [why],
                                 self._buttons(line))  # fmt: skip
        self.inspector.details.show_facts([] if found is None else [
            (said("Initials"), found.initials),
            (said("Signed"), show_date(found.signed)),
            (said("Compared by"), f"{found.compared_by}, {show_date(found.compared)}"),
            (said("Sheet is kept"), found.original_at),
        ])  # fmt: skip
        self._evidence.show_files(files, said("No scan is filed."))

    def _buttons(self, line: SheetLine) -> list[Button]:
        found = line.specimen
        strike = None if found is None or found.voided else lambda: self._void(found)
        return self.filing_buttons(said("File a sheet"), "specimen-line", lambda: self.file(line.person_id), strike)

    def _void(self, specimen: Specimen) -> None:
        self.strike_through(
            said("Strike through this line of the sheet"),
            lambda site, reason: site.signing.specimens.void(specimen.id, reason),
        )


def _lines(site: Site, query: Query) -> RowPage[SheetLine]:
    """Who is wanting first, then everything filed; some dozens, so they are put together here."""
    found = [SheetLine(person, person, name, None) for person, name in site.signing.specimens.wanting()]
    found += [SheetLine(one.id, one.person_id, one.person, one) for one in site.signing.specimens.all()]
    words = query.search.casefold().split()
    kept = [one for one in found if all(word in one.person.casefold() for word in words)]
    return RowPage(tuple(kept[query.offset :][: query.limit]), len(kept), len(found))


def _signed(line: SheetLine) -> str:
    return show_date(line.specimen.signed) if line.specimen else "–"


def _kept(line: SheetLine) -> str:
    return line.specimen.original_at if line.specimen else "–"


def _counted(site: Site) -> tuple[int, int]:
    return len(site.signing.specimens.current()), len(site.signing.specimens.wanting())


def _state(line: SheetLine) -> State:
    if line.specimen is None:
        return State.MISSING
    return State.NONE if line.specimen.voided else State.CURRENT


def _state_words(line: SheetLine) -> str:
    if line.specimen is None:
        return said("missing")
    return said("struck through") if line.specimen.voided else said("on file")
