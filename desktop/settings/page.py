"""Settings: who may unlock, what the roles may do, this computer, this workspace (ROL-1, UNL-6, UNL-8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.store.query import Page as RowPage
from db.store.query import Query
from desktop.history import moments, span_words
from desktop.preferences import Preferences
from desktop.settings.enrol import EnrolDialog, EnrolFacts, said
from desktop.settings.panes import ComputerPane, RightsPane, WorkspacePane, read_workspace
from desktop.unlock.words import role_name
from desktop.widgets.buttons import Button
from desktop.widgets.dates import show_date
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import Page, PageContext
from desktop.widgets.states import State
from desktop.widgets.table import RecordTable
from desktop.widgets.tabs import TabBar

if TYPE_CHECKING:
    from db.site import Site
    from db.store.trail import Entry
    from db.store.users import User
    from desktop.unlock.backstage import Backstage

_STATES = {"active": State.CURRENT, "suspended": State.SOON, "ended": State.NONE}


class SettingsPage(Page):
    """``locked_sooner`` tells the shell that the time until it locks was shortened."""

    def __init__(
        self,
        context: PageContext,
        preferences: Preferences,
        backstage: Backstage,
        user: str,
        locked_sooner: Callable[[], object],
    ) -> None:
        super().__init__(context, "", "settings")
        self.heading.setText(said("Settings"))
        self._backstage, self._user, self._shown = backstage, user, ""
        self._officer = False
        self.users = self._users_table()
        self.workspace = WorkspacePane()
        self.computer = ComputerPane(preferences, user, locked_sooner)
        self.switch = TabBar(said("Parts of the settings"), "settings-views", lined=False, margin=8)
        self.stack = QStackedWidget()
        for title, pane in (
            (said("Users"), _padded(self.users)),
            (said("Rights"), RightsPane()),
            (said("This computer"), self.computer),
            (said("Workspace"), self.workspace),
        ):
            self.switch.addTab(title)
            self.stack.addWidget(pane)
        self.set_views(self.switch)
        self.body.addWidget(self.stack)
        self.inspector = Inspector(said("Chosen user"), "user-inspector")
        for place in (2, 3):
            self.inspector.tabs.bar.setTabVisible(place, False)
        self.set_inspector(self.inspector)
        self.inspector.show_nothing(said("Nobody chosen"), said("Choose a user to suspend or enrol them again."))
        self.enrol = Button(said("Enrol somebody"), "primary", "settings-enrol")
        self.enrol.clicked.connect(lambda: self._open_enrolment(None))
        self.users.selected.connect(lambda found: self._inspect(found) if found is not None else None)
        self.users.model.failed.connect(self.problem)
        self.switch.currentChanged.connect(self._turned)
        self.inspector.closed.connect(lambda: self.open_inspector(False))

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        return (self.enrol,) if self._officer and self.switch.currentIndex() == 0 else ()

    def refresh(self) -> None:
        self.users.model.refresh()
        jobs = self.context.jobs
        jobs.read(read_workspace, self.workspace.show_facts, self._failed)
        jobs.read(lambda site: (site.actor.role, len(site.users.all())), self._say, self._failed)

    def selected_record(self) -> str:
        return self._shown

    def show_record(self, identity: str) -> None:
        self.users.select(identity)

    def _say(self, known: tuple[str, int]) -> None:
        role, count = known
        self._officer = role == "officer"
        self.actions_changed.emit()
        words = said("{n} people can unlock or could; you are {role}.")
        self.say((words.format(n=count, role=role_name(role)),))

    def _users_table(self) -> RecordTable:
        columns = (
            Column("name", said("Name"), lambda u: u.name, 180, 2, strong=True),
            Column("role", said("Role"), lambda u: role_name(u.role), 160, 1, ink="ink2"),
            Column("login", said("Log-in name"), lambda u: u.login, 120, 1, ink="ink2"),
            Column("status", said("Status"), lambda u: said(u.status), 110, 0, state=lambda u: _STATES[u.status]),
            Column("until", said("Until"), _until, 110, 0, is_date=True),
            Column("drift", said("Clock"), _drift, 90, 0, ink="ink2"),
        )
        return RecordTable(RecordModel(columns, through(self.context.jobs, _page_of_users)), said("Users"), "users")

    def _inspect(self, user: User) -> None:
        self._shown = user.id
        jobs = self.context.jobs
        jobs.read(lambda site: site.trail.history("users", user.id), lambda h: self._show(user, h), self._failed)

    def _show(self, user: User, history: Sequence[Entry]) -> None:
        if self._shown != user.id:
            return
        enrolled, missing = said("Their slot is on this computer."), said("They have no slot here yet: enrol them.")
        why = enrolled if user.recipient else missing
        state = _STATES[user.status]
        self.inspector.show_head(role_name(user.role), user.name, state, said(user.status), (why,), self._buttons(user))
        facts = [
            (said("Log-in name"), user.login),
            (said("Role"), role_name(user.role)),
            (said("Until"), _until(user)),
            (said("Phone's clock"), _drift(user)),
        ]
        self.inspector.details.show_facts(facts)
        self.inspector.show_history(moments(history))
        self.inspector.show_footer(span_words(history))
        if self.inspector_is_drawer:
            self.open_inspector()

    def _buttons(self, user: User) -> list[Button]:
        if not self._officer or user.id == self._user or user.status == "ended":
            return []
        again = Button(said("Enrol again"), "primary", "user-again")
        again.clicked.connect(lambda: self._open_enrolment(user))
        suspend = Button(said("Suspend"), "plain", "user-suspend")
        suspend.clicked.connect(lambda: self._withdraw(user, "suspended"))
        end = Button(said("Left the site"), "plain", "user-end")
        end.clicked.connect(lambda: self._withdraw(user, "ended"))
        return [again, suspend, end] if user.status == "active" else [again, end]

    def _withdraw(self, user: User, status: str) -> None:
        from db.workspace.people import withdraw_user

        def write(reason: str) -> None:
            jobs = self.context.jobs
            jobs.write(lambda site: withdraw_user(site.session, user.id, status, reason), self._inspect, self._failed)

        verb = said("Suspend {name}") if status == "suspended" else said("{name} has left")
        self.context.prompts.ask_reason(
            verb.format(name=user.name), write, do=said("Withdraw the key"),
            words=said("They cannot unlock any more. The database gets another key at the next opening."),
        )  # fmt: skip

    def _open_enrolment(self, again: User | None) -> None:
        def opened(facts: EnrolFacts) -> None:
            EnrolDialog(self.context.jobs, self._backstage, facts, self, again).open()

        self.context.jobs.read(_enrol_facts, opened, self._failed)

    def _turned(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.actions_changed.emit()
        self.inspector.setVisible(place == 0)

    def _failed(self, problem: Exception) -> None:
        self.problem.emit(problem)


def _page_of_users(site: Site, query: Query) -> RowPage[User]:
    found = site.users.all()
    words = query.search.casefold().split()
    matching = tuple(one for one in found if all(word in f"{one.name} {one.login}".casefold() for word in words))
    return RowPage(matching[query.offset : query.offset + query.limit], len(matching), len(found))


def _enrol_facts(site: Site) -> EnrolFacts:
    studies = site.people.studies(Query(limit=500)).rows
    return EnrolFacts(site.name, tuple((study.id, study.code) for study in studies))


def _until(user: User) -> str:
    from datetime import date

    return show_date(date.fromisoformat(user.until)) if user.until else ""


def _drift(user: User) -> str:
    return "" if user.drift is None else f"{user.drift * 30:+d} s" if user.drift else "0 s"


def _padded(table: QWidget) -> QWidget:
    host = QWidget()
    rows = QVBoxLayout(host)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.addWidget(table, 1000)
    rows.addStretch(1)
    return host
