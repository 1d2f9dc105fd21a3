"""A version of a delegation log, as the investigator signed it off: the whole sheet that was kept then, with its key of
tasks, declarations and initials (ROS-3). What was renamed, ended, filed or approved since does not show here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.days import day_of, shown
from db.delegation.deciding import VERSIONS
from db.delegation.printed import LogRow, LogSheet
from db.delegation.records import LogVersion
from db.errors import BadInput
from db.store.query import Query
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.delegation_rows import draw_log
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.pieces import closing_notes, notes, signature_blocks
from desktop.reports.sheet import LANDSCAPE, Sheet
from desktop.reports.stamp import Stamp, moment

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "delegation-version", "Delegation log as signed off"


@dataclass(frozen=True)
class VersionFacts:
    """``signed``: who signed it off, when, how, and whether the signature still holds."""

    heading: Heading
    version: LogVersion
    log: LogSheet
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
    words = f"version {version.number}, {len(version.rows)} approved lines"
    head = heading(site, then, circumstances(site, then), words)
    return VersionFacts(head, version, site.delegation.sheet_of(version), _signed(site, version))


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
    notes(sheet, [facts.signed, *_kept(facts)])
    draw_log(sheet, facts.log)
    notes(sheet, ["Final page of this version, as it was kept when it was signed off."])
    closing_notes(sheet)
    signature_blocks(sheet)
    rows = [{**one, **_beside(facts.log.rows, one["id"])} for one in version.rows]
    return finish(sheet, Content(KIND, TITLE, dict(facts.heading.filters), rows, str(version.happened)))


def _kept(facts: VersionFacts) -> list[str]:
    version = facts.version
    told = [f"SHA-256 of what was kept: {version.sha256}, entered {shown(day_of(version.entered))}."]
    if not version.intact:
        told.append("WHAT IS KEPT IS NO LONGER WHAT WAS SIGNED OFF: a text of it was redacted or altered since.")
    if not facts.log.whole:
        told.append("Only its lines were kept, with no initials, declarations or status; the heading is today's.")
    return told


def _beside(rows: Sequence[LogRow], line: str) -> dict[str, object]:
    """What the sheet knows of a line besides."""
    found = next((one for one in rows if one.id == line), None)
    if found is None:
        return {}
    approvals = [{"initials": letters, "on": day.isoformat()} for letters, day in found.approvals]
    return {"initials": found.initials, "status": found.status, "approvals": approvals}
