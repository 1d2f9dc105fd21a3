"""The command line of design section 8: parses, asks, calls the store, prints."""
