"""Starts the window, or runs a command; nothing else."""

import sys


def main() -> int:
    """Exit code of the window or of the command (design section 8)."""
    from desktop.commands.line import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
