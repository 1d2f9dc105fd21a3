"""The keyrings a credential may lie in: an allow-list, instantiated directly (UNL-7).

``keyring.get_keyring()`` is never asked: it obeys environment variables and configuration files, and would
take a null or plain-text backend where one is installed. There is no weaker path; a refusal says what to do.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from db.errors import Known
from db.vault.errors import KeyringFailed, KeyringLocked, KeyringRefused, NoKeyring

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

DEMONSTRATION = "00000000"
SECRET_SERVICE, KWALLET = "Secret Service", "KWallet"
KEYCHAIN, LOCKER = "macOS Keychain", "Windows Credential Locker"
KEPT = "Nothing was changed, and nothing secret was written anywhere else."
WHAT_TO_DO = {
    "linux": "Start GNOME Keyring, KWallet or KeePassXC (with its Secret Service), then try again.",
    "darwin": "Open Keychain Access, unlock the login keychain, then try again.",
    "win32": "Start the service “Credential Manager” (services.msc), then try again.",
}


class Keyring(Protocol):
    """Small secrets of one service (``siteward/<vault>``), by account name. Errors: those of UNL-7, all Known."""

    @property
    def label(self) -> str:
        """The backend's name for people; recorded, so that another one is noticed."""
        ...

    def get(self, account: str) -> bytes | None: ...

    def set(self, account: str, secret: bytes) -> None: ...

    def delete(self, account: str) -> None:
        """Nothing happens when there is no such entry."""
        ...


class SystemKeyring:
    """A backend of the operating system, bound to one vault. Secrets are stored as hex, since backends keep text."""

    def __init__(self, backend: KeyringBackend, vault: str, label: str) -> None:
        self._backend, self._service, self._label = backend, f"siteward/{vault}", label

    @property
    def label(self) -> str:
        return self._label

    def get(self, account: str) -> bytes | None:
        text = self._asked("read an entry", lambda: self._backend.get_password(self._service, account))
        try:
            return None if text is None else bytes.fromhex(text)
        except ValueError:
            return None

    def set(self, account: str, secret: bytes) -> None:
        self._asked("keep an entry", lambda: self._backend.set_password(self._service, account, secret.hex()))

    def delete(self, account: str) -> None:
        if self.get(account) is not None:
            self._asked("delete an entry", lambda: self._backend.delete_password(self._service, account))

    def _asked(self, doing: str, work: Callable[[], str | None]) -> str | None:
        """Run ``work``; whatever a backend raises becomes a Known error without the secret in it."""
        from keyring import errors

        try:
            return work()
        except errors.KeyringLocked:
            raise _locked(self._label) from None
        except (errors.InitError, errors.NoKeyringError):
            raise _none(f"The keyring ({self._label}) does not answer.") from None
        except Known:
            raise
        except Exception as problem:  # noqa: BLE001 - backends raise what their system raises: D-Bus, win32, OSStatus
            raise KeyringFailed(self._label, doing, type(problem).__name__) from None


_DEMO_FILE = threading.Lock()
"""The file is read, changed and written whole: two threads at once would lose what the first one wrote."""


class DemoKeyring:
    """The entries of a demonstration workspace, which is public: they lie in clear in its DEMO.json.

    Vault takes it for uuids that begin with 00000000 only. Other keys of the file are left as they are.
    """

    label = "demonstration file"

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, account: str) -> bytes | None:
        try:
            return bytes.fromhex(self._entries()[account])
        except (KeyError, ValueError):
            return None

    def set(self, account: str, secret: bytes) -> None:
        with _DEMO_FILE:
            self._write({**self._entries(), account: secret.hex()})

    def delete(self, account: str) -> None:
        with _DEMO_FILE:
            entries = self._entries()
            if entries.pop(account, None) is not None:
                self._write(entries)

    def _entries(self) -> dict[str, str]:
        found = self._content().get("keyring", {})
        return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}

    def _content(self) -> dict[str, object]:
        try:
            return dict(json.loads(self._path.read_text("utf-8")))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError) as problem:
            raise KeyringFailed(self.label, "read DEMO.json", type(problem).__name__) from problem

    def _write(self, entries: dict[str, str]) -> None:
        text = json.dumps({**self._content(), "keyring": entries}, ensure_ascii=False, indent=1) + "\n"
        beside = self._path.with_name(self._path.name + ".new")
        try:
            beside.write_text(text, "utf-8")
            beside.replace(self._path)
        except OSError as problem:
            raise KeyringFailed(self.label, "write DEMO.json", problem.strerror or "") from problem


