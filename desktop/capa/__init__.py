"""The page: corrective and preventive actions (CAP-1..4)."""
