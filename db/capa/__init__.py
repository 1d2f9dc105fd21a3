"""Corrective and preventive action (CAP-1..4)."""
