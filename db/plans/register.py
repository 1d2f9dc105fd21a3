"""The register of plans, sharing and documents as pages and reports see it. Bound to one open store."""

from __future__ import annotations

from datetime import date, timedelta

from db.plans import plan_records as p
from db.plans import sharing_records as s
from db.plans.documents import Documents
from db.plans.facts import PlanFacts, TrainingGaps
from db.plans.plan_versions import PlanVersions
from db.plans.sharings import Sharings, covered_words
from db.plans.signables import APPROVED, of_plan
from db.plans.versions import VersionsOf
from db.signing.folder import ToSign
from db.signing.register import Signing
from db.signing.signable import Signer
from db.store.change import Change
from db.store.query import Query
from db.store.rights import readable, rights
from db.store.store import Store
from db.waiting import OVERDUE, SOON, Waiting

PLACE = "plans"
_AHEAD = timedelta(days=30)
_ALL = 100_000


class Plans:
    """``versions`` of studies' plans, ``sharings``, ``documents``. A record of the page is named by its kind:
    ``plan/ID``, ``sharing/ID``, ``document/ID`` (a course's)."""

    def __init__(self, store: Store, signing: Signing, versions_of: VersionsOf, gaps: TrainingGaps) -> None:
        """``versions_of``, ``gaps``: the training register's, handed in by db/site.py."""
        self._store = store
        self.sharings = Sharings(store)
        self.versions = PlanVersions(store, signing, PlanFacts(store, self.sharings, gaps))
        self.documents = Documents(store, signing, versions_of)

    def sign_plan(self, version_id: str, signer: Signer) -> p.PlanVersion:
        """The author's or the approver's signature, whichever is due, in a transaction of its own."""
        with self._store.change("Plan signed") as change:
            if self.versions.get(version_id).status == p.DRAFT:
                self.versions.propose(change, version_id, signer)
            else:
                self.versions.approve(change, version_id, signer)
        return self.versions.get(version_id)

    def to_sign(self) -> tuple[ToSign, ...]:
        """For the signing folder: plans and changes to review or approve, copies to acknowledge."""
        person = self._store.users.person_of(self._store.actor.user)
        if person is None or not readable(self._store, "plan_version"):
            return ()
        found = []
        if rights()["plan_version"].may(self._store.actor.role, "u"):
            for one in self.versions.list(Query(where={"status": [p.PROPOSED]}, limit=_ALL)).rows:
                if one.approver_id == person:
                    whole = self.versions.get(one.id)
                    found.append(
                        ToSign(f"plan/{one.id}", of_plan(whole), APPROVED, one.proposed, PLACE, f"plan/{one.id}")
                    )
        return (*found, *self.documents.to_sign(person))

    def signed(self, change: Change, item: ToSign, signer: Signer) -> None:
        """The signing folder's way to sign."""
        kind, _slash, record = item.key.partition("/")
        if kind == "plan":
            self.versions.approve(change, record, signer)
        else:
            self.documents.sign(change, kind, record, signer)

    def waiting(self, today: date) -> tuple[Waiting, ...]:
        """Plans to approve and to review, sharing that is not covered, ends or is due for review, documents due."""
        if not readable(self._store, "sharing"):
            return ()
        return (*self._plans(today), *self._sharings(today), *self.documents.waiting(today))

    def _plans(self, today: date) -> list[Waiting]:
        found = []
        for one in self.versions.list(Query(where={"status": [p.PROPOSED, p.IN_FORCE]}, limit=_ALL), today).rows:
            record = f"plan/{one.id}"
            if one.status == p.PROPOSED:
                found.append(Waiting("plan-approval", SOON, one.proposed, one.study, one.approver, PLACE, record))
            elif one.next_review is not None and one.next_review <= today + _AHEAD:
                state = OVERDUE if one.next_review < today else SOON
                found.append(Waiting("plan-review", state, one.next_review, one.study, one.author, PLACE, record))
        return found

    def _sharings(self, today: date) -> list[Waiting]:
        found = []
        for one in self.sharings.list(Query(where={"status": s.OPEN}, limit=_ALL), today).rows:
            name, record = f"{one.number} {one.recipient}", f"sharing/{one.id}"
            if one.status == s.UNCOVERED:
                found.append(
                    Waiting("sharing-uncovered", OVERDUE, one.agreement_until, name, covered_words(one), PLACE, record)
                )
            ends = min((day for day in (one.agreement_until, one.until) if day is not None), default=None)
            if one.status != s.UNCOVERED and ends is not None and ends <= today + _AHEAD:
                state = OVERDUE if ends < today else SOON
                found.append(Waiting("sharing-end", state, ends, name, one.owner, PLACE, record))
            if one.next_review <= today + _AHEAD:
                state = OVERDUE if one.next_review < today else SOON
                found.append(Waiting("sharing-review", state, one.next_review, name, one.owner, PLACE, record))
        return found
