"""The rules with who answers for them, what the contracts ask beside, and the sponsors' releases: they leave as tables.
Rules and releases come in by the page: a rule with what it moves, a release with its letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.registers.form import Asked, Register, Rows, Value, filtered, value_of

if TYPE_CHECKING:
    from db.retention.records import RuleState
    from db.site import Site

RULES = (
    "id", "row", "name", "source", "checked", "jurisdiction", "parties", "series", "when", "start", "until", "dated_by",
    "period", "note", "of_site", "relied_on", "confirmed_by", "confirmed", "basis",
)  # fmt: skip
RELEASES = ("id", "study", "sponsor", "released", "covers", "letter", "withdrawn")


def _rules(site: Site, asked: Asked) -> Rows:
    return filtered([_rule(one) for one in site.retention.rules.all()], RULES, asked.query)


def _rule(one: RuleState) -> dict[str, Value]:
    rule = one.rule
    legs = "; ".join(" or ".join(f"{each.period} after “{each.after}”" for each in leg) for leg in rule.legs)
    stands = "verified" if rule.verified else "confirmed" if one.confirmed_by else "to confirm"
    said: dict[str, Value] = {
        "parties": ", ".join(sorted(rule.parties)), "series": ", ".join(sorted(rule.series)),
        "when": ", ".join(f"{name}: {value}" for name, value in rule.when.items()),
        "period": "for ever" if rule.permanent else legs or "none of its own", "relied_on": stands,
        "of_site": one.of_site, "confirmed_by": one.confirmed_by, "confirmed": one.confirmed, "basis": one.basis,
    }  # fmt: skip
    return {name: said[name] if name in said else value_of(getattr(rule, name)) for name in RULES}


def _releases(site: Site, asked: Asked) -> Rows:
    rows, found = site.retention.studies.releases(), []
    for one in rows:
        if asked.study not in (None, one.study_id) or (asked.as_of is not None and one.released > asked.as_of):
            continue
        letter = one.evidence.name if one.evidence is not None else ""
        found.append({name: letter if name == "letter" else value_of(getattr(one, name)) for name in RELEASES})
    return filtered(found, RELEASES, asked.query)


RETENTION_RULES = Register("retention-rules", RULES, _rules)
SPONSOR_RELEASES = Register("sponsor-releases", RELEASES, _releases, by_day=True, by_study=True)
