"""The site of an ending, whose deviation says too much."""

from tests.retention.conftest import ending, master_ending

__all__ = ["ending", "master_ending"]
