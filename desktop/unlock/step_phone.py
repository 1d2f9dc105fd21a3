"""Enrolling a phone: the QR code, the same key as text, and two codes in a row that prove it took it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.jobs import Jobs
from desktop.unlock.backstage import Backstage, Seed
from desktop.unlock.qr import QrCode
from desktop.unlock.steps import Step
from desktop.widgets.code_boxes import CodeBoxes
from desktop.widgets.fonts import Type
from desktop.widgets.text import Text


class PhoneStep(Step):
    """``who`` gives log-in name and site when the step is entered."""

    def __init__(self, jobs: Jobs, backstage: Backstage, who: Callable[[], tuple[str, str]]) -> None:
        super().__init__(
            self.tr("Your phone"),
            self.tr(
                "Scan this with an authenticator app (any that knows TOTP). Then type two codes in a row: the one it "
                "shows now and the one after. No network is needed, now or later."
            ),
            "step-phone",
        )
        self._jobs, self._backstage, self._who = jobs, backstage, who
        self._seed: Seed | None = None
        self.drift = 0  # steps of 30 s the phone is ahead of this computer, as the two codes say
        self.qr = QrCode()
        self.key = Text("", Type.FIGURES, wrap=True)
        self.key.setObjectName("phone-key")
        self.key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.key.setAccessibleName(self.tr("The key as text"))
        self.first, self.second = CodeBoxes("first-code"), CodeBoxes("second-code")
        self.second.setAccessibleName(self.tr("The next code, six digits"))
        self._lay_out()
        self.setFocusProxy(self.first)
        self.first.completed.connect(lambda _: self.second.setFocus(Qt.FocusReason.OtherFocusReason))
        for boxes in (self.first, self.second):
            boxes.textChanged.connect(lambda _: self.changed.emit())

    @property
    def seed(self) -> bytes:
        """What the phone took; secret."""
        return self._seed.seed if self._seed is not None else b""

    def enter(self) -> None:
        login, site = self._who()
        if self._seed is not None and self._seed.made_for == (login, site):
            return
        known = self._seed.seed if self._seed is not None else None
        self._jobs.run(lambda _: self._backstage.seed(login, site, known), self._show)

    def ready(self) -> bool:
        return self._seed is not None and self.first.is_complete() and self.second.is_complete()

    def leave(self, done: Callable[[], object], failed: Callable[[Exception | str], object]) -> None:
        first, second, seed = self.first.code(), self.second.code(), self.seed

        def judged(drift: int | None) -> None:
            if drift is not None:
                self.drift = drift
                done()
                return
            for boxes in (self.first, self.second):
                boxes.clear()
                boxes.set_wrong(True)
            failed(
                self.tr(
                    "These are not two codes in a row of this key. Wait for the next code, type it, then the one "
                    "after; check that the phone's clock is right to the day."
                )
            )

        self._jobs.run(lambda _: self._backstage.drift(seed, first, second), judged, failed)

    def amiss(self) -> QWidget | None:
        return self.first

    def forget(self) -> None:
        """The secret leaves the window as soon as it has served."""
        self._seed = None
        self.qr.show_text("")
        self.key.setText("")
        self.first.clear()
        self.second.clear()

    def _show(self, seed: Seed) -> None:
        self._seed = seed
        self.qr.show_text(seed.uri)
        text = seed.text
        self.key.setText(" ".join(text[at : at + 4] for at in range(0, len(text), 4)))
        self.changed.emit()

    def _lay_out(self) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(6)
        words = self.tr("No camera? Type this key into the app (time-based, 6 digits, 30 seconds):")
        beside.addWidget(Text(words, Type.META, "ink2", wrap=True))
        beside.addWidget(self.key)
        beside.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(18)
        top.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(beside, 1)
        self.rows.addLayout(top)
        for label, boxes in ((self.tr("The code it shows now"), self.first), (self.tr("The next one"), self.second)):
            part = QVBoxLayout()
            part.setSpacing(5)
            part.addWidget(Text(label, Type.BODY, "ink2"))
            part.addWidget(boxes)
            self.rows.addLayout(part)
