"""Write schema/latest.sql anew from the numbered files: `python -m db.store.schema_dump`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from db import randomness
from db.clock import SystemClock
from db.store.actor import Actor
from db.store.connection import Connection
from db.store.schema_files import LATEST, dump, migrate, schema_files
from db.store.trail_writer import TrailWriter


def fresh_dump() -> str:
    """The schema of a database in which every file has just run."""
    with tempfile.TemporaryDirectory() as folder:
        connection = Connection(Path(folder) / "schema.db", randomness.token(32), create=True)
        try:
            actor = Actor("", "schema", "officer")
            writer = TrailWriter(workspace="", installation="", clock=SystemClock(), actor=actor)
            writer.join(connection)
            migrate(connection, writer, schema_files())
            return dump(connection)
        finally:
            connection.close()


if __name__ == "__main__":
    LATEST.write_text(fresh_dump(), encoding="utf-8", newline="\n")
