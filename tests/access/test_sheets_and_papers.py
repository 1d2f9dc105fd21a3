"""Accounts and systems in lists and sheets (design section 8), and on sealed paper."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.access import records as r
from db.access import review_records as v
from db.access.matching import suggestions
from db.roster.records import NewPerson
from db.signing.signable import Ink
from db.site import Site
from desktop.commands.importing import bring_in
from desktop.exchange.listing import listing
from desktop.reports.exporting import export
from desktop.reports.options import ReportOptions
from tests.people_at_site import House, copy_house, make_house


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> House:
    return make_house(tmp_path_factory.mktemp("master"))


@pytest.fixture
def site(master: House, tmp_path: Path) -> Iterator[Site]:
    opened = copy_house(master, tmp_path).unlock()
    opened.people.add_person(NewPerson("Müller-Østergård", "Änne", start=date(2024, 1, 8)))
    opened.people.add_person(NewPerson("O’Neil", "Seán", start=date(2025, 1, 1)))
    zoe = opened.people.add_person(NewPerson("Brandt", "Zoë", start=date(2024, 1, 1)))
    opened.users.link(opened.actor.user, zoe.id)
    opened.access.add_system(r.NewSystem("Rave EDC", risk="high", start=date(2026, 3, 1)))
    yield opened
    opened.close()


def sheet(folder: Path, text: str) -> Path:
    path = folder / "accounts.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.requirement("ROS-4", "EXC-1")
def test_accounts_come_in_from_a_sheet_once_and_are_closed_by_a_later_one(site: Site, tmp_path: Path) -> None:
    first = sheet(tmp_path, "Person,System,Username,Role,Granted\n"
                  "\"Müller-Østergård, Änne\",Rave EDC,amueller,Data entry,2026-03-02\n"
                  "\"O’Neil, Seán\",Rave EDC,soneil,Reader,2026-03-02\n")  # fmt: skip
    answer = bring_in(site, "accounts", first)
    assert answer.code == 0 and answer.fields["records"] == 2
    assert bring_in(site, "accounts", first).fields["records"] == 0, "the same sheet again brings nothing"
    later = sheet(tmp_path, 'Person,System,Account,Withdrawn\n"O’Neil, Seán",Rave EDC,soneil,2026-11-20\n')
    assert bring_in(site, "accounts", later).code == 0
    rows = {row["account"]: row for row in listing(site, "accounts").records()}
    assert rows["soneil"]["status"] == "withdrawn" and rows["soneil"]["withdrawn"] == "2026-11-20"
    assert {"person", "system", "account", "role", "granted", "withdrawn"} <= set(rows["amueller"])
    assert rows["amueller"]["person"] == "Müller-Østergård, Änne" and rows["amueller"]["granted"] == "2026-03-02"


@pytest.mark.requirement("ROS-4", "EXC-1")
@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("\"Nobody, At All\",Rave EDC,x,,", "roster"),
        ("\"O’Neil, Seán\",No such system,x,,", "no system"),
        ("\"O’Neil, Seán\",Rave EDC,soneil,2026-11-20,2026-01-01", "before"),
        ("\"O’Neil, Seán\",Rave EDC,,,", "missing"),
    ],
)  # fmt: skip
def test_rows_that_cannot_be_are_refused_with_their_problem(
    site: Site, tmp_path: Path, line: str, problem: str
) -> None:
    answer = bring_in(site, "accounts", sheet(tmp_path, f"Person,System,Account,Granted,Withdrawn\n{line}\n"))
    assert answer.code == 2
    assert problem in str(answer.fields["rejected"]).casefold()
    assert site.access.accounts().matching == 0


def test_systems_come_in_and_leave(site: Site, tmp_path: Path) -> None:
    path = sheet(tmp_path, 'Name,Kind,Vendor,Risk,Answers for it\nAlmac IWRS,iwrs,Almac,High,"Brandt, Zoë"\n')
    assert bring_in(site, "systems", path).code == 0
    row = next(row for row in listing(site, "systems").records() if row["name"] == "Almac IWRS")
    assert (row["kind"], row["risk"], row["owner"]) == ("IWRS", "high", "Brandt, Zoë")


@pytest.mark.requirement("ROS-5", "RPT-1")
def test_the_review_and_the_accounts_leave_as_sealed_papers(site: Site, tmp_path: Path) -> None:
    system = site.access.system("Rave EDC")
    anne = site.people.people().rows[1]
    site.access.take_over(r.NewAccount(anne.id, system.id, "amueller", "Data entry", date(2026, 3, 2)), "found")
    rows = (
        v.ListRow(2, "amueller", anne.name, role="Data entry", last_login=date(2026, 11, 20)),
        v.ListRow(3, "=cmd()", "<b>Ghost</b>"),
    )
    review = site.access.begin_review(v.NewReview(system.id))
    listed = v.AccountList("users.csv", "ab" * 32, date(2026, 11, 22), rows, "CSV, utf-8, comma", {}, "", b"x")
    site.access.bring_in_list(review.id, listed, suggestions(rows, *site.access.to_match_against(system.id)))
    found = {row.account: row.id for row in site.access.review_rows(review.id).rows}
    site.access.confirm([found["amueller"]])
    site.access.match([found["=cmd()"]], None)
    site.access.finish_matching(review.id)
    site.access.decide([found["amueller"]], v.Verdict(v.KEEP))
    site.access.decide([found["=cmd()"]], v.Verdict(v.REMOVE, "nobody’s account"))
    site.access.finish_deciding(review.id)
    day = site.clock.now().date()
    scan = site.evidence.add(("signed.pdf", b"%PDF-1.7"))
    person = site.users.person_of(site.actor.user)
    site.access.sign_review(
        review.id, Ink("reviewed", "Zoë Brandt", person, day, scan.id, "Zoë Brandt", day, "binder 3")
    )
    text = pages(site, "access-review", tmp_path / "review.pdf")
    for words in (
        "Access review AR-2026-1",
        "ab" * 32,
        "nobody on the roster",
        "=cmd()",
        "on paper",
        "nobody’s account",
    ):
        assert words in text, words
    listed_text = pages(site, "accounts", tmp_path / "accounts.pdf")
    assert "amueller" in listed_text and "no request on record" in listed_text


def pages(site: Site, kind: str, path: Path) -> str:
    export(site, kind, path, ReportOptions())
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
