"""The whole site leaves in open formats with its description, for the day the program is gone."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from db.errors import BadInput, Cancelled, Refused
from db.roster.records import NewPerson
from db.site import Site
from db.store.trail_file import verify_file
from db.training.records import NewCourse, NewTraining
from desktop.commands.exporting import run_export
from desktop.exchange.schema_words import SECRET, tables
from desktop.exchange.whole import export_whole
from tests.exchange.test_commands import rows_of

SCAN = b"%PDF-1.7 a certificate"


@pytest.fixture
def filled(site: Site) -> Site:
    person = site.people.add_person(NewPerson("=Adler", "Änne <b>", note="line\nline"))
    gcp = site.training.add_course(NewCourse("GCP", "Good clinical practice"))
    site.training.record(NewTraining(person.id, gcp.id, date(2026, 11, 20)), ("../GCP cert.pdf", SCAN))
    return site


@pytest.mark.requirement("EXC-2")
def test_everything_leaves_and_a_stranger_can_read_it(filled: Site, tmp_path: Path) -> None:
    out = tmp_path / "all.zip"
    said = run_export(filled, rows_of("all", file=out))
    assert said.fields["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    with zipfile.ZipFile(out) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    about = json.loads(parts["description.json"])
    for line in parts["SHA256SUMS.txt"].decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(parts[name]).hexdigest() == digest
    assert set(parts) == {name.split("  ")[1] for name in parts["SHA256SUMS.txt"].decode().splitlines()} | {
        "SHA256SUMS.txt"
    }
    for name, table in about["tables"].items():
        rows = [json.loads(line) for line in parts[table["file"]].decode().splitlines()]
        assert len(rows) == table["rows"] == filled.store.scalar(f'SELECT count(*) FROM "{name}"')
        assert all(list(row) == [column["name"] for column in table["columns"]] for row in rows)
    (person,) = [json.loads(line) for line in parts["tables/person.jsonl"].splitlines()]
    assert (person["family_name"], person["note"]) == ("=Adler", "line\nline")
    (row,) = csv.DictReader(io.StringIO(parts["registers/people.csv"].decode("utf-8-sig")))
    assert row["family_name"] == "'=Adler", "what people open in a spreadsheet is neutral"
    (file,) = [content for name, content in parts.items() if name.startswith("files/")]
    assert file == SCAN and not any("/" in name[6:] for name in parts if name.startswith("files/"))
    trail = tmp_path / "trail.jsonl"
    trail.write_bytes(parts["trail.jsonl"])
    assert verify_file(trail).good and verify_file(trail).entries == about["trail"]["entries"]
    guide = parts["README.txt"].decode()
    assert "Nothing in it is encrypted" in guide and "training_record (1 rows)" in guide
    key = filled.store.scalar("SELECT key FROM evidence_key")
    assert isinstance(key, bytes) and not any(key in part or key.hex().encode() in part for part in parts.values())


@pytest.mark.requirement("EXC-2")
def test_the_description_knows_every_table_and_column_there_is(filled: Site) -> None:
    told = {table.name: table for table in tables()}
    there = filled.store._tables.registers
    assert set(told) == set(there)
    for name, table in there.items():
        assert sorted(column.name for column in told[name].columns) == sorted(table.columns), name
        assert told[name].key == table.key
        assert told[name].words, f"{name} is not described (resources/exchange/tables.json, or a comment above it)"
    blobs = {(name, column) for name, table in there.items() for column in table.secret}
    public = {(name, "der") for name in ("certificates", "certificate_issuer", "revocation_lists")}
    public |= {("signature", "value")}
    assert blobs == SECRET | public, "a new BLOB column: does it leave?"


@pytest.mark.requirement("EXC-2", "ROL-1")
def test_who_may_not_and_what_is_stopped_leaves_nothing(filled: Site, tmp_path: Path) -> None:
    out = tmp_path / "all.zip"
    with pytest.raises(BadInput, match="ZIP"):
        export_whole(filled, tmp_path / "all.txt")
    with pytest.raises(BadInput, match="without filters"):
        run_export(filled, rows_of("all", file=out, where=["status=left"]))

    def stop(done: int, _of: int) -> None:
        if done > 40:
            raise Cancelled

    with pytest.raises(Cancelled):
        export_whole(filled, out, stop)
    with pytest.raises(BadInput, match="cannot be written"):
        export_whole(filled, tmp_path / "none" / "all.zip")
    object.__setattr__(filled.store.actor, "role", "coordinator")
    with pytest.raises(Refused, match="officer"):
        export_whole(filled, out)
    assert not list(tmp_path.glob("*all*"))
