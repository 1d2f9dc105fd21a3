"""Everything a person meets: window, command line, PDFs, sheets."""
