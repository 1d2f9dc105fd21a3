"""The register of what went wrong: incidents, deviations, notes to file, tests and drills, and the clocks of all."""

from __future__ import annotations

from db.breach import Breach
from db.incidents.clocks import Clocks
from db.incidents.deviations import Deviations
from db.store.change import Change
from db.store.store import Store


class Incidents:
    """As ``site.incidents``."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.clocks = Clocks(store)
        self.deviations = Deviations(store, self.clocks)

    def open_deviation(self, change: Change, breach: Breach) -> str:
        """See ``Deviations.open_deviation``: what other registers are handed."""
        return self.deviations.open_deviation(change, breach)
