"""Who was trained on what and when: chains that keep everybody current, but for those the story leaves behind."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from db.starter import curricula
from desktop.commands.demo_content import cast as c
from desktop.commands.demo_content.founding import INTRO, TAKEN_OVER
from desktop.commands.demo_content.studies import PROTOCOL, TRIALS, Edition, Paper, Trial

SECURITY = "Security & IAM"
DRILL_DAY = -75
"""The yearly security hour of the whole site, held as a group session."""

UNTRAINED = ("oneil", "dvorak", "georgiou", "nguyen", "alali")
"""Who is not trained on amendment 3 of AURORA-3."""

LAST_EXPIRES = {
    ("muller", "ICH-GCP E6(R3)"): -12, ("georgiou", "Privacy"): -21, ("lindqvist", SECURITY): -5,
    ("meyer", "BRIGHT-2/EDC system"): -30, ("fontaine", "ICH-GCP E6(R3)"): 16, ("delacruz", SECURITY): 9,
    ("dvorak", "ICH-GCP E6(R3)"): 16, ("eriksen", "ICH-GCP E6(R3)"): 16, ("adeyemi", "Privacy"): 20,
    ("haddad", "BRIGHT-2/EDC system"): 11, ("ivanova", "IMP handling"): 24, ("wang", SECURITY): 27,
}  # fmt: skip
"""Person and course -> day from today on which the last training expires."""
PLANS = {
    ("dvorak", "ICH-GCP E6(R3)"): 10, ("eriksen", "ICH-GCP E6(R3)"): 10, ("fontaine", "ICH-GCP E6(R3)"): 10,
    ("adeyemi", "Privacy"): 10, ("haddad", "BRIGHT-2/EDC system"): 10, ("ivanova", "IMP handling"): 31,
}  # fmt: skip
"""Person and course -> day for which a renewal is planned (the last one too late to help)."""
NEVER = {("dsouza", "Phishing drill"), ("sahin", "Dangerous goods"), ("cohen", "AURORA-3/eCRF guide")}
LATE = {
    ("kim", "Privacy"): (45, "The certificate came from the university only now"),
    ("vanthoff", "ICH-GCP E6(R3)"): (38, "On leave after the course; certificate handed in on return"),
}
"""Person and course -> days until it was entered, and why so late."""


@dataclass(frozen=True)
class Done:
    """One training; ``course`` and ``version`` as keys of the diary's ids; days from today."""

    person: str
    course: str
    version: str | None
    completed: int
    entered: int
    late_reason: str
    kind: str
    trainer: str
    method: str
    minutes: int


@dataclass(frozen=True)
class _Wanted:
    key: str
    kind: str
    months: int | None
    since: int
    until: int
    within: int
    editions: tuple[Edition, ...]
    sponsor: str
    here: int = INTRO


def trainings(members: Sequence[c.Member], chance: random.Random) -> Iterator[Done]:
    """Every training of these people up to today; the same for the same chance."""
    for member in members:
        for wanted in _wanted(member):
            if (member.key, wanted.key) not in NEVER:
                yield from _done(member, wanted, chance)


def _wanted(member: c.Member) -> Iterator[_Wanted]:
    until = min(member.end if member.end is not None else 0, 0)
    held = {member.role} | {role.role for role in member.roles}
    for key, kind, months, within, roles in _site_courses():
        if not roles or held & set(roles):
            yield _Wanted(key, kind, months, member.start, until, within, (), "")
    for trial in TRIALS:
        mine = [role for role in member.roles if role.study == trial.code]
        if not mine:
            continue
        last = min(until, trial.end if trial.end is not None else 0)
        for paper in trial.papers:
            asked = [role for role in mine if not paper.roles or role.role in paper.roles]
            if asked:
                since = max(min(role.start for role in asked), member.start)
                end = min(max(0 if role.end is None else role.end for role in asked), last)
                yield _of_paper(trial, paper, since, end)


def _of_paper(trial: Trial, paper: Paper, since: int, until: int) -> _Wanted:
    return _Wanted(
        f"{trial.code}/{paper.code}", paper.kind, paper.validity_months, since, until, paper.within_days,
        paper.editions, trial.sponsor, max(INTRO, trial.start - 10) + 1,
    )  # fmt: skip


@cache
def _site_courses() -> tuple[tuple[str, str, int | None, int, tuple[str, ...]], ...]:
    return tuple(
        (course.code, course.kind, course.validity_months, course.within_days, course.roles)
        for curriculum in curricula()
        for course in curriculum.courses
    )


