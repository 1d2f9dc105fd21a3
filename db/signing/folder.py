"""The signing folder: what waits for the acting user's signature, each register's own (SIG-1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol, runtime_checkable

from db.signing.signable import Ink, Pen, Signable
from db.store.change import Change


@dataclass(frozen=True)
class ToSign:
    """``key``: how its register finds it again; ``since``: the day it began to wait; ``place``: the page it is of,
    ``record``: how that page finds it."""

    key: str
    signable: Signable
    meaning: str
    since: date | None
    place: str
    record: str = ""


@runtime_checkable
class HasToSign(Protocol):
    """A register with things to sign."""

    def to_sign(self) -> tuple[ToSign, ...]: ...
    def signed(self, change: Change, item: ToSign, signer: Pen | Ink) -> object: ...
