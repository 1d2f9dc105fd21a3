"""The Verify page: what a signed file is worth, in words."""
