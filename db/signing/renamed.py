"""Who was called otherwise when somebody signed: a marriage changes no record, so a signature still covers it (11.70).

What was signed names people as they were called that day; the record is shown with the names of today. Only the trail
knows the former ones, and only people whose name changed since are read as they were.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from db.folding import written_name
from db.signing.signable import Signable
from db.store.rights import readable
from db.store.store import Store

_PARTS = ("family_name", "given_name")
_CHANGED = (
    'SELECT t."row", t.at, t.detail, p.family_name, p.given_name FROM audit AS t JOIN person AS p ON p.id = t."row" '
    "WHERE t.tbl = 'person' AND t.action = 'update' "
    "AND (instr(t.detail, '\"family_name\"') OR instr(t.detail, '\"given_name\"')) ORDER BY t.seq"
)


def as_named(store: Store, signable: Signable, at: datetime) -> Signable:
    """The same content with everybody under the name they had at that time."""
    if not readable(store, "person"):
        return signable
    text, facts = signable.title, signable.facts
    for today, then in _renamed(store, at).items():
        text = text.replace(today, then)
        facts = tuple((label.replace(today, then), value.replace(today, then)) for label, value in facts)
    return replace(signable, title=text, facts=facts)


def _renamed(store: Store, at: datetime) -> dict[str, str]:
    """Name of today -> name at that time, of those for whom it is another."""
    then: dict[str, dict[str, str]] = {}
    today: dict[str, dict[str, str]] = {}
    for person, changed, detail, *names in store.rows(_CHANGED):
        if datetime.fromisoformat(changed) <= at:
            continue
        today[person] = dict(zip(_PARTS, names, strict=True))
        old = json.loads(detail).get("old", {})
        for part in _PARTS:
            if part in old:
                then.setdefault(person, {}).setdefault(part, old[part])
    return {
        written_name(*today[person].values()): written_name(*(today[person] | was).values())
        for person, was in then.items()
    }
