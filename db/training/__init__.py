"""Courses, requirements, training records and the matrix (TRN-1..3)."""
