"""The register of risks as pages and reports see it."""

from __future__ import annotations

from datetime import date

from db.charts import Chart
from db.errors import Refused
from db.origin import RISK, OpenCapa, Origin
from db.risk.commands import RiskCommands
from db.risk.elements import Elements
from db.risk.figures import risk_charts
from db.risk.pressing import pressing
from db.risk.records import RiskFile, Scales
from db.risk.signing import AcceptanceSigning
from db.signing.folder import ToSign
from db.signing.register import Signing
from db.signing.signable import Signer
from db.store.change import Change
from db.store.rights import readable
from db.store.store import Store
from db.waiting import Waiting


class Risks(RiskCommands):
    """As ``site.risk``."""

    def __init__(self, store: Store, signing: Signing | None = None, open_capa: OpenCapa | None = None) -> None:
        """``open_capa``: what the CAPA register does with a risk; handed in by db/site.py."""
        super().__init__(store)
        self._open_capa = open_capa
        self.elements = Elements(store)
        self.acceptances_signed = AcceptanceSigning(store, signing or Signing(store), self)

    def sign_acceptance(self, acceptance_id: str, signer: Signer) -> RiskFile:
        """In a transaction of its own; see ``AcceptanceSigning.sign``."""
        with self._store.change("Acceptance signed") as change:
            self.acceptances_signed.sign(change, acceptance_id, signer)
        return self.file(self.acceptance(acceptance_id).risk)

    def to_sign(self) -> tuple[ToSign, ...]:
        """For the signing folder."""
        return self.acceptances_signed.to_sign() if readable(self._store, "risk_acceptance") else ()

    def signed(self, change: Change, item: ToSign, signer: Signer) -> None:
        """The signing folder's way to sign."""
        self.acceptances_signed.sign(change, item.key, signer)

    def to_capa(self, risk_id: str) -> str:
        """One step: a CAPA is opened with the facts of the risk and linked both ways; its id."""
        if self._open_capa is None:
            raise Refused("No CAPA can be opened here.")
        file, scales = self.file(risk_id), self.scales()
        with self._store.change(f"CAPA opened from {file.risk.number}") as change:
            capa = self._open_capa(change, _origin(file, scales))
            if capa not in file.capa:
                self.link_capa(change, risk_id, capa)
        return capa

    def waiting(self, today: date, most: int | None = None) -> tuple[Waiting, ...]:
        """Acceptances that ended or end within 30 days, treatments overdue, reviews due; ``most`` of each by name."""
        return pressing(self._store, today, most) if readable(self._store, "risk") else ()

    def charts(self, on: date | None = None) -> tuple[Chart, ...]:
        """The risks, counted as on the day."""
        on = on or self.today
        return risk_charts(self._store, on, self.scales(), self.standing(on))


def _origin(file: RiskFile, scales: Scales) -> Origin:
    one = file.risk
    actions = "\n".join(f"{action.what} ({action.owner}, {action.state})" for action in file.actions)
    facts = (
        ("Scenario", one.scenario), ("Consequence", one.consequence), ("Asset", one.asset), ("Threat", one.threat),
        ("Vulnerability", one.vulnerability), ("Controls", one.controls),
        ("Today", f"{scales.word(one.current)} ({one.current.score})"),
        ("After treatment", f"{scales.word(one.residual)} ({one.residual.score})"), ("Actions", actions),
    )  # fmt: skip
    return Origin(RISK, "risk", one.id, one.number, one.title, tuple(fact for fact in facts if fact[1]))
