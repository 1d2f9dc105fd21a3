"""The page: assets, threats, scenarios, treatment and acceptance (RSK-1)."""
