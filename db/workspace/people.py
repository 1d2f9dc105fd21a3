"""Enrolling, suspending and re-enrolling the people who may unlock (UNL-6); officers only.

A newcomer enrols in an officer's open session with a passphrase and a phone of their own. Slot and sealed key are
written first, the row that makes them count last: ended in between, there is a slot that opens nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from db.clock import stamp
from db.errors import BadInput, Refused
from db.oversight.proving import duty
from db.signing.authority import Authority, issue, new_key
from db.signing.keys import same_key
from db.signing.register import Signing
from db.store.store import Change, NewUser
from db.store.users import User, insert_user
from db.vault.derivation import Kdf
from db.vault.enrolment import new_seed, otpauth_uri
from db.vault.offsets import DAYS
from db.workspace import change_key
from db.workspace.code_alone import demand_allowed
from db.workspace.keys import read_authority_key, write_person_key
from db.workspace.passphrase import demand_strong
from db.workspace.session import Session
from db.workspace.settings import SITE_NAME, read_setting

ROLE_NAMES = {
    "officer": "Compliance officer",
    "investigator": "Principal investigator",
    "coordinator": "Coordinator",
    "staff": "Staff member",
    "monitor": "Monitor",
    "inspector": "Inspector",
    "custodian": "Custodian",
}
WITHOUT_KEY = ("monitor", "inspector")  # they sign here but never hold the site's key (VIS-2)


@dataclass(frozen=True)
class ProvenDuty:
    """What the enrolling officer saw or did at the enrolment: identity (``document``: the kind of paper), training
    in this program (how), a statement on paper (``note``: where the original is). See db.store.admission."""

    kind: str
    document: str
    note: str = ""


@dataclass(frozen=True)
class Newcomer:
    """Who is to be enrolled. ``seed``: where a wizard has shown and checked it, ``drift`` (steps of 30 s) as it
    measured it; ``digits`` of the codes: 6 or 8; ``until``: ISO date or empty; ``code_alone``: they unlock without the
    passphrase, where the site allows it. Without ``duties`` they are enrolled, and the store takes no record from them
    until theirs are there."""

    name: str
    login: str
    role: str
    passphrase: str = field(repr=False)
    seed: bytes = field(default=b"", repr=False)
    studies: tuple[str, ...] | None = None
    until: str = ""
    duties: tuple[ProvenDuty, ...] = ()
    drift: int = 0
    digits: int = 6
    code_alone: bool = False


@dataclass(frozen=True)
class Enrolment:
    """``otpauth`` is a secret, told once."""

    user: str
    otpauth: str = field(repr=False)


def add_user(session: Session, newcomer: Newcomer, kdf: Kdf | None = None, days: int = DAYS) -> Enrolment:
    """Enrol somebody new. Raises Refused for who is not an officer, BadInput for a login that is taken. ``days``: how
    long their slot opens without being used in between."""
    authority = officers_authority(session)
    if not newcomer.name.strip() or not newcomer.login.strip():
        raise BadInput("Who is enrolled needs a full name and a login.", kept="Nothing was changed.")
    demand_strong(newcomer.passphrase, newcomer.login, newcomer.name)
    if newcomer.code_alone:
        demand_allowed(session.store)
    user = NewUser(
        newcomer.login, newcomer.name, newcomer.role, studies=newcomer.studies, until=newcomer.until,
        code_alone=newcomer.code_alone,
    )  # fmt: skip
    if session.store.users.find(newcomer.login) is not None:
        raise Refused(f"The login “{newcomer.login}” is taken; ids are never used again.", todo="Choose another one.")

    def enter(change: Change, recipient: str) -> None:
        insert_user(change, replace(user, recipient=recipient))
        _prove(session, change, user.id, newcomer.duties)

    try:
        made = _enrol(session, authority, user.id, newcomer, enter, "Enrolled", kdf, days)
    except BaseException:
        # nobody whom the database does not know may hold its key
        session.layout.person_key(session.label.generation, user.id).unlink(missing_ok=True)
        session.vault.void(user.id)
        raise
    if newcomer.role == "officer":
        change_key.keep_authority(session, authority)
    return made


@dataclass(frozen=True)
class SecondPerson:
    """Another enrolled person who is there and proves it with factors of their own (11.200(a)(3))."""

    login: str
    passphrase: str = field(repr=False)
    code: str = field(repr=False)


def re_enrol(
    session: Session, user: str, passphrase: str, reason: str, seed: bytes = b"", kdf: Kdf | None = None,
    duties: tuple[ProvenDuty, ...] = (), second: SecondPerson | None = None, drift: int = 0, digits: int = 6,
    code_alone: bool = False,
) -> Enrolment:  # fmt: skip
    """A lost phone or a locked slot: one officer in session plus the person. New seed, new identity, new certificate.

    An officer holds the authority's key, so two enrolled people give it back to them: who is in session and
    ``second``. Raises Refused without (where the site has somebody who could be), and what their factors raise.
    """
    authority = officers_authority(session)
    found = session.store.users.get(user)
    if user == session.store.actor.user:
        raise Refused("Nobody re-enrols themselves.", todo="Ask another officer, or use the recovery kit.")
    if found.status == "ended":
        raise Refused(f"{found.name} has left; ids are never used again.", todo="Enrol them under a new login.")
    if found.role == "officer" and second is None and witnesses(session, user):
        raise Refused(
            f"Two people give {found.name} back an officer’s key.", kept="Nothing was changed.",
            todo="Ask another enrolled person to prove themselves here, with their passphrase and code.",
        )  # fmt: skip
    demand_strong(passphrase, found.login, found.name)
    if code_alone:
        demand_allowed(session.store)
    if second is not None:
        _witnessed(session, user, second)
    newcomer = Newcomer(found.name, found.login, found.role, passphrase, seed, drift=drift, digits=digits,
                        code_alone=code_alone)  # fmt: skip

    def enter(change: Change, recipient: str) -> None:
        again = {"recipient": recipient, "step": None, "generation": None, "drift": None, "status": "active",
                 "code_alone": int(code_alone)}  # fmt: skip
        change.update("users", user, again)
        _prove(session, change, user, duties)

    made = _enrol(session, authority, user, newcomer, enter, reason, kdf)
    if found.role == "officer":
        change_key.keep_authority(session, authority)
    return made


def withdraw_user(session: Session, user: str, status: str, reason: str) -> User:
    """Suspend or end somebody (``status``): from the next opening on the database has another key, and after an
    officer the site has another authority. Raises Refused for oneself and for the last officer."""
    _officer(session)
    store = session.store
    found = store.users.get(user)
    renewed: list[Authority] = []

    def also(change: Change) -> None:
        Signing(store).withdraw_certificates(user, f"{status}: {reason}", change)
        if found.role not in WITHOUT_KEY:
            change_key.want(change, store, session.label.generation)
        if found.role == "officer":
            renewed.append(change_key.renew_authority(session, change))

    leave = store.users.suspend if status == "suspended" else store.users.end
    leave(user, reason, also)
    session.layout.person_key(session.label.generation, user).unlink(missing_ok=True)
    session.vault.void(user)
    for authority in renewed:
        change_key.keep_authority(session, authority)
    return store.users.get(user)


def witnesses(session: Session, besides: str) -> tuple[User, ...]:
    """Who could be the second person: active and enrolled, neither who is in session nor ``besides``, no visitor."""
    there = {session.store.actor.user, besides}
    return tuple(
        one
        for one in session.store.users.all()
        if one.id not in there and one.status == "active" and one.recipient and one.role not in WITHOUT_KEY
        and session.vault.slots.read(one.id, 1) is not None
    )  # fmt: skip


def _witnessed(session: Session, user: str, second: SecondPerson) -> None:
    """The second person's factors, checked as for unlocking and used up; on the trail under their id."""
    store = session.store
    who = store.users.find(second.login)
    if who is None or who.id not in {one.id for one in witnesses(session, user)}:
        raise Refused("The second person is another enrolled person of this site.", kept="Nothing was changed.")
    proved = session.vault.unlock(second.login, second.passphrase, second.code)
    try:
        if proved.code_alone:
            proved.prove_passphrase(second.passphrase, asked_from_now_on=False)
        store.users.record_step(proved.user, proved.step, proved.generation, "Second person at an enrolment")
        for at in proved.failed_tries:
            store.event("failed-try", tbl="users", row=proved.user, tried=stamp(at))
        store.event("witness", tbl="users", row=user, second=proved.user, name=who.name)
        proved.confirm()
        proved.ratchet()
    finally:
        proved.forget()


