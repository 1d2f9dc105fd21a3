"""The register of accounts on paper: who can log in where, as of a day (ROS-4; FDA electronic systems Q&A, Q11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.access import records as r
from db.days import iso, shown
from db.store.query import Query
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.pieces import CLOSING, Figure, closing_notes, figures, notes, signature_blocks
from desktop.reports.sheet import LANDSCAPE, Sheet
from desktop.reports.stamp import Stamp
from desktop.reports.table import Cell, Column, State, Table

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "accounts", "Accounts in outside systems"
_ALL = 1_000_000
_COLUMNS = (
    Column("Person", 2.3, strong=True),
    Column("System", 1.9),
    Column("Account", 1.8),
    Column("Role", 1.9, colour="ink2"),
    Column("Status", 1.45),
    Column("Requested", 1.45),
    Column("Granted", 1.45),
    Column("Withdrawn", 1.45),
    Column("Remark", 2.6, colour="ink2"),
)
_STATE = {r.OPEN: "current", r.REQUESTED: "renewal planned", r.APPROVED: "renewal planned", r.REMOVAL_ASKED: "due soon"}


@dataclass(frozen=True)
class AccountFacts:
    """Accounts as filtered; ``of``: how many there are without filters."""

    heading: Heading
    as_of: str
    accounts: tuple[r.Account, ...]
    of: int


def facts(site: Site, options: ReportOptions) -> AccountFacts:
    """Every account that fits, with its state on the day. Raises BadInput."""
    around = circumstances(site, options)
    where = dict(options.where)
    if around.study is not None:
        where["study"] = (around.study.id,)
    if options.person:
        where["person"] = (options.person,)
    page = site.access.accounts(Query(where=where, search=options.search, limit=_ALL), around.on)
    words = (f"search “{options.search}”" if options.search else "", f"{page.matching} of {page.of} shown")
    return AccountFacts(heading(site, options, around, *words), around.on.isoformat(), page.rows, page.of)


def draw(facts: AccountFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet = Sheet(stamp, LANDSCAPE)
    opened(sheet, TITLE, facts.heading)
    late = sum(one.left is not None for one in facts.accounts)
    conflicts = sum(bool(one.conflict) for one in facts.accounts)
    figures(
        sheet,
        [
            Figure(str(sum(one.is_open for one in facts.accounts)), "open"),
            Figure(str(late), "of leavers still open", "late" if late else "ink1"),
            Figure(str(conflicts), "with roles in conflict", "late" if conflicts else "ink1"),
            Figure(str(len({one.person_id for one in facts.accounts})), "people"),
            Figure(str(len({one.system_id for one in facts.accounts})), "systems"),
        ],
    )
    if facts.accounts:
        Table(sheet, _COLUMNS).draw((_row(one) for one in facts.accounts), keep=CLOSING)
    else:
        notes(sheet, ["No account is on the register." if not facts.of else "No account matches these filters."])
    closing_notes(sheet)
    signature_blocks(sheet)
    data = [_data(one) for one in facts.accounts]
    return finish(sheet, Content(KIND, TITLE, dict(facts.heading.filters), data, facts.as_of))


def _row(one: r.Account) -> list[Cell]:
    state = "overdue" if one.left is not None else _STATE.get(one.status, "")
    status: Cell = State(state, one.status, one.status) if state else one.status
    remarks = [
        f"left on {shown(one.left)}, still open" if one.left else "",
        f"roles in conflict: {one.conflict}" if one.conflict else "",
        "no request on record" if one.found else "",
    ]
    return [
        one.person, one.system, one.account, one.role, status, shown(one.requested), shown(one.granted),
        shown(one.withdrawn), "; ".join(filter(None, remarks)),
    ]  # fmt: skip


def _data(one: r.Account) -> dict[str, Any]:
    return {
        "id": one.id, "person": one.person, "system": one.system, "account": one.account, "role": one.role,
        "status": one.status, "requested": iso(one.requested), "granted": iso(one.granted),
        "withdrawn": iso(one.withdrawn), "leaver": iso(one.left), "conflict": one.conflict, "found": one.found,
    }  # fmt: skip
