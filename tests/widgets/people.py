"""Records for tables of tests: what a register would answer, with the questions it was asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from db.store.query import Page, Query
from desktop.widgets.model import Column, RecordModel
from desktop.widgets.states import State


@dataclass(frozen=True)
class Line:
    id: str
    name: str
    role: str


def columns() -> tuple[Column, ...]:
    return (
        Column("name", "Person", lambda line: line.name, 160, 1, "name", strong=True, second=lambda line: line.role),
        Column("role", "Role", lambda line: line.role, 120, 0, "role", ink="ink2"),
        Column("state", "Status", lambda line: "current", 110, state=lambda line: State.CURRENT),
        Column("number", "Number", lambda line: line.id, 60, figures=True),
    )


@dataclass
class Register:
    """Answers at once, or when `answer` is called while ``held``."""

    lines: list[Line]
    held: bool = False
    asked: list[Query] = field(default_factory=list)
    waiting: list[Callable[[], object]] = field(default_factory=list)

    @classmethod
    def of(cls, count: int) -> Register:
        return cls([Line(f"{n:06d}", f"Person {n:06d}", ("Nurse", "Lab", "Data")[n % 3]) for n in range(count)])

    def fetch(self, query: Query, done: Callable[[Page[Any]], object], failed: Callable[[Exception], object]) -> None:
        self.asked.append(query)
        if self.held:
            self.waiting.append(lambda: done(self.page(query)))
        else:
            done(self.page(query))

    def page(self, query: Query) -> Page[Any]:
        found = [line for line in self.lines if query.search.lower() in line.name.lower()]
        found = [line for line in found if line.role in query.where.get("role", (line.role,))]
        for name, descending in reversed(query.sort):
            found.sort(key=lambda line: getattr(line, name), reverse=descending)
        return Page(tuple(found[query.offset : query.offset + query.limit]), len(found), len(self.lines))

    def answer(self) -> None:
        waiting, self.waiting = self.waiting, []
        for one in waiting:
            one()

    def model(self) -> RecordModel:
        return RecordModel(columns(), self.fetch)
