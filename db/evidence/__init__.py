"""Files kept inside the database, each under a key of its own (TRN-2, RET-3). Any register may name them by id."""
