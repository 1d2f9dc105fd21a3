"""The rules of how long records are kept: read from one file a person can review (resources/rules/retention.toml), and
refused whole when an entry is not sound (RET-1)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from db.errors import BadInput

CHECKED = {"V": "read in the primary text", "V2": "read in a secondary text", "K": "from knowledge, not checked"}
WARNING = "confirm before relying on this"
EU = frozenset(
    {
        "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU",
        "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "IS", "LI", "NO",
    }
)  # fmt: skip
"""The Union and, because the regulations hold there too, the other countries of the EEA."""
COUNTRIES = EU | frozenset(
    {
        "US", "GB", "CA", "JP", "AU", "CN", "CH", "KR", "IN", "BR", "MX", "ZA", "NZ", "IL", "SG", "TW", "TR", "UA",
        "AR", "CL",
    }
)  # fmt: skip
EVERYWHERE = frozenset({"EU", "ICH", "INT"})
PRODUCTS = frozenset({"drug", "device", "ivd", "advanced therapy"})
PARTIES = frozenset({"site", "sponsor", "irb", "institution", "applicant", "holder", "grantee"})
SERIES = (
    "trial records", "audit trail", "financial disclosure", "review board records", "reserve samples",
    "HIPAA security documents", "HIPAA privacy documents", "grant records", "traceability",
)  # fmt: skip
FOLLOWS = {"audit trail": "trial records"}
"""A kind of record that is kept as long as another, whatever the rules say of it alone (21 CFR 11.10(e))."""
MEDICINES = frozenset({"drug", "advanced therapy"})
"""What a rule for drugs is about: a gene or cell therapy is a medicine too, under the same laws."""
RELEASED = "released by the sponsor"
TRIGGERS = (
    "trial ended", "approved in the US", "discontinued and FDA notified", "not needed for a marketing application",
    "document created", "document last in effect", "final financial report submitted", "last authorised in the EU",
    "development discontinued", "last device placed on the market", "application granted or refused",
    "approved in Japan", "discontinuation notified in Japan", "re-examination ended", "re-evaluation ended",
    "no re-examination ordered", "approved in China", "device never placed on the market", "device no longer used",
    "last approved in an ICH region", "released by the sponsor", "period of the state's law ended", "product expired",
)  # fmt: skip
_FACTS: Mapping[str, type] = {
    "product": str, "implantable": bool, "gene_therapy": bool, "framework": str, "gcp": str, "funding": str,
    "application_relies": bool,
}  # fmt: skip
_KEYS = frozenset(
    {
        "id", "row", "name", "source", "checked", "jurisdiction", "parties", "series", "when", "from", "until",
        "dated_by", "legs", "permanent", "own_period", "note", "unless",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Alternative:
    """So long after something happened. ``day_after``: the period begins on the day after it."""

    after: str
    years: int = 0
    months: int = 0
    days: int = 0
    day_after: bool = False

    @property
    def period(self) -> str:
        """“2 years”, “25 years from the day after”, “at once”."""
        parts = [
            f"{count} {word}{'' if count == 1 else 's'}"
            for count, word in ((self.years, "year"), (self.months, "month"), (self.days, "day"))
            if count
        ]
        return (" and ".join(parts) or "at once") + (" from the day after" if self.day_after else "")


@dataclass(frozen=True)
class Rule:
    """One rule. ``legs``: all of them, keep until the latest; of the alternatives of a leg one must have happened.
    ``start`` and ``until`` (the first day on which it is not in force) are judged by ``dated_by``."""

    id: str
    row: int
    name: str
    source: str
    checked: str
    jurisdiction: str
    parties: frozenset[str]
    series: frozenset[str]
    when: Mapping[str, str | bool] = field(default_factory=dict)
    legs: tuple[tuple[Alternative, ...], ...] = ()
    start: date | None = None
    until: date | None = None
    dated_by: str = "ended"
    permanent: bool = False
    own_period: bool = True
    note: str = ""
    unless: str = ""

    @property
    def verified(self) -> bool:
        """Whether the primary text was read. What is not verified may lengthen, never permit destruction (RET-2)."""
        return self.checked == "V"


@cache
def built_in() -> tuple[Rule, ...]:
    """The library that comes with the program."""
    return read_rules(files("resources").joinpath("rules/retention.toml").read_text("utf-8"), "retention.toml")


@cache
def fact_words(fact: str) -> frozenset[str]:
    """The words the library knows for ``fact`` (framework, gcp, funding). Another word would match no rule, and so
    shorten in silence: a study may only be told with these."""
    return frozenset(str(rule.when[fact]) for rule in built_in() if fact in rule.when)


def text_of(name: str, data: bytes) -> str:
    """What stands in a file of rules. Raises BadInput naming it."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise BadInput(f"{name} is no text.", todo="Choose a text file in TOML, in UTF-8.") from problem


