"""Everything the answer rests on, read once: rules, what was confirmed, facts, events and contracts of the studies.

A situation can be changed and asked again without anything being saved: that is the what-if.
"""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import cache
from typing import TypeAlias

from db.days import from_iso
from db.retention import engine
from db.retention.library import RELEASED, Rule, built_in, read_rules
from db.retention.records import Facts
from db.store.store import Store

SITE = "Whole site"
_NONE: Mapping[str, date] = {}
_NOW = "9999"
_IN_FORCE = "id <> ?3 AND (withdrawn IS NULL OR withdrawn > ?2)"

Days: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True)
class Situation:
    """``facts``, ``events`` and ``contracts``: by id of the study; ``own``: events of one series, by its id; ``codes``:
    short names of studies. ``on``: the day it is asked for."""

    on: date
    rules: tuple[Rule, ...]
    confirmed: frozenset[str]
    codes: Mapping[str, str]
    facts: Mapping[str, Facts]
    events: Mapping[str, Mapping[str, date]]
    own: Mapping[str, Mapping[str, date]]
    contracts: Mapping[str, tuple[engine.Contract, ...]]
    _known: dict[object, engine.Kept] = field(default_factory=dict, compare=False, repr=False)

    def kept(self, series: str, kind: str, studies: tuple[str, ...], holds: Collection[str] = ()) -> engine.Kept:
        """Until when, with the working. A study whose facts nobody entered yet is waited for like a trigger."""
        own = self.own.get(series, _NONE)
        key = (kind, studies, tuple(sorted(own.items())))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._work_out(kind, studies, own)
        return replace(found, holds=tuple(holds)) if holds else found

    def mark(self) -> str:
        """A fingerprint of the rules and of what was confirmed: what was worked out under another is stale."""
        told = "".join(_fingerprint_of(rule) for rule in self.rules) + ",".join(sorted(self.confirmed))
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def _work_out(self, kind: str, studies: tuple[str, ...], own: Mapping[str, date]) -> engine.Kept:
        missing = [f"{self.codes[study]}: its facts for retention" for study in studies if study not in self.facts]
        if not studies and not self.facts:
            missing = ["the facts of any study"]
        cases = [self._case(study, own) for study in studies if study in self.facts] if studies else self._site(own)
        contracts = [one for study in studies for one in self.contracts.get(study, ())]
        found = engine.keep(cases, kind, rules=self.rules, confirmed=self.confirmed, contracts=contracts, on=self.on)
        return replace(found, pending=(*missing, *found.pending), working=tuple(dict.fromkeys(found.working)))

    def _case(self, study: str, own: Mapping[str, date]) -> engine.StudyCase:
        return engine.StudyCase(
            self.codes[study], _engine_facts(self.facts[study]), {**self.events.get(study, _NONE), **own}
        )

    def _site(self, own: Mapping[str, date]) -> list[engine.StudyCase]:
        """What belongs to no study is kept as for every country, role and product any study here has: longer, never
        shorter."""
        every = self.facts.values()
        together = Facts(
            countries=_union(one.countries for one in every),
            parties=_union(one.parties for one in every) or frozenset({"site"}),
            implantable=any(one.implantable for one in every), gene_therapy=any(one.gene_therapy for one in every),
            frameworks=_union(one.frameworks for one in every), gcp=_union(one.gcp for one in every),
            funding=_union(one.funding for one in every),
        )  # fmt: skip
        products = sorted({one.product for one in every}) or [together.product]
        return [engine.StudyCase(SITE, _engine_facts(replace(together, product=each)), dict(own)) for each in products]


