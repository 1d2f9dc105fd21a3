"""Notes to file: the table, the inspector, the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from db.incidents.deviation_records import NewNote, Note
from db.incidents.signables import of_note
from db.store.query import Query
from desktop.history import moments, span_words
from desktop.incidents.deviation_acts import CODED
from desktop.incidents.free_field import FreeField
from desktop.incidents.view import Dossier, Lists, View
from desktop.incidents.words import said
from desktop.signing.dialog import sign_records
from desktop.signing.list import signature_moment
from desktop.widgets.ask import AskDialog
from desktop.widgets.buttons import Button
from desktop.widgets.dates import show_date
from desktop.widgets.fields import ChoiceField, DateField, LongField, TextField
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.states import State
from desktop.widgets.table import RecordTable
from desktop.widgets.text import Em, Part

if TYPE_CHECKING:
    from db.site import Site

_TEXTS = ("title", "issue", "subject", "addressed_to", "root_cause", "corrective", "corrective_who", "resolution",
          "late_reason")  # fmt: skip
_DAYS = ("corrective_due", "effective")
_CHANGED = (*_TEXTS, *_DAYS, "written", "study_id", "author_id")


class NoteView(View):
    """The third tab."""

    kind = "note"
    facets = ("study", "author")
    dated = knowing = True

    def make_table(self) -> RecordTable:
        columns = (
            Column("number", said("No."), lambda one: one.number, 120, 0, "number", ink="ink2"),
            Column("title", said("Subject"), lambda one: one.title, 170, 4, "title", strong=True),
            Column("study", said("Study"), lambda one: one.study, 88, 0, "study"),
            Column("author", said("Author"), lambda one: one.author, 130, 1, "author", ink="ink2"),
            Column("written", said("Written"), lambda one: show_date(one.written), 100, 0, "written", is_date=True),
            Column("signed", said("Signed"), _signed, 120, 0, "", state=_state),
        )
        read = through(
            self.context.jobs, lambda site, query: site.incidents.signed_notes(query, self.on(), self.known_on())
        )
        return RecordTable(RecordModel(columns, read), said("Notes to file"), "notes")

    def add_chips(self) -> None:
        self.chips.add_choice("study", said("Study"), ())
        self.chips.add_choice("author", said("Author"), ())

    def facet_word(self, key: str, value: str) -> str:
        return value

    def read_facets(self, site: Site, query: Query) -> Mapping[str, tuple[tuple[str, int], ...]]:
        known, notes = self.known_on(), site.incidents.notes
        return notes.facets(query, self.on()) if known is None else notes.known_facets(known, query)

    def add_words(self) -> str:
        return said("Write a note to file")

    def add(self) -> None:
        self.with_lists(lambda lists: self._open(None, lists))

    def report(self) -> tuple[str, dict[str, object]] | None:
        record = self.table.record()
        return ("note-to-file", {"where": {"record": (record.id,)}}) if record is not None else None

    def read(self, site: Site, record: str) -> Dossier:
        site.looked_at("note_to_file", record)
        one = site.incidents.notes.get(record)
        signed = site.incidents.signatures.of(of_note(one))
        still = site.incidents.signatures.open_signers(one)
        wanted = len(site.incidents.signatures.signers(one))
        one = replace(one, signatures=wanted - len(still), wanted=wanted)
        return Dossier(
            one, site.trail.history("note_to_file", record), (), site.clock.now(), site.may("note_to_file"),
            (site.incidents.notes.investigator(one), signed, still),
        )  # fmt: skip

    def show(self, inspector: Inspector, found: Dossier) -> None:
        one: Note = found.record
        investigator, signed, still = found.more
        inspector.show_head(
            f"{one.number} · {one.study}" if one.study else one.number, one.title, _state(one), _signed(one),
            _why(one, investigator), self._buttons(one, still) if found.may else (),
        )  # fmt: skip
        inspector.details.show_facts(_facts(one))
        inspector.show_signatures([signature_moment(each, covers=covers) for each, covers in signed])
        inspector.show_history(moments(found.entries))
        inspector.show_footer(span_words(found.entries))

    def _buttons(self, one: Note, still: Sequence[tuple[str, str]]) -> Sequence[Button]:
        pdf = self.button(said("PDF"), "pdf", lambda: self._pdf(one))
        if one.voided:
            return (pdf,)
        change = self.button(said("Change"), "change", lambda: self.with_lists(lambda lists: self._open(one, lists)))
        void = self.button(said("Strike through"), "void", lambda: self._void(one))
        if not still:
            return change, pdf, void
        sign = self.button(said("Sign"), "sign", lambda: self._sign(one, [meaning for meaning, _ in still]), "primary")
        return sign, change, pdf, void

    def _sign(self, one: Note, meanings: Sequence[str]) -> None:
        sign_records(
            self.context, (of_note(one),), meanings,
            lambda site, signer: site.incidents.sign("note_to_file", one.id, signer),
            lambda _: self.saved.emit(one.id),
        )  # fmt: skip

    def _open(self, one: Note | None, lists: Lists) -> None:
        today = lists.now.date()
        rows = (
            (TextField(said("Subject"), "title", required=True),),
            (ChoiceField(said("Study"), "study_id", lists.studies, unset=said("none")),
             TextField(said("Participant’s code"), "subject", hint=said("Never a name"))),
            (ChoiceField(said("From"), "author_id", lists.people, search=True, required=True),
             TextField(said("To"), "addressed_to")),
            (DateField(said("Written"), "written", required=True, not_after=today),
             DateField(said("In effect from"), "effective")),
            (FreeField(said("Issue"), "issue", required=True, hint=said(CODED)),),
            (FreeField(said("Root cause"), "root_cause", lines=2),
             FreeField(said("Corrective action"), "corrective", lines=2)),
            (TextField(said("Who corrects it"), "corrective_who", known=[name for _, name in lists.people]),
             DateField(said("By"), "corrective_due")),
            (FreeField(said("Resolution"), "resolution", lines=2),
             LongField(said("Why it is entered only now"), "late_reason", lines=2)),
        )  # fmt: skip
        title = said("Write a note to file") if one is None else said("Change {number}").format(number=one.number)
        dialog = self.ask(title, "note-dialog", rows, lambda given: self._save(given, one), width=680)
        dialog.fill({"written": today} if one is None else {name: getattr(one, name) for name in _CHANGED})

    def _save(self, dialog: AskDialog, one: Note | None) -> None:
        if one is None:
            written = dialog.day("written")
            assert written is not None
            given = {name: dialog.text(name) for name in _TEXTS} | {name: dialog.day(name) for name in _DAYS}
            author, study = dialog.text("author_id"), dialog.text("study_id") or None
            new = NewNote(**given, written=written, author=author, study=study)  # type: ignore[arg-type]
            self.write(dialog, lambda site: site.incidents.notes.add(new), lambda saved: saved.id)
            return
        found = dialog.differing(one, _CHANGED)
        for shown, name in (("study_id", "study"), ("author_id", "author")):
            if shown in found:
                found[name] = found.pop(shown) or None
        if not found:
            dialog.reject()
            return
        self.change(
            dialog, lambda site, reason: site.incidents.notes.change(one.id, found, reason), lambda saved: saved.id
        )

    def _void(self, one: Note) -> None:
        self.with_reason(
            said("Strike {number} through?").format(number=one.number), said("Strike through"),
            lambda site, reason: site.incidents.notes.void(one.id, reason), one.id,
        )  # fmt: skip

    def _pdf(self, one: Note) -> None:
        if self.context.export is not None:
            self.context.export("note-to-file", {"where": {"record": (one.id,)}})


def _signed(one: Note) -> str:
    if one.voided:
        return said("struck through")
    if not one.signatures:
        return said("not signed")
    return said("signed") if one.signatures == one.wanted else said("{n} of {all}").format(
        n=one.signatures, all=one.wanted
    )  # fmt: skip


def _state(one: Note) -> State:
    if one.voided:
        return State.NONE
    return State.CURRENT if one.signatures == one.wanted else State.SOON if one.signatures else State.MISSING


def _why(one: Note, investigator: tuple[str, str] | None) -> list[Part]:
    parts: list[Part] = []
    if not one.voided and one.signatures < one.wanted:
        names = [one.author] + ([investigator[1]] if investigator and investigator[0] != one.author_id else [])
        parts.append(said("To be signed by {names}. ").format(names=" and ".join(names)))
    if one.deviation:
        parts.append(said("Belongs to {number}. ").format(number=one.deviation))
    if one.late:
        parts.append(Em(said("Late entry: {why}").format(why=one.late_reason), "soon"))
    return parts


def _facts(one: Note) -> list[tuple[str, str]]:
    def day(value: object) -> str:
        return show_date(value) if value else ""  # type: ignore[arg-type]

    who = ", ".join(part for part in (one.corrective_who, day(one.corrective_due)) if part)
    return [
        (said("Written"), day(one.written)), (said("From"), one.author), (said("To"), one.addressed_to),
        (said("Participant"), one.subject), (said("Issue"), one.issue), (said("Root cause"), one.root_cause),
        (said("Corrective action"), one.corrective), (said("Who, by when"), who),
        (said("Resolution"), one.resolution), (said("In effect from"), day(one.effective)),
        (said("Deviation"), one.deviation),
    ]  # fmt: skip
