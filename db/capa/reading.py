"""One CAPA whole: its texts and everything that belongs to it. Nothing here writes."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from db.capa import machine, rules
from db.capa import records as r
from db.capa.action_list import ActionRow, action_page
from db.capa.figures import charts, overview
from db.capa.knowing import known_facets, known_page
from db.capa.listing import FACETS, Listing
from db.charts import Chart
from db.days import day_of, from_iso, is_late
from db.errors import BadInput
from db.evidence.records import Evidence
from db.evidence.register import EvidenceFiles
from db.folding import written_name
from db.store.query import Page, Query
from db.store.store import Store

_TEXTS = (
    "origin_table", "origin_record", "origin_number", "initiator", "first_target", "target", "description",
    "containment", "contained", "adverse", "method", "root_cause", "root_cause_day", "criteria", "check_how",
    "check_after", "check_due", "justification", "conclusion",
)  # fmt: skip
_DAYS = ("first_target", "target", "contained", "root_cause_day", "check_due")
_PLACES = {
    "incident": ("incidents", "incident"), "deviation": ("incidents", "deviation"), "risk": ("risk", ""),
    "exercise": ("incidents", "exercise"), "exercise_finding": ("incidents", "exercise"),
    "study_paper": ("oversight", ""), "trail_review": ("oversight", ""), "access_review": ("access", ""),
}  # fmt: skip
"""Table of an origin -> the page that shows it, and how that page names the kind of record."""


class CapaQueries:
    """Of one open store. ``on``: the day it is asked for; None is today by the store's clock."""

    def __init__(self, store: Store) -> None:
        self._store, self._files = store, EvidenceFiles(store)

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    def list(self, query: Query | None = None, on: date | None = None) -> Page[r.Capa]:
        """CAPA identified by that day, the most urgent first unless sorted."""
        return self._listing(on).page(self._store, query or Query())

    def known(self, on: date, query: Query | None = None) -> Page[r.Capa]:
        """As they were known at the end of that day (AUD-6); searched by number, title and owner."""
        return known_page(self._store, query or Query(), on)

    def facets(self, query: Query | None = None, on: date | None = None) -> Mapping[str, tuple[tuple[str, int], ...]]:
        return self._listing(on).facets(self._store, query or Query())

    def known_facets(self, on: date, query: Query | None = None) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """As ``facets``, of what was known on the day."""
        return known_facets(self._store, query or Query(), on, FACETS)

    def standing(self, on: date | None = None) -> r.Standing:
        """How many are at each step, and how many of the open ones are overdue."""
        return self._listing(on).standing(self._store)

    def overview(self, on: date | None = None) -> r.Overview:
        """CAP-4."""
        return overview(self._store, self._listing(on))

    def charts(self, on: date | None = None) -> tuple[Chart, ...]:
        """CAP-4, what is drawn of it."""
        listing = self._listing(on)
        return charts(self._store, listing, listing.steps(self._store))

    def get(self, capa_id: str, on: date | None = None) -> r.Capa:
        """Raises BadInput when there is none with this id."""
        found = self._listing(on).one(self._store, capa_id)
        if found is None:
            raise BadInput("That CAPA is not there.", todo="Refresh the page and look again.")
        return found

    def targets(self) -> tuple[tuple[str, str, str, date], ...]:
        """Of the open ones that have a day by which all is to be done: id, number, title, that day."""
        steps = ", ".join("?" for _ in machine.OPEN_STEPS)
        rows = self._store.rows(
            f"SELECT id, number, title, target FROM capa WHERE step IN ({steps}) AND target IS NOT NULL "
            "ORDER BY target, id",
            machine.OPEN_STEPS,
        )
        return tuple((str(row[0]), str(row[1]), str(row[2]), date.fromisoformat(row[3])) for row in rows)

    def actions(self, query: Query | None = None) -> Page[ActionRow]:
        """Actions of all CAPA, the next due first unless sorted."""
        return action_page(self._store, query or Query(), self.today)

    def of_origin(self, record: str) -> str | None:
        """The CAPA of a record that is not voided; its id."""
        sql = f"SELECT id FROM capa WHERE origin_record = ? AND step <> '{machine.VOIDED}'"
        found = self._store.scalar(sql, (record,))
        return str(found) if found is not None else None

    def facts(self, capa_id: str) -> machine.Facts:
        """What the order of the steps asks of it."""
        row = self._store.row(_FACTS, (capa_id,))
        if row is None:
            raise BadInput("That CAPA is not there.", todo="Refresh the page and look again.")
        return machine.Facts(
            described=bool(row[0]), owned=bool(row[1]), contained=bool(row[2]), team=row[3], roots=row[4],
            concluded=bool(row[5]), to_do=row[6], criteria=bool(row[7]), approved=bool(row[8]), open=row[9],
            verdict=row[10] or "", told=not row[11], priority=row[12], justified=bool(row[13]), released=bool(row[14]),
        )  # fmt: skip

    def file(self, capa_id: str) -> r.CapaFile:
        """One CAPA, whole; without its signatures, which ``Capas.file`` adds."""
        capa = self.get(capa_id)
        texts = ", ".join(_TEXTS)
        row = self._store.row(f"SELECT {texts} FROM capa WHERE id = ?", (capa_id,))
        assert row is not None
        own = dict(zip(_TEXTS, row, strict=True))
        for name in _DAYS:
            own[name] = from_iso(own[name])
        table, record, number = (own.pop(name) for name in ("origin_table", "origin_record", "origin_number"))
        files, of_action = self._evidence(capa_id)
        of_capa, extensions = self._extensions(capa_id)
        return r.CapaFile(
            capa=capa, origin=self._origin(table, record, number), notices=self._notices(capa_id),
            team=self._team(capa_id), events=self._events(capa_id), causes=self.causes(capa_id),
            actions=self._actions(capa_id, of_action, extensions), checks=self._checks(capa_id), files=files,
            extensions=of_capa, stages=self._stages(capa_id), ways=rules.ways(capa.step, self.facts(capa_id)), **own,
        )  # fmt: skip

    def causes(self, capa_id: str) -> tuple[r.Cause, ...]:
        """The tree, each cause followed by what explains it."""
        rows = self._store.rows(
            "SELECT id, parent, category, words, standing FROM capa_cause WHERE capa = ? ORDER BY place, id", (capa_id,)
        )
        return rules.in_order([r.Cause(row[0], row[1], row[2], row[3], row[4], 1) for row in rows])

    def _listing(self, on: date | None) -> Listing:
        return Listing(on or self.today, on is None or on == self.today)

    def _origin(self, table: str, record: str, number: str) -> r.OriginLink | None:
        if not record and not number:
            return None
        place, kind = _PLACES.get(table, ("", ""))
        name = f"{kind}/{record}" if kind else record
        if table == "exercise_finding":  # the page shows the test it belongs to
            exercise = self._store.scalar("SELECT exercise FROM exercise_finding WHERE id = ?", (record,))
            name = f"{kind}/{exercise}" if isinstance(exercise, str) else ""
        return r.OriginLink(table, name, number, place)

    def _notices(self, capa_id: str) -> tuple[r.Notice, ...]:
        sql = "SELECT id, whom, needed, told, note, entered FROM capa_notice WHERE capa = ?"
        found = [
            r.Notice(row[0], row[1], bool(row[2]), from_iso(row[3]), row[4], _late(from_iso(row[3]), row[5]))
            for row in self._store.rows(sql, (capa_id,))
        ]
        return tuple(sorted(found, key=lambda one: r.WHOM.index(one.whom)))

    def _team(self, capa_id: str) -> tuple[r.Member, ...]:
        rows = self._store.rows(
            'SELECT m.id, m.person, p.family_name, p.given_name, m.part, m."left", p."end" FROM capa_member AS m '
            "JOIN person AS p ON p.id = m.person WHERE m.capa = ? ORDER BY p.sort_name",
            (capa_id,),
        )
        return tuple(
            r.Member(row[0], row[1], written_name(row[2], row[3]), row[4], from_iso(row[5]), self._here(row[6]))
            for row in rows
        )

    def _events(self, capa_id: str) -> tuple[r.Happening, ...]:
        rows = self._store.rows(
            "SELECT id, at, what, struck, entered FROM capa_event WHERE capa = ? ORDER BY unixepoch(at), id", (capa_id,)
        )
        return tuple(
            r.Happening(row[0], at, row[2], bool(row[3]), row[4], _late(at.date(), row[4]))
            for row in rows
            for at in (datetime.fromisoformat(row[1]),)
        )

    def _actions(
        self, capa_id: str, files: Mapping[str, tuple[Evidence, ...]], moved: Mapping[str, tuple[r.Extension, ...]]
    ) -> tuple[r.Action, ...]:
        rows = self._store.rows(
            'SELECT a.id, a.kind, a.what, a.owner, p.family_name, p.given_name, p."end", a.round, a.first_due, '
            "a.due, a.done, a.proof, a.dropped FROM capa_action AS a JOIN person AS p ON p.id = a.owner "
            "WHERE a.capa = ? ORDER BY a.round, a.entered, a.id",
            (capa_id,),
        )
        found = []
        for row in rows:
            due, done = date.fromisoformat(row[9]), from_iso(row[10])
            state = rules.action_state(due, done, bool(row[12]), self.today)
            found.append(
                r.Action(
                    row[0], row[1], row[2], row[3], written_name(row[4], row[5]), not self._here(row[6]), row[7],
                    date.fromisoformat(row[8]), due, done, row[11], bool(row[12]), state, files.get(row[0], ()),
                    moved.get(row[0], ()),
                )
            )  # fmt: skip
        return tuple(found)

    def _checks(self, capa_id: str) -> tuple[r.Check, ...]:
        rows = self._store.rows(
            "SELECT round, due, checked, verdict, found, checker FROM capa_check WHERE capa = ? ORDER BY round",
            (capa_id,),
        )
        return tuple(
            r.Check(row[0], date.fromisoformat(row[1]), date.fromisoformat(row[2]), row[3], row[4], row[5])
            for row in rows
        )

    def _evidence(self, capa_id: str) -> tuple[tuple[Evidence, ...], dict[str, tuple[Evidence, ...]]]:
        """Of the investigation, and of each action."""
        rows = self._store.rows("SELECT action, evidence FROM capa_file WHERE capa = ? ORDER BY id", (capa_id,))
        of: dict[str | None, list[Evidence]] = {}
        for action, evidence in rows:
            of.setdefault(action, []).append(self._files.about(evidence))
        own = tuple(of.pop(None, ()))
        return own, {action: tuple(files) for action, files in of.items() if action is not None}

    def _extensions(self, capa_id: str) -> tuple[tuple[r.Extension, ...], dict[str, tuple[r.Extension, ...]]]:
        rows = self._store.rows(
            "SELECT action, before, after, reason, entered FROM capa_extension WHERE capa = ? ORDER BY id", (capa_id,)
        )
        of: dict[str | None, tuple[r.Extension, ...]] = {}
        for row in rows:
            one = r.Extension(date.fromisoformat(row[1]), date.fromisoformat(row[2]), row[3], row[4])
            of[row[0]] = (*of.get(row[0], ()), one)
        own = of.pop(None, ())
        return own, {action: found for action, found in of.items() if action is not None}

    def _stages(self, capa_id: str) -> tuple[r.Stage, ...]:
        rows = self._store.rows(
            "SELECT step, round, day, by, reason, entered FROM capa_step WHERE capa = ? ORDER BY place", (capa_id,)
        )
        return tuple(r.Stage(row[0], row[1], date.fromisoformat(row[2]), row[3], row[4], row[5]) for row in rows)

    def _here(self, end: str | None) -> bool:
        return end is None or end >= self.today.isoformat()


