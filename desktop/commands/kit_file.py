"""The recovery kit as a PDF beside what a command prints. The key is told once: a disk that takes no file must not
keep it from being read on the terminal."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from db.workspace.layout import write_whole


def write_kit(path: Path, recovery: str, site: str, workspace: str, at: datetime) -> tuple[str, int]:
    """(words, exit code): 1 where the file could not be written."""
    from desktop.reports.kit import recovery_kit_pdf

    try:
        write_whole(path, recovery_kit_pdf(recovery, site, workspace=workspace, made_at=at))
    except OSError as problem:
        lost = f"The recovery kit could not be written to {path} ({problem.strerror})."
        return f"{lost} Copy the recovery key above now: it is not shown again.", 1
    return f"Recovery kit written to {path}. Print it, then delete the file.", 0
