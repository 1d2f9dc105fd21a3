"""What the register of documents needs of the training register: versions are kept there, once (TRN-1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from db.store.change import Change
from db.store.connection import SqlValue


class VersionsOf(Protocol):
    """Inside the caller's transaction. ``values``: columns of course_version."""

    def insert_version(self, change: Change, course: str, values: Mapping[str, SqlValue]) -> str: ...
    def update_version(self, change: Change, version: str, values: Mapping[str, SqlValue]) -> None: ...
