"""Sheets on their way in: look, correct, dry run, commit."""
