"""What every room's tests may ask for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest

from tests.keyring_session import KeyringSession

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # Qt aborts the process where it finds no display


@pytest.fixture(scope="session")
def keyring_session() -> Iterator[KeyringSession | None]:
    """A real keyring for this process: gnome-keyring on a private bus; None where the system has its own."""
    if sys.platform != "linux":
        yield None
        return
    with KeyringSession() as session:
        yield session
