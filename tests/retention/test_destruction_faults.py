"""The battery falls out in the middle of an end; and many records between many others leave nothing behind
(AUD-5, RET-3)."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db.incidents.deviation_records import NewDeviation
from db.retention.records import Destruction
from db.store.query import Query
from tests.pages import found_in, pages
from tests.retention.ending import LATE, SECRET, Ending, copied
from tests.victims import Victim

KILLS, STEPS = 4, 3
"""Kills in all; each after one of: it begins, it is carried out, the next opening begins."""


@pytest.mark.requirement("AUD-5", "RET-3", "UNL-4")
def test_killed_in_the_middle_it_is_whole_before_or_whole_after(ending: Ending, tmp_path: Path) -> None:
    one = ending.approved(ending.proposed(ending.series(ending.aurora)))
    ending.site.close()
    chance, seen = random.Random(5), set[bool]()
    for turn in range(KILLS):
        copy = _copy(ending, tmp_path, turn)
        _killed_after(copy, one, turn % STEPS, chance.uniform(0.0, 0.3))
        copy.site = copy.house.unlock()
        site, gone = copy.site, copy.site.capa.list().matching == 0
        seen.add(gone)
        status = site.retention.destructions.get(one.id).status
        assert (status, len(site.incidents.deviations.list().rows)) == (("carried out", 1) if gone else ("approved", 2))
        report = site.trail.verify()
        assert report.good, report.words
        assert bool(report.destroyed) == gone
        assert all(result.good for result in site.store.check())
        session = site.session
        database, key = session.layout.database(session.label.generation), session.key
        site.close()
        assert list(copy.house.folder.glob("*.db")) == [database], "one file, the newest"
        assert bool(found_in(pages(database, key), {"it": SECRET.encode()})) != gone
    assert seen == {True, False}, "every kill fell on the same side; the moments have to be spread"
    ending.site = ending.house.unlock()


def _copy(ending: Ending, place: Path, turn: int) -> Ending:
    copy = copied(ending, place / f"kill-{turn}")
    copy.site.close()
    return copy


def _live(ending: Ending, one: Destruction, tell: Callable[[str], None]) -> None:
    """The victim: carry it out, leave, unlock again, which writes the database anew; a word says each step."""
    ending.site, ending.at_work = ending.house.unlock(ending.hugo), "hugo"
    tell("begins")
    ending.carried_out(one)
    tell("is carried out")
    ending.site.close()
    tell("the next opening begins")
    ending.turn("zoe")
    ending.site.close()


def _killed_after(ending: Ending, one: Destruction, step: int, seconds: float) -> None:
    """Ended with SIGKILL so many seconds after a step."""
    ending.house.clock.advance(60)
    with Victim(_live, replace(ending, site=None), one) as victim:  # type: ignore[arg-type]  # it unlocks its own
        assert all(victim.word() for _ in range(step + 1)), "it ended by itself"
        time.sleep(seconds)
    ending.house.clock.advance(300)  # the victim's codes were of its own time


@pytest.mark.requirement("AUD-5", "RET-3")
def test_many_records_between_many_others_leave_nothing(ending: Ending) -> None:
    """Rows of two studies in turn, so that pages are shared, split and joined again."""
    site, day = ending.site, date(2020, 4, 1)
    with site.store.change("Four hundred from the paper file") as change:
        for number in range(400):
            study, name = ((ending.aurora, "ends"), (ending.bright, "stays"))[number % 2]
            words = f"{name} {number:04} " + "what happened at the visit " * (number % 13)
            site.incidents.deviations.insert(change, NewDeviation(words, day, day, study, late_reason=LATE))
    one = ending.approved(ending.proposed(ending.series(ending.aurora)))
    assert ending.site.retention.destructions.counts(one.id)[0] == ("deviation", 201)
    ending.carried_out(one)
    ending.turn("zoe")
    assert ending.site.incidents.deviations.list(Query(limit=1)).matching == 201
    session = ending.site.session
    database, key = session.layout.database(session.label.generation), session.key
    assert all(result.good for result in ending.site.store.check())
    ending.site.close()
    content = pages(database, key)
    assert b"stays 0199" in content
    assert found_in(content, {f"{number}": f"ends {number:04}".encode() for number in range(0, 400, 2)}) == []
    ending.site = ending.house.unlock()
