"""The retention register as pages and reports see it (RET-1..4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from db.charts import Chart
from db.days import from_iso, iso
from db.retention import records as r
from db.retention.destruction import Destructions
from db.retention.enquiries import Enquiries
from db.retention.figures import retention_charts
from db.retention.holds import Holds
from db.retention.logs_known import LogsKnown
from db.retention.reviews import Reviews
from db.retention.rules import Rules
from db.retention.series_commands import SeriesCommands
from db.retention.situation import read_facts
from db.retention.study_events import StudyEvents
from db.signing.folder import ToSign
from db.signing.register import Signing
from db.signing.signable import Signer
from db.store.change import Change
from db.store.query import Query
from db.store.rights import readable
from db.store.store import Store
from db.waiting import MISSING, OVERDUE, PLANNED, SOON, Waiting, limit, listed, told

PLACE = "retention"
_AHEAD, _ASK_AGAIN = timedelta(days=90), timedelta(days=180)
_STUDIES = (
    'SELECT s.id, s.code, s.protocol, s.sponsor, s."end", '
    "(SELECT count(*) FROM series_study AS x JOIN series AS k ON k.id = x.series WHERE x.study = s.id "
    "AND k.destroyed IS NULL), "
    "(SELECT count(*) FROM series_study AS x JOIN series AS k ON k.id = x.series WHERE x.study = s.id "
    "AND k.destroyed IS NULL AND k.trigger_pending = 1) AS pending, "
    "(SELECT count(*) FROM sponsor_release AS l WHERE l.study = s.id AND l.withdrawn IS NULL), "
    "(SELECT count(*) FROM hold AS h WHERE h.study = s.id AND h.released IS NULL) "
    'FROM study AS s ORDER BY s."end" IS NULL, pending = 0, s.code'
)


class Retention(SeriesCommands):
    """As ``site.retention``: the record series themselves; beside them ``studies``, ``enquiries``, ``holds``,
    ``rules``, ``reviews`` and ``destructions``."""

    def __init__(
        self, store: Store, signing: Signing | None = None, new_key: Callable[[Change], None] | None = None,
        backups: Callable[[], Sequence[str]] = tuple, ended: Callable[[], object] = tuple,
    ) -> None:  # fmt: skip
        super().__init__(store)
        signing = signing or Signing(store)
        self.studies = StudyEvents(store, self)
        self.enquiries = Enquiries(store)
        self.holds = Holds(store, self)
        self.rules = Rules(store, self)
        self.reviews = Reviews(store, signing, self)
        self.destructions = Destructions(store, signing, self, new_key, backups, ended)

    def charts(self, on: date | None = None) -> tuple[Chart, ...]:
        """The schedule, counted."""
        return retention_charts(self, on or self.today)

    def known_on(self, on: date) -> LogsKnown:
        """The logs of events, enquiries and holds as they were known at the end of that day (AUD-6)."""
        return LogsKnown(self._store, on)

    def study_states(self) -> tuple[r.StudyState, ...]:
        """Every study with what retention knows of it, those that wait for something first."""
        facts = read_facts(self._store)
        found = []
        for row in self._store.rows(_STUDIES):
            asked = self.enquiries.of(str(row[0]))
            state = r.StudyState(
                row[0], row[1], row[2], row[3], from_iso(row[4]), facts.get(str(row[0])), row[5], row[6],
                asked[0] if asked else None, bool(row[7]), row[8],
            )  # fmt: skip
            found.append(state)
        return tuple(found)

    def work_out_all(self) -> int:
        """After the rules of the program changed: every answer anew, in one transaction. How many changed."""
        with self._store.change("Retention worked out anew with the rules of today") as change:
            return self.work_out(change)

    def to_sign(self) -> tuple[ToSign, ...]:
        """For the signing folder."""
        found = self.reviews.to_sign() if readable(self._store, "retention_review") else ()
        return (*found, *(self.destructions.to_sign() if readable(self._store, "destruction") else ()))

    def signed(self, change: Change, item: ToSign, signer: Signer) -> None:
        """The signing folder's way to sign."""
        if item.signable.table == "destruction":
            self.destructions.sign(change, item, signer)
        else:
            self.reviews.sign(change, item.key, signer)

    def sign_review(self, review_id: str, signer: Signer) -> r.Review:
        """In a transaction of its own; see ``Reviews.sign``."""
        with self._store.change("Review of the retention schedule signed") as change:
            self.reviews.sign(change, review_id, signer)
        return self.reviews.get(review_id)

    def waiting(self, today: date, most: int | None = None) -> tuple[Waiting, ...]:
        """Series that may end or soon will (``most`` of each by name), triggers nobody asked about, answers that do not
        come, the yearly review, rules that changed."""
        if not readable(self._store, "series"):
            return ()
        return (*self._ended(today, most), *self._ending(today, most), *self._pending(today), *self._looking(today))

    def _ended(self, today: date, most: int | None) -> Iterator[Waiting]:
        for kind, status in (("retention-due", r.DUE), ("retention-release", r.UNRELEASED)):
            page = self.list(Query(where={"status": [status]}, limit=limit(most)), today)
            first, more = told(page.rows, most, lambda page=page: page.matching)  # type: ignore[misc]
            for one in first:
                title, studies = f"{one.number} {one.title}", ", ".join(one.studies)
                yield Waiting(kind, SOON, one.keep_until, title, studies, PLACE, one.id)
            if more:
                yield Waiting(kind, SOON, None, "", "", PLACE, listed(status=(status,)), more)

    def _ending(self, today: date, most: int | None) -> Iterator[Waiting]:
        source = (
            "FROM series WHERE destroyed IS NULL AND permanent = 0 AND trigger_pending = 0 "
            "AND keep_until >= ? AND keep_until <= ?"
        )
        days = (iso(today), iso(today + _AHEAD))
        rows = self._store.rows(
            f"SELECT id, number, title, keep_until {source} ORDER BY keep_until LIMIT ?", (*days, limit(most))
        )
        first, more = told(rows, most, lambda: int(self._store.scalar(f"SELECT count(*) {source}", days) or 0))
        for series_id, number, title, until in first:
            yield Waiting(
                "retention-ends", PLANNED, date.fromisoformat(until), f"{number} {title}", "", PLACE, str(series_id)
            )
        if more:
            yield Waiting("retention-ends", PLANNED, None, "", "", PLACE, "", more)

    def _pending(self, today: date) -> Iterator[Waiting]:
        """Of studies that are closed here: while a trial runs, its triggers are not waited for."""
        rows = self._store.rows(
            "SELECT DISTINCT s.id, s.code, s.sponsor FROM series AS k JOIN series_study AS x ON x.series = k.id "
            'JOIN study AS s ON s.id = x.study WHERE k.trigger_pending = 1 AND k.destroyed IS NULL AND s."end" <= ? '
            "ORDER BY s.code",
            (iso(today),),
        )
        for study, code, sponsor in rows:
            asked = self.enquiries.of(str(study))
            last = asked[0] if asked else None
            if last is None or (last.answered is not None and last.answered + _ASK_AGAIN <= today):
                yield Waiting("retention-ask", MISSING, None, str(code), str(sponsor), PLACE, f"study/{study}")
            elif last.answered is None:
                state = OVERDUE if last.overdue else PLANNED
                yield Waiting("retention-answer", state, last.expected, str(code), last.whom, PLACE, f"study/{study}")

    def stale(self) -> int:
        """How many series were worked out with other rules than those of today."""
        sql = "SELECT count(*) FROM series WHERE destroyed IS NULL AND rules <> ?"
        return int(self._store.scalar(sql, (self.situation().mark(),)) or 0)

    def _looking(self, today: date) -> Iterator[Waiting]:
        stale = self.stale()
        if stale:
            yield Waiting("retention-stale", OVERDUE, today, str(stale), "", PLACE, "")
        if not self._store.scalar("SELECT count(*) FROM series"):
            return
        due = self.reviews.due()
        if due is None:
            yield Waiting("retention-review", MISSING, None, "", "", PLACE, "reviews")
        elif due <= today + timedelta(days=30):
            yield Waiting("retention-review", OVERDUE if due < today else SOON, due, "", "", PLACE, "reviews")
