"""What risks are made of: what is at stake, from what, through which weakness (RSK-1). Kept once, named by many."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from db.clock import stamp
from db.days import from_iso, iso
from db.errors import BadInput, Refused
from db.fields import block, chosen, line
from db.folding import written_name
from db.risk import records as r
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.listing import Listing
from db.store.query import Page, Query
from db.store.rights import readable
from db.store.store import Store

_ALL = (
    f"(SELECT id, '{r.ASSET}' AS element, name, kind AS type, place, owner, note, ended FROM asset "
    f"UNION ALL SELECT id, '{r.THREAT}', name, origin, '', NULL, '', NULL FROM threat "
    f"UNION ALL SELECT id, '{r.VULNERABILITY}', name, '', '', NULL, '', NULL FROM vulnerability)"
)
_SCORE = "k.current_likelihood * k.current_impact AS score FROM risk AS k WHERE k.closed IS NULL AND"
_OPEN = (  # of each element of an open risk: how many there are, and the gravest
    "(SELECT element, count(*) AS risks, max(score) AS score FROM ("
    f"SELECT k.asset AS element, {_SCORE} k.asset IS NOT NULL UNION ALL SELECT k.threat, {_SCORE} k.threat IS NOT NULL "
    f"UNION ALL SELECT k.vulnerability, {_SCORE} k.vulnerability IS NOT NULL) GROUP BY element)"
)
_LISTING = Listing(
    "w.id, w.element, w.name, w.type, w.place, w.owner, p.family_name, p.given_name, w.note, w.ended, "
    "coalesce(q.risks, 0), q.score",
    f"{_ALL} AS w LEFT JOIN {_OPEN} AS q ON q.element = w.id LEFT JOIN person AS p ON p.id = w.owner",
    {
        "id": "w.id", "element": "w.element", "name": "w.name", "type": "w.type", "owner": "p.sort_name",
        "risks": "coalesce(q.risks, 0)", "use": "CASE WHEN w.ended IS NULL THEN 'in use' ELSE 'ended' END",
        "score": "coalesce(q.score, 0)",
    },
    "w.name || ' ' || w.place || ' ' || w.note || ' ' || w.type",
    (("score", True), ("risks", True), ("name", False)),
    "w.id",
)  # fmt: skip
FACETS = ("element", "type", "use")


class Elements:
    """As ``site.risk.elements``. ``reason`` is why a saved value changes (AUD-1)."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def list(self, query: Query | None = None) -> Page[r.Element]:
        """Those with the gravest risk first unless sorted; nothing for who may read none."""
        if not readable(self._store, "asset"):
            return Page((), 0, 0)
        found, matching, of = _LISTING.window(self._store, query or Query())
        return Page(tuple(_element(row) for row in found), matching, of)

    def facets(self, query: Query | None = None) -> Mapping[str, tuple[tuple[str, int], ...]]:
        return _LISTING.facets(self._store, query or Query(), FACETS) if readable(self._store, "asset") else {}

    def get(self, element_id: str) -> r.Element:
        """Raises BadInput when there is none with this id."""
        found = self.list(Query(where={"id": (element_id,)}, limit=1)).rows
        if not found:
            raise BadInput("That is not there.", todo="Refresh the page and look again.")
        return found[0]

    def add(self, new: r.NewElement) -> r.Element:
        """Raises BadInput: a name that is there already, an owner who is not on the roster."""
        with self._store.change() as change:
            element_id = self.insert(change, new)
        return self.get(element_id)

    def insert(self, change: Change, new: r.NewElement) -> str:
        """As ``add``, inside the caller's transaction."""
        return change.insert(new.element, self._stored(new, ""))

    def change(self, element_id: str, new: r.NewElement, reason: str) -> r.Element:
        """Correct or complete it; every risk that names it shows it so. What it is stays."""
        now = self.get(element_id)
        if new.element != now.element:
            raise BadInput(f"{now.name} is a kind of {now.element}.", kept="Nothing was changed.")
        row = self._stored(new, element_id)
        row.pop("entered", None)
        with self._store.change(reason) as change:
            change.update(now.element, element_id, row)
        return self.get(element_id)

    def end_asset(self, element_id: str, on: date | None, reason: str) -> r.Element:
        """No longer in use since that day, or in use again. Refused while an open risk names it."""
        now = self.get(element_id)
        if now.element != r.ASSET:
            raise Refused("Only an asset goes out of use.", kept="Nothing was changed.")
        if on is not None and now.risks:
            how_many = "An open risk names" if now.risks == 1 else f"{now.risks} open risks name"
            raise Refused(
                f"{how_many} {now.name}.", kept="It stays in use.",
                todo="Close them first, or name another asset in them.",
            )  # fmt: skip
        if on is not None and on > self._store.clock.now().date():
            raise BadInput("An asset goes out of use on a day that has come.", kept="Nothing was changed.")
        with self._store.change(reason) as change:
            change.update(r.ASSET, element_id, {"ended": iso(on)})
        return self.get(element_id)

    def _stored(self, new: r.NewElement, own: str) -> dict[str, SqlValue]:
        table = chosen("Kind", new.element, r.ELEMENTS)
        name = line("Name", new.name, 300 if table == r.VULNERABILITY else 200, needed=True)
        row: dict[str, SqlValue] = {"name": name}
        there = self._store.scalar(f"SELECT id FROM {table} WHERE name = ?", (name,))
        if there is not None and there != own:
            raise BadInput(f"There is “{name}” already.", kept="Nothing was saved.", todo="Use that one.")
        if table == r.THREAT:
            row["origin"] = chosen("Origin", new.type, r.ORIGINS)
        elif table == r.ASSET:
            if new.owner and self._store.row("SELECT 1 FROM person WHERE id = ?", (new.owner,)) is None:
                raise BadInput("That person is not on the roster.", kept="Nothing was saved.")
            row |= {
                "kind": chosen("Kind", new.type, r.ASSET_KINDS), "place": line("Place", new.place),
                "owner": new.owner or None, "note": block("Note", new.note, 2000),
                "entered": stamp(self._store.clock.now()),
            }  # fmt: skip
        return row


def _element(row: Sequence[Any]) -> r.Element:
    owner = written_name(row[6], row[7] or "") if row[6] else ""
    return r.Element(
        row[0], row[1], row[2], row[3], row[4], row[5], owner, row[8], from_iso(row[9]), row[10], row[11] or 0
    )
