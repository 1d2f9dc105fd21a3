"""Who and what a training log means: people of the roster and courses of the register, never by a guess."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rapidfuzz import fuzz, process

from db import randomness
from db.training.records import NewCourse, NewVersion
from desktop.exchange.dates import Problem
from desktop.exchange.known import Known, KnownPerson
from desktop.exchange.names import given_likeness, name_key, split_name, without_titles
from desktop.exchange.vocabulary import key

_NEAR_NAME, _NEAR_COURSE = 78.0, 86.0  # of 100
_VERSION = re.compile(
    r"^(?P<course>.+?)[\s,(\[-]+(?:v|ver\.?|version|rev\.?|revision|fassung)\s*(?P<version>\d[\w.]*)[)\]]?$",
    re.IGNORECASE,
)
_VERSION_WORD = re.compile(r"^(?:v|ver|version|rev|revision|fassung)\s*(?=\d)")
_CODE_LENGTH, _TITLE_LENGTH = 60, 300


class People:
    """Finds people by e-mail or name. ``unknown``: written name -> near ones of the roster."""

    def __init__(self, known: Known, chosen: Mapping[str, str], name_order: str) -> None:
        self._chosen, self._order = chosen, name_order
        self._people = {person.id: person for person in known.people}
        self._by_email: dict[str, list[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        for person in known.people:
            if person.email:
                self._by_email.setdefault(person.email.lower(), []).append(person.id)
            for name in {name_key(person.family_name, person.given_name), name_key(person.other_names)} - {""}:
                self._by_name.setdefault(name, []).append(person.id)
        self._found: dict[tuple[str, str], str | Problem] = {}
        self.unknown: dict[str, tuple[str, ...]] = {}

    def find(self, written: str, email: str) -> str | Problem:
        """A person's id, or why nobody or more than one is meant."""
        asked = (written, email)
        if asked not in self._found:
            self._found[asked] = self._look(written, email)
        return self._found[asked]

    def find_named(self, written: str) -> str | Problem:
        """The same by name or e-mail address alone."""
        return self.find(written, "")

    def _look(self, written: str, email: str) -> str | Problem:
        if written in self._chosen:
            return self._chosen[written]
        if not written:
            return Problem("The person is missing.")
        if written in self._people:
            return written
        named = self._by_name.get(name_key(without_titles(written)), [])
        mailed = self._by_email.get((email or (written if "@" in written else "")).lower(), [])
        if mailed and (not named or "@" in written):
            named = self._agreeing(written, mailed)
        elif mailed and len(named) > 1:
            named = [person for person in named if person in mailed] or named
        if len(named) == 1:
            return named[0]
        if len(named) > 1:
            return Problem(
                f"{len(named)} people of the roster are called “{written}”; an e-mail would tell them apart."
            )
        near = self._near(written)
        self.unknown[written] = near
        hint = f" Is it {' or '.join(f'“{name}”' for name in near)}?" if near else ""
        return Problem(f"“{written}” is not on the roster.{hint}")

    def _agreeing(self, written: str, mailed: list[str]) -> list[str]:
        """An e-mail address is only believed together with a name that fits."""
        if "@" in written:
            return mailed
        own = name_key(without_titles(written))
        return [person for person in mailed if fuzz.ratio(own, self._key(self._people[person])) >= _NEAR_NAME
                or self._short(written, self._people[person])]  # fmt: skip

    def _short(self, written: str, person: KnownPerson) -> bool:
        family, given, _ = split_name(written, self._order)
        return name_key(family) == name_key(person.family_name) and bool(given_likeness(given, person.given_name))

    def _near(self, written: str) -> tuple[str, ...]:
        own = name_key(without_titles(written))
        short = [person.name for person in self._people.values() if self._short(written, person)]
        close = process.extract(own, list(self._by_name), scorer=fuzz.ratio, score_cutoff=_NEAR_NAME, limit=3)
        names = [self._people[self._by_name[found[0]][0]].name for found in close]
        return tuple(dict.fromkeys([*short, *names]))[:3]

    @staticmethod
    def _key(person: KnownPerson) -> str:
        return name_key(person.family_name, person.given_name)


class Studies:
    """Finds studies by short name or protocol number, however cased and spaced."""

    def __init__(self, known: Known) -> None:
        self._ids: dict[str, set[str]] = {}
        self._codes = [study.code for study in known.studies]
        for study in known.studies:
            for name in {key(study.code), key(study.protocol), study.id} - {""}:
                self._ids.setdefault(name, set()).add(study.id)

    def find(self, written: str) -> str | Problem:
        """A study's id, or why none or more than one is meant."""
        found = self._ids.get(key(written)) or self._ids.get(written) or set()
        if len(found) == 1:
            return next(iter(found))
        if found:
            return Problem(f"{len(found)} studies are called “{written}”; write the short name.")
        return Problem(f"There is no study “{written}”. Studies: {', '.join(self._codes) or 'none yet'}.")


