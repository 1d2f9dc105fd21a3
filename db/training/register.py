"""The training register (TRN-1..3): courses, requirements, records, files, matrix. Bound to one open store."""

from __future__ import annotations

from db.training.recording import Recording


class Training(Recording):
    """Reads: queries.py (lists), standing.py (matrix, overdue). Writes: catalogue.py, recording.py."""
