"""Reviews that were signed or are being written: the investigators' of their studies, and those of the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.registers.form import Asked, Register, Rows, filtered

if TYPE_CHECKING:
    from db.site import Site

FIELDS = ("id", "study", "person", "since", "until", "verdict", "conclusion", "actions", "attention", "signed")
TRAIL_FIELDS = (
    "id", "number", "first", "last", "since", "until", "name", "entries", "marked", "findings", "own", "chain",
    "conclusion", "signed",
)  # fmt: skip


def _rows(site: Site, asked: Asked) -> Rows:
    """``attention``: the parts in which something needed a hand."""
    found = [
        {
            **{name: getattr(one, name) for name in FIELDS if name != "attention"},
            "attention": ", ".join(part.title for part in one.sections if part.attention),
        }
        for one in site.oversight.reviews.reviews(asked.study)
        if asked.as_of is None or (one.signed is not None and one.signed <= asked.as_of)
    ]
    return filtered(found, FIELDS, asked.query)


def _trail_rows(site: Site, asked: Asked) -> Rows:
    found = [
        {name: getattr(one, name) for name in TRAIL_FIELDS}
        for one in site.oversight.trail.reviews()
        if asked.as_of is None or (one.signed is not None and one.signed <= asked.as_of)
    ]
    return filtered(found, TRAIL_FIELDS, asked.query)


OVERSIGHT_REVIEWS = Register("oversight-reviews", FIELDS, _rows, by_day=True, by_study=True)
TRAIL_REVIEWS = Register("trail-reviews", TRAIL_FIELDS, _trail_rows, by_day=True)
