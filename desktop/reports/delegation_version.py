"""A version of a delegation log, as the investigator signed it off: the lines that were frozen then, not those of today
(ROS-3). What was renamed, ended or approved since does not show here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from db.days import shown
from db.delegation.deciding import VERSIONS
from db.delegation.records import LogVersion
from db.errors import BadInput
from db.store.query import Query
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.pieces import closing_notes, notes, signature_blocks
from desktop.reports.sheet import LANDSCAPE, Sheet
from desktop.reports.stamp import Stamp, moment
from desktop.reports.table import Column, Table

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "delegation-version", "Delegation log as signed off"
_COLUMNS = (
    Column("Printed name", 2.2, strong=True, lines=2),
    Column("Study role", 1.5, colour="ink2", lines=2),
    Column("Task", 3.2, lines=2),
    Column("Start", 1.2),
    Column("End", 1.2),
    Column("Accepted", 1.2),
    Column("Approved", 1.2),
    Column("By", 1.8, lines=2),
    Column("Breaches, comments", 2.6, colour="ink2", lines=3),
)


@dataclass(frozen=True)
class VersionFacts:
    """``signed``: who signed it off, when, how, and whether the signature still holds."""

    heading: Heading
    version: LogVersion
    signed: str


def facts(site: Site, options: ReportOptions) -> VersionFacts:
    """The version named in ``where["record"]`` (id), else the newest of the study, or of any. Raises BadInput."""
    around = circumstances(site, options)
    studies = [around.study] if around.study else list(site.people.studies(Query(limit=1000)).rows)
    found = [one for study in studies for one in site.delegation.versions(study.id)]
    chosen = options.where.get("record", ())
    kept = [one for one in found if not chosen or one.id == chosen[0]]
    if not kept:
        raise BadInput("No version of this log has been signed off." if not chosen else "That version is not there.",
                       todo="The principal investigator signs one off on the page Delegation.")  # fmt: skip
    version = max(kept, key=lambda one: one.entered)
    study = next(one for one in studies if one.id == version.study_id)
    then = replace(options, study=study.id, as_of=version.happened)
    words = f"version {version.number}, {len(version.rows)} lines"
    return VersionFacts(heading(site, then, circumstances(site, then), words), version, _signed(site, version))


def _signed(site: Site, version: LogVersion) -> str:
    signature = next(
        (one for one in site.signing.signatures(VERSIONS, version.study_id) if one.id == version.signature), None
    )
    if signature is None:
        return f"Signed off by {version.person} on {shown(version.happened)}."
    if signature.paper:
        return f"Signed off on paper by {signature.name} on {shown(signature.signed)}; the scan is kept with it."
    state = "the signature holds" if site.signing.holds(signature) else "THE SIGNATURE DOES NOT HOLD"
    at = moment(signature.at.astimezone(site.clock.now().tzinfo), seconds=True)
    return f"{signature.meaning.capitalize()} by {signature.name} on {at}; {state}."


def draw(facts: VersionFacts, stamp: Stamp) -> Drawn:
    """The version, not yet sealed."""
    sheet, version = Sheet(stamp, LANDSCAPE), facts.version
    opened(sheet, f"{TITLE}, version {version.number}", facts.heading)
    notes(sheet, [facts.signed, f"Content SHA-256 {version.sha256}, entered {version.entered[:10]}."])
    sheet.y += 6
    Table(sheet, _COLUMNS).draw(_row(one) for one in version.rows)
    notes(sheet, ["Final page of this version. Lines as they were frozen when it was signed off."])
    closing_notes(sheet)
    signature_blocks(sheet)
    return finish(sheet, Content(KIND, TITLE, dict(facts.heading.filters), list(version.rows), str(version.happened)))


def _row(one: dict[str, str]) -> list[str]:
    return [
        one["person"], one.get("role", "") or "–", f"{one['code']} {one['task']}", _day(one["start"]), _day(one["end"]),
        _day(one["accepted"]), _day(one["approved"]), one["approver"] or "–",
        " · ".join(part for part in (one["breaches"], one["comment"]) if part),
    ]  # fmt: skip


def _day(text: str) -> str:
    return shown(date.fromisoformat(text)) if text else "–"
