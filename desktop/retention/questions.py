"""What the page asks the store for. Each runs on the store's thread and answers frozen facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from db.errors import BadInput
from db.retention import records as r
from db.retention.engine import Kept
from db.store.query import Page, Query
from db.store.trail import Entry

if TYPE_CHECKING:
    from db.site import Site


@dataclass(frozen=True)
class Lists:
    """What forms offer."""

    today: date
    people: tuple[tuple[str, str], ...]
    studies: tuple[tuple[str, str], ...]
    me: str


@dataclass(frozen=True)
class SeriesView:
    """One series with all the inspector says of it; ``me``: the person of who is signed in, empty for none; ``known``:
    the day whose knowledge it is, None for now."""

    series: r.Series
    kept: Kept
    obstacles: tuple[r.Obstacle, ...]
    holds: tuple[r.Hold, ...]
    moves: tuple[r.Move, ...]
    events: tuple[r.Event, ...]
    entries: tuple[Entry, ...]
    may: bool
    destruction: r.Destruction | None
    may_end: bool
    me: str
    known: date | None = None


@dataclass(frozen=True)
class StudyView:
    """One study with its events, enquiries, contracts, releases and holds."""

    state: r.StudyState
    events: tuple[r.Event, ...]
    enquiries: tuple[r.Enquiry, ...]
    contracts: tuple[r.ContractTerm, ...]
    releases: tuple[r.Release, ...]
    holds: tuple[r.Hold, ...]
    waits: tuple[str, ...]
    entries: tuple[Entry, ...]
    may: bool
    known: date | None = None


def read_lists(site: Site) -> Lists:
    people = site.people.people(Query(where={"status": ["active"]}, limit=5_000)).rows
    studies = site.people.studies(Query(limit=5_000)).rows
    return Lists(
        site.clock.now().date(), tuple((one.id, one.name) for one in people),
        tuple((one.id, one.code) for one in studies), site.users.person_of(site.actor.user) or "",
    )  # fmt: skip


def read_series(site: Site, series: str, on: date | None = None, known: date | None = None) -> SeriesView:
    """``on``: a day of the past, of which it is only read; None is today. ``known``: as it was known at the end of that
    day."""
    if known is not None:
        return _as_known(site, series, known)
    site.looked_at("series", series)
    register, one = site.retention, site.retention.get(series, on)
    past = on is not None and on < register.today
    obstacles = register.obstacles(one.id, on) if past else register.destructions.obstacles(one.id)
    return SeriesView(
        one, register.working(one.id, on), obstacles, register.holds_on(one.id, on),
        tuple(move for move in register.moves(one.id) if on is None or move.moved <= on),
        register.studies.events(series=one.id), site.trail.history("series", one.id),
        site.may("series") and not past, register.destructions.of(one.id) if not past else None,
        site.may("destruction", "i") and not past, site.users.person_of(site.actor.user) or "",
    )  # fmt: skip


def _as_known(site: Site, series: str, known: date) -> SeriesView:
    """What was answered that day stands as it was answered: its working is not worked out again."""
    found = [one for one in site.retention.known(known) if one.id == series]
    if not found:
        raise BadInput("That record series was not on record then.", todo="Choose another day.")
    site.looked_at("series", series)
    logs, (one,) = site.retention.known_on(known), found
    holds = tuple(hold for hold in logs.holds() if hold.in_force and hold.is_on(one))
    return SeriesView(
        one, Kept(one.keep_until, one.permanent, (), (), (), ()), (), holds, (), logs.events(series=series),
        site.trail.history("series", series), False, None, False, "", known,
    )  # fmt: skip


def read_study(site: Site, study: str, known: date | None = None) -> StudyView | None:
    """None: there is no such study. ``known``: its logs as they were known at the end of that day, only read."""
    register = site.retention
    state = next((one for one in register.study_states() if one.id == study), None)
    if state is None:
        return None
    site.looked_at("study", study)
    rows = register.list(Query(where={"study": [study]}, limit=200)).rows
    waits = dict.fromkeys(pending for one in rows for pending in register.working(one.id).pending)
    facts = site.trail.history("study_retention", _facts_row(site, study))
    logs = register.known_on(known) if known is not None else None
    return StudyView(
        state, logs.events(study) if logs else register.studies.events(study),
        logs.enquiries(study) if logs else register.enquiries.of(study), register.studies.contracts(study),
        register.studies.releases(study),
        tuple(hold for hold in (logs.holds() if logs else register.holds.all()) if hold.study == study),
        tuple(wait for wait in waits if wait.startswith(f"{state.code}:")), facts,
        site.may("retention_event", "i") and known is None, known,
    )  # fmt: skip


def _facts_row(site: Site, study: str) -> str:
    return str(site.store.scalar("SELECT id FROM study_retention WHERE study = ?", (study,)) or "")


def study_page(site: Site, query: Query) -> Page[r.StudyState]:
    """Studies are few; words narrow them here."""
    found = site.retention.study_states()
    words = query.search.casefold().split()
    rows = [
        one for one in found if all(word in f"{one.code} {one.protocol} {one.sponsor}".casefold() for word in words)
    ]
    return Page(tuple(rows[query.offset : query.offset + query.limit]), len(rows), len(found))


def rule_page(site: Site, query: Query) -> Page[r.RuleState]:
    """The library and the site's own, some forty."""
    found = site.retention.rules.all()
    words, where = query.search.casefold().split(), query.where
    rows = [
        one for one in found
        if all(word in f"{one.rule.id} {one.rule.name} {one.rule.source}".casefold() for word in words)
        and one.rule.jurisdiction in where.get("jurisdiction", (one.rule.jurisdiction,))
        and standing(one) in where.get("standing", (standing(one),))
    ]  # fmt: skip
    return Page(tuple(rows[query.offset : query.offset + query.limit]), len(rows), len(found))


def standing(one: r.RuleState) -> str:
    """Whether one may rely on the rule."""
    return "verified" if one.rule.verified else "confirmed" if one.confirmed_by else "to confirm"


def review_page(site: Site, query: Query) -> Page[r.Review]:
    found = site.retention.reviews.all()
    return Page(found[query.offset : query.offset + query.limit], len(found), len(found))
