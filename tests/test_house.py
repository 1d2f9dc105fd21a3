"""The house's own rules, where no linter holds them."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
REQUIREMENTS = json.loads((TOP / "resources/validation/requirements.json").read_text("utf-8"))
SOURCES = [path for room in ("db", "desktop") for path in sorted((TOP / room).rglob("*.py"))]


def test_requirements_are_unique_and_grouped() -> None:
    ids = [line["id"] for line in REQUIREMENTS["lines"]]
    assert len(ids) == len(set(ids)) >= 70
    assert {one.split("-")[0] for one in ids} == {group["id"] for group in REQUIREMENTS["groups"]}


def test_tests_name_only_requirements_there_are() -> None:
    known = {line["id"] for line in REQUIREMENTS["lines"]}
    for path in (TOP / "tests").rglob("test_*.py"):
        for marked in re.findall(r"mark\.requirement\(([^)]*)\)", path.read_text("utf-8")):
            named = set(re.findall(r'"([^"]+)"', marked))
            assert named, f"{path.name}: a mark without an id"
            assert named <= known, f"{path.name}: {named - known}"


@pytest.mark.parametrize("module", ["random", "uuid.uuid4", "datetime.now(", "time.time(", "secrets."])
def test_time_and_chance_have_one_door(module: str) -> None:
    doors = {"db/clock.py", "db/randomness.py"}
    word = re.compile(rf"(?<![\w.]){re.escape(module)}" if module.endswith(("(", ".")) else rf"\bimport {module}\b")
    found = [str(path.relative_to(TOP)) for path in SOURCES if word.search(path.read_text("utf-8"))]
    # a story told by a seed is no secret: the demonstration site is the same each time it is made
    assert {one for one in found if "demo_content" not in one} <= doors


def test_every_module_says_why_it_exists() -> None:
    silent = [
        str(path.relative_to(TOP)) for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_the_lock_names_no_registry() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (TOP / name).read_text("utf-8")
        assert "--hash=sha256:" in text
        assert not re.search(r"(?m)^[^#\n]*(https?://|index-url|file:)", text)


def test_one_modal_room() -> None:
    """No nested event loop anywhere: a page that runs one cannot be locked."""
    loops = re.compile(r"\.exec\(|QEventLoop|processEvents\(|QMessageBox\.(question|warning|critical|information)")
    found = [
        str(path.relative_to(TOP))
        for path in SOURCES
        if loops.search(path.read_text("utf-8")) and path.name not in ("app.py",)
    ]
    assert found == []


def test_the_index_of_refusals_names_tests_there_are() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (TOP / "docs/refusals.md").read_text("utf-8"))
    assert len(named) > 40
    missing = [f"{file}::{test}" for file, test in named if f"def {test}(" not in (TOP / file).read_text("utf-8")]
    assert missing == []
