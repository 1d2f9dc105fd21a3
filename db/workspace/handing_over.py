"""A monitor or inspector reads here without holding the site's key: an officer hands the open workspace over (ROL-3).

The database is opened again as the visitor, so that the store's own limits hold: read-only but for findings and
marks, their studies alone, each record they open on the trail. Whoever is to work on unlocks it anew.
"""

from __future__ import annotations

import unicodedata
from datetime import timedelta

from db import randomness
from db.clock import stamp
from db.errors import BadInput, Refused
from db.store.actor import VISITORS
from db.store.store import NewUser
from db.vault.offsets import DAYS
from db.workspace.session import Session, Visit, Witness

LONGEST = 480  # minutes of one reading: a working day
_CODES = "SELECT code FROM study ORDER BY code"  # of those the visitor sees


def add_visitor(session: Session, name: str, role: str, studies: tuple[str, ...], until: str) -> str:
    """A named visitor, who gets no slot and enrols no phone. Their id; ``until``: ISO date, the last day they may read.

    Raises Refused for who is no officer, BadInput for another role, no study, no last day or one that is over.
    """
    _officer(session)
    if role not in VISITORS:
        raise BadInput("A visitor is a monitor or an inspector.", kept="Nothing was saved.")
    if not until or until < session.store.clock.now().date().isoformat():
        raise BadInput("A visitor needs a last day, today or later.", kept="Nothing was saved.")
    visitor = NewUser(_login(session, name), name, role, studies=studies, until=until)
    session.store.users.add(visitor)
    return visitor.id


def hand_over(session: Session, visitor: str, minutes: int) -> Visit:
    """From here on ``session`` is the visitor's: its store is opened as them, and it signs nothing. Registers of the
    former store are dead; make a new Site of it. Nothing is changed where it raises.

    Raises Refused for who is no officer and for somebody who is no visitor, suspended or past their last day,
    BadInput for less than a minute or more than a working day.
    """
    _officer(session)
    if not 1 <= minutes <= LONGEST:
        raise BadInput(f"A reading lasts from 1 to {LONGEST} minutes.", kept="Nothing was changed.")
    store = session.store
    found = store.users.get(visitor)
    if found.role not in VISITORS:
        raise Refused(f"{found.name} is no visitor and unlocks on their own.", kept="Nothing was changed.")
    host, ends = store.actor.name, store.clock.now() + timedelta(minutes=minutes)
    opened = store.opened_by(visitor)
    store.event("hand-over", tbl="users", row=visitor, name=found.name, ends=stamp(ends))
    store.close()
    opened.event("log-in", tbl="users", row=visitor, host=host, ends=stamp(ends))
    session.store = opened
    session.witness = Witness(session.witness.drift, DAYS)  # failed tries and findings are told to the site's own
    session.visit = Visit(found.name, host, tuple(code for (code,) in opened.rows(_CODES)), ends)
    return session.visit


def _officer(session: Session) -> None:
    if session.store.actor.role != "officer":
        raise Refused("Only a compliance officer lets a visitor read.", kept="Nothing was changed.", todo="Ask one.")


def _login(session: Session, name: str) -> str:
    """Visitors never type it; it keeps their entries apart from those of a namesake."""
    plain = "".join(one for one in unicodedata.normalize("NFKC", name.casefold()) if one.isalnum()) or "visitor"
    return f"{plain}-{randomness.token(3).hex()}"
