"""What the inspector says of a row under review, and of what follows a verdict."""

from __future__ import annotations

from collections.abc import Callable

from db.access import review_records as v
from desktop.access.job_acts import JobActs
from desktop.access.job_end import followup_state, state_word
from desktop.access.words import (
    VERDICT_STATE,
    day,
    finding_why,
    how_word,
    said,
    verdict_word,
)
from desktop.widgets.buttons import Button
from desktop.widgets.inspector import Inspector
from desktop.widgets.states import State
from desktop.widgets.text import Em, Part


def show_row(
    inspector: Inspector,
    row: v.ReviewRow,
    review: v.Review,
    step: str,
    acts: JobActs,
    then: Callable[[], object],
    *,
    may_write: bool,
) -> None:
    """``step``: matching or judging; ``then``: after a command, on to the next row."""
    matching = step == v.MATCH
    state = _match_state(row) if matching else VERDICT_STATE[row.verdict]
    word = _match_words(row) if matching else verdict_word(row.verdict)
    why = _why_match(row) if matching else _why_judge(row, review)
    buttons: list[Button] = []
    if may_write and matching and row.place is not None:
        buttons = _match_buttons(row, acts, then)
    elif may_write and not matching and review.step == v.DECIDE and not row.own:
        buttons = _judge_buttons(row, acts, then)
    place = said("Row {n} of the list").format(n=row.place) if row.place else said("Only in the register")
    inspector.show_head(place, row.account or row.name, state, word, why, buttons)
    inspector.details.show_facts(
        [
            (said("Name in the list"), row.name), (said("E-mail"), row.email), (said("Role"), row.role),
            (said("Last log-in"), day(row.last_login)),
            (said("In the system"), said("active") if row.active else said("locked")),
            (said("Person"), row.person or (said("nobody on the roster") if row.match == v.NOBODY else "")),
            (said("Suggested"), f"{row.suggested}, {how_word(row)}" if row.suggested else ""),
            (said("Verdict"), verdict_word(row.verdict) if row.verdict else ""), (said("New role"), row.new_role),
            (said("Reason"), row.reason), (said("Judged by"), row.decided_by),
        ]
    )  # fmt: skip


def show_followup(inspector: Inspector, one: v.Followup, acts: JobActs, *, me: str, may_write: bool) -> None:
    """What was asked for, and how far it is. ``me``: name of who is signed in; who wrote down that it was carried out
    is not offered its verification."""
    buttons = []
    if may_write and one.done is None:
        done = Button(said("Carried out…"), "primary", "followup-done")
        done.clicked.connect(lambda: acts.carried_out(one))
        buttons.append(done)
    elif may_write and one.verified is None and one.entered_by != me:
        verify = Button(said("Verify…"), "primary", "followup-verify")
        verify.clicked.connect(lambda: acts.verify(one))
        buttons.append(verify)
    why: list[Part] = [one.reason]
    if one.done is not None and one.verified is None:
        why.append(" " + said("Another person than {who} verifies it.").format(who=one.entered_by))
    inspector.show_head(
        f"{one.system} · {one.review}", one.account or one.person, followup_state(one), state_word(one), why, buttons
    )
    inspector.details.show_facts(
        [
            (said("Person"), one.person), (said("What"), said(one.kind)), (said("New role"), one.new_role),
            (said("Due"), day(one.due)), (said("Carried out"), day(one.done)), (said("By"), one.done_by),
            (said("Entered by"), one.entered_by), (said("Outcome"), one.outcome), (said("Verified"), day(one.verified)),
            (said("Verified by"), one.verified_by), (said("How"), one.verified_how),
        ]
    )  # fmt: skip


def _match_buttons(row: v.ReviewRow, acts: JobActs, then: Callable[[], object]) -> list[Button]:
    made = []
    if row.suggested_id and row.match == v.NOT_MATCHED:
        confirm = Button(said("Confirm"), "primary", "row-confirm")
        confirm.setAccessibleName(said("Confirm {name}").format(name=row.suggested))
        confirm.clicked.connect(lambda: acts.confirm(row, then))
        made.append(confirm)
    other = Button(said("Somebody else…") if row.suggested_id else said("Choose person…"), "plain", "row-person")
    other.clicked.connect(lambda: acts.person(row, then))
    made.append(other)
    if row.match != v.NOBODY:
        nobody = Button(said("Nobody’s"), "plain", "row-nobody")
        nobody.clicked.connect(lambda: acts.nobody(row, then))
        made.append(nobody)
    return made


def _judge_buttons(row: v.ReviewRow, acts: JobActs, then: Callable[[], object]) -> list[Button]:
    made = []
    grave = bool(set(row.findings) & {v.ORPHAN, v.LEAVER})
    for verdict, words, act in (
        (v.KEEP, said("Keep"), lambda: acts.keep(row, then)),
        (v.REMOVE, said("Remove…"), lambda: acts.verdict(row, v.REMOVE, then)),
        (v.CHANGE, said("Change…"), lambda: acts.verdict(row, v.CHANGE, then)),
        (v.UNKNOWN, said("Unknown…"), lambda: acts.verdict(row, v.UNKNOWN, then)),
    ):
        first = verdict == (v.REMOVE if grave else v.KEEP)
        button = Button(words, "primary" if first else "plain", f"row-{verdict}")
        button.clicked.connect(lambda _=False, act=act: act())
        made.append(button)
    return made


def _why_match(row: v.ReviewRow) -> list[Part]:
    if row.match == v.PERSON:
        return [said("Confirmed as {name}.").format(name=row.person)]
    if row.match == v.NOBODY:
        return [Em(said("Nobody on the roster has this account."), "late")]
    if row.suggested:
        return [said("Is it {name}? ({how})").format(name=row.suggested, how=how_word(row))]
    return [Em(said("Nobody on the roster comes near."), "soon")]


def _why_judge(row: v.ReviewRow, review: v.Review) -> list[Part]:
    if row.own:
        return [Em(said("This is your own account: a colleague judges it."), "soon")]
    parts: list[Part] = [Em(finding_why(code, row, review.dormant_days) + " ", "late") for code in row.findings]
    return parts or [said("Nothing remarkable.")]


def _match_state(row: v.ReviewRow) -> State:
    if row.match == v.PERSON:
        return State.CURRENT
    return State.OVERDUE if row.match == v.NOBODY else State.PLANNED


def _match_words(row: v.ReviewRow) -> str:
    if row.match == v.PERSON:
        return said("confirmed")
    return said("nobody’s") if row.match == v.NOBODY else said("to match")
