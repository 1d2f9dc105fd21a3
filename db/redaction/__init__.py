"""Redaction: an identity typed by mistake is taken out of a record and of what the trail said of it (AUD-5)."""
