"""What a report is asked to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class ReportOptions:
    """``as_of``: a day of the site's calendar, None for today; ``study`` and ``person``: ids, ``study`` also a code;
    ``roles``: only people with one of these; ``where`` and ``search``: as the page was filtered;
    ``blocks``: meanings of the signatures that may stand on it, in turn (None: reviewed, then approved);
    ``trail_rows``: how many entries an excerpt of the trail holds at most."""

    as_of: date | None = None
    study: str | None = None
    person: str | None = None
    roles: tuple[str, ...] = ()
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    search: str = ""
    blocks: tuple[str, ...] | None = None
    trail_rows: int = 5_000

    def in_words(self) -> dict[str, object]:
        """The filters as the embedded data lists them; only those that are set."""
        filters: dict[str, object] = {name: list(values) for name, values in self.where.items()}
        filters.update({"roles": list(self.roles)} if self.roles else {})
        filters.update({"search": self.search} if self.search else {})
        filters.update({"study": self.study} if self.study else {})
        filters.update({"person": self.person} if self.person else {})
        return filters