def _prove(session: Session, change: Change, user: str, duties: tuple[ProvenDuty, ...]) -> None:
    today = session.store.clock.now().date()
    for one in duties:
        duty(change, user, one.kind, today, one.document, session.store, note=one.note)


def _enrol(
    session: Session,
    authority: Authority,
    user: str,
    newcomer: Newcomer,
    enter: Callable[[Change, str], None],
    reason: str,
    kdf: Kdf | None,
    days: int = DAYS,
) -> Enrolment:
    signing_key, seed = new_key(), newcomer.seed or new_seed()
    enrolled = session.vault.enrol(
        user=user,
        login=newcomer.login,
        passphrase=newcomer.passphrase,
        seed=seed,
        signing_key=signing_key,
        kdf=kdf or Kdf.standard(),
        digits=newcomer.digits,
        passphrase_to_unlock=not newcomer.code_alone,
        drift=newcomer.drift,
        days=days,
    )
    if newcomer.role not in WITHOUT_KEY:
        write_person_key(session.layout, session.label.generation, session.key, user, enrolled.recipient)
    role = ROLE_NAMES[newcomer.role]
    certificate = issue(authority, signing_key, name=newcomer.name, role=role, clock=session.store.clock, user=user)
    for at in enrolled.failed_tries:
        session.store.event("failed-try", tbl="users", row=user, tried=stamp(at))
    with session.store.change(reason) as change:
        enter(change, enrolled.recipient)
        Signing(session.store).add_certificate(user, certificate, change)
    site = str(read_setting(session.store, SITE_NAME))
    return Enrolment(user, otpauth_uri(seed, newcomer.login, site, newcomer.digits))


def _officer(session: Session) -> None:
    if session.store.actor.role != "officer":
        raise Refused("Only a compliance officer enrols, suspends or re-enrols people.", todo="Ask one.")


def officers_authority(session: Session) -> Authority:
    """The site's authority with its key, for an officer in session. Raises Refused for anybody else."""
    _officer(session)
    key = read_authority_key(session.layout, session.label.generation, session.unlocked.identity)
    certificate = Signing(session.store).authorities()[0].der
    if same_key(key, certificate):
        return Authority(key, certificate)
    with session.store.change("The key of the signing authority was not kept") as change:  # ended in between
        authority = change_key.renew_authority(session, change)
    change_key.keep_authority(session, authority)
    return authority
