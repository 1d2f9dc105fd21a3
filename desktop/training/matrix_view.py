"""The matrix: people against what is asked of them, as a heat map, as of any day (TRN-3)."""

from __future__ import annotations

from datetime import date

from db.training.matrix import Matrix
from desktop.training.cell_inspector import CellInspector
from desktop.training.matrix_data import heat_data, sentence
from desktop.training.questions import Lists, Wish, read_cell, read_matrix
from desktop.training.words import said
from desktop.widgets.buttons import Button
from desktop.widgets.chips import ChipFlow
from desktop.widgets.heat_map import HeatMap, Legend
from desktop.widgets.inspector import Inspector
from desktop.widgets.page import PageContext
from desktop.widgets.page_view import PageView
from desktop.widgets.states import State

STUDY, ACTIVE, ROLE, STATUS, AS_OF, KNOWN_ON = "study", "active", "role", "status", "as-of", "known-on"


class MatrixView(PageView[Lists]):
    """Chooses cells; what can be done about one is the cell inspector's."""

    def __init__(self, context: PageContext, inspector: Inspector, cell: CellInspector) -> None:
        super().__init__(context, inspector, "matrix")
        self.cell = cell
        self.matrix: Matrix | None = None
        self.map = HeatMap(said("Training matrix"), "training-matrix")
        self.legend = Legend()
        self.column.addWidget(self.map, 1000)
        self.column.addWidget(self.legend)
        self.column.addStretch(1)
        add_wish_chips(self.chips)
        self.chips.add_choice(STATUS, said("Status"), [(state.value, said(state.value)) for state in State])
        self.chips.add_date(AS_OF, said("As of %1"), said("As of today"))
        self.chips.add_date(KNOWN_ON, said("Known on %1"), said("Known now"))
        self.map.picked.connect(self._picked)
        self.map.opened.connect(lambda _person, _course: self.inspector.buttons.setFocus())
        self._say_empty()

    def use_lists(self, lists: Lists) -> None:
        super().use_lists(lists)
        offer_wishes(self.chips, lists)
        self._say_empty()

    def wish(self) -> Wish:
        """What the chips ask for."""
        return wish_of(self.chips, self.words)

    def refresh(self) -> None:
        wish = self.wish()
        self.chips.chip(KNOWN_ON).setVisible(bool(wish.as_of or wish.known_on))
        self.context.jobs.read(lambda site: read_matrix(site, wish), self._show, self.failed.emit)

    def selected(self) -> str:
        person, course = self.map.selection()
        return f"{person}/{course}" if person else ""

    def choose(self, person: str, course: str) -> bool:
        """Choose a cell; False if it is not shown."""
        return self.map.select(person, course)

    def inspect(self) -> None:
        person, course = self.map.selection()
        if not person:
            self.inspector.show_nothing(
                said("Nothing chosen"), said("Choose a cell to see why it is so, and what to do about it.")
            )
            return
        as_of = self.wish().as_of
        self.ask(lambda site: read_cell(site, person, course, as_of), lambda dossier: self.cell.show_cell(dossier))

    def _show(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self._say_empty()
        today = self.lists.today if self.lists else matrix.as_of
        data = heat_data(matrix, self.chips.values()[STATUS])
        self.map.show_data(data)
        self.legend.setVisible(bool(data.rows and data.columns))
        self.chips.show_count(len(data.rows), max(matrix.of, len(matrix.people)))
        self.state(sentence(matrix, today))
        if self.isVisible():
            self.inspect()

    def _picked(self, _person: str, _course: str) -> None:
        self.inspect()
        self.inspected.emit()

    def _say_empty(self) -> None:
        lists = self.lists
        if lists is not None and not lists.courses:
            self.map.empty.say(
                said("Nothing is asked of anybody yet"),
                said("Add a course or document under Courses, and say who must know it; then its column stands here."),
            )
            return
        if self.matrix is not None and self.matrix.people and not self.matrix.requirements:
            self.map.empty.say(
                said("Nothing is asked of these people"),
                said("Say under Requirements which role must know which course, or bring such a list in."),
            )
            return
        clear = Button(said("Clear filters"), name="empty-clear")
        clear.clicked.connect(self.chips.clear)
        self.map.empty.say(said("Nobody fits these filters"), said("Clear them to see everybody."), (clear,))


def add_wish_chips(chips: ChipFlow) -> None:
    """Study, active people, role: the chips of everything that comes from the matrix."""
    chips.add_choice(STUDY, said("Study"), [], many=False)
    chips.add_choice(ACTIVE, said("Active people"), [("1", said("Active people"))], usual=("1",))
    chips.add_choice(ROLE, said("Role"), [])


def offer_wishes(chips: ChipFlow, lists: Lists) -> None:
    """The studies and roles there are."""
    chips.set_options(STUDY, [(study.id, said("Study {code}").format(code=study.code)) for study in lists.studies])
    chips.set_options(ROLE, [(role, role) for role in lists.roles])


def wish_of(chips: ChipFlow, words: str) -> Wish:
    """What those chips say."""
    values = chips.values()
    as_of, known = (values.get(key, ()) for key in (AS_OF, KNOWN_ON))
    return Wish(
        chips.value(STUDY), values[ROLE], bool(values[ACTIVE]), date.fromisoformat(as_of[0]) if as_of else None,
        date.fromisoformat(known[0]) if known else None, words,
    )  # fmt: skip
