"""Backups of an open workspace: made, kept by age, proved by drills, restored (BAK-1, BAK-2, BAK-3)."""
