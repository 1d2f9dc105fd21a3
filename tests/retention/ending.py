"""A site with a study whose records may end, and one that goes on; two people who may sign."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from db.capa.records import NewCapa
from db.incidents.deviation_records import NewDeviation
from db.retention.records import BY_KEY, Carrying, Destruction, Facts, NewDestruction, NewSeries, Series
from db.roster.records import NewPerson, NewStudy
from db.signing.signable import Pen
from db.site import Site
from db.training.records import NewCourse, NewTraining, NewVersion
from tests.people_at_site import House, Person, copy_house, make_house

SECRET = "Participant 4711 forgot the diary at the Königsallee"
FILE = b"%PDF-1.4 what the certificate of the AURORA training says " * 70_000  # 4.2 MB: kept in two pieces
LATE = "Entered from the paper file"
_MADE: list[Ending] = []


@dataclass
class Ending:
    """``aurora`` may end, ``bright`` goes on."""

    house: House
    site: Site
    hugo: Person
    who: dict[str, str]
    aurora: str
    bright: str
    at_work: str = "zoe"

    def turn(self, who: str) -> None:
        """Somebody else unlocks."""
        self.site.close()
        self.site = self.house.unlock(self.hugo if who == "hugo" else None)
        self.at_work = who

    def pen(self, meaning: str) -> Pen:
        person = self.hugo if self.at_work == "hugo" else self.house.zoe
        return Pen(self.site.sign(person.passphrase, person.code()), meaning)

    def series(self, *studies: str, medium: str = "in this program") -> Series:
        title = "Records of the study in Siteward" if medium == "in this program" else "Investigator's site file"
        return self.site.retention.add(
            NewSeries(
                title,
                "trial records",
                medium,
                "Laptop of the site",
                self.who["hugo"],
                studies,
                "All of it",
                date(2016, 5, 1),
                date(2020, 12, 31),
            )
        )

    def proposed(self, series: Series, method: str = BY_KEY) -> Destruction:
        return self.site.retention.destructions.propose(series.id, NewDestruction("Its time is over", method))

    def approved(self, one: Destruction) -> Destruction:
        self.turn("hugo" if self.at_work == "zoe" else "zoe")
        return self.site.retention.destructions.sign_approval(one.id, self.pen("approved"))

    def carried_out(self, one: Destruction) -> Destruction:
        return self.site.retention.destructions.carry_out(one.id, self.how(), self.pen("carried out"))

    def how(self) -> Carrying:
        known = self.site.backups.holding_words() if self.site.backups.holding() else ""
        return Carrying(
            self.site.clock.now().date(), "Looked for in every page",
            f"Backup of 01-Nov-2026, until 01-Feb-2027. {known}".strip(),
            witness_name="Noor Haddad, monitor",
        )  # fmt: skip


def make_ending(place: Path) -> Ending:
    """Zoë Brandt is officer, Hugo Lindqvist principal investigator; AURORA-3 ended in 2020 under US rules."""
    house = make_house(place)
    site = house.unlock()
    aurora, bright = (
        site.people.add_study(NewStudy(code, f"P-{code}", sponsor="Aurora Biologics SE", start=start, end=end)).id
        for code, start, end in (
            ("AURORA-3", date(2016, 5, 1), date(2020, 12, 31)),
            ("BRIGHT-2", date(2020, 2, 1), None),
        )
    )
    who = {}
    for name, family, given in (("zoe", "Brandt", "Zoë"), ("hugo", "Lindqvist", "Hugo"), ("maya", "Iyer", "Maya")):
        who[name] = site.people.add_person(NewPerson(family, given, role="Study nurse", start=date(2015, 1, 1))).id
    hugo = house.enrol(site, "hugo", "Hugo Lindqvist", "officer")
    site.users.link(site.users.find("zoe").id, who["zoe"])  # type: ignore[union-attr]
    site.users.link(site.users.find("hugo").id, who["hugo"])  # type: ignore[union-attr]
    ending = Ending(house, site, hugo, who, aurora, bright)
    _records(ending)
    _may_end(ending)
    return ending


def master_of(factory: pytest.TempPathFactory) -> Ending:
    """Made once in this process, closed, and copied by every test that ends something, of whatever room."""
    if not _MADE:
        made = make_ending(factory.mktemp("ending"))
        made.site.close()
        _MADE.append(made)
    return _MADE[0]


def copied(master: Ending, place: Path) -> Ending:
    """A site of one's own, unlocked by Zoë Brandt."""
    house = copy_house(master.house, place)
    hugo = Person(master.hugo.login, house.clock, master.hugo.passphrase, master.hugo.seed)
    return replace(master, house=house, hugo=hugo, site=house.unlock(), at_work="zoe")


def _records(ending: Ending) -> None:
    """Of both studies, with a file that only one of them has."""
    site, maya = ending.site, ending.who["maya"]
    for study, words in ((ending.aurora, SECRET), (ending.bright, "A visit was late")):
        site.people.assign(maya, study, "Study nurse", date(2020, 3, 1), late_reason=LATE)
        course = site.training.add_course(NewCourse(f"EDC {study[-4:]}", "Data capture", study_id=study))
        site.training.add_version(course.id, NewVersion("1.0", effective=date(2020, 1, 1)))
        file = ("certificate.pdf", FILE if study == ending.aurora else b"%PDF-1.4 other")
        record = NewTraining(maya, course.id, date(2020, 3, 2), late_reason=LATE)
        site.training.record(record, file)
        day = date(2020, 4, 1)
        site.incidents.deviations.add(NewDeviation(words, day, day, study, late_reason=LATE))
    day = ending.site.clock.now().date()
    site.capa.add(NewCapa("Diaries are lost", day, description=SECRET, study=ending.aurora))


def _may_end(ending: Ending) -> None:
    studies = ending.site.retention.studies
    studies.set_facts(ending.aurora, Facts(frozenset({"US"})))
    studies.set_facts(ending.bright, Facts(frozenset({"DE"}), frameworks=frozenset({"EU CTR"})))
    studies.add_event("approved in the US", date(2022, 3, 1), "Letter", study=ending.aurora, late_reason=LATE)
    letter = ("release.pdf", b"%PDF-1.4 released")
    studies.add_release(ending.aurora, "Aurora Biologics SE", date(2026, 11, 2), letter)
