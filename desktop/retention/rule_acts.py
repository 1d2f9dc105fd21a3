"""What can be done with rules and reviews: confirm one that was not read in the primary text, a rule of the site, the
yearly review and its signature."""

from __future__ import annotations

from collections.abc import Sequence

from db.retention import records as r
from db.retention.reviews import REVIEWED
from desktop.retention.asking import Asking
from desktop.retention.questions import Lists, standing
from desktop.retention.words import said
from desktop.signing.dialog import sign_records
from desktop.widgets.ask import AskDialog
from desktop.widgets.buttons import Button
from desktop.widgets.fields import ChoiceField, LongField

TEMPLATE = """[[rule]]
id = "site-archive"
row = 900
name = "House rule of the archive"
source = "SOP 17, section 4"
checked = "V"
jurisdiction = "INT"
parties = ["site"]
series = ["trial records"]
legs = [[{ after = "trial ended", years = 30 }]]
"""


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
        self.context.prompts.ask_reason(
            said("Why is the confirmation of “{name}” withdrawn?").format(name=one.rule.name),
            lambda reason: self.context.jobs.write(
                lambda site: site.retention.rules.withdraw_confirmation(one.rule.id, reason),
                lambda _: self.saved.emit("rule", one.rule.id), self.failed,
            ),
        )  # fmt: skip

    def remove(self, one: r.RuleState) -> None:
        """A rule of the site holds no longer."""
        self.context.prompts.ask_reason(
            said("Why does “{name}” hold no longer?").format(name=one.rule.name),
            lambda reason: self.context.jobs.write(
                lambda site: site.retention.rules.withdraw(one.rule.id, reason),
                lambda _: self.saved.emit("rule", ""), self.failed,
            ),
        )  # fmt: skip

    def add(self) -> None:
        """A rule of the site, in the library's own form; what it moves is shown first."""
        rows = ((LongField(said("The rule"), "entry", lines=11, required=True),),)
        words = said("Written like an entry of the library. It can make records be kept longer, never shorter.")

        def save(dialog: AskDialog) -> None:
            entry = dialog.text("entry")
            self.after_what_if(
                dialog,
                lambda site: site.retention.rules.what_if(entry),
                lambda: self.write(dialog, lambda site: site.retention.rules.add(entry), "rule", ""),
            )

        dialog = self.ask(said("Add a rule of the site"), "site-rule-dialog", rows, save, words=words, width=680)
        dialog.fill({"entry": TEMPLATE})

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
