"""One view of a page that has several: its chips, body and sentence, and what it puts into the shared inspector.

A room's page switches between such views; each room says what its chips and forms offer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.widgets.chips import ChipFlow
from desktop.widgets.inspector import Inspector
from desktop.widgets.page import PageContext
from desktop.widgets.text import Part

if TYPE_CHECKING:
    from db.site import Site
    from desktop.jobs import Job

T = TypeVar("T")


class Offers(Protocol):
    """What chips and forms of a room offer, read in one go."""

    @property
    def may_write(self) -> bool: ...


L = TypeVar("L", bound=Offers)


class PageView(QWidget, Generic[L]):
    """``stated(parts)``: the sentence under the title; ``inspected``: something was put into the inspector;
    ``failed(Exception)``."""

    stated = Signal(object)
    inspected = Signal()
    failed = Signal(object)

    def __init__(self, context: PageContext, inspector: Inspector, name: str) -> None:
        super().__init__()
        self.context, self.inspector = context, inspector
        self.lists: L | None = None
        self.setObjectName(f"view-{name}")
        self.chips = ChipFlow()
        self.chips.changed.connect(self.refresh)
        self.words = ""
        self.sentence: tuple[Part, ...] = ()
        self._asked: Job | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    @property
    def may_write(self) -> bool:
        """Whether this person may enter anything here at all; the store decides in any case."""
        return self.lists is not None and self.lists.may_write

    def use_lists(self, lists: L) -> None:
        """What chips and forms offer, read anew after each write."""
        self.lists = lists

    def refresh(self) -> None:
        """Ask the store again."""

    def search(self, text: str) -> None:
        """Narrow by words."""
        self.words = text
        self.refresh()

    def selected(self) -> str:
        """The id of what is chosen."""
        return ""

    def inspect(self) -> None:
        """Fill the inspector with what is chosen here, or say what choosing would show."""

    def state(self, parts: tuple[Part, ...]) -> None:
        """Say the sentence, if this view is the one shown."""
        self.sentence = parts
        self.stated.emit(parts)

    def ask(self, question: Callable[[Site], T], done: Callable[[T], object]) -> None:
        """Ask for the inspector; an older question of this view not yet answered is dropped."""
        if self._asked is not None:
            self._asked.drop()
        self._asked = self.context.jobs.read(question, done, self.failed.emit)
