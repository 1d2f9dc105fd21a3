"""Training records kept in memory between two matrices, so that a page that shows one again reads only what changed.

What changed since is what the trail has entries for. Nothing is kept for a session that sees a part of the trail, nor
beyond MOST records: then every matrix reads its records anew.
"""

from __future__ import annotations

import json

from db.store.store import Store
from db.training.column import Trainings
from db.training.words import RecordRow

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

MOST = 150_000
"""Records; about 100 MB."""
_FEW = 2_000  # changed records above which reading all is as quick
COLUMNS = "person, course, id, version, completed, expires"
COUNTING = "result <> 'failed' AND voided = 0"


class KeptRecords:
    """The records that count, of one open store; belongs to its thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seq = -1
        self._trainings: Trainings | None = None

    def trainings(self) -> Trainings | None:
        """All of them as they are now, or None where nothing is kept."""
        if self._store.limited:
            return None
        head = self._store.head().seq
        if head != self._seq:
            if not self._brought_up_to_date() and not self._read_anew():
                return None
            self._seq = head
        return self._trainings

    def _brought_up_to_date(self) -> bool:
        if self._trainings is None:
            return False
        changed = self._store.rows(
            "SELECT DISTINCT \"row\" FROM audit WHERE seq > ? AND tbl = 'training_record' "
            'AND "row" IS NOT NULL LIMIT ?',  # an import's own entry names no row
            (self._seq, _FEW + 1),
        )
        if len(changed) > _FEW or self._trainings.count() + len(changed) > MOST:
            return False
        if changed:
            ids = {row for (row,) in changed}
            among = json.dumps(sorted(ids))
            self._trainings.replace(ids, self._read("AND id IN (SELECT value FROM json_each(?))", among))
        return True

    def _read_anew(self) -> bool:
        self._trainings = None
        if self._store.rows("SELECT count(*) FROM training_record")[0][0] > MOST:
            return False
        self._trainings = Trainings(self._read())
        return True

    def _read(self, where: str = "", *values: str) -> list[RecordRow]:
        return self._store.rows(f"SELECT {COLUMNS} FROM training_record WHERE {COUNTING} {where}", values)
