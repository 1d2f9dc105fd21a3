"""Training's bar: the matrix of 200 people and 60 requirements; and the roster's: search as you type in 200,000."""

from __future__ import annotations

import random
import statistics
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from db import randomness
from db.clock import SetClock
from db.imports import ImportSource
from db.roster.records import NewPerson
from db.roster.register import Roster
from db.store.query import Query
from db.store.store import NewUser, Store
from db.training.records import NewCourse, NewRequirement, NewTraining, NewVersion
from db.training.register import Training
from desktop.commands.demo_content.crowd import crowd
from tests.benchmarks.bar import Bar, seconds

PEOPLE, REQUIREMENTS, MANY = 200, 60, 200_000
TODAY = date(2026, 11, 23)
SOURCE = ImportSource("benchmark.csv", "0" * 64)
_TYPED = ("m", "mu", "mul", "mull", "muller", "o", "okaf", "田", "пе", "ya be", "garcia luc", "zz", "p0123", "a")


def bars() -> Iterator[Bar]:
    with tempfile.TemporaryDirectory() as folder:
        yield from _matrix(Path(folder))
        yield from _search(Path(folder))


def _store(folder: Path, name: str) -> Store:
    clock = SetClock(datetime.fromisoformat("2026-11-23T08:00:00+01:00"))
    return Store.create(
        folder / name, randomness.token(32), workspace=randomness.new_uuid(), installation=randomness.new_uuid(),
        clock=clock, officer=NewUser("bench", "Bench", "officer"),
    )  # fmt: skip


def _matrix(folder: Path) -> Iterator[Bar]:
    store = _store(folder, "matrix.db")
    _fill_matrix(store)

    training, times = Training(store), []
    first = seconds(lambda: training.matrix(TODAY)) * 1000
    person, course = training.matrix(TODAY).people[0].id, training.matrix(TODAY).requirements[0].course_id
    for _ in range(15):
        training.record(NewTraining(person, course, TODAY))  # so that the former matrix does not serve
        times.append(seconds(lambda: training.matrix(TODAY)) * 1000)
    matrix = training.matrix(TODAY)
    assert len(matrix.people) == PEOPLE and len(matrix.requirements) == REQUIREMENTS
    words = seconds(lambda: [cell.why for row in Training(store).matrix(TODAY).cells for cell in row], repeat=2) * 1000
    store.close()
    yield Bar("matrix, 200 people x 60 requirements, after one more training", min(times), "ms", most=50)
    yield Bar("the first of a session", first, "ms")
    yield Bar("the same with the reason of every cell in words", words, "ms")


def _fill_matrix(store: Store) -> None:
    people, training, chance = Roster(store), Training(store), random.Random(7)
    new = [NewPerson(f"Person {number}", role=f"Role {number % 5}", start=date(2024, 1, 1)) for number in range(PEOPLE)]
    ids = people.import_people(new, SOURCE).ids
    done = []
    for number in range(REQUIREMENTS):
        course = training.add_course(NewCourse(f"C{number}", f"Course {number}", validity_months=24, grace_days=14))
        first = training.add_version(course.id, NewVersion("1", None, date(2023, 1, 1)))
        if number % 4 == 0:
            training.add_version(course.id, NewVersion("2", None, date(2026, 7, 1)))
        training.require(NewRequirement(course.id))
        for person in ids:
            for _ in range(2 if chance.random() < 0.2 else 1):
                day = TODAY - timedelta(
                    days=chance.randint(0, 130 if number % 4 == 0 and chance.random() < 0.9 else 720)
                )
                done.append(NewTraining(person, course.id, day, first.id if chance.random() < 0.3 else None))
    training.import_records(done, SOURCE)


def _search(folder: Path) -> Iterator[Bar]:
    store = _store(folder, "search.db")
    people = Roster(store)
    new = [
        NewPerson(
            m.family, m.given, email=f"{m.key}@x.example", employer=m.employer, role=m.role, start=date(2025, 1, 1)
        )
        for m in crowd(MANY, random.Random(11))
    ]
    took = seconds(lambda: people.import_people(new, SOURCE))
    yield Bar("people brought in, checked, audited and indexed", MANY / took, "rows/s", higher=True)
    times, floors = [], []
    for words in _TYPED * 3:
        query = Query(search=words, limit=50)
        people.forget_counts()
        people.people(Query(limit=1))  # how many there are is known to the page that is searched
        times.append(seconds(lambda query=query: people.people(query)) * 1000)
        expression = f'"{words}" *'
        floors.append(
            seconds(
                lambda e=expression: store.rows(
                    "SELECT rowid FROM person_search WHERE person_search MATCH ? LIMIT 100", (e,)
                )
            )
            * 1000
        )
    yield Bar(
        "search among 200,000 people, p95", _p95(times), "ms", floor=_p95(floors), floor_name="FTS5 alone", most=25
    )
    yield Bar("first page of 200,000 people", seconds(lambda: Roster(store).people(Query(limit=100)), 5) * 1000, "ms")
    deep = Query(limit=100, offset=150_000)
    yield Bar("page at row 150,000", seconds(lambda: people.people(deep), 5) * 1000, "ms")
    by_end = Query(limit=100, sort=(("end", True),))
    yield Bar("sorted by end", seconds(lambda: people.people(by_end), 5) * 1000, "ms")
    yield Bar("facets", seconds(lambda: people.facets(), 3) * 1000, "ms")
    store.close()


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
