"""First steps of making a site: its name and place, and its first officer."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QHBoxLayout

from desktop.unlock.steps import Step
from desktop.widgets.buttons import Button
from desktop.widgets.fields import TextField, check_all
from desktop.widgets.fonts import Type
from desktop.widgets.prompts import Prompts
from desktop.widgets.text import Text


def folder_name(site: str) -> str:
    """“Klinikum Nord · Site 0417” becomes “Klinikum Nord Site 0417”: letters, digits, blanks and hyphens only."""
    return " ".join(re.sub(r"[^\w\- ]+", " ", site).split())[:60] or "Site"


class SiteStep(Step):
    """What the site is called and where its folder lies."""

    def __init__(self, prompts: Prompts) -> None:
        super().__init__(
            self.tr("Name your site"),
            self.tr(
                "The name stands on every document that leaves. All records go into one encrypted folder on this "
                "computer; nothing is sent anywhere."
            ),
            "step-site",
        )
        self._prompts = prompts
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        # a computer fresh from its installer may name a folder for documents that nobody has made yet
        self._place = Path(documents) if documents and Path(documents).is_dir() else Path.home()
        self.site = TextField(
            self.tr("Site"), "site-name", required=True, hint=self.tr("As on your documents: Klinikum Nord · Site 0417")
        )
        self.where = Text("", Type.META, "ink2", wrap=True)
        self.where.setObjectName("site-folder")
        self.choose = Button(self.tr("Choose a place…"), "plain", "choose-place", small=True)
        self.choose.clicked.connect(self._choose)
        line = QHBoxLayout()
        line.addWidget(self.where, 1)
        line.addWidget(self.choose)
        self.rows.addWidget(self.site)
        self.rows.addLayout(line)
        self.setFocusProxy(self.site)
        self.site.control.textChanged.connect(self._changed)
        self._changed()

    @property
    def folder(self) -> Path:
        """Where the workspace will lie."""
        return self._place / f"{folder_name(self.site.value())}.siteward"

    def set_place(self, place: Path) -> None:
        """The folder in which the workspace's own folder is made."""
        self._place = place
        self._changed()

    def ready(self) -> bool:
        return bool(self.site.value())

    def leave(self, done: Callable[[], object], failed: Callable[[Exception | str], object]) -> None:
        if not check_all([self.site]):
            failed(self.tr("The site needs a name."))
        elif not self._place.is_dir():
            failed(self.tr("{folder} is not there. Choose a place.").format(folder=self._place))
        elif self.folder.exists():
            failed(self.tr("There is already {folder}. Choose another name or place.").format(folder=self.folder))
        else:
            done()

    def _choose(self) -> None:
        self._prompts.choose_folder(self.tr("Where the workspace lies"), self.set_place, folder=self._place)

    def _changed(self) -> None:
        self.where.setText(self.tr("Folder: {folder}").format(folder=self.folder))
        self.changed.emit()


class OfficerStep(Step):
    """The first compliance officer, who enrols everybody else."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("The first compliance officer"),
            self.tr(
                "That is you. You enrol everybody else, each with a passphrase and a phone of their own. The full "
                "name is printed with each of your entries and signatures."
            ),
            "step-officer",
        )
        self._typed = False
        self.name = TextField(self.tr("Full name"), "officer-name", required=True)
        self.login = TextField(
            self.tr("Log-in name"),
            "officer-login",
            required=True,
            hint=self.tr("Short; never given to anybody else."),
            rule=lambda text: self.tr("Without blanks.") if " " in text else "",
        )
        self.rows.addWidget(self.name)
        self.rows.addWidget(self.login)
        self.setFocusProxy(self.name)
        self.name.control.textChanged.connect(self._propose)
        self.login.control.textEdited.connect(self._by_hand)
        self.login.control.textChanged.connect(lambda _: self.changed.emit())

    def ready(self) -> bool:
        return bool(self.name.value() and self.login.value())

    def leave(self, done: Callable[[], object], failed: Callable[[Exception | str], object]) -> None:
        if check_all([self.name, self.login]):
            done()
        else:
            failed(self.tr("Correct what is marked."))

    def _by_hand(self) -> None:
        self._typed = bool(self.login.value())

    def _propose(self) -> None:
        from db.folding import fold

        if not self._typed:
            words = fold(self.name.value()).split()
            self.login.set_value(re.sub(r"[^\w.\-]", "", words[0]) if words else "")
        self.changed.emit()
