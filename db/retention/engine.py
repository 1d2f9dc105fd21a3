"""Until when a series of records is kept: pure functions of the facts of its studies, of what happened, and of rules
(RET-1).

Keep until is the *latest* over every rule that applies to any of its studies, and over contracts. Each rule is a list
of legs, all of which count; a leg is *pending* until one of its alternatives happened, and then ends at the latest of
those that did. While anything is pending, held, permanent or unconfirmed, nothing may be destroyed, whatever the date
says.

The day given is the last on which the record is kept. A period ends on the same day of the calendar; where that year
has none (29-Feb), on the day after, so that no rule is ever cut short.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from db.days import add_months
from db.retention.library import EU, FOLLOWS, MEDICINES, Alternative, Rule

_ENDED = "trial ended"
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class StudyFacts:
    """What decides which rules apply. ``countries``: ISO 3166-1 codes; ``parties``: as whom the site keeps; ``ended``:
    the day the trial ended, None while it runs."""

    countries: frozenset[str]
    product: str = "drug"
    parties: frozenset[str] = frozenset({"site"})
    implantable: bool = False
    gene_therapy: bool = False
    frameworks: frozenset[str] = _NOTHING
    gcp: frozenset[str] = _NOTHING
    funding: frozenset[str] = _NOTHING
    application_relies: bool = False
    ended: date | None = None


@dataclass(frozen=True)
class StudyCase:
    """A study whose records these are, and what happened in it: trigger -> day. The end of the trial may stand in
    either place; the later of the two counts."""

    name: str
    facts: StudyFacts
    happened: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True)
class Contract:
    """What was agreed beside the law: until a day, or so long after something (row 35). ``study``: whose contract."""

    name: str
    until: date | None = None
    after: str = ""
    years: int = 0
    months: int = 0
    study: str = ""


@dataclass(frozen=True)
class Line:
    """One step of the working, to be checked by hand. ``until`` None: pending, permanent, or without a period of its
    own (``period`` says which)."""

    study: str
    rule: str
    name: str
    source: str
    checked: str
    after: str
    happened: date | None
    period: str
    until: date | None
    note: str = ""


@dataclass(frozen=True)
class Kept:
    """The answer. ``keep_until``: the latest day known so far, None while none is; ``pending``: triggers waited for;
    ``unconfirmed``: ids of rules that apply, were not read in the primary text, and nobody has confirmed."""

    keep_until: date | None
    permanent: bool
    pending: tuple[str, ...]
    holds: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    working: tuple[Line, ...]

    @property
    def nothing_applies(self) -> bool:
        """No rule with a period: nothing says that it may end, held or not."""
        return self.keep_until is None and not (self.permanent or self.pending or self.unconfirmed)

    def obstacles(self, on: date) -> tuple[str, ...]:
        """Why destruction may not be proposed on the day; empty: it is due (RET-2, RET-3)."""
        found = [f"on hold: {hold}" for hold in self.holds]
        if self.permanent:
            found.append("kept for ever")
        found += [f"trigger pending: {trigger}" for trigger in self.pending]
        found += [f"rule not confirmed: {rule}" for rule in self.unconfirmed]
        if self.nothing_applies:
            found.append("no rule with a period applies, so nothing says that it may end")
        if self.keep_until is not None and on <= self.keep_until:
            found.append(f"kept until {self.keep_until.isoformat()}")
        return tuple(found)


def keep(
    cases: Sequence[StudyCase], series: str, *, rules: Sequence[Rule], confirmed: Collection[str] = (),
    contracts: Sequence[Contract] = (), holds: Sequence[str] = (), on: date,
) -> Kept:  # fmt: skip
    """``series``: its kind, of library.SERIES; ``confirmed``: ids of rules a named person confirmed; ``holds``: reasons
    of those in force; ``on``: the day it is asked for. A series of several studies is kept for the latest (RET-3)."""
    lines: list[Line] = []
    pending: dict[str, None] = {}
    unconfirmed: dict[str, None] = {}
    permanent = False
    for case in cases:
        for rule in applicable(case, series, rules, on, confirmed):
            lines += _lines(case, rule, pending)
            permanent |= rule.permanent
            if rule.own_period and not rule.verified and rule.id not in confirmed:
                unconfirmed[rule.id] = None
    for contract in contracts:
        lines.append(_contract_line(contract, cases, pending))
    known = [line.until for line in lines if line.until is not None]
    return Kept(max(known, default=None), permanent, tuple(pending), tuple(holds), tuple(unconfirmed), tuple(lines))


def applicable(
    case: StudyCase, series: str, rules: Sequence[Rule], on: date, confirmed: Collection[str] = ()
) -> Iterator[Rule]:
    """The rules for this kind of record of this study, in the order of the library."""
    for rule in rules:
        if (
            (series in rule.series or FOLLOWS.get(series) in rule.series)
            and rule.parties & case.facts.parties
            and _holds_in(rule.jurisdiction, case.facts.countries)
            and all(_is_so(case.facts, key, value) for key, value in rule.when.items())
            and _in_force(rule, case, on)
            and not (rule.unless and rule.unless in confirmed)
        ):
            yield rule


def after_period(day: date, alternative: Alternative) -> date:
    """The last day of a period that begins on ``day``, or on the day after it where the text says so."""
    if alternative.day_after:
        day += timedelta(days=1)
    months = alternative.years * 12 + alternative.months
    end = add_months(day, months)
    if end.day < day.day:  # the month is too short: the period is not cut
        end += timedelta(days=1)
    return end + timedelta(days=alternative.days)


def _holds_in(jurisdiction: str, countries: frozenset[str]) -> bool:
    if jurisdiction == "EU":
        return bool(EU & countries)
    return jurisdiction in ("ICH", "INT") or jurisdiction in countries


def _is_so(facts: StudyFacts, key: str, value: str | bool) -> bool:
    several = {"framework": facts.frameworks, "gcp": facts.gcp, "funding": facts.funding}
    if (key, value) == ("product", "drug"):
        return facts.product in MEDICINES
    return value in several[key] if key in several else bool(getattr(facts, key) == value)


def _in_force(rule: Rule, case: StudyCase, on: date) -> bool:
    """Old and new text of a rule by the day the trial ended, or that of its trigger; what has not happened yet will
    happen under the text of the day it is asked for."""
    if rule.start is None and rule.until is None:
        return True
    if rule.dated_by == "ended":
        day = _happened(case, _ENDED)
    else:
        days = [found for leg in rule.legs for one in leg if (found := _happened(case, one.after)) is not None]
        day = max(days, default=None)
    judged = on if day is None else day
    return (rule.start is None or judged >= rule.start) and (rule.until is None or judged < rule.until)


def _happened(case: StudyCase, trigger: str) -> date | None:
    found = case.happened.get(trigger)
    if trigger == _ENDED and case.facts.ended is not None:
        return case.facts.ended if found is None else max(found, case.facts.ended)
    return found


def _lines(case: StudyCase, rule: Rule, pending: dict[str, None]) -> Iterator[Line]:
    if rule.permanent or not rule.own_period:
        period = "for ever" if rule.permanent else "no period of its own"
        yield Line(case.name, rule.id, rule.name, rule.source, rule.checked, "", None, period, None, rule.note)
    for leg in rule.legs:
        came = [(after_period(day, one), one, day) for one in leg if (day := _happened(case, one.after)) is not None]
        if came:
            until, chosen, day = max(came, key=lambda one: one[0])
            yield Line(
                case.name, rule.id, rule.name, rule.source, rule.checked, chosen.after, day, chosen.period, until,
                rule.note,
            )  # fmt: skip
            continue
        waited = " or ".join(one.after for one in leg)
        pending[f"{case.name}: {waited}"] = None
        yield Line(
            case.name, rule.id, rule.name, rule.source, rule.checked, waited, None,
            " or ".join(dict.fromkeys(one.period for one in leg)), None, rule.note,
        )  # fmt: skip


def _contract_line(contract: Contract, cases: Sequence[StudyCase], pending: dict[str, None]) -> Line:
    def line(after: str, happened: date | None, period: str, until: date | None) -> Line:
        return Line(contract.study, "contract", contract.name, "contract", "V", after, happened, period, until)

    if not contract.after:
        return line("", None, "as agreed", contract.until)
    term = Alternative(contract.after, contract.years, contract.months)
    days = [_happened(case, contract.after) for case in cases]
    if not days or any(day is None for day in days):
        pending[f"{contract.name}: {contract.after}"] = None
        return line(contract.after, None, term.period, contract.until)
    last = max(day for day in days if day is not None)
    until = after_period(last, term)
    return line(contract.after, last, term.period, until if contract.until is None else max(until, contract.until))