def read_rules(text: str, name: str) -> tuple[Rule, ...]:
    """All the rules, or none. ``name``: of the file, for messages; raises BadInput naming it and the entry."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise BadInput(f"{name} is no TOML: {problem}.", todo="Correct that line and load the file again.") from problem
    entries = data.get("rule")
    if not isinstance(entries, list) or not entries:
        raise BadInput(f"{name} holds no rule.", todo="Each rule begins with [[rule]].")
    rules: dict[str, Rule] = {}
    for number, entry in enumerate(entries, 1):
        rule = _rule(entry, f"{name}, rule {number}")
        if rule.id in rules:
            _refuse(f"{name}, rule {number}", f"the id “{rule.id}” is there twice")
        rules[rule.id] = rule
    return tuple(rules.values())


def _rule(entry: Any, where: str) -> Rule:
    if not isinstance(entry, dict):
        _refuse(where, "it is no entry; each begins with [[rule]]")
    if isinstance(entry.get("id"), str) and entry["id"]:
        where = f"{where} ({entry['id']})"
    for key in sorted(set(entry) - _KEYS):
        _refuse(where, f"there is no “{key}”")
    rule = Rule(
        id=_text(entry, "id", where), row=_count(entry, "row", where), name=_text(entry, "name", where),
        source=_text(entry, "source", where), checked=_one_of(entry, "checked", tuple(CHECKED), where),
        jurisdiction=_one_of(entry, "jurisdiction", (*sorted(COUNTRIES), *sorted(EVERYWHERE)), where),
        parties=_some_of(entry, "parties", PARTIES, where), series=_some_of(entry, "series", frozenset(SERIES), where),
        when=_when(entry.get("when", {}), where),
        legs=_legs(entry.get("legs", []), where),
        start=_day(entry, "from", where), until=_day(entry, "until", where),
        dated_by=_one_of({"dated_by": "ended"} | dict(entry), "dated_by", ("ended", "trigger"), where),
        permanent=_flag(entry, "permanent", False, where), own_period=_flag(entry, "own_period", True, where),
        note=str(entry.get("note", "")), unless=str(entry.get("unless", "")),
    )  # fmt: skip
    if any(not leg for leg in rule.legs) or bool(rule.legs) == (rule.permanent or not rule.own_period):
        _refuse(where, "it needs legs with at least one alternative each, or is permanent, or has no period of its own")
    if rule.start is not None and rule.until is not None and rule.until <= rule.start:
        _refuse(where, "it ends before it begins")
    return rule


def _legs(entry: Any, where: str) -> tuple[tuple[Alternative, ...], ...]:
    if not isinstance(entry, list) or not all(isinstance(leg, list) for leg in entry):
        _refuse(where, "“legs” is a list of lists of alternatives")
    return tuple(tuple(_alternative(one, where) for one in leg) for leg in entry)


def _flag(entry: Mapping[str, Any], key: str, usual: bool, where: str) -> bool:
    value = entry.get(key, usual)
    if not isinstance(value, bool):
        _refuse(where, f"“{key} = {value}” is neither true nor false")
    return bool(value)


def _alternative(entry: Any, where: str) -> Alternative:
    if not isinstance(entry, dict) or set(entry) - {"after", "years", "months", "days", "day_after"}:
        _refuse(where, "an alternative is {after, years, months, days, day_after}")
    counts = {key: _count({key: 0} | entry, key, where) for key in ("years", "months", "days")}
    day_after = _flag(entry, "day_after", False, where)
    return Alternative(_one_of(entry, "after", TRIGGERS, where), **counts, day_after=day_after)


def _when(entry: Any, where: str) -> Mapping[str, str | bool]:
    if not isinstance(entry, dict):
        _refuse(where, "“when” is a table of facts")
    for key, value in entry.items():
        if key not in _FACTS or not isinstance(value, _FACTS[key]):
            _refuse(where, f"“{key} = {value}” is no fact of a study")
    if "product" in entry:
        _one_of(entry, "product", tuple(sorted(PRODUCTS)), where)
    return dict(entry)


def _text(entry: Mapping[str, Any], key: str, where: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        _refuse(where, f"“{key}” is missing")
    return str(value)


def _count(entry: Mapping[str, Any], key: str, where: str) -> int:
    value = entry.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 1_000:
        _refuse(where, f"“{key} = {value}” is no number of 0 or more")
    assert isinstance(value, int)
    return value


def _day(entry: Mapping[str, Any], key: str, where: str) -> date | None:
    value = entry.get(key)
    if value is not None and type(value) is not date:
        _refuse(where, f"“{key} = {value}” is no day; write 2026-04-28")
    return value


def _one_of(entry: Mapping[str, Any], key: str, known: Sequence[str], where: str) -> str:
    value = entry.get(key)
    if value not in known:
        _refuse(where, f"“{key} = {value}” is not known")
    return str(value)


def _some_of(entry: Mapping[str, Any], key: str, known: frozenset[str], where: str) -> frozenset[str]:
    value = entry.get(key)
    if not isinstance(value, list) or not value or any(one not in tuple(known) for one in value):
        _refuse(where, f"“{key} = {value}” is not known")
    return frozenset(value or ())


def _refuse(where: str, what: str) -> None:
    raise BadInput(
        f"{where}: {what}.", kept="No rule was taken over.", todo="Correct the entry and load the file again."
    )