def _late(happened: date | None, entered: str) -> bool:
    return happened is not None and is_late(happened, day_of(entered))


_OPEN = "SELECT count(*) FROM capa_action AS a WHERE a.capa = c.id AND a.done IS NULL AND a.dropped = 0"
_DECIDED = "SELECT 1 FROM capa_decision AS d WHERE d.capa = c.id AND d.round = c.round AND d.meaning ="
_FACTS = (
    "SELECT trim(c.description) <> '', c.owner IS NOT NULL, trim(c.containment) <> '', "
    '(SELECT count(*) FROM capa_member AS m WHERE m.capa = c.id AND m."left" IS NULL), '
    "(SELECT count(*) FROM capa_cause AS w WHERE w.capa = c.id AND w.standing = 'root cause'), "
    "trim(c.root_cause) <> '' AND c.root_cause_day IS NOT NULL, "
    f"({_OPEN} AND a.kind <> 'immediate'), "
    "trim(c.criteria) <> '' AND trim(c.check_how) <> '' AND c.check_after IS NOT NULL, "
    f"EXISTS ({_DECIDED} '{machine.APPROVED}'), ({_OPEN}), "
    "(SELECT k.verdict FROM capa_check AS k WHERE k.capa = c.id AND k.round = c.round), "
    "EXISTS (SELECT 1 FROM capa_notice AS n WHERE n.capa = c.id AND n.needed = 1 AND n.told IS NULL), "
    f"c.priority, trim(c.justification) <> '', EXISTS ({_DECIDED} '{machine.CLOSING}') FROM capa AS c WHERE c.id = ?"
)
