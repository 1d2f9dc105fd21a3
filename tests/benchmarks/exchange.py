"""Sheets of 50,000 rows and 10 columns: what is on the screen at once, the whole check, and the commit."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook

from db.site import Site
from desktop.exchange.importing import Plan, first_look, known_facts, plan_import
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
    plan = plan_import("people", path, known_facts(site, "people"))
    yield _commit("people", plan, site, "person", _PERSON)


def _training(folder: Path) -> Iterator[Bar]:
    site = _site(folder / "training")
    roster = write_xlsx(folder / "roster.xlsx", people_rows(PEOPLE))
    plan_import("people", roster, known_facts(site, "people")).commit(site)
    path = write_xlsx(folder / "log.xlsx", training_rows(PEOPLE, ROWS))
    yield from _reading("training", path, site)
    plan = plan_import("training", path, known_facts(site, "training"))
    yield _commit("training", plan, site, "training_record", _RECORD)


def _commit(name: str, plan: Plan, site: Site, table: str, columns: tuple[str, ...]) -> Bar:
    """The floor: the same rows once more into the same audited and guarded table, with nothing checked."""
    figure = seconds(lambda: plan.commit(site))
    names = ", ".join(f'"{column}"' for column in columns)
    rows = site.store.rows(f"SELECT {names} FROM {table} ORDER BY id DESC LIMIT ?", (ROWS,))
    assert len(rows) == ROWS

    def raw() -> None:
        with site.store.change() as change:
            change.insert_many(table, columns, rows)

    floor = seconds(raw)
    site.store.close()
    return Bar(f"{name} 50,000 x 10, commit", figure, "s", floor, "the same rows, audited, unchecked", times=3)


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
