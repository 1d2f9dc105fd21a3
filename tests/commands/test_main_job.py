"""The main job from end to end, by the command line and with other people's programs as witnesses."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from tests.commands.conftest import TOP, Workspace, siteward
from tests.exchange.big import COURSES, people_rows, training_rows, write_xlsx


@pytest.mark.requirement("UNL-1", "UNL-2", "UNL-3", "AUD-2", "RPT-2", "RPT-4", "EXC-1", "SIG-1")
def test_from_an_empty_folder_to_signed_pdfs_anyone_can_check(
    new_workspace: Callable[[], Workspace], tmp_path: Path
) -> None:
    workspace = new_workspace()
    people, log = tmp_path / "people.xlsx", tmp_path / "training.xlsx"
    write_xlsx(people, people_rows(500))
    write_xlsx(log, training_rows(500, 3000))
    matrix, trail = tmp_path / "matrix.pdf", tmp_path / "trail.jsonl"
    asked, batch = tmp_path / "asked.csv", tmp_path / "batch.txt"
    asked.write_text("Course,Role,Days for newcomers\n" + "".join(f"{course},,30\n" for course in COURSES))
    batch.write_text(
        f"import people {people}\n"
        f"import training {log}\n"
        f"import requirements {asked}\n"
        "list people --search Dvořák\n"
        f"report training-matrix {matrix} --sign reviewed\n"
        f"audit export {trail}\n"
        "audit verify\n"
        "check\n"
    )
    done = siteward("batch", batch, *workspace.factors(), "--sign-code", workspace.code(), "--json")
    assert done.code == 0, done.err
    steps = done.json["done"]
    assert len(steps[0]["accepted"] if isinstance(steps[0]["accepted"], list) else range(steps[0]["accepted"])) == 500
    assert all(step["code"] == 0 for step in steps)

    pages = subprocess.run(
        ["pdftotext", "-layout", str(matrix), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert pages.count("\f") > 10, "some hundred people on many pages"
    _pdf_holds(matrix, workspace)
    _trail_holds(trail)
    _nothing_leaks(workspace.folder)


def _pdf_holds(matrix: Path, workspace: Workspace) -> None:
    seen = subprocess.run(["pdfsig", str(matrix)], capture_output=True, text=True, check=False).stdout
    assert seen.count("Signature is Valid.") == 2, seen
    checked = siteward("verify", matrix, *workspace.factors(), "--json")
    assert checked.code == 0, checked.err
    assert (checked.json["valid"], checked.json["trusted"], checked.json["on_trail"]) == (True, True, True)
    assert [(one["name"], one["meaning"]) for one in checked.json["signers"]] == [("Zoë Brandt", "reviewed")]
    data = bytearray(matrix.read_bytes())
    data[len(data) // 3] ^= 1
    changed = matrix.with_name("changed.pdf")
    changed.write_bytes(data)
    told = siteward("verify", changed, "--json")
    assert told.code in (1, 2)
    assert told.code == 2 or told.json["valid"] is False


def _trail_holds(trail: Path) -> None:
    """By a stranger's twenty lines, and not if a single letter of them is another."""
    script = TOP / "docs/verify_trail.py"
    text = script.read_text("utf-8").splitlines()
    lines = [line for line in text if line.strip() and not line.startswith(("#", '"""'))]
    assert len(lines) <= 20
    assert subprocess.run([sys.executable, "-I", str(script), str(trail)], check=False).returncode == 0
    entries = trail.read_text("utf-8")
    other = trail.with_name("other.jsonl")
    other.write_text(entries.replace("Zo", "Zu", 1), "utf-8")
    assert subprocess.run([sys.executable, "-I", str(script), str(other)], check=False).returncode != 0
    assert siteward("verify", trail).code == 0
    assert siteward("verify", other).code == 1


def _nothing_leaks(folder: Path) -> None:
    names = [name.encode(form) for name in ("Kowalski", "Zoë Brandt", "Zieliński") for form in ("utf-8", "utf-16-le")]
    for path in folder.rglob("*"):
        if path.is_file():
            assert not any(name in path.read_bytes() for name in names), path
    database = next(folder.glob("site-*.db"))
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(database).execute("SELECT count(*) FROM sqlite_schema")


