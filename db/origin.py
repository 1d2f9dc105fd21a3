"""Where a CAPA came from: told by the register that asks for one, carried over into the CAPA (CAP-2, RSK-2, RSK-4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from db.store.change import Change

INCIDENT, FINDING, AUDIT, DEVIATION, RISK, OWN = "incident", "finding", "audit", "deviation", "risk", "own observation"
SOURCES = (INCIDENT, FINDING, AUDIT, DEVIATION, RISK, OWN)
"""A finding is a monitor's; an audit is an audit's, an inspection's, a test's or a drill's; a review of the trail or
of access counts as the site's own observation."""


@dataclass(frozen=True)
class Origin:
    """``source``: one of SOURCES; ``table`` and ``record``: what it came from, so that one click leads back;
    ``number``: that record's own number, may be empty; ``title``: one line, becomes the CAPA's title; ``facts``: what
    is known of it as label -> value, in the order to be read, becomes the CAPA's description."""

    source: str
    table: str
    record: str
    number: str
    title: str
    facts: tuple[tuple[str, str], ...] = ()


OpenCapa = Callable[[Change, Origin], str]
"""Opens a CAPA inside the caller's transaction; its id. The same record opens only one that is not voided."""
