"""The witness outside the database: which entry of the trail was the last one (UNL-9).

A copy of an older file passes every check of SQLCipher; only somebody who remembers the head sees it.
The store does not know where a pin is kept: the vault brings a PinKeeper that keeps it in the keyring.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Pin:
    """The entry ``seq`` of the trail had this hash. ``seq`` 0 is the empty trail."""

    seq: int
    head: str


class PinKeeper(Protocol):
    """Keeps the newest pin of one installation of one workspace."""

    def read(self) -> Pin | None:
        """The newest pin, or None when there is none."""
        ...

    def write(self, pin: Pin) -> None: ...
