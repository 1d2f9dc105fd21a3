"""Links to what has ended: who left is given nothing to do, what is out of use is not put at stake anew. What named
them before goes on naming them."""

from __future__ import annotations

from datetime import date

from db.days import from_iso, shown
from db.errors import BadInput
from db.store.store import Store

_ENDS = {"person": "end", "asset": "ended", "system": "end"}


def demand_present(store: Store, person: str | None, today: date, kept: str) -> None:
    """Raises BadInput for somebody who is not on the roster, or whose last day at the site is over."""
    if person is None:
        return
    row = store.row('SELECT family_name, given_name, "end" FROM person WHERE id = ?', (person,))
    if row is None:
        raise BadInput("That person is not on the roster.", kept=kept, todo="Choose one of the list.")
    last = from_iso(row[2])
    if last is not None and last < today:
        name = f"{row[0]}, {row[1]}".strip(", ")
        raise BadInput(
            f"{name} left the site; {shown(last)} was their last day.", kept=kept, todo="Choose somebody who is here."
        )


def demand_in_use(store: Store, table: str, record: object, on: date, kept: str) -> None:
    """``table``: asset or system. Raises BadInput for one that was out of use already on that day."""
    row = store.row(f'SELECT name, "{_ENDS[table]}" FROM {table} WHERE id = ?', (str(record),))  # noqa: S608
    last = from_iso(row[1]) if row is not None else None
    if row is not None and last is not None and last < on:
        raise BadInput(
            f"“{row[0]}” is out of use since {shown(last)}.", kept=kept,
            todo="Name what is in use, or take it into use again.",
        )  # fmt: skip
