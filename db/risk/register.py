"""The register of risks as pages and reports see it."""

from __future__ import annotations

from datetime import date, timedelta

from db.errors import Refused
from db.origin import RISK, OpenCapa, Origin
from db.risk.commands import RiskCommands
from db.risk.records import ACCEPTED, CLOSED, LAPSED, LATE, TREATING, RiskFile, Scales
from db.store.query import Query
from db.store.rights import readable
from db.waiting import OVERDUE, SOON, Waiting

PLACE = "risk"
_AHEAD = timedelta(days=30)
_MOST = 500


class Risks(RiskCommands):
    """As ``site.risk``."""

    open_capa: OpenCapa | None = None
    """What the CAPA register does with a risk; handed in by db/site.py."""

    def to_capa(self, risk_id: str) -> str:
        """One step: a CAPA is opened with the facts of the risk and linked both ways; its id."""
        if self.open_capa is None:
            raise Refused("No CAPA can be opened here.")
        file, scales = self.file(risk_id), self.scales()
        with self._store.change(f"CAPA opened from {file.risk.number}") as change:
            capa = self.open_capa(change, _origin(file, scales))
            if capa not in file.capa:
                self.link_capa(change, risk_id, capa)
        return capa

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


def _origin(file: RiskFile, scales: Scales) -> Origin:
    one = file.risk
    actions = "\n".join(f"{action.what} ({action.owner}, {action.state})" for action in file.actions)
    facts = (
        ("Scenario", one.scenario), ("Consequence", one.consequence), ("Asset", one.asset), ("Threat", one.threat),
        ("Vulnerability", one.vulnerability), ("Controls", one.controls),
        ("Today", f"{scales.word(one.current)} ({one.current.score})"),
        ("After treatment", f"{scales.word(one.residual)} ({one.residual.score})"), ("Actions", actions),
    )  # fmt: skip
    return Origin(RISK, "risk", one.id, one.number, one.title, tuple(fact for fact in facts if fact[1]))
