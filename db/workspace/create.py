"""Makes a workspace: folder, keys, authority, seal and the first officer (UNL-3)."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from db import randomness
from db.clock import Clock
from db.errors import BadInput, Refused
from db.signing.authority import Authority, issue, make_authority, make_seal, new_key
from db.signing.register import Signing
from db.store.admission import FIRST_OFFICER
from db.store.store import NewUser, Pin, Store
from db.vault.derivation import Kdf
from db.vault.enrolment import new_seed, otpauth_uri
from db.vault.errors import SlotNotWritten
from db.vault.keyrings import Keyring, keyring_for
from db.vault.pins import KeyringPins
from db.vault.sealing import new_identity
from db.vault.vault import Vault
from db.workspace.keys import write_authority_key, write_person_key, write_recovery_key
from db.workspace.layout import DEMONSTRATION, SUFFIX, Label, Layout, sync_folder
from db.workspace.passphrase import demand_strong
from db.workspace.settings import CODE_ALONE, RECOVERY_RECIPIENT, SITE_NAME, WANTED_GENERATION, put_setting

FIRST_GENERATION = 1


@dataclass(frozen=True)
class NewWorkspace:
    """``seed``: the authenticator's, where a wizard has shown and checked it already, and ``drift`` what it measured
    then (steps of 30 s); ``digits`` of its codes: 6, or 8 where the authenticator can. ``code_alone``: the site allows
    unlocking by keyring and code alone, and its officer does so."""

    site: str
    officer: str
    login: str
    passphrase: str = field(repr=False)
    seed: bytes = field(default=b"", repr=False)
    demonstration: bool = False
    drift: int = 0
    digits: int = 6
    code_alone: bool = False


@dataclass(frozen=True)
class Created:
    """``otpauth`` and ``recovery`` are secrets, told once."""

    folder: Path
    workspace: str
    user: str
    otpauth: str = field(repr=False)
    recovery: str = field(repr=False)


def create_workspace(
    folder: Path,
    new: NewWorkspace,
    *,
    clock: Clock,
    keyring: Keyring | None = None,
    kdf: Kdf | None = None,
    phone_clock: Clock | None = None,
) -> Created:
    """A new folder, made aside and renamed into place, so that a half-made one never bears its name.

    ``phone_clock``: the time codes are of, where a demonstration's records begin earlier than its slot.

    Raises BadInput (names, an existing folder), Refused (a place that cannot be written), and what the keyring raises.
    """
    folder = folder if folder.name.endswith(SUFFIX) else folder.with_name(folder.name + SUFFIX)
    _check(folder, new)
    aside = folder.with_name(f".{folder.name}.{randomness.new_uuid()[:8]}.new")
    try:
        aside.mkdir(mode=0o700)
    except OSError as problem:
        raise Refused(
            f"{folder.parent} cannot be written ({problem.strerror}).", todo="Choose another place."
        ) from problem
    try:
        made = _fill(aside, folder, new, clock, phone_clock or clock, keyring, kdf or Kdf.standard())
        aside.rename(folder)
        sync_folder(folder.parent)
    except (OSError, SlotNotWritten) as problem:
        shutil.rmtree(aside, ignore_errors=True)
        why = problem.strerror if isinstance(problem, OSError) else problem.problem
        raise Refused(
            f"The workspace could not be written to {folder.parent} ({why}).",
            kept="Nothing is left of it.",
            todo="Make room (it takes some 10 MB to begin with), or choose another place.",
        ) from problem
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return made


def _check(folder: Path, new: NewWorkspace) -> None:
    for text, name in ((new.site, "the site"), (new.officer, "the officer"), (new.login, "the login")):
        if not text.strip():
            raise BadInput(f"A name for {name} is missing.", todo="Fill it in and try again.")
    demand_strong(new.passphrase, new.site, new.officer, new.login)
    if folder.exists():
        raise BadInput(f"{folder} is there already.", kept="It was not touched.", todo="Choose another name.")


def _fill(
    aside: Path,
    folder: Path,
    new: NewWorkspace,
    clock: Clock,
    phone_clock: Clock,
    keyring: Keyring | None,
    kdf: Kdf,
) -> Created:
    workspace = randomness.new_uuid()
    if new.demonstration:
        workspace = DEMONSTRATION + workspace[len(DEMONSTRATION) :]
    layout, installation = Layout(aside), randomness.new_uuid()
    keyring = keyring or keyring_for(workspace, layout.demo_file)
    vault, user, seed = Vault(aside, workspace, keyring, phone_clock), randomness.new_id(), new.seed or new_seed()
    signing_key, key = new_key(), randomness.token(32)
    kit, kit_recipient = new_identity()
    site = new.site.strip()
    try:
        enrolled = vault.enrol(
            user=user, login=new.login, passphrase=new.passphrase, seed=seed, signing_key=signing_key, kdf=kdf,
            digits=new.digits, passphrase_to_unlock=not new.code_alone, drift=new.drift,
        )  # fmt: skip
        write_person_key(layout, FIRST_GENERATION, key, user, enrolled.recipient)
        write_recovery_key(layout, FIRST_GENERATION, key, kit_recipient)
        authority = make_authority(site, clock)
        write_authority_key(layout, FIRST_GENERATION, authority.key, [enrolled.recipient, kit_recipient])
        officer = NewUser(new.login, new.officer, "officer", enrolled.recipient, id=user)
        store = Store.create(
            layout.database(FIRST_GENERATION), key, workspace=workspace, installation=installation, clock=clock,
            officer=officer, pins=KeyringPins(keyring, installation, Pin),
        )  # fmt: skip
        try:
            _enter(store, authority, site, kit_recipient, user, new, signing_key)
        finally:
            store.close()
        layout.write_label(Label(workspace, site, FIRST_GENERATION, installation, keyring.label))
    except BaseException:
        vault.void(user)
        raise
    return Created(folder, workspace, user, otpauth_uri(seed, new.login, site, new.digits), kit)


def _enter(
    store: Store, authority: Authority, site: str, kit: str, user: str, new: NewWorkspace, signing_key: bytes
) -> None:
    """What every workspace begins with, in one transaction: its name, the kit's public key, seal and first officer."""
    clock, signing = store.clock, Signing(store)
    with store.change("The workspace was made") as change:
        put_setting(change, SITE_NAME, site)
        put_setting(change, RECOVERY_RECIPIENT, kit)
        put_setting(change, WANTED_GENERATION, FIRST_GENERATION)
        put_setting(change, FIRST_OFFICER, user)
        if new.code_alone:
            put_setting(change, CODE_ALONE, True)
            change.update("users", user, {"code_alone": 1})
        signing.establish(authority.certificate, make_seal(authority, site, clock, store.workspace), change)
        certificate = issue(authority, signing_key, name=new.officer, role="Compliance officer", clock=clock, user=user)
        signing.add_certificate(user, certificate, change)
