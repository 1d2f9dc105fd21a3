"""Records of every register for the search field, wherever somebody stands (USE-1). Part of the composition root."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.store.query import Query
from db.store.rights import rights
from desktop.shell.matching import Offer

if TYPE_CHECKING:
    from db.site import Site

EACH = 3  # records offered of one register
LEAST = 2  # letters: one alone fits half of everything


@dataclass(frozen=True)
class _Kind:
    """``table``: whose right to read is asked first, so that a search is never a refusal; ``named``: title and note of
    a record; ``at``: page and record as `navigate` takes them, {} standing for the id."""

    table: str
    group: str
    find: Callable[[Site, Query], Iterable[Any]]
    named: Callable[[Any], tuple[str, str]]
    at: str


def _numbered(one: Any) -> tuple[str, str]:
    return f"{one.number} {one.title}", ""


_KINDS = (
    _Kind("study", QT_TRANSLATE_NOOP("Finding", "Study"), lambda site, query: site.people.studies(query).rows,
          lambda one: (one.code, one.title), "roster:study/{}"),
    _Kind("document", QT_TRANSLATE_NOOP("Finding", "Document"),
          lambda site, query: site.plans.documents.list(query).rows,
          lambda one: (one.code, one.title), "plans:document/{}"),
    _Kind("course", QT_TRANSLATE_NOOP("Finding", "Course"), lambda site, query: site.training.courses(query).rows,
          lambda one: (one.code, " · ".join(filter(None, (one.title, one.study)))), "training:3:{}"),
    _Kind("system", QT_TRANSLATE_NOOP("Finding", "System"), lambda site, query: site.access.systems(query).rows,
          lambda one: (one.name, one.kind), "access:system/{}"),
    _Kind("capa", QT_TRANSLATE_NOOP("Finding", "CAPA"), lambda site, query: site.capa.list(query).rows,
          _numbered, "capa:{}"),
    _Kind("incident", QT_TRANSLATE_NOOP("Finding", "Incident"),
          lambda site, query: site.incidents.cases.list(query).rows, _numbered, "incidents:incident/{}"),
    _Kind("deviation", QT_TRANSLATE_NOOP("Finding", "Deviation"),
          lambda site, query: site.incidents.deviations.list(query).rows,
          lambda one: (f"{one.number} {one.description}", one.study), "incidents:deviation/{}"),
    _Kind("note_to_file", QT_TRANSLATE_NOOP("Finding", "Note to file"),
          lambda site, query: site.incidents.notes.list(query).rows, _numbered, "incidents:note/{}"),
    _Kind("exercise", QT_TRANSLATE_NOOP("Finding", "Test or drill"),
          lambda site, query: site.incidents.exercises.list(query).rows, _numbered, "incidents:exercise/{}"),
    _Kind("risk", QT_TRANSLATE_NOOP("Finding", "Risk"), lambda site, query: site.risk.risks(query).rows,
          _numbered, "risk:{}"),
    _Kind("series", QT_TRANSLATE_NOOP("Finding", "Record series"), lambda site, query: site.retention.list(query).rows,
          _numbered, "retention:{}"),
    _Kind("sharing", QT_TRANSLATE_NOOP("Finding", "Sharing"), lambda site, query: site.plans.sharings.list(query).rows,
          lambda one: (f"{one.number} {one.recipient}", one.what), "plans:sharing/{}"),
)  # fmt: skip


def find_records(site: Site, words: str) -> tuple[Offer, ...]:
    """At most EACH of every register that the role may read; on the store's thread. Nothing for a visitor, of whom
    each record opened is on the trail: they search on the pages."""
    if len(words.strip()) < LEAST or site.store.limited:
        return ()
    query, role = Query(search=words, limit=EACH, counting=False), site.actor.role
    found: dict[str, Offer] = {}
    for kind in _KINDS:
        if kind.table not in rights() or not rights()[kind.table].may(role, "r"):
            continue
        group = QCoreApplication.translate("Finding", kind.group)
        for one in list(kind.find(site, query))[:EACH]:
            title, note = kind.named(one)
            offer = Offer(group, title, note, f"record:{kind.at.format(one.id)}", words)
            found.setdefault(one.id, offer)  # a controlled document is a course too
    return tuple(found.values())
