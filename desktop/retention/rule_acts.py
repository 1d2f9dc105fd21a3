"""What can be done with rules and reviews: confirm one that was not read in the primary text, a rule of the site, the
yearly review and its signature."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from db.errors import BadInput
from db.retention import records as r
from db.retention.library import text_of
from db.retention.reviews import REVIEWED
from db.retention.rule_text import written
from desktop.retention.asking import Asking
from desktop.retention.questions import Lists, standing
from desktop.retention.rule_form import fits, rule_of, rule_rows, shown_in_form
from desktop.retention.words import said
from desktop.signing.dialog import sign_records
from desktop.widgets.ask import AskDialog
from desktop.widgets.buttons import Button
from desktop.widgets.fields import ChoiceField, LongField
from desktop.widgets.file_field import read_file

if TYPE_CHECKING:
    from db.site import Site

FILES = "Rules in TOML (*.toml);;All files (*)"


class RuleActs(Asking):
    """Buttons and dialogs of rules and reviews."""

    def buttons(self, one: r.RuleState, may: bool) -> Sequence[Button]:
        """For the inspector."""
        if not may:
            return ()
        found = []
        if standing(one) == "to confirm":
            found.append(self.button(said("Confirm…"), "confirm-rule", lambda: self.confirm(one), "primary"))
        elif one.confirmed_by:
            found.append(self.button(said("Withdraw…"), "withdraw-rule", lambda: self.withdraw(one)))
        if one.of_site and fits(one.rule):
            found.append(self.button(said("Change…"), "change-rule", lambda: self.add(one)))
        if one.of_site:
            found.append(self.button(said("Take away…"), "remove-rule", lambda: self.remove(one)))
        return found

    def confirm(self, one: r.RuleState) -> None:
        """A named person read the text; what it moves is shown first."""

        def opened(lists: Lists) -> None:
            rows = (
                (ChoiceField(said("Who answers for it"), "person", lists.people, required=True, search=True),),
                (LongField(said("What was read, and where"), "basis", lines=2, required=True),),
            )
            words = said("From then on the rule may permit destruction. It is confirmed exactly as it reads now.")
            dialog = self.ask(
                said("Confirm “{name}”").format(name=one.rule.name), "confirm-dialog", rows, save, words=words,
                do=said("Confirm"),
            )  # fmt: skip
            dialog.fill({"person": lists.me})

        def save(dialog: AskDialog) -> None:
            person, basis = dialog.text("person"), dialog.text("basis")
            self.after_what_if(
                dialog, lambda site: site.retention.rules.what_if_confirmed(one.rule.id),
                lambda: self.write(
                    dialog, lambda site: site.retention.rules.confirm(one.rule.id, person, basis), "rule", one.rule.id
                ),
            )  # fmt: skip

        self.with_lists(opened)

    def withdraw(self, one: r.RuleState) -> None:
        """The confirmation was a mistake."""
        self._without(
            one, said("Withdraw the confirmation of “{name}”"), said("Withdraw"),
            lambda site, reason: site.retention.rules.withdraw_confirmation(one.rule.id, reason), one.rule.id,
        )  # fmt: skip

    def remove(self, one: r.RuleState) -> None:
        """A rule of the site holds no longer."""
        self._without(
            one, said("Take away “{name}”"), said("Take away"),
            lambda site, reason: site.retention.rules.withdraw(one.rule.id, reason), "",
        )  # fmt: skip

    def _without(
        self, one: r.RuleState, title: str, do: str, command: Callable[[Site, str], int], identity: str
    ) -> None:
        """With its reason; what moves without it is shown first."""

        def save(dialog: AskDialog) -> None:
            reason = dialog.text("reason")
            self.after_what_if(
                dialog, lambda site: site.retention.rules.what_if_withdrawn(one.rule.id),
                lambda: self.write(dialog, lambda site: command(site, reason), "rule", identity), always=True,
            )  # fmt: skip

        rows = ((LongField(said("Why"), "reason", lines=2, required=True),),)
        self.ask(title.format(name=one.rule.name), "without-rule-dialog", rows, save, do=do)

    def add(self, one: r.RuleState | None = None) -> None:
        """A rule of the site, or another text of one; what it moves is shown first."""

        def save(dialog: AskDialog) -> None:
            try:
                rule = rule_of(dialog)
            except BadInput as problem:
                dialog.show_trouble(problem)
                return

            def entry(site: Site) -> str:
                named = one.rule.id if one is not None else site.retention.rules.free_id(rule.name)
                return written(replace(rule, id=named))

            self.after_what_if(
                dialog, lambda site: site.retention.rules.what_if(entry(site)),
                lambda: self.write(dialog, lambda site: site.retention.rules.add(entry(site)), "rule", ""),
                always=True,
            )  # fmt: skip

        title = said("Add a rule of the site") if one is None else said("Change “{name}”").format(name=one.rule.name)
        words = said("It can make records be kept longer, never shorter: the latest of all rules counts.")
        dialog = self.ask(title, "site-rule-dialog", rule_rows(), save, words=words, width=680)
        first: dict[str, object] = {
            "jurisdiction": "INT",
            "party": "site",
            "kind": "trial records",
            "dated_by": "ended",
        }
        dialog.fill(dict(shown_in_form(one.rule)) if one is not None else first)

    def bring_in(self) -> None:
        """Rules of the site from a file written like the library; all of them or none."""

        def save(dialog: AskDialog) -> None:
            path = field.path
            if path is None:
                dialog.show_trouble(BadInput(said("No file is chosen."), todo=said("Choose one.")))
                return
            dialog.set_busy(True)
            self.context.jobs.run(
                lambda _: read_file(path), lambda data: apply(dialog, path.name, data), dialog.show_trouble
            )

        def apply(dialog: AskDialog, name: str, data: bytes) -> None:

            def apply_them(site: Site) -> int:
                return site.retention.rules.add(text_of(name, data), name)

            self.after_what_if(
                dialog, lambda site: site.retention.rules.what_if(text_of(name, data), name),
                lambda: self.write(dialog, apply_them, "rule", ""), always=True,
            )  # fmt: skip

        words = said(
            "Entries as in the library of the program, each with an id that begins with “site-”; one with the id of a "
            "rule of the site takes its place. A rule that is not sound is named, and none is taken over."
        )
        dialog = self.ask(said("Rules of the site from a file"), "rule-file-dialog", (), save, words=words,
                          do=said("Look and apply…"))  # fmt: skip
        field = self.file_field(dialog, said("File"), filters=FILES)

    def review(self) -> None:
        """The yearly look at the whole schedule."""

        def opened(lists: Lists) -> None:
            rows = (
                (ChoiceField(said("Reviewed by"), "person", lists.people, required=True, search=True),),
                (LongField(said("What was found, and what follows"), "found", lines=4, required=True),),
            )
            words = said("What the schedule says today is kept with it. It counts once it is signed.")
            dialog = self.ask(said("Yearly review of the schedule"), "review-dialog", rows, save, words=words)
            dialog.fill({"person": lists.me})

        def save(dialog: AskDialog) -> None:
            found, person = dialog.text("found"), dialog.text("person")
            self.write(
                dialog, lambda site: site.retention.reviews.add(found, person), "review", lambda review: review.id
            )

        self.with_lists(opened)

    def sign(self, one: r.Review) -> None:
        """By who made it, with passphrase and code or on paper."""
        self.context.jobs.read(
            lambda site: site.retention.reviews.signable(one.id),
            lambda content: sign_records(
                self.context, (content,), (REVIEWED,),
                lambda site, signer: site.retention.sign_review(one.id, signer),
                lambda _: self.saved.emit("review", one.id),
            ),
            self.failed,
        )  # fmt: skip