@pytest.mark.requirement("UNL-6", "BAK-3")
def test_the_kit_opens_the_archive_with_two_standard_tools_and_without_us(
    new_workspace: Callable[[], Workspace], tmp_path: Path
) -> None:
    workspace = new_workspace()
    kit = tmp_path / "kit.txt"
    kit.write_text(workspace.made["recovery"] + "\n")
    sealed = workspace.folder / "keys/000001/recovery.age"
    opened = subprocess.run(["age", "-d", "-i", str(kit), str(sealed)], capture_output=True, text=True, check=True)
    connection = apsw.Connection(str(workspace.folder / "site-000001.db"), flags=apsw.SQLITE_OPEN_READONLY)
    connection.pragma("cipher", "sqlcipher")
    connection.pragma("legacy", 4)
    connection.execute(f"PRAGMA key = \"x'{opened.stdout.strip()}'\"")
    assert connection.execute("SELECT name FROM users").fetchall() == [("Zoë Brandt",)]
    connection.close()


BAD = [
    (["import", "people", "no-such-file.xlsx"], 2),
    (["list", "nothing"], 2),
    (["report", "nonsense", "x.pdf"], 2),
    (["frobnicate"], 2),
    (["create", "x"], 2),
    (["verify", "no-such-file.pdf"], 2),
    (["list", "people", "--workspace", "/nowhere", "--user", "zoe", "--passphrase-file", "/no/p", "--code", "1"], 2),
]


@pytest.mark.parametrize(("arguments", "code"), BAD)
def test_wrong_use_is_one_line_and_exit_code_two(arguments: list[str], code: int) -> None:
    done = siteward(*arguments)
    assert done.code == code
    assert done.out == ""
    assert len(done.err.strip().splitlines()) == 1
    assert "Traceback" not in done.err


@pytest.mark.requirement("UNL-3")
def test_a_kit_that_cannot_be_written_is_told_before_anything_is_made(tmp_path: Path) -> None:
    passphrase = tmp_path / "p.txt"
    passphrase.write_text("a sentence only the officer knows\n")
    done = siteward(
        "create", tmp_path / "klinik", "--site", "Nord", "--officer", "Zoë Brandt", "--login", "zoe",
        "--passphrase-file", passphrase, "--recovery-kit", tmp_path / "nowhere/kit.pdf",
    )  # fmt: skip
    assert done.code == 2
    assert "cannot be written" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["p.txt"]


@pytest.mark.requirement("UNL-5", "UNL-7")
def test_wrong_factors_and_no_keyring_are_told_and_change_nothing(
    new_workspace: Callable[[], Workspace], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = new_workspace()
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not the passphrase at all\n")
    base = ["list", "people", "--workspace", workspace.folder, "--user", "zoe"]
    for more in (["--passphrase-file", wrong, "--code", workspace.code()],
                 ["--passphrase-file", workspace.passphrase, "--code", "12"],
                 ["--passphrase-file", workspace.passphrase, "--code", "000000"]):  # fmt: skip
        done = siteward(*base, *more)
        assert (done.code, done.out) == (2, ""), done.err
        assert "not the passphrase" not in done.err
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    none = siteward(*base, "--passphrase-file", workspace.passphrase, "--code", "000000")
    assert none.code == 2
    assert "keyring" in none.err


@pytest.mark.requirement("USE-3")
def test_a_demonstration_site_opens_anywhere_and_lists_its_people(tmp_path: Path) -> None:
    made = siteward("demo", tmp_path / "demo", "--json")
    assert made.code == 0, made.err
    folder = Path(made.json["folder"])
    assert json.loads((folder / "workspace.json").read_text())["uuid"].startswith("00000000")
    listed = siteward("list", "people", "--workspace", folder, "--json")
    assert listed.code == 0, listed.err
    assert len(listed.json["rows"]) >= 42
