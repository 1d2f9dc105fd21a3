"""Signing records: the dialog every page shares, and the folder of what waits for a signature (SIG-1)."""
