"""Account lists as they really come: other column names, other encodings, errors in cells, the same account twice."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from db.access import review_records as v
from db.access.matching import suggestions
from db.errors import BadInput, Cancelled
from desktop.exchange.account_list import ListOptions, plan_list


def written(folder: Path, text: str, encoding: str = "utf-8", name: str = "users.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.requirement("ROS-5")
def test_columns_are_known_by_the_names_vendors_give_them(tmp_path: Path) -> None:
    plan = plan_list(written(tmp_path, "Users\n\nUser ID,Last Name,First Name,Site Role,Last Logon,Account Status\n"
                                       "amueller,Müller,Änne,CRC,2026-11-02 08:15,Active\n"
                                       "old1,Old,Ann,CRC,never,Deactivated\n"))  # fmt: skip
    assert [(column.heading, column.field) for column in plan.columns] == [
        ("User ID", "account"), ("Last Name", "family_name"), ("First Name", "given_name"), ("Site Role", "role"),
        ("Last Logon", "last_login"), ("Account Status", "status"),
    ]  # fmt: skip
    assert plan.header == 3 and plan.ready
    assert plan.rows == (
        v.ListRow(4, "amueller", "Müller, Änne", "", "CRC", date(2026, 11, 2), True),
        v.ListRow(5, "old1", "Old, Ann", "", "CRC", None, False),
    )


@pytest.mark.requirement("ROS-5")
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_another_encoding_is_recognised_or_can_be_said(tmp_path: Path, encoding: str) -> None:
    text = "Benutzername;Name;Rolle\namueller;Müller-Østergård, Änne;Prüfarzt\n"
    plan = plan_list(written(tmp_path, text, encoding))
    assert plan.rows[0].name == "Müller-Østergård, Änne" and plan.rows[0].role == "Prüfarzt"
    told = plan_list(written(tmp_path, text, "cp1252"), options=ListOptions(encoding="cp1250"))
    assert told.source.encoding == "cp1250"
    with pytest.raises(BadInput, match="encoding"):
        plan_list(written(tmp_path, text, "cp1252"), options=ListOptions(encoding="utf-8"))


@pytest.mark.requirement("ROS-5")
def test_unknown_column_names_are_said_once_and_remembered_for_the_system(tmp_path: Path) -> None:
    path = written(tmp_path, "Kürzel,Wer,Was\namueller,Änne Müller,Leser\n")
    plan = plan_list(path)
    assert plan.missing and not plan.ready
    chosen = plan_list(path, options=ListOptions(columns={0: "account", 1: "name", 2: "role"}))
    assert chosen.ready and chosen.rows[0] == v.ListRow(2, "amueller", "Änne Müller", "", "Leser")
    form = v.ListForm(chosen.account_list(path, date(2026, 11, 23)).columns)
    again = plan_list(written(tmp_path, "Wer,Kürzel,Was,Neu\nSeán O’Neil,soneil,Leser,x\n", name="next.csv"), form)
    assert again.ready and again.rows[0].account == "soneil"
    assert [column.remembered for column in again.columns] == [True, True, True, False]


@pytest.mark.requirement("ROS-5", "EXC-1")
def test_no_row_disappears_and_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "users.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Users")
    for row, cells in enumerate(
        (("Username", "Name", "Role", "Last login"), ("a1", "Ann A", "Reader", "02-Nov-2026"),
         ("a1", "Ann A", "Reader", "02-Nov-2026"), ("b1", "Bob B", "Reader", "sometime"), ("", "", "", ""),
         ("=cmd()", "@evil", "+1", ""))
    ):  # fmt: skip
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell)
    sheet.write_formula(6, 0, "=A2", value="#N/A")
    sheet.write_string(6, 1, "Carl C")
    sheet.write_string(7, 0, "exported by the vendor")
    book.close()
    plan = plan_list(path)
    assert [row.account for row in plan.rows] == ["a1", "a1", "b1", "=cmd()", "", "exported by the vendor"]
    assert plan.repeated == ("a1",)
    assert any(note.startswith("Row 4, last log-in") for note in plan.notes)
    assert any(note.startswith("Row 7, account") for note in plan.notes)
    assert plan.rows[2].last_login is None


@pytest.mark.requirement("ROS-5")
@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"),
        (b"\n\n\n", "no rows"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"<html><table></table>", "web page"),
        (b"PK\x03\x04 broken", "file|package|damaged"),
    ],
)
def test_files_that_are_no_list_are_refused_in_words(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "users.csv"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=what):
        plan_list(path)


def test_a_day_that_could_be_two_is_asked_and_never_guessed(tmp_path: Path) -> None:
    path = written(tmp_path, "User,Last login\na,02/03/2026\nb,04/05/2026\n")
    plan = plan_list(path)
    assert plan.question and not plan.ready
    said = plan_list(path, options=ListOptions(dates="dmy"))
    assert said.ready and said.rows[0].last_login == date(2026, 3, 2)


def test_a_file_changed_after_reading_is_not_taken(tmp_path: Path) -> None:
    path = written(tmp_path, "User,Role\na,Reader\n")
    plan = plan_list(path)
    written(tmp_path, "User,Role\nb,Administrator\n")
    with pytest.raises(BadInput, match="changed since"):
        plan.account_list(path, date(2026, 11, 23))


@pytest.mark.requirement("ROS-5")
def test_five_thousand_rows_are_read_and_matched_in_two_seconds_and_can_be_stopped(tmp_path: Path) -> None:
    people = [v.Someone(f"id{n}", f"Family{n:04d}x", f"Given{n % 97}", "", f"p{n}@site.example") for n in range(2_000)]
    lines = ["User,Name,E-mail,Role,Last login"]
    for n in range(5_000):
        name = f"Given{n % 97} Familly{n:04d}x" if n % 2 else f"Family{n:04d}x, Given{n % 97}"
        lines.append(f'u{n},"{name}",{"" if n % 3 else f"p{n}@site.example"},Reader,2026-11-01')
    path = written(tmp_path, "\n".join(lines))
    began = time.process_time()
    plan = plan_list(path)
    told: list[int] = []
    found = suggestions(plan.rows, people, [], lambda done, _of: told.append(done))
    spent = time.process_time() - began
    assert len(found) == 5_000 and sum(one.person_id is not None for one in found) > 1_300
    assert spent < 2.0, f"{spent:.2f} s"
    assert len(told) > 20

    def stop(done: int, _of: int) -> None:
        if done > 1_000:
            raise Cancelled

    with pytest.raises(Cancelled):
        suggestions(plan.rows, people, [], stop)


@pytest.mark.requirement("ROS-5", "EXC-1")
def test_a_list_that_does_not_say_whose_accounts_they_are_is_not_taken(tmp_path: Path) -> None:
    """As an administrator sent it: headings of another house, an e-mail in one row of three."""
    rows = "a1,Kowalska Ewa,,Rater\na2,Yamada Hanako,,Rater\na3,,c@x.example,Rater\n"
    plan = plan_list(written(tmp_path, f"Zugang,Wer,E-Mail-Adresse,Berechtigung\n{rows}"))
    assert (plan.missing, plan.nameless, plan.ready) == (True, 2, False)
    said = plan_list(tmp_path / "users.csv", options=ListOptions(columns={0: "account", 1: "name"}))
    assert said.ready and said.nameless == 0
    german = plan_list(written(tmp_path, "Benutzer-ID;Nachname, Vorname;Rolle\na1;Kowalska, Ewa;\n", "cp1252", "g.csv"))
    assert german.rows == (v.ListRow(2, "a1", "Kowalska, Ewa"),)


def test_names_of_two_people_are_no_exact_match() -> None:
    people = [v.Someone("1", "Lee", "Ann", "", ""), v.Someone("2", "Lee", "Ann", "", "ann@x.example")]
    first, second = suggestions(
        [v.ListRow(2, "a", "Ann Lee"), v.ListRow(3, "b", "Ann Lee", "ann@x.example")], people, []
    )
    assert first.person_id is None, "nobody is guessed among two"
    assert (second.person_id, second.how) == ("2", v.BY_EMAIL)
