"""A dialog of fields, and the dialogs of accounts and systems made from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from db.access import records as r
from db.days import is_late
from desktop.access.questions import Lists
from desktop.access.words import kind_word, risk_word, said, upkeep_word
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import ChoiceField, DateField, Field, LongField, TextField, check_all
from desktop.widgets.file_field import FileField
from desktop.widgets.fonts import Type
from desktop.widgets.form import Form
from desktop.widgets.page import PageContext
from desktop.widgets.pick_list import PickList
from desktop.widgets.text import Text

FILES = "PDF, pictures, documents (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.docx *.xlsx *.txt *.eml);;All files (*)"


class FormDialog(Dialog):
    """Fields in rows, a button that saves once all of them are good."""

    def __init__(self, title: str, name: str, parent: QWidget, *, words: str = "", width: int = 560) -> None:
        super().__init__(title, name, parent, words=words, width=width)
        self.fields: list[Field[Any]] = []

    def finish(self, rows: Sequence[Sequence[QWidget]], save: Callable[[], object], do: str = "") -> None:
        """Lay the fields out and add the buttons."""
        form = Form(self.windowTitle())
        for row in rows:
            form.add(*row)
            self.fields += [one for one in row if isinstance(one, Field)]
        self.body.addWidget(form)
        self.add_cancel()
        self.go = self.add_button(do or said("Save"), "save", "primary")
        self.go.clicked.connect(lambda: save() if check_all(self.fields) else None)
        if self.fields:
            self.fields[0].control.setFocus()


def _late_field() -> TextField:
    field = TextField(
        said("Why is it entered only now?"), "late-reason", required=True,
        hint=said("It was more than 14 days ago; it will be marked as a late entry."),
    )  # fmt: skip
    field.hide()
    return field


class StepDialog(FormDialog):
    """One step of an account: when it happened, who did it, with which role."""

    def __init__(
        self,
        context: PageContext,
        lists: Lists,
        account: r.Account,
        kind: str,
        roles: Sequence[str],
        parent: QWidget,
        save: Callable[[r.NewStep, Path | None], object],
    ) -> None:
        title = f"{kind_word(kind)}: {account.system}, {account.person}"
        super().__init__(title, "step-dialog", parent)
        self._kind, self._today, self._me = kind, lists.today, lists.me
        self._people = {name: id_ for id_, name in lists.everybody}
        self.account = TextField(said("Account"), "step-account", required=kind == r.GRANTED,
                                 hint=said("The name it logs in with; never shared, never passed on."))  # fmt: skip
        self.account.set_value(account.account)
        self.role = TextField(said("Role"), "step-role", required=kind == r.CHANGED, known=roles)
        self.role.set_value(account.role)
        self.day = DateField(said("On"), "step-day", required=True, not_after=lists.today)
        self.day.set_value(lists.today.isoformat())
        self.by = TextField(
            said("By"), "step-by", known=[name for _id, name in lists.everybody], required=True,
            hint=said("Who did it: a colleague, or the system’s help desk."),
        )  # fmt: skip
        self.by.set_value(lists.me)
        self.note = TextField(said("Note"), "step-note")
        self.late = _late_field()
        self.file = FileField(said("Evidence"), "step-file", context.prompts, filters=said(FILES),
                              hint=said("The mail or screen that shows it."))  # fmt: skip
        self.day.changed.connect(self._day_chosen)
        rows: list[Sequence[QWidget]] = [(self.day, self.by)]
        if kind == r.GRANTED:
            rows.append((self.account, self.role))
        elif kind in (r.CHANGED, r.REQUESTED):
            rows.append((self.role,))
        rows += [(self.late,), (self.note,), (self.file,)]
        self.finish(rows, lambda: save(self.step(), self.file.path), said("Record"))

    def step(self) -> r.NewStep:
        """What the fields say."""
        happened = self.day.day()
        assert happened is not None
        by = self.by.value() if self.by.value() != self._me else ""  # then the register knows the person too
        return r.NewStep(
            self._kind, happened, by, self._people.get(by), self.role.value() if not self.role.isHidden() else "",
            self.account.value(), self.note.value(), self.late.value(),
        )  # fmt: skip

    def _day_chosen(self) -> None:
        happened = self.day.day()
        self.late.setVisible(happened is not None and is_late(happened, self._today))


class RequestDialog(FormDialog):
    """Ask for an account: for whom, where, in which role."""

    def __init__(
        self, lists: Lists, parent: QWidget, save: Callable[[str, str, r.NewStep], object], system: str = ""
    ) -> None:
        super().__init__(said("Ask for an account"), "request-dialog", parent)
        self._today = lists.today
        self.person = ChoiceField(said("Person"), "request-person", lists.people, required=True, search=True,
                                  unset=said("Name"))  # fmt: skip
        self.system = ChoiceField(said("System"), "request-system", lists.systems, required=True, search=True,
                                  unset=said("Choose"))  # fmt: skip
        if system:
            self.system.set_value(system)
        self.role = TextField(said("Role"), "request-role", required=True)
        self.day = DateField(said("Asked on"), "request-day", required=True, not_after=lists.today)
        self.day.set_value(lists.today.isoformat())
        self.note = TextField(said("Why"), "request-note", hint=said("The task or study it is needed for."))
        self.late = _late_field()
        self.day.changed.connect(self._day_chosen)

        def asked() -> None:
            happened = self.day.day()
            assert happened is not None
            step = r.NewStep(r.REQUESTED, happened, role=self.role.value(), note=self.note.value(),
                             late_reason=self.late.value())  # fmt: skip
            save(self.person.value(), self.system.value(), step)

        self.finish(((self.person,), (self.system,), (self.role, self.day), (self.late,), (self.note,)), asked,
                    said("Ask"))  # fmt: skip

    def _day_chosen(self) -> None:
        happened = self.day.day()
        self.late.setVisible(happened is not None and is_late(happened, self._today))


class SystemDialog(FormDialog):
    """A system, new or to be changed."""

    def __init__(
        self,
        lists: Lists,
        parent: QWidget,
        save: Callable[[r.NewSystem], object],
        system: r.System | None = None,
    ) -> None:
        title = said("Add a system") if system is None else said("Change {name}").format(name=system.name)
        super().__init__(title, "system-dialog", parent, width=640)
        self.name = TextField(said("Name"), "system-name", required=True)
        self.kind = ChoiceField(said("Kind"), "system-kind", [(one, said(one)) for one in r.KINDS], required=True)
        self.operator = ChoiceField(
            said("Run by"), "system-operator", [(one, said(one)) for one in r.OPERATORS], required=True
        )
        self.vendor = TextField(said("Vendor"), "system-vendor")
        self.owner = ChoiceField(said("Who answers for it here"), "system-owner", lists.people, search=True,
                                 unset=said("Nobody yet"))  # fmt: skip
        self.risk = ChoiceField(
            said("Risk"), "system-risk", [(one, risk_word(one)) for one in r.RISKS], required=True,
            hint=said("Access is reviewed every 3, 6 or 12 months by risk."),
        )  # fmt: skip
        self.months = TextField(said("Months between reviews"), "system-months", rule=_number,
                                hint=said("Empty: by risk."))  # fmt: skip
        self.dormant = TextField(said("Dormant after days"), "system-dormant", required=True, rule=_number)
        self.start = DateField(said("In use since"), "system-start")
        self.end = DateField(said("Last day of use"), "system-end")
        self.purpose = LongField(said("What it is used for"), "system-purpose", lines=2)
        self.contact = TextField(said("Where accounts are asked for"), "system-contact")
        self.studies = PickList(said("Studies"), "system-studies", rows=4)
        self.studies.set_options(lists.studies)
        self._fill(system, lists)
        rows: Sequence[Sequence[QWidget]] = (
            (self.name, self.kind), (self.operator, self.vendor), (self.owner, self.risk), (self.months, self.dormant),
            (self.start, self.end), (self.purpose,), (self.contact,),
            (Text(said("Studies; none for a system of the whole site"), Type.LABEL, "ink2"),), (self.studies,),
        )  # fmt: skip
        self.finish(rows, lambda: save(self.given()))

    def given(self) -> r.NewSystem:
        """What the fields say."""
        return r.NewSystem(
            self.name.value(), self.kind.value(), self.operator.value(), self.vendor.value(),
            self.owner.value() or None, self.risk.value(), self.purpose.value(), self.contact.value(),
            int(self.months.value()) if self.months.value() else None, int(self.dormant.value()), self.start.day(),
            self.end.day(), tuple(sorted(self.studies.values())),
        )  # fmt: skip

    def _fill(self, system: r.System | None, lists: Lists) -> None:
        shown = system or r.NewSystem("")
        for name in ("name", "kind", "operator", "vendor", "risk", "purpose", "contact"):
            getattr(self, name).set_value(getattr(shown, name))
        self.owner.set_value(shown.owner_id or "")
        self.months.set_value(str(shown.review_months or ""))
        self.dormant.set_value(str(shown.dormant_days))
        self.start.set_value(shown.start.isoformat() if shown.start else "")
        self.end.set_value(shown.end.isoformat() if shown.end else "")
        if system is not None:
            self.studies.tick([id_ for id_, code in lists.studies if code in system.studies])


class UpkeepDialog(FormDialog):
    """One fact of a system's validation and upkeep, with its day and its evidence."""

    def __init__(
        self,
        context: PageContext,
        today: date,
        system: r.System,
        parent: QWidget,
        save: Callable[[r.NewUpkeep, Path | None], object],
        kind: str = "",
    ) -> None:
        super().__init__(said("Record upkeep: {name}").format(name=system.name), "upkeep-dialog", parent)
        self._today = today
        self.kind = ChoiceField(said("What"), "upkeep-kind", [(one, upkeep_word(one)) for one in r.UPKEEP_KINDS],
                                required=True, unset=said("Choose"))  # fmt: skip
        self.kind.set_value(kind)
        self.value = TextField(
            said("What it says"), "upkeep-value", required=True,
            hint=said("“4.2, build 118”, “vendor, daily, kept 30 days”, “restored to test, complete”."),
        )  # fmt: skip
        self.day = DateField(said("True since, done on"), "upkeep-day", required=True, not_after=today)
        self.day.set_value(today.isoformat())
        self.until = DateField(said("Until, or next by"), "upkeep-until", hint=said("Empty where nothing ends it."))
        self.late = _late_field()
        self.file = FileField(said("Evidence"), "upkeep-file", context.prompts, filters=said(FILES),
                              hint=said("Agreement, certificate or report; kept encrypted."))  # fmt: skip
        self.day.changed.connect(self._day_chosen)

        def given() -> None:
            happened = self.day.day()
            assert happened is not None
            new = r.NewUpkeep(self.kind.value(), happened, self.value.value(), self.until.day(), self.late.value())
            save(new, self.file.path)

        self.finish(((self.kind,), (self.value,), (self.day, self.until), (self.late,), (self.file,)), given)

    def _day_chosen(self) -> None:
        happened = self.day.day()
        self.late.setVisible(happened is not None and is_late(happened, self._today))


class ConflictDialog(FormDialog):
    """Two roles that one person should not hold together."""

    def __init__(
        self, system: r.System, roles: Sequence[str], parent: QWidget, save: Callable[[str, str, str], object]
    ) -> None:
        super().__init__(
            said("Roles that exclude each other: {name}").format(name=system.name), "conflict-dialog", parent
        )
        self.role = TextField(said("Role"), "conflict-role", required=True, known=roles)
        self.other = TextField(said("Not together with"), "conflict-other", required=True, known=roles)
        self.why = TextField(said("Why"), "conflict-why")
        self.finish(
            ((self.role, self.other), (self.why,)),
            lambda: save(self.role.value(), self.other.value(), self.why.value()),
        )


def _number(text: str) -> str:
    return "" if text.isascii() and text.isdigit() and int(text) > 0 else said("A whole number.")
