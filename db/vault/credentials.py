"""One person's credential entries in the keyring, and the book-keeping that finds every one of them again.

A keyring cannot list its entries, and each generation of a slot has an entry of its own, never overwritten. So
``<user>/state`` names the entries written and not yet deleted, before the first of them is written.
"""

from __future__ import annotations

import json
import uuid

from db.vault.errors import CredentialMissing, KeyringRefused, OlderSlot, SlotDamaged
from db.vault.keyrings import Keyring


class Credentials:
    """Entries ``<user>/<entry id>`` (32 bytes each) and ``<user>/state``. Errors: those of the keyring."""

    def __init__(self, keyring: Keyring, user: str) -> None:
        self._keyring, self._user = keyring, user

    def entries(self) -> dict[str, int]:
        """Entry id (UUID text) -> generation, of all that may be in the keyring."""
        try:
            found = json.loads(self._keyring.get(self._state) or b"{}")
            return {str(entry): int(gen) for entry, gen in found["entries"].items()}
        except (ValueError, TypeError, KeyError, AttributeError):
            return {}

    def secret(self, gen: int, entry: bytes) -> bytes:
        """The secret of a slot of that generation; else why not: OlderSlot, SlotDamaged, CredentialMissing."""
        found = self._keyring.get(self._account(_text(entry)))
        if found is not None and len(found) == 32:
            return found
        known = self.entries()
        newest = max(known.values(), default=0)
        if _text(entry) not in known and gen < newest:
            raise OlderSlot(gen, newest)
        if _text(entry) not in known and gen in known.values():
            raise SlotDamaged("it names a credential that was never written")
        raise CredentialMissing(self._keyring.label)

    def add(self, gen: int, entry: bytes, secret: bytes) -> None:
        """Write down the entry, write the entry, read it back: a keyring that forgets must not cost a slot."""
        account = self._account(_text(entry))
        self._write({**self.entries(), _text(entry): gen})
        self._keyring.set(account, secret)
        if self._keyring.get(account) != secret:
            raise KeyringRefused(
                f"The keyring ({self._keyring.label}) does not keep what it is given.",
                kept="The slot is as it was.",
                todo="Check the keyring's settings, then try again.",
            )

    def keep_only(self, gen: int, entry: bytes) -> None:
        """Delete every other entry; then the book says so."""
        known = self.entries()
        others = [other for other in known if other != _text(entry)]
        for other in others:
            self._keyring.delete(self._account(other))
        if known != {_text(entry): gen}:
            self._write({_text(entry): gen})

    def delete(self) -> None:
        """All of them, the book last."""
        for entry in self.entries():
            self._keyring.delete(self._account(entry))
        self._keyring.delete(self._state)

    @property
    def _state(self) -> str:
        return f"{self._user}/state"

    def _account(self, entry: str) -> str:
        return f"{self._user}/{entry}"

    def _write(self, entries: dict[str, int]) -> None:
        self._keyring.set(self._state, json.dumps({"v": 1, "entries": entries}, separators=(",", ":")).encode())


def _text(entry: bytes) -> str:
    return str(uuid.UUID(bytes=entry))
