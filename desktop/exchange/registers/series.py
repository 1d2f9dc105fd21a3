"""Record series and until when they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.retention.library import SERIES as KINDS
from db.retention.records import MEDIA, NewSeries
from db.store.query import Query
from desktop.exchange.registers.form import ALL, Asked, Register, Rows, Value, value_of
from desktop.exchange.simple import Taken, simple
from desktop.exchange.vocabulary import Field

if TYPE_CHECKING:
    from db.retention.records import Series
    from db.site import Site
    from db.store.change import Change

FIELDS = (
    "id", "number", "title", "kind", "medium", "place", "volume", "custodian", "studies", "first_day", "last_day",
    "keep_until", "status", "trigger_pending", "unconfirmed", "permanent", "destroyed", "note",
)  # fmt: skip


def _rows(site: Site, asked: Asked) -> Rows:
    page = site.retention.list(asked.query, asked.as_of)
    return [tuple(_value(one, name) for name in FIELDS) for one in page.rows], page.of


def _value(one: Series, name: str) -> Value:
    return value_of(getattr(one, name))


def _add(site: Site, change: Change, row: Taken) -> str:
    """``study`` names one; a series of several gets the others on the page."""
    study = row.id("study")
    series_id = site.retention.insert(change, NewSeries(
        row.text("title"), row.text("kind") or "trial records", row.text("medium") or "paper", row.text("place"),
        row.id("person"), (study,) if study else (), row.text("volume"), row.maybe_day("first_day"),
        row.maybe_day("last_day"), row.text("note"),
    ))  # fmt: skip
    site.retention.work_out(change, series=(series_id,))
    return series_id


def _there(site: Site) -> frozenset[tuple[str, ...]]:
    return frozenset((one.title, one.place) for one in site.retention.list(Query(limit=ALL)).rows)


RECORD_SERIES = Register(
    "series", FIELDS, _rows, by_day=True,
    importer=simple(
        "record series",
        "series",
        (
            Field("title", "text", "Series", needed=True, longest=300, synonyms=("record series", "Aktenserie")),
            Field("kind", "choice", "Kind of records", choices={word: word for word in KINDS}, synonyms=("type",)),
            Field("medium", "choice", "Medium", choices={word: word for word in MEDIA}, synonyms=("format", "media")),
            Field("place", "text", "Place", needed=True, longest=300, synonyms=("location", "shelf", "Ort")),
            Field("person", "person", "Custodian", needed=True, synonyms=("archivist", "kept by", "Archivar")),
            Field("study", "study", "Study"),
            Field("volume", "text", "Volume", synonyms=("quantity", "boxes", "Umfang")),
            Field("first_day", "date", "From", synonyms=("start", "date from", "von")),
            Field("last_day", "date", "To", synonyms=("end", "date to", "bis")),
            Field("note", "text", "Note", longest=4000, synonyms=("comment", "remarks")),
        ),
        _add,
        keys=("title", "place"),
        there=_there,
    ),
)  # fmt: skip
