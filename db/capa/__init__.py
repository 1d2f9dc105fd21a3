"""Corrective and preventive actions (CAP-1..4)."""
