"""The Roster page."""
