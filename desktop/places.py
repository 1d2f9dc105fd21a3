"""The pages of the program and their dialogs, put together. Part of the composition root; imported after unlocking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from desktop.shell.matching import Offer
from desktop.shell.places import Count, Place
from desktop.widgets.page import Page, PageContext

if TYPE_CHECKING:
    from db.signing.records import Exported
    from db.site import Site
    from desktop.app import Parts
    from desktop.exchange.importing import Done


def said(text: str) -> str:
    """Words of the rail."""
    return QCoreApplication.translate("Rail", text)


def bring_in(parts: Parts, register: str) -> None:
    """Choose a sheet, then the import dialog."""
    from desktop.importing.dialog import SHEETS, ImportDialog

    def chosen(path: Path) -> None:
        ImportDialog(parts.jobs, register, path, parts.window, brought_in).open()

    def brought_in(done: Done) -> None:
        words = said("{n} records were brought in.").format(n=f"{done.records:,}")
        if done.changed:
            words += said(" {n} were changed.").format(n=f"{done.changed:,}")
        parts.prompts.tell(words, title=said("Brought in"))

    parts.prompts.choose_file(said("Bring in a sheet"), said("Sheets") + f" ({SHEETS})", chosen)


def export(parts: Parts, kind: str, given: Mapping[str, Any]) -> None:
    """The dialog of a report, with what the page had filtered."""
    from desktop.exporting.dialog import ReportDialog
    from desktop.reports.stamp import APPROVED

    def saved(exported: Exported, path: Path) -> None:
        signed = said(" Signed: {who}.").format(who=", ".join(exported.signers)) if exported.signers else ""
        words = said("{file} is sealed and on the trail as {number}.").format(file=path.name, number=exported.number)
        if exported.signers and not exported.signers[-1].endswith(f", {APPROVED}"):
            signed += said(" Whoever signs next opens the file under Verify.")
        parts.prompts.tell(words + signed, title=said("Saved"))

    ReportDialog(parts.jobs, parts.prompts, parts.clock, kind, given, parts.window, saved).open()


def places(parts: Parts, user: str) -> Sequence[Place]:
    """What stands on the rail, in its order."""
    return (
        Place("home", "", said("Home"), _home, "today start"),
        Place("roster", "people", said("Roster"), _roster, "people staff studies persons"),
        Place("delegation", "people", said("Delegation"), _delegation, "tasks authority log who may do what"),
        Place("training", "people", said("Training"), _training, "matrix courses certificates gaps"),
        Place("access", "people", said("Access"), _access, "systems accounts reviews edc iwrs etmf leavers"),
        Place("capa", "quality", said("CAPA"), _capa, "corrective preventive actions root cause effectiveness"),
        Place(
            "incidents",
            "quality",
            said("Incidents"),
            _incidents,
            "deviations notes to file drills clocks breach",
            (_capture(),),
        ),
        Place("risk", "quality", said("Risks"), _risk, "matrix treatment acceptance assets threats"),
        Place("retention", "records", said("Retention"), _retention, "keep until archive holds destruction series"),
        Place(
            "plans",
            "records",
            said("Plans and documents"),
            _plans,
            "data management sharing documents sop policies versions",
        ),
        Place("signing", "proof", said("Signing folder"), _signing, "sign signature waiting"),
        Place("oversight", "proof", said("Oversight"), _oversight, "investigator review 1572 disclosure papers"),
        Place("audit", "proof", said("Audit trail"), _audit, "history entries log"),
        Place("reports", "proof", said("Reports"), _reports, "pdf export print", _report_offers()),
        Place("backup", "proof", said("Backup"), lambda context: _backup(parts, context), "restore drill stick"),
        Place("verify", "proof", said("Verify"), lambda context: _verify(parts, context), "pdf signature seal check"),
        Place("settings", "site", said("Settings"), lambda context: _settings(parts, context, user), "users rights"),
    )


def _capture() -> Offer:
    """An incident is captured from wherever somebody is when it happens (RSK-2)."""
    words, target = said("Capture an incident"), "begin:incidents/0/incident-add"
    return Offer(said("Action"), words, said("Incidents"), target, needs="incident")


def _report_offers() -> tuple[Offer, ...]:
    """Every report, for the palette."""
    from desktop.reports.offered import OFFERED

    named = partial(QCoreApplication.translate, "Reports")
    return tuple(
        Offer(said("Report"), named(one.title), named(one.words), f"report:{kind}") for kind, one in OFFERED.items()
    )


def counts(site: Site) -> Mapping[str, Count]:
    """What waits on each page; on the store's thread."""
    from db.waiting import OVERDUE
    from desktop.todo import read_home

    facts = read_home(site)
    papers = facts.roster.cv_expired + facts.roster.licence_expired
    clocks = sum(group.number for group in facts.groups if group.kind == "notification")
    late = facts.late_on("incidents")
    soon = facts.roster.cv_expiring + facts.roster.licence_expiring
    return {
        "signing": Count(len(site.to_sign()), True),
        "oversight": Count(sum(one.state == OVERDUE for one in site.oversight.reviews.late()), True),
        "home": Count(facts.waiting, True),
        "roster": Count(papers, True) if papers else Count(soon, False),
        "delegation": Count(sum(one.number for one in facts.groups if one.tasks[0].place == "delegation"), True),
        "training": Count(facts.training.gaps, True) if facts.training.gaps else Count(facts.training.due_soon, False),
        "capa": Count(site.capa.late(), True),
        "incidents": Count(late, True) if late else Count(clocks, False),
        "risk": Count(facts.late_on("risk"), True),
        "access": _access_count(site),
        "retention": Count(facts.late_on("retention"), True),
        "backup": Count(facts.late_on("backup"), True),
        "plans": Count(facts.late_on("plans"), True),
        "audit": Count(len(site.session.witness.findings), True),
    }


