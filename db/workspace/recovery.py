"""Recovery by the kit: one officer anew, everybody else's keys void, a new kit (UNL-6).

Also the way to another laptop: copy the folder, then recover there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from db import randomness
from db.clock import Clock, stamp
from db.errors import BadInput, Refused
from db.signing.authority import issue, make_authority, make_seal, new_key
from db.signing.register import Signing
from db.store.store import Pin, Store
from db.store.users import User, folded
from db.vault.derivation import Kdf
from db.vault.enrolment import new_seed, otpauth_uri
from db.vault.keyrings import Keyring, keyring_for
from db.vault.pins import KeyringPins
from db.vault.sealing import new_identity
from db.vault.vault import Vault
from db.workspace.keys import read_recovery_key, write_authority_key, write_person_key, write_recovery_key
from db.workspace.layout import Layout, sync_folder
from db.workspace.lock import WorkspaceLock
from db.workspace.passphrase import demand_strong
from db.workspace.settings import RECOVERY_RECIPIENT, SITE_NAME, WANTED_GENERATION, change_setting, read_setting

WHY = "Recovered with the kit"


@dataclass(frozen=True)
class Recovered:
    """``otpauth`` and ``recovery`` are secrets, told once."""

    workspace: str
    site: str
    user: str
    otpauth: str = field(repr=False)
    recovery: str = field(repr=False)


def recover(
    folder: Path,
    kit: str,
    login: str,
    passphrase: str,
    *,
    seed: bytes = b"",
    drift: int = 0,
    clock: Clock,
    keyring: Keyring | None = None,
    kdf: Kdf | None = None,
    arrive: Callable[[Store], None] | None = None,
) -> Recovered:
    """Enrols the officer ``login`` on this computer with ``kit`` (AGE-SECRET-KEY-1...). ``seed`` and ``drift``: the
    authenticator's, where a wizard has checked it.

    ``arrive``: for a restored copy, enters the installation and what else belongs to its arrival, before anything else.

    The database gets a new key in the next generation; until its label is renamed over, the old one opens as before.
    Raises BadInput (a wrong kit, no such officer), CannotUnseal, Damaged, and what keyring and store raise.
    """
    layout = Layout(folder)
    label = layout.read_label()
    lock = WorkspaceLock(layout.lock_file)
    try:
        old = read_recovery_key(layout, label.generation, kit)
        keyring = keyring or keyring_for(label.uuid, layout.demo_file)
        vault = Vault(folder, label.uuid, keyring, clock)
        path = layout.database(label.generation)
        officer = _officer(path, old, login)
        demand_strong(passphrase, officer.login, officer.name, label.site)
        new = _New(randomness.new_uuid(), max(layout.generations()) + 1, new_key(), *new_identity())
        seed = seed or new_seed()
        enrolled = vault.enrol(
            user=officer.id, login=officer.login, passphrase=passphrase, seed=seed, signing_key=new.signing_key,
            kdf=kdf or Kdf.standard(), drift=drift,
        )  # fmt: skip
        store = Store.open(
            path, old, workspace=label.uuid, installation=new.installation, user=officer.id, clock=clock, pins=None
        )
        entered = _entered(layout, store, arrive or _moved, officer, enrolled.recipient, new, label.site)
        KeyringPins(keyring, new.installation, Pin).write(entered.head)
        fresh = replace(label, generation=new.generation, installation=new.installation, keyring=keyring.label)
        layout.write_label(fresh)
        for user in entered.voided:
            vault.void(user)
        sync_folder(folder)
        return Recovered(label.uuid, entered.site, officer.id, otpauth_uri(seed, officer.login, entered.site), new.kit)
    finally:
        lock.release()


@dataclass(frozen=True)
class _New:
    """What a recovery draws afresh; ``kit`` is the new kit's identity, ``kit_recipient`` its public key."""

    installation: str
    generation: int
    signing_key: bytes = field(repr=False)
    kit: str = field(repr=False)
    kit_recipient: str


@dataclass(frozen=True)
class _Entered:
    site: str
    head: Pin
    voided: tuple[str, ...]


def _entered(
    layout: Layout, store: Store, arrive: Callable[[Store], None], officer: User, recipient: str, new: _New, site: str
) -> _Entered:
    """The arrival on the trail, then everything else; closes the store."""
    try:
        store.ask_no_duties()
        arrive(store)
        return _under_a_new_key(layout, store, officer, recipient, new, site)
    finally:
        store.close()


def _under_a_new_key(layout: Layout, store: Store, officer: User, recipient: str, new: _New, site: str) -> _Entered:
    """Copied under a fresh key, sealed to the officer and the new kit; the label names the old one still."""
    site = str(read_setting(store, SITE_NAME, site))
    authority, voided = _enter(store, officer, recipient, new, site)
    key = randomness.token(32)
    write_person_key(layout, new.generation, key, officer.id, recipient)
    write_recovery_key(layout, new.generation, key, new.kit_recipient)
    write_authority_key(layout, new.generation, authority, [recipient, new.kit_recipient])
    store.copy_under(layout.database(new.generation), key)
    return _Entered(site, store.head(), voided)


def _officer(path: Path, key: bytes, login: str) -> User:
    found = [user for user in Store.people_in(path, key) if user.login == folded(login)]
    if not found or found[0].role != "officer":
        raise BadInput(
            f"There is no compliance officer with the login “{login}” here.",
            kept="Nothing was changed.",
            todo="The kit enrols an officer; they enrol everybody else.",
        )
    if found[0].status == "ended":
        raise Refused(f"{found[0].name} has left the site.", todo="Use another officer's login.")
    return found[0]


def _moved(store: Store) -> None:
    """The same folder, on another computer or with new keys."""
    since, head = stamp(store.clock.now()), store.head().head
    with store.change(WHY) as change:
        change.insert("installations", {"id": store.installation, "since": since, "origin": "moved", "head": head})


def _enter(store: Store, officer: User, recipient: str, new: _New, site: str) -> tuple[bytes, tuple[str, ...]]:
    """All of it in one transaction: the new officer's key, a new authority, everybody else void.

    Returns the authority's key, and whose keys are void."""
    clock, signing = store.clock, Signing(store)
    authority = make_authority(site, clock)
    voided = tuple(user.id for user in store.users.all() if user.id != officer.id and user.recipient)
    with store.change(WHY) as change:
        anew = {"recipient": recipient, "step": None, "generation": None, "drift": None, "status": "active",
                "code_alone": 0}  # fmt: skip
        change.update("users", officer.id, anew)
        for user in voided:
            change.update("users", user, {"recipient": None})
            signing.withdraw_certificates(user, WHY, change)
        change_setting(change, RECOVERY_RECIPIENT, new.kit_recipient)
        change_setting(change, WANTED_GENERATION, new.generation)
        signing.establish(authority.certificate, make_seal(authority, site, clock, store.workspace), change)
        certificate = issue(
            authority, new.signing_key, name=officer.name, role="Compliance officer", clock=clock, user=officer.id
        )
        signing.add_certificate(officer.id, certificate, change)
    return authority.key, voided
