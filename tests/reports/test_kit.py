"""The recovery kit: one page, its code readable, nothing of it anywhere else."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest

from db.vault.sealing import new_identity
from desktop.reports.kit import recovery_kit_pdf
from tests.reports.conftest import run, text_of

AT = datetime.fromisoformat("2026-11-23T18:40:00+01:00")
WORKSPACE = "0192f3c4-7a51-7000-8000-000000000000"


@pytest.mark.requirement("UNL-3", "BAK-3")
def test_the_sheet_holds_the_key_and_the_commands(tmp_path: Path) -> None:
    identity, _ = new_identity()
    path = tmp_path / "kit.pdf"
    path.write_bytes(recovery_kit_pdf(identity, "Klinikum <Nord> & Söhne", workspace=WORKSPACE, made_at=AT))
    run("qpdf", "--check", path)
    assert "Pages:           1" in run("pdfinfo", path)
    text = text_of(path)
    assert identity.replace(" ", "") in text.replace(" ", "")
    for part in (
        "Klinikum <Nord> & Söhne",
        WORKSPACE,
        "age -d -i kit.txt NAME.siteward/keys/GEN/recovery.age",
        "PRAGMA key = \"x'64 HEXADECIMAL DIGITS'\";",
        "PRAGMA cipher = 'sqlcipher'; PRAGMA legacy = 4;",
    ):
        assert part in text


def test_nothing_but_the_page_holds_the_key() -> None:
    identity, _ = new_identity()
    pdf = recovery_kit_pdf(identity, "Nord", workspace=WORKSPACE, made_at=AT)
    with pikepdf.open(io.BytesIO(pdf)) as read:
        assert not read.attachments
        assert identity not in str(read.docinfo) and identity[-12:] not in str(read.open_metadata())


def test_it_touches_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    recovery_kit_pdf(new_identity()[0], "Nord", workspace=WORKSPACE, made_at=AT)  # faces are read by now
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    recovery_kit_pdf(new_identity()[0], "Nord", workspace=WORKSPACE, made_at=AT)
    assert not list(tmp_path.iterdir())
