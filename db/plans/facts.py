"""What registers say of a study's data today, for the four parts of its plan (DMP-1): drawn, not typed. Only reads.

Values are short sentences that stay the same while the records do, so that two versions can be compared.
"""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from db.days import from_iso, shown
from db.plans.plan_records import COLLECTION, RETENTION, SECURITY, SHARING, PlanFact
from db.plans.sharing_records import OPEN, Sharing
from db.plans.sharings import Sharings
from db.store.query import Query
from db.store.store import Store

TrainingGaps = Callable[[str], int]
"""How many trainings asked in the study are missing or overdue today. The training register's, handed in."""

_COLLECTING = ("EDC", "IWRS", "ePRO", "imaging", "laboratory", "safety", "source", "eTMF")
_OPEN_STEPS = ("granted", "changed", "removal asked")
_UPKEEP = {"agreement": "agreement", "validation": "validated", "version": "version", "backup": "backup",
           "restore": "restore tested"}  # fmt: skip
_GRAVE = 12  # likelihood times impact from which a risk is named in the plan
_ROLES = ("officer", "investigator", "coordinator", "staff", "monitor", "inspector", "custodian")


class PlanFacts:
    """Over one open store."""

    def __init__(self, store: Store, sharings: Sharings, gaps: TrainingGaps) -> None:
        self._store, self._sharings, self._gaps = store, sharings, gaps

    def draw(self, study: str) -> Mapping[str, tuple[PlanFact, ...]]:
        """Part -> its facts, of this moment."""
        today = self._store.clock.now().date()
        return {
            COLLECTION: (*self._study(study, today), *self._systems(study, today), *self._people(study, today)),
            SECURITY: (*self._upkeep(study, today), *self._access(study, today), *self._program(), *self._risks(study),
                       *self._training(study)),
            SHARING: self._sharing(study, today),
            RETENTION: (*self._series(study), *self._holds(study)),
        }  # fmt: skip

    def _study(self, study: str, today: date) -> list[PlanFact]:
        protocol, title, sponsor, phase, framework = self._rows(
            "SELECT protocol, title, sponsor, phase, framework FROM study WHERE id = ?", study
        )[0]
        version = self._rows(
            "SELECT label, effective FROM protocol_version WHERE study = ? AND effective <= ? "
            "ORDER BY effective DESC, label DESC LIMIT 1", study, today.isoformat(),
        )  # fmt: skip
        leads = self._rows(
            f"SELECT {_name('p')} FROM investigator AS i JOIN person AS p ON p.id = i.person "
            'WHERE i.study = ? AND i.start <= ? AND (i."end" IS NULL OR i."end" >= ?)',
            study, today.isoformat(), today.isoformat(),
        )  # fmt: skip
        found = [
            ("Protocol", ", ".join(part for part in (protocol, title) if part)), ("Sponsor", sponsor),
            ("Phase, framework", ", ".join(part for part in (phase, framework) if part)),
            ("Protocol version", f"{version[0][0]}, in effect since {_day(version[0][1])}" if version else ""),
            ("Principal investigator", leads[0][0] if leads else "nobody today"),
        ]  # fmt: skip
        return [PlanFact("Study", label, value) for label, value in found if value]

    def _systems(self, study: str, today: date) -> list[PlanFact]:
        return [
            PlanFact("Systems", name, _sentence(kind, _run_by(operator, vendor), purpose))
            for _id, name, kind, operator, vendor, purpose in self._systems_of(study, today)
            if kind in _COLLECTING
        ]

    def _people(self, study: str, today: date) -> list[PlanFact]:
        day = today.isoformat()
        roles = self._rows(
            'SELECT role, count(DISTINCT person) FROM assignment WHERE study = ? AND start <= ? AND ("end" IS NULL OR '
            '"end" >= ?) GROUP BY role ORDER BY role COLLATE NOCASE', study, day, day,
        )  # fmt: skip
        tasks = self._rows(
            "SELECT k.code || ' ' || k.title, count(DISTINCT l.person) FROM delegation AS l "
            "JOIN delegation_task AS k ON k.id = l.task WHERE l.study = ? AND l.start <= ? "
            "AND coalesce(l.ended, l.\"end\", '9999-12-31') >= ? "
            "AND EXISTS (SELECT 1 FROM delegation_step AS s WHERE s.line = l.id AND s.kind = 'approved') "
            "GROUP BY k.id ORDER BY k.place, k.code", study, day, day,
        )  # fmt: skip
        return [
            *(PlanFact("Roles", role, _people(count)) for role, count in roles),
            *(PlanFact("Delegated tasks", task, _people(count)) for task, count in tasks),
        ]

    def _upkeep(self, study: str, today: date) -> list[PlanFact]:
        """Each system with its agreement, validation, version, backup, restore test and last review of access."""
        found = []
        for system, name, _kind, operator, vendor, _purpose in self._systems_of(study, today):
            latest = {
                kind: (happened, value)
                for kind, happened, value in self._rows(
                    "SELECT kind, happened, value FROM system_upkeep WHERE system = ? AND voided IS NULL "
                    "ORDER BY happened, entered",
                    system,
                )
            }
            words = [
                f"{word}: {latest[kind][1]} ({_day(latest[kind][0])})" if kind in latest else f"no {kind} on record"
                for kind, word in _UPKEEP.items()
            ]
            (reviewed,) = self._rows("SELECT max(signed) FROM access_review WHERE system = ?", system)[0]
            words.append(f"access reviewed {_day(str(reviewed)[:10])}" if reviewed else "access never reviewed")
            found.append(PlanFact("Systems", name, _sentence(_run_by(operator, vendor), *words)))
        return found

    def _access(self, study: str, today: date) -> list[PlanFact]:
        rows = self._rows(
            """SELECT y.name, p."end",
                (SELECT s.kind FROM account_step AS s WHERE s.account = a.id AND s.voided IS NULL
                 ORDER BY s.number DESC LIMIT 1)
            FROM account AS a JOIN system AS y ON y.id = a.system JOIN person AS p ON p.id = a.person
            WHERE a.system IN (SELECT system FROM system_study WHERE study = ?) ORDER BY y.name COLLATE NOCASE""",
            study,
        )
        opened: dict[str, list[bool]] = {}
        for name, end, step in rows:
            if step in _OPEN_STEPS:
                opened.setdefault(name, []).append(bool(end and end < today.isoformat()))
        return [
            PlanFact("Accounts", name, f"{len(held)} open" + (f", {sum(held)} of leavers" if any(held) else ""))
            for name, held in opened.items()
        ]

    def _program(self) -> list[PlanFact]:
        """What this program itself does, and who may use it."""
        counts = dict(self._rows("SELECT role, count(*) FROM users WHERE status = 'active' GROUP BY role"))
        users = ", ".join(f"{counts[role]} {role}" for role in _ROLES if role in counts)
        return [
            PlanFact("Site records", "Users of this program", users),
            PlanFact("Site records", "Encryption", "whole database by AES-256 (SQLCipher 4)"),
            PlanFact("Site records", "Unlocking", "keyring credential, one-time code and passphrase, per person"),
            PlanFact("Site records", "Audit trail", "every change, chained by SHA-256, cannot be switched off"),
        ]

    def _risks(self, study: str) -> list[PlanFact]:
        rows = self._rows(
            "SELECT number || ' ' || title, current_likelihood, current_impact, treatment FROM risk "
            "WHERE closed IS NULL AND (study IS NULL OR study = ?) AND current_likelihood * current_impact >= ? "
            "ORDER BY current_likelihood * current_impact DESC, number LIMIT 10", study, str(_GRAVE),
        )  # fmt: skip
        return [
            PlanFact("Gravest risks", name, f"likelihood {likely}, impact {impact}; {_TREATED[treatment]}")
            for name, likely, impact, treatment in rows
        ]

    def _training(self, study: str) -> list[PlanFact]:
        courses = self._rows(
            "SELECT DISTINCT c.curriculum FROM course AS c WHERE c.curriculum <> '' "
            'AND (c.study IS NULL OR c.study = ?) AND c."end" IS NULL ORDER BY 1', study,
        )  # fmt: skip
        gaps = self._gaps(study)
        found = [PlanFact("Training", str(name), "asked of the people of the study") for (name,) in courses]
        return [*found, PlanFact("Training", "Gaps", "none" if not gaps else f"{gaps} missing or overdue")]

    def _sharing(self, study: str, today: date) -> tuple[PlanFact, ...]:
        found = self._sharings.list(Query(where={"status": OPEN}, sort=(("number", False),), limit=500), today).rows
        return tuple(
            PlanFact("Recipients", f"{one.number} {one.recipient}", sharing_words(one))
            for one in found
            if one.study_id in (None, study)
        )

    def _series(self, study: str) -> list[PlanFact]:
        rows = self._rows(
            f"SELECT r.number || ' ' || r.title, r.medium, r.place, {_name('p')}, r.keep_until, r.permanent, "
            "r.trigger_pending, r.unconfirmed, r.destroyed FROM series AS r JOIN series_study AS l ON l.series = r.id "
            "JOIN person AS p ON p.id = r.custodian WHERE l.study = ? ORDER BY r.number",
            study,
        )
        return [
            PlanFact("Record series", name, _sentence(medium, place, f"custodian {custodian}", _kept(*kept)))
            for name, medium, place, custodian, *kept in rows
        ]

    def _holds(self, study: str) -> list[PlanFact]:
        rows = self._rows(
            "SELECT kind, reason, placed FROM hold WHERE released IS NULL AND (study = ? OR (study IS NULL "
            "AND series IS NULL) OR series IN (SELECT series FROM series_study WHERE study = ?)) ORDER BY placed, id",
            study, study,
        )  # fmt: skip
        return [PlanFact("Holds", f"{kind}, since {_day(placed)}", reason) for kind, reason, placed in rows]

    def _systems_of(self, study: str, today: date) -> list[tuple[Any, ...]]:
        return self._rows(
            "SELECT y.id, y.name, y.kind, y.operator, y.vendor, y.purpose FROM system AS y JOIN system_study AS l "
            'ON l.system = y.id WHERE l.study = ? AND (y."end" IS NULL OR y."end" >= ?) ORDER BY y.name COLLATE NOCASE',
            study, today.isoformat(),
        )  # fmt: skip

    def _rows(self, sql: str, *values: str) -> list[tuple[Any, ...]]:
        return self._store.rows(sql, values)


