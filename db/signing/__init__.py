"""Keys and certificates of the site, and signatures bound to content."""
