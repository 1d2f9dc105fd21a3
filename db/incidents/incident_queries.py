"""What can be asked of the incidents. Filter, search, sort and page are SQL; nothing here writes."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from db.days import day_of, from_iso, is_late
from db.errors import BadInput
from db.evidence.register import EvidenceFiles
from db.folding import written_name
from db.incidents import incident_records as r
from db.incidents.clocks import Clocks
from db.incidents.searching import Listing
from db.store.in_hand import facets, window
from db.store.query import Page, Query
from db.store.rewind import as_known, end_of, last_seq_on
from db.store.rights import readable
from db.store.store import Store

COLUMNS = (
    "id", "number", "title", "severity", "occurred", "aware", "resolved", "detection", "description", "threats",
    "containment", "impact", "lessons", "personal_data", "owner", "capa", "closed", "closing", "voided", "late_reason",
    "entered",
)  # fmt: skip
FACETS = ("status", "severity", "study", "personal_data", "clock")
_RUNS = "FROM notification AS n WHERE n.incident = i.id AND n.told IS NULL AND n.not_needed = ''"
_STUDIES = (
    "(SELECT group_concat(code, char(31)) FROM (SELECT s.code FROM incident_affects AS a JOIN study AS s "
    "ON s.id = a.study WHERE a.incident = i.id ORDER BY s.code))"
)
_SELECT = (
    ", ".join(f"i.{name}" for name in COLUMNS) + f", o.family_name, o.given_name, {_STUDIES}, "
    f"(SELECT n.due {_RUNS} ORDER BY unixepoch(n.due) LIMIT 1), (SELECT count(*) {_RUNS})"
)
_FROM = "incident AS i LEFT JOIN person AS o ON o.id = i.owner"
_AFFECTED = (
    "SELECT a.id, a.asset, a.system, a.person, a.study, coalesce(e.name, y.name, s.code), p.family_name, p.given_name "
    "FROM incident_affects AS a LEFT JOIN asset AS e ON e.id = a.asset LEFT JOIN system AS y ON y.id = a.system "
    "LEFT JOIN person AS p ON p.id = a.person LEFT JOIN study AS s ON s.id = a.study WHERE a.incident = ? ORDER BY a.id"
)


_KNOWN: Mapping[str, Callable[[r.Incident], Any]] = {
    **{name: attrgetter(name) for name in (
        "number", "title", "severity", "occurred", "aware", "resolved", "status", "owner", "personal_data", "id",
        "capa", "due")},
    "study": attrgetter("studies"), "clock": lambda one: "running" if one.clocks else "none",
}  # fmt: skip
"""What incidents as known on a day may be asked by."""


class IncidentQueries:
    """Of one open store. ``on``: the day it is asked for; None is today by the store's clock."""

    def __init__(self, store: Store, clocks: Clocks) -> None:
        self._store, self._clocks, self._files = store, clocks, EvidenceFiles(store)

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    def list(self, query: Query | None = None, on: date | None = None) -> Page[r.Incident]:
        """Incidents the site was aware of by that day, the newest first unless sorted."""
        on = on or self.today
        found, matching, of = _listing(on).window(self._store, query or Query())
        return Page(tuple(_incident(row, on, self._store.clock.now()) for row in found), matching, of)

    def known(self, on: date) -> tuple[r.Incident, ...]:
        """Incidents as they were known at the end of that day (AUD-6): what was entered or changed since is taken back.
        People and studies by the names they have today; the oldest first."""
        seq, end = last_seq_on(self._store, on), end_of(self._store, on)
        people = {str(row[0]): row[1:] for row in self._store.rows("SELECT id, family_name, given_name FROM person")}
        studies, clocks = _studies_known(self._store, seq), _clocks_known(self._store, seq)
        found = []
        for row in as_known(self._store, "incident", COLUMNS, seq):
            codes, due = "\x1f".join(sorted(studies.get(row["id"], ()))), clocks.get(row["id"], [])
            beside = (*people.get(row["owner"], (None, None)), codes, due[0] if due else None, len(due))
            found.append(_incident([*(row[name] for name in COLUMNS), *beside], on, end))
        return tuple(sorted(found, key=lambda one: (one.occurred, one.number)))

    def known_page(self, on: date, query: Query | None = None) -> Page[r.Incident]:
        """A window of ``known``, the newest first unless sorted; searched by number, title and text."""
        return window(self.known(on)[::-1], query or Query(), _KNOWN, _words)

    def known_facets(self, on: date, query: Query | None = None) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """As ``facets``, of what was known on the day."""
        return facets(self.known(on), query or Query(), _KNOWN, _words, FACETS)

    def facets(self, query: Query | None = None, on: date | None = None) -> Mapping[str, tuple[tuple[str, int], ...]]:
        return _listing(on or self.today).facets(self._store, query or Query(), FACETS)

    def get(self, incident_id: str, on: date | None = None) -> r.Incident:
        """Raises BadInput when there is none with this id."""
        row = self._store.row(f"SELECT {_SELECT} FROM {_FROM} WHERE i.id = ?", (incident_id,))
        if row is None:
            raise BadInput("That incident is not there.", todo="Refresh the page and look again.")
        return _incident(row, on or self.today, self._store.clock.now())

    def file(self, incident_id: str) -> r.IncidentFile:
        """One incident with its time line, what it touched, clocks and evidence."""
        incident = self.get(incident_id)
        events = tuple(
            r.Event(row[0], datetime.fromisoformat(row[1]), row[2], row[3], bool(row[4]), row[5])
            for row in self._store.rows(
                "SELECT id, at, what, who, voided, entered FROM incident_event WHERE incident = ? "
                "ORDER BY unixepoch(at), id",
                (incident_id,),
            )
        )
        affected = tuple(_affected(row) for row in self._store.rows(_AFFECTED, (incident_id,)))
        sql = "SELECT evidence FROM incident_evidence WHERE incident = ? ORDER BY id"
        may = readable(self._store, "incident_evidence")  # visitors see what happened, not the files behind it
        files = self._store.rows(sql, (incident_id,)) if may else []
        return r.IncidentFile(
            incident, events, affected, self._clocks.of("incident", incident_id),
            self._files.about_all(row[0] for row in files),
        )  # fmt: skip

    def headline(self) -> tuple[int, int, int]:
        """Open and resolved ones that are not closed; clocks running; clocks overdue."""
        found = dict(_listing(self.today).facets(self._store, Query(), ("status",))["status"])
        running = self._clocks.running()
        return (
            found.get(r.OPEN, 0) + found.get(r.RESOLVED, 0), len(running),
            sum(clock.state == "overdue" for clock in running),
        )  # fmt: skip


