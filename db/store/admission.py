"""Who may act yet: nobody writes to a register before identity, accountability statement and training in this
program are on record (21 CFR 11.10(i), (j); 11.100(b)).

The rule stands in the store, so that no page can forget it. It asks nothing of the first officer, who begins a new
workspace alone (their home page asks them), nor of the only officer who is left: there would be nobody to help them.
A store without the setting FIRST_OFFICER does not ask at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from db.errors import Refused
from db.store.actor import Actor
from db.store.connection import Connection

FIRST_OFFICER = "first-officer"
"""Setting: the user id of whoever made the workspace. Its being there switches the rule on."""

DUTIES = ("identity", "statement", "training")
WORDS = {
    "identity": "nobody has recorded that your identity was checked",
    "statement": "you have not signed the accountability statement",
    "training": "your training in Siteward is not recorded",
}
OPEN_TABLES = frozenset({"user_duty", "evidence", "evidence_key", "evidence_piece", "signature"})
"""What somebody not yet admitted may add to: the proof of these very duties. Their own rights still bind them."""
OPEN_COLUMNS = {"users": frozenset({"step", "generation", "drift", "code_alone"})}

_STANDING = """
SELECT u.role, u.status,
    (SELECT value ->> '$' FROM main.settings WHERE id = ?),
    (SELECT group_concat(DISTINCT kind) FROM main.user_duty WHERE "user" = u.id AND voided = 0),
    u.role = 'officer' AND NOT EXISTS (
        SELECT 1 FROM main.users AS o
        WHERE o.role = 'officer' AND o.status = 'active' AND o.recipient IS NOT NULL AND o.id <> u.id)
FROM main.users AS u WHERE u.id = ?
"""


class NotAdmitted(Refused):
    """Somebody acts before their duties are on record. ``missing``: of DUTIES."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(
            f"You cannot change records yet: {'; '.join(WORDS[one] for one in missing)}.",
            kept="Nothing was changed.",
            todo="Settings, Users, your own line: it says what to do, and who can.",
        )
        self.missing = missing


class NotAsSignedIn(Refused):
    """Role or status of who is at work changed since they unlocked."""


@dataclass(frozen=True)
class Standing:
    """``missing``: duties not on record yet that the rule asks for; empty: may act."""

    role: str
    status: str
    missing: tuple[str, ...]


def standing(connection: Connection, user: str) -> Standing:
    """As the database says now; the caller lets the read through."""
    found = connection.row(_STANDING, (FIRST_OFFICER, user))
    if found is None:
        return Standing("", "", ())
    role, status, first, done, alone = found
    if first is None or first == user or alone:
        return Standing(role, status, ())
    have = (done or "").split(",")
    return Standing(role, status, tuple(duty for duty in DUTIES if duty not in have))


def demand_unchanged(actor: Actor, now: Standing) -> None:
    """Raises NotAsSignedIn where the role or the status is no longer what this session was opened with."""
    if now.status == "active" and now.role == actor.role:
        return
    what = f"You are {now.status} here now." if now.status != "active" else f"Your role is now {now.role or 'gone'}."
    raise NotAsSignedIn(what, kept="Nothing was changed.", todo="Lock and unlock again to work with what you may do.")
