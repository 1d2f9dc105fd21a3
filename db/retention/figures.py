"""The schedule, counted: how it stands, what falls due in the coming years, where things lie (RET-4)."""

from __future__ import annotations

from datetime import date

from db.charts import Chart, frequent
from db.retention import records as r
from db.retention.listing import SeriesListing
from db.store.store import Store

_YEARS = 12
_HERE = "series AS k WHERE k.destroyed IS NULL"


def retention_charts(store: Store, listing: SeriesListing, on: date) -> tuple[Chart, ...]:
    """As on the day. Held and pending series stand in the year of their date: somebody has to look then."""
    status = listing.headline(on).by_status
    years = dict(listing.years(on))
    coming = tuple((str(year), years.get(year, 0), None) for year in range(on.year, on.year + _YEARS))
    later = sum(count for year, count in years.items() if year >= on.year + _YEARS)
    return (
        Chart("due", "Falls due in the coming years", (*coming, ("later", later, None))),
        Chart("status", "How the series stand", tuple((one, status[one], None) for one in r.STATUSES if one in status)),
        Chart("kind", "By kind of records", frequent(store, "k.kind", _HERE), pareto=True),
        Chart("place", "By place", frequent(store, "k.place", _HERE), pareto=True),
    )
