"""What the keyring library does not ask a Secret Service: is the collection open, and is it encrypted on the disk?

GNOME Keyring writes a collection whose password is empty as a plain text file. Such a one may hold no credential.
"""

from __future__ import annotations

import os
import re
from contextlib import closing
from pathlib import Path

import secretstorage
from jeepney import DBusErrorResponse  # type: ignore[import-untyped]

from db.vault.errors import KeyringLocked, KeyringRefused, NoKeyring

KEPT = "Nothing was changed, and nothing secret was written anywhere else."


def check_collection() -> None:
    """NoKeyring without a default collection, KeyringLocked after a refused prompt, KeyringRefused for plain text."""
    try:
        with closing(secretstorage.dbus_init()) as bus:
            collection = secretstorage.get_default_collection(bus)
            if collection.is_locked():
                collection.unlock()
            locked, path = collection.is_locked(), str(collection.collection_path)
    except secretstorage.PromptDismissedException:
        locked, path = True, ""
    except (secretstorage.SecretStorageException, DBusErrorResponse, OSError):
        raise NoKeyring(
            "The desktop's keyring has no collection that Siteward may use.",
            kept=KEPT,
            todo="Open your desktop's passwords program, make a keyring with a password, then try again.",
        ) from None
    if locked:
        raise KeyringLocked(
            "The desktop's keyring is locked.",
            kept=KEPT,
            todo="Unlock it (usually with the password of your account), then try again.",
        )
    if _is_plain_text(path):
        raise KeyringRefused(
            "The desktop's keyring has an empty password, so it lies unencrypted on the disk.",
            kept=KEPT,
            todo="Give it a password in your desktop's passwords program (GNOME: Passwords and Keys), then try again.",
        )


def _is_plain_text(path: str) -> bool:
    name = re.sub("_([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), path.rpartition("/")[2])
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local/share")
    try:
        with (Path(data) / "keyrings" / f"{name}.keyring").open("rb") as file:
            return file.read(16).lstrip().startswith(b"[keyring]")
    except OSError:
        return False
