"""What a register says so that sheets of it can be taken, and what becomes of the rows once they are checked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from db.imports import ImportSource
    from db.site import Site
    from desktop.exchange.checking import Checked, Duplicate, Trouble
    from desktop.exchange.known import Known
    from desktop.exchange.reading import ReadOn
    from desktop.exchange.vocabulary import Field


@dataclass(frozen=True)
class Choices:
    """What the person decided: written name -> person's id, written course -> course's id (or "" for a new one)."""

    people: Mapping[str, str] = field(default_factory=dict)
    courses: Mapping[str, str] = field(default_factory=dict)
    add_courses: bool = True


@dataclass(frozen=True)
class Options:
    """What the person decided. Columns count from 0, rows as shown. ``header`` 0: the sheet has no headings.
    ``columns``: column -> field, "" to leave it out, or "course:NAME" in a wide training log. ``orders``: column -> dmy
    or mdy; ``order`` for all others. ``name_order``: “family given” or “given family” for names without comma.
    ``words``: field -> word of the sheet -> the value it means."""

    sheet: str | None = None
    header: int | None = None
    encoding: str | None = None
    separator: str | None = None
    columns: Mapping[int, str] = field(default_factory=dict)
    orders: Mapping[int, str] = field(default_factory=dict)
    order: str = ""
    name_order: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    choices: Choices = field(default_factory=Choices)


class RowsToTake(Protocol):
    """Checked rows of a sheet on their way to records. Places count the rows of the table from 0."""

    @property
    def checked(self) -> Checked: ...

    @property
    def duplicates(self) -> Sequence[Duplicate]: ...

    def shown(self, place: int) -> dict[str, str]:
        """The row as it would be kept."""
        ...

    def to_write(self, places: Collection[int]) -> list[int]:
        """Those of the places that say something new."""
        ...

    def count(self, places: Sequence[int]) -> int:
        """How many records they become."""
        ...

    def new_courses(self, places: Sequence[int]) -> tuple[str, ...]:
        """Courses that would be added with them."""
        ...

    def try_out(self, site: Site, places: Sequence[int]) -> Sequence[Trouble]:
        """What only the register itself can say against rows; nothing of it stays."""
        ...

    def write(
        self,
        site: Site,
        places: Sequence[int],
        source: ImportSource,
        progress: ReadOn,
        changing: Sequence[Duplicate] = (),
    ) -> None:
        """All of them in one transaction with the source on the trail, or none, then what ``changing`` offers.
        BadInput begins with “Row n:”, the records counted from 1."""
        ...


Step: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True)
class Importer:
    """``one``: what a row becomes, in the singular; ``fields``: what its columns can be; ``rows`` makes records of
    checked rows; ``known`` reads what they are compared with, where the store may be read; ``tries``: the register has
    rules of its own that only a dry run in the store tells."""

    one: str
    fields: Mapping[str, Field]
    rows: Callable[[Checked, Known, Options, Step], RowsToTake]
    known: Callable[[Site], Known]
    tries: bool = False
