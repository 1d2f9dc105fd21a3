"""Who has which version of a document (DMP-3): sent to roles, people and holders; acknowledged by reading (TRN-1) or by
signature; superseded copies come back."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from db import people_sql
from db.clock import stamp
from db.days import shown
from db.errors import BadInput, Refused
from db.fields import chosen, line
from db.plans import document_records as r
from db.plans.document_rows import ACKNOWLEDGED, COPY, copy
from db.plans.plan_versions import demand_person
from db.plans.signables import COPY as TABLE
from db.plans.signables import of_copy
from db.signing.register import Signing
from db.signing.signable import Ink, Signer
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.store import Store

_KEPT = "Nothing was saved."
_ASKED = (
    "EXISTS (SELECT 1 FROM requirement AS q WHERE q.course = ? AND (q.start IS NULL OR q.start <= ?) "
    "AND (q.\"end\" IS NULL OR q.\"end\" >= ?) AND q.task = '' AND (q.role IN ('', p.role) OR EXISTS (SELECT 1 FROM "
    "assignment AS a WHERE a.person = p.id AND a.role = q.role AND (q.study IS NULL OR a.study = q.study) "
    'AND a.start <= ? AND (a."end" IS NULL OR a."end" >= ?))) AND (q.study IS NULL OR EXISTS (SELECT 1 FROM assignment '
    'AS b WHERE b.person = p.id AND b.study = q.study AND b.start <= ? AND (b."end" IS NULL OR b."end" >= ?))))'
)
"""Whether the training register asks the course of person p today: then the record of reading acknowledges the copy."""


class DocumentCopies:
    """As ``site.plans.documents.copies``."""

    def __init__(self, store: Store, signing: Signing) -> None:
        self._store, self._signing = store, signing

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    def of(self, version: str) -> tuple[r.Copy, ...]:
        """Of one version; what is not acknowledged first, then by name."""
        order = f"{ACKNOWLEDGED} IS NOT NULL, p.sort_name IS NULL, p.sort_name, k.holder"
        rows = self._store.rows(f"{COPY} WHERE k.version = ? ORDER BY {order}", (version,))
        return tuple(copy(row) for row in rows)

    def all(self) -> tuple[r.Copy, ...]:
        """Of every document and version; the newest first."""
        return tuple(copy(row) for row in self._store.rows(f"{COPY} WHERE 1 ORDER BY k.sent DESC, k.id"))

    def get(self, copy_id: str) -> r.Copy:
        """Raises BadInput when there is none with this id."""
        row = self._store.row(f"{COPY} WHERE k.id = ?", (copy_id,))
        if row is None:
            raise BadInput("That copy is not there.", todo="Refresh the page and look again.")
        return copy(row)

    def distribute(
        self, version: str, roles: Sequence[str], people: Sequence[str], holders: Sequence[str], how: str
    ) -> tuple[r.Copy, ...]:
        """To whoever holds one of the ``roles`` today, to ``people`` (ids) and to ``holders`` (names of people outside
        or of places). Who has the version already is passed over. Refused before it is approved."""
        row = self._store.row("SELECT course, approved, effective FROM course_version WHERE id = ?", (version,))
        if row is None:
            raise BadInput("That version is not there.", todo="Refresh the page and look again.")
        if row[1] is None and row[2] is None:
            raise Refused("This version is a draft.", kept="Nothing was sent.", todo="Have it approved first.")
        chosen("How", how, r.HOW)
        found = self._people(str(row[0]), roles, people)
        names = [line("Holder", name, needed=True) for name in holders]
        there = {str(one or holder) for one, holder in self._there(version)}
        new: list[tuple[str | None, str, int]] = [(one, "", asked) for one, asked in found if one not in there]
        new += [(None, name, 0) for name in names if name not in there]
        if not new:
            raise BadInput("Nobody is named who has not got it already.", kept="Nothing was sent.",
                           todo="Choose roles, people or holders.")  # fmt: skip
        columns = ("version", "person", "holder", "how", "sent", "by_training", "entered")
        now = stamp(self._store.clock.now())
        with self._store.change("Distributed") as change:
            change.insert_many(
                TABLE, columns,
                [(version, person, name, how, self.today.isoformat(), asked, now) for person, name, asked in new],
            )  # fmt: skip
        return self.of(version)

    def sign(self, change: Change, copy_id: str, signer: Signer) -> None:
        """Who has the copy acknowledges it, in the caller's transaction. Refused for anybody else."""
        one = self.get(copy_id)
        if one.acknowledged is not None:
            raise Refused(f"{one.name} acknowledged it on {shown(one.acknowledged)}.", kept="Nothing was signed.")
        if one.person_id is None:
            raise Refused(f"{one.name} signs outside of this program.", kept="Nothing was signed.",
                          todo="Enter the day on which they acknowledged it.")  # fmt: skip
        demand_person(self._store, signer, one.person_id, one.name)
        day = signer.signed if isinstance(signer, Ink) else self.today
        self._signing.put(change, (of_copy(one),), signer)
        change.update(TABLE, copy_id, {"acknowledged": day.isoformat()})

    def acknowledged_outside(self, copy_id: str, day: date, note: str) -> r.Copy:
        """A holder without a place on the roster confirmed it; ``note`` says how. Refused for people of the site."""
        one = self.get(copy_id)
        if one.person_id is not None:
            raise Refused(f"{one.name} signs for the copy.", kept=_KEPT, todo="Here, or on paper.")
        words: SqlValue = line("How it was confirmed", note, 500, needed=True)
        return self._day(one, "acknowledged", day, {"note": words})

    def returned(self, copy_id: str, day: date) -> r.Copy:
        """A superseded copy came back or was destroyed."""
        return self._day(self.get(copy_id), "returned", day, {})

    def asked(self, document: str) -> int:
        """How many people of the site the training register asks the document of today: whom its next version re-opens
        the training of."""
        here, there = people_sql.at_site(self.today)
        row = self._store.row(
            f"SELECT count(*) FROM person AS p WHERE {_ASKED} AND {here}",
            (document, *[self.today.isoformat()] * 6, *there),
        )
        return 0 if row is None else int(row[0])

    def mine(self, person: str) -> tuple[r.Copy, ...]:
        """What this person has to acknowledge by signature: copies sent to them which no training covers."""
        rows = self._store.rows(
            f"{COPY} WHERE k.person = ? AND k.by_training = 0 AND k.returned IS NULL AND {ACKNOWLEDGED} IS NULL "
            "ORDER BY k.sent", (person,),
        )  # fmt: skip
        return tuple(copy(row) for row in rows)

    def late(self, on: date, days: int) -> list[tuple[str, str, int, str]]:
        """Documents with copies not acknowledged so many days after they were sent: document id, what, how many, the
        day the first was sent. What the training register asks is its own to tell."""
        rows = self._store.rows(
            "SELECT c.id, c.code || ' ' || v.label, count(*), min(k.sent) FROM document_copy AS k "
            "JOIN course_version AS v ON v.id = k.version JOIN course AS c ON c.id = v.course "
            f"WHERE k.by_training = 0 AND k.returned IS NULL AND {ACKNOWLEDGED} IS NULL "
            "AND julianday(?) - julianday(k.sent) > ? GROUP BY k.version ORDER BY 4", (on.isoformat(), days),
        )  # fmt: skip
        return [(str(row[0]), str(row[1]), int(row[2]), str(row[3])) for row in rows]

    def _people(self, course: str, roles: Sequence[str], people: Sequence[str]) -> list[tuple[str, int]]:
        day = self.today.isoformat()
        who, values = people_sql.has_role(roles, self.today) if roles else ("0", [])
        marks = ", ".join("?" * len(people))
        here, there = people_sql.at_site(self.today)
        rows = self._store.rows(
            f"SELECT p.id, {_ASKED} FROM person AS p WHERE ({who} OR p.id IN ({marks})) AND {here} "
            "ORDER BY p.sort_name",
            (course, *[day] * 6, *values, *people, *there),
        )
        if len([row for row in rows if row[0] in set(people)]) != len(set(people)):
            raise BadInput("One of the people is not at the site.", kept="Nothing was sent.")
        return [(str(row[0]), int(row[1])) for row in rows]

    def _there(self, version: str) -> list[tuple[str | None, str]]:
        rows = self._store.rows(
            "SELECT person, holder FROM document_copy WHERE version = ? AND returned IS NULL", (version,)
        )
        return [(row[0], str(row[1])) for row in rows]

    def _day(self, one: r.Copy, column: str, day: date, more: dict[str, SqlValue]) -> r.Copy:
        if day > self.today or day < one.sent:
            raise BadInput(f"That lies between {shown(one.sent)}, when it was sent, and today.", kept=_KEPT)
        with self._store.change(column.capitalize()) as change:
            change.update(TABLE, one.id, {column: day.isoformat(), **more})
        return self.get(one.id)
