"""What ``verify`` says of a backup: with no key, in its own workspace, in another one, and of one that was changed
(RPT-4, BAK-2)."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from db.backup import making
from db.site import Site
from desktop.commands.verifying import verify_file
from tests.people_at_site import House, make_house


@pytest.mark.requirement("RPT-4", "BAK-2", "AUD-2")
def test_a_backup_is_verified_without_a_key_with_ones_own_and_on_the_trail(
    site: Site, house: House, stick: Path, tmp_path: Path
) -> None:
    one = making.make(site, stick)
    path = stick / one.file
    stranger = verify_file(path, None)
    assert (stranger.code, stranger.fields["valid"], stranger.fields["trusted"], stranger.fields["on_trail"]) == (
        0, True, False, None,
    )  # fmt: skip
    assert "A backup of Klinikum Nord, made 23-Nov-2026 08:00 +0100 by Zoë Brandt." in stranger.words
    (print_,) = (each.fingerprint for each in site.signing.authorities())
    assert verify_file(path, None, [print_.upper()]).fields["trusted"] is True
    own = verify_file(path, site)
    assert (own.code, own.fields["valid"], own.fields["trusted"], own.fields["on_trail"]) == (0, True, True, True)
    assert own.fields["chain"] == {"seq": one.seq, "head": one.head}
    assert "It opens with your key" in own.words and "on this workspace's trail" in own.words
    assert not list(site.session.layout.folder.glob("backup-*")), "the copy that was opened is gone"
    (tmp_path / "other").mkdir()
    other = make_house(tmp_path / "other", site="Praxis Süd")
    elsewhere = other.unlock()
    foreign = verify_file(path, elsewhere)
    assert (foreign.code, foreign.fields["valid"], foreign.fields["on_trail"]) == (1, True, False)
    assert "a backup of another workspace" in foreign.words
    elsewhere.close()


@pytest.mark.requirement("RPT-4", "BAK-2")
def test_what_was_changed_is_told_and_by_whom_it_was_sealed(site: Site, stick: Path, tmp_path: Path) -> None:
    path = stick / making.make(site, stick).file
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    changed = tmp_path / "changed.swbackup"
    changed.write_bytes(content)
    for where in (None, site):
        told = verify_file(changed, where)
        assert (told.code, told.fields["valid"], told.fields["changed_after"]) == (1, False, True)
        assert "It is not as it was made: site.db" in told.words
    unsealed = tmp_path / "another-maker.swbackup"
    with zipfile.ZipFile(path) as box, zipfile.ZipFile(unsealed, "w") as copy:
        for info in box.infolist():
            found = box.read(info)
            copy.writestr(info, found.replace("Zoë Brandt".encode(), b"Max Meier!"))
    told = verify_file(unsealed, site)
    assert (told.code, told.fields["valid"], told.fields["seal"]) == (1, False, None)
    assert "who wrote it, or when, was changed" in told.words
