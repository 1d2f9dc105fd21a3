"""Whose account is it? Suggestions for the rows of a system's list, for a reviewer to confirm; never applied unseen.

Pure functions, to be run in a worker. An account's name, an e-mail or a whole name that fits exactly one person is
an exact suggestion; what is only spelt alike is told with its likeness.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import fuzz, process

from db.access import review_records as v
from db.folding import fold

Progress = Callable[[int, int], None]
LIKELY = 82.0
"""Of 100, by rapidfuzz on the sorted words of a name: “Jon Smyth” is offered for “Smith, John”, “Smith, Ann” is not."""
_STRIDE = 100  # rows between two looks at whether the person cancelled
_WORDS = re.compile(r"[^\W_]+", re.UNICODE)


def no_progress(done: int, of: int) -> None:
    """For callers that show none."""


def name_key(*parts: str) -> str:
    """The words of a name without case, marks and order."""
    return " ".join(sorted(_WORDS.findall(fold(" ".join(parts)))))


class Matcher:
    """Knows the roster and the register's accounts of one system."""

    def __init__(self, people: Sequence[v.Someone], held: Sequence[v.Held]) -> None:
        self._people = {one.id: one for one in people}
        self._emails, self._names = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        for one in people:
            if one.email:
                self._emails[one.email.strip().casefold()].add(one.id)
            for name in _names(one):
                self._names[name].add(one.id)
        self._keys = list(self._names)
        self._by_account = {one.account.strip().casefold(): one for one in held if one.account}
        self._by_person = defaultdict[str, list[v.Held]](list)
        for account in held:
            self._by_person[account.person_id].append(account)
        self._alike: dict[str, tuple[str, int]] = {}

    def suggest(self, row: v.ListRow) -> v.Suggestion:
        """Who this row may be."""
        account = self._by_account.get(row.account.strip().casefold())
        if account is not None and account.person_id in self._people:
            return v.Suggestion(account.person_id, v.BY_ACCOUNT, 100, account.id)
        mailed = self._emails.get(row.email.strip().casefold(), set()) if row.email else set()
        if not mailed and "@" in row.account:
            mailed = self._emails.get(row.account.strip().casefold(), set())
        key = name_key(row.name)
        named = self._names.get(key, set()) if key else set()
        for how, found in ((v.BY_EMAIL, mailed), (v.BY_NAME, named)):
            person = self._only(found, mailed & named)
            if person:
                return v.Suggestion(person, how, 100, self.account_of(person, row.account))
        person, likeness = self._likely(key)
        if person:
            return v.Suggestion(person, v.ALIKE, likeness, self.account_of(person, row.account))
        return v.Suggestion(None, "", 0)

    def account_of(self, person: str, name: str) -> str | None:
        """The register's account of this person that the row is: of the same name, or their only one without a name."""
        same = self._by_account.get(name.strip().casefold())
        if same is not None:
            return same.id if same.person_id == person else None
        nameless = [one.id for one in self._by_person.get(person, ()) if not one.account]
        return nameless[0] if len(nameless) == 1 else None

    @staticmethod
    def _only(found: set[str], both: set[str]) -> str:
        if len(found) == 1:
            return next(iter(found))
        return next(iter(both)) if len(both) == 1 else ""

    def _likely(self, key: str) -> tuple[str, int]:
        if not key:
            return "", 0
        if key not in self._alike:
            best = process.extractOne(key, self._keys, scorer=fuzz.ratio, score_cutoff=LIKELY)
            people = self._names[best[0]] if best else set()
            self._alike[key] = (next(iter(people)), int(best[1])) if best and len(people) == 1 else ("", 0)
        return self._alike[key]


def suggestions(
    rows: Sequence[v.ListRow], people: Sequence[v.Someone], held: Sequence[v.Held], progress: Progress = no_progress
) -> tuple[v.Suggestion, ...]:
    """One for each row, in their order. ``progress`` may raise Cancelled."""
    matcher = Matcher(people, held)
    found = []
    for number, row in enumerate(rows):
        if number % _STRIDE == 0:
            progress(number, len(rows))
        found.append(matcher.suggest(row))
    progress(len(rows), len(rows))
    return tuple(found)


def _names(person: v.Someone) -> Iterable[str]:
    yield name_key(person.family_name, person.given_name)
    first = person.given_name.split()[:1]
    if first and first[0] != person.given_name:
        yield name_key(person.family_name, first[0])
    if person.other_names:
        yield name_key(person.other_names)
        yield name_key(person.other_names, person.given_name)
