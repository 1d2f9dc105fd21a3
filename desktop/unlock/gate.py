"""Everything before the work, one thing at a time: welcome, first run, unlock, lost, recovery. Glue between the
forms, which only show, and the backstage, which only does; the window waits for nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from db.clock import Clock
from db.errors import Known
from desktop.jobs import Job, Jobs
from desktop.preferences import Preferences
from desktop.unlock.backstage import Backstage, Door, Factors, Standing
from desktop.unlock.unlock_form import UnlockForm

if TYPE_CHECKING:
    from db.site import Site
    from db.workspace.create import Created
    from desktop.unlock.welcome import Welcome
    from desktop.widgets.prompts import Prompts


class Gate(QStackedWidget):
    """``opened(Site)`` when somebody is in; the Site belongs to the store's thread, only its plain facts are read
    here. ``verify_asked`` to look at a PDF without any workspace."""

    opened = Signal(object)
    verify_asked = Signal()

    def __init__(
        self,
        jobs: Jobs,
        backstage: Backstage,
        preferences: Preferences,
        prompts: Callable[[], Prompts],
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("gate")
        self._jobs, self._backstage, self._preferences, self._prompts = jobs, backstage, preferences, prompts
        self.folder: Path | None = None
        self._site_name = ""
        self._asked: Job | None = None
        self.unlock = UnlockForm(clock)
        self.addWidget(self.unlock)
        self._welcome: Welcome | None = None
        self._guide: QWidget | None = None
        self._codes = QTimer(self)
        self._codes.setInterval(1000)
        self._codes.timeout.connect(self._show_demonstration_code)
        self._connect()

    @property
    def welcome(self) -> Welcome:
        """Made when it is first needed: most starts go straight to the unlock form."""
        if self._welcome is None:
            from desktop.unlock.welcome import Welcome

            welcome = self._welcome = Welcome()
            welcome.make_asked.connect(self._start_first_run)
            welcome.open_asked.connect(self._ask_folder)
            welcome.restore_asked.connect(self._ask_backup)
            welcome.opened.connect(lambda folder: self.show_unlock(folder))
            welcome.demonstration_asked.connect(self.make_demonstration)
            welcome.verify_asked.connect(self.verify_asked)
            self.addWidget(welcome)
        return self._welcome

    def show_welcome(self) -> None:
        """Nothing is open: what would you like to do?"""
        self._codes.stop()
        self._drop_guide()
        self.welcome.show_recent(self._preferences.recent)
        self.welcome.set_busy(False)
        self.setCurrentWidget(self.welcome)
        self.welcome.make.setFocus()

    def show_unlock(self, folder: Path, login: str = "") -> None:
        """Unlock this workspace; the welcome says why where it is none."""
        self._drop_guide()
        try:
            label = self._backstage.label(folder)
        except Known as problem:
            self.show_welcome()
            self.welcome.notice.tell_problem(problem)
            return
        self.folder, self._site_name = folder, label.site
        self.unlock.show_door(Door(folder, label))
        self.unlock.begin()
        self.setCurrentWidget(self.unlock)
        self._jobs.run(
            lambda _: self._backstage.door(folder),
            lambda door: self._show_people(door, login),
            self.unlock.show_keyring_problem,
        )

    def make_demonstration(self, folder: Path | None = None) -> None:
        """A demonstration site made afresh in a temporary folder (or ``folder``), then its unlock form."""
        self.setCurrentWidget(self.welcome)
        self.welcome.set_busy(True, self.tr("The demonstration site is being made…"))
        import tempfile

        place = folder or Path(tempfile.mkdtemp(prefix="siteward-demonstration-")) / "Demonstration.siteward"

        def made(created: Created) -> None:
            self.welcome.set_busy(False)
            self.show_unlock(created.folder)

        def failed(problem: Exception) -> None:
            self.welcome.set_busy(False)
            self.welcome.notice.tell_problem(problem)

        self._jobs.run(lambda _: self._backstage.demonstration(place), made, failed)

    def may_close(self, then: Callable[[], object]) -> bool:
        """Whether nothing is lost by closing now. A recovery kit that was told to nobody would be: then it asks, and
        ``then`` follows where the person closes all the same."""
        from desktop.unlock.first_run import FirstRun
        from desktop.unlock.recovery import Recovery
        from desktop.unlock.step_kit import KitStep

        guide = self._guide
        if not isinstance(guide, (FirstRun, Recovery)) or not isinstance(guide.step, KitStep) or guide.step.ready():
            return True

        def give_up() -> None:
            self._drop_guide()
            then()

        self._prompts().confirm(
            self.tr("The recovery kit is not kept yet"),
            self.tr(
                "Without it a lost phone and laptop are a lost site. Print or save it first. If you close now, make "
                "another one in Settings, Workspace."
            ),
            self.tr("Close without it"),
            give_up,
            danger=True,
        )
        return False

    def _connect(self) -> None:
        self.unlock.submitted.connect(lambda factors: self._try(factors))
        self.unlock.person_changed.connect(self._ask_standing)
        self.unlock.lost.connect(self._show_lost)
        self.unlock.elsewhere.connect(self.show_welcome)
        self.unlock.code_wanted.connect(self._fill_demonstration)

    def _show_people(self, door: Door, login: str) -> None:
        if self.folder != door.folder:
            return
        self.unlock.show_door(door)
        if login:
            self.unlock.person.choose(login)
        if not self.unlock.typed():  # a slow keyring answers while somebody types already
            self.unlock.begin()
        if door.label.demonstration:
            self._show_demonstration_code()
            self._codes.start()

    def _ask_standing(self, login: str) -> None:
        folder = self.folder
        if not login or folder is None:
            return
        if self._asked is not None:
            self._asked.drop()

        def answered(standing: Standing) -> None:
            if self.unlock.person.value() == login:
                self.unlock.show_standing(standing)

        self._asked = self._jobs.run(
            lambda _: self._backstage.standing(folder, login), answered, self.unlock.show_keyring_problem
        )

    def _try(self, factors: Factors) -> None:
        folder = self.folder
        assert folder is not None
        self._jobs.open(lambda: self._backstage.open(folder, factors), self._entered, self._refused)

    def _entered(self, site: Site) -> None:
        assert self.folder is not None
        self._codes.stop()
        self.unlock.forget()
        self.unlock.set_busy(False)
        if not site.demonstration:
            self._preferences.opened(self.folder)
        self.opened.emit(site)

    def _refused(self, problem: Exception) -> None:
        self.unlock.show_problem(problem)
        self._ask_standing(self.unlock.person.value())

    def _show_lost(self) -> None:
        from desktop.unlock.lost import Lost

        page = Lost()
        page.back_asked.connect(self._back_to_unlock)
        page.kit_asked.connect(self._start_recovery)
        self._show_guide(page)

    def _start_first_run(self) -> None:
        from desktop.unlock.first_run import FirstRun

        guide = FirstRun(self._jobs, self._backstage, self._prompts())
        guide.given_up.connect(self.show_welcome)
        guide.made.connect(lambda made: self._was_made(made))
        self._show_guide(guide)

    def _was_made(self, made: Created) -> None:
        self._preferences.opened(made.folder)
        self.show_unlock(made.folder)

    def _start_recovery(self) -> None:
        from desktop.unlock.recovery import Recovery

        assert self.folder is not None
        login = self.unlock.person.value()
        guide = Recovery(self._jobs, self._backstage, self._prompts(), self.folder, self._site_name, login)
        guide.given_up.connect(self._show_lost)
        guide.recovered.connect(self._recovered)
        self._show_guide(guide)

    def _ask_backup(self) -> None:
        prompts = self._prompts()

        def chosen(file: Path) -> None:
            try:
                self.start_restore(file)
            except Known as problem:
                self.welcome.notice.tell_problem(problem)

        prompts.choose_file(self.tr("Restore from a backup"), self.tr("Backups") + " (*.swbackup)", chosen)

    def start_restore(self, file: Path) -> None:
        """The steps of a recovery, out of a backup into a new folder. Raises what says that the file is no backup."""
        from desktop.unlock.recovery import Recovery
        from desktop.unlock.step_backup import BackupStep

        facts = self._backstage.backup_of(file)
        first = BackupStep(self._jobs, self._backstage, self._prompts(), facts)
        guide = Recovery(self._jobs, self._backstage, self._prompts(), first.folder, facts.site, backup=first)
        guide.given_up.connect(self.show_welcome)

        def restored(login: str) -> None:
            words, folder = guide.told, first.folder
            self._preferences.opened(folder)
            self.show_unlock(folder, login)
            self._prompts().tell(words, title=self.tr("Your records are back"))

        guide.recovered.connect(restored)
        self._show_guide(guide)

    def _recovered(self, login: str) -> None:
        assert self.folder is not None
        self.show_unlock(self.folder, login)

    def _back_to_unlock(self) -> None:
        assert self.folder is not None
        self.show_unlock(self.folder, self.unlock.person.value())

    def _ask_folder(self) -> None:
        self._prompts().choose_folder(self.tr("Open a workspace"), self.show_unlock)

    def _fill_demonstration(self) -> None:
        folder = self.folder
        if folder is not None:
            self._jobs.run(
                lambda _: self._backstage.code_of_demonstration(folder), self.unlock.fill, self.unlock.show_problem
            )

    def _show_demonstration_code(self) -> None:
        folder = self.folder
        if folder is not None and self.currentWidget() is self.unlock:
            self._jobs.run(
                lambda _: self._backstage.code_of_demonstration(folder),
                lambda factors: self.unlock.demonstration.show_code(factors.code),
                lambda _: self._codes.stop(),  # the form says so when somebody asks for the code
            )

    def _show_guide(self, guide: QWidget) -> None:
        self._drop_guide()
        self._guide = guide
        self.addWidget(guide)
        self.setCurrentWidget(guide)

    def _drop_guide(self) -> None:
        if self._guide is not None:
            self.removeWidget(self._guide)
            self._guide.deleteLater()
            self._guide = None
