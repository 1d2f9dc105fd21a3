"""The records behind a table: only windows of rows are held, fetched as they come into view; SQL sorts and filters."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from shiboken6 import isValid

from db.store.query import UNCOUNTED, Page, Query
from desktop.widgets.states import State

if TYPE_CHECKING:  # the store's house is only loaded by who opens it
    from db.site import Site
    from desktop.jobs import Job, Jobs

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Query, Callable[[Page[Any]], object], Callable[[Exception], object]], "Job | None"]
"""Ask for one window of rows; the answer comes through the first callable, a failure through the second."""

DISPLAY = int(Qt.ItemDataRole.DisplayRole)
ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
HORIZONTAL = Qt.Orientation.Horizontal
PAGE = 100
PAGES_HELD = 24
_COUNT = -1  # the place of the question how many there are, among those of pages


@dataclass(frozen=True)
class Column:
    """One column. ``text``: what a record says in it; ``second``: its second line in tall rows; ``state``: drawn as a
    tag instead of plain words. ``sort``: the name SQL sorts by, empty where it cannot. ``width`` in pixels at
    100 %; ``stretch``: its share of the room left."""

    key: str
    title: str
    text: Callable[[Any], str]
    width: int = 140
    stretch: int = 0
    sort: str = ""
    second: Callable[[Any], str] | None = None
    state: Callable[[Any], State | None] | None = None
    ink: str = "ink1"
    strong: bool = False
    figures: bool = False
    is_date: bool = False


def through(jobs: Jobs, read: Callable[[Site, Query], Page[Any]]) -> Fetch:
    """A fetch that asks the store's thread: ``through(jobs, lambda site, query: site.people.people(query))``."""

    def fetch(query: Query, done: Callable[[Page[Any]], object], failed: Callable[[Exception], object]) -> Job:
        return jobs.read(lambda site: read(site, query), done, failed)

    return fetch


