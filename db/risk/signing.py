"""The signature that puts an acceptance in force: by its approver, who does not own the risk (RSK-1, ROL-4)."""

from __future__ import annotations

from db.days import shown
from db.errors import Refused
from db.risk.queries import RiskQueries
from db.risk.records import CLOSED, PROPOSED, Acceptance, Risk
from db.signing.folder import ToSign
from db.signing.register import Signing
from db.signing.signable import Pen, Signable, Signature, Signer
from db.store.change import Change
from db.store.store import Store

PLACE = "risk"
APPROVED = "approved"
_KEPT = "Nothing was signed."


def of_acceptance(risk: Risk, one: Acceptance, level: str) -> Signable:
    """What is accepted, where it stands, why, and until when."""
    facts = (
        ("Risk", f"{risk.number} {risk.title}"), ("Scenario", risk.scenario), ("Consequence", risk.consequence),
        ("Stands at", f"{level}, likelihood {one.place.likelihood}, impact {one.place.impact}"), ("Owner", risk.owner),
        ("Accepted by", one.approver), ("Reason", one.reason), ("From", shown(one.accepted)),
        ("Until", shown(one.ends)),
    )  # fmt: skip
    return Signable(
        "risk_acceptance", one.id, f"{risk.number}: acceptance until {shown(one.ends)}",
        tuple(fact for fact in facts if fact[1]),
    )  # fmt: skip


class AcceptanceSigning:
    """Of one open store."""

    def __init__(self, store: Store, signing: Signing, risks: RiskQueries) -> None:
        self._store, self._signing, self._risks = store, signing, risks

    def signable(self, acceptance_id: str) -> Signable:
        one = self._risks.acceptance(acceptance_id)
        risk = self._risks.risk(one.risk)
        return of_acceptance(risk, one, self._risks.scales().word(one.place))

    def of(self, acceptance_id: str) -> tuple[tuple[Signature, bool], ...]:
        """Who signed it, each with whether it still covers what stands there now."""
        content = self.signable(acceptance_id)
        found = self._signing.signatures(content.table, content.record)
        return tuple((one, self._signing.covers(one, content)) for one in found)

    def to_sign(self) -> tuple[ToSign, ...]:
        """Acceptances proposed to the acting user's person."""
        person = self._store.users.person_of(self._store.actor.user)
        if person is None:
            return ()
        rows = self._store.rows(
            "SELECT id FROM risk_acceptance WHERE approver = ? AND signed = 0 AND withdrawn IS NULL", (person,)
        )
        found = []
        for (acceptance_id,) in rows:
            one = self._risks.acceptance(str(acceptance_id))
            if self._risks.risk(one.risk).status != CLOSED:
                found.append(ToSign(one.id, self.signable(one.id), APPROVED, one.accepted, PLACE, one.id))
        return tuple(found)

    def sign(self, change: Change, acceptance_id: str, signer: Signer) -> Signature:
        """Puts it in force. Refused for anybody but the named approver, and once signed or withdrawn."""
        one = self._risks.acceptance(acceptance_id)
        if one.state != PROPOSED:
            raise Refused(f"This acceptance is {one.state}.", kept=_KEPT, todo="Propose another.")
        person = self._store.users.person_of(self._store.actor.user) if isinstance(signer, Pen) else signer.person
        if person != one.approver_id:
            raise Refused(
                f"Only {one.approver} can sign this acceptance.", kept=_KEPT, todo="Let them sign, here or on paper."
            )
        (signature,) = self._signing.put(change, (self.signable(acceptance_id),), signer)
        change.update("risk_acceptance", acceptance_id, {"signed": 1})
        return signature
