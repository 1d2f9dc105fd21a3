"""An open workspace as the vault and the store see it: whose it is, how it was opened, how it is left."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from db.clock import stamp
from db.errors import BadInput, Known, Refused
from db.oversight.proving import duty
from db.oversight.records import PASSPHRASE
from db.signing.pkcs12 import OwnCertificate
from db.signing.register import Signing
from db.store.store import Store
from db.vault.derivation import passphrase_bytes
from db.vault.unlocked import SigningAct, Unlocked
from db.vault.vault import Vault
from db.workspace.code_alone import demand_allowed
from db.workspace.layout import Label, Layout
from db.workspace.lock import WorkspaceLock
from db.workspace.passphrase import demand_strong


@dataclass(frozen=True)
class Tried:
    """Failed tries at the slot of somebody else, told to whoever unlocks next (UNL-5). ``last``: when."""

    name: str
    last: datetime
    tries: int


@dataclass(frozen=True)
class Witness:
    """What unlocking bore out, for the status line and the person who unlocks next (UNL-4, UNL-5).

    ``drift``: steps of 30 s by which the authenticator differs; ``days_left``: days until the slot runs out;
    ``failed``: tries since the last unlocking; ``findings``: what the opening saw, in words; ``elsewhere``: tries at
    other people's slots.
    """

    drift: int
    days_left: int
    failed: tuple[datetime, ...] = ()
    findings: tuple[str, ...] = ()
    elsewhere: tuple[Tried, ...] = ()


@dataclass(frozen=True)
class Visit:
    """Who reads here at whose hand (db.workspace.handing_over). ``studies``: their
    short names; ``ends``: with offset; the window locks then."""

    visitor: str
    host: str
    studies: tuple[str, ...]
    ends: datetime


@dataclass
class Session:
    """Held from unlocking to lock; ``key`` and the person's identity stay in memory that long and no longer.
    ``visit``: where it was handed over to a visitor, who is at work in the store, but signs with nobody's factors."""

    layout: Layout
    label: Label
    lock: WorkspaceLock
    vault: Vault
    store: Store
    unlocked: Unlocked
    witness: Witness
    key: bytes = field(repr=False)
    closed: bool = False
    visit: Visit | None = None

    def ratchet(self) -> None:
        """Renew the slot: a second Argon2id, so call it from a worker after the first paint."""
        self.unlocked.ratchet()

    def sign(self, passphrase: str, code: str) -> SigningAct:
        """Passphrase and a fresh code for one signing act (SIG-1); the step is used up before the key is given out."""
        self._demand_own()
        act = self.unlocked.signing_act(passphrase, code)
        user = self.unlocked.user
        self.store.users.record_step(user, act.step, act.generation, "signing act")
        for at in act.failed_tries:
            self.store.event("failed-try", tbl="users", row=user, tried=stamp(at))
        self.unlocked.confirm()
        return act

    def revise_passphrase(self, old: str, code: str, new: str) -> None:
        """One's own passphrase, replaced with the old one and a fresh code; what unlocks and signs from now on.

        Raises BadInput for the same one again or one that is too weak, and what a signing act raises.
        """
        self._demand_own()
        if passphrase_bytes(old) == passphrase_bytes(new):
            raise BadInput("This is the passphrase you have.", kept="Nothing was changed.", todo="Choose another one.")
        demand_strong(new, self.unlocked.login)
        user = self.unlocked.user
        act = self.unlocked.revise_passphrase(old, code, new)
        self.store.users.record_step(user, act.step, act.generation, "Passphrase revised")
        for at in act.failed_tries:
            self.store.event("failed-try", tbl="users", row=user, tried=stamp(at))
        with self.store.change() as change:
            duty(change, user, PASSPHRASE, self.store.clock.now().date(), "", self.store)
        self.unlocked.confirm()

    def open_by(self, passphrase: str, code: str, *, code_alone: bool) -> None:
        """Own slot, to open by keyring and code alone from now on, or with the passphrase again; with the passphrase
        and a fresh code either way. Raises Refused where the site does not allow it, and what a signing act raises.
        """
        self._demand_own()
        if code_alone:
            demand_allowed(self.store)
        user = self.unlocked.user
        act = self.unlocked.open_by(passphrase, code, code_alone=code_alone)
        why = "Unlocks by keyring and code alone" if code_alone else "Unlocks with the passphrase"
        self.store.users.record_step(user, act.step, act.generation, why, code_alone=code_alone)
        for at in act.failed_tries:
            self.store.event("failed-try", tbl="users", row=user, tried=stamp(at))
        self.unlocked.confirm()

    def use_own_certificate(self, passphrase: str, code: str, own: OwnCertificate) -> None:
        """Sign from now on with a certificate brought in a file (SIG-2): its key takes the old one's place in the slot.

        Raises what ``Signing.demand_bringable`` refuses before any factor is asked, and what a signing act raises.
        Ended between slot and record, the person cannot sign until they bring the file in again; nothing is lost.
        """
        signing = Signing(self.store)
        signing.demand_bringable(own)
        act = self.sign(passphrase, code)
        with self.store.change("A certificate of one's own") as change:
            signing.bring(own, change)
            self.unlocked.exchange_key(act, passphrase, own.key)

    def _demand_own(self) -> None:
        if self.visit is not None:
            raise Refused(
                f"{self.visit.visitor} reads here as a visitor and signs nothing.", kept="Nothing was changed.",
                todo=f"Lock; {self.visit.host} or a colleague unlocks with factors of their own.",
            )  # fmt: skip

    def close(self) -> None:
        """Log out: on the trail, close the database, forget the keys, let others in. Safe to call twice."""
        if self.closed:
            return
        self.closed = True
        try:
            if self.store.is_open:
                with suppress(Known):  # a full disk must not keep the workspace from closing
                    self.store.event("log-out", tbl="users", row=self.store.actor.user)
            self.store.close()
        finally:
            self.key = b""
            self.unlocked.forget()
            self.lock.release()
