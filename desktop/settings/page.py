"""Settings: who may unlock, what the roles may do, this computer, this workspace (ROL-1, UNL-6, UNL-8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from db.store.query import Page as RowPage
from db.store.query import Query
from db.training.introduction import KEPT, UNLINKED, WAITING
from db.workspace import code_alone
from desktop.history import moments, span_words
from desktop.preferences import Preferences
from desktop.settings.code_alone import ask_policy
from desktop.settings.enrol import said
from desktop.settings.enrol_steps import LIMITED
from desktop.settings.file_limit import ask_limit
from desktop.settings.panes import ComputerPane, WorkspacePane, read_workspace, rights_table
from desktop.settings.user_acts import UserActs, UserLine
from desktop.settings.visitors import ask_visitor
from desktop.unlock.words import role_name
from desktop.widgets.buttons import Button
from desktop.widgets.dates import show_date
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import Page, PageContext
from desktop.widgets.room import room
from desktop.widgets.states import State
from desktop.widgets.table import RecordTable
from desktop.widgets.tabs import TabBar
from desktop.widgets.text import Em, Part

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
        self._user, self._shown = user, ""
        self._officer = False
        self.acts, self._backstage = UserActs(context, backstage, self, user, self._changed), backstage
        self.users = self._users_table()
        self.workspace = WorkspacePane()
        self.computer = ComputerPane(preferences, user, locked_sooner)
        self.switch = TabBar(said("Parts of the settings"), "settings-views", lined=False, margin=8)
        self.stack = QStackedWidget()
        for title, pane in (
            (said("Users"), room(self.users)),
            (said("Rights"), room(rights_table())),
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
        self.enrol.clicked.connect(lambda: self.acts.enrol(None))
        self.visitor = Button(said("Add a visitor…"), "plain", "settings-visitor")
        self.visitor.clicked.connect(lambda: ask_visitor(context, self, self.show_record))
        self.export = Button(said("Users as PDF"), "plain", "settings-users-pdf")
        self.kit = Button(said("New recovery kit…"), "plain", "settings-new-kit")
        self.kit.clicked.connect(self._make_kit)
        self.export.clicked.connect(lambda: context.export("users", {}) if context.export is not None else None)
        self.limit = Button(said("Largest file"), "plain", "settings-file-limit")
        self.limit.clicked.connect(lambda: ask_limit(context, self))
        self.unlocking = Button(said("Unlocking"), "plain", "settings-code-alone")
        self.unlocking.clicked.connect(lambda: ask_policy(context, self))
        self.users.selected.connect(lambda found: self._inspect(found) if found is not None else None)
        self.users.model.failed.connect(self.problem)
        self.switch.currentChanged.connect(self._turned)
        self.inspector.closed.connect(lambda: self.open_inspector(False))
        if context.visiting:
            self.switch.setTabVisible(0, False)
            self.switch.setCurrentIndex(1)

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        if not self._officer:
            return ()
        return {0: (self.export, self.visitor, self.enrol), 3: (self.limit, self.unlocking, self.kit)}.get(
            self.switch.currentIndex(), ()
        )

    def refresh(self) -> None:
        self.users.model.refresh()
        jobs = self.context.jobs
        jobs.read(read_workspace, self.workspace.show_facts, self._failed)
        jobs.read(_headline, self._say, self._failed)

    def _make_kit(self) -> None:
        from desktop.settings.new_kit import NewKitDialog

        context = self.context
        NewKitDialog(context.jobs, self._backstage, context.prompts, self.workspace.site, self).open()

    def selected_record(self) -> str:
        return self._shown

    def show_record(self, identity: str) -> None:
        self.users.select(identity)

    def _say(self, known: tuple[str, int, int]) -> None:
        role, count, waiting = known
        self._officer = role == "officer"
        if self.context.visiting:
            self.say([said("You read here as {role}; every record you open is on the trail.").format(
                role=role_name(role))])  # fmt: skip
            return
        self.acts.role = role
        self.actions_changed.emit()
        who = said("You alone can unlock") if count == 1 else said("{n} people can unlock or could").format(n=count)
        parts: list[Part] = [said("{who}; you are {role}.").format(who=who, role=role_name(role))]
        if waiting:
            parts.append(" ")
            one = said("1 of them cannot act yet.") if waiting == 1 else said("{n} of them cannot act yet.")
            parts.append(Em(one.format(n=waiting), "late"))
        self.say(parts)
        if self._shown:
            self._ask_user(self._shown)

    def _users_table(self) -> RecordTable:
        columns = (
            Column("name", said("Name"), lambda u: u.user.name, 160, 2, strong=True),
            Column("role", said("Role"), lambda u: role_name(u.user.role), 150, 1, ink="ink2"),
            Column("login", said("Log-in name"), lambda u: u.user.login, 100, 1, ink="ink2"),
            Column("status", said("Status"), lambda u: said(u.user.status), 104, 0,
                   state=lambda u: _STATES[u.user.status]),
            Column("duties", said("Before acting"), _duties_text, 138, 0, state=_duties_state),
            Column("until", said("Until"), lambda u: _until(u.user), 104, 0, is_date=True),
            Column("drift", said("Clock"), lambda u: _drift(u.user), 70, 0, ink="ink2"),
        )  # fmt: skip
        return RecordTable(RecordModel(columns, through(self.context.jobs, _page_of_users)), said("Users"), "users")

    def _inspect(self, line: UserLine) -> None:
        self._shown = line.id
        self._ask_user(line.id)

    def _ask_user(self, user: str) -> None:
        self.context.jobs.read(
            lambda site: (_line(site, site.users.get(user)), site.trail.history("users", user)),
            lambda told: self._show(*told),
            self._failed,
        )

    def _changed(self) -> None:
        if self._shown:
            self._ask_user(self._shown)

    def _show(self, line: UserLine, history: Sequence[Entry]) -> None:
        user, standing = line.user, line.standing
        if self._shown != user.id:
            return
        state = _STATES[user.status]
        if standing.missing and user.status == "active" and not _only_reads(line):
            state = State.MISSING
        self.inspector.show_head(
            role_name(user.role), user.name, state, _duties_text(line) if state is State.MISSING else said(user.status),
            _why(line, own=user.id == self._user), self.acts.buttons(line),
        )  # fmt: skip
        facts = [
            (said("Log-in name"), user.login),
            (said("Role"), role_name(user.role)),
            (said("Is"), line.person or said("not said yet")),
            (said("Until"), _until(user)),
            (said("Unlocks by"), said("keyring and code alone") if user.code_alone else
             said("keyring, code and passphrase") if standing.enrolled else ""),
            (said("Phone's clock"), _drift(user)),
            (said("Introduction"), _introduction(line)),
            (said("Certificate"), _certificate(line)),
            (said("Passphrase"), said("since {day}, a new one by {due}").format(
                day=show_date(standing.passphrase), due=show_date(standing.revise_by)) if standing.enrolled else ""),
        ]  # fmt: skip
        facts += [(said(one.kind.capitalize()), f"{one.document}, {show_date(one.done)}, {one.by}")
                  for one in standing.duties if not one.voided and one.kind != "passphrase"]  # fmt: skip
        self.inspector.details.show_facts(facts)
        self.inspector.show_history(moments(history))
        self.inspector.show_footer(span_words(history))
        if self.inspector_is_drawer:
            self.open_inspector()

    def _turned(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.actions_changed.emit()
        self.want_inspector(place == 0)

    def _failed(self, problem: Exception) -> None:
        self.problem.emit(problem)


def _page_of_users(site: Site, query: Query) -> RowPage[UserLine]:
    found = site.users.all()
    words = query.search.casefold().split()
    matching = tuple(one for one in found if all(word in f"{one.name} {one.login}".casefold() for word in words))
    window = matching[query.offset : query.offset + query.limit]
    return RowPage(tuple(_line(site, one) for one in window), len(matching), len(found))


def _line(site: Site, user: User) -> UserLine:
    person = site.users.person_of(user.id)
    name = ""
    if person is not None and site.actor.role != "custodian":
        name = site.people.person(person).name
    standing = site.oversight.duties.of(user.id)
    vouching = None
    if standing.certificate_until is not None:
        vouching = site.signing.vouching(site.signing.certificate_of(user.id))
    introduction = site.introductions.standing(user.id) if site.actor.role != "custodian" else ""
    return UserLine(user, standing, name, vouching, code_alone.allowed(site.store), introduction)


def _introduction(line: UserLine) -> str:
    """Where what they read before their first act stands as a training."""
    return {
        KEPT: said("in their training"),
        UNLINKED: said("in their training once it is said who of the roster they are"),
        WAITING: said("not in their training yet: an officer files it here"),
    }.get(line.introduction, "")


def _certificate(line: UserLine) -> str:
    """Until when it is good, and whose authority stands behind it where it is not the site's."""
    until, known = line.standing.certificate_until, line.vouching
    if until is None:
        return said("none that is good today")
    words = said("until {day}").format(day=show_date(until))
    if known is None or known.ours:
        return words
    how = said("confirmed by {name}").format(name=known.confirmed_by) if known.confirmed_by else said("not confirmed")
    return f"{words} · {known.authority}, {how}"


