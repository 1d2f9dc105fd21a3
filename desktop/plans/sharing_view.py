"""The register of sharing (DMP-2): what goes to whom, whether it is covered, until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from db.days import LATE_AFTER_DAYS
from db.plans import sharing_records as s
from db.plans.rules import needs_agreement
from db.plans.sharing_records import NewSharing, Sharing
from db.plans.sharings import covered_words
from db.store.query import Query
from desktop.history import moments, span_words
from desktop.plans.view import Dossier, Lists, View
from desktop.plans.words import SHARING_STATES, said
from desktop.widgets.ask import AskDialog, whole_number
from desktop.widgets.buttons import Button
from desktop.widgets.dates import show_date
from desktop.widgets.fields import ChoiceField, DateField, LongField, TextField
from desktop.widgets.file_field import FileField
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Column, RecordModel
from desktop.widgets.table import TWO_LINES, RecordTable
from desktop.widgets.text import Em, Part
from desktop.widgets.timeline import Moment, TimeLine

if TYPE_CHECKING:
    from db.evidence.records import File
    from db.site import Site

_TEXTS = ("what", "data", "purpose", "recipient", "capacity", "contact", "legal_basis", "agreement", "safeguards",
          "country", "transfer", "late_reason")  # fmt: skip
_DAYS = ("agreement_signed", "agreement_until", "start", "until")
_IDS = ("study_id", "owner_id")
_DATA = {s.IDENTIFIED: "With names", s.CODED: "Under a code", s.ANONYMOUS: "Anonymous"}


class SharingView(View):
    """The second tab."""

    kind = "sharing"
    dated = knowing = True
    tab = "Reviews"

    def make_table(self) -> RecordTable:
        columns = (
            Column("recipient", said("Recipient"), lambda one: one.recipient, 190, 3, "recipient", strong=True,
                   second=lambda one: f"{one.number} · {said(one.capacity)}"),
            Column("what", said("What"), lambda one: one.what, 190, 4, "what", second=_kind),
            Column("study", said("Study"), lambda one: one.study or said("whole site"), 90, 0, "study", ink="ink2"),
            Column("country", said("Country"), lambda one: one.country, 66, 0, "country", ink="ink2"),
            Column("agreement", said("Agreed until"), _agreed, 108, 0, "agreement_until", ink="ink2"),
            Column("status", said("State"), lambda one: said(one.status), 128, 0, "urgency",
                   state=lambda one: SHARING_STATES[one.status]),
        )  # fmt: skip
        read = self.listed(lambda site: site.plans.sharings)
        return RecordTable(RecordModel(columns, read), said("Sharing"), "sharings", row=TWO_LINES)

    def facet_titles(self) -> Sequence[tuple[str, str]]:
        return (("status", said("State")), ("study", said("Study")), ("capacity", said("Capacity")),
                ("data", said("Data")), ("country", said("Country")))  # fmt: skip

    def read_facets(self, site: Site, query: Query) -> Mapping[str, tuple[tuple[str, int], ...]]:
        return site.plans.sharings.facets(query, self.on())

    def add_words(self) -> str:
        return said("Add a sharing")

    def add(self) -> None:
        self.with_lists(lambda lists: self._open(None, lists))

    def report(self) -> tuple[str, dict[str, object]] | None:
        asked: dict[str, object] = {"where": self.where(), "search": self.table.model.query.search, "as_of": self.on()}
        return "sharing-register", asked

    def read(self, site: Site, record: str) -> Dossier:
        site.looked_at("sharing", record)
        sharings, known = site.plans.sharings, self.known_on()
        one = sharings.get(record, self.on()) if known is None else sharings.known(known, record)
        files = site.evidence.about_all((one.evidence,)) if site.may("sharing") else ()
        return Dossier(
            one, site.trail.history("sharing", record), site.may("sharing") and not self.past(), (), files,
            sharings.reviews(record),
        )  # fmt: skip

    def show(self, inspector: Inspector, found: Dossier, further: TimeLine) -> None:
        one: Sharing = found.record
        inspector.show_head(
            f"{one.number} · {one.study or said('whole site')}", one.recipient, SHARING_STATES[one.status],
            said(one.status), _why(one), self._buttons(one) if found.may else (),
        )  # fmt: skip
        inspector.details.show_facts(_facts(one))
        further.show_moments(
            [Moment(each.outcome, f"{show_date(each.reviewed)} · {each.reviewer}") for each in found.more]
        )
        inspector.show_history(moments(found.entries))
        inspector.show_footer(span_words(found.entries))

    def _buttons(self, one: Sharing) -> Sequence[Button]:
        if one.status in (s.ENDED, s.VOIDED):
            return ()
        uncovered = one.status == s.UNCOVERED
        change = self.button(
            said("Enter the agreement") if uncovered else said("Change"), "change",
            lambda: self.with_lists(lambda lists: self._open(one, lists)), "primary" if uncovered else "plain",
        )  # fmt: skip
        return (
            change, self.button(said("Reviewed…"), "reviewed", lambda: self.with_lists(lambda x: self._review(one, x))),
            self.button(said("End…"), "end", lambda: self.with_lists(lambda lists: self._end(one, lists))),
            self.button(said("Strike through"), "void", lambda: self._void(one)),
        )  # fmt: skip

    def _open(self, one: Sharing | None, lists: Lists) -> None:
        late = DateField(said("Since"), "start", required=True)
        rows = (
            (TextField(said("Recipient"), "recipient", required=True),
             ChoiceField(said("Receives as"), "capacity", _options(s.CAPACITIES), required=True)),
            (LongField(said("What is shared"), "what", required=True, lines=2),),
            (ChoiceField(said("Data"), "data", [(key, said(words)) for key, words in _DATA.items()], required=True),
             ChoiceField(said("Study"), "study_id", lists.studies, unset=said("whole site"))),
            (LongField(said("Purpose"), "purpose", lines=2, hint=said("Needed for personal data")),),
            (TextField(said("Legal basis"), "legal_basis", required=True, known=s.LEGAL_BASES),),
            (TextField(said("Agreement"), "agreement", hint=said("Its title or number")),
             DateField(said("Signed"), "agreement_signed", not_after=lists.today)),
            (DateField(said("Agreement ends"), "agreement_until"), TextField(said("Contact"), "contact")),
            (TextField(said("Country"), "country", required=True, hint=said("Two letters: DE, US, JP")),
             ChoiceField(said("Transfer under"), "transfer", _options(s.TRANSFERS), required=True)),
            (LongField(said("Safeguards"), "safeguards", lines=2, hint=said("Needed where data go abroad")),),
            (late, DateField(said("Planned end"), "until")),
            (ChoiceField(said("Answers for it"), "owner_id", lists.people, search=True, unset=said("nobody yet")),
             TextField(said("Months between reviews"), "review_months", required=True, rule=whole_number)),
            (LongField(said("Why it is entered only now"), "late_reason", lines=2, hint=said(
                "Needed where it began more than {n} days ago").format(n=LATE_AFTER_DAYS)),),
        )  # fmt: skip
        title = said("Add a sharing") if one is None else said("Change {number}").format(number=one.number)
        paper = FileField(said("Signed agreement"), "agreement-file", self.context.prompts)
        dialog = self.ask(title, "sharing-dialog", rows, lambda given: self._save(given, one, paper), width=680)
        dialog.body.addWidget(paper)
        if one is None:
            dialog.fill({"transfer": "none", "start": lists.today, "review_months": 12, "data": s.CODED})
        else:
            names = (*_TEXTS, *_DAYS, *_IDS, "review_months")
            dialog.fill({name: getattr(one, name) for name in names})

    def _save(self, dialog: AskDialog, one: Sharing | None, paper: FileField) -> None:
        given: dict[str, object] = {name: dialog.text(name) for name in _TEXTS}
        given |= {name: dialog.day(name) for name in _DAYS} | {name: dialog.text(name) or None for name in _IDS}
        given["review_months"] = dialog.number("review_months")

        def go(file: File | None) -> None:
            if one is None:
                new = NewSharing(**given)  # type: ignore[arg-type]
                self.write(dialog, lambda site: site.plans.sharings.add(new, file), lambda saved: saved.id)
                return
            found = {name: value for name, value in given.items() if value != getattr(one, name)}
            self.change(
                dialog, lambda site, reason: site.plans.sharings.change(one.id, found, reason, file),
                lambda saved: saved.id,
            )  # fmt: skip

        self.with_file(dialog, paper, go)

    def _review(self, one: Sharing, lists: Lists) -> None:
        def save(dialog: AskDialog) -> None:
            day, words = dialog.day("reviewed"), dialog.text("outcome")
            assert day is not None
            self.write(dialog, lambda site: site.plans.sharings.review(one.id, day, words), lambda saved: saved.id)

        rows = (
            (DateField(said("Reviewed"), "reviewed", required=True, not_after=lists.today),),
            (LongField(said("Still needed, still covered?"), "outcome", required=True),),
        )
        title = said("{number} reviewed").format(number=one.number)
        self.ask(title, "sharing-review-dialog", rows, save).fill({"reviewed": lists.today})

    def _end(self, one: Sharing, lists: Lists) -> None:
        def save(dialog: AskDialog) -> None:
            day, words = dialog.day("ended"), dialog.text("why")
            assert day is not None
            self.write(dialog, lambda site: site.plans.sharings.end(one.id, day, words), lambda saved: saved.id)

        rows = (
            (DateField(said("Last day on which data went out"), "ended", required=True, not_after=lists.today),),
            (LongField(said("Why it ends"), "why", required=True),),
        )
        title = said("End {number}").format(number=one.number)
        self.ask(title, "sharing-end-dialog", rows, save, do=said("End it")).fill({"ended": lists.today})

    def _void(self, one: Sharing) -> None:
        self.with_reason(
            said("Strike {number} through?").format(number=one.number), said("Strike through"),
            lambda site, reason: site.plans.sharings.void(one.id, reason), one.id,
        )  # fmt: skip


def _options(words: Sequence[str]) -> list[tuple[str, str]]:
    return [(word, said(word).capitalize()) for word in words]


def _kind(one: Sharing) -> str:
    return f"{said(_DATA[one.data])} · {one.legal_basis}"


def _agreed(one: Sharing) -> str:
    if one.agreement_until is not None:
        return show_date(one.agreement_until)
    if one.agreement_signed is not None:
        return said("without end")
    return said("no agreement") if needs_agreement(one.data, one.capacity) else said("not needed")


def _why(one: Sharing) -> list[Part]:
    parts: list[Part] = []
    uncovered = covered_words(one)
    if uncovered:
        parts += [Em(said("Data go out uncovered: "), "late"), said(uncovered), ". "]
    elif one.status == s.OVERRUN and one.until is not None:
        parts.append(Em(said("Its period ended on {day}. ").format(day=show_date(one.until)), "late"))
    elif one.status == s.ENDED and one.ended is not None:
        parts.append(said("Ended on {day}: {why}. ").format(day=show_date(one.ended), why=one.end_reason))
    if one.late:
        parts.append(Em(said("Late entry: {why}").format(why=one.late_reason), "soon"))
    return parts


def _facts(one: Sharing) -> list[tuple[str, str]]:
    def day(value: object) -> str:
        return show_date(value) if value else ""  # type: ignore[arg-type]

    agreement = ", ".join(part for part in (one.agreement, day(one.agreement_signed)) if part)
    return [
        (said("What"), one.what), (said("Data"), said(_DATA[one.data])), (said("Purpose"), one.purpose),
        (said("Receives as"), said(one.capacity)), (said("Legal basis"), one.legal_basis),
        (said("Agreement"), agreement or said("none on record")), (said("Agreement ends"), day(one.agreement_until)),
        (said("Country"), one.country), (said("Transfer under"), "" if one.transfer == "none" else said(one.transfer)),
        (said("Safeguards"), one.safeguards), (said("Since"), day(one.start)), (said("Planned end"), day(one.until)),
        (said("Contact"), one.contact), (said("Answers for it"), one.owner),
        (said("Next review"), day(one.next_review)),
    ]  # fmt: skip