def _access_count(site: Site) -> Count:
    """Leavers' accounts and overdue reviews first; else what is on its way."""
    facts = site.access.access_facts()
    late = facts.leavers + facts.reviews_overdue
    return Count(late, True) if late else Count(facts.waiting + facts.followups, False)


def _home(context: PageContext) -> Page:
    from desktop.home.page import HomePage

    return HomePage(context)


def _roster(context: PageContext) -> Page:
    from desktop.roster.page import RosterPage

    return RosterPage(context)


def _delegation(context: PageContext) -> Page:
    from desktop.delegation.page import DelegationPage

    return DelegationPage(context)


def _retention(context: PageContext) -> Page:
    from desktop.retention.page import RetentionPage

    return RetentionPage(context)


def _training(context: PageContext) -> Page:
    from desktop.training.page import TrainingPage

    return TrainingPage(context)


def _access(context: PageContext) -> Page:
    from desktop.access.page import AccessPage

    return AccessPage(context)


def _capa(context: PageContext) -> Page:
    from desktop.capa.page import CapaPage

    return CapaPage(context)


def _incidents(context: PageContext) -> Page:
    from desktop.incidents.page import IncidentsPage

    return IncidentsPage(context)


def _risk(context: PageContext) -> Page:
    from desktop.risk.page import RiskPage

    return RiskPage(context)


def _plans(context: PageContext) -> Page:
    from desktop.plans.page import PlansPage

    return PlansPage(context)


def _signing(context: PageContext) -> Page:
    from desktop.signing.page import SigningPage

    return SigningPage(context)


def _oversight(context: PageContext) -> Page:
    from desktop.oversight.page import OversightPage

    return OversightPage(context)


def _audit(context: PageContext) -> Page:
    from desktop.audit.page import AuditPage

    return AuditPage(context)


def _reports(context: PageContext) -> Page:
    from desktop.exporting.page import ReportsPage

    return ReportsPage(context)


def _verify(parts: Parts, context: PageContext) -> Page:
    from desktop.verify.page import VerifyPage

    return VerifyPage(context, parts.clock)


def _backup(parts: Parts, context: PageContext) -> Page:
    from desktop.backup.page import BackupPage

    return BackupPage(context, parts.backups)


def _settings(parts: Parts, context: PageContext, user: str) -> Page:
    from desktop.settings.page import SettingsPage

    return SettingsPage(context, parts.preferences, parts.backstage, user, parts.program.restart_idle)
