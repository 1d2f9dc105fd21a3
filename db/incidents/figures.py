"""What went wrong, counted: how grave, what it touched, why, which kinds of deviations, how it changes (RSK-2, RSK-3).
Of each what this person may read."""

from __future__ import annotations

from datetime import date

from db.charts import Chart, Dated, counts, frequent, trend
from db.incidents.incident_records import SEVERITIES
from db.store.rights import readable
from db.store.store import Store

_TOUCHED = (
    "incident_affects AS a JOIN incident AS i ON i.id = a.incident LEFT JOIN asset AS e ON e.id = a.asset "
    "LEFT JOIN system AS y ON y.id = a.system LEFT JOIN study AS s ON s.id = a.study WHERE i.voided = 0 AND"
)


def incident_charts(store: Store, on: date) -> tuple[Chart, ...]:
    """Of incidents the site was aware of by the day; what was struck through counts nowhere."""
    if not readable(store, "incident"):
        return ()
    until = f"substr(i.aware, 1, 10) <= '{on}'"
    there = f"incident AS i WHERE i.voided = 0 AND {until}"
    found = {word: count for word, count, _ in counts(store, f"SELECT i.severity, count(*) FROM {there} GROUP BY 1")}  # noqa: S608
    severity = tuple((f"{n} {SEVERITIES[n]}", found.get(str(n), 0), None) for n in sorted(SEVERITIES, reverse=True))
    charts = [Chart("severity", "Incidents by severity", severity)]
    if readable(store, "incident_affects"):
        what = "coalesce(e.name, y.name, s.code, 'People')"
        touched = frequent(store, what, f"{_TOUCHED} {until}", count="count(DISTINCT i.id)")
        note = "Assets, systems and studies by name; people together."
        charts.append(Chart("touched", "By what they touched", touched, pareto=True, note=note))
    if readable(store, "capa_cause"):
        causes = frequent(
            store, "w.category", "incident AS i JOIN capa_cause AS w ON w.capa = i.capa "
            f"WHERE i.voided = 0 AND w.standing = 'root cause' AND {until}", count="count(DISTINCT i.id)",
        )  # fmt: skip
        note = "Of those that led to a CAPA, as its root cause was found."
        charts.append(Chart("cause", "By root cause", causes, pareto=True, note=note))
    begun = Dated("incident AS i WHERE i.voided = 0", "i.aware")
    ended = Dated("incident AS i WHERE i.voided = 0 AND i.closed IS NOT NULL", "i.closed")
    return (*charts, Chart("incidents", "Incidents, noticed and closed", trend(store, on, begun, ended)))


def deviation_charts(store: Store, on: date) -> tuple[Chart, ...]:
    """Of deviations identified by the day."""
    if not readable(store, "deviation"):
        return ()
    there = f"d.voided = 0 AND d.identified <= '{on}'"
    studies = f"deviation AS d JOIN study AS s ON s.id = d.study WHERE {there}"
    begun = Dated("deviation AS d WHERE d.voided = 0", "d.identified")
    ended = Dated("deviation AS d WHERE d.voided = 0 AND d.closed IS NOT NULL", "d.closed")
    return (
        Chart("type", "Deviations by type", frequent(store, "d.type", f"deviation AS d WHERE {there}"), pareto=True),
        Chart("study", "Deviations by study", frequent(store, "s.code", studies), pareto=True),
        Chart("deviations", "Deviations, identified and closed", trend(store, on, begun, ended)),
    )
