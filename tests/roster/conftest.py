from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.registers import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty site."""
    opened = Desk(tmp_path)
    yield opened
    opened.close()
