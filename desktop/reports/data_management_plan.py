"""A study's data management plan on paper (DMP-1, RPT-1): four parts, each with the facts frozen into the version, who
signed it, and the versions there were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from db.days import iso, shown
from db.errors import BadInput
from db.plans import plan_records as p
from db.plans.signables import in_effect, of_plan
from db.store.query import Query
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.pairs import pairs
from desktop.reports.parts import SignedLine, section, signatures, signed_lines
from desktop.reports.pieces import closing_notes, notes, signature_blocks
from desktop.reports.sheet import MARGIN, PORTRAIT, Sheet
from desktop.reports.stamp import Stamp, moment
from desktop.reports.table import WHOLE, Column, Table

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "data-management-plan", "Data management plan"
_FACTS = (
    Column("Register", 1.5, colour="ink2", lines=WHOLE), Column("What", 2.5, strong=True, lines=WHOLE),
    Column("As the register said", 6.0, lines=WHOLE),
)  # fmt: skip
_VERSIONS = (
    Column("Version", 0.8, strong=True), Column("Why", 4.5, lines=WHOLE), Column("Author", 1.9, lines=WHOLE),
    Column("Approver", 1.9, lines=WHOLE), Column("In effect", 1.6), Column("State", 1.35),
)  # fmt: skip


@dataclass(frozen=True)
class PlanFacts:
    """One version; ``others``: all versions of the plan, the newest first."""

    heading: Heading
    as_of: str
    plan: p.PlanVersion
    signed: tuple[SignedLine, ...]
    others: tuple[p.PlanVersion, ...]


def facts(site: Site, options: ReportOptions) -> PlanFacts:
    """The version named in ``where["record"]`` (id), else the study's in force on the day, else the newest there is.
    Raises BadInput where there is none."""
    around = circumstances(site, options)
    versions = site.plans.versions
    named = options.where.get("record", ())
    if named:
        one = versions.get(named[0], around.on)
    else:
        where = {"study_id": (around.study.id,)} if around.study else {}
        found = versions.list(Query(where=where, limit=1_000), around.on).rows
        if not found:
            raise BadInput("No data management plan is there yet.", todo="Begin one on the page Plans and documents.")
        first = next((each for each in found if each.status == p.IN_FORCE), found[0])
        one = versions.get(first.id, around.on)
    others = versions.list(Query(where={"study_id": (one.study_id,)}, limit=1_000), around.on).rows
    head = heading(site, options, around, f"version {one.number}")
    return PlanFacts(head, around.on.isoformat(), one, signed_lines(site, of_plan(versions.get(one.id))), others)


def draw(facts: PlanFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet, one = Sheet(stamp, PORTRAIT), facts.plan
    opened(sheet, f"{TITLE} {one.study}", facts.heading)
    effect = shown(one.effective) if one.effective else in_effect(one.not_before)
    drawn = moment(datetime.fromisoformat(one.drawn)) if one.drawn else "not yet"
    pairs(sheet, [
        ("Version", f"{one.number}, {one.status}"), ("Why", one.reason), ("Author", one.author),
        ("Approver", one.approver), ("In effect", effect), ("Next review", shown(one.next_review)),
        ("Facts drawn", drawn),
    ])  # fmt: skip
    for part in one.sections:
        _part(sheet, part)
    if len(facts.others) > 1:
        section(sheet, "Versions")
        sheet.y += 4
        Table(sheet, _VERSIONS).draw(_version(each) for each in facts.others)
    signatures(sheet, facts.signed)
    closing_notes(sheet)
    signature_blocks(sheet)
    data = {
        "id": one.id, "study": one.study, "version": one.number, "status": one.status, "reason": one.reason,
        "author": one.author, "approver": one.approver, "proposed": iso(one.proposed), "approved": iso(one.approved),
        "effective": iso(one.effective), "next_review": iso(one.next_review), "drawn": one.drawn,
        "sections": [asdict(part) for part in one.sections],
    }  # fmt: skip
    return finish(sheet, Content(KIND, f"{TITLE} {one.study} v{one.number}", dict(facts.heading.filters), [data],
                                 facts.as_of))  # fmt: skip


def _part(sheet: Sheet, one: p.PlanSection) -> None:
    """Its text, paragraph by paragraph, then the facts."""
    section(sheet, p.PARTS[one.part])
    sheet.y += 2
    for paragraph in (one.text or "–").split("\n"):
        if not paragraph.strip():
            sheet.y += 5
            continue
        for line in sheet.letters.wrapped(paragraph, "regular", 8.6, sheet.right - MARGIN):
            if sheet.y + 13 > sheet.bottom:
                sheet.begin_page()
            sheet.y += 12
            sheet.text(MARGIN, sheet.y, line, 8.6)
    sheet.y += 4
    if one.facts:
        Table(sheet, _FACTS).draw(_grouped(one.facts))
    else:
        notes(sheet, ["No facts of the registers are frozen into this part."])


def _grouped(found: Sequence[p.PlanFact]) -> list[list[str]]:
    """The register's name on its first line only."""
    rows, topic = [], ""
    for fact in found:
        rows.append([fact.topic if fact.topic != topic else "", fact.label, fact.value])
        topic = fact.topic
    return rows


def _version(one: p.PlanVersion) -> list[str]:
    return [str(one.number), one.reason, one.author, one.approver, shown(one.effective), one.status]
