"""The change of the database key (design section 3).

Whoever loses their right to the key may still know it. So the database is copied under a fresh key, sealed to those
who remain, and the old file goes. The transaction that causes it sets ``wanted-generation``; whatever moment the
process ends at, the next opening finds label and wanted generation apart and finishes it.
"""

from __future__ import annotations

import shutil
from dataclasses import replace

from db import randomness
from db.signing.authority import Authority, make_authority, make_seal
from db.signing.register import Signing
from db.store.store import Change, Pin, Store
from db.vault.keyrings import Keyring
from db.vault.pins import KeyringPins
from db.workspace.keys import (
    read_authority_key,
    write_authority_key,
    write_person_key,
    write_recovery_key,
)
from db.workspace.layout import Layout
from db.workspace.session import Session
from db.workspace.settings import RECOVERY_RECIPIENT, SITE_NAME, WANTED_GENERATION, change_setting, read_setting


def want(change: Change, store: Store, generation: int) -> None:
    """Part of the transaction that makes the change of key necessary."""
    if read_setting(store, WANTED_GENERATION, 0) <= generation:
        change_setting(change, WANTED_GENERATION, generation + 1)


def finish(session: Session, keyring: Keyring) -> bool:
    """Carry out a change of key that is due, then delete what is left of other generations. True if one was due."""
    findings = session.store.findings
    due = int(read_setting(session.store, WANTED_GENERATION, 0)) > session.label.generation
    officer = session.store.actor.role == "officer" and not session.store.standing.missing
    if due and (officer or not findings):  # where a finding stands, the change is an officer's to carry out
        _change(session, keyring)
    if not findings:  # an older copy was put back: the file beside it may be the better one, so nothing is deleted
        _sweep(session.layout, session.label.generation)
    return due


def _change(session: Session, keyring: Keyring) -> None:
    layout, store = session.layout, session.store
    generation = read_setting(store, WANTED_GENERATION)
    if store.findings:
        generation = max(generation, *layout.generations()) + 1
        with store.change("Files of the wanted generation are there and are kept") as change:
            change_setting(change, WANTED_GENERATION, generation)
    key = randomness.token(32)
    _clear(layout, generation)
    store.event("change-of-key", generation=generation)
    store.copy_under(layout.database(generation), key)
    for user, recipient in store.users.recipients():
        write_person_key(layout, generation, key, user, recipient)
    kit = read_setting(store, RECOVERY_RECIPIENT)
    write_recovery_key(layout, generation, key, kit)
    _carry_authority(session, generation, kit)
    label = replace(session.label, generation=generation)
    store.close()  # before the label: once it names the copy, an entry here would be missing there
    layout.write_label(label)
    clock = store.clock
    session.label, session.key = label, key
    session.store = Store.open(
        layout.database(generation),
        key,
        workspace=label.uuid,
        installation=label.installation,
        user=session.unlocked.user,
        clock=session.vault.clock,
        pins=KeyringPins(keyring, label.installation, Pin),
    )
    session.store.clock = clock


def _carry_authority(session: Session, generation: int, kit: str) -> None:
    """The authority's key goes on for the officers who remain; whoever else finishes the change copies it sealed."""
    layout = session.layout
    if session.store.actor.role != "officer":
        old = layout.authority_key(session.label.generation)
        shutil.copyfile(old, layout.authority_key(generation))
        return
    key = read_authority_key(layout, session.label.generation, session.unlocked.identity)
    write_authority_key(layout, generation, key, [*officers(session.store), kit])


def officers(store: Store) -> list[str]:
    """Public keys of the active officers."""
    who = {user.id for user in store.users.all() if user.role == "officer" and user.status == "active"}
    return [recipient for user, recipient in store.users.recipients() if user in who]


def renew_authority(session: Session, change: Change) -> Authority:
    """A new authority and seal, part of the transaction that suspends an officer; the old certificate stays for
    verifying. The caller keeps the key (``keep_authority``) once that transaction stands."""
    store = session.store
    site = str(read_setting(store, SITE_NAME))
    authority = make_authority(site, store.clock)
    Signing(store).establish(authority.certificate, make_seal(authority, site, store.clock, store.workspace), change)
    return authority


def keep_authority(session: Session, authority: Authority) -> None:
    """Its key, sealed to the officers there are now and to the kit."""
    kit = read_setting(session.store, RECOVERY_RECIPIENT)
    to = [*officers(session.store), kit]
    write_authority_key(session.layout, session.label.generation, authority.key, to)


def _sweep(layout: Layout, current: int) -> None:
    for generation in layout.generations():
        if generation != current:
            _clear(layout, generation)


def _clear(layout: Layout, generation: int) -> None:
    database = layout.database(generation)
    for path in (database, *(database.with_name(database.name + end) for end in ("-wal", "-shm", "-journal"))):
        path.unlink(missing_ok=True)
    shutil.rmtree(layout.keys(generation), ignore_errors=True)