def _studies_known(store: Store, seq: int) -> dict[str, set[str]]:
    """Of each incident the short names of the studies it was known to touch."""
    codes = {str(row[0]): str(row[1]) for row in store.rows("SELECT id, code FROM study")}
    found: dict[str, set[str]] = {}
    for row in as_known(store, "incident_affects", ("id", "incident", "study"), seq):
        if row["study"] in codes:
            found.setdefault(row["incident"], set()).add(codes[row["study"]])
    return found


def _clocks_known(store: Store, seq: int) -> dict[str, list[str]]:
    """Of each incident until when its clocks ran that nobody was known to have stopped."""
    found: dict[str, list[str]] = {}
    columns = ("id", "incident", "due", "told", "not_needed")
    for row in as_known(store, "notification", columns, seq):
        if row["incident"] and row["told"] is None and row["not_needed"] == "":
            found.setdefault(row["incident"], []).append(row["due"])
    return {one: sorted(due, key=datetime.fromisoformat) for one, due in found.items()}


def _words(one: r.Incident) -> str:
    return f"{one.number} {one.title} {one.description} {one.threats} {one.owner}"


def _listing(on: date) -> Listing:
    day = on.isoformat()
    status = (
        f"CASE WHEN i.voided = 1 THEN '{r.VOIDED}' WHEN i.closed <= '{day}' THEN '{r.CLOSED}' "
        f"WHEN substr(i.resolved, 1, 10) <= '{day}' THEN '{r.RESOLVED}' ELSE '{r.OPEN}' END"
    )
    return Listing(
        _SELECT,
        _FROM,
        {
            "number": "i.number", "title": "i.title", "severity": "CAST(i.severity AS TEXT)", "occurred": "i.occurred",
            "aware": "i.aware", "resolved": "i.resolved", "status": status, "owner": "o.sort_name",
            "personal_data": "i.personal_data", "id": "i.id", "capa": "i.capa",
            "clock": f"CASE WHEN EXISTS (SELECT 1 {_RUNS}) THEN 'running' ELSE 'none' END",
            "due": f"(SELECT min(unixepoch(n.due)) {_RUNS})",
            "study": "(SELECT min(s.code) FROM incident_affects AS a JOIN study AS s ON s.id = a.study "
                     "WHERE a.incident = i.id)",
        },
        "i.number || ' ' || i.title || ' ' || i.description || ' ' || i.threats || ' ' || i.containment || ' ' "
        "|| i.detection || ' ' || coalesce(o.sort_name, '')",
        (("occurred", True), ("number", True)),
        "i.id",
        f"substr(i.aware, 1, 10) <= '{day}'",
    )  # fmt: skip


def _incident(row: Sequence[Any], on: date, now: datetime) -> r.Incident:
    own = dict(zip(COLUMNS, row, strict=False))
    family, given, studies, due, clocks = row[len(COLUMNS) :][:5]
    occurred = datetime.fromisoformat(own["occurred"])
    resolved, closed = own["resolved"], from_iso(own["closed"])
    if own["voided"]:
        status = r.VOIDED
    elif closed is not None and closed <= on:
        status = r.CLOSED
    else:
        status = r.RESOLVED if resolved and day_of(resolved) <= on else r.OPEN
    return r.Incident(
        id=own["id"], number=own["number"], title=own["title"], severity=own["severity"], occurred=occurred,
        aware=datetime.fromisoformat(own["aware"]), resolved=datetime.fromisoformat(resolved) if resolved else None,
        detection=own["detection"], description=own["description"], threats=own["threats"],
        containment=own["containment"], impact=own["impact"], lessons=own["lessons"],
        personal_data=own["personal_data"], owner_id=own["owner"],
        owner=written_name(family, given) if family else "", capa=own["capa"], closed=closed, closing=own["closing"],
        status=status, studies=tuple(studies.split("\x1f")) if studies else (),
        due=datetime.fromisoformat(due) if due else None, clocks=clocks,
        overdue=bool(due) and datetime.fromisoformat(due) < now,
        late=is_late(occurred.date(), day_of(own["entered"])), late_reason=own["late_reason"], entered=own["entered"],
    )  # fmt: skip


def _affected(row: Sequence[Any]) -> r.Affected:
    place = next(place for place in range(4) if row[1 + place] is not None)
    name = written_name(row[6], row[7]) if row[6] else str(row[5])
    return r.Affected(row[0], r.AFFECTED[place], row[1 + place], name)
