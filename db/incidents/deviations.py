"""The deviation log: entering, reporting, the PI's assessment, the serious-breach decision, closing (RSK-3)."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from operator import attrgetter

from db.breach import Breach
from db.clock import stamp
from db.days import iso, shown
from db.errors import BadInput, Refused
from db.fields import block, chosen, line, next_number, past
from db.folding import written_name
from db.incidents import clock_records
from db.incidents import deviation_records as r
from db.incidents.checking import Checks
from db.incidents.clocks import Clocks
from db.incidents.deviation_rows import DEVIATION_COLUMNS, DEVIATION_FROM, DEVIATION_SELECT, deviation, status_sql
from db.incidents.searching import Listing
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.in_hand import facets, window
from db.store.query import Page, Query
from db.store.rewind import as_known, last_seq_on
from db.store.store import Store
from db.waiting import limit, told

FACETS = ("status", "study", "type", "grade", "serious")
_TABLES_WITH_TRAINING = ("delegation", "training")


_KNOWN = {
    name: attrgetter(name) for name in (
        "number", "study", "study_id", "subject", "id", "occurred", "identified", "type", "grade", "serious", "status",
        "owner", "description", "reported_sponsor", "reported_committee", "capa")
}  # fmt: skip


def _words(one: r.Deviation) -> str:
    return f"{one.number} {one.description} {one.subject} {one.action} {one.study} {one.owner} {one.type}"


class Deviations:
    """Of one open store. ``reason`` is why a saved value changes (AUD-1)."""

    def __init__(self, store: Store, clocks: Clocks) -> None:
        self._store, self._clocks, self._check = store, clocks, Checks(store)

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    def list(self, query: Query | None = None, on: date | None = None) -> Page[r.Deviation]:
        """The log as it stood on the day (AUD-6), the newest first unless sorted. Fields: those of ``_fields``."""
        on = on or self.today
        found, matching, of = _listing(on).window(self._store, query or Query())
        return Page(tuple(deviation(row, on) for row in found), matching, of)

    def known(self, on: date) -> tuple[r.Deviation, ...]:
        """The log as it was known at the end of that day (AUD-6): what was entered or changed since is taken back.
        Studies and people by the names they have today; the oldest first."""
        seq = last_seq_on(self._store, on)
        codes = {str(row[0]): row[1] for row in self._store.rows("SELECT id, code FROM study")}
        people = {str(row[0]): row[1:] for row in self._store.rows("SELECT id, family_name, given_name FROM person")}
        told = {
            str(row["deviation"])
            for row in as_known(self._store, "notification", ("id", "deviation", "told", "not_needed"), seq)
            if row["deviation"] and row["told"] is None and row["not_needed"] == ""
        }
        found = []
        for row in as_known(self._store, "deviation", DEVIATION_COLUMNS, seq):
            owner, by = people.get(row["owner"], (None, None)), people.get(row["assessed_by"], (None, None))
            own = [row[name] for name in DEVIATION_COLUMNS]
            found.append(deviation([*own, codes.get(row["study"]), *owner, *by, row["id"] in told], on))
        return tuple(sorted(found, key=lambda one: (one.occurred, one.number)))

    def known_page(self, on: date, query: Query | None = None) -> Page[r.Deviation]:
        """A window of ``known``, the newest first unless sorted."""
        return window(self.known(on)[::-1], query or Query(), _KNOWN, _words)

    def known_facets(self, on: date, query: Query | None = None) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """As ``facets``, of what was known on the day."""
        return facets(self.known(on), query or Query(), _KNOWN, _words, FACETS)

    def undecided(self, status: str, most: int | None) -> tuple[tuple[r.Undecided, ...], int]:
        """Those that wait for the investigator's assessment (TO_ASSESS) or for the serious-breach decision
        (TO_DECIDE): ``most`` of them (None: all), the oldest first; and how many more."""
        day = self.today.isoformat()
        lacks = f"(d.assessed IS NULL OR d.assessed > '{day}')"
        if status == r.TO_DECIDE:
            lacks = f"d.assessed <= '{day}' AND (d.serious_decided IS NULL OR d.serious_decided > '{day}')"
        where = f"d.voided = 0 AND (d.closed IS NULL OR d.closed > '{day}') AND {lacks}"
        rows = self._store.rows(
            "SELECT d.id, d.number, coalesce(s.code, ''), d.identified, substr(d.description, 1, 120) "
            f"FROM (SELECT d.id AS one FROM deviation AS d WHERE {where} ORDER BY d.identified, d.id LIMIT ?) AS w "
            "JOIN deviation AS d ON d.id = w.one LEFT JOIN study AS s ON s.id = d.study ORDER BY d.identified, d.id",
            (limit(most),),
        )
        first, more = told(
            rows, most, lambda: int(self._store.scalar(f"SELECT count(*) FROM deviation AS d WHERE {where}") or 0)
        )
        return tuple(r.Undecided(a, b, c, date.fromisoformat(e), f) for a, b, c, e, f in first), more

    def facets(self, query: Query | None = None, on: date | None = None) -> Mapping[str, tuple[tuple[str, int], ...]]:
        return _listing(on or self.today).facets(self._store, query or Query(), FACETS)

    def get(self, deviation_id: str, on: date | None = None) -> r.Deviation:
        """Raises BadInput when there is none with this id."""
        row = self._store.row(f"SELECT {DEVIATION_SELECT} FROM {DEVIATION_FROM} WHERE d.id = ?", (deviation_id,))
        if row is None:
            raise BadInput("That deviation is not there.", todo="Refresh the page and look again.")
        return deviation(row, on or self.today)

    def open_deviation(self, change: Change, breach: Breach) -> str:
        """Enter a breach that another register found, inside its transaction; the deviation's id. The same breach of
        the same record on the same day opens only one (db.breach.OpenDeviation)."""
        there = self._store.scalar(
            "SELECT id FROM deviation WHERE source_table = ? AND source_record = ? AND occurred = ?",
            (breach.table, breach.record, breach.happened.isoformat()),
        )
        if there is not None:
            return str(there)
        found = min(breach.found, self.today)
        new = r.NewDeviation(
            block("Description", breach.what, needed=True), min(breach.happened, found), found, study=breach.study,
            identified_by="Siteward", late_reason="Entered when the breach was found",
            type="delegation or training" if breach.table.startswith(_TABLES_WITH_TRAINING) else "other",
        )  # fmt: skip
        return self._insert(change, new, breach)

    def add(self, new: r.NewDeviation) -> r.Deviation:
        """Raises BadInput: an occurrence after its identification, a day to come, a late entry without its reason."""
        with self._store.change() as change:
            deviation_id = self.insert(change, new)
        return self.get(deviation_id)

    def insert(self, change: Change, new: r.NewDeviation) -> str:
        """As ``add``, inside the caller's transaction (an import)."""
        new = self._clean(new)
        self._check.late(new.occurred, new.late_reason, "This deviation")
        return self._insert(change, new, None)

    def change(self, deviation_id: str, changes: Mapping[str, object], reason: str) -> r.Deviation:
        """Correct or complete it; ``changes``: field of NewDeviation -> new value. The assessment no longer covers
        what was changed after it, and its signature says so."""
        now = self.get(deviation_id)
        self._refuse_closed(now)
        before = _as_new(now)
        unknown = set(changes) - set(asdict(before))
        if unknown:
            raise BadInput(f"A deviation has no field “{sorted(unknown)[0]}”.")
        after = self._clean(replace(before, **changes))  # type: ignore[arg-type]
        old, row = self._stored(before), self._stored(after)
        row = {name: value for name, value in row.items() if value != old[name]}
        if row:
            with self._store.change(reason) as change:
                change.update("deviation", deviation_id, row)
        return self.get(deviation_id)

    def assess(self, change: Change, deviation_id: str, given: r.Assessment) -> None:
        """The PI's assessment, inside the transaction in which it is signed. Refused for somebody who is not the
        study's principal investigator on that day, and for the one who owns the deviation where there is no study."""
        now = self.get(deviation_id)
        self._refuse_closed(now)
        if given.assessed < now.identified:
            raise BadInput(
                f"The assessment would be of {shown(given.assessed)}, before the deviation was identified.",
                kept="Nothing was changed.", todo=f"It was identified on {shown(now.identified)}.",
            )  # fmt: skip
        if given.assessed > self.today:
            raise BadInput("An assessment is not dated in the future.", kept="Nothing was changed.")
        self._check.investigator(now.study_id, given.by, given.assessed)
        change.update("deviation", deviation_id, {
            "grade": chosen("Grade", given.grade, r.GRADES),
            "assessment": block("Assessment", given.text, needed=True),
            "assessed": given.assessed.isoformat(), "assessed_by": given.by,
        })  # fmt: skip

    def enter_assessment(self, deviation_id: str, given: r.Assessment) -> r.Deviation:
        """As ``assess``, on its own; the signature then waits in the investigator's signing folder."""
        with self._store.change("Assessment by the principal investigator") as change:
            self.assess(change, deviation_id, given)
        return self.get(deviation_id)

    def assessor(self, deviation_id: str) -> tuple[tuple[str, str], ...]:
        """Id and name of who may assess it today: the study's principal investigator; without a study each of the
        site's."""
        now = self.get(deviation_id)
        clause = "i.study = ?" if now.study_id else "? IS NULL"
        found = self._store.rows(
            "SELECT DISTINCT p.id, p.family_name, p.given_name FROM investigator AS i JOIN person AS p "
            f'ON p.id = i.person WHERE {clause} AND i.start <= ? AND (i."end" IS NULL OR i."end" >= ?) '
            "ORDER BY p.sort_name",
            (now.study_id, self.today.isoformat(), self.today.isoformat()),
        )
        return tuple((str(row[0]), written_name(row[1], row[2])) for row in found)

    def decide(self, deviation_id: str, given: r.SeriousDecision, reason: str) -> r.Deviation:
        """The serious-breach decision. Yes starts the clocks that apply, from the moment the site came to know."""
        now, clock = self.get(deviation_id), self._store.clock.now()
        self._refuse_closed(now)
        if given.serious and given.aware is None:
            raise BadInput(
                "When did the site come to know of the serious breach?", kept="Nothing was changed.",
                todo="Enter day and time: the clocks count from there.",
            )  # fmt: skip
        aware = past("When the site came to know", given.aware, clock) if given.aware is not None else None
        if given.decided > self.today or (given.decided < now.identified):
            raise BadInput("The decision lies between the identification and today.", kept="Nothing was changed.")
        row: dict[str, SqlValue] = {
            "serious": "yes" if given.serious else "no", "serious_why": block("Why", given.why, needed=True),
            "serious_decided": given.decided.isoformat(), "serious_aware": stamp(aware) if aware else None,
        }  # fmt: skip
        with self._store.change(reason) as change:
            change.update("deviation", deviation_id, row)
            if given.serious and aware is not None:
                studies = (now.study_id,) if now.study_id else ()
                self._clocks.start(change, "deviation", deviation_id, clock_records.SERIOUS_BREACH, aware, studies)
        return self.get(deviation_id)

    def close(self, deviation_id: str, on: date, reason: str) -> r.Deviation:
        """Refused before assessment and decision, and while a clock runs (the table refuses it as well)."""
        now = self.get(deviation_id)
        missing = [
            what
            for what, lacks in (
                ("the PI’s assessment", now.grade == ""),
                ("the serious-breach decision", now.serious == ""),
                ("the notifications whose clock runs", now.status == r.CLOCK),
                ("what was done", now.action == ""),
            )
            if lacks
        ]
        if missing:
            raise Refused(
                f"{now.number} cannot be closed without {' and '.join(missing)}.",
                kept="It stays open.", todo="Complete it first.",
            )  # fmt: skip
        if on > self.today or (now.assessed is not None and on < now.assessed):
            raise BadInput("A deviation is closed between its assessment and today.", kept="It stays open.")
        with self._store.change(reason) as change:
            change.update("deviation", deviation_id, {"closed": on.isoformat()})
        return self.get(deviation_id)

    def void(self, deviation_id: str, reason: str) -> r.Deviation:
        """Strike through what was entered by mistake; it stays to be read."""
        self.get(deviation_id)
        with self._store.change(reason) as change:
            change.update("deviation", deviation_id, {"voided": 1})
        return self.get(deviation_id)

    def link_capa(self, change: Change, deviation_id: str, capa: str) -> None:
        change.update("deviation", deviation_id, {"capa": capa})

    def headline(self, on: date | None = None) -> tuple[int, int, int, int]:
        """All, to assess, to decide, with a clock running."""
        found = dict(_listing(on or self.today).facets(self._store, Query(), ("status",))["status"])
        alive = sum(count for status, count in found.items() if status != r.VOIDED)
        return alive, found.get(r.TO_ASSESS, 0), found.get(r.TO_DECIDE, 0), found.get(r.CLOCK, 0)

    def _insert(self, change: Change, new: r.NewDeviation, breach: Breach | None) -> str:
        number = next_number(self._store.scalar, "deviation", f"DEV-{self.today.year}-")
        row = self._stored(new) | {"number": number, "entered": stamp(self._store.clock.now())}
        if breach is not None:
            row |= {"source_table": breach.table, "source_record": breach.record}
        return change.insert("deviation", row)

    def _clean(self, new: r.NewDeviation) -> r.NewDeviation:
        if new.occurred > new.identified:
            raise BadInput(
                f"It would be identified on {shown(new.identified)}, before it occurred on {shown(new.occurred)}.",
                kept="Nothing was saved.", todo="Correct one of the two dates.",
            )  # fmt: skip
        reports = (new.reported_sponsor, new.reported_committee, new.reported_authority)
        for what, day in zip(("Identified", *["Reported"] * 3), (new.identified, *reports), strict=True):
            if day is not None and day > self.today:
                raise BadInput(
                    f"“{what}” lies in the future.", kept="Nothing was saved.", todo="Enter it once it is done."
                )
            if day is not None and day < new.occurred:
                raise BadInput(f"“{what}” lies before the deviation occurred.", kept="Nothing was saved.")
        self._check.known(study=new.study, person=new.owner)
        return replace(
            new, description=block("Description", new.description, needed=True),
            subject=self._check.subject(new.subject),
            identified_by=line("Identified by", new.identified_by), type=chosen("Type", new.type, r.TYPES),
            subject_continued=chosen("Participant continued", new.subject_continued, r.CONTINUED),
            action=block("Action taken", new.action), impact=block("Impact", new.impact),
            late_reason=line("Why it is entered late", new.late_reason, 500),
        )  # fmt: skip

    @staticmethod
    def _stored(new: r.NewDeviation) -> dict[str, SqlValue]:
        return {name: iso(value) if isinstance(value, date) else value for name, value in asdict(new).items()}

    @staticmethod
    def _refuse_closed(now: r.Deviation) -> None:
        if now.status in (r.CLOSED, r.VOIDED):
            raise Refused(f"{now.number} is {now.status}.", kept="Nothing was changed.", todo="Enter a new deviation.")


