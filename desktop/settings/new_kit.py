"""A new recovery kit, for an officer: said once more what it changes, made, then printed or saved before going on."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.jobs import Jobs
from desktop.settings.enrol_steps import said
from desktop.unlock.backstage import Backstage, Kit
from desktop.unlock.step_kit import KitStep
from desktop.unlock.step_make import MakeStep, Work
from desktop.unlock.steps import Steps
from desktop.widgets.dialog import Dialog
from desktop.widgets.prompts import Prompts

if TYPE_CHECKING:
    from db.site import Site
    from db.workspace.kit import NewKit


class NewKitDialog(Dialog):
    """Closes when the kit is said to be kept."""

    def __init__(self, jobs: Jobs, backstage: Backstage, prompts: Prompts, site: str, parent: QWidget) -> None:
        super().__init__("", "new-kit-dialog", parent, width=560)
        self.heading.hide()
        self.setWindowTitle(said("New recovery kit"))
        self._kit: NewKit | None = None
        texts = (
            said("Make a new recovery kit"),
            said(
                "For a kit that is lost, was seen by somebody, or was never printed. The old one then opens only "
                "copies made before: at the next unlocking the database gets another key."
            ),
            said("Make it"),
        )
        make = MakeStep(jobs, texts, lambda: [(said("Site"), site)], self._work, self._was_made, on_store=True)
        self.kit = KitStep(jobs, backstage, prompts, self._told)
        self.steps = Steps((make, self.kit), "new-kit", wordmark=False)
        self.steps.setMinimumHeight(360)
        self.steps.finished.connect(self._finish)
        self.steps.given_up.connect(self.reject)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(2, self.steps, 1)

    def _work(self) -> Work:
        from db.workspace.kit import new_kit

        def work(site: Site) -> NewKit:
            return new_kit(site.session)

        return work

    def _was_made(self, made: object) -> None:
        self._kit = cast("NewKit", made)

    def _told(self) -> Kit:
        assert self._kit is not None
        return Kit(self._kit.recovery, self._kit.site, self._kit.workspace)

    def _finish(self) -> None:
        self._kit = None
        self.kit.forget()
        self.accept()
