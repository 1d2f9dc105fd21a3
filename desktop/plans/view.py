"""One of the page's three tabs: what its forms offer and what the inspector shows of one of its records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from db.store.query import Page as RowPage
from db.store.query import Query
from desktop.plans.words import said
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Fetch, through
from desktop.widgets.page import PageContext
from desktop.widgets.records_view import RecordsView
from desktop.widgets.timeline import TimeLine

if TYPE_CHECKING:
    from db.evidence.records import Evidence
    from db.signing.signable import Signature
    from db.site import Site
    from db.store.trail import Entry

_ALL = 5_000


@dataclass(frozen=True)
class Lists:
    """What the forms of this page offer: (id, name) each; ``own``: the signed-in user's person, or None."""

    today: date
    people: tuple[tuple[str, str], ...]
    studies: tuple[tuple[str, str], ...]
    roles: tuple[str, ...]
    own: str | None


@dataclass(frozen=True)
class Dossier:
    """What the inspector shows of one record; ``may``: whether this person may change it."""

    record: Any
    entries: tuple[Entry, ...]
    may: bool
    signatures: tuple[tuple[Signature, bool], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    more: Any = None


class View(RecordsView):
    """Each kind of record has one of these."""

    tab = ""  # the inspector's further tab, a time line of this name; empty: none
    form_width = 600

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(context, page, said)

    def listed(self, register: Callable[[Site], Any]) -> Fetch:
        """What the table asks: as of the day of the chips, or as it was known on one."""

        def asked(site: Site, query: Query) -> RowPage[Any]:
            known, rows = self.known_on(), register(site)
            found: RowPage[Any] = rows.list(query, self.on()) if known is None else rows.known_page(known, query)
            return found

        return through(self.context.jobs, asked)

    def past(self) -> bool:
        """Whether a past day is looked at, which is only read."""
        return self.on() is not None or self.known_on() is not None

    def facet_titles(self) -> Sequence[tuple[str, str]]:
        """Its filters: field and heading."""
        return ()

    def add_chips(self) -> None:
        self.facets = tuple(key for key, _words in self.facet_titles())
        for key, words in self.facet_titles():
            self.chips.add_choice(key, words, ())

    def show(self, inspector: Inspector, found: Dossier, further: TimeLine) -> None:
        """Fill the inspector and its further tab."""

    def with_lists(self, then: Callable[[Lists], object]) -> None:
        """Fetch what forms offer, then open one."""
        self.context.jobs.read(read_lists, then, self.failed)


def read_lists(site: Site) -> Lists:
    """On the store's thread. Whoever left the site is not offered."""
    people = site.people.people(Query(where={"status": ["active"]}, limit=_ALL)).rows
    studies = site.people.studies(Query(limit=_ALL)).rows
    roles = site.store.rows("SELECT role FROM person WHERE role <> '' UNION SELECT role FROM assignment ORDER BY 1")
    return Lists(
        site.clock.now().date(), tuple((one.id, one.name) for one in people),
        tuple((one.id, one.code) for one in studies), tuple(str(row[0]) for row in roles),
        site.users.person_of(site.actor.user),
    )  # fmt: skip