def read_situation(store: Store, on: date, today: date, without: str = "") -> Situation:
    """What is known now of the day ``on``: what happened later had not, and who confirmed a rule later had not.
    ``without``: id of an event, release, contract, confirmation or rule of the site that is left out, to see what it
    moved."""
    days = _days(on, today, without)
    rules = (*built_in(), *site_rules(store, on, today, without))
    held = {rule.id: _fingerprint_of(rule) for rule in rules}
    confirmed = store.rows(
        f"SELECT rule, fingerprint FROM rule_confirmation WHERE confirmed <= ?1 AND {_IN_FORCE}", days
    )
    codes = {str(row[0]): str(row[1]) for row in store.rows("SELECT id, code FROM study")}
    contracts: dict[str, tuple[engine.Contract, ...]] = {}
    for study, name, until, what, years, months in store.rows(
        f"SELECT study, name, keep_until, what, years, months FROM retention_contract WHERE {_IN_FORCE} ORDER BY id",
        days,
    ):
        term = engine.Contract(name, from_iso(until), what, years, months, codes[study])
        contracts[study] = (*contracts.get(study, ()), term)
    events, own = _events(store, days)
    return Situation(
        on, rules, frozenset(str(rule) for rule, mark in confirmed if held.get(rule) == mark),
        codes, read_facts(store), events, own, contracts,
    )  # fmt: skip


def _events(store: Store, days: Days) -> tuple[dict[str, dict[str, date]], dict[str, dict[str, date]]]:
    """Of studies, and of single series. The sponsor's release is on record once: as its letter."""
    events: dict[str, dict[str, date]] = {}
    own: dict[str, dict[str, date]] = {}
    found = store.rows(
        "SELECT study, series, what, happened FROM retention_event WHERE voided IS NULL AND happened <= ? "
        "AND id <> ?", (days[0], days[2]),
    )  # fmt: skip
    found += store.rows(
        f"SELECT study, NULL, '{RELEASED}', released FROM sponsor_release WHERE released <= ?1 AND {_IN_FORCE}",
        days,
    )
    for study, series, what, happened in found:
        there = events.setdefault(study, {}) if study is not None else own.setdefault(series, {})
        day = date.fromisoformat(happened)
        there[what] = max(day, there.get(what, day))  # of several the latest: none makes it earlier
    return events, own


def _days(on: date, today: date, without: str = "") -> Days:
    """For _IN_FORCE: withdrawn later still counts on a day of the past, and never today, whatever the clock says."""
    return on.isoformat(), on.isoformat() if on < today else _NOW, without


def read_facts(store: Store) -> dict[str, Facts]:
    """Id of the study -> its facts."""
    return {
        str(row[0]): Facts(
            frozenset(row[1].split()), row[2], _words(row[3]), bool(row[4]), bool(row[5]), _words(row[6]),
            _words(row[7]), _words(row[8]), bool(row[9]), bool(row[10]),
        )
        for row in store.rows(
            "SELECT study, countries, product, parties, implantable, gene_therapy, frameworks, gcp, funding, "
            "application_relies, sponsored FROM study_retention"
        )
    }  # fmt: skip


def site_rules(store: Store, on: date, today: date, without: str = "") -> tuple[Rule, ...]:
    """The site's own, beside the library, as they were on the day."""
    rows = store.rows(
        f"SELECT rule, entry FROM site_rule WHERE (?2 = '{_NOW}' OR substr(entered, 1, 10) <= ?1) "
        f"AND {_IN_FORCE} ORDER BY rule",
        _days(on, today, without),
    )
    return tuple(rule for name, entry in rows for rule in read_rules(entry, str(name)))


def fingerprint(rule: Rule) -> str:
    """SHA-256 of everything the rule says: another text of it is another rule, and wants confirming anew."""
    told = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in asdict(rule).items()}
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


@cache
def _library() -> dict[str, str]:
    return {rule.id: fingerprint(rule) for rule in built_in()}


def _fingerprint_of(rule: Rule) -> str:
    """Of the library's rules it is worked out once: they are asked at every page of the list."""
    return _library()[rule.id] if any(rule is one for one in built_in()) else fingerprint(rule)


def _engine_facts(facts: Facts) -> engine.StudyFacts:
    return engine.StudyFacts(
        facts.countries, facts.product, facts.parties, facts.implantable, facts.gene_therapy, facts.frameworks,
        facts.gcp, facts.funding, facts.application_relies,
    )  # fmt: skip


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in text.split(",") if word)


def _union(several: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*several)
