"""``create DIR``: a workspace with its first officer."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from db.clock import SystemClock
from db.workspace.create import NewWorkspace, create_workspace
from db.workspace.layout import demand_writable
from desktop.commands.answer import Answer
from desktop.commands.code_alone import code_alone_option
from desktop.commands.factors import passphrase_from
from desktop.commands.kit_file import write_kit


def configure(parser: ArgumentParser, _name: str, _opened: bool) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--site", required=True, metavar="NAME", help="the site's name, as on its documents")
    parser.add_argument("--officer", required=True, metavar="NAME", help="the first compliance officer's full name")
    parser.add_argument("--login", required=True)
    parser.add_argument("--passphrase-file", type=Path, required=True, metavar="F")
    parser.add_argument("--digits", type=int, choices=(6, 8), default=6, help="of the authenticator's codes")
    code_alone_option(parser)
    parser.add_argument("--recovery-kit", type=Path, metavar="OUT.pdf", help="write the recovery kit as PDF")
    parser.set_defaults(run=run)


def run(options: Namespace) -> Answer:
    """Makes it and tells, once, the authenticator's URI and the recovery key."""
    clock = SystemClock()
    if options.recovery_kit:
        demand_writable(options.recovery_kit)
    passphrase = passphrase_from(options.passphrase_file)
    new = NewWorkspace(
        options.site, options.officer, options.login, passphrase, digits=options.digits, code_alone=options.code_alone
    )
    made = create_workspace(options.folder, new, clock=clock)
    words = [
        f"Made {made.folder.name} for {options.site}.",
        "",
        "Enter this into your authenticator now (it is shown once):",
        f"  {made.otpauth}",
        "",
        "Recovery key, for the safe (it opens the workspace without the laptop):",
        f"  {made.recovery}",
    ]
    code = 0
    if options.recovery_kit:
        told, code = write_kit(options.recovery_kit, made.recovery, options.site, made.workspace, clock.now())
        words.append(told)
    fields = {
        "workspace": made.workspace,
        "user": made.user,
        "otpauth": made.otpauth,
        "recovery": made.recovery,
        "folder": str(made.folder),
    }
    return Answer("\n".join(words), fields, code)
