"""Incidents, deviations, notes to file, tests and drills (RSK-2..4)."""
