"""Settings of the account never stand between a person and their records."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.preferences import Preferences


def test_what_was_set_is_there_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "siteward" / "settings.json"
    kept = Preferences(path)
    kept.appearance, kept.scale = "dark", 1.25
    kept.opened(tmp_path)
    kept.set_filters("u", "roster", {"status": ["left"]})
    again = Preferences(path)
    assert (again.appearance, again.scale, again.workspace) == ("dark", 1.25, tmp_path)
    assert again.recent == (tmp_path,) and again.filters("u", "roster") == {"status": ["left"]}


@pytest.mark.parametrize("content", ["", "{", "[]", '{"appearance": 3, "scale": "big", "recent": 1}', '{"scale": 900}'])
def test_a_broken_file_counts_as_absent(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content)
    kept = Preferences(path)
    assert kept.appearance == "system" and 1.0 <= kept.scale <= 1.5 and kept.recent == ()


def test_a_folder_that_cannot_be_written_costs_only_the_setting(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    kept = Preferences(blocked / "settings.json")
    kept.appearance = "dark"
    assert kept.appearance == "dark"