def system_keyring(vault: str, *, recorded: str | None = None) -> Keyring:
    """The keyring of this account. ``recorded``: the label it had when the workspace was made here.

    NoKeyring, KeyringLocked or KeyringRefused, each with what to do on this system.
    """
    found = None
    for label, make in _ALLOWED.get(sys.platform, ()):
        backend = make()
        if backend is not None and (found is None or label == recorded):
            found = SystemKeyring(backend, vault, label)
    if found is None:
        raise _none("This account has no keyring that Siteward may use.")
    if recorded is not None and found.label != recorded:
        raise KeyringRefused(
            f"This workspace keeps its credentials in “{recorded}”, but here is only “{found.label}”.",
            kept=KEPT,
            todo=f"Start {recorded} again, or ask an officer to enrol you anew with {found.label}.",
        )
    found.get("probe")
    return found


def keyring_for(vault: str, demo_file: Path, *, recorded: str | None = None) -> Keyring:
    """The demonstration's file for uuids that begin with 00000000, which alone decide; else the system's."""
    return DemoKeyring(demo_file) if vault.startswith(DEMONSTRATION) else system_keyring(vault, recorded=recorded)


def _none(what: str) -> NoKeyring:
    return NoKeyring(what, kept=KEPT, todo=WHAT_TO_DO.get(sys.platform, "Use a supported system."))


def _locked(label: str) -> KeyringLocked:
    return KeyringLocked(
        f"The keyring ({label}) is locked.",
        kept=KEPT,
        todo="Unlock it (usually with the password of your account), then try again.",
    )


def _without_environment(backend: KeyringBackend) -> KeyringBackend:
    """Drop what KEYRING_PROPERTY_... variables have set on it."""
    for name in os.environ:
        if name.startswith("KEYRING_PROPERTY_"):
            vars(backend).pop(name.removeprefix("KEYRING_PROPERTY_").lower(), None)
    return backend


def _viable(kind: type[KeyringBackend]) -> KeyringBackend | None:
    try:
        kind.priority  # noqa: B018 - the property raises RuntimeError where its system is not there
        return _without_environment(kind())
    except Exception:  # noqa: BLE001 - D-Bus raises types of its own where no bus answers
        return None


def _secret_service() -> KeyringBackend | None:
    from db.vault.secret_service import SecretService as Backend

    return _viable(Backend)


def _kwallet() -> KeyringBackend | None:
    from keyring.backends.kwallet import DBusKeyring as Backend

    return _viable(Backend)


def _keychain() -> KeyringBackend | None:
    from keyring.backends.macOS import Keyring as Backend

    backend = _viable(Backend)
    if backend is not None:
        vars(backend)["keychain"] = None
    return backend


def _locker() -> KeyringBackend | None:
    from keyring.backends.Windows import WinVaultKeyring as Backend

    backend = _viable(Backend)
    if backend is not None:
        # "enterprise", the library's default, roams to other computers of the domain
        setattr(backend, "persist", "local machine")  # noqa: B010 - a descriptor that only its own system's stubs know
    return backend


_ALLOWED: dict[str, tuple[tuple[str, Callable[[], KeyringBackend | None]], ...]] = {
    "linux": ((SECRET_SERVICE, _secret_service), (KWALLET, _kwallet)),
    "darwin": ((KEYCHAIN, _keychain),),
    "win32": ((LOCKER, _locker),),
}
