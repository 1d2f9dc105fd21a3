"""The Secret Service backend, with what the keyring library leaves out: one connection kept for all entries (a new
one costs 20 ms, and unlocking asks a dozen times), and the question whether the collection is encrypted at all.

GNOME Keyring writes a collection whose password is empty as a plain text file. Such a one may hold no credential.
"""

from __future__ import annotations

import os
import re
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import secretstorage
from jeepney import DBusErrorResponse  # type: ignore[import-untyped]
from keyring.backends.SecretService import Keyring
from keyring.errors import InitError, KeyringLocked
from secretstorage.util import DBusAddressWrapper, open_session

from db.vault.errors import KeyringRefused

T = TypeVar("T")
_BROKEN = (OSError, EOFError, DBusErrorResponse, secretstorage.SecretStorageException)
_DISMISSED = (secretstorage.PromptDismissedException, secretstorage.LockedException)


class SecretService(Keyring):
    """Entries as the keyring library writes them. Opens at the first use, again when the daemon was started anew."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._guard = threading.RLock()
        self._kept: secretstorage.Collection | None = None
        self._close = weakref.finalize(self, lambda: None)

    def get_password(self, service: str, username: str) -> str | None:
        def read(collection: secretstorage.Collection) -> str | None:
            for item in collection.search_items({"service": service, "username": username}):
                return item.get_secret().decode()
            return None

        return self._asked(read)

    def set_password(self, service: str, username: str, password: str) -> None:
        attributes = {"service": service, "username": username, "application": "Siteward"}
        name = f"Siteward: {username}"
        self._asked(lambda collection: collection.create_item(name, attributes, password.encode(), replace=True))

    def delete_password(self, service: str, username: str) -> None:
        def delete(collection: secretstorage.Collection) -> None:
            for item in collection.search_items({"service": service, "username": username}):
                item.delete()

        self._asked(delete)

    def _asked(self, work: Callable[[secretstorage.Collection], T]) -> T:
        """Run ``work`` on the open collection; once more on a new connection when the kept one is broken."""
        with self._guard:
            for last in (self._kept is None, True):
                try:
                    return work(self._open())
                except _DISMISSED:
                    raise KeyringLocked from None
                except _BROKEN as problem:
                    self._kept = None
                    self._close()
                    if last:
                        raise InitError(type(problem).__name__) from None
        raise AssertionError("unreachable")

    def _open(self) -> secretstorage.Collection:
        if self._kept is None:
            self._kept = self._connected()
        if self._kept.is_locked():
            self._kept.unlock()
            if self._kept.is_locked():
                raise KeyringLocked
        return self._kept

    def _connected(self) -> secretstorage.Collection:
        bus = secretstorage.dbus_init()
        try:
            collection = secretstorage.get_default_collection(bus)
            _refuse_plain_text(collection)
            collection.session = open_session(bus)
        except BaseException:
            bus.close()
            raise
        self._close = weakref.finalize(self, bus.close)
        return collection


def _refuse_plain_text(collection: secretstorage.Collection) -> None:
    """KeyringRefused where the default collection's file, if it is GNOME Keyring's, begins like plain text."""
    service = DBusAddressWrapper("/org/freedesktop/secrets", "org.freedesktop.Secret.Service", collection.connection)
    (path,) = service.call("ReadAlias", "s", "default")
    name = re.sub("_([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), str(path).rpartition("/")[2])
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local/share")
    try:
        with (Path(data) / "keyrings" / f"{name}.keyring").open("rb") as file:
            plain = file.read(16).lstrip().startswith(b"[keyring]")
    except (OSError, ValueError):
        return
    if plain:
        raise KeyringRefused(
            "The desktop's keyring has an empty password, so it lies unencrypted on the disk.",
            kept="Nothing was changed, and nothing secret was written anywhere else.",
            todo="Give it a password in your desktop's passwords program (GNOME: Passwords and Keys), then try again.",
        )
