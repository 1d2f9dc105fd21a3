"""An archive with three studies: one under EU law, one in the US, one in the UK that is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.retention.records import Facts, NewSeries, Series
from db.retention.register import Retention
from db.roster.records import NewPerson, NewStudy
from tests.registers import Desk
from tests.retention.ending import Ending, copied, master_of

EU_TRIAL = Facts(frozenset({"DE"}), frameworks=frozenset({"EU CTR"}))
US_TRIAL = Facts(frozenset({"US"}))


class Archive(Desk):
    """A desk with record series to keep."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.retention = Retention(self.store)
        self.keeper = self.people.add_person(NewPerson("Brandt", "Zoë", start=date(2010, 1, 1))).id
        self.aurora = self._study("AURORA-3", date(2019, 5, 1))
        self.bright = self._study("BRIGHT-2", date(2020, 2, 1))

    def _study(self, code: str, start: date) -> str:
        return self.people.add_study(NewStudy(code, f"P-{code}", sponsor="Aurora Biologics SE", start=start)).id

    def series(self, *studies: str, title: str = "Investigator's file", kind: str = "trial records") -> Series:
        return self.retention.add(NewSeries(title, kind, "paper", "Archive, shelf 4", self.keeper, studies))

    def again(self) -> None:
        """After somebody else sat down."""
        self.retention = Retention(self.store)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    desk = Archive(tmp_path)
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def master_ending(tmp_path_factory: pytest.TempPathFactory) -> Ending:
    """Made once and closed: copied by each test that ends something."""
    return master_of(tmp_path_factory)


@pytest.fixture
def ending(master_ending: Ending, tmp_path: Path) -> Iterator[Ending]:
    copy = copied(master_ending, tmp_path)
    yield copy
    copy.site.close()
