"""The register of sharing: what goes to whom. A sheet of a former register comes in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.plans import sharing_records as s
from db.store.query import Query
from desktop.exchange.registers.form import Asked, Register, Rows, picked
from desktop.exchange.simple import Taken, simple
from desktop.exchange.vocabulary import Field

if TYPE_CHECKING:
    from db.site import Site
    from db.store.change import Change

FIELDS = (
    "id", "number", "study", "what", "data", "purpose", "recipient", "capacity", "contact", "legal_basis", "agreement",
    "agreement_signed", "agreement_until", "safeguards", "country", "transfer", "start", "until", "ended", "end_reason",
    "owner", "review_months", "next_review", "status", "entered", "late", "late_reason",
)  # fmt: skip
_ALL = 10_000_000


def _rows(site: Site, asked: Asked) -> Rows:
    query = asked.query
    if asked.study is not None:
        query = replace(query, where={**query.where, "study_id": (asked.study,)})
    page = site.plans.sharings.list(query, asked.as_of)
    return picked(page.rows, FIELDS), page.of


def _add(site: Site, change: Change, row: Taken) -> str:
    return site.plans.sharings.insert(change, s.NewSharing(
        row.text("what"), row.text("data"), row.text("recipient"), row.text("capacity"), row.text("legal_basis"),
        row.text("country"), row.day("start"), row.text("transfer") or "none", row.id("study") or None,
        row.text("purpose"), row.text("contact"), row.text("agreement"), row.maybe_day("agreement_signed"),
        row.maybe_day("agreement_until"), row.text("safeguards"), row.maybe_day("until"), row.id("person") or None,
        late_reason="Brought in from a sheet",
    ))  # fmt: skip


def _there(site: Site) -> frozenset[tuple[str, ...]]:
    rows = site.plans.sharings.list(Query(limit=_ALL)).rows
    return frozenset((one.recipient, one.what, one.start.isoformat()) for one in rows)


SHARING = Register(
    "sharing", FIELDS, _rows, by_day=True, by_study=True,
    importer=simple(
        "sharing",
        "sharing",
        (
            Field("recipient", "text", "Recipient", needed=True, synonyms=("with whom", "to", "Empfänger")),
            Field("what", "text", "What", needed=True, longest=1_000, synonyms=("data categories", "Datenarten")),
            Field("data", "choice", "Data", needed=True, choices={
                "identified": "identified", "with names": "identified", "coded": "coded", "under a code": "coded",
                "pseudonymised": "coded", "pseudonymized": "coded", "anonymous": "anonymous",
                "de-identified": "anonymous", "anonymised": "anonymous"}),
            Field("capacity", "choice", "Capacity", needed=True, synonyms=("role", "receives as", "Rolle"),
                  choices={word: word for word in s.CAPACITIES} | {"sponsor": "controller", "vendor": "processor"}),
            Field("purpose", "text", "Purpose", longest=1_000, synonyms=("Zweck",)),
            Field("study", "study", "Study"),
            Field("legal_basis", "text", "Legal basis", needed=True, longest=300, synonyms=("Rechtsgrundlage",)),
            Field("agreement", "text", "Agreement", longest=300, synonyms=("contract", "Vertrag")),
            Field("agreement_signed", "date", "Agreement signed", synonyms=("signed", "unterschrieben")),
            Field("agreement_until", "date", "Agreement until", synonyms=("agreement ends", "Vertragsende")),
            Field("safeguards", "text", "Safeguards", longest=4_000, synonyms=("Garantien",)),
            Field("country", "text", "Country", needed=True, synonyms=("Land",)),
            Field("transfer", "choice", "Transfer", choices={word: word for word in s.TRANSFERS} | {
                "SCC": "standard contractual clauses", "BCR": "binding corporate rules",
                "adequacy": "adequacy decision"}),
            Field("start", "date", "Start", needed=True),
            Field("until", "date", "Until", synonyms=("planned end", "bis")),
            Field("person", "person", "Owner", synonyms=("responsible", "verantwortlich")),
            Field("contact", "text", "Contact", longest=300),
        ),
        _add,
        keys=("recipient", "what", "start"),
        there=_there,
    ),
)  # fmt: skip
