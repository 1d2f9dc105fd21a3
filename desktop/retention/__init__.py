"""The page: what is kept, until when, and how it ends (RET-1..4)."""
