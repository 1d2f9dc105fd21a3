"""Assets, threats, scenarios, treatment and acceptance (RSK-1)."""
