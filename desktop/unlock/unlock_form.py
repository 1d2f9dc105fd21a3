"""The unlock window's form. It shows what it is told and says what was typed; it opens nothing itself."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.clock import Clock
from db.vault.errors import ClocksApart, PassphraseNeeded
from desktop.shell.wordmark import Wordmark
from desktop.unlock.backstage import Door, Factors, Standing
from desktop.unlock.column import Column, Rule
from desktop.unlock.keyring_line import KeyringLine
from desktop.unlock.notice import Notice
from desktop.unlock.person_field import HEIGHT, PersonField
from desktop.unlock.words import last_unlocked, wait_words
from desktop.widgets.buttons import Button, LinkButton
from desktop.widgets.code_boxes import CodeBoxes
from desktop.widgets.fonts import Type
from desktop.widgets.text import Text
from desktop.widgets.theme import theme


class UnlockForm(Column):
    """``submitted(Factors)``; ``person_changed(login)``; ``lost`` for the phone or laptop; ``elsewhere`` to leave."""

    submitted = Signal(object)
    person_changed = Signal(str)
    lost = Signal()
    elsewhere = Signal()
    code_wanted = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(420, parent)
        self.setObjectName("unlock")
        self._clock = clock
        self._standing = Standing(False)
        self._busy = False
        self._blocked = False
        self._asked_again = False  # the site asks the passphrase, though the slot does not
        self.site = Text("", Type.BODY, "ink2")
        self.site.setObjectName("unlock-site")
        self.demonstration = _DemonstrationBox()
        self.demonstration.fill.clicked.connect(self.code_wanted)
        self.person = PersonField()
        self.passphrase = QLineEdit()
        self.code = CodeBoxes("code")
        self.second_label = Text(self.tr("And the next code, as soon as it changes"), Type.BODY, "ink2")
        self.second = CodeBoxes("second-code")
        self.notice = Notice("unlock-notice")
        self.keyring = KeyringLine()
        self.unlock = Button(self.tr("Unlock"), "primary", "unlock-button")
        self.rule = Rule()
        self.last = Text("", Type.META, "ink2", wrap=True)
        self.last.setObjectName("unlock-last")
        self.help = LinkButton(self.tr("Lost phone or laptop?"), "lost", Type.META)
        self.other = LinkButton(self.tr("Another workspace"), "another-workspace", Type.META)
        self._countdown = QTimer(self)
        self._countdown.setInterval(250)
        self._countdown.timeout.connect(self._tick)
        self._lay_out()
        self._connect()
        self._restyle_fields()

    def show_door(self, door: Door) -> None:
        """The workspace and who comes here."""
        self.site.setText(door.label.site)
        self.demonstration.setVisible(door.label.demonstration)
        if not door.people:  # not known yet, or nobody: what stood here was of another moment
            self.last.setText("")
            self.keyring.show_nothing()
        self.person.set_people(door.people)
        if door.keyring and not door.people:
            self.keyring.show_keyring(door.keyring)
        self.help.setVisible(not door.label.demonstration)

    def show_standing(self, standing: Standing) -> None:
        """What is known of the chosen person's slot before any try."""
        self._standing = standing
        self._blocked = standing.locked
        who = self.person.familiar()
        self.last.setText(last_unlocked(who.last if who else None, standing.tries))
        self.keyring.show_found(standing.found, standing.keyring)
        self._show_passphrase()
        if self.code.is_complete() is False and len(self.code.code()) == 0:
            for boxes in (self.code, self.second):
                boxes.set_digits(standing.digits)
        if standing.locked:
            self.notice.tell(
                self.tr("This slot is locked after {n} wrong tries.").format(n=standing.tries),
                self.tr(
                    "Nothing in the workspace was lost. Ask an officer to enrol you again, "
                    "or use the recovery kit: “Lost phone or laptop?”."
                ),
            )
        self._tick()
        if standing.wait_until is not None and not standing.locked:
            self._countdown.start()

    def show_keyring_problem(self, problem: Exception) -> None:
        """No keyring, a locked or a refused one: nothing can be unlocked until it is mended (UNL-7)."""
        self.keyring.show_missing()
        self.notice.tell_problem(problem)

    def show_problem(self, problem: Exception) -> None:
        """A try failed: what happened, what was kept, what to do."""
        self.set_busy(False)
        if isinstance(problem, PassphraseNeeded):  # no code was used up
            self._asked_again = True
            self._show_passphrase()
            self.notice.tell_problem(problem)
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.code.clear()
        self.second.clear()
        if isinstance(problem, ClocksApart):
            self._ask_second(True)
        self.notice.tell_problem(problem)
        self.code.set_wrong(True)
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, busy: bool) -> None:
        """While the key is derived the fields rest and the line under them moves."""
        self._busy = busy
        for widget in (self.person, self.passphrase, self.code, self.second, self.help, self.other):
            widget.setEnabled(not busy)
        self.rule.set_busy(busy)
        self.unlock.setText(self.tr("Unlocking…") if busy else self.tr("Unlock"))
        if busy:
            self.notice.hide()
        self._enable()

    def fill(self, factors: Factors) -> None:
        """Put in what a demonstration site tells everybody."""
        self.person.choose(factors.login)
        self.passphrase.setText(factors.passphrase)
        self.code.setText(factors.code)
        self.unlock.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Empty the secrets and put the cursor where it is needed first."""
        for field in (self.passphrase, self.code, self.second):
            field.clear()
        self.set_busy(False)
        self._asked_again = False
        self._ask_second(False)
        first = self.person if not self.person.value() else self.passphrase
        (first if first.isVisibleTo(self) else self.code).setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> bool:
        """Whether somebody has begun to give their factors."""
        return bool(self.passphrase.text() or self.code.code() or self.second.code())

    def forget(self) -> None:
        """The secrets leave the fields as soon as they have served."""
        for field in (self.passphrase, self.code, self.second):
            field.clear()

    def _lay_out(self) -> None:
        rows = self.body
        self.passphrase.setObjectName("passphrase")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(self.tr("Passphrase"))
        self._passphrase_label = Text(self.tr("Passphrase"), Type.BODY, "ink2")
        self._code_label = Text(self.tr("Code from your authenticator"), Type.BODY, "ink2")
        self._second_box = _labelled(self.second_label, self.second)
        rows.addWidget(Wordmark(17))
        rows.addSpacing(7)
        rows.addWidget(self.site)
        rows.addSpacing(22)
        rows.addWidget(self.demonstration)
        self._passphrase_box = _labelled(self._passphrase_label, self.passphrase)
        rows.addWidget(_labelled(Text(self.tr("Person"), Type.BODY, "ink2"), self.person))
        rows.addWidget(self._passphrase_box)
        rows.addWidget(_labelled(self._code_label, self.code))
        rows.addWidget(self._second_box)
        rows.addWidget(self.notice)
        rows.addSpacing(9)
        line = QHBoxLayout()
        line.addWidget(self.keyring, 1)
        line.addWidget(self.unlock)
        rows.addLayout(line)
        rows.addSpacing(21)
        rows.addWidget(self.rule)
        rows.addSpacing(11)
        rows.addWidget(self.last)
        links = QHBoxLayout()
        links.setSpacing(14)
        links.addWidget(self.help)
        links.addWidget(self.other)
        links.addStretch(1)
        rows.addSpacing(2)
        rows.addLayout(links)
        self._ask_second(False)
        self.demonstration.hide()

    def _connect(self) -> None:
        self.person.changed.connect(self._person_changed)
        self.passphrase.returnPressed.connect(self._next_or_submit)
        self.code.returnPressed.connect(self._submit)
        self.second.returnPressed.connect(self._submit)
        self.code.dropped.connect(self._dropped)
        self.unlock.clicked.connect(self._submit)
        self.help.clicked.connect(self.lost)
        self.other.clicked.connect(self.elsewhere)
        theme().changed.connect(self._restyle_fields)

    def _restyle_fields(self) -> None:
        self.passphrase.setFixedHeight(theme().px(HEIGHT))

    def _person_changed(self, login: str) -> None:
        self.notice.hide()
        self._standing = Standing(False)
        self._blocked = self._asked_again = False
        self.last.setText("")
        self.keyring.show_nothing()
        self._ask_second(False)
        self.person_changed.emit(login)
        self._enable()

    def _ask_second(self, asked: bool) -> None:
        self._second_asked = asked
        self._second_box.setVisible(asked)

    def _wants_passphrase(self) -> bool:
        return self._standing.passphrase or self._asked_again

    def _show_passphrase(self) -> None:
        """Its field is there where it is asked; the cursor does not stay in one that is not."""
        asked, here = self._wants_passphrase(), self.passphrase.hasFocus()
        for widget in (self._passphrase_box, self._passphrase_label, self.passphrase):
            widget.setVisible(asked)
        if not asked:
            self.passphrase.clear()
            if here:
                self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dropped(self) -> None:
        self.notice.tell(self.tr("Only digits belong here."), tone="soon")

    def _next_or_submit(self) -> None:
        if self.code.is_complete():
            self._submit()
        else:
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _missing(self) -> QWidget | None:
        """The first field that still has to be filled."""
        if not self.person.value():
            return self.person
        if self._wants_passphrase() and not self.passphrase.text():
            return self.passphrase
        if not self.code.is_complete():
            return self.code
        return self.second if self._second_asked and not self.second.is_complete() else None

    def _enable(self) -> None:
        self.unlock.setEnabled(not self._busy and not self._blocked and self._waiting() == 0)

    def _submit(self) -> None:
        if not self.unlock.isEnabled():
            return
        missing = self._missing()
        if missing is not None:
            missing.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        second = self.second.code() if self._second_asked else ""
        factors = Factors(self.person.value(), self.passphrase.text(), self.code.code(), second)
        self.set_busy(True)
        self.submitted.emit(factors)

    def _waiting(self) -> int:
        """Seconds until the next try is taken, rounded up; 0 where none has to wait."""
        until: datetime | None = self._standing.wait_until
        if until is None:
            return 0
        left = (until - self._clock.now()).total_seconds()
        return max(0, int(left) + (left > int(left)))

    def _tick(self) -> None:
        seconds = self._waiting()
        if seconds and not self._blocked:
            self.notice.tell(
                self.tr("After {n} wrong tries the next one has to wait: {left}.").format(
                    n=self._standing.tries, left=wait_words(seconds)
                ),
                self.tr("Nothing was lost. Then take a fresh code."),
                "soon",
            )
        elif self._countdown.isActive():
            self._countdown.stop()
            self.notice.hide()
        self._enable()


def _labelled(label: QWidget, field: QWidget) -> QWidget:
    """Both in a box that takes no room where it is hidden."""
    box = QWidget()
    rows = QVBoxLayout(box)
    rows.setContentsMargins(0, 0, 0, 13)
    rows.setSpacing(5)
    rows.addWidget(label)
    rows.addWidget(field)
    return box


class _DemonstrationBox(QWidget):
    """Says that everything is fictitious, and fills the factors in."""

    def __init__(self) -> None:
        super().__init__()
        self.fill = Button(self.tr("Fill everything in"), "plain", "fill-demonstration")
        self._notice = Notice("demonstration")
        self._notice.tell(
            self.tr("A demonstration site."),
            self.tr("Everything in it is fictitious; its passphrase and its codes are public."),
            "planned",
        )
        self.code = Text("", Type.BODY, "ink2")
        self.code.setObjectName("demonstration-code")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 16)
        rows.setSpacing(8)
        rows.addWidget(self._notice)
        line = QHBoxLayout()
        line.addWidget(self.code, 1)
        line.addWidget(self.fill)
        rows.addLayout(line)

    def show_code(self, code: str) -> None:
        """The code of now, in two groups."""
        self.code.setText(self.tr("Code of now: {code}").format(code=f"{code[:3]} {code[3:]}"))
