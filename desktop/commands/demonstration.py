"""Makes a demonstration site: its own keys in the open, its records entered in the past, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from db.clock import Clock, SetClock
from db.site import Site
from db.store.store import Pin, Store
from db.vault.derivation import Kdf
from db.vault.enrolment import new_seed
from db.vault.keyrings import keyring_for
from db.vault.pins import KeyringPins
from db.workspace.create import Created, NewWorkspace, create_workspace
from db.workspace.demonstration import LOGIN, OFFICER, PASSPHRASE, write_demonstration
from db.workspace.keys import read_recovery_key
from db.workspace.layout import Layout
from desktop.commands.demo_content import fill
from desktop.commands.demo_content.founding import INTRO

SITE = "Klinikum Nord · Site 0417"
BEGINS = timedelta(days=-INTRO + 2)  # before today: the program comes into use, older records are brought in


def make(folder: Path, people: int, clock: Clock, progress: Callable[[int, int], None] | None = None) -> Created:
    """A workspace that anybody may open, with its records relative to today (USE-3)."""
    past = SetClock(clock.now() - BEGINS)
    seed = new_seed()
    new = NewWorkspace(SITE, OFFICER, LOGIN, PASSPHRASE, seed, demonstration=True)
    made = create_workspace(folder, new, clock=past, kdf=Kdf.floor(), phone_clock=clock)
    layout = Layout(made.folder)
    write_demonstration(layout, seed, made.workspace, SITE)
    _fill(layout, made, past, clock, people, progress)
    return made


def _fill(
    layout: Layout,
    made: Created,
    past: SetClock,
    clock: Clock,
    people: int,
    progress: Callable[[int, int], None] | None,
) -> None:
    label = layout.read_label()
    keyring = keyring_for(label.uuid, layout.demo_file, recorded=label.keyring)
    store = Store.open(
        layout.database(label.generation),
        read_recovery_key(layout, label.generation, made.recovery),
        workspace=label.uuid,
        installation=label.installation,
        user=made.user,
        clock=past,
        pins=KeyringPins(keyring, label.installation, Pin),
    )
    try:
        fill(Site(store, name=SITE, demonstration=True), people=people, clock=past, now=clock.now(), progress=progress)
    finally:
        store.close()
