"""How the demonstration site came to be: people, studies, documents and roles, entered when they became known."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from hashlib import sha256

from db.imports import ImportSource
from db.roster.records import NewAssignment, NewPerson, NewStudy
from db.starter import curricula
from db.training.records import NewCourse, NewRequirement, NewVersion
from desktop.commands.demo_content import cast as c
from desktop.commands.demo_content.diary import COORDINATOR, INVESTIGATOR, OFFICER, Diary
from desktop.commands.demo_content.studies import PROTOCOL, TRIALS, Edition, Paper, Trial

INTRO = -420
"""The day, counted from today, on which the site began to keep its records in the program."""
TAKEN_OVER = "Taken over from the paper file when the register began"


def found(diary: Diary, members: Sequence[c.Member]) -> None:
    """Note everything but trainings."""
    keys = {member.key for member in members}
    diary.note(INTRO, OFFICER, lambda: [diary.site.training.adopt_curriculum(one.name) for one in curricula()], 8)
    there = [member for member in members if member.start <= INTRO]
    diary.note(INTRO, OFFICER, lambda: _import(diary, there, "staff-list.xlsx"), 9)
    _newcomers(diary, [member for member in members if member.start > INTRO])
    for trial in TRIALS:
        _trial(diary, trial, keys)
    _roles(diary, members)
    for member in members:
        if member.end is not None:
            _leave(diary, member, member.end)


def new_person(diary: Diary, member: c.Member) -> NewPerson:
    return NewPerson(
        member.was or member.family,
        member.given,
        email=member.email,
        employer=member.employer,
        role=member.role,
        start=diary.day(member.start),
        other_names=member.other,
        cv_date=diary.some(None if member.cv_date is None else max(member.cv_date, member.start)),
        cv_expires=diary.some(None if member.cv_date is None else max(member.cv_date, member.start) + 730),
        licence=member.licence,
        licence_expires=diary.some(member.licence_expires),
    )


def source(name: str) -> ImportSource:
    """A file that never was; its hash is that of its name."""
    return ImportSource(name, sha256(name.encode()).hexdigest())


def _import(diary: Diary, members: Sequence[c.Member], name: str) -> None:
    added = diary.site.people.import_people([new_person(diary, member) for member in members], source(name))
    diary.ids.update(zip((member.key for member in members), added.ids, strict=True))


def _newcomers(diary: Diary, members: Sequence[c.Member]) -> None:
    """The cast one by one around their first day; the crowd month by month from lists."""
    cast = {member.key for member in c.CAST}
    months: dict[int, list[c.Member]] = {}
    for member in members:
        if member.key in cast:
            _enter(diary, member)
        else:
            months.setdefault((member.start - INTRO) // 30, []).append(member)
    for month, some in months.items():
        day, name = min(INTRO + 30 * month, -1), f"newcomers-{month:02d}.csv"
        diary.note(day, OFFICER, partial(_import, diary, some, name), 7)


def _enter(diary: Diary, member: c.Member) -> None:
    def act() -> None:
        diary.ids[member.key] = diary.site.people.add_person(new_person(diary, member)).id

    diary.note(min(member.start - 2, -1), OFFICER, act, 7)


def _trial(diary: Diary, trial: Trial, keys: set[str]) -> None:
    known = max(INTRO, trial.start - 10)

    def act() -> None:
        study = diary.site.people.add_study(
            NewStudy(
                trial.code, trial.protocol, trial.title, trial.sponsor, trial.phase, trial.framework,
                trial.registration, trial.site_number, diary.day(trial.start),
                ethics=trial.ethics,
            )
        )  # fmt: skip
        diary.ids[trial.code] = study.id

    diary.note(known, OFFICER, act, 8)
    for paper in trial.papers:
        _paper(diary, trial, paper, known)
    leading = [(person, start) for person, start, _end in trial.investigators if person in keys]
    for order, (person, start) in enumerate(leading):
        _investigator(diary, trial, person, start, known, first=order == 0)
    if trial.end is not None:
        _close(diary, trial, trial.end)


def _paper(diary: Diary, trial: Trial, paper: Paper, known: int) -> None:
    key = f"{trial.code}/{paper.code}"
    training = diary.site.training

    def course() -> None:
        if paper.code != PROTOCOL:
            new = NewCourse(
                paper.code, paper.title, paper.kind, diary.ids[trial.code], curriculum=trial.code,
                validity_months=paper.validity_months, grace_days=paper.grace_days,
            )  # fmt: skip
            diary.ids[key] = training.add_course(new).id
            ask()

    def ask() -> None:
        for role in paper.roles or ("",):
            training.require(NewRequirement(diary.ids[key], role, diary.ids[trial.code], within_days=paper.within_days))

    def version(edition: Edition) -> None:
        new = NewVersion(
            edition.label, diary.day(edition.approved), diary.day(edition.effective), edition.reopens, edition.summary
        )
        if paper.code == PROTOCOL:
            added = training.add_protocol_version(diary.ids[trial.code], new)
            if key not in diary.ids:
                diary.ids[key] = added.course_id
                ask()
        else:
            added = training.add_version(diary.ids[key], new)
        diary.ids[f"{key}/{edition.label}"] = added.id

    diary.note(known, OFFICER, course, 10)
    for edition in paper.editions:
        diary.note(
            max(known, edition.approved + 1),
            OFFICER,
            partial(version, edition),
            11,
        )


def _investigator(diary: Diary, trial: Trial, person: str, start: int, known: int, *, first: bool) -> None:
    people = diary.site.people
    late = TAKEN_OVER if start < known - 14 else ""
    reason = "Change of investigator: new Form FDA 1572 signed, IRB and sponsor notified"

    def act() -> None:
        study, who = diary.ids[trial.code], diary.ids[person]
        if first:
            people.name_investigator(study, who, diary.day(start), None, late)
        else:
            people.change_investigator(study, who, diary.day(start), reason)

    diary.note(known if first else start - 1, OFFICER, act, 12)


def _close(diary: Diary, trial: Trial, end: int) -> None:
    def act() -> None:
        reason = "Close-out visit done, end of trial notified"
        diary.site.people.change_study(diary.ids[trial.code], {"end": diary.day(end)}, reason)

    diary.note(end, INVESTIGATOR, act, 16)


def _roles(diary: Diary, members: Sequence[c.Member]) -> None:
    """The cast's roles one by one, the crowd's month by month."""
    cast = {member.key for member in c.CAST}
    months: dict[int, list[tuple[c.Member, c.Role]]] = {}
    for member in members:
        for role in member.roles:
            day = min(max(INTRO, role.start - 1, member.start - 1), -1)
            if member.key in cast:
                diary.note(day, COORDINATOR, partial(_assign, diary, [(member, role)]), 13)
            else:
                months.setdefault((max(INTRO, role.start, member.start) - INTRO) // 30, []).append((member, role))
            if role.end is not None and role.end > INTRO and role.end < (member.end or 1):
                _end_role(diary, member, role, role.end)
    for month, some in months.items():
        diary.note(
            min(INTRO + 30 * month + 1, -1),
            COORDINATOR,
            partial(_assign, diary, some),
            15,
        )


def _assign(diary: Diary, roles: Sequence[tuple[c.Member, c.Role]]) -> None:
    today = diary.site.clock.now().date()
    diary.site.people.assign_many(
        [
            NewAssignment(
                diary.ids[member.key], diary.ids[role.study], role.role, diary.day(role.start),
                late_reason=TAKEN_OVER if (today - diary.day(role.start)).days > 14 else "",
            )
            for member, role in roles
        ]
    )  # fmt: skip


def _end_role(diary: Diary, member: c.Member, role: c.Role, end: int) -> None:
    def act() -> None:
        held = diary.site.people.assignments(diary.ids[member.key], diary.ids[role.study])
        open_ones = [one for one in held if one.role == role.role and one.end is None]
        reason = "The study is closed" if role.study == c.LUMEN else "Takes over as principal investigator"
        for one in open_ones:
            diary.site.people.end_assignment(one.id, diary.day(end), reason)

    diary.note(end, COORDINATOR, act, 17)


def _leave(diary: Diary, member: c.Member, end: int) -> None:
    def act() -> None:
        diary.site.people.end_person(diary.ids[member.key], diary.day(end), "Left the site; accounts to be withdrawn")

    diary.note(max(end, INTRO + 1), OFFICER, act, 17)
