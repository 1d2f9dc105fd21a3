"""``create DIR``: a workspace with its first officer."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from db.clock import SystemClock
from db.workspace.create import NewWorkspace, create_workspace
from db.workspace.layout import demand_writable, write_whole
from desktop.commands.answer import Answer
from desktop.commands.factors import passphrase_from


def configure(parser: ArgumentParser, _name: str, _opened: bool) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--site", required=True, metavar="NAME", help="the site's name, as on its documents")
    parser.add_argument("--officer", required=True, metavar="NAME", help="the first compliance officer's full name")
    parser.add_argument("--login", required=True)
    parser.add_argument("--passphrase-file", type=Path, required=True, metavar="F")
    parser.add_argument("--recovery-kit", type=Path, metavar="OUT.pdf", help="write the recovery kit as PDF")
    parser.set_defaults(run=run)


def run(options: Namespace) -> Answer:
    """Makes it and tells, once, the authenticator's URI and the recovery key."""
    clock = SystemClock()
    if options.recovery_kit:
        demand_writable(options.recovery_kit)
    made = create_workspace(
        options.folder,
        NewWorkspace(options.site, options.officer, options.login, passphrase_from(options.passphrase_file)),
        clock=clock,
    )
    words = [
        f"Made {made.folder.name} for {options.site}.",
        "",
        "Enter this into your authenticator now (it is shown once):",
        f"  {made.otpauth}",
        "",
        "Recovery key, for the safe (it opens the workspace without the laptop):",
        f"  {made.recovery}",
    ]
    if options.recovery_kit:
        from desktop.reports.kit import recovery_kit_pdf

        kit = recovery_kit_pdf(made.recovery, options.site, workspace=made.workspace, made_at=clock.now())
        write_whole(options.recovery_kit, kit)
        words.append(f"Recovery kit written to {options.recovery_kit}. Print it, then delete the file.")
    fields = {
        "workspace": made.workspace,
        "user": made.user,
        "otpauth": made.otpauth,
        "recovery": made.recovery,
        "folder": str(made.folder),
    }
    return Answer("\n".join(words), fields)
