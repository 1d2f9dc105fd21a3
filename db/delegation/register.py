"""The register of delegation (ROS-3). Bound to one open store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from db.days import shown
from db.delegation import records as r
from db.delegation.deciding import TABLE, DelegationDeciding
from db.delegation.rules import MEANS_ACCEPTED, MEANS_APPROVED, MEANS_DECLARED
from db.signing.folder import ToSign
from db.signing.signable import Ink, Pen
from db.store.change import Change
from db.store.query import Query
from db.waiting import MISSING, OVERDUE, SOON, Waiting

PLACE = "delegation"
_OPEN = (r.PROPOSED, r.ACCEPTED, r.APPROVED, r.ACTIVE, r.NOT_CURRENT)
_ALL = 1_000_000


class Delegation(DelegationDeciding):
    """Reads: queries.py, gates.py. Writes: tasks.py, proposing.py, deciding.py."""

    def waiting(self, today: date) -> tuple[Waiting, ...]:
        """Lapsed training, what waits for a signature, leavers, declarations; of studies that are open."""
        closed = {code for (code,) in self._store.rows('SELECT code FROM study WHERE "end" < ?', (today.isoformat(),))}
        lines = self.delegations(Query(where={"status": _OPEN}, limit=_ALL), today).rows
        lines = tuple(line for line in lines if line.study not in closed)
        return (
            *self._lapsed_under(lines, today), *_leavers(lines, today), *_to_accept(lines, today),
            *_to_approve(lines, today), *self._undeclared(today, closed),
        )  # fmt: skip

    def to_sign(self) -> tuple[ToSign, ...]:
        """What waits for the acting user's person: own lines to accept, lines and the declaration as investigator."""
        me = self._me()
        if me is None:
            return ()
        found = [
            self._item(line, MEANS_ACCEPTED)
            for line in self.delegations(Query(where={"status": [r.PROPOSED], "person_id": [me]}, limit=_ALL)).rows
        ]
        day = self.today.isoformat()
        led = self._store.rows(
            'SELECT i.study FROM investigator AS i JOIN study AS s ON s.id = i.study WHERE i.person = ? '
            'AND i.start <= ? AND (i."end" IS NULL OR i."end" >= ?) AND (s."end" IS NULL OR s."end" >= ?)',
            (me, day, day, day),
        )  # fmt: skip
        for (study,) in led:
            for line in self.delegations(Query(where={"status": _OPEN, "study_id": [study]}, limit=_ALL)).rows:
                if line.person_id != me and (line.status == r.ACCEPTED or line.former):
                    found.append(self._item(line, MEANS_APPROVED))
            declaration, lead = self.declaration(study), self.investigator_on(study, self.today)
            if declaration is not None and lead is not None:
                key = f"{TABLE}/{study}/{MEANS_DECLARED}"
                record = f"study/{dict(declaration.facts)['Study'].partition(',')[0]}"
                found.append(ToSign(key, declaration, MEANS_DECLARED, lead.start, PLACE, record))
        return tuple(found)

    def signed(self, change: Change, item: ToSign, signer: Pen | Ink) -> None:
        """The signing folder's way to accept, approve and declare."""
        _table, record, meaning = item.key.split("/")
        if meaning == MEANS_ACCEPTED:
            self.accept_within(change, [record], signer)
        elif meaning == MEANS_APPROVED:
            self.approve_within(change, [record], signer)
        else:
            self.declare_within(change, record, signer)

    def _item(self, line: r.Line, meaning: str) -> ToSign:
        since = line.accepted if meaning == MEANS_APPROVED else date.fromisoformat(line.entered[:10])
        return ToSign(f"{TABLE}/{line.id}/{meaning}", self._signable(line), meaning, since, PLACE, line.id)

    def _lapsed_under(self, lines: Sequence[r.Line], today: date) -> Iterator[Waiting]:
        """One for each person and study."""
        for (person, study), mine in _grouped(line for line in lines if line.status == r.NOT_CURRENT):
            gaps = {
                need.course
                for line in mine
                for need in self.needs_of(line.person_id, line.task_id, today)
                if not need.current
            }
            note = f"{', '.join(sorted(gaps))} · {study} · {_count(mine)}"
            yield Waiting("delegation-lapsed", OVERDUE, None, person, note, PLACE, mine[0].id)

    def _undeclared(self, today: date, closed: set[str]) -> Iterator[Waiting]:
        day = today.isoformat()
        for code, start, line in self._store.rows(
            "SELECT s.code, i.start, (SELECT d.id FROM delegation AS d WHERE d.study = s.id LIMIT 1) "
            "FROM investigator AS i JOIN study AS s ON s.id = i.study WHERE i.start <= ? "
            'AND (i."end" IS NULL OR i."end" >= ?) '
            "AND NOT EXISTS (SELECT 1 FROM delegation_declaration AS c WHERE c.investigator = i.id) ORDER BY s.code",
            (day, day),
        ):
            if code not in closed and line is not None:
                yield Waiting(
                    "delegation-declare", MISSING, date.fromisoformat(start), code, "", PLACE, f"study/{code}"
                )


def _leavers(lines: Sequence[r.Line], today: date) -> Iterator[Waiting]:
    gone = [line for line in lines if line.left is not None and line.left < today]
    for (person, study), mine in _grouped(gone):
        note = f"left {shown(mine[0].left)} · {study} · {_count(mine)}"
        yield Waiting("delegation-leaver", OVERDUE, mine[0].left, person, note, PLACE, mine[0].id)


def _to_accept(lines: Sequence[r.Line], today: date) -> Iterator[Waiting]:
    for (person, study), mine in _grouped(line for line in lines if line.status == r.PROPOSED):
        first = min(line.start for line in mine)
        state = OVERDUE if first <= today - timedelta(days=1) else SOON
        yield Waiting("delegation-accept", state, first, person, f"{study} · {_count(mine)}", PLACE, mine[0].id)


def _to_approve(lines: Sequence[r.Line], today: date) -> Iterator[Waiting]:
    by_study: dict[str, list[r.Line]] = {}
    for line in lines:
        if line.status == r.ACCEPTED or line.former:
            by_study.setdefault(line.study, []).append(line)
    for study, mine in by_study.items():
        new = [line for line in mine if not line.former]
        if new:
            first = min(line.start for line in new)
            state = OVERDUE if first < today else SOON
            yield Waiting("delegation-approve", state, first, study, _count(new), PLACE, new[0].id)
        former = [line for line in mine if line.former]
        if former:
            note = f"{_count(former)} · {former[0].approver}"
            yield Waiting("delegation-reapprove", MISSING, None, study, note, PLACE, former[0].id)


def _grouped(lines: Iterator[r.Line] | Sequence[r.Line]) -> list[tuple[tuple[str, str], list[r.Line]]]:
    found: dict[tuple[str, str], list[r.Line]] = {}
    for line in lines:
        found.setdefault((line.person, line.study), []).append(line)
    return list(found.items())


def _count(lines: Sequence[r.Line]) -> str:
    return "1 task" if len(lines) == 1 else f"{len(lines)} tasks"
