from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.delegation.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A study with its investigator, two people and two tasks."""
    opened = Bench(tmp_path)
    yield opened
    opened.close()
