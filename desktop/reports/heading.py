"""What the head of every report says: site, study and investigator, as of when, which filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.reports.pieces import Title, title_block
from desktop.reports.sheet import Sheet


@dataclass(frozen=True)
class Heading:
    """``subtitle``: site and principal investigator; ``lines``: study and protocol, then as-of day and filters, in
    words; ``filters``: the same as the embedded data lists them."""

    subtitle: str
    lines: tuple[str, ...]
    filters: Mapping[str, object] = field(default_factory=dict)


def opened(sheet: Sheet, title: str, heading: Heading) -> None:
    """Begins the first page with its title block."""
    sheet.running = f"{title} · {heading.subtitle} · continued"
    sheet.begin_page()
    title_block(sheet, Title(title, heading.subtitle, (*heading.lines, f"Report {sheet.stamp.number}")))
