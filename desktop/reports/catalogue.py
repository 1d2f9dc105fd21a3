"""Which reports there are (RPT-1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.reports import (
    access_review,
    accounts,
    audit_excerpt,
    capa,
    capa_register,
    data_management_plan,
    delegation_log,
    delegation_version,
    destruction_certificate,
    deviation_log,
    documents,
    exercises,
    incident,
    incident_register,
    inspection_readiness,
    note_to_file,
    oversight_review,
    person_file,
    retention_due,
    retention_schedule,
    risk_register,
    roster,
    sharing_register,
    signature_sheet,
    site_summary,
    study_papers,
    systems,
    trail_review,
    training_log,
    training_matrix,
    training_overdue,
    users_list,
)
from desktop.reports.finishing import Drawn
from desktop.reports.options import ReportOptions
from desktop.reports.stamp import Stamp

if TYPE_CHECKING:
    from db.site import Site


@dataclass(frozen=True)
class Report:
    """One kind. ``facts`` asks the registers, on the store's thread; ``draw`` makes the pages, in a worker;
    ``of_person``: whether it needs ``ReportOptions.person``; ``blocks``: meanings of the signatures it is usually laid
    out for, None: reviewed, then approved."""

    kind: str
    title: str
    facts: Callable[[Site, ReportOptions], Any]
    draw: Callable[[Any, Stamp], Drawn]
    of_person: bool = False
    blocks: tuple[str, ...] | None = None


KINDS: dict[str, Report] = {
    report.kind: report
    for report in (
        Report(roster.KIND, roster.TITLE, roster.facts, roster.draw),
        Report(training_matrix.KIND, training_matrix.TITLE, training_matrix.facts, training_matrix.draw),
        Report(training_overdue.KIND, training_overdue.TITLE, training_overdue.facts, training_overdue.draw),
        Report(person_file.KIND, person_file.TITLE, person_file.facts, person_file.draw, of_person=True),
        Report(accounts.KIND, accounts.TITLE, accounts.facts, accounts.draw),
        Report(systems.KIND, systems.TITLE, systems.facts, systems.draw),
        Report(access_review.KIND, access_review.TITLE, access_review.facts, access_review.draw),
        Report(
            delegation_log.KIND,
            delegation_log.TITLE,
            delegation_log.facts,
            delegation_log.draw,
            blocks=delegation_log.BLOCKS,
        ),
        Report(
            training_log.KIND, training_log.TITLE, training_log.facts, training_log.draw, blocks=training_log.BLOCKS
        ),
        Report(
            signature_sheet.KIND,
            signature_sheet.TITLE,
            signature_sheet.facts,
            signature_sheet.draw,
            blocks=signature_sheet.BLOCKS,
        ),
        Report(site_summary.KIND, site_summary.TITLE, site_summary.facts, site_summary.draw),
        Report(
            inspection_readiness.KIND,
            inspection_readiness.TITLE,
            inspection_readiness.facts,
            inspection_readiness.draw,
        ),
        Report(delegation_version.KIND, delegation_version.TITLE, delegation_version.facts, delegation_version.draw),
        Report(audit_excerpt.KIND, audit_excerpt.TITLE, audit_excerpt.facts, audit_excerpt.draw),
        Report(capa_register.KIND, capa_register.TITLE, capa_register.facts, capa_register.draw),
        Report(capa.KIND, capa.TITLE, capa.facts, capa.draw),
        Report(incident_register.KIND, incident_register.TITLE, incident_register.facts, incident_register.draw),
        Report(incident.KIND, incident.TITLE, incident.facts, incident.draw),
        Report(
            deviation_log.KIND,
            deviation_log.TITLE,
            deviation_log.facts,
            deviation_log.draw,
            blocks=deviation_log.BLOCKS,
        ),
        Report(
            note_to_file.KIND, note_to_file.TITLE, note_to_file.facts, note_to_file.draw, blocks=note_to_file.BLOCKS
        ),
        Report(exercises.KIND, exercises.TITLE, exercises.facts, exercises.draw),
        Report(risk_register.KIND, risk_register.TITLE, risk_register.facts, risk_register.draw),
        Report(retention_schedule.KIND, retention_schedule.TITLE, retention_schedule.facts, retention_schedule.draw),
        Report(retention_due.KIND, retention_due.TITLE, retention_due.facts, retention_due.draw),
        Report(
            destruction_certificate.KIND,
            destruction_certificate.TITLE,
            destruction_certificate.facts,
            destruction_certificate.draw,
            blocks=destruction_certificate.BLOCKS,
        ),
        Report(
            data_management_plan.KIND,
            data_management_plan.TITLE,
            data_management_plan.facts,
            data_management_plan.draw,
            blocks=("authored", "approved"),
        ),
        Report(documents.KIND, documents.TITLE, documents.facts, documents.draw),
        Report(sharing_register.KIND, sharing_register.TITLE, sharing_register.facts, sharing_register.draw),
        Report(users_list.KIND, users_list.TITLE, users_list.facts, users_list.draw),
        Report(oversight_review.KIND, oversight_review.TITLE, oversight_review.facts, oversight_review.draw),
        Report(study_papers.KIND, study_papers.TITLE, study_papers.facts, study_papers.draw),
        Report(trail_review.KIND, trail_review.TITLE, trail_review.facts, trail_review.draw),
    )
}
"""Kind (as on the command line) -> report."""
