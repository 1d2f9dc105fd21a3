"""Words of the access page, in one context for the translators."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from db.access import records as r
from db.access import review_records as v
from desktop.widgets.dates import show_date
from desktop.widgets.states import State


def said(text: str) -> str:
    """In the person's language."""
    return QCoreApplication.translate("Access", text)


def counted(number: int, one: str, many: str) -> str:
    """“1 account”, “62 accounts”."""
    return f"{number:,} {said(one) if number == 1 else said(many)}"


def day(value: date | None, none: str = "") -> str:
    """A day as the screen says it."""
    return show_date(value) if value is not None else none


def status_word(status: str) -> str:
    """An account's status."""
    return {
        r.REQUESTED: said("requested"), r.APPROVED: said("approved"), r.OPEN: said("open"),
        r.REMOVAL_ASKED: said("removal asked"), r.WITHDRAWN: said("withdrawn"), r.REFUSED: said("refused"),
    }.get(status, status)  # fmt: skip


def account_state(account: r.Account) -> State:
    """A leaver's open account is late; roles in conflict and an account on its way want a hand."""
    if account.left is not None:
        return State.OVERDUE
    if account.conflict:
        return State.SOON
    return {
        r.OPEN: State.CURRENT, r.REQUESTED: State.PLANNED, r.APPROVED: State.PLANNED, r.REMOVAL_ASKED: State.SOON,
    }.get(account.status, State.NONE)  # fmt: skip


def account_words(account: r.Account) -> str:
    """How an account stands, in two words."""
    if account.left is not None:
        return said("leaver’s")
    if account.conflict:
        return said("role conflict")
    return status_word(account.status)


def flag_word(flag: str) -> str:
    """What is wrong with an account, for the chip."""
    return {
        "leaver": said("Leaver’s, still open"), "conflict": said("Roles in conflict"),
        "no request on record": said("No request on record"),
    }.get(flag, flag)  # fmt: skip


def kind_word(kind: str) -> str:
    """What kind of step an account took."""
    return {
        r.REQUESTED: said("Requested"), r.APPROVED: said("Approved"), r.REFUSED: said("Refused"),
        r.GRANTED: said("Granted"), r.CHANGED: said("Role changed"), r.REMOVAL_ASKED: said("Removal asked"),
        r.WITHDRAWN: said("Withdrawn"),
    }.get(kind, kind)  # fmt: skip


def upkeep_word(kind: str) -> str:
    """What kind of fact of validation and upkeep."""
    return {
        r.AGREEMENT: said("Vendor agreement"), r.VALIDATION: said("Validation evidence"), r.VERSION: said("Version"),
        r.PATCH: said("Patch"), r.BACKUP: said("Who backs it up"), r.RESTORE: said("Restore test"),
        r.INTERFACES: said("Interfaces"), r.DECOMMISSIONING: said("Decommissioning"),
    }.get(kind, kind)  # fmt: skip


UPKEEP_STATE = {
    "current": State.CURRENT, "due soon": State.SOON, "overdue": State.OVERDUE, "missing": State.MISSING,
    "not required": State.NONE,
}  # fmt: skip
INK = {"current": "ok", "due soon": "soon", "overdue": "late", "missing": "late", "not required": "ink3"}


def risk_word(risk: str) -> str:
    """A system's risk."""
    return {"high": said("high"), "medium": said("medium"), "low": said("low")}.get(risk, risk)


def finding_word(code: str) -> str:
    """What is remarkable about a row of a review."""
    return {
        v.ORPHAN: said("nobody’s"), v.LEAVER: said("leaver’s"), v.UNREGISTERED: said("not in the register"),
        v.DORMANT: said("dormant"), v.CONFLICT: said("role conflict"), v.REPEATED: said("listed twice"),
        v.UNLISTED: said("not in the list"), v.ROLE_DIFFERS: said("other role"),
    }.get(code, code)  # fmt: skip


def finding_why(code: str, row: v.ReviewRow, dormant_days: int) -> str:
    """A finding as a sentence."""
    return {
        v.ORPHAN: said("Nobody on the roster has this account."),
        v.LEAVER: said("{name} left on {day}.").format(name=row.person, day=day(row.person_end)),
        v.UNREGISTERED: said("The register has no such open account."),
        v.DORMANT: said("Not used for more than {n} days.").format(n=dormant_days),
        v.CONFLICT: said("Its roles should not be held together."),
        v.REPEATED: said("The same account stands in the list above."),
        v.UNLISTED: said("The register has it open; the system’s list does not have it."),
        v.ROLE_DIFFERS: said("The register has another role."),
    }.get(code, code)  # fmt: skip


def findings_words(codes: Sequence[str]) -> str:
    """All of a row's findings, short."""
    return ", ".join(finding_word(code) for code in codes)


def verdict_word(verdict: str) -> str:
    """A reviewer's verdict."""
    return {
        v.KEEP: said("keep"), v.CHANGE: said("change"), v.REMOVE: said("remove"), v.UNKNOWN: said("unknown"),
    }.get(verdict, said("open"))  # fmt: skip


VERDICT_STATE = {
    v.KEEP: State.CURRENT, v.CHANGE: State.SOON, v.REMOVE: State.OVERDUE, v.UNKNOWN: State.MISSING, "": State.PLANNED,
}  # fmt: skip


def how_word(row: v.ReviewRow) -> str:
    """Why somebody was suggested."""
    return {
        v.BY_ACCOUNT: said("same account"), v.BY_EMAIL: said("same e-mail"), v.BY_NAME: said("same name"),
        v.ALIKE: said("{n} % alike").format(n=row.likeness),
    }.get(row.how, said("nobody found"))  # fmt: skip


def step_word(step: str) -> str:
    """At which step a review is."""
    return {
        v.LIST: said("account list"), v.MATCH: said("matching"), v.DECIDE: said("verdicts"), v.SIGN: said("to sign"),
        v.FOLLOW: said("removals"), v.CLOSED: said("closed"), v.ABANDONED: said("abandoned"),
    }.get(step, step)  # fmt: skip


def review_state(review: v.Review) -> State:
    """Under way, done, or given up."""
    if review.step == v.CLOSED:
        return State.CURRENT
    return State.NONE if review.step == v.ABANDONED else State.PLANNED if review.step != v.FOLLOW else State.SOON
