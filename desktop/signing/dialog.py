"""Signing records: shows what is bound, asks passphrase and code, or takes what was signed on paper (SIG-1..3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from db.clock import Clock
from db.errors import BadInput
from db.store.query import Query
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import ChoiceField, DateField, TextField, check_all
from desktop.widgets.file_field import FileField
from desktop.widgets.form import Form
from desktop.widgets.page import PageContext
from desktop.widgets.sign_dialog import SignDialog, SignItem
from desktop.widgets.taking_file import take_file

if TYPE_CHECKING:
    from db.evidence.records import File
    from db.signing.signable import Ink, Pen, Signable
    from db.site import Site

T = TypeVar("T")
Commit = Callable[["Site", "Pen | Ink"], T]


def said(text: str) -> str:
    """Words of this room."""
    return QCoreApplication.translate("Signing", text)


@dataclass(frozen=True)
class _Facts:
    clock: Clock
    signer: str
    used_step: int | None
    today: date
    people: tuple[tuple[str, str], ...]
    me: str | None


def sign_records(
    context: PageContext,
    items: Sequence[Signable],
    meanings: Sequence[str],
    commit: Commit[T],
    done: Callable[[T], object],
    parent: QWidget | None = None,
    whose: tuple[str, str] | None = None,
) -> None:
    """Opens the dialog over what is signed; ``commit`` runs on the store's thread with the pen or the ink, and ``done``
    gets its answer. The first of ``meanings`` is proposed. ``whose``: id and name of the one person whose signature it
    takes; anybody else can only record what they signed on paper."""

    def opened(facts: _Facts) -> None:
        over = parent or context.prompts._window
        if whose is not None and whose[0] != facts.me:
            PaperSignatureDialog(context, items, meanings, facts, commit, done, over, whose).open()
            return
        dialog = SignDialog(
            [SignItem(one.title, one.facts) for one in items],
            [(one, said(one.capitalize())) for one in meanings],
            lambda meaning, passphrase, code, good, bad: _sign(
                context, (meaning, passphrase, code), commit, done, good, bad
            ),
            facts.clock,
            over,
            used_step=facts.used_step,
            signer=facts.signer,
        )  # fmt: skip
        paper = dialog.add_button(said("Signed on paper…"), "sign-paper")
        dialog._buttons.insertWidget(0, paper)  # at the near end: the other way, beside the usual one
        paper.clicked.connect(lambda: _open_paper(context, items, meanings, facts, commit, done, dialog))
        dialog.open()

    context.jobs.read(_read, opened, lambda problem: context.prompts.tell(problem))


def _read(site: Site) -> _Facts:
    from db.vault.proving import step_of

    user = site.users.get(site.actor.user)
    used = user.step if user.step is not None and user.step >= step_of(site.clock) else None
    people: tuple[tuple[str, str], ...] = ()
    if site.actor.role in ("officer", "investigator", "coordinator", "staff"):
        people = tuple((one.id, one.name) for one in site.people.people(Query(limit=20_000)).rows)
    me = site.users.person_of(site.actor.user)
    return _Facts(site.clock, site.actor.name, used, site.clock.now().date(), people, me)


def _sign(
    context: PageContext,
    given: tuple[str, str, str],
    commit: Commit[T],
    done: Callable[[T], object],
    good: Callable[[], object],
    bad: Callable[[Exception], object],
) -> None:
    meaning, passphrase, code = given

    def work(site: Site) -> T:
        from db.signing.signable import Pen

        return commit(site, Pen(site.sign(passphrase, code), meaning))

    def finish(answer: T) -> None:
        good()
        done(answer)

    context.jobs.write(work, finish, bad)


def _open_paper(
    context: PageContext,
    items: Sequence[Signable],
    meanings: Sequence[str],
    facts: _Facts,
    commit: Commit[T],
    done: Callable[[T], object],
    over: Dialog,
) -> None:
    def finish(answer: T) -> None:
        over.accept()
        done(answer)

    PaperSignatureDialog(context, items, meanings, facts, commit, finish, over).open()


class PaperSignatureDialog(Dialog, Generic[T]):
    """A signature in ink: who, when, the scan, who compared it with the original, where that is (SIG-3)."""

    def __init__(
        self,
        context: PageContext,
        items: Sequence[Signable],
        meanings: Sequence[str],
        facts: _Facts,
        commit: Commit[T],
        done: Callable[[T], object],
        parent: QWidget,
        whose: tuple[str, str] | None = None,
    ) -> None:
        title = items[0].title if len(items) == 1 else said("{n} records").format(n=len(items))
        words = said("The scan is kept as a certified copy and satisfies the same gates.")
        if whose is not None:
            words = f"{said('{name} signs this, in their own session or on paper.').format(name=whose[1])} {words}"
        super().__init__(
            said("Signed on paper: {what}").format(what=title), "paper-signature-dialog", parent, width=560, words=words
        )
        self._context, self._commit, self._done_with = context, commit, done
        self.person = ChoiceField(
            said("Who signed"), "ink-person", facts.people, required=True, search=True, unset=said("Choose")
        )
        if whose is not None:
            self.person.set_value(whose[0])
        self.meaning = ChoiceField(
            said("Meaning"), "ink-meaning", [(one, said(one.capitalize())) for one in meanings], required=True
        )
        self.meaning.set_value(meanings[0])
        self.signed = DateField(said("Signed on"), "ink-signed", required=True, not_after=facts.today)
        self.compared = DateField(said("Compared on"), "ink-compared", required=True, not_after=facts.today)
        self.compared.set_value(facts.today.isoformat())
        self.by = TextField(said("Compared with the original by"), "ink-by", required=True)
        self.by.set_value(facts.signer)
        self.where = TextField(said("Where the original is"), "ink-where", required=True)
        self.scan = FileField(said("Scan"), "ink-scan", context.prompts, hint=said("Needed"))
        form = Form(said("Signature on paper"))
        for row in ((self.person, self.meaning), (self.signed, self.compared), (self.by,), (self.where,), (self.scan,)):
            form.add(*row)
        self.body.addWidget(form)
        self.add_cancel()
        self.go = self.add_button(said("Record it"), "ink-save", "primary")
        self.go.clicked.connect(self._save)

    def _save(self) -> None:
        good = check_all([self.person, self.meaning, self.signed, self.compared, self.by, self.where])
        path = self.scan.path
        if not good or path is None:
            if good:
                self.show_trouble(BadInput("The scan is missing.", kept="Nothing was saved.", todo="Choose the file."))
            return
        person, name, meaning = self.person.value(), self.person.control.currentText(), self.meaning.value()
        signed, compared = self.signed.day(), self.compared.day()
        by, where, commit = self.by.value(), self.where.value(), self._commit
        assert signed is not None and compared is not None

        def work(site: Site, file: File) -> T:
            from db.signing.signable import Ink

            evidence = site.evidence.add(file).id
            return commit(site, Ink(meaning, name, person, signed, evidence, by, compared, where))

        def finish(answer: T) -> None:
            self.accept_saved()
            self._done_with(answer)

        self.set_busy(True)
        self.show_trouble(None)
        take_file(
            self._context, path,
            lambda file: self._context.jobs.write(lambda site: work(site, file), finish, self.show_trouble),
            self.show_trouble, self,
        )  # fmt: skip
