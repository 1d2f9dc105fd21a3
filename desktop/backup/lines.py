"""The lines of the page: backups that were made and such that were missed, with what is known of each file now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from db.backup.looking import ALTERED, GONE, Look
from db.backup.records import Backup, Drill, Miss, Place, Standing
from db.store.query import Page as RowPage
from db.store.query import Query
from desktop.backup.words import said
from desktop.widgets.states import State

if TYPE_CHECKING:
    from db.site import Site

_STATUS = {ALTERED: "altered", GONE: "file is gone"}


@dataclass(frozen=True)
class Line:
    """A backup, or one that was missed. ``failed``: the last drill of it, where it proved that it does not hold."""

    id: str
    at: datetime | date
    backup: Backup | None = None
    miss: Miss | None = None
    failed: Drill | None = None

    @property
    def folder(self) -> str:
        return self.backup.folder if self.backup else self.miss.folder if self.miss else ""

    @property
    def day(self) -> date:
        return self.at.date() if isinstance(self.at, datetime) else self.at


@dataclass(frozen=True)
class Facts:
    """What the page says of the whole. ``present``: backups whose file was not removed, the newest first."""

    standing: Standing
    places: tuple[Place, ...]
    today: date
    may: bool
    months: int
    present: tuple[Backup, ...]
    failed: frozenset[str]


def status(line: Line, look: Look | None) -> tuple[State, str]:
    """How a line stands, by its records and what a look at its file found, where there was one."""
    if line.backup is None:
        return State.OVERDUE, said("missed")
    if line.backup.removed:
        return State.NONE, said("removed")
    if look is not None and look.state in _STATUS:
        return State.OVERDUE, said(_STATUS[look.state])
    if line.failed is not None:
        return State.OVERDUE, said("does not hold")
    return State.CURRENT, said("verified")


def read_lines(site: Site, query: Query) -> RowPage[Line]:
    """Backups and misses, the newest first."""
    failed = _failed(site.backups.drills())
    found = [Line(one.id, one.made, backup=one, failed=failed.get(one.id)) for one in site.backups.all()]
    found += [Line(one.id, one.due, miss=one) for one in site.backups.misses()]
    found.sort(key=lambda one: (one.day, one.backup is not None, one.id), reverse=True)
    texts = [f"{one.folder} {one.backup.file if one.backup else ''} {status(one, None)[1]}" for one in found]
    return _window(found, texts, query)


def read_drills(site: Site, query: Query) -> RowPage[Drill]:
    """The newest first."""
    found = list(site.backups.drills())
    return _window(found, [f"{one.file} {one.by} {one.opened}" for one in found], query)


def read_facts(site: Site) -> Facts:
    now = site.backups
    return Facts(
        now.standing(now.today), now.places(), now.today, now.may_make, now.drill_months, now.present(),
        frozenset(_failed(now.drills())),
    )  # fmt: skip


def _failed(drills: Iterable[Drill]) -> dict[str, Drill]:
    """By backup, where its last drill was a bad one; ``drills``: the newest first."""
    last = dict[str, Drill]()
    for one in drills:
        last.setdefault(one.backup, one)
    return {backup: one for backup, one in last.items() if backup and not one.good}


def _window(found, texts: list[str], query: Query) -> RowPage:  # type: ignore[no-untyped-def, type-arg]
    words = query.search.casefold()
    matching = tuple(one for one, text in zip(found, texts, strict=True) if words in text.casefold())
    return RowPage(matching[query.offset : query.offset + query.limit], len(matching), len(found))
