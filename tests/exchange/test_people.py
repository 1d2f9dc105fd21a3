"""A roster comes in from a sheet: planned, looked at, corrected, committed; all or nothing."""

from __future__ import annotations

import csv
import dataclasses
from datetime import date
from pathlib import Path

import pytest

from db.errors import BadInput, Cancelled
from db.site import Site
from db.store.query import Query
from desktop.exchange.importing import Options, Plan, first_look, known_facts, plan_import
from desktop.exchange.known import Known, KnownPerson
from desktop.exchange.names import name_key, split_name, without_titles
from tests.exchange.big import people_rows, write_xlsx

TODAY = date(2026, 11, 23)
NOBODY = Known(TODAY)


def sheet(folder: Path, *rows: str, name: str = "people.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([cell.strip() for cell in row.split("|")] for row in rows)
    return path


def planned(folder: Path, *rows: str, known: Known = NOBODY, options: Options | None = None) -> Plan:
    return plan_import("people", sheet(folder, *rows), known, options)


HEAD = "Surname | First name | E-mail | Role | Start | End"


@pytest.mark.requirement("EXC-1")
def test_a_roster_is_brought_in_whole_with_its_source_on_the_trail(tmp_path: Path, site: Site) -> None:
    path = sheet(tmp_path, HEAD, "Müller | Jürgen | j@x.example | nurse | 2025-01-15 |", "山田 | 太郎 | | rater | |")
    plan = plan_import("people", path, known_facts(site, "people"))
    assert plan.ready
    done = plan.commit(site)
    assert (done.accepted, done.rejected, done.duplicates) == (2, (), ())
    people = {person.family_name: person for person in site.people.people(Query()).rows}
    assert people["Müller"].start == date(2025, 1, 15)
    assert people["山田"].given_name == "太郎"
    [entry] = site.trail.page(Query(where={"action": ["import"]})).rows
    assert entry.new["file"] == "people.csv"
    assert entry.new["sha256"] == plan.source.sha256
    assert entry.new["added"] == 2


@pytest.mark.requirement("EXC-1", "AUD-3")
def test_one_bad_row_holds_all_back_until_it_is_left_out(tmp_path: Path, site: Site) -> None:
    path = sheet(
        tmp_path, HEAD, "Adler | Anna | | nurse | 2025-01-15 | 2024-01-15",
        "Bianchi | Bruno | bruno(at)x | | 2025-02-30 |",
        "Chevalier | Carla | | | |", " | Dmitri | | | |",
    )  # fmt: skip
    plan = plan_import("people", path, known_facts(site, "people"))
    assert [(t.row, t.column) for t in plan.problems] == [
        (2, "End"), (3, "E-mail"), (3, "Start"), (5, "Surname"),
    ]  # fmt: skip
    with pytest.raises(BadInput, match="3 rows with problems, the first is row 2"):
        plan.commit(site)
    with pytest.raises(BadInput):
        plan.commit(site, exclude_rows={2, 3})
    assert site.people.people(Query()).of == 0
    done = plan.commit(site, exclude_rows={2, 3, 5})
    assert (done.accepted, len(done.rejected)) == (1, 4)
    assert [person.name for person in site.people.people(Query()).rows] == ["Chevalier, Carla"]


@pytest.mark.requirement("EXC-1")
def test_a_dry_run_writes_nothing(tmp_path: Path, site: Site) -> None:
    before = site.store.head()
    plan = plan_import("people", sheet(tmp_path, HEAD, "Adler | Anna | | | |"), known_facts(site, "people"))
    assert plan.outcome().accepted == 1
    assert site.store.head() == before


@pytest.mark.requirement("EXC-1")
@pytest.mark.parametrize(
    ("other", "certain"),
    [
        ("Muller | Jurgen | | | |", True), ("MÜLLER | JÜRGEN | | | |", True), ("Mueller | Juergen | | | |", True),
        ("Jürgen | Müller | | | |", True), ("Müller | Jürgen | j@x.example | | |", True),
        ("Müller | Jürgen | other@x.example | | |", False), ("Müller | J. | | | |", False),
        ("Müller | Jürgen Karl | | | |", False), ("Mülller | Jürgen | | | |", False),
        ("Müller-Weber | Jürgen | j@x.example | | |", True), ("Schmidt | Anna | j@x.example | | |", False),
    ],
)  # fmt: skip
def test_the_same_person_twice_is_certain_or_likely(tmp_path: Path, other: str, certain: bool) -> None:
    plan = planned(tmp_path, HEAD, "Müller | Jürgen | j@x.example | nurse | |", other)
    [duplicate] = plan.duplicates
    assert (duplicate.row, duplicate.of, duplicate.certain) == (3, "row 2", certain)
    assert plan.outcome().accepted == (1 if certain else 2)
    assert plan.preview()[1].state == ("duplicate" if certain else "likely duplicate")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Smith | Robert", "Smith | Bob"), ("Johnson | William", "Johnson | Bill"), ("Katz | Elizabeth", "Katz | Liz")],
)
def test_short_forms_of_names_are_likely(tmp_path: Path, one: str, other: str) -> None:
    plan = planned(tmp_path, "Surname | First name", one, other)
    [duplicate] = plan.duplicates
    assert not duplicate.certain and "short form" in duplicate.why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller | Jürgen", "Müller | Anna"), ("Smith | Robert", "Smyth-Jones | Roberta"), ("Li | Wei", "Li | Na"),
        ("Alex | Anderson", "Sandra | Anderson"),
    ],
)  # fmt: skip
def test_different_people_are_left_alone(tmp_path: Path, one: str, other: str) -> None:
    assert planned(tmp_path, "Surname | First name", one, other).duplicates == ()


