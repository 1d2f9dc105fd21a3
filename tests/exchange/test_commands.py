"""Import, export and list as the command line calls them: the JSON of design section 8 and the exit codes."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest

from db.errors import BadInput
from db.site import Site
from db.store.query import Query
from desktop.commands.exporting import run_export
from desktop.commands.importing import run_import
from desktop.commands.listing import run_list

ROWS = "Surname;First name;Start;End\nAdler;Anna;2025-01-15;\nBianchi;Bruno;2025-01-15;2024-01-15\nADLER;Anna;;\n"


def importing(path: Path, **more: object) -> Namespace:
    usual = {"dry_run": False, "skip_bad_rows": False, "date_format": None, "sheet": None, "means": ()}
    usual["take_changes"] = None
    return Namespace(**{"register": "people", "file": path, **usual, **more})


def rows_of(register: str = "people", **more: object) -> Namespace:
    usual = {"where": None, "search": "", "as_of": None, "as_known": None, "study": None}
    usual |= {"template": None, "column": (), "sheet": None}
    return Namespace(register=register, **{**usual, **more})


@pytest.mark.requirement("EXC-1")
def test_import_tells_accepted_rejected_and_duplicates(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(ROWS)
    refused = run_import(site, importing(path))
    assert refused.code == 2 and refused.fields["accepted"] == 0
    assert capsys.readouterr().err.startswith("siteward: Row 3, End: ")
    problem = "The row ends before it starts: 15-Jan-2024 is before 15-Jan-2025."
    assert refused.fields["rejected"] == [{"row": 3, "column": "End", "problem": problem}]
    assert [(d["row"], d["of_row"], d["certain"]) for d in refused.fields["duplicates"]] == [(4, 2, True)]
    tried = run_import(site, importing(path, dry_run=True, skip_bad_rows=True))
    assert (tried.code, tried.fields["accepted"], tried.fields["written"]) == (0, 1, False)
    assert site.people.people(Query()).of == 0
    done = run_import(site, importing(path, skip_bad_rows=True))
    assert (done.code, done.fields["accepted"], done.fields["written"]) == (0, 1, True)
    json.dumps(done.fields)


@pytest.mark.requirement("EXC-2")
def test_list_and_export_take_conditions(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(ROWS.replace("2024-01-15", "2025-12-31"))
    run_import(site, importing(path))
    listed = run_list(site, rows_of(where=["status=left"]))
    assert [row["family_name"] for row in listed.fields["rows"]] == ["Bianchi"]
    assert listed.fields["rows"][0]["end"] == "2025-12-31"
    assert "31-Dec-2025" in listed.words
    found = run_list(site, rows_of(search="adl"))
    assert [row["given_name"] for row in found.fields["rows"]] == ["Anna"]
    out = run_export(site, rows_of(file=tmp_path / "out.json", where=["status=active"]))
    assert out.fields["rows"] == 1
    assert run_export(site, rows_of("matrix", file=tmp_path / "due.ics")).code == 0
    for wrong in (["status"], ["shoe=1"]):
        with pytest.raises(BadInput):
            run_list(site, rows_of(where=wrong))


@pytest.mark.requirement("EXC-1", "CAP-1")
def test_what_a_word_means_is_said_on_the_command_line(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "capa.csv"
    path.write_text("Number,Title,Status,Date opened\nC-1,Fridge,Stage 3b,2025-02-01\n", "utf-8")
    assert run_import(site, importing(path, register="capa")).code == 2
    with pytest.raises(BadInput, match="does not say"):
        run_import(site, importing(path, register="capa", means=("status=Stage 3b",)))
    run_import(site, importing(path, register="capa", means=("status:Stage 3b=identification",)))
    assert [(one.step, one.old_status) for one in site.capa.list().rows] == [("identification", "Stage 3b")]
