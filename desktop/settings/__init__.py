"""The Settings page: users, rights, appearance."""
