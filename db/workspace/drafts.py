"""What somebody had typed and not saved, encrypted beside the database (USE-2): never in plain text outside it.

The key is a row of the database (its hash on the trail), one for each user, so that a draft opens only to whoever can
open the workspace, and can be rewritten while they type without an entry on the trail for every word.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db import randomness
from db.store.store import Store
from db.workspace.layout import write_whole

_WRITERS = ("officer", "investigator", "coordinator", "staff", "custodian")  # visitors leave nothing behind here
_NONCE = 12  # bytes
_LARGEST = 4 * 1024 * 1024


def keep(store: Store, drafts: Mapping[str, Any]) -> None:
    """Replace what is kept of the acting user; an empty mapping removes it. ``drafts`` must be JSON. Raises Refused
    while they have duties open, NotSaved, OSError."""
    path = _place(store)
    if not drafts:
        path.unlink(missing_ok=True)
        return
    if store.actor.role not in _WRITERS:
        return
    key, nonce = _key(store) or _new_key(store), randomness.token(_NONCE)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    text = json.dumps(drafts, ensure_ascii=False).encode()
    write_whole(path, nonce + AESGCM(key).encrypt(nonce, text, _about(store)))


def kept(store: Store) -> dict[str, Any]:
    """What was kept of the acting user; empty where nothing was, or it cannot be opened (a draft is no record)."""
    key, path = _key(store), _place(store)
    if key is None or not path.is_file() or path.stat().st_size > _LARGEST:
        return {}
    data = path.read_bytes()
    try:
        found = json.loads(AESGCM(key).decrypt(data[:_NONCE], data[_NONCE:], _about(store)))
    except (InvalidTag, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def forget_all(store: Store) -> None:
    """Everybody's: after a destruction or redaction, because what ended may stand in one, and their keys remain."""
    for path in _place(store).parent.glob("*.draft"):
        with suppress(OSError):
            path.unlink()


def _place(store: Store) -> Path:
    return store.path.parent / "drafts" / f"{store.actor.user}.draft"


def _about(store: Store) -> bytes:
    return f"draft|{store.workspace}|{store.actor.user}".encode()


def _key(store: Store) -> bytes | None:
    if store.actor.role not in _WRITERS:
        return None
    key = store.scalar("SELECT key FROM draft_key WHERE id = ?", (store.actor.user,))
    return key if isinstance(key, bytes) else None


def _new_key(store: Store) -> bytes:
    key = randomness.token(32)
    with store.change() as change:
        change.insert("draft_key", {"id": store.actor.user, "key": key})
    return key
