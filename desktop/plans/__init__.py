"""The page: data management plan, sharing, controlled documents (DMP-1..3)."""
