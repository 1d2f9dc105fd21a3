"""The argument parser, and the one place where an error becomes a line on stderr and an exit code."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from db.errors import Known
from desktop.commands.answer import Answer
from desktop.commands.factors import add_factor_options

# name -> (module of this package, one line of help). Modules are imported only when named: each brings libraries
# that cost start-up time.
COMMANDS: dict[str, tuple[str, str]] = {
    "create": ("creating", "make a workspace"),
    "demo": ("demonstrating", "make a demonstration workspace"),
    "tour": ("touring", "do the main job without a window, on a demonstration site"),
    "verify": ("verifying", "say what a signed PDF, a backup or an exported trail is worth"),
    "backup": ("backing_up", "write an encrypted backup, and open it again"),
    "restore": ("backing_up", "a workspace from a backup, with the recovery kit"),
    "drill": ("backing_up", "prove that a backup opens and holds, on record"),
    "users": ("users", "add, suspend, end, re-enrol or recover people who may unlock"),
    "batch": ("batch", "run many commands under one unlocking"),
    "import": ("site_commands", "bring in a sheet"),
    "export": ("site_commands", "write a register to CSV, XLSX or JSON"),
    "list": ("site_commands", "show rows of a register"),
    "report": ("site_commands", "write a sealed PDF, with --sign also signed"),
    "countersign": ("site_commands", "sign a report that left here as the next of its signers"),
    "audit": ("site_commands", "export or verify the trail"),
    "check": ("site_commands", "run every integrity test there is"),
}
WINDOW_OPTIONS = ("--demo", "--workspace", "--offscreen")  # of the window, which needs no command
Run = Callable[[Namespace], Answer]


class Parser(ArgumentParser):
    """argparse with the house's promise: one clear line on stderr, exit code 2."""

    def error(self, message: str) -> Any:
        sys.stderr.write(f"siteward: {message} (see {self.prog} --help)\n")
        raise SystemExit(2)


def run(arguments: Sequence[str]) -> int:
    """The whole program: the window without arguments, else one command. Returns the exit code."""
    if not arguments or arguments[0] in WINDOW_OPTIONS:
        from desktop.app import run_window

        return run_window(list(arguments))
    options: Namespace | None = None
    try:
        options = parse(arguments)
        return int(options.run(options).tell(options.json))
    except Known as problem:
        return tell_problem(problem)
    except KeyboardInterrupt:
        sys.stderr.write("siteward: stopped.\n")
        return 2
    except BrokenPipeError:
        return 2


def tell_problem(problem: Known) -> int:
    """One line on stderr; the exit code the problem carries."""
    sys.stderr.write("siteward: " + " ".join(str(problem).split()) + "\n")
    return problem.exit_code


def parse(arguments: Sequence[str], *, opened: bool = False) -> Namespace:
    """The options of one command, with ``run`` to carry it out. ``opened`` leaves out what opens a workspace."""
    about = "Compliance records of a clinical-trial site. Without a command: the window."
    parser = Parser(prog="siteward", description=about)
    parser.add_argument("--demo", action="store_true", help="open the window on a demonstration site made afresh")
    commands = parser.add_subparsers(dest="command", metavar="command", required=True)
    wanted = next((word for word in arguments if not word.startswith("-")), "")
    for name, (module, words) in COMMANDS.items():
        one = commands.add_parser(name, help=words, description=words)
        if name == wanted:
            import_module(f"desktop.commands.{module}").configure(one, name, opened)
        one.add_argument("--json", action="store_true", help="print one JSON object")
    return parser.parse_args(arguments)


def with_site(parser: ArgumentParser, opened: bool, work: Callable[[Any, Namespace], Answer]) -> None:
    """A command that works on an open workspace: adds the factors' options, unlocks, works, closes.

    Under ``batch`` (``opened``) the workspace is open already and ``options.site`` holds it.
    """
    if opened:
        parser.set_defaults(run=lambda options: work(options.site, options))
        return
    add_factor_options(parser)

    def run_unlocked(options: Namespace) -> Answer:
        from desktop.commands.unlocking import unlocked

        with unlocked(options) as site:
            return work(site, options)

    parser.set_defaults(run=run_unlocked)
