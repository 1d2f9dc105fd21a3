"""A value in the keyring that survives being ended in the middle of writing it.

Some keyrings overwrite by deleting first. So the value has two entries, written in turn; the higher valid one counts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from db.vault.keyrings import Keyring


class Alternating:
    """The value behind ``<account>/0`` and ``<account>/1``. Errors: those of the keyring."""

    def __init__(self, keyring: Keyring, account: str) -> None:
        self._keyring, self._account = keyring, account
        self._n: int | None = None

    def read(self) -> dict[str, Any] | None:
        """The value written last, or None when there is no valid one."""
        self._n, value = self._newest()
        return value

    def write(self, value: Mapping[str, Any]) -> None:
        """Takes the place of the older of the two entries, as they were when last read here."""
        n = (self._newest()[0] if self._n is None else self._n) + 1
        text = _text(n, value)
        entry = json.dumps({"n": n, "value": value, "check": _check(text)}, separators=(",", ":"))
        self._keyring.set(f"{self._account}/{n % 2}", entry.encode())
        self._n = n

    def delete(self) -> None:
        for which in (0, 1):
            self._keyring.delete(f"{self._account}/{which}")
        self._n = None

    def _newest(self) -> tuple[int, dict[str, Any] | None]:
        found: tuple[int, dict[str, Any] | None] = (0, None)
        for which in (0, 1):
            n, value = _parse(self._keyring.get(f"{self._account}/{which}"))
            if value is not None and n > found[0]:
                found = (n, value)
        return found


def _parse(entry: bytes | None) -> tuple[int, dict[str, Any] | None]:
    try:
        parsed = json.loads(entry or b"")
        n, value = int(parsed["n"]), dict(parsed["value"])
        valid = parsed["check"] == _check(_text(n, value))
    except (ValueError, TypeError, KeyError):
        return 0, None
    return (n, value) if valid else (0, None)


def _text(n: int, value: Mapping[str, Any]) -> str:
    return json.dumps([n, value], separators=(",", ":"))


def _check(text: str) -> str:
    """Against a torn write, not against a person: who owns the account can write the keyring anyway."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
