"""SQLCipher connection, schema, unit of work, rights, audit trail, backup. Knows nothing of the vault."""