def test_somebody_on_the_roster_already_is_a_duplicate(tmp_path: Path) -> None:
    known = Known(TODAY, (KnownPerson("1", "Dvořáková", "Božena", "", "b@x.example", "", None),))
    plan = planned(tmp_path, HEAD, "Dvorakova | Bozena | | | |", known=known)
    [duplicate] = plan.duplicates
    assert (duplicate.of, duplicate.of_row, duplicate.certain) == ("Dvořáková, Božena, on the roster", 0, True)
    assert plan.outcome().accepted == 0


@pytest.mark.requirement("EXC-1")
def test_the_order_of_dates_is_asked_then_taken_as_said(tmp_path: Path, site: Site) -> None:
    plan = planned(tmp_path, HEAD, "Adler | Anna | | | 02/03/2025 |", "Bianchi | Bruno | | | 04/05/2025 |")
    assert plan.bad_rows == {2, 3}
    assert "day/month/year or month/day/year" in plan.questions[0]
    plan = plan.with_mapping({}, {4: "dmy"})
    assert plan.ready and not plan.questions
    assert plan.columns[4].dates is not None and plan.columns[4].dates.described == "day/month/year (as you said)"
    plan.commit(site)
    assert {p.start for p in site.people.people(Query()).rows} == {date(2025, 3, 2), date(2025, 5, 4)}


def test_columns_are_corrected_in_the_preview(tmp_path: Path) -> None:
    plan = planned(tmp_path, "Surname | Vorname | Shoe size", "Adler | Anna | nurse")
    assert plan.columns[2].field == ""
    assert any("Shoe size" in warning for warning in plan.warnings)
    plan = plan.with_mapping({2: "role"})
    assert plan.preview()[0].values["role"] == "nurse"
    assert plan.with_mapping({2: ""}).columns[2].field == ""


def test_a_sheet_without_headings_can_be_matched_by_letters(tmp_path: Path, site: Site) -> None:
    options = Options(header=0, columns={0: "family_name", 1: "given_name"})
    plan = planned(tmp_path, "Adler | Anna", "Bianchi | Bruno", options=options)
    assert plan.commit(site).accepted == 2


def test_whole_names_are_taken_apart_and_told_when_unsure(tmp_path: Path) -> None:
    plan = planned(
        tmp_path, "Name | Role", "García López, María José | nurse", "Dr. Anna Adler | rater", "佐藤 花子 | nurse"
    )
    rows = [(row.values["family_name"], row.values["given_name"]) for row in plan.preview()]
    assert rows == [("García López", "María José"), ("Adler", "Anna"), ("佐藤", "花子")]
    assert any("no comma" in warning for warning in plan.warnings)
    told = dataclasses.replace(plan.options, name_order="family given")
    assert plan.with_options(told).preview()[1].values["family_name"] == "Anna"


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("Ad\x07ler", "control character"), ("\u202eAdler", "reading direction"), ("12345", "is not a name"),
        ("x" * 201, "at most 200"),
    ],
)  # fmt: skip
def test_names_that_cannot_be_are_refused(tmp_path: Path, cell: str, words: str) -> None:
    plan = planned(tmp_path, "Surname | Role", f"{cell} | nurse")
    assert words in plan.problems[0].problem


