"""The schedule, counted: how it stands, what falls due in the coming years, where things lie (RET-4)."""

from __future__ import annotations

from datetime import date

from db.charts import Chart, ranked
from db.retention import records as r
from db.retention.listing import LATER, NO_DAY, OVER, YEARS, SeriesListing
from db.store.query import Query

ALIVE = tuple(one for one in r.STATUSES if one != r.DESTROYED)


def retention_charts(listing: SeriesListing, on: date) -> tuple[Chart, ...]:
    """Of what is not destroyed, as on the day. Each row of a chart is a value of the facet of the same name, so that
    the list filtered by it holds as many. Held and pending series stand in the year of their date: somebody has to
    look then."""
    counted = listing.facets(Query(where={"status": ALIVE}), on)
    due, status = dict(counted["falls_due"]), dict(counted["status"])
    years = (OVER, *(str(year) for year in range(on.year, on.year + YEARS)), LATER, NO_DAY)
    return (
        Chart("falls_due", "Falls due in the coming years", tuple((one, due.get(one, 0), None) for one in years)),
        Chart("status", "How the series stand", tuple((one, status[one], None) for one in ALIVE if one in status)),
        Chart("kind", "By kind of records", ranked(counted["kind"]), pareto=True),
        Chart("place", "By place", ranked(counted["place"]), pareto=True),
    )
