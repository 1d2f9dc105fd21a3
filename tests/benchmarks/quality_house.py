"""A house with so many CAPA (and four actions to each), incidents, deviations, notes, tests and risks."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from db import randomness
from db.capa import machine
from db.clock import stamp
from db.roster.records import NewPerson, NewStudy
from db.site import Site
from db.store.change import Change
from tests.people_at_site import House, make_house

EACH = 4
_TYPES = ("consent", "procedure", "visit window", "sample")


def quality_house(folder: Path, number: int) -> House:
    """Every third CAPA, incident, deviation and risk has ended; the days of the others lie on both sides of today."""
    folder.mkdir()
    house = make_house(folder)
    site = house.unlock()
    load = _Load(site, number)
    with site.change("Load") as change:
        load.capas(change)
        load.incidents(change)
        load.deviations(change)
        load.notes_and_tests(change)
        load.risks(change)
    site.close()
    return house


class _Load:
    """What is written, table by table."""

    def __init__(self, site: Site, number: int) -> None:
        self.number, self.chance = number, random.Random(number)
        self.people = [site.people.add_person(NewPerson(f"Person {place}", "Bench")).id for place in range(20)]
        self.study = site.people.add_study(NewStudy("BENCH", "B-1", start=date(2024, 1, 1))).id
        self.now, self.today = stamp(site.clock.now()), site.clock.now().date()

    def capas(self, change: Change) -> None:
        capas, actions, stages = [], [], []
        for place in range(self.number):
            found, day, ended = randomness.new_id(), self._past(), place % 3 == 0
            step = machine.CLOSED if ended else machine.IDENTIFICATION
            capas.append((
                found, f"CAPA-2026-{place:05d}", f"Something went wrong {place}",
                self.chance.choice(("audit", "risk")), "corrective", self.chance.choice(("minor", "major")), day,
                self._person(), "A description. " * 30, step, day, day if ended else None, "closed" if ended else "",
                self.now,
            ))  # fmt: skip
            stages.append((found, 1, step, 1, day, "Bench", self.now))
        still = [row[0] for row in capas if row[9] != machine.CLOSED]
        for turn in range(self.number * EACH):
            due = self._near()
            capa = still[turn % len(still)]
            actions.append((capa, 1, "immediate", f"Do {turn}", self._person(), due, due, self.now))
        change.insert_many("capa", (
            "id", "number", "title", "source", "kind", "priority", "identified", "owner", "description", "step",
            "step_day", "closed", "old_status", "entered",
        ), capas)  # fmt: skip
        change.insert_many("capa_step", ("capa", "place", "step", "round", "day", "by", "entered"), stages)
        change.insert_many("capa_action", (
            "capa", "round", "kind", "what", "owner", "first_due", "due", "entered"), actions)  # fmt: skip

    def incidents(self, change: Change) -> None:
        incidents, events, touched = [], [], []
        for place in range(self.number):
            found, day, ended = randomness.new_id(), self._past(), place % 3 == 0
            at = f"{day}T08:00:00+01:00"
            incidents.append((
                found, f"INC-2026-{place:05d}", f"A laptop was lost {place}", self.chance.randint(1, 5), at, at,
                "A description. " * 30, self._person(), "no", day if ended else None, "done" if ended else "", self.now,
            ))  # fmt: skip
            events.append((found, at, "It was noticed", self.now))
            touched.append((found, self.study))
        change.insert_many("incident", (
            "id", "number", "title", "severity", "occurred", "aware", "description", "owner", "personal_data", "closed",
            "closing", "entered",
        ), incidents)  # fmt: skip
        change.insert_many("incident_event", ("incident", "at", "what", "entered"), events)
        change.insert_many("incident_affects", ("incident", "study"), touched)

    def deviations(self, change: Change) -> None:
        rows = []
        for place in range(self.number):
            day, ended = self._past(), place % 3 == 0
            assessed = ("minor", "No harm", day, self.people[0], "no", "No risk", day) if ended else (
                "", "", None, None, "", "", None
            )  # fmt: skip
            rows.append((
                f"DEV-2026-{place:05d}", self.study, day, day, "A description. " * 30, self.chance.choice(_TYPES),
                self._person(), *assessed, day if ended else None, self.now,
            ))  # fmt: skip
        change.insert_many("deviation", (
            "number", "study", "occurred", "identified", "description", "type", "owner", "grade", "assessment",
            "assessed", "assessed_by", "serious", "serious_why", "serious_decided", "closed", "entered",
        ), rows)  # fmt: skip

    def notes_and_tests(self, change: Change) -> None:
        notes, tests = [], []
        for place in range(self.number):
            notes.append((f"NTF-2026-{place:05d}", self.study, self._past(), self._person(), f"Note {place}",
                          "An issue. " * 30, self.now))  # fmt: skip
            tests.append((f"TST-2026-{place:05d}", "audit", f"Audit {place}", self._past(), "A result. " * 30,
                          self.now))  # fmt: skip
        change.insert_many("note_to_file", ("number", "study", "written", "author", "title", "issue", "entered"), notes)
        change.insert_many("exercise", ("number", "kind", "title", "performed", "result", "entered"), tests)

    def risks(self, change: Change) -> None:
        assets = [(randomness.new_id(), f"Asset {place}", "data", self.now) for place in range(self.number)]
        change.insert_many("asset", ("id", "name", "kind", "entered"), assets)
        risks, actions = [], []
        for place in range(self.number):
            found, day, ended = randomness.new_id(), self._past(), place % 3 == 0
            first, second = self.chance.randint(3, 5), self.chance.randint(3, 5)
            risks.append((
                found, f"R-{place:05d}", f"Ransomware {place}", "A scenario. " * 20, assets[place][0], self._person(),
                day, first, second, first - 1, second - 1, 1, 1, "reduce", self._near(), day if ended else None,
                "gone" if ended else "", self.now,
            ))  # fmt: skip
            due = self._near()
            actions.append((found, f"Do {place}", self._person(), due, due, self.now))
        change.insert_many("risk", (
            "id", "number", "title", "scenario", "asset", "owner", "identified", "inherent_likelihood",
            "inherent_impact", "current_likelihood", "current_impact", "residual_likelihood", "residual_impact",
            "treatment", "next_review", "closed", "closing", "entered",
        ), risks)  # fmt: skip
        change.insert_many("risk_action", ("risk", "what", "owner", "first_due", "due", "entered"), actions)

    def _past(self) -> str:
        return (self.today - timedelta(days=self.chance.randint(1, 700))).isoformat()

    def _near(self) -> str:
        return (self.today + timedelta(days=self.chance.randint(-90, 90))).isoformat()

    def _person(self) -> str:
        return self.chance.choice(self.people)