@pytest.mark.requirement("EXC-1")
def test_markup_formulas_and_right_to_left_text_stay_what_they_are(tmp_path: Path, site: Site) -> None:
    rows = ("<b>Bold</b> | =cmd()", "العلي | ليلى", "O'Brien & Co | 'quoted'", "'=HYPERLINK(1) | x")
    plan = planned(tmp_path, "Surname | First name", *rows)
    plan.commit(site)
    names = {person.family_name: person.given_name for person in site.people.people(Query()).rows}
    assert names == {"<b>Bold</b>": "=cmd()", "العلي": "ليلى", "O'Brien & Co": "'quoted'", "=HYPERLINK(1)": "x"}


def test_missing_columns_are_asked_for(tmp_path: Path, site: Site) -> None:
    plan = planned(tmp_path, "First name | Role", "Anna | nurse")
    assert plan.missing == ("Family name",)
    with pytest.raises(BadInput, match="No column holds: Family name"):
        plan.commit(site)


def test_a_second_column_of_the_same_is_told_and_a_thousand_unknown_ones_are_counted(tmp_path: Path) -> None:
    plan = planned(tmp_path, "Surname | Family name | First name", "Müller | Möller | Jürgen")
    assert plan.warnings == ("Not taken: “Family name”, because another column holds the same.",)
    odd = " | ".join(f"odd {n}" for n in range(999))
    plan = planned(tmp_path, f"Surname | First name | {odd}", f"Müller | Jürgen | {odd}")
    assert plan.warnings[0].endswith("“odd 19” and 979 more columns.")


def test_headings_without_rows_and_unknown_registers_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no person below"):
        planned(tmp_path, HEAD)
    with pytest.raises(BadInput, match="No sheets are taken"):
        plan_import("spoons", tmp_path / "x.csv", NOBODY)


@pytest.mark.requirement("EXC-1")
def test_cancelling_at_any_moment_writes_nothing(tmp_path: Path, site: Site) -> None:
    path = write_xlsx(tmp_path / "people.xlsx", people_rows(3000))
    known = known_facts(site, "people")
    seen: list[int] = []

    def until(last: int) -> object:
        def progress(done: int, of: int) -> None:
            seen.append(done)
            if done >= last:
                raise Cancelled

        return progress

    for last in (0, 50, 90):
        with pytest.raises(Cancelled):
            plan_import("people", path, known, progress=until(last))  # type: ignore[arg-type]
    plan = plan_import("people", path, known)
    with pytest.raises(Cancelled):
        plan.commit(site, progress=until(1500))  # type: ignore[arg-type]
    assert site.people.people(Query()).of == 0
    assert plan.commit(site).accepted == 3000


def test_a_first_look_is_quick_and_cannot_be_committed(tmp_path: Path, site: Site) -> None:
    look = first_look("people", write_xlsx(tmp_path / "people.xlsx", people_rows(6000)), NOBODY)
    assert not look.complete and look.count < 1000
    assert look.preview(0, 5)[0].values["family_name"] == "Adler"
    with pytest.raises(BadInput, match="Only the first rows"):
        look.commit(site)


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Müller, Jürgen", ("Müller", "Jürgen", True)), ("Prof. Dr. med. Anna Adler, MD", ("Adler", "Anna", False)),
        ("Anna Maria Adler", ("Adler", "Anna Maria", False)), ("Cher", ("Cher", "", True)),
        ("山田、太郎", ("山田", "太郎", True)),
        ("Adler, Anna, PhD", ("Adler", "Anna", True)),
    ],
)  # fmt: skip
def test_names_are_taken_apart(written: str, parts: tuple[str, str, bool]) -> None:
    assert split_name(written) == parts


def test_names_are_compared_without_accents_order_and_case() -> None:
    assert name_key("Müller", "Jürgen") == name_key("JUERGEN MUELLER") == name_key("Jurgen", "Muller")
    assert name_key("O’Brien", "Séan") == name_key("Sean O'Brien")
    assert name_key("山田", "太郎") == name_key("山田 太郎") == name_key("山田太郎")
    assert without_titles("Dr. h.c. Anna Adler, M.D., Ph.D.") == "Anna Adler"
