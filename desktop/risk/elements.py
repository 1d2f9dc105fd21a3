"""What risks are made of, as a view of the risk page: assets, threats and vulnerabilities, corrected once for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.risk import records as r
from db.risk.library import scales as usual_scales
from db.store.query import Query
from desktop.history import moments, span_words
from desktop.risk.words import LEVEL_TOKENS, said
from desktop.widgets.ask import AskDialog
from desktop.widgets.buttons import Button
from desktop.widgets.chips import ChipFlow
from desktop.widgets.dates import show_date
from desktop.widgets.fields import ChoiceField, DateField, LongField, TextField
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import PageContext
from desktop.widgets.states import State
from desktop.widgets.table import TWO_LINES, RecordTable
from desktop.widgets.text import Em, Part

if TYPE_CHECKING:
    from db.site import Site
    from db.store.trail import Entry

_LEVEL_STATES = {"ok": State.CURRENT, "soon": State.SOON, "late": State.OVERDUE}
_TYPES = {r.ASSET: r.ASSET_KINDS, r.THREAT: r.ORIGINS}


@dataclass(frozen=True)
class ElementView:
    """One of them with the open risks that name it; ``may``: whether this person may change it."""

    element: r.Element
    risks: tuple[r.Risk, ...]
    entries: tuple[Entry, ...]
    people: tuple[tuple[str, str], ...]
    may: bool


class Elements(QObject):
    """``saved(id)`` after a command succeeded."""

    saved = Signal(str)

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page, self._scales = context, page, usual_scales()
        self.chips = ChipFlow(page)
        self.chips.add_choice("element", said("Kind"), [(one, said(one)) for one in r.ELEMENTS])
        self.chips.add_choice("use", said("In use"), [("in use", said("in use")), ("ended", said("out of use"))])
        self.chips.hide()
        columns = (
            Column("name", said("Name"), lambda one: one.name, 220, 4, "name", strong=True, second=_second),
            Column("element", said("Kind"), lambda one: said(one.element), 112, 0, "element"),
            Column("owner", said("Owner"), lambda one: one.owner, 130, 1, "owner", ink="ink2"),
            Column("risks", said("Open risks"), lambda one: str(one.risks or ""), 92, 0, "risks", figures=True),
            Column("score", said("Gravest today"), self._level, 124, 0, "score", state=self._state),
        )
        read = through(context.jobs, lambda site, query: site.risk.elements.list(query))
        self.table = RecordTable(RecordModel(columns, read), said("Assets and threats"), "elements", row=TWO_LINES)
        self.table.when_empty(
            said("Nothing here yet"), said("Add what is worth protecting; risks then name it, and it is kept once.")
        )
        self.add_button = Button(said("Add an asset"), "primary", "element-add")
        self.add_button.clicked.connect(self.add)

    def ask_rows(self, search: str, scales: r.Scales) -> None:
        """Ask for what the chips leave."""
        self._scales = scales
        where = {key: values for key, values in self.chips.values().items() if values}
        self.table.model.ask(where=where, search=search)

    def show(self, inspector: Inspector, view: ElementView) -> None:
        """Fill the inspector."""
        one = view.element
        buttons = self._buttons(view) if view.may else ()
        out = said("out of use")
        state, words = (State.NONE, out) if one.ended else (State.CURRENT, said("in use"))
        head = said(one.element).capitalize() + (f" · {said(one.type)}" if one.type else "")
        inspector.show_head(head, one.name, state, words, _why(view), buttons)
        inspector.details.show_facts([
            (said("Place"), one.place), (said("Owner"), one.owner), (said("Note"), one.note),
            (said("Out of use since"), show_date(one.ended) if one.ended else ""),
            (said("Open risks"), "\n".join(f"{each.number} {each.title}" for each in view.risks)),
        ])  # fmt: skip
        inspector.show_history(moments(view.entries))
        inspector.show_footer(span_words(view.entries))

    def add(self) -> None:
        """An asset, a threat or a vulnerability."""
        self._context.jobs.read(_people, lambda people: self._open(None, people), self._failed)

    def _buttons(self, view: ElementView) -> Sequence[Button]:
        one = view.element
        found = [self._button(said("Change"), "element-change", lambda: self._open(one, view.people), "primary")]
        if one.element == r.ASSET and one.ended is None:
            found.append(self._button(said("Out of use…"), "element-end", lambda: self._end(one)))
        elif one.ended is not None:
            found.append(self._button(said("In use again"), "element-again", lambda: self._again(one)))
        return found

    def _open(self, now: r.Element | None, people: Sequence[tuple[str, str]]) -> None:
        kinds = ChoiceField(said("What it is"), "element", [(one, said(one)) for one in r.ELEMENTS], required=True)
        name = TextField(said("Name"), "name", required=True)
        types = ChoiceField(said("Kind"), "type", ())
        place = TextField(said("Place"), "place")
        owner = ChoiceField(said("Owner"), "owner", people, search=True, unset="–")
        note = LongField(said("Note"), "note", lines=2)

        def turned() -> None:
            element = kinds.value() or r.ASSET
            types.set_options([(one, said(one)) for one in _TYPES.get(element, ())])
            types.setVisible(element in _TYPES)
            for field in (place, owner, note):
                field.setVisible(element == r.ASSET)

        kinds.changed.connect(turned)
        rows: tuple[Any, ...] = ((kinds, types), (name,), (place, owner), (note,))
        title = said("Add an asset, a threat or a vulnerability") if now is None else said("Change {name}").format(
            name=now.name
        )  # fmt: skip
        dialog = AskDialog(self._page, title, "element-dialog", rows, lambda given: self._save(given, now))
        dialog.fill({"element": now.element if now else r.ASSET})
        turned()
        if now is not None:
            kinds.setEnabled(False)
            dialog.fill({
                "name": now.name, "type": now.type, "place": now.place, "owner": now.owner_id, "note": now.note,
            })  # fmt: skip
        else:
            types.set_value(r.ASSET_KINDS[0])
        dialog.open()

    def _save(self, dialog: AskDialog, now: r.Element | None) -> None:
        element = dialog.text("element")
        is_asset = element == r.ASSET
        new = r.NewElement(
            element, dialog.text("name"), dialog.text("type") or next(iter(_TYPES.get(element, ("",)))),
            dialog.text("place") if is_asset else "", (dialog.text("owner") or None) if is_asset else None,
            dialog.text("note") if is_asset else "",
        )  # fmt: skip
        if now is None:
            self._write(dialog, lambda site: site.risk.elements.add(new))
            return
        self._context.prompts.ask_reason(
            said("Why does this change?"),
            lambda reason: self._write(dialog, lambda site: site.risk.elements.change(now.id, new, reason)),
            parent=dialog,
        )

    def _end(self, one: r.Element) -> None:
        day = DateField(said("Out of use since"), "ended", required=True)
        why = TextField(said("Why"), "why", required=True)

        def save(dialog: AskDialog) -> None:
            on, reason = dialog.day("ended"), dialog.text("why")
            self._write(dialog, lambda site: site.risk.elements.end_asset(one.id, on, reason))

        title = said("{name} is no longer in use").format(name=one.name)
        AskDialog(self._page, title, "element-end-dialog", ((day, why),), save).open()

    def _again(self, one: r.Element) -> None:
        self._context.prompts.ask_reason(
            said("Is {name} in use again?").format(name=one.name),
            lambda reason: self._context.jobs.write(
                lambda site: site.risk.elements.end_asset(one.id, None, reason),
                lambda found: self.saved.emit(found.id), self._failed,
            ),
        )  # fmt: skip

    def _write(self, dialog: AskDialog, command: Any) -> None:
        def done(found: r.Element) -> None:
            dialog.accept()
            self.saved.emit(found.id)

        dialog.set_busy(True)
        self._context.jobs.write(command, done, dialog.show_trouble)

    def _button(self, words: str, name: str, do: Any, kind: Any = "plain") -> Button:
        button = Button(words, kind, name)
        button.clicked.connect(do)
        return button

    def _level(self, one: r.Element) -> str:
        level = self._scales.level_at(one.score)
        return f"{self._scales.level[level - 1].word} {one.score}" if one.score else ""

    def _state(self, one: r.Element) -> State | None:
        if not one.score:
            return None
        return _LEVEL_STATES[LEVEL_TOKENS[self._scales.level_at(one.score) - 1]]

    def _failed(self, problem: Exception) -> None:
        self._context.prompts.tell(problem)


def read_element(site: Site, element_id: str) -> ElementView:
    """On the store's thread."""
    one = site.risk.elements.get(element_id)
    where = {one.element: (one.name,), "status": [status for status in r.STATUSES if status != r.CLOSED]}
    return ElementView(
        one, tuple(site.risk.risks(Query(where=where, limit=50)).rows), site.trail.history(one.element, one.id),
        _people(site), site.may(one.element),
    )  # fmt: skip


def _people(site: Site) -> tuple[tuple[str, str], ...]:
    rows = site.people.people(Query(where={"status": ["active"]}, limit=5_000)).rows
    return tuple((one.id, one.name) for one in rows)


def _why(view: ElementView) -> list[Part]:
    one = view.element
    if not one.risks:
        return [said("No open risk names it.")]
    words = said("1 open risk names it. ") if one.risks == 1 else said("{n} open risks name it. ").format(n=one.risks)
    return [words, Em(said("The gravest has score {score} today.").format(score=one.score))]


def _second(one: r.Element) -> str:
    return " · ".join(part for part in (said(one.type) if one.type else "", one.place) if part)
