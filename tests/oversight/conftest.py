"""What this room's tests may ask for: a store with its registers, and nobody's factors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.oversight.desk import OversightDesk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OversightDesk]:
    """An empty site with its first officer at work, where duties are asked of everybody else."""
    opened = OversightDesk(tmp_path)
    yield opened
    opened.close()
