"""A real store with roster and access registers, and the people of a small site to change places at it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from db.access import records as r
from db.access import review_records as v
from db.access.matching import suggestions
from db.access.register import Access
from db.evidence.register import EvidenceFiles
from db.roster.records import NewPerson
from db.signing.register import Signing
from db.signing.signable import Ink
from db.store.store import NewUser
from tests.registers import TODAY, Desk

ZOE, MARA = NewUser("zoe", "Zoë Brandt", "officer"), NewUser("mara", "Mara Rossi", "coordinator")
HASH = "ab" * 32


class Bench(Desk):
    """``access`` as a page has it; ``sit(user)`` lets somebody else work, who is the person of the same name."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.zoe_user = self.store.users.all()[0]
        self.zoe = self.people.add_person(NewPerson("Brandt", "Zoë", email="zoe@nord.example", start=date(2024, 1, 1)))
        self.mara = self.people.add_person(
            NewPerson("Rossi", "Mara", email="mara@nord.example", start=date(2024, 1, 1))
        )
        self.anne = self.people.add_person(
            NewPerson("Müller-Østergård", "Änne", email="anne@nord.example", role="Study nurse", start=date(2024, 1, 8))
        )
        self.sean = self.people.add_person(NewPerson("O’Neil", "Seán", start=date(2025, 1, 1)))
        self.store.users.add(MARA)
        self.store.users.link(self.zoe_user.id, self.zoe.id)
        self.store.users.link(MARA.id, self.mara.id)
        self._registers()
        self.edc = self.access.add_system(
            r.NewSystem("Rave EDC", "EDC", vendor="Medidata", owner_id=self.zoe.id, risk="high", start=date(2026, 3, 1))
        )

    def sit(self, user: NewUser) -> None:
        """Somebody else works now."""
        found = self.store.users.find(user.login)
        assert found is not None
        self.sit_down(NewUser(found.login, found.name, found.role, id=found.id))
        self._registers()

    def account(
        self, person: str, name: str, role: str = "Data entry", granted: date = TODAY - timedelta(days=5)
    ) -> r.Account:
        """Asked for, approved and granted in the usual way, by others than the person."""
        asked = self.access.request(person, self.edc.id, r.NewStep(r.REQUESTED, granted, role=role))
        self.access.step(asked.id, r.NewStep(r.APPROVED, granted, "Dr. Ines Kaya"))
        return self.access.step(asked.id, r.NewStep(r.GRANTED, granted, "Medidata help desk", account=name))

    def list_of(self, *rows: v.ListRow, taken: date = TODAY) -> v.AccountList:
        return v.AccountList("users.csv", HASH, taken, rows, "CSV, utf-8, comma", {"User": "account"}, "", b"User\nx")

    def review(self, *rows: v.ListRow, taken: date = TODAY) -> v.Review:
        """Begun, with its list."""
        review = self.access.begin_review(v.NewReview(self.edc.id))
        listed = self.list_of(*rows, taken=taken)
        found = suggestions(listed.rows, *self.access.to_match_against(self.edc.id))
        return self.access.bring_in_list(review.id, listed, found)

    def rows(self, review: v.Review) -> dict[str, v.ReviewRow]:
        return {row.account: row for row in self.access.review_rows(review.id).rows}

    def ink(self, user: NewUser, person: str) -> Ink:
        """Signed on paper; the scan is kept."""
        scan = self.access._files.add(("signed.pdf", b"%PDF-1.7 scan"))
        return Ink("reviewed", user.name, person, TODAY, scan.id, "Zoë Brandt", TODAY, "binder 3")

    def _registers(self) -> None:
        roster = self.people
        self.access = Access(
            self.store, EvidenceFiles(self.store), Signing(self.store), self.store.users.person_of,
            (roster.end_within,),
        )  # fmt: skip
