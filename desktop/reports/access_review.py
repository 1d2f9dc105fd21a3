"""A review of access on paper: the list it was made from, every account with its verdict, signatures, removals (ROS-5).

The form of regulations.md section 3: period, type, system, reviewers, date and hash of the list; a row for each
account, exceptions first; who signed; who carried it out and who verified it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.access import review_records as v
from db.days import iso, shown
from db.errors import BadInput
from db.store.query import Query
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.pairs import pairs
from desktop.reports.parts import section
from desktop.reports.pieces import CLOSING, Figure, closing_notes, figures, notes, signature_blocks
from desktop.reports.sheet import LANDSCAPE, Sheet
from desktop.reports.stamp import Stamp, moment
from desktop.reports.table import Cell, Column, State, Table

if TYPE_CHECKING:
    from db.signing.signable import Signature
    from db.site import Site

KIND, TITLE = "access-review", "Access review"
WORDS = {
    v.ORPHAN: "nobody on the roster", v.LEAVER: "leaver’s", v.UNREGISTERED: "not in the register",
    v.DORMANT: "dormant", v.CONFLICT: "roles in conflict", v.REPEATED: "listed twice", v.UNLISTED: "not in the list",
    v.ROLE_DIFFERS: "other role in the register",
}  # fmt: skip
_STATE = {v.KEEP: "current", v.CHANGE: "due soon", v.REMOVE: "overdue", v.UNKNOWN: "missing"}
_ROWS = (
    Column("Account", 1.6, strong=True),
    Column("Person", 2.0),
    Column("Role", 1.5, colour="ink2"),
    Column("Last log-in", 1.15),
    Column("Findings", 1.7, colour="late"),
    Column("Still required?", 1.25),
    Column("New role", 1.0),
    Column("Justification", 2.6, colour="ink2"),
    Column("Judged by", 1.3, colour="ink2"),
)
_FOLLOWUPS = (
    Column("Account", 1.6, strong=True),
    Column("What", 1.0),
    Column("Due", 1.15),
    Column("Carried out", 1.15),
    Column("By", 1.8),
    Column("Outcome", 2.6, colour="ink2"),
    Column("Verified", 1.15),
    Column("By", 1.6),
    Column("How", 1.8, colour="ink2"),
)
_SIGNED = (
    Column("Signed by", 2.4, strong=True),
    Column("Meaning", 1.6),
    Column("When", 2.6),
    Column("How", 1.6, colour="ink2"),
    Column("SHA-256 of the content signed", 5.6, colour="ink2"),
)


@dataclass(frozen=True)
class ReviewFacts:
    """One review whole, with the signatures on it; ``current``: whether each still covers the record as it is."""

    heading: Heading
    as_of: str
    file: v.ReviewFile
    signatures: tuple[Signature, ...]
    current: tuple[bool, ...]


def facts(site: Site, options: ReportOptions) -> ReviewFacts:
    """The review named in ``where["record"]`` (id or number), else the newest one signed, else the newest. Raises
    BadInput where there is none."""
    around = circumstances(site, options)
    named = options.where.get("record", ())
    file = site.access.review_file(named[0] if named else _newest(site))
    review = file.review
    signatures = site.signing.signatures("access_review", review.id)
    content = site.access.signable(review.id)
    words = (f"{review.system}", f"{review.number}, {'closed' if review.closed else 'step: ' + review.step}")
    return ReviewFacts(
        heading(site, options, around, *words), around.on.isoformat(), file, signatures,
        tuple(site.signing.covers(one, content) for one in signatures),
    )  # fmt: skip


def draw(facts: ReviewFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet = Sheet(stamp, LANDSCAPE)
    review, rows = facts.file.review, facts.file.rows
    opened(sheet, f"{TITLE} {review.number}", facts.heading)
    counts = {verdict: sum(row.verdict == verdict for row in rows) for verdict in v.VERDICTS}
    open_ = sum(not row.verdict for row in rows)
    figures(
        sheet,
        [
            Figure(str(counts[v.KEEP]), "keep"),
            Figure(str(counts[v.CHANGE]), "change"),
            Figure(str(counts[v.REMOVE]), "remove", "late" if counts[v.REMOVE] else "ink1"),
            Figure(str(counts[v.UNKNOWN]), "unknown", "late" if counts[v.UNKNOWN] else "ink1"),
            *([Figure(str(open_), "not judged yet", "late")] if open_ else []),
            Figure(str(review.with_findings), "with findings"),
        ],
    )
    _particulars(sheet, review)
    exceptions = [row for row in rows if row.findings or row.verdict not in (v.KEEP, "")]
    others = [row for row in rows if not (row.findings or row.verdict not in (v.KEEP, ""))]
    _rows(sheet, "Exceptions: findings, changes and removals", exceptions)
    _rows(sheet, "Other accounts", others)
    section(sheet, "Signatures on the review")
    if facts.signatures:
        both = zip(facts.signatures, facts.current, strict=True)
        Table(sheet, _SIGNED).draw(
            (_signed(one, current) for one, current in both), keep=0 if facts.file.followups else CLOSING
        )
    else:
        notes(sheet, ["Nobody has signed it yet."])
    if facts.file.followups:
        section(sheet, "Carried out and verified")
        Table(sheet, _FOLLOWUPS).draw((_followup(one) for one in facts.file.followups), keep=CLOSING)
    closing_notes(sheet)
    signature_blocks(sheet)
    title = f"{TITLE} {review.number}: {review.system}"
    return finish(sheet, Content(KIND, title, dict(facts.heading.filters), _data(facts), facts.as_of))


def _newest(site: Site) -> str:
    for where in ({"step": [v.FOLLOW, v.CLOSED]}, {}):
        found = site.access.reviews(Query(where=where, limit=1)).rows
        if found:
            return found[0].id
    raise BadInput("No access was reviewed yet.", todo="Begin a review on the Access page.")


def _particulars(sheet: Sheet, review: v.Review) -> None:
    kind = "periodic" if review.kind == "periodic" else f"after an event: {review.why}"
    particulars = [
        ("System", review.system),
        ("Period", f"{shown(review.period_start) or 'beginning'} to {shown(review.period_end)}"),
        ("Type", kind),
        ("Reviewers", "; ".join(review.deciders) or "none yet"),
        ("Account list", review.list_name or "not brought in yet"),
        ("Made by the system on", shown(review.list_taken)),
        ("Read as", review.list_read),
        ("Dormant after", f"{review.dormant_days} days"),
        ("Begun", f"{shown(review.started)}, {review.by}"),
        ("Signed, closed", " · ".join(filter(None, (shown(review.signed), shown(review.closed))))),
    ]
    pairs(sheet, particulars)
    if review.list_sha256:
        pairs(sheet, [("SHA-256 of the list", review.list_sha256)], columns=1)


def _rows(sheet: Sheet, title: str, rows: Sequence[v.ReviewRow]) -> None:
    section(sheet, title)
    if not rows:
        notes(sheet, ["None."])
        return
    Table(sheet, _ROWS).draw(_row(row) for row in rows)


def _row(row: v.ReviewRow) -> list[Cell]:
    verdict: Cell = State(_STATE[row.verdict], row.verdict, row.verdict) if row.verdict else "not judged yet"
    return [
        row.account or row.name,
        row.person or ("nobody on the roster" if row.match == v.NOBODY else ""),
        row.role,
        shown(row.last_login) if row.active else "locked",
        ", ".join(WORDS[code] for code in row.findings),
        verdict,
        row.new_role,
        row.reason,
        row.decided_by,
    ]


def _followup(one: v.Followup) -> list[Cell]:
    return [
        one.account or one.person, one.kind, shown(one.due), shown(one.done) or "open", one.done_by, one.outcome,
        shown(one.verified) or "open", one.verified_by, one.verified_how,
    ]  # fmt: skip


def _signed(one: Signature, current: bool) -> list[Cell]:
    how = "on paper" if one.paper else "electronic"
    return [
        one.name, one.meaning, shown(one.signed) if one.paper else moment(one.at),
        how if current else f"{how}; no longer covers this version", one.sha256,
    ]  # fmt: skip


def _data(facts: ReviewFacts) -> list[dict[str, Any]]:
    """The review, its rows, its follow-ups, told apart by ``row``."""
    review = facts.file.review
    head = {
        "row": "review", "number": review.number, "system": review.system, "type": review.kind,
        "period_start": iso(review.period_start), "period_end": iso(review.period_end), "step": review.step,
        "list": review.list_name, "list_sha256": review.list_sha256, "list_taken": iso(review.list_taken),
        "reviewers": list(review.deciders), "signed_by": [one.name for one in facts.signatures],
        "signed": iso(review.signed), "closed": iso(review.closed),
    }  # fmt: skip
    accounts = [
        {
            "row": "account", "place": row.place, "account": row.account, "name": row.name, "person": row.person,
            "role": row.role, "last_login": iso(row.last_login), "active": row.active, "findings": list(row.findings),
            "verdict": row.verdict, "new_role": row.new_role, "reason": row.reason, "judged_by": row.decided_by,
        }
        for row in facts.file.rows
    ]  # fmt: skip
    followups = [
        {
            "row": "follow-up", "account": one.account, "kind": one.kind, "due": iso(one.due), "done": iso(one.done),
            "done_by": one.done_by, "outcome": one.outcome, "verified": iso(one.verified),
            "verified_by": one.verified_by, "how": one.verified_how,
        }
        for one in facts.file.followups
    ]  # fmt: skip
    return [head, *accounts, *followups]
