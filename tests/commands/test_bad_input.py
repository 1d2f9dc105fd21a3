"""What goes wrong on the command line: one clear line each, the exit code of design section 8, nothing half-written."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from db.errors import Known
from desktop.commands import unlocking
from desktop.commands.line import COMMANDS, parse, run, tell_problem
from tests.people_at_site import PASSPHRASE, House, copy_house, make_house

Told = Callable[..., str]


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> House:
    return make_house(tmp_path_factory.mktemp("master"))


@pytest.fixture
def house(master: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    made = copy_house(master, tmp_path)
    monkeypatch.setattr(unlocking, "SystemClock", lambda: made.clock)
    # it has a demonstration's keyring, because that needs no session, but none of its public factors
    own = SimpleNamespace(login="zoe", passphrase=PASSPHRASE, code="")
    monkeypatch.setattr(
        unlocking,
        "demonstration_factors",
        lambda _layout, _clock, login: SimpleNamespace(**vars(own) | {"login": login}),
    )
    (tmp_path / "passphrase.txt").write_text(PASSPHRASE + "\n")
    return made


@pytest.fixture
def told(house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Told:
    """Runs a command on the house; answers its one line on stderr."""

    def ask(
        *command: object, code: str = "", expected: int = 2, user: str = "zoe", phrase: str = "passphrase.txt"
    ) -> str:
        factors = ["--workspace", house.folder, "--user", user, "--passphrase-file", tmp_path / phrase]
        done = run([str(part) for part in (*command, *factors, "--code", code or house.zoe.code())])
        line = capsys.readouterr().err
        assert done == expected, line
        assert line.startswith("siteward: ") and line.count("\n") == 1 and "Traceback" not in line
        return line

    return ask


def files_of(house: House) -> dict[str, bytes]:
    """What must stay as it was; the tries are counted elsewhere."""
    kept = (path for path in house.folder.rglob("*") if path.is_file() and path.suffix in (".slot", ".db", ".age"))
    return {path.name: path.read_bytes() for path in kept}


@pytest.mark.requirement("UNL-2", "UNL-4", "UNL-5")
def test_factors_that_do_not_open_it(house: House, told: Told, tmp_path: Path) -> None:
    before = files_of(house)
    assert "Nobody with this log-in name" in told("list", "people", user="nobody")
    (tmp_path / "other.txt").write_text("something else\n")
    assert "passphrase is wrong" in told("list", "people", phrase="other.txt")
    right = house.zoe.code()
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    assert "Code or passphrase is wrong" in told("list", "people", code=wrong)
    assert "6 digits" in told("list", "people", code="12")
    assert files_of(house) == before
    assert run(["list", "people", "--workspace", str(house.folder), "--user", "zoe", "--passphrase-file",
                str(tmp_path / "passphrase.txt"), "--code", (used := house.zoe.code())]) == 0  # fmt: skip
    assert "each serves once" in told("list", "people", code=used)
    (tmp_path / "empty.txt").write_text("\n")
    assert "no passphrase in it" in told("list", "people", phrase="empty.txt")


@pytest.mark.requirement("UNL-9", "UNL-2")
def test_a_damaged_workspace_is_a_finding(house: House, told: Told) -> None:
    (slot,) = house.folder.glob("slots/*.slot")
    good = slot.read_bytes()
    for place in (0, 9, 40, 400, len(good) // 2, len(good) - 1):
        slot.write_bytes(good[:place] + bytes([good[place] ^ 4]) + good[place + 1 :])
        assert "slot" in told("list", "people").lower()
    slot.write_bytes(good[: len(good) // 3])
    assert "slot" in told("list", "people").lower()
    slot.write_bytes(good)
    (database,) = house.folder.glob("site-*.db")
    whole = database.read_bytes()
    for size in (0, 100, len(whole) // 2 // 4096 * 4096):
        database.write_bytes(whole[:size])
        words = told("list", "people", expected=1)
        assert "restore the newest backup" in words and ("cut" in words or "damaged" in words)
        assert database.read_bytes() == whole[:size], "what is damaged is left as it is"


@pytest.mark.requirement("UNL-1")
def test_what_is_open_elsewhere_or_no_workspace(house: House, told: Told, tmp_path: Path) -> None:
    site = house.unlock()
    assert "open in another Siteward" in told("list", "people")
    site.close()
    house.folder.rename(tmp_path / "elsewhere.siteward")
    assert "not a Siteward workspace" in told("list", "people")
    (tmp_path / "elsewhere.siteward").rename(house.folder)
    (house.folder / "workspace.json").write_text("{")
    assert "workspace.json" in told("list", "people", expected=1)


SHEETS = [
    ("empty.csv", b"", "is empty (0 bytes)"),
    ("headless.csv", b"Adler,Anna,2025-01-15\nBianchi,Bruno,2025-01-15\n", "No row with column names"),
    ("picture.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(200), "it is a picture"),
    ("paper.xlsx", b"%PDF-1.7 and no sheet", "it is a PDF"),
    ("noise.csv", bytes(range(256)) * 40, ""),
    ("dates.csv", b"Surname,First name,Start\nAdler,Anna,02/03/2025\n", "--date-format dmy or --date-format mdy"),
    ("turned.csv", "Surname,First name\nAdler,An\u202ena\n".encode(), "reading direction"),
    ("ends.csv", b"Surname,First name,Start,End\nAdler,Anna,2025-02-03,2024-02-03\n", "Row 2, End: The row ends"),
]


@pytest.mark.requirement("EXC-1", "EXC-2")
def test_no_sheet_leaves_anything_behind(house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = house.unlock()

    def told(*command: object) -> str:
        """As under ``batch``: many commands, one unlocking."""
        options = parse([str(part) for part in command], opened=True)
        options.site = site
        try:
            code = options.run(options).code
        except Known as problem:
            code = tell_problem(problem)
        line = capsys.readouterr().err
        assert code == 2 and line.startswith("siteward: ") and line.count("\n") == 1, line
        return line

    for name, content, words in SHEETS:
        path = tmp_path / name
        path.write_bytes(content)
        assert words in told("import", "people", path), name
    with (huge := tmp_path / "huge.xlsx").open("wb") as stream:
        stream.truncate(300 * 1024 * 1024)
    assert "at most 100 MB" in told("import", "people", huge)
    with zipfile.ZipFile(tmp_path / "word.xlsx", "w") as package:
        package.writestr("word/document.xml", "<w/>")
    assert "it is a Word document" in told("import", "people", tmp_path / "word.xlsx")
    assert "no file" in told("import", "people", tmp_path / "nowhere.csv")
    assert site.people.people().of == 0
    assert "cannot be written" in told("export", "people", tmp_path / "no" / "out.csv")
    assert "cannot be written as" in told("export", "people", tmp_path / "out.doc")
    assert not (tmp_path / "out.doc").exists()
    site.close()


@pytest.mark.requirement("EXC-1", "EXC-2")
def test_formulas_markup_and_other_scripts_come_and_go_as_text(house: House, tmp_path: Path) -> None:
    path, out = tmp_path / "odd.csv", tmp_path / "out.csv"
    path.write_text('Surname,First name,Note\n"<b>O\'Neil</b>",Seán,=HYPERLINK("http://x")\nحداد,ليلى,+1+1\n', "utf-8")
    given = ["--workspace", str(house.folder), "--user", "zoe", "--passphrase-file", str(tmp_path / "passphrase.txt")]
    assert run(["import", "people", str(path), *given, "--code", house.zoe.code()]) == 0
    assert run(["export", "people", str(out), *given, "--code", house.zoe.code()]) == 0
    written = out.read_text("utf-8-sig")
    assert "<b>O'Neil</b>" in written and "حداد" in written and "'+1+1" in written and ",=" not in written


@pytest.mark.parametrize("opened", (False, True))
def test_every_command_says_what_it_takes(opened: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """Options of the house and of the command may not stand in each other's way."""
    for name in COMMANDS:
        with pytest.raises(SystemExit) as ended:
            parse([name, "--help"], opened=opened)
        assert ended.value.code == 0, name
    assert "usage" in capsys.readouterr().out