def sharing_words(one: Sharing) -> str:
    """“coded data; eCRF pages; processor; GDPR Art. 28 ...”: one sharing as one sentence."""
    agreed = f"{one.agreement} of {shown(one.agreement_signed)}" if one.agreement_signed else "no agreement"
    if one.agreement_until:
        agreed += f", until {shown(one.agreement_until)}"
    period = f"{shown(one.start)} to {shown(one.until)}" if one.until else f"since {shown(one.start)}"
    transfer = one.country if one.transfer == "none" else f"{one.country}, under {one.transfer}"
    return _sentence(one.what, f"{one.data} data", one.capacity, one.legal_basis, agreed, transfer, one.safeguards,
                     period)  # fmt: skip


_TREATED = {"": "not treated yet", "reduce": "being reduced", "avoid": "being avoided", "share": "shared with others",
            "accept": "accepted for a time"}  # fmt: skip


def _kept(keep_until: str | None, permanent: int, pending: int, unconfirmed: int, destroyed: str | None) -> str:
    """“kept until 23-Nov-2051, a trigger is pending”."""
    if destroyed:
        return f"destroyed {_day(destroyed)}"
    words = "kept permanently" if permanent else f"kept until {_day(keep_until)}" if keep_until else "kept"
    words += ", a trigger is pending" if pending else ""
    return words + (", a rule is not confirmed" if unconfirmed else "")


def _name(table: str) -> str:
    return f"{table}.family_name || CASE {table}.given_name WHEN '' THEN '' ELSE ', ' || {table}.given_name END"


def _run_by(operator: str, vendor: str) -> str:
    return f"run by the {operator}" + (f" ({vendor})" if vendor else "")


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def _sentence(*parts: str) -> str:
    return "; ".join(" ".join(part.split()).rstrip(".;") for part in parts if part.strip())


def _day(text: str | None) -> str:
    return shown(from_iso(text))
