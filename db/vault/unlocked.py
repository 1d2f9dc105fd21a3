"""A person who has proved all factors: what their slot holds, and the acts that need it.

Kept in memory only while they are in session; ``forget`` at lock.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, NoReturn

from db import randomness
from db.vault.derivation import SALT_SIZE, argon2id, hkdf, passphrase_bytes
from db.vault.errors import SlotDamaged, WrongFactors
from db.vault.offsets import STEP_SECONDS
from db.vault.proving import OpenSlot, Proof, proved, step_of
from db.vault.ratchet import Inside, next_state
from db.vault.slot import sealed, unsealed
from db.vault.tries import Count, Tries

if TYPE_CHECKING:
    from db.vault.vault import Vault


@dataclass(frozen=True, repr=False)
class SigningAct:
    """Good for one act over what was shown. ``key``: PKCS#8 DER, secret. ``step``, ``drift`` (steps) and
    ``failed_tries`` go on the trail as those of an unlocking do; then ``Unlocked.confirm``."""

    key: bytes
    step: int
    drift: int
    generation: int
    failed_tries: tuple[datetime, ...]


class Unlocked:
    """What an unlocking yields. ``step``: the authenticator's, used now; ``drift``: that minus this computer's, in
    steps of 30 s; ``generation`` of the slot that was opened; ``failed_tries`` and ``findings`` (an older slot put in
    place, say) before it: both belong on the trail, then ``confirm``. ``all_tries``: with those that the trail has by
    an unlocking of somebody else; they are shown."""

    def __init__(
        self,
        vault: Vault,
        tries: Tries,
        login: str,
        opened: OpenSlot,
        inside: Inside,
        proof: Proof,
        passphrase: str | None,
    ) -> None:
        self._vault, self._tries, self._opened = vault, tries, opened
        self._inside: Inside | None = inside
        self._passphrase = passphrase
        self._due: int | None = proof.step
        self._busy = threading.RLock()
        self.user, self.login = opened.meta.user, login
        self.step, self.drift, self.generation = proof.step, proof.drift, opened.gen
        self.failed_tries, self.findings = proof.before.untold, proof.before.findings
        self.all_tries = proof.before.tries
        self._untold = proof.before

    def __repr__(self) -> str:
        return f"Unlocked(user={self.user!r}, step={self.step}, generation={self.generation})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("an unlocked slot stays in this process")

    @property
    def identity(self) -> str:
        """The person's age identity, secret. Not to be asked after ``forget``."""
        return self._held().identity

    @property
    def code_alone(self) -> bool:
        """Whether the slot opens without the passphrase."""
        return not self._opened.meta.passphrase

    @property
    def drift_seconds(self) -> int:
        """What the authenticator's clock is ahead of this computer's, to the step (30 s)."""
        return self.drift * STEP_SECONDS

    @property
    def days_left(self) -> int:
        """Whole days until the slot ends if it is not used again; warned from 60."""
        return self._opened.days_left(step_of(self._vault.clock))

    def confirm(self) -> None:
        """The store has the step, the failed tries and the findings on its trail: they need not be kept any more."""
        self._tries.clear(self._untold.tries, self._untold.findings)
        self._untold = Count()

    def ratchet(self) -> None:
        """Put the next state of the slot in place; once for each code used. One Argon2id: call it in a worker.

        Ended or failed anywhere, the slot still opens with any later code: SlotNotWritten and the keyring's errors
        say so, and it may be called again.
        """
        with self._busy:
            if self._due is None:
                return
            turned = next_state(self._opened, self._held(), self._due, self._passphrase)
            self._vault.replace(turned.slot, turned.raw)
            self._opened, self._inside = turned.slot, turned.inside
            self._due = self._passphrase = None

    def signing_act(self, passphrase: str, code: str) -> SigningAct:
        """Passphrase and a fresh code, always both (SIG-1). Tries are counted as for unlocking; ratchets twice at most.

        WrongFactors, UsedCode, SlotLocked and the like as ``Vault.unlock``. Takes three Argon2id: call it in a worker.
        """
        with self._busy:
            held = self._held()
            self.ratchet()
            proof = proved(self._opened, self._tries, self._vault.clock, passphrase, (code,))
            inner = unsealed(hkdf(proof.kek, "sign-v1"), self._opened.sign)
            if inner is None:
                raise SlotDamaged("its signing key does not open with its own key")
            meta = self._opened.meta
            key = unsealed(argon2id(passphrase_bytes(passphrase), meta.sign_salt, meta.kdf), inner)
            if key is None:
                count = self._tries.add(self._tries.now(), 1)
                raise WrongFactors("Code or passphrase is wrong.", tries=len(count.tries), until=count.wait_until)
            self._inside = replace(held, kek=proof.kek, target=proof.target)
            self._due, self._passphrase = proof.step, passphrase
            act = SigningAct(key, proof.step, proof.drift, self._opened.gen, proof.before.untold)
            self.ratchet()
            self._untold = proof.before
            return act

    def revise_passphrase(self, old: str, code: str, new: str) -> SigningAct:
        """Own passphrase replaced, with the old one and a fresh code (11.300(b)): the slot is written anew under it,
        and the signing key with it. The caller records the step, then ``confirm``. Errors and cost as ``signing_act``.
        """
        act = self.signing_act(old, code)
        return replace(act, generation=self._sealed_anew(act.step, new, act.key))

    def open_by(self, passphrase: str, code: str, *, code_alone: bool) -> SigningAct:
        """Own slot written anew, to open without the passphrase or with it from now on; proved by passphrase and a
        fresh code. Whether the site allows it is the caller's to ask. The rest as ``revise_passphrase``."""
        act = self.signing_act(passphrase, code)
        return replace(act, generation=self._sealed_anew(act.step, passphrase, act.key, code_alone=code_alone))

    def prove_passphrase(self, passphrase: str, *, asked_from_now_on: bool) -> None:
        """The passphrase of a slot that opens without it: it opens the signing key or it does not, and a wrong one
        counts as a try. ``asked_from_now_on``: the next ``ratchet`` puts it into the key. One Argon2id. WrongFactors,
        SlotLocked."""
        with self._busy:
            count, meta = self._tries.check(), self._opened.meta
            key = argon2id(passphrase_bytes(passphrase), meta.sign_salt, meta.kdf)
            if unsealed(key, self._held().sign) is None:
                count = self._tries.add(count, 1)
                raise WrongFactors("The passphrase is wrong.", tries=len(count.tries), until=count.wait_until)
            if asked_from_now_on:
                self._opened = replace(self._opened, meta=replace(meta, passphrase=True))
                self._passphrase = passphrase

    def exchange_key(self, act: SigningAct, passphrase: str, key: bytes) -> None:
        """The signing key replaced by another (PKCS#8, DER), right after the ``signing_act`` that proved passphrase and
        code: the slot is written anew with it, under the same passphrase. One Argon2id more than a ratchet."""
        self._sealed_anew(act.step, passphrase, key)

    def replace_key(self, passphrase: str, key: bytes) -> None:
        """As ``exchange_key``, with the code that unlocked: for who proves themselves in an officer's session. Raises
        WrongFactors for a passphrase that does not open the key there is."""
        with self._busy:
            self.prove_passphrase(passphrase, asked_from_now_on=False)
            self.ratchet()
            self._sealed_anew(self.step, passphrase, key)

    def _sealed_anew(self, step: int, passphrase: str, key: bytes, *, code_alone: bool | None = None) -> int:
        """The generation of the slot written with this key under this passphrase, opening as before or as told."""
        with self._busy:
            held, opened = self._held(), self._opened
            salt = randomness.token(SALT_SIZE)
            inner = sealed(argon2id(passphrase_bytes(passphrase), salt, opened.meta.kdf), key)
            asked = opened.meta.passphrase if code_alone is None else not code_alone
            meta = replace(opened.meta, sign_salt=salt, passphrase=asked)
            turned = next_state(replace(opened, meta=meta), replace(held, sign=inner), step, passphrase)
            self._vault.replace(turned.slot, turned.raw)
            self._opened, self._inside = turned.slot, turned.inside
            return self._opened.gen

    def forget(self) -> None:
        """Drop everything secret; nothing but the names can be asked after it."""
        with self._busy:
            self._inside = self._passphrase = None
            self._due = None

    def _held(self) -> Inside:
        if self._inside is None:
            raise RuntimeError("this unlocking was ended")
        return self._inside
