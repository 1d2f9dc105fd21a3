"""A person's requirements as a short list in the inspector; a double click leads to the training page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.roster.people_pane import said
from desktop.widgets.dates import show_date
from desktop.widgets.timeline import Moment

if TYPE_CHECKING:
    from db.training.matrix import PersonTraining


def training_moments(training: PersonTraining) -> tuple[Moment, ...]:
    """Gaps first, then what is due soon, then the rest."""
    order = {"missing": 0, "overdue": 0, "due soon": 1, "renewal planned": 2, "current": 3}
    inks = {"missing": "late", "overdue": "late", "due soon": "soon", "renewal planned": "planned", "current": "ok"}
    rows = sorted(training.asked, key=lambda pair: order.get(str(pair[1].status), 4))
    found = []
    for column, cell in rows:
        status = str(cell.status)
        day = f" · {show_date(cell.due)}" if cell.due is not None else ""
        found.append(Moment(column.heading, f"{said(status)}{day}", inks.get(status, "ink3"), column.course_id))
    return tuple(found)
