"""Whether people may unlock by keyring and code alone: the site's policy, an officer's to set (UNL-2).

Off unless it was switched on. Each person then chooses for their own slot; signing always asks the passphrase. Switched
off again, a slot that opens without a passphrase asks it once more, and from then on always (db.workspace.opening).
"""

from __future__ import annotations

from db.errors import Refused
from db.store.store import Store
from db.workspace.settings import CODE_ALONE, change_setting, put_setting, read_setting


def allowed(store: Store) -> bool:
    """Whether this site lets people leave the passphrase out when they unlock."""
    return read_setting(store, CODE_ALONE, False) is True


def allow(store: Store, may: bool, reason: str) -> None:
    """An officer's decision, with its reason, on the trail. Raises Refused for anybody else."""
    if store.actor.role != "officer":
        raise Refused("Only a compliance officer decides whether the passphrase is asked to unlock.", todo="Ask one.")
    known = read_setting(store, CODE_ALONE)
    if known is may or (known is None and not may):
        return
    with store.change(reason) as change:
        if known is None:
            put_setting(change, CODE_ALONE, may)
        else:
            change_setting(change, CODE_ALONE, may)


def demand_allowed(store: Store) -> None:
    """Raises Refused where the site asks the passphrase."""
    if not allowed(store):
        raise Refused(
            "This site asks the passphrase to unlock.",
            kept="Nothing was changed.",
            todo="A compliance officer can allow unlocking by keyring and code alone: Settings, Workspace.",
        )
