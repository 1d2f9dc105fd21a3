"""Window, navigation, command palette, lock. Wires pages together and decides nothing."""
