"""Outside systems on paper: who runs and answers for each, what shows it is fit, when access was reviewed (ROS-4)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from db.access import records as r
from db.days import iso, shown
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

KIND, TITLE = "systems", "Outside systems"
_COLUMNS = (
    Column("System", 2.0, strong=True), Column("Kind, run by", 1.9, colour="ink2"), Column("Answers for it", 1.7),
    Column("Risk", 1.1), Column("Studies", 1.5), Column("Accounts", 1.0, "right"),
    Column("Agreement, validation, version, backup, interfaces", 5.4), Column("Lacking", 2.0, colour="late"),
    Column("Access reviewed", 1.6), Column("Next review", 1.8),
)  # fmt: skip


def facts(site: Site, options: ReportOptions) -> ListFacts:
    """Every system that fits, those out of use too unless filtered. Raises BadInput."""
    around = circumstances(site, options)
    where = dict(options.where)
    if around.study is not None:
        where["study"] = (around.study.id,)
    page = site.access.systems(Query(where=where, search=options.search, limit=ALL), around.on)
    files = [site.access.system_file(one.id, around.on) for one in page.rows]
    used = [one for one in page.rows if one.in_use]
    lacking = sum(bool(one.missing) for one in used)
    due = sum(one.review_due is not None and one.review_due <= around.on for one in used)
    words = (f"search “{options.search}”" if options.search else "", f"{page.matching} of {page.of} shown")
    return ListFacts(
        heading(site, options, around, *words), around.on.isoformat(),
        (
            Figure(str(len(used)), "in use"), Figure(str(sum(one.accounts for one in used)), "open accounts"),
            Figure(str(lacking), "lack a record of their upkeep", "late" if lacking else "ink1"),
            Figure(str(due), "access reviews due", "late" if due else "ink1"),
        ),
        tuple(_row(one, file, around.on) for one, file in zip(page.rows, files, strict=True)),
        tuple(_data(one, file) for one, file in zip(page.rows, files, strict=True)),
        "No system is registered." if not page.of else "No system matches these filters.",
    )  # fmt: skip


def draw(facts: ListFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    return draw_list(KIND, TITLE, _COLUMNS, facts, stamp)


def _row(one: r.System, file: r.SystemFile, on: date) -> tuple[Cell, ...]:
    kept = [
        f"{state.kind} {shown(state.latest.happened)}: {state.latest.value}"
        + (f" (until {shown(state.latest.until)})" if state.latest.until else "")
        for state in file.states
        if state.latest is not None
    ]
    if not one.in_use:
        due: Cell = State("not required", f"out of use {shown(one.end)}", "out of use")
    elif one.review_due is None:
        due = ""
    else:
        due = State("overdue" if one.review_due <= on else "current", shown(one.review_due))
    return (
        one.name, ", ".join(filter(None, (one.kind, one.vendor or one.operator))), one.owner or "nobody", one.risk,
        ", ".join(one.studies) or "whole site", str(one.accounts), "; ".join(kept) or "nothing on record",
        ", ".join(one.missing) if one.in_use else "", shown(one.reviewed) or "never", due,
    )  # fmt: skip


def _data(one: r.System, file: r.SystemFile) -> dict[str, Any]:
    return {
        "id": one.id, "system": one.name, "kind": one.kind, "operator": one.operator, "vendor": one.vendor,
        "owner": one.owner, "risk": one.risk, "purpose": one.purpose, "studies": list(one.studies),
        "start": iso(one.start), "end": iso(one.end), "accounts": one.accounts, "missing": list(one.missing),
        "reviewed": iso(one.reviewed), "review_due": iso(one.review_due),
        "upkeep": [
            {"kind": fact.kind, "happened": iso(fact.happened), "until": iso(fact.until), "value": fact.value,
             "late": fact.late, "struck": fact.voided}
            for fact in file.upkeep
        ],
        "roles_not_together": [[pair.role, pair.other] for pair in file.conflicts],
    }  # fmt: skip
