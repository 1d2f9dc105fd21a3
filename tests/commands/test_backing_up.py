"""Backup, drill, verify and restore from the terminal: by hand, by schedule, and on the laptop that comes after
(BAK-1, BAK-2, BAK-3)."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from db.workspace.demonstration import write_demonstration
from db.workspace.layout import Layout
from desktop.commands.line import run
from tests.people_at_site import House, make_house


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A demonstration site of today: commands go by the computer's own clock."""
    made = make_house(tmp_path, at=datetime.now().astimezone())
    layout, who = Layout(made.folder), made.zoe
    write_demonstration(layout, who.seed, layout.read_label().uuid, "Klinikum Nord", who.login, who.passphrase)
    return made


@pytest.mark.requirement("BAK-1", "BAK-2", "BAK-3", "RPT-4", "AUD-2")
def test_from_the_first_stick_to_the_laptop_that_comes_after(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick, kit = tmp_path / "stick", tmp_path / "kit.txt"
    stick.mkdir()
    kit.write_text(house.made.recovery + "\n")
    file = stick / "before the move.swbackup"
    done = told(capsys, 0, "batch", lines(tmp_path, [
        f"backup '{stick}' --every 1 --keep 14,8,24", f"backup '{file}'", f"drill '{file}'",
        f"drill '{file}' --kit-file '{kit}'", f"verify '{file}'", f"backup '{stick}' --due",
    ]), "--workspace", house.folder)["done"]  # fmt: skip
    scheduled, by_hand, own, with_kit, verified, due = done
    assert len(scheduled["made"]) == 1 and scheduled["missed"] == [] and scheduled["made"][0]["keep_until"]
    assert (by_hand["keep_until"], Path(by_hand["file"])) == (None, file)
    assert [(one["good"], one["opened"]) for one in (own, with_kit)] == [(True, "own key"), (True, "recovery kit")]
    assert (verified["valid"], verified["trusted"], verified["on_trail"]) == (True, True, True)
    assert due == {"line": 6, "command": f"backup '{stick}' --due", "code": 0, "made": [], "missed": []}
    assert told(capsys, 0, "verify", file)["chain"]["head"] == by_hand["head"]
    new = tmp_path / "new.txt"
    new.write_text("a sentence for the laptop that comes after\n")
    asked = ["--login", "zoe", "--kit-file", kit, "--new-passphrase-file", new]
    paper = tmp_path / "new kit.pdf"
    back = told(capsys, 0, "restore", file, tmp_path / "after", *asked, "--recovery-kit", paper)
    assert (back["seq"], back["head"], back["reapplied"], back["not_reapplied"]) == (
        by_hand["seq"], by_hand["head"], [], [],
    )  # fmt: skip
    assert back["recovery"].startswith("AGE-SECRET-KEY-1") and back["destructions"] and paper.stat().st_size > 1000
    assert run(["check", "--workspace", back["folder"]]) == 0
    capsys.readouterr()
    assert run(["restore", str(file), back["folder"], *map(str, asked)]) == 2
    assert "is there already and is not empty" in capsys.readouterr().err
    kit.write_text(back["recovery"] + "\n")
    assert run(["restore", str(file), str(tmp_path / "no"), *map(str, asked)]) == 2
    assert "This recovery kit does not open this backup" in capsys.readouterr().err
    assert not list(tmp_path.glob("*no.siteward*"))


def told(capsys: pytest.CaptureFixture[str], code: int, *words: object) -> dict[str, Any]:
    """What a command prints for a program."""
    assert run([*map(str, words), "--json"]) == code, capsys.readouterr().err
    return dict(json.loads(capsys.readouterr().out))


def lines(place: Path, commands: list[str]) -> Path:
    """A file for ``batch``."""
    path = place / "commands.txt"
    path.write_text("\n".join(commands) + "\n")
    return path
