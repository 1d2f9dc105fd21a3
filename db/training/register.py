"""The training register (TRN-1..3): courses, requirements, records, files, matrix. Bound to one open store."""

from __future__ import annotations

from db.training.for_tasks import TaskTraining


class Training(TaskTraining):
    """Reads: queries.py (lists), standing.py (matrix, overdue). Writes: catalogue.py, recording.py, for_tasks.py."""
