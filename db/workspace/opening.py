"""Opens a workspace: lock, factors, key, database, the step used up before anything shows (UNL-2, UNL-4)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from db.clock import BorneOut, Clock, stamp
from db.store.store import Pin, Store
from db.vault.errors import CredentialMissing, OlderSlot, PassphraseAsked, SlotDamaged
from db.vault.keyrings import Keyring, keyring_for
from db.vault.pins import KeyringPins
from db.vault.unlocked import Unlocked
from db.vault.vault import Vault
from db.workspace import change_key, code_alone
from db.workspace.keys import read_person_key
from db.workspace.layout import Label, Layout
from db.workspace.lock import WorkspaceLock
from db.workspace.session import Session, Tried, Witness


def open_workspace(
    folder: Path,
    login: str,
    passphrase: str | None,
    code: str,
    second_code: str | None = None,
    *,
    clock: Clock,
    keyring: Keyring | None = None,
) -> Session:
    """Everything from the folder to a session somebody works in; ``Site.of`` makes registers of it.

    Raises Known errors only for what a person can meet: BadInput (no workspace), Refused (open elsewhere, suspended),
    the vault's (wrong code, used code, locked, damaged slot, no keyring) and the store's (damaged, newer database).
    """
    layout = Layout(folder)
    label = layout.read_label()
    lock = WorkspaceLock(layout.lock_file)
    try:
        keyring = keyring or keyring_for(label.uuid, layout.demo_file, recorded=label.keyring)
        vault = Vault(folder, label.uuid, keyring, clock)
        unlocked = vault.unlock(login, passphrase, code, second_code)
        try:
            session = _enter(layout, label, lock, vault, unlocked, keyring, clock, passphrase)
        except BaseException:
            unlocked.forget()
            raise
        try:
            change_key.finish(session, keyring)
        except BaseException:
            session.close()
            raise
        return session
    except BaseException:
        lock.release()
        raise


def asks_passphrase(folder: Path, login: str, *, clock: Clock, keyring: Keyring | None = None) -> bool:
    """Whether the slot of ``login`` wants a passphrase, before anybody is asked for one. True where that cannot be
    told: the opening says why. Raises Refused where the workspace is open elsewhere, and what the keyring raises."""
    layout = Layout(folder)
    label = layout.read_label()
    lock = WorkspaceLock(layout.lock_file)
    try:
        keyring = keyring or keyring_for(label.uuid, layout.demo_file, recorded=label.keyring)
        return Vault(folder, label.uuid, keyring, clock).status(login).passphrase
    except (CredentialMissing, OlderSlot, SlotDamaged):
        return True
    finally:
        lock.release()


def _enter(
    layout: Layout,
    label: Label,
    lock: WorkspaceLock,
    vault: Vault,
    unlocked: Unlocked,
    keyring: Keyring,
    clock: Clock,
    passphrase: str | None,
) -> Session:
    key = read_person_key(layout, label.generation, unlocked.user, unlocked.identity)
    store = Store.open(
        layout.database(label.generation),
        key,
        workspace=label.uuid,
        installation=label.installation,
        user=unlocked.user,
        clock=clock,
        pins=KeyringPins(keyring, label.installation, Pin),
    )
    try:
        if unlocked.code_alone and not code_alone.allowed(store):
            if not passphrase:
                raise PassphraseAsked
            unlocked.prove_passphrase(passphrase, asked_from_now_on=True)
        elsewhere = vault.failed_elsewhere(unlocked.user)
        store.users.record_unlock(
            unlocked.user,
            unlocked.step,
            unlocked.generation,
            unlocked.drift,
            unlocked.failed_tries,
            {user: count.untold for user, count in elsewhere.items()},
            code_alone=unlocked.code_alone,
        )
        for one in unlocked.findings:
            store.event("finding", tbl="users", row=unlocked.user, words=one.what, seen=stamp(one.at))
        if abs(unlocked.drift) > 1:  # less is within what two codes tell apart
            store.clock = BorneOut(clock, timedelta(seconds=unlocked.drift_seconds))
        unlocked.confirm()
        vault.told(elsewhere)
        names = {one.id: one.name for one in store.users.all()} if elsewhere else {}
        others = tuple(
            Tried(names.get(user, ""), count.untold[-1], len(count.untold)) for user, count in elsewhere.items()
        )
    except BaseException:
        store.close()
        raise
    seen = (*store.findings, *(one.what for one in unlocked.findings))
    witness = Witness(unlocked.drift, unlocked.days_left, unlocked.all_tries, seen, others)
    return Session(layout, label, lock, vault, store, unlocked, witness, key)
