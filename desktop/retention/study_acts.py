"""What can be done with a study: its facts, events, enquiries to the sponsor, contract terms, the sponsor's release."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from db.retention import records as r
from db.retention.library import COUNTRIES, PARTIES, PRODUCTS, TRIGGERS, fact_words
from desktop.retention.asking import Asking
from desktop.retention.questions import Lists, StudyView
from desktop.retention.words import options, said
from desktop.widgets.ask import AskDialog, whole_number
from desktop.widgets.buttons import Button
from desktop.widgets.fields import ChoiceField, DateField, LongField, TextField

if TYPE_CHECKING:
    from db.evidence.records import File
    from desktop.widgets.file_field import FileField

YES_NO = ("no", "yes")
_FLAGS = ("implantable", "gene_therapy", "application_relies", "sponsored")


class StudyActs(Asking):
    """Buttons and dialogs of one study."""

    def buttons(self, view: StudyView) -> Sequence[Button]:
        """For the inspector; what is wanted most first."""
        if not view.may:
            return ()
        one = view.state
        waiting = one.asked is not None and one.asked.answered is None
        primary = "facts" if one.facts is None else "answer" if waiting else "event"
        acts: list[tuple[str, str, Callable[[], object]]] = [
            ("event", said("Event…"), lambda: self.record_event(view)),
            ("facts", said("Facts…"), lambda: self.facts(view)),
            ("ask", said("Ask sponsor…"), lambda: self.ask_sponsor(one)),
            ("contract", said("Contract…"), lambda: self.contract(one)),
            ("release", said("Release…"), lambda: self.release(one)),
        ]
        if waiting:
            acts.append(("answer", said("Answer…"), lambda: self.answer(view.enquiries[0])))
        acts.sort(key=lambda act: act[0] != primary)
        return [self.button(words, name, do, "primary" if name == primary else "plain") for name, words, do in acts]

    def facts(self, view: StudyView) -> None:
        """Countries, product and the rest: they decide which rules apply."""
        one, now = view.state, view.state.facts
        yes_no = options(YES_NO)
        rows = (
            (TextField(said("Countries"), "countries", required=True, known=sorted(COUNTRIES),
                       hint=said("Two letters each, blanks between: DE US")),
             ChoiceField(said("Product"), "product", options(tuple(sorted(PRODUCTS))), required=True)),
            (TextField(said("Kept as"), "parties", required=True,
                       hint=said("Of: {words}").format(words=", ".join(sorted(PARTIES)))),
             TextField(said("Under"), "frameworks", hint=_known("framework"))),
            (TextField(said("GCP"), "gcp", hint=_known("gcp")),
             TextField(said("Funding"), "funding", hint=_known("funding"))),
            (ChoiceField(said("Implantable device"), "implantable", yes_no, required=True),
             ChoiceField(said("Gene therapy"), "gene_therapy", yes_no, required=True)),
            (ChoiceField(said("An application relies on it"), "application_relies", yes_no, required=True),
             ChoiceField(said("A sponsor must release it"), "sponsored", yes_no, required=True)),
        )  # fmt: skip

        def save(dialog: AskDialog) -> None:
            facts = _facts(dialog)
            self.after_what_if(
                dialog, lambda site: site.retention.studies.what_if_facts(one.id, facts),
                lambda: self.write(
                    dialog, lambda site: site.retention.studies.set_facts(one.id, facts), "study", one.id
                ),
            )  # fmt: skip

        dialog = self.ask(said("Facts of {code}").format(code=one.code), "facts-dialog", rows, save, width=680)
        facts = now or r.Facts(frozenset())
        dialog.fill({
            "countries": " ".join(sorted(facts.countries)), "product": facts.product,
            **{name: ", ".join(sorted(getattr(facts, name))) for name in ("parties", "frameworks", "gcp", "funding")},
            **{name: YES_NO[getattr(facts, name)] for name in _FLAGS},
        })  # fmt: skip

    def record_event(self, view: StudyView) -> None:
        """Something a rule waits for, with who says so; what it moves is shown before it is saved."""
        one = view.state
        waited = [what for wait in view.waits for what in wait.partition(": ")[2].split(" or ") if what in TRIGGERS]
        kinds = tuple(dict.fromkeys((*waited, *TRIGGERS)))

        def opened(lists: Lists) -> None:
            rows = (
                (ChoiceField(said("What happened"), "what", options(kinds), required=True, search=True),
                 DateField(said("On"), "happened", required=True, not_after=lists.today)),
                (TextField(said("Who or what says so"), "source", required=True),
                 TextField(said("Why it is entered only now"), "late_reason", hint=said("Needed after 14 days."))),
            )  # fmt: skip
            dialog = self.ask(said("Event of {code}").format(code=one.code), "event-dialog", rows, save)
            if waited:
                dialog.fill({"what": waited[0]})
            files.append(self.file_field(dialog, said("Evidence")))

        def save(dialog: AskDialog) -> None:
            what, source, late, day = (
                dialog.text("what"), dialog.text("source"), dialog.text("late_reason"), dialog.day("happened")
            )  # fmt: skip
            assert day is not None

            def go(file: File | None) -> None:
                self.write(
                    dialog,
                    lambda site: site.retention.studies.add_event(
                        what, day, source, study=one.id, evidence=file, late_reason=late
                    ),
                    "study", one.id,
                )  # fmt: skip

            self.after_what_if(
                dialog, lambda site: site.retention.studies.what_if_event(what, day, one.id),
                lambda: self.with_file(dialog, files[0], go),
            )  # fmt: skip

        files: list[FileField] = []
        self.with_lists(opened)

    def ask_sponsor(self, one: r.StudyState) -> None:
        """An enquiry that was sent."""

        def opened(lists: Lists) -> None:
            rows = (
                (TextField(said("Whom"), "whom", required=True),
                 DateField(said("Asked on"), "asked", required=True, not_after=lists.today)),
                (LongField(said("Question"), "question", lines=2, required=True),),
                (DateField(said("Answer expected by"), "expected", hint=said("Empty: 30 days later")),),
            )  # fmt: skip
            dialog = self.ask(said("Enquiry about {code}").format(code=one.code), "enquiry-dialog", rows, save)
            dialog.fill({"whom": one.sponsor, "asked": lists.today})

        def save(dialog: AskDialog) -> None:
            whom, question, asked, expected = (
                dialog.text("whom"), dialog.text("question"), dialog.day("asked"), dialog.day("expected")
            )  # fmt: skip
            assert asked is not None
            self.write(
                dialog,
                lambda site: site.retention.enquiries.ask(one.id, asked, whom, question, expected),
                "study",
                one.id,
            )

        self.with_lists(opened)

    def answer(self, enquiry: r.Enquiry) -> None:
        """What the sponsor said."""

        def opened(lists: Lists) -> None:
            rows = (
                (DateField(said("Answered on"), "answered", required=True, not_after=lists.today),),
                (LongField(said("Answer"), "answer", lines=2, required=True),),
            )
            dialog = self.ask(
                said("Answer of {whom}").format(whom=enquiry.whom), "answer-dialog", rows, save, words=enquiry.question
            )
            dialog.fill({"answered": lists.today})
            files.append(self.file_field(dialog, said("Letter"), hint=said("A date it names is entered as an event.")))

        def save(dialog: AskDialog) -> None:
            words, day = dialog.text("answer"), dialog.day("answered")
            assert day is not None
            self.with_file(dialog, files[0], lambda file: self.write(
                dialog, lambda site: site.retention.enquiries.answer(enquiry.id, day, words, file), "study",
                enquiry.study_id,
            ))  # fmt: skip

        files: list[FileField] = []
        self.with_lists(opened)

    def contract(self, one: r.StudyState) -> None:
        """What a contract asks beside the law: until a day, or so long after something."""
        rows = (
            (TextField(said("Contract and clause"), "name", required=True),),
            (DateField(said("Until"), "keep_until"),
             ChoiceField(said("or so long after"), "what", options(TRIGGERS), unset="–")),
            (TextField(said("Years"), "years", rule=whole_number),
             TextField(said("Months"), "months", rule=whole_number)),
        )  # fmt: skip

        def save(dialog: AskDialog) -> None:
            name, what, day = dialog.text("name"), dialog.text("what"), dialog.day("keep_until")
            years, months = dialog.number("years") or 0, dialog.number("months") or 0
            self.with_file(dialog, field, lambda file: self.write(
                dialog,
                lambda site: site.retention.studies.add_contract(
                    one.id, name, keep_until=day, what=what, years=years, months=months, evidence=file
                ),
                "study", one.id,
            ))  # fmt: skip

        dialog = self.ask(said("Contract term of {code}").format(code=one.code), "contract-dialog", rows, save)
        field = self.file_field(dialog, said("The clause"))

    def release(self, one: r.StudyState) -> None:
        """The sponsor's written word; without the letter there is none (RET-3)."""

        def opened(lists: Lists) -> None:
            rows = (
                (TextField(said("Sponsor"), "sponsor", required=True),
                 DateField(said("Letter of"), "released", required=True, not_after=lists.today)),
                (LongField(said("What it covers"), "covers", lines=2),),
            )  # fmt: skip
            dialog = self.ask(said("Sponsor's release of {code}").format(code=one.code), "release-dialog", rows, save)
            dialog.fill({"sponsor": one.sponsor})
            files.append(self.file_field(dialog, said("The letter"), hint=said("Nothing is released without it.")))

        def save(dialog: AskDialog) -> None:
            sponsor, covers, day = dialog.text("sponsor"), dialog.text("covers"), dialog.day("released")
            assert day is not None

            def go(file: File | None) -> None:
                if file is None:
                    from db.errors import BadInput

                    dialog.show_trouble(BadInput(said("The letter is missing."), todo=said("Choose its scan.")))
                    return
                self.write(
                    dialog, lambda site: site.retention.studies.add_release(one.id, sponsor, day, file, covers),
                    "study", one.id,
                )  # fmt: skip

            self.with_file(dialog, files[0], go)

        files: list[FileField] = []
        self.with_lists(opened)


def _facts(dialog: AskDialog) -> r.Facts:
    def words(name: str) -> frozenset[str]:
        return frozenset(word.strip() for word in dialog.text(name).split(",") if word.strip())

    flags: dict[str, Any] = {name: dialog.text(name) == "yes" for name in _FLAGS}
    return r.Facts(
        frozenset(dialog.text("countries").replace(",", " ").upper().split()), dialog.text("product"), words("parties"),
        frameworks=words("frameworks"), gcp=words("gcp"), funding=words("funding"), **flags,
    )  # fmt: skip


def _known(fact: str) -> str:
    """The words the rules of the library know for it."""
    return said("Of: {words}").format(words=", ".join(sorted(fact_words(fact))))
