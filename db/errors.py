"""Errors a person can do something about. Whatever is not one of these is a fault of the program.

The exit codes are those of the command line (design section 8): 1 a finding, 2 refused or wrong use.
"""

from __future__ import annotations


class Known(Exception):
    """Something a person must be told: what happened, what was not lost, what to do next.

    ``what`` is one sentence; ``kept`` and ``todo`` may be empty where there is nothing to add.
    """

    exit_code = 2

    def __init__(self, what: str, *, kept: str = "", todo: str = "") -> None:
        super().__init__(what)
        self.what, self.kept, self.todo = what, kept, todo

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.kept, self.todo) if part)


class Refused(Known):
    """Against a right or a rule. The store records it on the trail after the rollback (ROL-4)."""


class BadInput(Known):
    """What was given cannot be used: a file, a field, a date."""


class Damaged(Known):
    """Evidence is not as it was left: exit code 1, because it is a finding and not a wrong use."""

    exit_code = 1


class Cancelled(Known):
    """The person stopped it. Raised by progress callables; whoever catches it leaves nothing half-written."""

    def __init__(self) -> None:
        super().__init__("Cancelled.", kept="Nothing was written.")
