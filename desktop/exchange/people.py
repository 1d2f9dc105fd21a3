"""Rows of a sheet as people: names put together, order of dates, who is there twice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from db.days import shown
from db.imports import ImportSource
from db.roster.records import Change, NewPerson
from desktop.exchange.changes import differences, each_once, same_name
from desktop.exchange.checking import Checked, Difference, Duplicate, Trouble
from desktop.exchange.duplicates import NEAR_LIMIT, Someone, find_duplicates
from desktop.exchange.known import Known, KnownPerson
from desktop.exchange.names import split_name
from desktop.exchange.reading import ReadOn
from desktop.exchange.vocabulary import fields_of

if TYPE_CHECKING:
    from db.site import Site

SHOWN = ("family_name", "given_name", "email", "employer", "role", "start", "end")
_TEXTS = ("email", "phone", "employer", "role", "other_names", "licence", "note")
_DAYS = ("start", "end", "cv_date", "cv_expires", "licence_expires")


class PeopleRows:
    """Checked rows of people. ``duplicates`` in the order of the rows."""

    def __init__(self, checked: Checked, known: Known, name_order: str, step: Callable[[int, int], None]) -> None:
        self.checked = checked
        self._family, self._given = _names(checked, name_order)
        _in_order(checked, "start", "end", "ends before it starts")
        _in_order(checked, "cv_date", "cv_expires", "expires before it was written")
        self.duplicates = self._duplicates(known, step)

    def records(self, places: Iterable[int]) -> list[NewPerson]:
        """New people from the rows at these places of the table."""
        c = self.checked
        email, employer, role, phone = c.text("email"), c.text("employer"), c.text("role"), c.text("phone")
        other, licence, note = c.text("other_names"), c.text("licence"), c.text("note")
        start, end, cv_date, cv_expires = c.day("start"), c.day("end"), c.day("cv_date"), c.day("cv_expires")
        licence_expires = c.day("licence_expires")
        return [
            NewPerson(
                self._family[i], self._given[i], email[i], employer[i], role[i], start[i], end[i], phone[i], other[i],
                cv_date[i], cv_expires[i], None, licence[i], licence_expires[i], None, note[i],
            )
            for i in places
        ]  # fmt: skip

    def shown(self, place: int) -> dict[str, str]:
        """The row as it would be kept; dates as on every screen."""
        c = self.checked
        texts = {name: c.text(name)[place] for name in ("email", "employer", "role")}
        days = {name: shown(c.day(name)[place]) for name in ("start", "end")}
        return {"family_name": self._family[place], "given_name": self._given[place], **texts, **days}

    def to_write(self, places: Collection[int]) -> list[int]:
        """Those that are not certainly there already."""
        repeated = {duplicate.row for duplicate in self.duplicates if duplicate.certain}
        numbers = self.checked.table.numbers
        return [place for place in places if numbers[place] not in repeated]

    def count(self, places: Sequence[int]) -> int:
        return len(places)

    def new_courses(self, places: Sequence[int]) -> tuple[str, ...]:
        return ()

    def try_out(self, site: Site, places: Sequence[int]) -> tuple[Trouble, ...]:
        """Nothing: the checks of the sheet are those of the register."""
        return ()

    def write(
        self,
        site: Site,
        places: Sequence[int],
        source: ImportSource,
        progress: ReadOn,
        changing: Sequence[Duplicate] = (),
    ) -> None:
        """In one transaction. Whoever leaves by a change leaves as by hand: their delegations end too."""
        changes = [Change(one.id, {what.field: what.value for what in one.changes}) for one in changing]
        ends = (site.delegation.leaves, site.people.end_within)
        site.people.import_people([*self.records(places), *changes], source, progress=progress, ends=ends)

    def _duplicates(self, known: Known, step: Callable[[int, int], None]) -> list[Duplicate]:
        c = self.checked
        emails, phones, starts, others = c.text("email"), c.text("phone"), c.day("start"), c.text("other_names")
        rows = [
            Someone(number, self._family[i], self._given[i], emails[i], phones[i], starts[i], others[i])
            for i, number in enumerate(c.table.numbers)
            if i not in c.troubles
        ]
        there = [
            Someone(0, p.family_name, p.given_name, p.email, p.phone, p.start, p.other_names, p.id)
            for p in known.people
        ]
        if len(rows) + len(there) > NEAR_LIMIT:
            c.warnings.append(
                f"With more than {NEAR_LIMIT:,} people, names that are only spelt alike were not looked for."
            )
        found = find_duplicates(rows, there, lambda done: step(done, len(rows)))
        return self._compared(found, known)

    def _compared(self, found: list[Duplicate], known: Known) -> list[Duplicate]:
        """With what the rows say otherwise than the roster."""
        wanted = {one.id for one in found if one.id}
        people = {person.id: person for person in known.people if person.id in wanted}
        places = {number: place for place, number in enumerate(self.checked.table.numbers)}
        return each_once(
            [
                replace(one, changes=self._differences(places[one.row], people[one.id])) if one.id else one
                for one in found
            ]
        )

    def _differences(self, place: int, person: KnownPerson) -> tuple[Difference, ...]:
        c = self.checked
        new: dict[str, object] = {}
        named = (self._family[place], self._given[place])
        if not same_name((person.family_name, person.given_name), named):
            new.update(family_name=named[0], given_name=named[1])
        new.update({name: c.text(name)[place] for name in _TEXTS})
        new.update({name: c.day(name)[place] for name in _DAYS})
        labels = {name: field.label for name, field in fields_of("people").items()}
        return differences(vars(person), new, labels)


def _names(checked: Checked, order: str) -> tuple[list[str], list[str]]:
    family, given = list(checked.text("family_name")), list(checked.text("given_name"))
    whole = checked.text("full_name")
    column = checked.named("family_name" if "family_name" in checked.values else "full_name")
    unsure: list[int] = []
    for place, text in enumerate(family):
        if not text and whole[place]:
            family[place], own, sure = split_name(whole[place], order)
            given[place] = given[place] or own
            if not sure:
                unsure.append(place)
        elif not given[place] and "," in text and "given_name" not in checked.values:
            family[place], given[place], _ = split_name(text)
        if not family[place] and not any(one.column == column for one in checked.troubles.get(place, ())):
            checked.trouble(place, column, "The family name is missing.")
    if unsure:
        first = unsure[0]
        checked.warnings.append(
            f"{len(unsure)} names have no comma; “{whole[first]}” was read as family name “{family[first]}”"
            + (f", given name “{given[first]}”." if given[first] else ".")
        )
    return family, given


def _in_order(checked: Checked, first: str, last: str, what: str) -> None:
    starts: list[date | None] = checked.day(first)
    for place, end in enumerate(checked.day(last)):
        start = starts[place]
        if end is not None and start is not None and end < start:
            checked.trouble(place, checked.named(last), f"The row {what}: {shown(end)} is before {shown(start)}.")
