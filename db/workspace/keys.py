"""Whom the database key and the authority's key are sealed to (design section 3)."""

from __future__ import annotations

from collections.abc import Iterable

from db.errors import Damaged, Refused
from db.vault.sealing import seal, unseal
from db.workspace.layout import Layout, sync_folder, write_whole


def write_person_key(layout: Layout, generation: int, key: bytes, user: str, recipient: str) -> None:
    """The database key for one person. It is sealed as hex text, so that ``age -d`` gives what a reader types."""
    layout.keys(generation).mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(layout.person_key(generation, user), seal(key.hex().encode(), [recipient]))


def write_recovery_key(layout: Layout, generation: int, key: bytes, kit: str) -> None:
    """The database key for the recovery kit."""
    layout.keys(generation).mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(layout.recovery_key(generation), seal(key.hex().encode(), [kit]))


def write_authority_key(layout: Layout, generation: int, key: bytes, recipients: Iterable[str]) -> None:
    """The site authority's private key (PKCS#8), for officers and the kit only."""
    write_whole(layout.authority_key(generation), seal(key, list(recipients)))
    sync_folder(layout.keys(generation).parent)


def read_person_key(layout: Layout, generation: int, user: str, identity: str) -> bytes:
    """The 32 bytes of the database key. Raises Refused for somebody who holds none, Damaged."""
    path = layout.person_key(generation, user)
    if not path.is_file():
        raise Refused(
            "The key of this workspace is not sealed to you.",
            kept="Nothing was changed.",
            todo="A person of the site unlocks it, or an officer enrols you again.",
        )
    return _database_key(path.read_bytes(), identity, path.name)


def read_recovery_key(layout: Layout, generation: int, identity: str) -> bytes:
    """The database key by the recovery kit. Raises Damaged, CannotUnseal, BadInput."""
    path = layout.recovery_key(generation)
    if not path.is_file():
        raise Damaged(f"{path.name} of generation {generation} is not there.", todo="Put it back from a copy.")
    return _database_key(path.read_bytes(), identity, path.name)


def read_authority_key(layout: Layout, generation: int, identity: str) -> bytes:
    """The authority's private key, PKCS#8. Raises Refused for somebody who is not an officer."""
    path = layout.authority_key(generation)
    if not path.is_file():
        raise Damaged(
            "The site authority's key is not there.",
            kept="Records and earlier signatures are not touched.",
            todo="Put authority.age back from a copy of the folder.",
        )
    return unseal(path.read_bytes(), identity)


def _database_key(sealed: bytes, identity: str, name: str) -> bytes:
    try:
        key = bytes.fromhex(unseal(sealed, identity).decode("ascii").strip())
    except ValueError as problem:
        raise Damaged(f"{name} holds no database key.", todo="Put it back from a copy of the folder.") from problem
    if len(key) != 32:
        raise Damaged(f"{name} holds no database key.", todo="Put it back from a copy of the folder.")
    return key