def _as_new(now: r.Deviation) -> r.NewDeviation:
    return r.NewDeviation(
        now.description, now.occurred, now.identified, now.study_id, now.subject, now.identified_by, now.type,
        now.subject_continued, now.action, now.impact, now.owner_id, now.reported_sponsor, now.reported_committee,
        now.reported_authority, now.late_reason,
    )  # fmt: skip


def _listing(on: date) -> Listing:
    return Listing(
        DEVIATION_SELECT,
        DEVIATION_FROM,
        {
            "number": "d.number", "study": "s.code", "study_id": "d.study", "subject": "d.subject", "id": "d.id",
            "occurred": "d.occurred", "identified": "d.identified", "type": "d.type", "grade": "d.grade",
            "serious": "d.serious", "status": status_sql(on), "owner": "o.sort_name", "description": "d.description",
            "reported_sponsor": "d.reported_sponsor", "reported_committee": "d.reported_committee",
            "source_record": "d.source_record", "capa": "d.capa",
        },
        "d.number || ' ' || d.description || ' ' || d.subject || ' ' || d.action || ' ' || coalesce(s.code, '') "
        "|| ' ' || coalesce(o.sort_name, '') || ' ' || d.type",
        (("occurred", True), ("number", True)),
        "d.id",
        f"d.identified <= '{on.isoformat()}'",
    )  # fmt: skip
