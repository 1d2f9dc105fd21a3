"""One of the page's four tabs: what its forms offer and what the inspector shows of one of its records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from db.store.query import Query
from desktop.incidents.words import said
from desktop.widgets.inspector import Inspector
from desktop.widgets.page import PageContext
from desktop.widgets.records_view import RecordsView

if TYPE_CHECKING:
    from db.evidence.records import Evidence
    from db.site import Site
    from db.store.trail import Entry

ALL = 5_000


@dataclass(frozen=True)
class Lists:
    """What the forms of this page offer: (id, name) each; ``own``: the signed-in user's own person, or None."""

    now: datetime
    people: tuple[tuple[str, str], ...]
    studies: tuple[tuple[str, str], ...]
    assets: tuple[tuple[str, str], ...]
    systems: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Dossier:
    """What the inspector shows of one record; ``may``: whether this person may change it."""

    record: Any
    entries: tuple[Entry, ...]
    evidence: tuple[Evidence, ...]
    now: datetime
    may: bool
    more: Any = None


class View(RecordsView):
    """Each kind of record has one of these."""

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(context, page, said)

    def show(self, inspector: Inspector, found: Dossier) -> None:
        """Fill the inspector."""

    def with_lists(self, then: Callable[[Lists], object]) -> None:
        """Fetch what forms offer, then open one."""
        self.context.jobs.read(read_lists, then, self.failed)


def read_lists(site: Site) -> Lists:
    """On the store's thread. Whoever left the site is not offered."""
    people = site.people.people(Query(where={"status": ["active"]}, limit=ALL)).rows
    studies = site.people.studies(Query(limit=ALL)).rows
    systems = site.store.rows('SELECT id, name FROM system WHERE "end" IS NULL ORDER BY name COLLATE NOCASE')
    in_use = {"element": ("asset",), "use": ("in use",)}
    assets = site.risk.elements.list(Query(where=in_use, sort=(("name", False),), limit=ALL)).rows
    return Lists(
        site.clock.now(),
        tuple((one.id, one.name) for one in people),
        tuple((one.id, one.code) for one in studies),
        tuple((one.id, one.name) for one in assets),
        tuple((str(row[0]), str(row[1])) for row in systems),
    )
