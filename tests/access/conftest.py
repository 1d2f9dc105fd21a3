from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.access.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A site with Zoë the officer, Mara the coordinator, Änne and Seán of the staff, and one EDC."""
    opened = Bench(tmp_path)
    yield opened
    opened.close()
