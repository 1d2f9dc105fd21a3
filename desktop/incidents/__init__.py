"""The page: incidents, deviations, notes to file, tests and drills (RSK-2..4)."""
