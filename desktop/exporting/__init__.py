"""Reports on their way out: choose, look, sign, save."""
