"""The Access page: systems, accounts, and reviews of who has access as a guided job."""