def _done(member: c.Member, wanted: _Wanted, chance: random.Random) -> Iterator[Done]:
    if wanted.since > 0:
        return
    days = _by_edition(member, wanted, chance) if wanted.editions else _by_validity(member, wanted, chance)
    for completed, version in days:
        if completed > min(wanted.until, -1):
            continue
        yield _entry(member, wanted, completed, version, chance)


def _by_edition(member: c.Member, wanted: _Wanted, chance: random.Random) -> Iterator[tuple[int, str | None]]:
    """One on what was in effect at the start, then one before each version that re-opened it."""
    in_effect = [edition for edition in wanted.editions if edition.effective <= wanted.since]
    if in_effect:
        first = in_effect[-1]
        yield max(wanted.since - chance.randint(0, 3), member.start, first.approved + 2), f"{wanted.key}/{first.label}"
    for edition in wanted.editions:
        if edition.effective <= wanted.since or not edition.reopens:
            continue
        if edition.label == "3.0" and wanted.key == f"{c.AURORA}/{PROTOCOL}" and member.key in UNTRAINED:
            continue
        if edition.effective > 0:  # approved, still to take effect: some have read it already
            if chance.random() < 0.6:
                yield -1, f"{wanted.key}/{edition.label}"
            continue
        before = chance.randint(2, 9)
        if edition.effective - before >= wanted.since:
            yield edition.effective - before, f"{wanted.key}/{edition.label}"


def _by_validity(member: c.Member, wanted: _Wanted, chance: random.Random) -> Iterator[tuple[int, str | None]]:
    """The first around the start, renewed some weeks before each expiry; or so that the last expires as told."""
    if wanted.months is None:
        yield wanted.since + min(chance.randint(0, 3), wanted.within), None
        return
    valid = round(wanted.months * 30.44)
    if wanted.key == SECURITY and (member.key, SECURITY) not in LAST_EXPIRES:
        yield from _security(wanted, chance)
        return
    told = LAST_EXPIRES.get((member.key, wanted.key))
    if told is not None:
        last = told - valid
        while last > wanted.since:
            yield last, None
            last -= valid - 20
        yield last, None
        return
    brought_along = wanted.kind == "course" and wanted.within == 0 and not wanted.sponsor
    day = wanted.since - (chance.randint(0, valid // 2) if brought_along else -chance.randint(0, min(wanted.within, 5)))
    while day <= 0:
        yield day, None
        day += valid - chance.randint(35, 80)


def _security(wanted: _Wanted, chance: random.Random) -> Iterator[tuple[int, str | None]]:
    """At the start, then with everybody at the yearly hour."""
    if wanted.since > DRILL_DAY - 20:
        yield wanted.since + chance.randint(0, 8), None
        return
    for day in (DRILL_DAY - 700, DRILL_DAY - 350):
        if wanted.since <= day:
            yield day, None
    if wanted.since > DRILL_DAY - 350:
        yield wanted.since + chance.randint(0, 8), None
    yield DRILL_DAY, None


def _entry(member: c.Member, wanted: _Wanted, completed: int, version: str | None, chance: random.Random) -> Done:
    entered, late = min(completed + chance.randint(0, 4), 0), ""
    waited = LATE.get((member.key, wanted.key))
    known = max(wanted.here, member.start - 1, completed)
    if entered < known or completed < wanted.here:
        entered = min(known + chance.randint(1, 9), 0)
    if entered - completed > 14:
        late = TAKEN_OVER if entered <= INTRO + 12 else "Certificate brought along from the former employer"
    if waited is not None and completed > INTRO and completed + waited[0] <= 0:
        entered, late = completed + waited[0], waited[1]
    trainer, method, minutes = _how(wanted, chance)
    return Done(member.key, wanted.key, version, completed, entered, late, wanted.kind, trainer, method, minutes)


def _how(wanted: _Wanted, chance: random.Random) -> tuple[str, str, int]:
    if wanted.kind in ("protocol", "consent"):
        return "Inés Castillo Ruiz" if wanted.key.startswith(c.BRIGHT) else "Zsófia Őry", "self-study", 40
    if wanted.kind in ("safety", "document"):
        return "", "read and understood", chance.choice((20, 30, 45))
    if wanted.kind == "system":
        return (wanted.sponsor or "Zoë Brandt"), "e-learning", chance.choice((60, 90))
    if wanted.key == SECURITY:
        return "Zoë Brandt", "classroom", 60
    return (
        chance.choice(("CRO Academy", "GCP Training Nord", "Universität Nord")),
        "e-learning",
        chance.choice((90, 180)),
    )
