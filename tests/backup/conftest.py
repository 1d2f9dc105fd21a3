"""A site whose study may end, and a stick."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.retention.conftest import ending, master_ending
from tests.workspace.conftest import house, master, site

__all__ = ["ending", "house", "master", "master_ending", "site"]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty folder outside the workspace."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder
