"""What was entered by mistake, or holds no longer, is taken back: an event, a contract's term, a sponsor's release. It
stays readable and counts no more; what that moves is shown first (RET-2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from db.retention import records as r
from desktop.retention.asking import Asking
from desktop.retention.words import day_words, said
from desktop.widgets.ask import AskDialog
from desktop.widgets.fields import ChoiceField, LongField

if TYPE_CHECKING:
    from db.site import Site

Thing = tuple[str, str]
"""Kind and id with a stroke between, and its words."""
_BACK: Mapping[str, Callable[[Site, str, str], object]] = {
    "event": lambda site, record, reason: site.retention.studies.void_event(record, reason),
    "contract": lambda site, record, reason: site.retention.studies.withdraw_contract(record, reason),
    "release": lambda site, record, reason: site.retention.studies.withdraw_release(record, reason),
}


class TakingBack(Asking):
    """One dialog for all of them."""

    def ask_which(self, things: Sequence[Thing], of: str, view: str, identity: str) -> None:
        """``of``: the study or series; ``view`` and ``identity``: what is shown afterwards."""
        rows = (
            (ChoiceField(said("What"), "thing", things, required=True, unset=said("Choose")),),
            (LongField(said("Why"), "reason", lines=2, required=True),),
        )

        def save(dialog: AskDialog) -> None:
            (kind, _, record), reason = dialog.text("thing").partition("/"), dialog.text("reason")
            self.after_what_if(
                dialog, lambda site: site.retention.what_if_without(record),
                lambda: self.write(dialog, lambda site: _BACK[kind](site, record, reason), view, identity), always=True,
            )  # fmt: skip

        words = said("It stays readable, with the reason, and counts no more.")
        title = said("Take back what was entered of {what}").format(what=of)
        dialog = self.ask(title, "back-dialog", rows, save, words=words, do=said("Take back"))
        if len(things) == 1:
            dialog.fill({"thing": things[0][0]})


def things_of(
    events: Sequence[r.Event], contracts: Sequence[r.ContractTerm] = (), releases: Sequence[r.Release] = ()
) -> tuple[Thing, ...]:
    """What still counts and could be taken back."""
    return (
        *((f"event/{one.id}", f"{day_words(one.happened)} · {one.what}") for one in events if one.voided is None),
        *((f"contract/{one.id}", said("Contract: {name}").format(name=one.name)) for one in contracts),
        *((f"release/{one.id}", said("Release of {day}: {who}").format(day=day_words(one.released), who=one.sponsor))
          for one in releases if one.withdrawn is None),
    )  # fmt: skip
