"""Documents under control on paper: version in force, owner, next review, copies out (DMP-3; 21 CFR 11.10(k))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.days import iso, shown
from db.plans import document_records as r
from db.store.query import Query
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Drawn
from desktop.reports.listing import ALL, ListFacts, draw_list
from desktop.reports.options import ReportOptions
from desktop.reports.pieces import Figure
from desktop.reports.stamp import Stamp
from desktop.reports.table import Cell, Column, State

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "documents", "Controlled documents"
_SIGNS = {
    r.CURRENT: "current", r.REVIEW_DUE: "overdue", r.CHANGING: "due soon", r.NONE_YET: "missing",
    r.UNCONTROLLED: "missing", r.WITHDRAWN: "not required",
}  # fmt: skip
_COLUMNS = (
    Column("Document", 1.7, strong=True), Column("Title", 3.5), Column("Type", 1.3, colour="ink2"),
    Column("Study", 1.4), Column("Owner", 1.9), Column("Version", 1.0), Column("In force since", 1.6),
    Column("Next review", 1.6), Column("Copies out", 1.0, "right"), Column("Of these open", 1.1, "right"),
    Column("Change under way", 1.9, colour="ink2"), Column("Stands", 1.95),
)  # fmt: skip


def facts(site: Site, options: ReportOptions) -> ListFacts:
    """Every document that fits, as of the day. Raises BadInput."""
    around = circumstances(site, options)
    where = dict(options.where)
    if around.study is not None:
        where["study"] = (around.study.code,)
    page = site.plans.documents.list(Query(where=where, search=options.search, limit=ALL), around.on)
    count = {status: sum(one.status == status for one in page.rows) for status in r.STATUSES}
    still = sum(one.open_copies for one in page.rows)
    words = (f"search “{options.search}”" if options.search else "", f"{page.matching} of {page.of} shown")
    return ListFacts(
        heading(site, options, around, *words), around.on.isoformat(),
        (
            Figure(str(count[r.CURRENT]), "in force"), Figure(str(count[r.CHANGING]), "being changed"),
            Figure(str(count[r.REVIEW_DUE]), "reviews due", "late" if count[r.REVIEW_DUE] else "ink1"),
            Figure(str(still), "copies not acknowledged", "soon" if still else "ink1"),
        ),
        tuple(_row(one) for one in page.rows), tuple(_data(one) for one in page.rows),
        "No document is under control yet." if not page.of else "No document matches these filters.",
    )  # fmt: skip


def draw(facts: ListFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    return draw_list(KIND, TITLE, _COLUMNS, facts, stamp)


def _row(one: r.Document) -> tuple[Cell, ...]:
    return (
        one.code, one.title, one.type, one.study or "whole site", one.owner, one.version or "none",
        shown(one.effective), shown(one.next_review), str(one.copies), str(one.open_copies), one.change,
        State(_SIGNS[one.status], one.status, one.status),
    )  # fmt: skip


def _data(one: r.Document) -> dict[str, Any]:
    return {
        "id": one.id, "code": one.code, "title": one.title, "type": one.type, "study": one.study, "owner": one.owner,
        "version": one.version, "effective": iso(one.effective), "next_review": iso(one.next_review),
        "copies": one.copies, "open_copies": one.open_copies, "change": one.change, "status": one.status,
    }  # fmt: skip
