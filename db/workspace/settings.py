"""What the program keeps for the whole workspace: names of settings, read and written as JSON values."""

from __future__ import annotations

import json
from typing import Any

from db.store.store import Change, Store

SITE_NAME = "site-name"
RECOVERY_RECIPIENT = "recovery-recipient"  # the kit's public key; read only from the open database
WANTED_GENERATION = "wanted-generation"  # of the database key; the change of key is due while the label has another
CODE_ALONE = "unlock-by-code-alone"  # whether a slot may open without its passphrase; db.workspace.code_alone
LOCK_AFTER = "lock-after-minutes"  # users can only shorten it (UNL-8)


def put_setting(change: Change, name: str, value: Any) -> None:
    """A setting that is not there yet."""
    change.insert("settings", {"id": name, "value": json.dumps(value, ensure_ascii=False)})


def change_setting(change: Change, name: str, value: Any) -> None:
    """Another value for a setting that is there."""
    change.update("settings", name, {"value": json.dumps(value, ensure_ascii=False)})


def read_setting(store: Store, name: str, default: Any = None) -> Any:
    """The value, or ``default`` where it was never set."""
    text = store.scalar("SELECT value FROM settings WHERE id = ?", (name,))
    return default if text is None else json.loads(str(text))
