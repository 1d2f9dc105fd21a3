"""The rules as this site uses them: the library, rules of its own beside it, and who answers for what was not read in
the primary text (RET-1, RET-2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from db.clock import stamp
from db.days import iso
from db.errors import BadInput, Refused
from db.fields import block
from db.retention import records as r
from db.retention.library import Rule, built_in, read_rules
from db.retention.series_commands import SeriesCommands
from db.retention.situation import fingerprint, site_rules
from db.store.store import Store

_KEPT = "Nothing was saved."
_OWN = "site-"


class Rules:
    """As ``site.retention.rules``. A rule of the site lengthens; none of the library is set aside by it."""

    def __init__(self, store: Store, series: SeriesCommands) -> None:
        self._store, self._series = store, series

    def all(self) -> tuple[r.RuleState, ...]:
        """The library in its order, then the site's own."""
        rows = self._store.rows(
            "SELECT c.rule, c.fingerprint, p.family_name || coalesce(', ' || nullif(p.given_name, ''), ''), "
            "c.confirmed, c.basis FROM rule_confirmation AS c JOIN person AS p ON p.id = c.person "
            "WHERE c.withdrawn IS NULL"
        )
        confirmed, today = {(row[0], row[1]): row for row in rows}, self._series.today
        found = []
        of_site = ((rule, True) for rule in site_rules(self._store, today, today))
        for rule, own in (*((rule, False) for rule in built_in()), *of_site):
            row = confirmed.get((rule.id, fingerprint(rule)))
            day = date.fromisoformat(row[3]) if row else None
            found.append(r.RuleState(rule, own, row[2] if row else "", day, row[4] if row else ""))
        return tuple(found)

    def confirm(self, rule_id: str, person: str, basis: str) -> int:
        """A named person read the text and answers for it; from then on the rule may permit destruction. How many
        series moved. ``person``: id; ``basis``: what was read, and where."""
        state = self._state(rule_id)
        if state.rule.verified:
            raise Refused(f"“{state.rule.name}” was read in the primary text; nobody has to confirm it.", kept=_KEPT)
        if state.confirmed_by:
            raise Refused(f"{state.confirmed_by} has confirmed it.", kept=_KEPT)
        words = block("What was read", basis, 2000, needed=True)
        with self._store.change(f"Rule confirmed: {state.rule.name}") as change:
            change.insert("rule_confirmation", {
                "rule": rule_id, "fingerprint": fingerprint(state.rule), "person": person, "basis": words,
                "confirmed": self._series.today.isoformat(), "entered": stamp(self._store.clock.now()),
            })  # fmt: skip
            return self._series.work_out(change)

    def what_if_confirmed(self, rule_id: str) -> tuple[r.Moved, ...]:
        """What confirming it would move; nothing is saved."""
        self._state(rule_id)
        now = self._series.situation()
        return self._series.compared(now, replace(now, confirmed=now.confirmed | {rule_id}, _known={}))

    def withdraw_confirmation(self, rule_id: str, reason: str) -> int:
        """It was a mistake, or the text changed. How many series moved."""
        row = self._store.scalar("SELECT id FROM rule_confirmation WHERE rule = ? AND withdrawn IS NULL", (rule_id,))
        if row is None:
            raise BadInput("Nobody has confirmed that rule.", todo="Refresh the page and look again.")
        with self._store.change(reason) as change:
            change.update("rule_confirmation", str(row), {"withdrawn": iso(self._series.today)})
            return self._series.work_out(change)

    def add(self, entry: str) -> int:
        """A rule of the site, in the library's own form ([[rule]] ...). How many series moved. Raises BadInput for an
        unsound one, one without an id that begins with “site-”, or one that would set a rule of the library aside."""
        rule = self._read(entry)
        with self._store.change(f"Rule of the site: {rule.name}") as change:
            for (former,) in self._store.rows(
                "SELECT id FROM site_rule WHERE rule = ? AND withdrawn IS NULL", (rule.id,)
            ):
                change.update("site_rule", str(former), {"withdrawn": iso(self._series.today)})
            change.insert("site_rule", {"rule": rule.id, "entry": entry, "entered": stamp(self._store.clock.now())})
            return self._series.work_out(change)

    def what_if(self, entry: str) -> tuple[r.Moved, ...]:
        """What a rule of the site would move before it is applied (RET-2); nothing is saved."""
        rule = self._read(entry)
        now = self._series.situation()
        rest = tuple(one for one in now.rules if one.id != rule.id)
        return self._series.compared(now, replace(now, rules=(*rest, rule), _known={}))

    def withdraw(self, rule_id: str, reason: str) -> int:
        """A rule of the site holds no longer. How many series moved."""
        row = self._store.scalar("SELECT id FROM site_rule WHERE rule = ? AND withdrawn IS NULL", (rule_id,))
        if row is None:
            raise BadInput("The site has no such rule.", todo="Rules of the library stay; confirm or leave them.")
        with self._store.change(reason) as change:
            change.update("site_rule", str(row), {"withdrawn": iso(self._series.today)})
            return self._series.work_out(change)

    def _state(self, rule_id: str) -> r.RuleState:
        for one in self.all():
            if one.rule.id == rule_id:
                return one
        raise BadInput(f"There is no rule “{rule_id}”.", todo="Refresh the page and look again.")

    def _read(self, entry: str) -> Rule:
        rules: Sequence[Rule] = read_rules(entry, "The site's rule")
        if len(rules) != 1:
            raise BadInput("One rule at a time.", kept=_KEPT, todo="Enter each as an entry of its own.")
        (rule,) = rules
        if not rule.id.startswith(_OWN):
            raise BadInput(f"“{rule.id}” does not begin with “{_OWN}”.", kept=_KEPT, todo="Rules of the library stay.")
        if rule.unless:
            raise BadInput("A rule of the site sets none aside.", kept=_KEPT, todo="Leave “unless” out.")
        return rule
