"""Keyring credential + code + passphrase -> the key. Knows nothing of records (docs/vault.md)."""
