"""The training log on paper: who was trained in what, when, how and by whom (TRN-2; regulations, the training log)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.days import iso, shown
from db.store.query import Query
from db.training.reading import METHOD
from db.training.records import TrainingRecord
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.pieces import CLOSING, Figure, closing_notes, figures, notes, signature_blocks
from desktop.reports.sheet import LANDSCAPE, Sheet
from desktop.reports.stamp import Stamp
from desktop.reports.table import Cell, Column, Table

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "training-log", "Training log"
BLOCKS = ("authored", "approved")
"""Who keeps it, then the principal investigator."""
_ALL = 1_000_000
_COLUMNS = (
    Column("Name", 2.2, strong=True),
    Column("Role", 1.7, colour="ink2"),
    Column("Document or course, topics", 2.5),
    Column("Version", 1.0),
    Column("Date", 1.55),
    Column("Method", 1.35, colour="ink2"),
    Column("Min.", 0.7, "right"),
    Column("Trainer, title", 1.7),
    Column("Result, effect", 1.3),
    Column("Evidence", 1.1, colour="ink2"),
    Column("Counts until", 1.55),
    Column("Remark", 1.9, colour="ink2"),
    Column("Trainee’s signature", 1.8),
)


@dataclass(frozen=True)
class TrainingLogFacts:
    """Records as filtered, in the order of days; ``of``: how many there are without filters; ``signed``: id of a record
    -> how the trainee signed it."""

    heading: Heading
    as_of: str
    records: tuple[TrainingRecord, ...]
    of: int
    signed: Mapping[str, str]


def facts(site: Site, options: ReportOptions) -> TrainingLogFacts:
    """Every training that had taken place by the day: of a study, what its people did. Raises BadInput."""
    around = circumstances(site, options)
    where = dict(options.where)
    if options.person:
        where["person_id"] = (options.person,)
    if options.roles:
        where["role"] = options.roles
    if around.study is not None:
        people = site.people.people(Query(where={"study": (around.study.id,)}, limit=_ALL), around.on).rows
        where.setdefault("person_id", tuple(one.id for one in people))
    query = Query(where=where, search=options.search, sort=(("completed", False), ("person", False)), limit=_ALL)
    page = site.training.records(query, around.on)
    study = around.study.code if around.study is not None else ""
    found = tuple(one for one in page.rows if one.completed <= around.on and one.study in ("", study or one.study))
    words = (f"search “{options.search}”" if options.search else "", f"{len(found):,} of {page.of:,} trainings shown")
    signed = {one.id: how for one in found if one.method == METHOD and (how := _signed(site, one.id))}
    return TrainingLogFacts(heading(site, options, around, *words), around.on.isoformat(), found, page.of, signed)


def _signed(site: Site, record: str) -> str:
    """How the trainee signed, where they signed the record itself."""
    found = site.signing.signatures("training_record", record)
    return f"{'in ink' if found[0].paper else 'in the program'} {shown(found[0].at.date())}" if found else ""


def draw(facts: TrainingLogFacts, stamp: Stamp) -> Drawn:
    """The log, not yet sealed."""
    sheet = Sheet(stamp, LANDSCAPE)
    opened(sheet, TITLE, facts.heading)
    reasons = {why: place for place, why in enumerate(dict.fromkeys(_late(facts.records)), start=1)}
    alive = [one for one in facts.records if one.standing != "voided"]
    late = sum(one.late for one in alive)
    figures(sheet, [
        Figure(f"{len(alive):,}", "trainings"), Figure(f"{len({one.person_id for one in alive}):,}", "people"),
        Figure(f"{len({one.course_id for one in alive}):,}", "courses and documents"),
        Figure(f"{late:,}", "entered late", "soon" if late else "ink1"),
    ])  # fmt: skip
    if facts.records:
        Table(sheet, _COLUMNS).draw((_row(one, facts.signed, reasons) for one in facts.records), keep=CLOSING + 36)
    else:
        notes(sheet, ["No training is recorded." if not facts.of else "No training matches these filters."])
    notes(sheet, [
        *(f"({place}) Entered late: {why}" for why, place in reasons.items()),
        "An empty field for the trainee's signature is for ink where no signed sheet is among the evidence. “In the "
        "program”: read and understood under their own passphrase and code. Effect: how it was "
        "seen afterwards that the training had taken."
    ])  # fmt: skip
    closing_notes(sheet)
    signature_blocks(sheet)
    data = [_data(one) for one in facts.records]
    return finish(sheet, Content(KIND, TITLE, dict(facts.heading.filters), data, facts.as_of))


def _late(records: Iterable[TrainingRecord]) -> Iterator[str]:
    return (one.late_reason or "no reason given" for one in records if one.late)


def _row(one: TrainingRecord, signed: Mapping[str, str], reasons: Mapping[str, int]) -> list[Cell]:
    course = f"{one.course}: {one.title}" if one.title and one.title != one.course else one.course
    course += f" – {one.topics}" if one.topics else ""
    result = f"{one.result} {one.score}".strip() + (f"; {one.effect}" if one.effect else "")
    remarks = (
        one.standing if one.standing in ("voided", "failed") else "",
        one.note,
        f"late ({reasons[one.late_reason or 'no reason given']})" if one.late else "",
    )
    return [
        one.person, one.role, course, one.version, shown(one.completed), one.method,
        "" if one.duration_minutes is None else str(one.duration_minutes),
        ", ".join(filter(None, (one.trainer, one.trainer_title))), result, "on file" if one.evidence else "–",
        shown(one.expires) or "no end", " · ".join(filter(None, remarks)),
        signed.get(one.id, ""),
    ]  # fmt: skip


def _data(one: TrainingRecord) -> dict[str, Any]:
    return {
        "id": one.id, "person": one.person, "role": one.role, "course": one.course, "title": one.title,
        "study": one.study, "version": one.version, "completed": iso(one.completed), "method": one.method,
        "duration_minutes": one.duration_minutes, "trainer": one.trainer, "trainer_title": one.trainer_title,
        "topics": one.topics, "effect": one.effect, "result": one.result, "score": one.score,
        "evidence": one.evidence is not None, "expires": iso(one.expires), "standing": one.standing,
        "note": one.note, "late": one.late, "late_reason": one.late_reason,
    }  # fmt: skip
