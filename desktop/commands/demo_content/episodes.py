"""The small stories: a group session with its sheet, corrections, a record struck through, a test not passed, plans."""

from __future__ import annotations

from collections.abc import Sequence

from db.store.query import Query
from db.training.records import NewSession, NewTraining
from desktop.commands.demo_content import cast as c
from desktop.commands.demo_content.diary import COORDINATOR, OFFICER, Diary
from desktop.commands.demo_content.paper import scan
from desktop.commands.demo_content.studies import PROTOCOL
from desktop.commands.demo_content.trainings import DRILL_DAY, LAST_EXPIRES, PLANS, SECURITY, UNTRAINED

_AMENDMENT = f"{c.AURORA}/{PROTOCOL}"
SESSION_DAY = -27
"""Amendment 3 of AURORA-3 was taught to those who were there."""


def taught_together(person: str, course: str, version: str | None, completed: int) -> bool:
    """Whether a training belongs to one of the two group sessions, and is not entered on its own."""
    if course == SECURITY and completed == DRILL_DAY:
        return True
    return version == f"{_AMENDMENT}/3.0" and completed < -21 and person not in UNTRAINED


def tell_episodes(diary: Diary, members: Sequence[c.Member], together: dict[str, list[str]]) -> None:
    """``together``: course -> people of its group session."""
    keys = {member.key for member in members}
    _session(diary, SECURITY, None, DRILL_DAY, together[SECURITY], "Security hour", "Zoë Brandt", "Lecture hall", 60)
    _session(
        diary, _AMENDMENT, f"{_AMENDMENT}/3.0", SESSION_DAY, together[_AMENDMENT], "Amendment 3", "Zsófia Őry",
        "Seminar room 2", 45,
    )  # fmt: skip
    for (person, course), day in PLANS.items():
        if person in keys and (person, course) in LAST_EXPIRES:
            _plan(diary, person, course, day)
    if {"oneil", "kowalska", "wang", "smith-joan", "smith-john", "rossi"} <= keys:
        _corrections(diary)
        _struck_through(diary)
        _second_try(diary)
    if "vanthoff" in keys:
        _certificate(diary)


def _session(
    diary: Diary, course: str, version: str | None, day: int, people: Sequence[str], title: str, trainer: str,
    place: str, minutes: int,
) -> None:  # fmt: skip
    if not people:
        return

    def act() -> None:
        names = [diary.site.people.person(diary.ids[person]) for person in people]
        sheet = scan(f"Sign-in sheet: {title}", [f"{name.name}  -  {name.other_names}" for name in names[:34]])
        diary.site.training.group_session(
            NewSession(
                diary.ids[course], diary.day(day), tuple(diary.ids[person] for person in people),
                None if version is None else diary.ids[version], title, place, trainer, "classroom", minutes,
                topics="What changed, by section; questions; what to do with participants already in the study",
            ),
            (f"sign-in-{diary.day(day).isoformat()}.pdf", sheet),
        )  # fmt: skip

    diary.note(day + 1, COORDINATOR, act, 9)


def _plan(diary: Diary, person: str, course: str, day: int) -> None:
    diary.note(
        -6, COORDINATOR,
        lambda: diary.site.training.plan_renewal(
            diary.ids[person], diary.ids[course], diary.day(day), "Group course in the seminar room"
        ),
    )  # fmt: skip


def _corrections(diary: Diary) -> None:
    people, training = diary.site.people, diary.site.training

    def trainer() -> None:
        where = {"person_id": [diary.ids["oneil"]], "course_id": [diary.ids[f"{c.BRIGHT}/{PROTOCOL}"]]}
        newest = training.records(Query(where=where)).rows[0]
        training.change_record(
            newest.id, {"trainer": "Gráinne Ó Súilleabháin"}, "Entered with the trainer of another session"
        )

    def married() -> None:
        changes = {"family_name": "Kowalska", "other_names": "née Nowak"}
        people.change_person(diary.ids["kowalska"], changes, "Marriage; certificate seen")

    def mailed() -> None:
        people.change_person(diary.ids["rossi"], {"phone": "+49 40 5550 417"}, "New extension")

    diary.note(-186, OFFICER, trainer)
    diary.note(-101, OFFICER, married)
    diary.note(-33, COORDINATOR, mailed)


def _struck_through(diary: Diary) -> None:
    """John Smith's certificate entered for Joan Smith, noticed two days later."""
    training = diary.site.training
    course = "Privacy"

    def wrong() -> None:
        new = NewTraining(
            diary.ids["smith-joan"], diary.ids[course], diary.day(-336), method="e-learning", trainer="CRO Academy"
        )
        diary.ids["wrong record"] = training.record(new).id

    def struck() -> None:
        training.void_record(diary.ids["wrong record"], "It is John Smith’s certificate, not Joan Smith’s")
        training.record(
            NewTraining(
                diary.ids["smith-john"], diary.ids[course], diary.day(-336), method="e-learning", trainer="CRO Academy"
            )
        )

    diary.note(-334, COORDINATOR, wrong)
    diary.note(-332, COORDINATOR, struck)


def _second_try(diary: Diary) -> None:
    """A test not passed, some weeks before the one that was; it stays and does not count."""
    training = diary.site.training

    def act() -> None:
        training.record(
            NewTraining(
                diary.ids["wang"], diary.ids["Privacy"], diary.day(-64), method="e-learning", trainer="CRO Academy",
                result="failed", score="55 %", note="Second try agreed with the trainer",
            )
        )  # fmt: skip

    diary.note(-63, COORDINATOR, act)


def _certificate(diary: Diary) -> None:
    """A certificate that came by post and was attached to its record."""
    training = diary.site.training

    def act() -> None:
        where = {"person_id": [diary.ids["vanthoff"]], "course_id": [diary.ids["ICH-GCP E6(R3)"]]}
        newest = training.records(Query(where=where)).rows[0]
        paper = scan("Certificate of completion", ["Good clinical practice, ICH E6(R3)", "Saskia van 't Hoff"])
        training.attach(newest.id, ("gcp-certificate.pdf", paper), "The certificate arrived by post")

    diary.note(-2, COORDINATOR, act)
