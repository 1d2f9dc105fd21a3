"""The register of risks as pages and reports see it."""

from __future__ import annotations

from datetime import date, timedelta

from db.risk.commands import RiskCommands
from db.risk.records import ACCEPTED, CLOSED, LAPSED, LATE, TREATING
from db.store.query import Query
from db.store.rights import readable
from db.waiting import OVERDUE, SOON, Waiting

PLACE = "risk"
_AHEAD = timedelta(days=30)
_MOST = 500


class Risks(RiskCommands):
    """As ``site.risk``."""

    def waiting(self, today: date) -> tuple[Waiting, ...]:
        """Acceptances that ended or end within 30 days, treatments overdue, reviews due."""
        if not readable(self._store, "risk"):
            return ()
        found = []
        for one in self.risks(Query(limit=_MOST), today).rows:
            name = f"{one.number} {one.title}"
            until = one.accepted_until
            if one.status == CLOSED:
                continue
            if one.status in (LAPSED, ACCEPTED) and until is not None and until <= today + _AHEAD:
                state = OVERDUE if one.status == LAPSED else SOON
                found.append(Waiting("risk-acceptance", state, until, name, one.owner, PLACE, one.id))
            if one.status in (LATE, TREATING) and one.next_due is not None and one.next_due <= today + _AHEAD:
                state = OVERDUE if one.next_due < today else SOON
                found.append(Waiting("risk-action", state, one.next_due, name, one.owner, PLACE, one.id))
            if one.next_review <= today + _AHEAD:
                state = OVERDUE if one.next_review < today else SOON
                found.append(Waiting("risk-review", state, one.next_review, name, one.owner, PLACE, one.id))
        return tuple(found)

    def headline(self) -> tuple[int, int, int, int]:
        """Open risks; of them very high or high today; acceptances that ended; reviews overdue."""
        rows = [one for one in self.risks(Query(limit=5_000)).rows if one.status != CLOSED]
        scales = self.scales()
        return (
            len(rows),
            sum(scales.level_of(one.current) >= 3 for one in rows),
            sum(one.status == LAPSED for one in rows),
            sum(one.review_late for one in rows),
        )
