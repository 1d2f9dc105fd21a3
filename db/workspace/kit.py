"""Another recovery kit, where the one there was is lost, was seen by somebody, or was never printed (UNL-3, UNL-6)."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.errors import Refused
from db.vault.sealing import new_identity
from db.workspace import change_key
from db.workspace.keys import read_authority_key, write_authority_key, write_recovery_key
from db.workspace.session import Session
from db.workspace.settings import RECOVERY_RECIPIENT, SITE_NAME, change_setting, read_setting


@dataclass(frozen=True)
class NewKit:
    """``recovery`` is secret, told once."""

    workspace: str
    site: str
    recovery: str = field(repr=False)


def new_kit(session: Session) -> NewKit:
    """Officers only. From now on the database key is sealed to the new kit; from the next opening on it is another
    key, so the old kit opens copies made before and nothing later. Raises Refused for anybody else."""
    store, generation = session.store, session.label.generation
    if store.actor.role != "officer":
        raise Refused("Only a compliance officer makes a recovery kit.", kept="Nothing was changed.", todo="Ask one.")
    authority = read_authority_key(session.layout, generation, session.unlocked.identity)
    kit, recipient = new_identity()
    with store.change("A new recovery kit") as change:
        change_setting(change, RECOVERY_RECIPIENT, recipient)
        change_key.want(change, store, generation)
    write_recovery_key(session.layout, generation, session.key, recipient)
    write_authority_key(session.layout, generation, authority, [*change_key.officers(store), recipient])
    return NewKit(store.workspace, str(read_setting(store, SITE_NAME)), kit)
