"""How a series ends, in the window: proposed with what would end, approved by a second person, carried out, withdrawn
(RET-3, AUD-5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.retention import destruction as d
from db.retention import records as r
from desktop.ended import tell_ended
from desktop.retention.asking import Asking
from desktop.retention.questions import Lists, SeriesView, read_lists
from desktop.retention.words import counted, options, said
from desktop.signing.dialog import sign_records
from desktop.widgets.ask import AskDialog
from desktop.widgets.buttons import Button
from desktop.widgets.fields import ChoiceField, DateField, LongField, TextField

if TYPE_CHECKING:
    from db.site import Site

REPORT = "destruction-certificate"
SHOWN = 6  # records that stay, named before a proposal; the rest is counted


class EndingActs(Asking):
    """Buttons and dialogs of a destruction."""

    def buttons(self, view: SeriesView) -> Sequence[Button]:
        """For the inspector, by how far it is; what came into the way leaves only the withdrawal."""
        one = view.destruction
        if one is None:
            if not view.may_end or view.obstacles:
                return ()
            return (self.button(said("Propose destruction…"), "propose", lambda: self.propose(view.series), "primary"),)
        found: list[Button] = []
        if view.may_end and one.status == r.PROPOSED:
            if view.me and view.me != one.proposer_id and not view.obstacles:
                found.append(self.button(said("Approve destruction…"), "approve", lambda: self.approve(one), "primary"))
            found.append(self.button(said("Withdraw…"), "withdraw-destruction", lambda: self.withdraw(one)))
        elif view.may_end and one.status == r.APPROVED:
            if not view.obstacles:
                found.append(self.button(said("Carry out…"), "carry-out", lambda: self.carry_out(one), "danger"))
            found.append(self.button(said("Withdraw…"), "withdraw-destruction", lambda: self.withdraw(one)))
        if self.context.export is not None:
            found.append(self.button(said("Certificate"), "certificate", lambda: self.certificate(one)))
        return found

    def certificate(self, one: r.Destruction) -> None:
        """The signed PDF; before it was carried out it says that nothing was destroyed."""
        if self.context.export is not None:
            self.context.export(REPORT, {"where": {"record": (one.id,)}})

    def propose(self, one: r.Series) -> None:
        """What would end is shown first."""

        def opened(proposal: d.Proposal) -> None:
            here = one.medium == "in this program"
            methods = (r.BY_KEY,) if here else tuple(method for method in r.METHODS if method != r.BY_KEY)
            rows = [
                (ChoiceField(said("Method"), "method", options(methods), required=True),),
                (LongField(said("Why it ends now"), "reason", lines=2, required=True),),
            ]
            if not here:
                hint = said("Of a data carrier: make, model, serial number.")
                rows.insert(1, (TextField(said("Medium"), "medium", hint=hint),))
            dialog = self.ask(
                said("Propose the destruction of {number}").format(number=one.number), "propose-dialog", rows, save,
                words=_would_end(one, proposal), do=said("Propose"),
            )  # fmt: skip
            dialog.fill({"method": methods[0]})

        def save(dialog: AskDialog) -> None:
            medium = dialog.text("medium") if "medium" in dialog.fields else ""
            new = r.NewDestruction(dialog.text("reason"), dialog.text("method"), medium)
            self.write(dialog, lambda site: site.retention.destructions.propose(one.id, new), "series", one.id)

        self.context.jobs.read(lambda site: site.retention.destructions.look(one.id), opened, self.failed)

    def approve(self, one: r.Destruction) -> None:
        """By a second person, with passphrase and code or on paper."""
        self.context.jobs.read(
            lambda site: site.retention.destructions.signable(one.id, d.APPROVED),
            lambda content: sign_records(
                self.context, (content,), (d.APPROVED,),
                lambda site, signer: site.retention.destructions.sign_approval(one.id, signer),
                lambda _: self.saved.emit("series", one.series_id),
            ),
            self.failed,
        )  # fmt: skip

    def carry_out(self, one: r.Destruction) -> None:
        """What was done, then the signature; nothing brings it back."""

        def opened(lists: Lists, backups: str) -> None:
            witness = ChoiceField(
                said("Witness"), "witness", [("", said("Somebody outside")), *lists.people], search=True
            )
            outside = TextField(said("Name and role of a witness from outside"), "witness_name")
            rows = (
                (DateField(said("Carried out on"), "carried", required=True, not_after=lists.today),),
                (LongField(said("How it was verified"), "verification", lines=2, required=True),),
                (witness, outside),
                (LongField(said("Copies that still hold it, and until when"), "backups", lines=2, required=True,
                           hint=said("Backups, visit packages, exports; or that none is known.")),),
            )  # fmt: skip
            words = counted(one.items, "1 record of this program ends with it.",
                            "{n} records of this program end with it.") if one.items else ""  # fmt: skip
            dialog = self.ask(
                said("Carry out {number}").format(number=one.number), "carry-dialog", rows, save, do=said("Sign…"),
                words=f"{words} {said('Nothing brings back what was destroyed.')}".strip(),
            )  # fmt: skip
            dialog.fill({"carried": lists.today, "backups": backups})

        def save(dialog: AskDialog) -> None:
            day = dialog.day("carried")
            assert day is not None
            how = r.Carrying(
                day, dialog.text("verification"), dialog.text("backups"), dialog.text("witness") or None,
                dialog.text("witness_name"),
            )  # fmt: skip
            dialog.set_busy(True)
            self.context.jobs.read(
                lambda site: site.retention.destructions.signable(one.id, d.CARRIED_OUT, how),
                lambda content: sign(dialog, content, how), dialog.show_trouble,
            )  # fmt: skip

        def sign(dialog: AskDialog, content: object, how: r.Carrying) -> None:
            def commit(site: Site, signer: object) -> r.Destruction:
                return site.retention.destructions.carry_out(one.id, how, signer)  # type: ignore[arg-type]

            dialog.set_busy(False)
            sign_records(
                self.context, (content,), (d.CARRIED_OUT,), commit,  # type: ignore[arg-type]
                lambda done: self._carried(dialog, done), parent=dialog,
            )  # fmt: skip

        self.context.jobs.read(
            lambda site: (read_lists(site), _copies(site) if one.items else ""), lambda found: opened(*found),
            self.failed,
        )  # fmt: skip

    def _carried(self, dialog: AskDialog, one: r.Destruction) -> None:
        dialog.accept()
        self.saved.emit("series", one.series_id)
        if one.items:
            tell_ended(self.context, said("Destroyed under {number}").format(number=one.number))

    def withdraw(self, one: r.Destruction) -> None:
        """Before it is carried out."""
        self.context.prompts.ask_reason(
            said("Why is {number} withdrawn?").format(number=one.number),
            lambda reason: self.context.jobs.write(
                lambda site: site.retention.destructions.withdraw(one.id, reason),
                lambda _: self.saved.emit("series", one.series_id), self.failed,
            ),
        )  # fmt: skip


def _copies(site: Site) -> str:
    """What the program knows of other copies; who carries it out says what became of them."""
    return " ".join(part for part in (site.backups.holding_words(), site.retention.destructions.left_words()) if part)


def _would_end(one: r.Series, proposal: d.Proposal) -> str:
    """What ends and what stays, in words."""
    scope = proposal.scope
    if one.medium != "in this program":
        return said("It ends outside this program; its line in the schedule stays. A second person approves it.")
    words = [
        counted(len(scope.items), "1 record of this program would end.", "{n} records of this program would end.")
        if scope.items
        else said("This program keeps no records of its studies; only the line in the schedule ends.")
    ]
    named = [each.words for each in scope.shared[:SHOWN]]
    if len(scope.shared) > SHOWN:
        named.append(said("and {n} more").format(n=len(scope.shared) - SHOWN))
    if named:
        words.append(said("Others rest on these, so they stay: {names}.").format(names="; ".join(named)))
    words.append(said("The study itself, its retention and the stub stay. A second person approves it."))
    return " ".join(words)
