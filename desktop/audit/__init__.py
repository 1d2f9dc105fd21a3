"""The Audit trail page."""
