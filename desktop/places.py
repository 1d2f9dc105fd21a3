"""The pages of the program and their dialogs, put together. Part of the composition root; imported after unlocking."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

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


class Dialogs:
    """Opens the dialogs that several pages need; pages are handed its methods."""

    def __init__(self, parts: Parts, context: PageContext) -> None:
        self._parts, self._context = parts, context

    def bring_in(self, register: str) -> None:
        """Choose a sheet, then the import dialog."""
        from desktop.importing.dialog import SHEETS, ImportDialog

        def chosen(path: Path) -> None:
            ImportDialog(self._context.jobs, register, path, self._parts.window, self._brought_in).open()

        title, filters = said("Bring in a sheet"), said("Sheets") + f" ({SHEETS})"
        self._context.prompts.choose_file(title, filters, chosen)

    def export(self, kind: str, given: Mapping[str, Any]) -> None:
        """The dialog of a report, with what the page had filtered."""
        from desktop.exporting.dialog import ReportDialog

        clock, window = self._parts.clock, self._parts.window
        ReportDialog(self._context, clock, kind, given, window, self._exported).open()

    def _brought_in(self, done: Done) -> None:
        words = said("{n} records were brought in.").format(n=f"{done.records:,}")
        self._context.prompts.tell(words, title=said("Brought in"))

    def _exported(self, exported: Exported, path: Path) -> None:
        signed = said(" Signed: {who}.").format(who=", ".join(exported.signers)) if exported.signers else ""
        words = said("{file} is sealed and on the trail as {number}.").format(file=path.name, number=exported.number)
        self._context.prompts.tell(words + signed, title=said("Saved"))


def places(parts: Parts, user: str) -> Sequence[Place]:
    """What stands on the rail, in its order."""
    return (
        Place("home", "", said("Home"), _with(parts, _home), "today start"),
        Place("roster", "people", said("Roster"), _with(parts, _roster), "people staff studies persons"),
        Place("training", "people", said("Training"), _with(parts, _training), "matrix courses certificates gaps"),
        Place("audit", "proof", said("Audit trail"), _audit, "history entries log"),
        Place("reports", "proof", said("Reports"), _with(parts, _reports), "pdf export print"),
        Place("verify", "proof", said("Verify"), _verify, "pdf signature seal check"),
        Place("settings", "", said("Settings"), lambda context: _settings(parts, context, user), "users rights lock"),
    )


def counts(site: Site) -> Mapping[str, Count]:
    """What waits on each page; on the store's thread."""
    from desktop.home.todo import read_home

    facts = read_home(site)
    papers = facts.roster.cv_expired + facts.roster.licence_expired
    soon = facts.roster.cv_expiring + facts.roster.licence_expiring
    return {
        "home": Count(facts.waiting, True),
        "roster": Count(papers, True) if papers else Count(soon, False),
        "training": Count(facts.training.gaps, True) if facts.training.gaps else Count(facts.training.due_soon, False),
        "audit": Count(len(site.session.witness.findings), True),
    }


def _with(parts: Parts, make: Callable[[PageContext, Dialogs], Page]) -> Callable[[PageContext], Page]:
    return lambda context: make(context, Dialogs(parts, context))


def _home(context: PageContext, dialogs: Dialogs) -> Page:
    from desktop.home.page import HomePage

    return HomePage(context, dialogs.bring_in, dialogs.export)


def _roster(context: PageContext, dialogs: Dialogs) -> Page:
    from desktop.roster.page import RosterPage

    return RosterPage(context, dialogs.bring_in, dialogs.export)


def _training(context: PageContext, dialogs: Dialogs) -> Page:
    from desktop.training.page import TrainingPage

    return TrainingPage(context, dialogs.bring_in, dialogs.export)


def _audit(context: PageContext) -> Page:
    from desktop.audit.page import AuditPage

    return AuditPage(context)


def _reports(context: PageContext, dialogs: Dialogs) -> Page:
    from desktop.exporting.page import ReportsPage

    return ReportsPage(context, dialogs.export)


def _verify(context: PageContext) -> Page:
    from desktop.verify.page import VerifyPage

    return VerifyPage(context)


def _settings(parts: Parts, context: PageContext, user: str) -> Page:
    from desktop.settings.page import SettingsPage

    return SettingsPage(context, parts.preferences, parts.backstage, user, parts.program.restart_idle)
