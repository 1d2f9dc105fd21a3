"""What a demonstration site holds (USE-3): people, studies and trainings with a history, relative to today.

Everything is entered through the registers, in order of time, by several users, so that the trail and every record's
history read like a site's. The same seed tells the same story.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from db.clock import SetClock
from db.errors import Refused
from db.site import Site
from db.training.records import NewTraining
from desktop.commands.demo_content.access import tell_access
from desktop.commands.demo_content.backups import tell_backups
from desktop.commands.demo_content.capa import tell_capas
from desktop.commands.demo_content.cast import CAST, Member
from desktop.commands.demo_content.crowd import crowd
from desktop.commands.demo_content.delegations import tell_delegations
from desktop.commands.demo_content.diary import COORDINATOR, OFFICER, Diary
from desktop.commands.demo_content.episodes import taught_together, tell_episodes
from desktop.commands.demo_content.founding import INTRO, found, source
from desktop.commands.demo_content.incidents import tell_incidents
from desktop.commands.demo_content.oversight import oversee
from desktop.commands.demo_content.plans import tell_plans
from desktop.commands.demo_content.redactions import tell_redaction
from desktop.commands.demo_content.retention import tell_retention
from desktop.commands.demo_content.risks import tell_risks
from desktop.commands.demo_content.studies import PROTOCOL
from desktop.commands.demo_content.trainings import SECURITY, Done, trainings

SEED = 417


def fill(
    site: Site,
    *,
    people: int = len(CAST),
    clock: SetClock,
    now: datetime | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Fill an open, empty demonstration site. ``clock`` is the one it was opened with; it is put back some fourteen
    months, runs forward with the story and ends at ``now`` (None: where it stood). Refused for any other workspace."""
    if site.clock is not clock or not site.workspace.startswith("00000000"):
        raise Refused("Only a demonstration site is filled with a made-up history.", kept="Nothing was written.")
    diary = Diary(site, clock, now or clock.now(), SEED)
    members = (*CAST[:people], *crowd(max(0, people - len(CAST)), random.Random(SEED)))  # noqa: S311
    diary.begin(INTRO - 1)
    diary.enter_users()
    found(diary, members)
    diary.note(INTRO, OFFICER, partial(_learn_ids, diary), 9)
    together = _note_trainings(diary, members)
    tell_episodes(diary, members, together)
    if len(members) >= len(CAST):
        tell_delegations(diary)
        tell_access(diary)
        tell_incidents(diary)
        tell_risks(diary)
        tell_plans(diary)
        tell_retention(diary)
        tell_redaction(diary)
        tell_backups(diary)
        tell_capas(diary)
    oversee(diary, {member.key for member in members})
    diary.tell(progress)


def _learn_ids(diary: Diary) -> None:
    """Courses of the built-in curricula, by their codes."""
    for course in diary.site.training.courses().rows:
        if course.study_id is None:
            diary.ids[course.code] = course.id


def _note_trainings(diary: Diary, members: Sequence[Member]) -> dict[str, list[str]]:
    """Each of the cast on its day; what was on paper, and the crowd, from lists. Returns who sat in group sessions."""
    cast = {member.key for member in CAST}
    together: dict[str, list[str]] = {SECURITY: [], f"AURORA-3/{PROTOCOL}": []}
    lists: dict[tuple[int, str], list[Done]] = {}
    for done in trainings(members, diary.chance):
        if taught_together(done.person, done.course, done.version, done.completed):
            together[done.course].append(done.person)
        elif done.person in cast and done.entered > INTRO + 12:
            diary.note(done.entered, COORDINATOR, partial(_record, diary, done))
        elif done.entered <= INTRO + 12:
            lists.setdefault((INTRO + 12, "training-log-on-paper.xlsx"), []).append(done)
        else:
            month = (done.entered - INTRO) // 30 + 1
            lists.setdefault((min(INTRO + 30 * month + 2, 0), f"training-{month:02d}.csv"), []).append(done)
    for (day, name), some in lists.items():
        diary.note(day, COORDINATOR, partial(_import, diary, some, name), 17)
    return {course: list(dict.fromkeys(people)) for course, people in together.items()}


_TITLES = {
    "Inés Castillo Ruiz": "Principal investigator", "Zsófia Őry": "Principal investigator",
    "Zoë Brandt": "Compliance officer",
}  # fmt: skip


def _new(diary: Diary, done: Done) -> NewTraining:
    return NewTraining(
        diary.ids[done.person], diary.ids[done.course], diary.day(done.completed),
        None if done.version is None else diary.ids[done.version], method=done.method, trainer=done.trainer,
        result="passed" if done.method == "e-learning" else "completed", duration_minutes=done.minutes,
        late_reason=done.late_reason, trainer_title=_TITLES.get(done.trainer, ""),
        effect="written test" if done.method == "e-learning" else "",
    )  # fmt: skip


def _record(diary: Diary, done: Done) -> None:
    diary.site.training.record(_new(diary, done))


def _import(diary: Diary, some: Sequence[Done], name: str) -> None:
    diary.site.training.import_records([_new(diary, done) for done in some], source(name))
