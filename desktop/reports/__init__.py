"""PDF layouts, sealing, signing, verifying. No Qt."""
