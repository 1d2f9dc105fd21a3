"""Reading the trail: pages, a record's history, verification, export. Nothing here writes to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol, cast

from db.clock import Clock, stamp
from db.store import trail_file
from db.store.chain import ChainReport, Link, Verifier, start
from db.store.connection import Connection, Row, SqlValue
from db.store.query import Page, Query, order_sql, where_sql

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

_LINKS = "SELECT seq, hash, body, salt, detail FROM audit ORDER BY seq"
_ENTRY = "SELECT seq, body, hash, detail FROM audit"
_COLUMNS = {name: f'"{name}"' for name in ("seq", "at", "by", "role", "action", "row")} | {"table": "tbl"}


class TrailCancelled(Exception):  # noqa: N818 - the person's wish, no error
    """A verification or export was cancelled; nothing is left of it."""


@dataclass(frozen=True)
class Entry:
    """One entry of the trail. ``name`` is printed as it was then, or the role once the
    content is gone; ``old`` and ``new`` hold the fields (an update:
    only the changed ones; an event: its detail in ``new``). ``destroyed``: the content is gone, as recorded."""

    seq: int
    at: datetime
    by: str
    name: str
    role: str
    installation: str
    action: str
    table: str
    row: str
    old: Mapping[str, SqlValue]
    new: Mapping[str, SqlValue]
    reason: str
    hash: str
    destroyed: bool


class Source(Protocol):
    """What the trail needs of the store."""

    @property
    def path(self) -> Path: ...
    @property
    def workspace(self) -> str: ...
    @property
    def clock(self) -> Clock: ...
    def rows(self, sql: str, params: Sequence[SqlValue] = (), /) -> list[Row]: ...
    def hash_at(self, seq: int) -> str | None: ...
    def beside(self) -> Connection: ...
    def event(
        self, action: str, /, *, tbl: str | None = None, row: str | None = None, reason: str = "", **detail: object
    ) -> None: ...
    def demand_whole(self, what: str) -> None: ...
    @property
    def limited(self) -> bool: ...


class Trail:
    """The trail of an open store. ``verify`` and ``write_file`` may run on any thread; the rest on the store's."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def page(self, query: Query) -> Page[Entry]:
        """Entries, newest first unless sorted. Fields: seq, at, by, role, action, table, row; ``since`` and ``until``
        are days, inclusive. ``search``: all words, anywhere in the content or the action. Raises BadInput."""
        clause, values = _clause(query)
        everything = clause == "1" and not self._source.limited
        of = self._count("1", ())
        matching = of if everything else self._count(clause, tuple(values))
        window: tuple[SqlValue, ...] = (query.limit, query.offset)
        if everything and query.sort in ((), (("seq", True),), (("seq", False),)):
            # no gaps in seq, so that any window begins at a known number
            if query.sort == (("seq", False),):
                clause, values, order = "seq > ?", [query.offset], "seq"
            else:
                clause, values, order = "seq <= ?", [of - query.offset], "seq DESC"
            window = (query.limit, 0)
        else:
            last = "seq" if query.sort and not query.sort[0][1] else "seq DESC"
            order = order_sql(query, _COLUMNS, last)
        rows = self._source.rows(
            f"{_ENTRY} WHERE {clause} ORDER BY {order} LIMIT ? OFFSET ?",
            (*values, *window),
        )
        return Page(tuple(_entry(row) for row in rows), matching, of)

    def extent(self, query: Query) -> tuple[int, int]:
        """How many entries fit, and how many letters their content has: what a printed excerpt of them comes to."""
        clause, values = _clause(query)
        asked = f"SELECT count(*), coalesce(sum(length(detail)), 0) FROM audit WHERE {clause}"  # noqa: S608
        count, letters = self._source.rows(asked, tuple(values))[0]
        return int(count), int(letters)

    def hash_at(self, seq: int) -> str | None:
        """The hash of one entry (64 hex digits); None where this trail has none of that number."""
        return self._source.hash_at(seq)

    def history(self, table: str, row: str) -> tuple[Entry, ...]:
        """What happened to one record, oldest first."""
        rows = self._source.rows(f'{_ENTRY} WHERE tbl = ? AND "row" = ? ORDER BY seq', (table, row))
        return tuple(_entry(found) for found in rows)

    def verify(self, progress: Progress | None = None, cancelled: Cancelled | None = None) -> ChainReport:
        """The whole chain, read on a connection of its own. Raises TrailCancelled, DamagedDatabase."""
        beside = self._source.beside()
        try:
            return verify(beside, self._source.workspace, progress, cancelled)
        finally:
            beside.close()

    def export(self, path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None) -> ChainReport:
        """``write_file`` and its event on the trail, after the last entry that the file holds."""
        self._source.demand_whole("export the trail")
        report = self.write_file(path, progress, cancelled)
        self._source.event("export", kind="audit-trail", file=path.name, entries=report.entries, head=report.head)
        return report

    def write_file(
        self, path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> ChainReport:
        """The whole trail as JSON Lines (docs/audit-trail.md). Whole or not there. Raises TrailCancelled, BadInput."""
        beside = self._source.beside()
        try:
            beside.run("BEGIN")
            total = count(beside)
            head = beside.scalar("SELECT hash FROM audit ORDER BY seq DESC LIMIT 1") or start(self._source.workspace)
            first = trail_file.Header(self._source.workspace, stamp(self._source.clock.now()), total, head.hex())
            with trail_file.Writer(path, first) as out:
                for links in beside.stream(_LINKS):
                    _told(progress, cancelled, out.written, total)
                    out.write(links)
                return out.report()
        finally:
            beside.close()

    def _count(self, clause: str, values: tuple[SqlValue, ...]) -> int:
        # a whole trail has no gaps: its last number is its length, and needs no counting
        what = "coalesce(max(seq), 0)" if clause == "1" and not self._source.limited else "count(*)"
        return int(self._source.rows(f"SELECT {what} FROM audit WHERE {clause}", values)[0][0])  # noqa: S608


def count(connection: Connection) -> int:
    """How many entries a whole trail has."""
    return int(connection.scalar("SELECT coalesce(max(seq), 0) FROM audit"))


def verify(
    connection: Connection, workspace: str, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> ChainReport:
    """The chain as this connection sees it."""
    total, verifier = count(connection), Verifier(workspace)
    for links in connection.stream(_LINKS):
        _told(progress, cancelled, verifier.entries, total)
        verifier.take(cast(list[Link], links))
    _told(progress, cancelled, total, total)
    return verifier.report()


def _told(progress: Progress | None, cancelled: Cancelled | None, done: int, of: int) -> None:
    if cancelled is not None and cancelled():
        raise TrailCancelled
    if progress is not None:
        progress(done, of)


def _clause(query: Query) -> tuple[str, list[SqlValue]]:
    where = dict(query.where)
    since, until = where.pop("since", ()), where.pop("until", ())
    clause, values = where_sql(Query(where=where), _COLUMNS)
    terms: list[str] = [] if clause == "1" else [clause]
    given: list[SqlValue] = list(values)
    for days, term in ((since, "at >= ?"), (until, "substr(at, 1, 10) <= ?")):
        for day in days:
            terms.append(term)
            given.append(day)
    for word in query.search.split():
        escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        terms.append("(detail LIKE ? ESCAPE '\\' OR action LIKE ? ESCAPE '\\')")
        given += [f"%{escaped}%", f"%{escaped}%"]
    return " AND ".join(terms) or "1", given


def _entry(row: Row) -> Entry:
    seq, body, digest, detail = row
    said = json.loads(body)
    told = {} if detail is None else json.loads(detail)
    return Entry(
        seq=seq,
        at=datetime.fromisoformat(said["at"]),
        by=said["by"],
        name=told.get("name", said["role"]),
        role=said["role"],
        installation=said["inst"],
        action=said["action"],
        table=said["tbl"] or "",
        row=said["row"] or "",
        old=told.get("old") or {},
        new=told.get("new") or {},
        reason=told.get("reason", ""),
        hash=digest.hex(),
        destroyed=detail is None,
    )
