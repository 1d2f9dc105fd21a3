"""What can be entered new from the home page, and which button of which page does it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Beginning:
    """``table``: who may enter rows there is offered it; ``view``: the page's view that has ``button``."""

    words: str
    table: str
    place: str
    view: int
    button: str


INCIDENT = Beginning("Incident", "incident", "incidents", 0, "incident-add")
BEGINNINGS = (
    Beginning("Training", "training_record", "training", 0, "training-record"),
    Beginning("Group session", "training_session", "training", 0, "training-session"),
    Beginning("Person", "person", "roster", 0, "roster-add"),
    Beginning("Delegation", "delegation", "delegation", 0, "delegation-add"),
    Beginning("Account", "account", "access", 0, "access-request"),
    INCIDENT,
    Beginning("Deviation", "deviation", "incidents", 1, "deviation-add"),
    Beginning("Note to file", "note_to_file", "incidents", 2, "note-add"),
    Beginning("CAPA", "capa", "capa", 0, "capa-add"),
    Beginning("Risk", "risk", "risk", 0, "risk-add"),
    Beginning("Record series", "series", "retention", 0, "retention-add"),
)
