"""The page of backups: what was made, what was missed, what proves it."""
