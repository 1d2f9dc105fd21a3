"""Sheets of 50,000 rows and 10 columns: what is on the screen at once, the whole check, and the commit."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook

from db.site import Site
from db.store.connection import SqlValue
from desktop.exchange.importing import first_look, known_facts, plan_import
from tests.benchmarks.bar import Bar, seconds
from tests.exchange.big import people_rows, training_rows, write_xlsx
from tests.exchange.conftest import open_site

ROWS = 50_000
PEOPLE = 5_000
_PERSON = (
    "family_name", "given_name", "other_names", "sort_name", "email", "phone", "employer", "role", "start", "end",
    "licence", "note", "entered",
)  # fmt: skip
_RECORD = (
    "person", "course", "version", "completed", "expires", "method", "trainer", "result", "score", "role", "note",
    "entered", "late_reason",
)  # fmt: skip

_LINKED = {
    "training_record": (
        ("person", ("id", *_PERSON)),
        ("course", ("id", "code", "title", "kind")),
    )
}


def bars() -> Iterator[Bar]:
    """The bar of design section 9 is the preview and the commit; the whole check runs while the preview is read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from _people(folder)
        yield from _training(folder)


def _people(folder: Path) -> Iterator[Bar]:
    site = _site(folder / "people")
    path = write_xlsx(folder / "people.xlsx", people_rows(ROWS))
    yield from _reading("people", path, site)
    site.store.close()
    yield _commit("people", path, folder, (), "person", _PERSON)


def _training(folder: Path) -> Iterator[Bar]:
    roster = write_xlsx(folder / "roster.xlsx", people_rows(PEOPLE))
    path = write_xlsx(folder / "log.xlsx", training_rows(PEOPLE, ROWS))
    site = _site(folder / "training")
    plan_import("people", roster, known_facts(site, "people")).commit(site)
    yield from _reading("training", path, site)
    site.store.close()
    yield _commit("training", path, folder, (roster,), "training_record", _RECORD)


def _commit(name: str, path: Path, folder: Path, before: tuple[Path, ...], table: str, columns: tuple[str, ...]) -> Bar:
    """The floor: the same rows into the same audited, guarded and searched table of a site that is as new, with nothing
    checked. In turns, the best of each, because others use the machine too."""
    figure = floor = float("inf")
    for turn in range(2):
        site = _staffed(folder / f"{name}-{turn}", before)
        plan = plan_import(name, path, known_facts(site, name))
        figure = min(figure, seconds(lambda: plan.commit(site)))  # noqa: B023 - used at once
        floor = min(floor, _raw(site, folder / f"{name}-{turn}-raw", table, columns))
        site.store.close()
    return Bar(f"{name} 50,000 x 10, commit", figure, "s", floor, "the same rows, audited, unchecked", times=3)


def _raw(site: Site, folder: Path, table: str, columns: tuple[str, ...]) -> float:
    """Seconds to insert the rows of a table once more elsewhere, where all that they link to is already."""
    bare = _site(folder)
    for linked, names in _LINKED.get(table, ()):
        _insert(bare, linked, names, _all(site, linked, names))
    rows = _all(site, table, columns)
    assert len(rows) == ROWS
    taken = seconds(lambda: _insert(bare, table, columns, rows))
    bare.store.close()
    return taken


def _all(site: Site, table: str, columns: tuple[str, ...]) -> list[tuple[SqlValue, ...]]:
    names = ", ".join(f'"{column}"' for column in columns)
    return site.store.rows(f"SELECT {names} FROM {table} ORDER BY id")


def _insert(site: Site, table: str, columns: tuple[str, ...], rows: list[tuple[SqlValue, ...]]) -> None:
    with site.store.change() as change:
        change.insert_many(table, columns, rows)


def _staffed(folder: Path, sheets: tuple[Path, ...]) -> Site:
    site = _site(folder)
    for sheet in sheets:
        plan_import("people", sheet, known_facts(site, "people")).commit(site)
    return site


def _reading(register: str, path: Path, site: Site) -> Iterator[Bar]:
    known = known_facts(site, register)
    floor = seconds(lambda: _calamine(path), repeat=3)
    look = seconds(lambda: first_look(register, path, known).preview(), repeat=3)
    yield Bar(f"{register} 50,000 x 10, preview", look, "s", floor, "calamine reading the file", most=1)
    whole = seconds(lambda: plan_import(register, path, known), repeat=3)
    yield Bar(f"{register} 50,000 x 10, every row checked", whole, "s", floor, "calamine reading the file")


def _calamine(path: Path) -> None:
    CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def _site(folder: Path) -> Site:
    folder.mkdir()
    return open_site(folder)
