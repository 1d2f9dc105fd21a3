"""The panes of the settings that are no table: this computer, rights, workspace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.evidence.sealing import MB
from db.store.actor import ROLES
from db.store.query import Page, Query
from db.store.rights import LETTERS, TableRights, rights
from desktop.history import table_word
from desktop.preferences import LOCK_MINUTES, Preferences
from desktop.settings.enrol import said
from desktop.unlock.words import role_name
from desktop.widgets.dates import show_time
from desktop.widgets.fields import ChoiceField
from desktop.widgets.fonts import Type
from desktop.widgets.model import Column, RecordModel
from desktop.widgets.sheet import Sheet
from desktop.widgets.table import RecordTable
from desktop.widgets.text import Text

if TYPE_CHECKING:
    from db.site import Site

SCALES = (1.0, 1.1, 1.25, 1.5)


@dataclass(frozen=True)
class WorkspaceFacts:
    """What the workspace pane says."""

    site: str
    folder: str
    workspace: str
    installation: str
    keyring: str
    generation: int
    entries: int
    head: str
    authority: str
    days_left: int
    now: datetime
    file_limit: int
    code_alone: bool
    without: int


def read_workspace(site: Site) -> WorkspaceFacts:
    """On the store's thread."""
    from db.workspace import code_alone

    session, pin = site.session, site.store.head()
    authorities = site.signing.authorities()
    return WorkspaceFacts(
        site.name,
        str(session.layout.folder),
        site.workspace,
        site.installation,
        session.label.keyring,
        session.label.generation,
        pin.seq,
        pin.head,
        authorities[0].fingerprint if authorities else "",
        0 if session.visit else session.witness.days_left,
        site.clock.now(),
        site.evidence.limit,
        code_alone.allowed(site.store),
        sum(user.code_alone and user.status == "active" for user in site.users.all()),
    )


class ComputerPane(QWidget):
    """Appearance, text size and the time until it locks; ``locked_sooner`` after the last one changed."""

    def __init__(self, preferences: Preferences, user: str, locked_sooner: Callable[[], object]) -> None:
        super().__init__()
        self._preferences, self._user, self._locked_sooner = preferences, user, locked_sooner
        modes = [("system", said("As the system")), ("light", said("Light")), ("dark", said("Dark"))]
        self.appearance = ChoiceField(said("Appearance"), "appearance", modes)
        self.appearance.set_value(preferences.appearance)
        sizes = [(str(one), f"{one:.0%}".replace("%", " %")) for one in SCALES]
        self.scale = ChoiceField(said("Text size"), "text-size", sizes)
        self.scale.set_value(str(preferences.scale))
        minutes = [(str(one), said("{n} minutes").format(n=one)) for one in LOCK_MINUTES]
        self.lock = ChoiceField(
            said("Lock after"), "lock-after", minutes,
            hint=said("Without a touch. It can be shortened, not switched off."),
        )  # fmt: skip
        self.lock.set_value(str(preferences.lock_minutes(user)))
        sheet = Sheet()
        rows = QVBoxLayout(sheet)
        rows.setContentsMargins(20, 18, 20, 18)
        rows.setSpacing(14)
        for field in (self.appearance, self.scale, self.lock):
            rows.addWidget(field)
        sheet.setMaximumWidth(460)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(sheet)
        whole.addStretch(1)
        self.appearance.changed.connect(self._appear)
        self.scale.changed.connect(lambda: setattr(preferences, "scale", float(self.scale.value())))
        self.lock.changed.connect(self._shorten)

    def _appear(self) -> None:
        value = self.appearance.value()
        self._preferences.appearance = "dark" if value == "dark" else "light" if value == "light" else "system"

    def _shorten(self) -> None:
        self._preferences.set_lock_minutes(self._user, int(self.lock.value()))
        self._locked_sooner()


def rights_table() -> RecordTable:
    """Who may do what, as the store enforces it (ROL-1); by kind of record."""
    lines = tuple(sorted(rights().items(), key=lambda one: table_word(one[0]).casefold()))

    def fetch(query: Query, done: Callable[[Page[Any]], object], _failed: Callable[[Exception], object]) -> None:
        words = query.search.casefold().split()
        found = tuple(one for one in lines if all(word in table_word(one[0]).casefold() for word in words))
        done(Page(found[query.offset : query.offset + query.limit], len(found), len(lines)))

    columns = [Column("table", said("Kind of record"), lambda one: table_word(one[0]), 200, 2, strong=True)]
    for role in ROLES:
        columns.append(Column(role, role_name(role), _letters_of(role), 90, 1, ink="ink2"))
    model = RecordModel(columns, fetch, identity=lambda one: one[0])
    table = RecordTable(model, said("Rights by role"), "rights")
    model.refresh()
    return table


def _letters_of(role: str) -> Callable[[tuple[str, TableRights]], str]:
    def words(line: tuple[str, TableRights]) -> str:
        letters = line[1].letters.get(role, "")
        return ", ".join(said(LETTERS[letter]) for letter in LETTERS if letter in letters) or "–"

    return words


class WorkspacePane(QWidget):
    """What identifies this workspace; everything can be selected and read out loud."""

    def __init__(self) -> None:
        super().__init__()
        self.site = ""
        self._sheet = Sheet()
        self._form = QFormLayout(self._sheet)
        self._form.setContentsMargins(20, 18, 20, 18)
        self._form.setHorizontalSpacing(24)
        self._form.setVerticalSpacing(9)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self._sheet, 1)
        whole.addLayout(row)
        whole.addStretch(1)

    def show_facts(self, facts: WorkspaceFacts) -> None:
        self.site = facts.site
        while self._form.rowCount():
            self._form.removeRow(0)
        for number, (label, value) in enumerate(self._lines(facts)):
            text = Text(value, Type.BODY, wrap=True)
            text.setObjectName(f"workspace-{number}")
            text.setAccessibleName(f"{label}: {value}")
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._form.addRow(Text(label, Type.BODY, "ink2"), text)

    @staticmethod
    def _lines(facts: WorkspaceFacts) -> Sequence[tuple[str, str]]:
        prints = " ".join(facts.authority[at : at + 4] for at in range(0, len(facts.authority), 4))
        return (
            (said("Site"), facts.site),
            (said("Folder"), facts.folder),
            (said("Workspace"), facts.workspace),
            (said("Installation"), facts.installation),
            (said("Credentials in"), facts.keyring),
            (said("To unlock"), _to_unlock(facts)),
            (said("Key of the database"), said("generation {n}").format(n=facts.generation)),
            (said("Audit trail"), said("{n} entries, head {head}").format(n=f"{facts.entries:,}", head=facts.head)),
            (said("Authority's fingerprint"), prints.upper()),
            (
                said("Your slot"),
                said("ends after {n} days without use").format(n=facts.days_left)
                if facts.days_left
                else said("none: this is a visit"),
            ),
            (said("Largest file kept"), said("{n} MB").format(n=facts.file_limit // MB)),
            (said("Read"), show_time(facts.now)),
        )


def _to_unlock(facts: WorkspaceFacts) -> str:
    if not facts.code_alone:
        return said("keyring, code and passphrase")
    one = said("1 person does")
    count = one if facts.without == 1 else said("{n} people do").format(n=facts.without)
    return said("keyring and code; each person may leave the passphrase out, {count}").format(count=count)