class RecordModel(QAbstractTableModel):
    """Holds windows of records, keyed by their place. ``arrived(rows)`` when the first rows of a new question are
    there; ``answered(matching, of)`` when it is known how many there are; ``failed(Exception)`` when the store
    refused one."""

    arrived = Signal(int)
    answered = Signal(int, int)
    failed = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: Fetch,
        parent: QObject | None = None,
        *,
        identity: Callable[[Any], str] = lambda record: str(record.id),
        page: int = PAGE,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch, self._identity, self._page = fetch, identity, page
        self._query = Query(limit=page)
        self._pages: OrderedDict[int, tuple[Any, ...]] = OrderedDict()
        self._wanted: set[int] = set()
        self._asked: dict[int, Job | None] = {}
        self._matching = 0
        self._generation = 0
        self.is_loading = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._fetch_wanted)

    @property
    def query(self) -> Query:
        """The question now answered (or being asked)."""
        return self._query

    def ask(
        self,
        *,
        where: Mapping[str, Sequence[str]] | None = None,
        search: str | None = None,
        sort: tuple[tuple[str, bool], ...] | None = None,
    ) -> None:
        """A new question; what is not given stays. Rows stay on screen until the answer is there."""
        query = self._query
        self._query = replace(
            query,
            where=query.where if where is None else dict(where),
            search=query.search if search is None else search,
            sort=query.sort if sort is None else sort,
        )
        self.refresh()

    def refresh(self) -> None:
        """Ask the same question again, after a write."""
        self._generation += 1
        for job in self._asked.values():
            if job is not None:
                job.drop()
        self._asked.clear()
        self._wanted.clear()
        self.is_loading = True
        self._ask_page(0, first=True)

    def record(self, row: int) -> Any | None:
        """The record in a row; None while it is on its way (and then it is asked for)."""
        number, place = divmod(row, self._page)
        rows = self._pages.get(number)
        if rows is None:
            self._want(number)
            return None
        return rows[place] if place < len(rows) else None

    def identity(self, row: int) -> str:
        """The id of the record in a row; empty while it is on its way."""
        record = self.record(row)
        return "" if record is None else self._identity(record)

    def row_of(self, identity: str) -> int:
        """The row of a record among those held; -1 if it is not."""
        for number, rows in self._pages.items():
            for place, record in enumerate(rows):
                if self._identity(record) == identity:
                    return number * self._page + place
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._matching

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role not in (DISPLAY, ACCESSIBLE, TOOL_TIP):
            return None
        record = self.record(index.row())
        if record is None:
            return self.tr("loading") if role == ACCESSIBLE else None
        column = self.columns[index.column()]
        text = column.text(record)
        second = column.second(record) if column.second else ""
        if role == ACCESSIBLE:
            state = column.state(record) if column.state else None
            said = ", ".join(part for part in (text, second) if part)
            return f"{column.title}: {said or (state.value if state else self.tr('empty'))}"
        return text if role == DISPLAY else (f"{text}\n{second}" if second else text)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation == HORIZONTAL and role in (DISPLAY, ACCESSIBLE):
            return self.columns[section].title
        if orientation == HORIZONTAL and role == ALIGNMENT and self.columns[section].figures:
            return Qt.AlignmentFlag.AlignRight
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        name = self.columns[column].sort if 0 <= column < len(self.columns) else ""
        wanted = ((name, order == Qt.SortOrder.DescendingOrder),) if name else ()
        if wanted != self._query.sort:
            self.ask(sort=wanted)

    def _want(self, number: int) -> None:
        if number not in self._asked and number not in self._wanted:
            self._wanted.add(number)
            self._timer.start(0)

    def _fetch_wanted(self) -> None:
        wanted, self._wanted = sorted(self._wanted), set()
        for number in wanted[-3:]:  # a fast drag of the scroll bar passes many; only where it rests matters
            self._ask_page(number)

    def _ask_page(self, number: int, *, first: bool = False) -> None:
        generation = self._generation
        query = replace(self._query, offset=number * self._page, limit=self._page, counting=not first)
        self._asked[number] = None
        job = self._fetch(
            query,
            lambda page: self._arrive(generation, number, page, first),
            lambda problem: self._fail(generation, number, problem),
        )
        if number in self._asked:
            self._asked[number] = job

    def _arrive(self, generation: int, number: int, page: Page[Any], first: bool) -> None:
        if not isValid(self) or generation != self._generation:  # type: ignore[no-untyped-call]  # locked meanwhile
            return
        self._asked.pop(number, None)
        if first:
            self.is_loading = False
            self.beginResetModel()
            self._pages.clear()
            self._pages[number] = page.rows
            self._matching = len(page.rows) if page.matching == UNCOUNTED else page.matching
            self.endResetModel()
            self.arrived.emit(self._matching)
            if page.matching == UNCOUNTED:
                self._ask_count(generation)
            else:
                self.answered.emit(page.matching, page.of)
            return
        self._pages[number] = page.rows
        while len(self._pages) > PAGES_HELD:
            self._pages.popitem(last=False)
        top = number * self._page
        bottom = min(top + len(page.rows), self._matching) - 1
        if bottom >= top:
            self.dataChanged.emit(self.index(top, 0), self.index(bottom, len(self.columns) - 1), [])

    def _ask_count(self, generation: int) -> None:
        """The first rows are painted; how many there are in all may come a moment later."""
        query = replace(self._query, limit=0)
        self._asked[_COUNT] = self._fetch(
            query, lambda page: self._count(generation, page), lambda problem: self._fail(generation, _COUNT, problem)
        )

    def _count(self, generation: int, page: Page[Any]) -> None:
        if not isValid(self) or generation != self._generation:  # type: ignore[no-untyped-call]  # locked meanwhile
            return
        self._asked.pop(_COUNT, None)
        if page.matching > self._matching:
            self.beginInsertRows(QModelIndex(), self._matching, page.matching - 1)
            self._matching = page.matching
            self.endInsertRows()
        self.answered.emit(page.matching, page.of)

    def _fail(self, generation: int, number: int, problem: Exception) -> None:
        if isValid(self) and generation == self._generation:  # type: ignore[no-untyped-call]
            self._asked.pop(number, None)
            self.is_loading = False
            self.failed.emit(problem)
