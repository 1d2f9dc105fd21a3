"""A coordinator brings in the list of who signed the signature sheet; its scan was filed once before (SIG-3, EXC-1)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from db.roster.records import NewPerson
from db.signing.specimens import NewSheet
from db.site import Site
from desktop.exchange.importing import known_facts, plan_import
from desktop.exchange.listing import listing

HEAD = "Person,Initials,Signed,Scan,Sheet is kept,Compared by,Compared\n"


@pytest.mark.requirement("SIG-3", "EXC-1", "EXC-2")
def test_a_list_of_a_filed_sheet_comes_in_and_leaves(site: Site, tmp_path: Path) -> None:
    people = [site.people.add_person(NewPerson(*one)) for one in (("Adler", "Anna"), ("Kim", "Jun"), ("Ó Sé", "Áine"))]
    first, names = people[0], [one.name for one in people]
    scan = site.evidence.add(("sheet 1.pdf", b"%PDF-1.4 a scan of the sheet")).id
    day = site.clock.now().date()
    site.signing.specimens.file(NewSheet(((first.id, "AA"),), day, scan, "Zoë Brandt", day, "Binder 1"))
    sheet = tmp_path / "signed.csv"
    lines = [
        f'"{names[1]}",BB,{day},sheet 1.pdf,Binder 1,Zoë Brandt,{day}\n',
        f'"{names[2]}",CC,{day},other.pdf,Binder 1,Zoë Brandt,{day}\n',
        f'"{names[2]}",far too many letters,{day},sheet 1.pdf,Binder 1,Zoë Brandt,{day}\n',
        f'"{names[0]}",AA,{day},sheet 1.pdf,Binder 1,Zoë Brandt,{day}\n',
        f'"{names[2]}",CC,{date(2999, 1, 1)},sheet 1.pdf,Binder 1,Zoë Brandt,{day}\n',
    ]
    sheet.write_text(HEAD + "".join(lines))
    plan = plan_import("signature-sheet", sheet, known_facts(site, "signature-sheet")).tried(site)
    assert plan.bad_rows == {3, 4, 6}, "a scan that is not kept, long initials, a day to come"
    told = {one.row: one.problem for one in plan.problems}
    assert "No file is kept as “other.pdf”" in told[3]
    assert {one.row for one in plan.duplicates} == {5}, "she is on file with that day"
    plan.commit(site, exclude_rows=plan.bad_rows | {5})
    page = listing(site, "signature-sheet")
    rows = [dict(zip(page.fields, row, strict=True)) for row in page.rows]
    assert {row["person"]: (row["initials"], row["scan"]) for row in rows} == {
        names[0]: ("AA", "sheet 1.pdf"), names[1]: ("BB", "sheet 1.pdf"),
    }  # fmt: skip
