"""A rule of the site as a form: where it holds, for which records, from what and how long, who says so (RET-1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from db.errors import BadInput
from db.retention.library import CHECKED, COUNTRIES, PARTIES, PRODUCTS, SERIES, TRIGGERS, Alternative, Rule
from desktop.retention.words import options, said
from desktop.widgets.ask import AskDialog, Row, whole_number
from desktop.widgets.fields import ChoiceField, DateField, TextField

if TYPE_CHECKING:
    from datetime import date

FOR_EVER = "for ever"
OWN_ROW = 35  # of the list of rules: what the user enters
WHERE = (("INT", "Everywhere"), ("EU", "European Union and EEA"), ("ICH", "ICH regions"))
_KEPT = "Nothing was saved."
_LEGS = ("", "2")


def rule_rows() -> tuple[Row, ...]:
    """The fields, from what it is called down to when it is in force."""
    where = [(code, said(words)) for code, words in WHERE] + [(code, code) for code in sorted(COUNTRIES)]
    checked = [(code, said(words)) for code, words in CHECKED.items()]
    products = [("", said("any")), *options(tuple(sorted(PRODUCTS)))]
    after = [*options(TRIGGERS), (FOR_EVER, said("nothing: kept for ever"))]
    dated = [("ended", said("the day the trial ended")), ("trigger", said("the day it counts from"))]
    return (
        (TextField(said("Name"), "name", required=True),),
        (TextField(said("Source"), "source", required=True, hint=said("Law, SOP or policy, with its clause")),
         ChoiceField(said("How it was checked"), "checked", checked, required=True,
                     hint=said("Only the primary text permits destruction unconfirmed."))),
        (ChoiceField(said("Where it holds"), "jurisdiction", where, required=True, search=True),
         ChoiceField(said("Kept as"), "party", options(tuple(sorted(PARTIES))), required=True)),
        (ChoiceField(said("Kind of records"), "kind", options(SERIES), required=True),
         ChoiceField(said("Product"), "product", products)),
        (ChoiceField(said("Counts from"), "after", after, required=True, search=True),
         ChoiceField(said("and from (the later end counts)"), "after2", options(TRIGGERS), search=True, unset="–")),
        (TextField(said("Years"), "years", rule=whole_number),
         TextField(said("Years of the second"), "years2", rule=whole_number)),
        (TextField(said("Months"), "months", rule=whole_number),
         TextField(said("Months of the second"), "months2", rule=whole_number)),
        (DateField(said("In force from"), "start"), DateField(said("No longer in force from"), "until")),
        (ChoiceField(said("In force is judged by"), "dated_by", dated, required=True), TextField(said("Note"), "note")),
    )  # fmt: skip


def rule_of(dialog: AskDialog) -> Rule:
    """What the form says, without an id. Raises BadInput: no period, or an end before its beginning."""
    start, until = dialog.day("start"), dialog.day("until")
    _check_days(start, until)
    ever = dialog.text("after") == FOR_EVER
    product = dialog.text("product")
    return Rule(
        "", OWN_ROW, dialog.text("name"), dialog.text("source"), dialog.text("checked"), dialog.text("jurisdiction"),
        frozenset({dialog.text("party")}), frozenset({dialog.text("kind")}),
        when={"product": product} if product else {}, legs=() if ever else tuple(_legs(dialog)),
        start=start, until=until, dated_by=dialog.text("dated_by"), permanent=ever, note=dialog.text("note"),
    )  # fmt: skip


def fits(rule: Rule) -> bool:
    """Whether the form can show all of it; what a file brought may say more."""
    plain = all(len(leg) == 1 and not (leg[0].days or leg[0].day_after) for leg in rule.legs)
    return (
        plain and len(rule.legs) <= len(_LEGS) and len(rule.parties) == len(rule.series) == 1 and rule.own_period
        and set(rule.when) <= {"product"}
    )  # fmt: skip


def shown_in_form(rule: Rule) -> Mapping[str, Any]:
    """For ``AskDialog.fill``."""
    found: dict[str, Any] = {name: getattr(rule, name) for name in (
        "name", "source", "checked", "jurisdiction", "start", "until", "dated_by", "note")}  # fmt: skip
    found |= {"party": min(rule.parties), "kind": min(rule.series), "product": rule.when.get("product", "")}
    for which, (one,) in zip(_LEGS, rule.legs, strict=False):
        found |= {f"after{which}": one.after, f"years{which}": one.years or "", f"months{which}": one.months or ""}
    return found | ({"after": FOR_EVER} if rule.permanent else {})


def _legs(dialog: AskDialog) -> list[tuple[Alternative, ...]]:
    found: list[tuple[Alternative, ...]] = []
    for which in _LEGS:
        after = dialog.text(f"after{which}")
        years, months = dialog.number(f"years{which}") or 0, dialog.number(f"months{which}") or 0
        if after and years + months == 0:
            raise BadInput(f"How long after “{after}” is not said.", kept=_KEPT, todo="Enter years, months or both.")
        if not after and years + months:
            raise BadInput(
                "A second period counts from nothing.", kept=_KEPT, todo="Choose from what, or leave it out."
            )
        if after:
            found.append((Alternative(after, years, months),))
    return found


def _check_days(start: date | None, until: date | None) -> None:
    if start is not None and until is not None and until <= start:
        raise BadInput("It is no longer in force before it begins.", kept=_KEPT, todo="Correct one of the two days.")
