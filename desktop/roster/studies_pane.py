"""The studies of the site as a table."""

from __future__ import annotations

from db.roster.records import CLOSED, OPEN, PLANNED, Study
from desktop.roster.people_pane import said
from desktop.widgets.dates import show_date
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import PageContext
from desktop.widgets.states import State
from desktop.widgets.table import RecordTable


def study_word(status: str) -> str:
    """A study's status as the screen says it."""
    return {OPEN: said("open"), PLANNED: said("planned"), CLOSED: said("closed")}.get(status, status)


def study_state(study: Study) -> State:
    """Open, still to come, closed."""
    return {OPEN: State.CURRENT, PLANNED: State.PLANNED}.get(study.status, State.NONE)


def columns() -> tuple[Column, ...]:
    """What the table shows of a study."""
    return (
        Column("code", said("Study"), lambda s: s.code, 96, 1, "code", strong=True),
        Column("protocol", said("Protocol"), lambda s: _protocol(s), 130, 2, "protocol", ink="ink2"),
        Column("sponsor", said("Sponsor"), lambda s: s.sponsor, 110, 2, "sponsor", ink="ink2"),
        Column("phase", said("Phase"), lambda s: s.phase, 60, 0, "phase", ink="ink2"),
        Column("investigator", said("Principal investigator"), lambda s: s.investigator, 150, 2),
        Column("people", said("People"), lambda s: str(s.people), 62, 0, figures=True),
        Column("status", said("Status"), lambda s: study_word(s.status), 88, 0, "status", state=study_state),
        Column("start", said("Start"), lambda s: show_date(s.start) if s.start else "", 96, 0, "start", is_date=True),
    )


def _protocol(study: Study) -> str:
    return f"{study.protocol} v{study.protocol_label}" if study.protocol_label else study.protocol


def studies_table(context: PageContext) -> RecordTable:
    """The table, not yet asked."""
    model = RecordModel(columns(), through(context.jobs, lambda site, query: site.people.studies(query)))
    table = RecordTable(model, said("Studies of the site"), "studies")
    table.when_empty(said("The site's studies belong here"), said("Add the first one, then give people roles in it."))
    return table
