"""The trail as a table: newest first, windows of rows only, so that a million entries open like a thousand."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from db.store.actor import ROLES
from db.store.trail import Entry
from desktop.history import action_word, headline, subject, table_word
from desktop.widgets.chips import ChipFlow
from desktop.widgets.dates import show_time
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import PageContext
from desktop.widgets.table import RecordTable

ACTIONS = (
    "insert", "update", "delete", "log-in", "log-out", "lock", "failed-try", "import", "export", "refusal", "finding",
    "view", "change-of-key", "destroy",
)  # fmt: skip
TABLES = (
    "person", "study", "assignment", "investigator", "course", "course_version", "requirement", "training_record",
    "training_session", "planned_renewal", "delegation", "delegation_task", "delegation_step", "delegation_version",
    "evidence", "users", "settings",
    "system", "system_upkeep", "account", "account_step", "access_review", "review_row", "access_followup",
    "user_duty", "user_person", "signature", "oversight_review", "study_paper", "trail_review", "trail_review_entry",
    "incident", "deviation", "note_to_file", "capa", "capa_action", "risk", "risk_acceptance", "exercise",
    "series", "retention_event", "hold", "sponsor_release", "destruction", "redaction",
    "plan_version", "sharing", "document", "document_change", "document_copy",
    "export_template",
)  # fmt: skip


def said(text: str) -> str:
    """Words of this room."""
    return QCoreApplication.translate("Audit", text)


def columns() -> tuple[Column, ...]:
    """What the table shows of an entry."""
    return (
        Column("seq", said("Entry"), lambda e: f"{e.seq:,}", 72, 0, "seq", figures=True, ink="ink2"),
        Column("at", said("When"), lambda e: show_time(e.at), 194, 0, "at", is_date=True),
        Column("name", said("Who"), lambda e: e.name, 120, 1, "by", strong=True),
        Column("what", said("What"), headline, 170, 3, "action"),
        Column("table", said("Record"), _record, 140, 3, "table", ink="ink2"),
        Column("reason", said("Reason"), lambda e: e.reason, 90, 2, ink="ink2"),
    )


def _record(entry: Entry) -> str:
    name, kind = subject(entry), table_word(entry.table)
    return " · ".join(part for part in (kind, name) if part)


def trail_table(context: PageContext) -> RecordTable:
    """The table, not yet asked."""
    model = RecordModel(
        columns(),
        through(context.jobs, lambda site, query: site.trail.page(query)),
        identity=lambda entry: str(entry.seq),
    )
    table = RecordTable(model, said("Entries of the audit trail"), "trail")
    table.when_empty(said("No entry matches"), said("Take a filter away with Esc, or search for other words."))
    return table


def add_chips(chips: ChipFlow) -> None:
    """What was done, to what kind of record, in which role, and since when."""
    chips.add_choice("action", said("What was done"), [(one, action_word(one)) for one in ACTIONS])
    chips.add_choice("table", said("Kind of record"), [(one, table_word(one)) for one in TABLES])
    chips.add_choice("role", said("Role"), [(one, one) for one in ROLES])
    chips.add_date("since", said("Since %1"), said("Since"))
    chips.add_date("until", said("Until %1"), said("Until"))
