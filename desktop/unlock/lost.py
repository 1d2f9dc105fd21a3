"""“Lost phone or laptop?”: which way leads back in, in words, and the door to the recovery kit."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.shell.wordmark import Wordmark
from desktop.unlock.column import Column
from desktop.widgets.buttons import Button
from desktop.widgets.fonts import Type
from desktop.widgets.text import Text


class Lost(Column):
    """``kit_asked`` to recover with the kit, ``back_asked`` to the unlock form."""

    kit_asked = Signal()
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(480, parent)
        self.setObjectName("lost")
        self.kit = Button(self.tr("Use the recovery kit"), "primary", "use-kit")
        self.back = Button(self.tr("Back"), "quiet", "lost-back")
        self.kit.clicked.connect(self.kit_asked)
        self.back.clicked.connect(self.back_asked)
        rows = self.body
        rows.addWidget(Wordmark(17))
        rows.addSpacing(22)
        rows.addWidget(Text(self.tr("Lost phone or laptop?"), Type.TITLE))
        for title, words in self._ways():
            rows.addSpacing(16)
            rows.addWidget(Text(title, Type.SECTION))
            rows.addSpacing(3)
            rows.addWidget(Text(words, Type.BODY, "ink2", wrap=True))
        rows.addSpacing(24)
        line = QHBoxLayout()
        line.addWidget(self.back)
        line.addStretch(1)
        line.addWidget(self.kit)
        rows.addLayout(line)

    def _ways(self) -> tuple[tuple[str, str], ...]:
        return (
            (
                self.tr("A lost phone, a forgotten passphrase, a locked slot"),
                self.tr(
                    "Ask another compliance officer: in their open session, under Settings, Users, they enrol you "
                    "again with a new phone. Your records and signatures stay yours."
                ),
            ),
            (
                self.tr("A new or repaired laptop"),
                self.tr(
                    "Copy the workspace's folder there. The keyring of the old laptop cannot be copied: the recovery "
                    "kit enrols one officer on the new one, who enrols the others."
                ),
            ),
            (
                self.tr("Nobody is left who can unlock"),
                self.tr(
                    "The recovery kit alone opens the workspace. It changes the database's key, so a lost laptop "
                    "cannot open what is written from then on."
                ),
            ),
        )
