"""The head of the trail, remembered outside the database: in the keyring (UNL-9). Implements the store's PinKeeper.

The vault does not know the store, so it is told how a pin is made there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from db.vault.alternating import Alternating
from db.vault.keyrings import Keyring


class AnyPin(Protocol):
    """``head``: hex of the hash of the trail's entry ``seq``."""

    @property
    def seq(self) -> int: ...

    @property
    def head(self) -> str: ...


P = TypeVar("P", bound=AnyPin)


class KeyringPins(Generic[P]):
    """The newest pin of one installation of the keyring's workspace: ``KeyringPins(keyring, installation, Pin)``.

    Errors: those of the keyring.
    """

    def __init__(self, keyring: Keyring, installation: str, make: Callable[[int, str], P]) -> None:
        self._kept, self._make = Alternating(keyring, f"pins/{installation}"), make

    def read(self) -> P | None:
        """The pin written last, or None when there is no valid one."""
        value = self._kept.read()
        try:
            return None if value is None else self._make(int(value["seq"]), str(value["head"]))
        except (KeyError, ValueError, TypeError):
            return None

    def write(self, pin: P) -> None:
        self._kept.write({"seq": pin.seq, "head": pin.head})

    def delete(self) -> None:
        """For an installation that is no more."""
        self._kept.delete()
