"""What the access page asks the store, each one question run on the store's thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from db.access.records import AccessFacts, AccountFile, SystemFile
from db.access.review_records import Followup, Review
from db.evidence.records import Evidence
from db.roster.records import LEFT
from db.signing.signable import Signature
from db.store.query import Query

if TYPE_CHECKING:
    from db.site import Site
    from db.store.trail import Entry

EVERYTHING = 100_000


@dataclass(frozen=True)
class Lists:
    """What forms and chips offer. ``people``: (id, name) of everybody at the site today; ``everybody``: leavers too;
    ``systems``: (id, name) of those in use; ``studies``: (id, short name)."""

    today: date
    may_write: bool
    me: str
    people: tuple[tuple[str, str], ...]
    everybody: tuple[tuple[str, str], ...]
    systems: tuple[tuple[str, str], ...]
    studies: tuple[tuple[str, str], ...]
    facts: AccessFacts


@dataclass(frozen=True)
class AccountDossier:
    """All that the inspector shows of an account."""

    file: AccountFile
    roles: tuple[str, ...]
    entries: tuple[Entry, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class SystemDossier:
    """All that the inspector shows of a system."""

    file: SystemFile
    entries: tuple[Entry, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class ReviewDossier:
    """All that the inspector shows of a review; ``signatures``: each with whether it covers the record as it is."""

    review: Review
    findings: dict[str, int]
    followups: tuple[Followup, ...]
    signatures: tuple[tuple[Signature, bool], ...]
    entries: tuple[Entry, ...]
    evidence: tuple[Evidence, ...]


def read_lists(site: Site) -> Lists:
    """For the whole page."""
    everybody = site.people.names()
    studies = site.people.studies(Query(limit=EVERYTHING)).rows
    systems = site.access.systems(Query(limit=EVERYTHING)).rows
    return Lists(
        site.clock.now().date(),
        site.may("account"),
        site.actor.name,
        tuple((one.id, one.name) for one in everybody if one.status != LEFT),
        tuple((one.id, one.name) for one in everybody),
        tuple((one.id, one.name) for one in systems if one.in_use),
        tuple((one.id, one.code) for one in studies),
        site.access.access_facts(),
    )


def read_account(site: Site, account_id: str) -> AccountDossier:
    """One account with its steps, trail and files."""
    site.looked_at("account", account_id)
    file = site.access.account_file(account_id)
    entries = list(site.trail.history("account", account_id))
    for step in file.steps:
        entries += site.trail.history("account_step", step.id)
    entries.sort(key=lambda entry: entry.seq)
    files = site.evidence.about_all(step.evidence for step in file.steps)
    return AccountDossier(file, site.access.system_roles(file.account.system_id), tuple(entries), files)


def read_system(site: Site, system_id: str) -> SystemDossier:
    """One system with its upkeep, trail and files."""
    site.looked_at("system", system_id)
    file = site.access.system_file(system_id)
    entries = list(site.trail.history("system", system_id))
    for fact in file.upkeep:
        entries += site.trail.history("system_upkeep", fact.id)
    entries.sort(key=lambda entry: entry.seq)
    files = site.evidence.about_all(fact.evidence for fact in file.upkeep)
    return SystemDossier(file, tuple(entries), files)


def read_review(site: Site, review_id: str) -> ReviewDossier:
    """One review, without its rows."""
    site.looked_at("access_review", review_id)
    review = site.access.review(review_id)
    followups = site.access.followups(review.id)
    files = site.evidence.about_all([review.list_file, *(one.evidence for one in followups)])
    entries = tuple(site.trail.history("access_review", review.id))
    content = site.access.signable(review.id)
    signed = tuple(
        (one, site.signing.covers(one, content)) for one in site.signing.signatures("access_review", review.id)
    )
    return ReviewDossier(review, site.access.findings(review.id), followups, signed, entries, files)
