"""How a duty comes on record: by oneself, by an officer, or with the enrolment itself."""

from __future__ import annotations

from datetime import date

from db.clock import stamp
from db.store.change import Change
from db.store.store import Store


def duty(
    change: Change, user: str, kind: str, done: date, document: str, store: Store, *, note: str = "",
    evidence: str | None = None,
) -> str:  # fmt: skip
    """A duty on record, inside the caller's transaction; its id."""
    return change.insert(
        "user_duty",
        {
            "user": user, "kind": kind, "done": done.isoformat(), "document": document, "by": store.actor.user,
            "note": note, "evidence": evidence, "entered": stamp(store.clock.now()),
        },
    )  # fmt: skip
