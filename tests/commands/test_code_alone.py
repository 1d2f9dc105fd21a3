"""A site made to unlock by keyring and code alone, with the real keyring and from the command line (UNL-2)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from db.clock import SystemClock
from desktop.unlock.backstage import Backstage
from tests.commands.conftest import Workspace, siteward


@pytest.mark.requirement("UNL-2", "SIG-1")
def test_the_passphrase_is_asked_to_sign_only_and_again_to_unlock_once_an_officer_says_so(
    new_workspace: Callable[..., Workspace], tmp_path: Path
) -> None:
    workspace = new_workspace("--code-alone")
    to_it = ["--workspace", workspace.folder, "--user", "zoe"]
    phrase = ["--passphrase-file", workspace.passphrase]
    orders = tmp_path / "orders.txt"
    orders.write_text(
        "users list\nusers code-alone refuse --reason 'A laptop was stolen'\n"
        f"report users {tmp_path}/u.pdf --sign reviewed"
    )
    unsigned = siteward("batch", orders, *to_it, "--code", workspace.code(), "--json")
    assert unsigned.code == 2 and "Passphrase, to sign" in unsigned.err, "and no terminal to ask on"
    code = workspace.code()
    asked = siteward("list", "people", *to_it, "--code", code)
    assert asked.code == 2 and "asks the passphrase again" in asked.err
    given = siteward("users", "list", *to_it, *phrase, "--code", code, "--json")
    assert given.code == 0, given.err
    assert [one["code_alone"] for one in given.json["users"]] == [False]
    door = Backstage(SystemClock()).door(workspace.folder)
    assert door.people[0].last is not None, "the window says when she came last, by whichever way"
    missing = siteward("list", "people", *to_it, "--code", workspace.code())
    assert missing.code == 2 and missing.err.startswith("siteward: Passphrase is needed"), missing.err
