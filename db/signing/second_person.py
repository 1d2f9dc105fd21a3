"""What nobody does alone: one proposes, a second person approves, somebody carries it out (ROL-4, AUD-5). The persons
are those of the roster, whatever account they work under."""

from __future__ import annotations

from typing import Protocol, TypeVar

from db.errors import Refused
from db.fields import line
from db.signing.signable import Pen, Signer
from db.store.store import Store

_UNSIGNED = "Nothing was signed."


class Proposed(Protocol):
    """A destruction or a redaction."""

    @property
    def number(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def proposer(self) -> str: ...
    @property
    def proposer_id(self) -> str: ...


One = TypeVar("One", bound=Proposed)


def own_person(store: Store, deed: str) -> str:
    """Who is signed in, as a person of the roster (id). ``deed``: “propose a destruction”. Raises Refused."""
    person = store.users.person_of(store.actor.user)
    if person is None:
        raise Refused(
            f"Only a person of the roster can {deed}.", kept="Nothing was saved.",
            todo="An officer links your account with you in the roster (Settings, People who use Siteward).",
        )  # fmt: skip
    return person


def signing_person(store: Store, signer: Signer, what: str) -> str:
    """Who signs, here or in ink (id). ``what``: “a destruction”. Raises Refused for somebody who is not on the
    roster."""
    person = own_person(store, f"sign {what}") if isinstance(signer, Pen) else signer.person
    if person is None:
        raise Refused(f"Who signs {what} is a person of the roster.", kept=_UNSIGNED)
    return person


def second_person(one: Proposed, person: str) -> str:
    """The approver, unless it is who proposed it."""
    if person == one.proposer_id:
        raise Refused(
            f"{one.proposer} proposed {one.number} and cannot approve it.", kept=_UNSIGNED,
            todo="A second person approves it, here or on paper.",
        )  # fmt: skip
    return person


def standing(one: One, status: str) -> One:
    """The record, if it stands so; else Refused."""
    if one.status != status:
        raise Refused(f"{one.number} is {one.status}.", kept=_UNSIGNED, todo="Refresh the page.")
    return one


def reason_to_withdraw(one: Proposed, open_: tuple[str, ...], reason: str) -> str:
    """Why it is withdrawn; Refused once it was carried out or withdrawn."""
    if one.status not in open_:
        raise Refused(f"{one.number} was {one.status}.", kept="Nothing was changed.")
    return line("Reason", reason, 500, needed=True)
