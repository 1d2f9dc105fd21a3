"""What the store's tests may ask for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store.store import Store
from tests.store.workbench import Workbench

# a limit on a file's size is how these tests make a disk refuse; Windows has no such limit
collect_ignore = ["test_disk.py"] if sys.platform == "win32" else []


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    return Workbench(tmp_path)


@pytest.fixture
def store(bench: Workbench) -> Iterator[Store]:
    opened = bench.begin()
    yield opened
    opened.close()