def _headline(site: Site) -> tuple[str, int, int]:
    standing = tuple(one for one in site.oversight.duties.all() if one.role not in LIMITED)
    return site.actor.role, len(standing), sum(one.status == "active" and one.asked for one in standing)


def _duties_text(line: UserLine) -> str:
    missing = line.standing.missing
    if line.user.status == "ended" or _only_reads(line):
        return "–"
    if not missing:
        return said("complete")
    return said("{n} missing").format(n=len(missing))


def _only_reads(line: UserLine) -> bool:
    """A visitor without a slot owes nothing before reading at an officer's hand."""
    return line.user.role in LIMITED and not line.standing.enrolled


def _duties_state(line: UserLine) -> State:
    if line.user.status == "ended" or _only_reads(line):
        return State.NONE
    return State.MISSING if line.standing.missing else State.CURRENT


def _why(line: UserLine, *, own: bool) -> list[Part]:
    standing, user = line.standing, line.user
    if user.status != "active":
        return [said("Their key is withdrawn; name and role stay in every record.")]
    if _only_reads(line):
        return [said("They read when an officer hands the open program over to them. They need no slot for it.")]
    parts: list[Part] = []
    if standing.missing:
        names = ", ".join(said(one) for one in standing.missing)
        lead = said("Not on record: {what}.").format(what=names)
        parts.append(Em(lead, "late" if standing.asked else "soon"))
        parts.append(" " + (said("The store takes no record from them until it is.") if standing.asked else
                            said("Asked within the first week; nothing is stopped.")))  # fmt: skip
    if own and {"statement", "training"} & set(standing.missing):
        parts.append(" " + said("Read both and sign them with one code."))
    if not standing.enrolled:
        no_slot = said("No slot opens with their factors yet: an officer enrols them.")
        parts.append(f" {no_slot}" if parts else no_slot)
    return parts or [said("Everything asked before the first act is on record.")]


def _until(user: User) -> str:
    from datetime import date

    return show_date(date.fromisoformat(user.until)) if user.until else ""


def _drift(user: User) -> str:
    return "" if user.drift is None else f"{user.drift * 30:+d} s" if user.drift else "0 s"
