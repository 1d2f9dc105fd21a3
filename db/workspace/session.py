"""An open workspace as the vault and the store see it: whose it is, how it was opened, how it is left."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from db.clock import stamp
from db.errors import Known
from db.store.store import Store
from db.vault.unlocked import SigningAct, Unlocked
from db.vault.vault import Vault
from db.workspace.layout import Label, Layout
from db.workspace.lock import WorkspaceLock


@dataclass(frozen=True)
class Witness:
    """What unlocking bore out, for the status line and the person who unlocks next (UNL-4, UNL-5).

    ``drift``: steps of 30 s by which the authenticator differs; ``days_left``: days until the slot runs out;
    ``failed``: tries since the last unlocking; ``findings``: what the opening saw, in words.
    """

    drift: int
    days_left: int
    failed: tuple[datetime, ...] = ()
    findings: tuple[str, ...] = ()


@dataclass
class Session:
    """Held from unlocking to lock; ``key`` and the person's identity stay in memory that long and no longer."""

    layout: Layout
    label: Label
    lock: WorkspaceLock
    vault: Vault
    store: Store
    unlocked: Unlocked
    witness: Witness
    key: bytes = field(repr=False)
    closed: bool = False

    def ratchet(self) -> None:
        """Renew the slot: a second Argon2id, so call it from a worker after the first paint."""
        self.unlocked.ratchet()

    def sign(self, passphrase: str, code: str) -> SigningAct:
        """Passphrase and a fresh code for one signing act (SIG-1); the step is used up before the key is given out."""
        act = self.unlocked.signing_act(passphrase, code)
        user = self.unlocked.user
        self.store.users.record_step(user, act.step, act.generation, "signing act")
        for at in act.failed_tries:
            self.store.event("failed-try", tbl="users", row=user, tried=stamp(at))
        self.unlocked.confirm()
        return act

    def close(self) -> None:
        """Log out: on the trail, close the database, forget the keys, let others in. Safe to call twice."""
        if self.closed:
            return
        self.closed = True
        try:
            with suppress(Known):  # a full disk must not keep the workspace from closing
                self.store.event("log-out", tbl="users", row=self.unlocked.user)
            self.store.close()
        finally:
            self.key = b""
            self.unlocked.forget()
            self.lock.release()
