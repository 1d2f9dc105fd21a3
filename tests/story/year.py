"""The year as it goes by: the calendar, who sits at the laptop, and what a month's end shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from db.access import records as access
from db.delegation import records as log
from db.site import Site
from db.store.query import Query
from tests.people_at_site import Person
from tests.story.cast import BRIGHT, Member
from tests.window_driver import Screen, settle, until

T = TypeVar("T")
EVERYTHING = 10_000


@dataclass(frozen=True)
class MonthEnd:
    """What the last day of a month shows. ``people`` are at the site; ``untrained`` have a gap in the matrix; ``tasks``
    may be worked under in BRIGHT-2, ``lapsed`` may not for want of training, ``unsigned`` wait for a signature;
    ``accounts`` can be logged in with, ``leavers`` of them by somebody who left; ``deviations``: all there are."""

    people: int
    untrained: int = 0
    tasks: int = 0
    lapsed: int = 0
    unsigned: int = 0
    accounts: int = 0
    leavers: int = 0
    deviations: int = 0


class Year:
    """Everything happens on a day, with somebody at the laptop."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.staff: dict[str, Person] = {"zoe": screen.house.zoe}
        screen.open_gate()

    @property
    def today(self) -> date:
        return self.screen.house.clock.now().date()

    def on(self, month: int, day: int, who: str = "zoe") -> None:
        """The morning of a day of 2026: whoever was at the laptop has left, and ``who`` unlocks it."""
        self.leave()
        clock = self.screen.house.clock
        morning = datetime(2026, month, day, 8, tzinfo=clock.now().tzinfo)
        assert morning >= clock.now() - timedelta(hours=16), "a year goes one way"
        clock.at = max(morning, clock.now())
        self.screen.unlock(self.staff[who])

    def leave(self) -> None:
        """Whoever is at the laptop locks it."""
        program = self.screen.parts.program
        if program.frame is None:
            return
        settle()
        assert not self.screen.dialogs(), [(one.objectName(), one.windowTitle()) for one in self.screen.dialogs()]
        program.lock("Left the desk")
        until(lambda: program.frame is None and not self.screen.parts.jobs.is_open, "the laptop being locked")

    def enrol(self, login: str, name: str, role: str, member: Member | None = None, *,
              studies: tuple[str, ...] | None = None, proven: bool = True, days: int = 200) -> None:  # fmt: skip
        """Somebody gets a slot of their own, with the officer at their side, and is who they are on the roster."""

        def add(site: Site) -> Person:
            codes = tuple(site.people.study(code).id for code in studies) if studies else None
            person = self.screen.house.enrol(site, login, name, role, codes, proven=proven, days=days)
            if member is not None:
                site.users.link(_user(site, login), self.person_in(site, member))
            return person

        self.staff[login] = self.ask(add)

    def ask(self, question: Callable[[Site], T]) -> T:
        """Ask, or tell, the open store."""
        return self.screen.ask(question)  # type: ignore[return-value]

    def quiet(self) -> None:
        """Everything asked so far is answered and shown: a list, then its record, then its buttons."""
        for _ in range(4):
            self.ask(lambda _site: None)
            settle()

    def person(self, member: Member) -> str:
        """The id of somebody on the roster."""
        return self.ask(lambda site: self.person_in(site, member))

    @staticmethod
    def person_in(site: Site, member: Member) -> str:
        (found,) = site.people.match_names(member.name)[0].people
        return found.id

    def study(self, code: str = BRIGHT) -> str:
        return self.ask(lambda site: site.people.study(code).id)

    def month_end(self) -> MonthEnd:
        """As of the last day of the month that the calendar shows, known now."""
        last = (self.today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        settle()
        return self.ask(lambda site: _figures(site, last))


def _figures(site: Site, day: date) -> MonthEnd:
    lines = site.delegation.delegations(Query(where={"study": [BRIGHT]}, limit=EVERYTHING), day).rows
    accounts = site.access.accounts(Query(limit=EVERYTHING), on=day).rows
    matrix = site.training.matrix(day)
    return MonthEnd(
        people=matrix.of,
        untrained=len(matrix.people) - matrix.fully_trained,
        tasks=sum(line.status == log.ACTIVE for line in lines),
        lapsed=sum(line.status == log.NOT_CURRENT for line in lines),
        unsigned=sum(
            line.status in (log.PROPOSED, log.ACCEPTED) or (line.former and line.status != log.ENDED) for line in lines
        ),
        accounts=sum(one.status in (access.OPEN, access.REMOVAL_ASKED) for one in accounts),
        leavers=sum(one.is_open and one.left is not None and one.left < day for one in accounts),
        deviations=site.incidents.deviations.list(Query(limit=EVERYTHING)).matching,
    )


def _user(site: Site, login: str) -> str:
    user = site.users.find(login)
    assert user is not None
    return user.id
