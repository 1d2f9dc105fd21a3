from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.capa.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A site with Hugo, Inés and Seán, and its CAPA register."""
    opened = Bench(tmp_path)
    yield opened
    opened.close()
