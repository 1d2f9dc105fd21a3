"""Reviews of access, and what their verdicts asked for. A review itself is a guided job: no sheet makes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.registers.form import Asked, Register, Rows, filtered, picked

if TYPE_CHECKING:
    from db.site import Site

REVIEW = (
    "id", "number", "system", "kind", "why", "period_start", "period_end", "step", "list_name", "list_sha256",
    "list_taken", "rows", "decided", "with_findings", "removals", "followups", "open_followups", "started", "by",
    "signed", "closed", "deciders", "signers",
)  # fmt: skip
FOLLOWUP = (
    "id", "review", "system", "account", "person", "kind", "new_role", "reason", "due", "state", "done", "done_by",
    "entered_by", "outcome", "verified", "verified_by", "verified_how",
)  # fmt: skip


def _reviews(site: Site, asked: Asked) -> Rows:
    page = site.access.reviews(asked.query)
    return picked(page.rows, REVIEW), page.of


def _followups(site: Site, asked: Asked) -> Rows:
    rows = [dict(zip(FOLLOWUP, row, strict=True)) for row in picked(site.access.followups(), FOLLOWUP)]
    return filtered(rows, FOLLOWUP, asked.query)


ACCESS_REVIEWS = Register("access-reviews", REVIEW, _reviews)
ACCESS_FOLLOWUPS = Register("access-followups", FOLLOWUP, _followups)
