"""The clocks of incidents and serious breaches: which there are, which run, how one is stopped.

The rules are data: the library (resources/incidents/clocks.json) and what the site adds. Days are counted as 24 hours
each from the moment of awareness, the stricter of the readings there are.
"""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from db.clock import stamp
from db.days import shown
from db.errors import BadInput, Refused
from db.fields import block, chosen, line, past
from db.incidents import clock_records as r
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.store import Store

_COLUMNS = (
    "n.id, n.incident, n.deviation, coalesce(i.number, d.number), coalesce(i.title, substr(d.description, 1, 120)), "
    "n.rule, n.title, n.recipient, n.source, n.verified, n.began, n.due, n.told, n.reference, n.not_needed"
)
_FROM = "notification AS n LEFT JOIN incident AS i ON i.id = n.incident LEFT JOIN deviation AS d ON d.id = n.deviation"
_STANDS = "coalesce(i.voided, d.voided) = 0"


class Clocks:
    """Of one open store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def rules(self) -> tuple[r.ClockRule, ...]:
        """The library's, as the site confirmed them, then the site's own that are in force."""
        own = {row[1] or row[0]: row for row in self._store.rows(
            'SELECT id, library, title, recipient, applies, amount, unit, study, source, confirmed, "by" '
            "FROM clock_rule WHERE ended IS NULL ORDER BY title"
        )}  # fmt: skip
        found = []
        for rule in library():
            row = own.pop(rule.key, None)
            if row is not None:
                day = date.fromisoformat(row[9]) if row[9] else None
                rule = replace(rule, verified=rule.verified or day is not None, confirmed=day, by=row[10], row=row[0])
            found.append(rule)
        for row in own.values():
            found.append(
                r.ClockRule(
                    row[0], row[2], row[3], row[4], row[5], row[6], row[8], True, study=row[7], own=True, row=row[0]
                )
            )
        return tuple(found)

    def add_rule(self, new: r.NewClockRule) -> r.ClockRule:
        """A clock of the site's own. Raises BadInput."""
        if not isinstance(new.amount, int) or not 1 <= new.amount <= 9999:
            raise BadInput("A clock counts from 1 to 9999 hours or days.", kept="Nothing was saved.")
        row: dict[str, SqlValue] = {
            "title": line("Title", new.title, needed=True), "recipient": line("Recipient", new.recipient, needed=True),
            "applies": chosen("Applies to", new.applies, (r.INCIDENT, r.SERIOUS_BREACH)), "amount": new.amount,
            "unit": chosen("Unit", new.unit, ("hours", "days")), "study": new.study,
            "source": line("Source", new.source, 500, needed=True),
        }  # fmt: skip
        with self._store.change() as change:
            key = change.insert("clock_rule", row)
        return next(rule for rule in self.rules() if rule.key == key)

    def confirm_rule(self, key: str, on: date, reason: str) -> None:
        """The signed-in person read the source on this day; the library's clock then counts as verified."""
        rule = self._rule(key)
        if rule.own:
            return
        row: dict[str, SqlValue] = {
            "library": key, "title": rule.title, "recipient": rule.recipient, "applies": rule.applies,
            "amount": rule.amount, "unit": rule.unit, "source": rule.source, "confirmed": on.isoformat(),
            "by": self._store.actor.name,
        }  # fmt: skip
        with self._store.change(reason) as change:
            if rule.row is None:
                change.insert("clock_rule", row)
            else:
                change.update("clock_rule", rule.row, {"confirmed": row["confirmed"], "by": row["by"]})

    def end_rule(self, key: str, on: date, reason: str) -> None:
        """The site's own clock is no longer started; those that run keep running."""
        rule = self._rule(key)
        if not rule.own:
            raise Refused(
                "A clock of the law is not switched off.", todo="Decide case by case that it is not required."
            )
        with self._store.change(reason) as change:
            change.update("clock_rule", key, {"ended": on.isoformat()})

    def start(
        self, change: Change, table: str, record: str, applies: str, began: datetime, studies: Sequence[str],
        *, personal_data: bool = True,
    ) -> tuple[str, ...]:  # fmt: skip
        """Starts what applies and does not run yet, inside the caller's transaction; the titles. ``studies``: ids of
        those concerned; rules of another jurisdiction or another study stay away, those of any study count where none
        is named."""
        there = {row[0] for row in self._store.rows(f"SELECT rule FROM notification WHERE {table} = ?", (record,))}
        frameworks = self._frameworks(studies)
        started = []
        for rule in self.rules():
            if rule.applies != applies or rule.key in there or (rule.only == "personal data" and not personal_data):
                continue
            if rule.study is not None and rule.study not in studies:
                continue
            if rule.framework and frameworks and not any(rule.framework in one for one in frameworks):
                continue
            if rule.framework and not frameworks and applies == r.INCIDENT:
                continue
            change.insert("notification", {
                table: record, "rule": rule.key, "title": rule.title, "recipient": rule.recipient,
                "source": rule.source[:500], "verified": int(rule.verified), "began": stamp(began),
                "due": stamp(began + _length(rule)), "entered": stamp(self._store.clock.now()),
            })  # fmt: skip
            started.append(rule.title)
        return tuple(started)

    def of(self, table: str, record: str) -> tuple[r.Notification, ...]:
        """The clocks of one ``incident`` or ``deviation``, the next due first."""
        return self._found(f"n.{table} = ?", (record,))

    def running(self) -> tuple[r.Notification, ...]:
        """Every clock that counts, the next due first; of what was struck through none."""
        return self._found(f"n.told IS NULL AND n.not_needed = '' AND {_STANDS}", ())

    def one(self, notification_id: str) -> r.Notification:
        found = self._found("n.id = ?", (notification_id,))
        if not found:
            raise BadInput("That clock is not there.", todo="Refresh the page and look again.")
        return found[0]

    def tell(self, notification_id: str, told: datetime, reference: str, reason: str = "Notified") -> r.Notification:
        """They were told, then and so: the clock stops. ``reference``: case number, letter, name of who took it.
        Refused for a time to come, or before the clock began."""
        clock, now = self.one(notification_id), self._store.clock.now()
        past("The notification", told, now)
        if told < clock.began:
            raise BadInput(
                "The notification would lie before the site came to know.", kept="The clock still runs.",
                todo=f"The clock began on {shown(clock.began.date())} at {clock.began:%H:%M}.",
            )  # fmt: skip
        row = {"told": stamp(told), "recorded": stamp(now), "reference": line("Reference", reference, 500, needed=True),
               "not_needed": ""}  # fmt: skip
        with self._store.change(reason) as change:
            change.update("notification", notification_id, row)
        return self.one(notification_id)

    def waive(self, notification_id: str, why: str) -> r.Notification:
        """It was decided that nobody need be told; the decision's grounds are kept as the reason, too."""
        why = block("Why it is not required", why, 2000, needed=True)
        if self.one(notification_id).told is not None:
            raise Refused("They were told already.", kept="Nothing was changed.")
        with self._store.change(why[:500]) as change:
            change.update("notification", notification_id, {"not_needed": why})
        return self.one(notification_id)

    def _rule(self, key: str) -> r.ClockRule:
        found = next((rule for rule in self.rules() if rule.key == key), None)
        if found is None:
            raise BadInput("There is no such clock.", todo="Refresh the page and look again.")
        return found

    def _frameworks(self, studies: Sequence[str]) -> tuple[str, ...]:
        marks = ", ".join("?" * len(studies))
        return tuple(
            row[0] for row in self._store.rows(f"SELECT framework FROM study WHERE id IN ({marks})", tuple(studies))
        )

    def _found(self, clause: str, values: tuple[str, ...]) -> tuple[r.Notification, ...]:
        now = self._store.clock.now()
        found = self._store.rows(
            f"SELECT {_COLUMNS} FROM {_FROM} WHERE {clause} ORDER BY unixepoch(n.due), n.title", values
        )
        return tuple(_notification(row, now) for row in found)


@cache
def library() -> tuple[r.ClockRule, ...]:
    """The built-in clocks, each with its source."""
    text = files("resources").joinpath("incidents", "clocks.json").read_text(encoding="utf-8")
    return tuple(r.ClockRule(**one) for one in json.loads(text))


def _length(rule: r.ClockRule) -> timedelta:
    return timedelta(hours=rule.amount * (24 if rule.unit == "days" else 1))


def _notification(row: Sequence[Any], now: datetime) -> r.Notification:
    due, told = datetime.fromisoformat(row[11]), datetime.fromisoformat(row[12]) if row[12] else None
    if told is not None:
        state = r.TOLD if told <= due else r.TOLD_LATE
    elif row[14]:
        state = r.NOT_NEEDED
    else:
        state = r.RUNNING if now <= due else r.OVERDUE
    return r.Notification(
        id=row[0], table="incident" if row[1] else "deviation", subject=row[1] or row[2], number=row[3],
        subject_title=row[4], rule=row[5], title=row[6], recipient=row[7], source=row[8], verified=bool(row[9]),
        began=datetime.fromisoformat(row[10]), due=due, told=told, reference=row[13], not_needed=row[14], state=state,
    )  # fmt: skip