class Courses:
    """Finds courses by code or title, versions by label. What is not there yet gets an id and is kept in ``new``."""

    def __init__(self, known: Known, chosen: Mapping[str, str], add: bool) -> None:
        self._chosen, self._add = chosen, add
        self._by_name: dict[str, list[str]] = {}
        self._called: dict[str, str] = {}
        self._versions: dict[str, dict[str, str]] = {}
        self._labels: dict[str, str] = {}
        for course in known.courses:
            self._called[course.id] = f"{course.code} ({course.study})" if course.study else course.code
            names = {key(course.code), key(course.title)}
            if course.study:
                names |= {key(f"{course.code} {course.study}"), key(f"{course.study} {course.code}")}
            for name in names:
                self._by_name.setdefault(name, []).append(course.id)
            self._versions[course.id] = {_label(label): id_ for label, id_ in course.versions}
            self._labels.update({id_: label for label, id_ in course.versions})
        self.new: dict[str, NewCourse] = {}
        self.new_versions: dict[str, tuple[str, NewVersion]] = {}
        self.warnings: list[str] = []
        self._found: dict[tuple[str, str], tuple[str, str] | Problem] = {}

    def known_names(self) -> Mapping[str, str]:
        """Key of code or title -> a spelling to find it by."""
        return {name: self._called[ids[0]] for name, ids in self._by_name.items() if len(ids) == 1}

    def called(self, course: str) -> str:
        return self._called.get(course, "")

    def version_called(self, version: str) -> str:
        return self._labels.get(version, "")

    def find(self, written: str, version: str) -> tuple[str, str] | Problem:
        """(course's id, version's id or ""), or why not."""
        asked = (written, version)
        if asked not in self._found:
            self._found[asked] = self._look(written, version)
        return self._found[asked]

    def _look(self, written: str, version: str) -> tuple[str, str] | Problem:
        if not written:
            return Problem("The course is missing.")
        if written in self._chosen:
            course = self._chosen[written] or self._new(written)
            return course, self._version(course, version)
        ids = self._by_name.get(key(written), [])
        parted = _VERSION.match(written)
        if not ids and parted and not version:
            ids = self._by_name.get(key(parted["course"]), [])
            if ids:
                written, version = parted["course"], parted["version"]
        if len(ids) > 1:
            names = ", ".join(self._called[id_] for id_ in ids)
            return Problem(f"“{written}” may be {names}; write which.")
        if ids:
            return ids[0], self._version(ids[0], version)
        return self._unknown(written, version, parted)

    def _unknown(self, written: str, version: str, parted: re.Match[str] | None) -> tuple[str, str] | Problem:
        near = process.extractOne(key(written), list(self._by_name), scorer=fuzz.ratio, score_cutoff=_NEAR_COURSE)
        same_numbers = near is not None and re.findall(r"\d+", near[0]) == re.findall(r"\d+", key(written))
        if near is not None and same_numbers:
            name = self._called[self._by_name[near[0]][0]]
            return Problem(f"There is no course “{written}”. Is it “{name}”?")
        if not self._add:
            return Problem(f"There is no course “{written}”.")
        if len(written) > _TITLE_LENGTH:
            return Problem(f"The name of the course has {len(written):,} characters; at most {_TITLE_LENGTH} fit.")
        if parted and not version:
            written, version = parted["course"], parted["version"]
        course = self._new(written)
        return course, self._version(course, version)

    def _new(self, written: str) -> str:
        code = written if len(written) <= _CODE_LENGTH else written[: _CODE_LENGTH - 3].rstrip() + "..."
        course = randomness.new_id()
        self.new[course] = NewCourse(code, written)
        self._called[course] = code
        self._versions[course] = {}
        self._by_name.setdefault(key(written), []).append(course)
        return course

    def _version(self, course: str, label: str) -> str:
        if not label:
            return ""
        there = self._versions[course]
        own = _label(label)
        if own not in there:
            version = randomness.new_id()
            self.new_versions[version] = (course, NewVersion(label))
            self._labels[version] = label
            there[own] = version
            self.warnings.append(f"Version “{label}” of “{self._called[course]}” is new and will be added.")
        return there[own]


def _label(text: str) -> str:
    """“v2.0”, “Version 2.0” and “2.0” are one."""
    return _VERSION_WORD.sub("", text.casefold().strip().replace("version ", "version")).strip()
