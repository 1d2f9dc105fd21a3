"""Delegation at the demonstration site: a US IND study with a change of investigator and a nurse delegated before she
was trained, a European study whose amendment left lines without current training, lines that wait for a signature."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from db.delegation.records import NewLine
from db.signing.signable import Ink
from desktop.commands.demo_content import cast as c
from desktop.commands.demo_content.diary import COORDINATOR, OFFICER, Diary
from desktop.commands.demo_content.founding import INTRO
from desktop.commands.demo_content.paper import scan

FILE = "Investigator site file, section 5"
_LATE = "Taken over from the log on paper"
_BRIGHT = (
    ("castillo", ("1", "2", "4", "5"), -500, -121), ("oneil", ("1", "2", "4", "5"), -440, None),
    ("adeyemi", ("9", "15", "16", "17"), -500, None), ("muller", ("3", "10", "11", "14"), -470, None),
    ("yamada", ("7", "9"), -480, None), ("georgiou", ("11", "12"), -430, None),
)  # fmt: skip
_AURORA = (
    ("sato", ("2", "4", "5"), -360, None), ("oneil", ("5", "14"), -370, None), ("fontaine", ("15", "16"), -370, None),
    ("muller", ("8", "10"), -360, None), ("yamada", ("7",), -360, None), ("georgiou", ("11",), -340, None),
)  # fmt: skip


def tell_delegations(diary: Diary) -> None:
    """Note everything; people who are not on the roster of this demonstration are passed over."""
    start = INTRO + 13  # after the trainings on paper were brought in
    for study, people, lead, day in (
        (c.BRIGHT, _BRIGHT, "osuilleabhain", start), (c.AURORA, _AURORA, "ory", max(start, -330)),
    ):  # fmt: skip
        diary.note(day, COORDINATOR, partial(_take_over, diary, study, people, lead), 11)
    diary.note(-118, COORDINATOR, partial(_new_investigator, diary), 10)
    diary.note(-60, COORDINATOR, partial(_before_trained, diary), 14)
    diary.note(-30, OFFICER, partial(_sign_off, diary), 15)
    diary.note(-2, COORDINATOR, partial(_waiting, diary), 9)


def _take_over(
    diary: Diary, study: str, people: Sequence[tuple[str, Sequence[str], int, int | None]], lead: str
) -> None:
    """The task list, and what stood in the log on paper, with the signatures of then."""
    diary.site.delegation.take_over(diary.ids[study])
    lines: dict[str, list[str]] = {}
    for person, codes, start, end in people:
        if person in diary.ids:
            new = [_line(diary, study, person, code, start, end, _LATE) for code in codes]
            lines.setdefault(person, []).extend(diary.site.delegation.propose([one for one in new if one is not None]))
    first = {person: start for person, _codes, start, _end in people}
    for person, ids in lines.items():
        diary.site.delegation.accept(ids, _ink(diary, study, person, "accepted", first[person] - 1), _LATE)
        diary.site.delegation.approve(ids, _ink(diary, study, lead, "approved", first[person]), _LATE)


def _new_investigator(diary: Diary) -> None:
    """The new investigator takes over who works with her; the laboratory's lines were forgotten."""
    log, study = diary.site.delegation, diary.ids[c.BRIGHT]
    log.declare(study, _ink(diary, c.BRIGHT, "castillo", "declared", -119))
    mine = [
        line.id
        for line in log.lines_of(study=study)
        if line.former and line.end is None and line.person_id != diary.ids.get("georgiou")
    ]
    if mine:
        log.approve(mine, _ink(diary, c.BRIGHT, "castillo", "approved", -119))


def _before_trained(diary: Diary) -> None:
    """A newcomer took vital signs a week before the protocol training; told as it was."""
    person = next((one for one in ("jensen", "dvorak") if one in diary.ids), None)
    new = None if person is None else _line(diary, c.BRIGHT, person, "8", -67, None, "")
    if person is None or new is None:
        return
    ids = diary.site.delegation.propose([new])
    diary.site.delegation.accept(ids, _ink(diary, c.BRIGHT, person, "accepted", -60))
    diary.site.delegation.approve(ids, _ink(diary, c.BRIGHT, "castillo", "approved", -60))


def _sign_off(diary: Diary) -> None:
    diary.site.delegation.sign_off(diary.ids[c.BRIGHT], _ink(diary, c.BRIGHT, "castillo", "approved", -30))


def _waiting(diary: Diary) -> None:
    """Proposed the day before yesterday: some accepted already, none approved."""
    log = diary.site.delegation
    for person, study, codes in (
        ("oneil", c.BRIGHT, ("3", "13")), ("adeyemi", c.BRIGHT, ("14",)), ("yamada", c.BRIGHT, ("16",)),
    ):  # fmt: skip
        if person not in diary.ids:
            continue
        news = [_line(diary, study, person, code, 5, None, "") for code in codes]
        ids: list[str] = []
        for new in news:
            if new is not None and all(check.met or not check.stops for check in log.checks(new)):
                ids += log.propose([new])
        if person == "oneil" and ids:
            log.accept(ids, _ink(diary, study, person, "accepted", -2))


def _line(diary: Diary, study: str, person: str, code: str, start: int, end: int | None, late: str) -> NewLine | None:
    task = next((one for one in diary.site.delegation.tasks(diary.ids[study]) if one.code == code), None)
    if task is None:
        return None
    return NewLine(diary.ids[study], diary.ids[person], task.id, diary.day(start), diary.some(end), late_reason=late)


def _ink(diary: Diary, study: str, person: str, meaning: str, day: int) -> Ink:
    """Signed on paper, one scan of the page for each signature."""
    name, today = diary.site.people.person(diary.ids[person]), diary.site.clock.now().date()
    signed = diary.day(day)
    paper = scan(f"Delegation log {study}", [f"{meaning} {signed.isoformat()}", name.other_names or name.name])
    file = f"delegation-log-{study.lower()}-{person}-{meaning}.pdf"
    evidence = diary.site.evidence.add((file, paper)).id
    return Ink(meaning, f"{name.given_name} {name.family_name}", name.id, signed, evidence, "Zoë Brandt", today, FILE)
