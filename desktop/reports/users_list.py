"""The cumulative list of users: everybody there ever was, their rights, and each change (FDA electronic systems Q&A
2024, Q11; 21 CFR 11.10(d), 11.100, 11.300)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from db.days import iso, shown
from db.oversight.records import IDENTITY, STATEMENT, TRAINING, UserHistory
from db.store.actor import VISITORS
from db.workspace.people import ROLE_NAMES
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.parts import section
from desktop.reports.pieces import CLOSING, Figure, closing_notes, figures, notes, signature_blocks
from desktop.reports.sheet import LANDSCAPE, Sheet
from desktop.reports.stamp import Stamp, moment
from desktop.reports.table import Cell, Column, State, Table

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "users", "Users of this program"
_STATES = {"active": "current", "suspended": "due soon", "ended": "not required"}
_USERS = (
    Column("User", 2.2, strong=True),
    Column("Log-in", 1.1, colour="ink2"),
    Column("Role", 1.8),
    Column("Status", 1.2),
    Column("Added", 1.25),
    Column("Until", 1.25),
    Column("Identity checked", 2.3, colour="ink2"),
    Column("Statement", 1.5),
    Column("Trained", 1.25),
    Column("Certificate until", 1.4),
)
_CHANGES = (
    Column("User", 1.8, strong=True),
    Column("Time", 2.1),
    Column("What changed", 4.6),
    Column("By", 1.6),
    Column("Reason", 2.4, colour="ink2"),
    Column("Entry", 0.8, "right", colour="ink2"),
)


@dataclass(frozen=True)
class UsersFacts:
    """Everybody, by name, with all changes."""

    heading: Heading
    as_of: str
    users: tuple[UserHistory, ...]


def facts(site: Site, options: ReportOptions) -> UsersFacts:
    """On the store's thread. Raises BadInput."""
    around = circumstances(site, options)
    users = site.oversight.duties.history()
    words = f"{len(users)} users, past and present"
    return UsersFacts(heading(site, options, around, words), around.on.isoformat(), users)


def draw(facts: UsersFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet = Sheet(stamp, LANDSCAPE)
    opened(sheet, TITLE, facts.heading)
    count = {status: sum(one.standing.status == status for one in facts.users) for status in _STATES}
    open_ = sum(one.standing.status == "active" and bool(one.standing.missing) for one in facts.users)
    figures(
        sheet,
        [
            Figure(str(count["active"]), "active"),
            Figure(str(count["suspended"]), "suspended"),
            Figure(str(count["ended"]), "ended"),
            Figure(str(open_), "active without identity, statement or training", "late" if open_ else "ink1"),
        ],
    )
    Table(sheet, _USERS).draw(_row(one) for one in facts.users)
    section(sheet, "Every change")
    Table(sheet, _CHANGES).draw((
        [
            one.standing.name,
            moment(datetime.fromisoformat(line.at)),
            line.what,
            line.by,
            line.reason,
            f"{line.seq:,}" if line.seq else "",
        ]
        for one in facts.users
        for line in one.changes
    ), keep=CLOSING + 12)  # fmt: skip
    notes(sheet, ["Ids and log-in names are never given to anybody else. Unlockings and failed tries: on the trail."])
    closing_notes(sheet)
    signature_blocks(sheet)
    data = [_data(one) for one in facts.users]
    return finish(sheet, Content(KIND, TITLE, dict(facts.heading.filters), data, facts.as_of))


def _row(one: UserHistory) -> list[Cell]:
    standing = one.standing
    asked = standing.status == "active" and (standing.enrolled or standing.role not in VISITORS)
    return [
        standing.name,
        standing.login,
        ROLE_NAMES[standing.role] + (", some studies" if one.studies else ""),
        State(_STATES[standing.status], standing.status),
        shown(one.added),
        shown(one.until),
        _duty(one, IDENTITY, asked=asked, document=True),
        _duty(one, STATEMENT, asked=asked),
        _duty(one, TRAINING, asked=asked),
        shown(standing.certificate_until),
    ]


def _duty(one: UserHistory, kind: str, *, asked: bool, document: bool = False) -> Cell:
    found = [duty for duty in one.standing.duties if duty.kind == kind and not duty.voided]
    if not found:
        return State("missing", "missing") if asked else "–"
    last = found[-1]
    return f"{shown(last.done)}, {last.document}, by {last.by}" if document else shown(last.done)


def _data(one: UserHistory) -> dict[str, Any]:
    standing = one.standing
    return {
        "id": standing.user_id,
        "name": standing.name,
        "login": standing.login,
        "role": standing.role,
        "status": standing.status,
        "added": iso(one.added),
        "until": iso(one.until),
        "studies": one.studies,
        "missing": list(standing.missing),
        "duties": [
            {"kind": duty.kind, "done": iso(duty.done), "document": duty.document, "by": duty.by}
            for duty in standing.duties
            if not duty.voided
        ],
        "changes": [
            {"seq": line.seq or None, "at": line.at, "what": line.what, "by": line.by, "reason": line.reason}
            for line in one.changes
        ],
    }
