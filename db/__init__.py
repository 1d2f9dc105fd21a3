"""The store: everything that is kept and the rules it is kept by. No Qt, no PDF, no spreadsheet in here."""
