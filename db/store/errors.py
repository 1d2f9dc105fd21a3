"""What can go wrong with a database file, each told so that a person knows what to do."""

from __future__ import annotations

from db.errors import BadInput, Damaged, Known, Refused


class WrongKey(Known):
    """The file does not open with this key, or its beginning is damaged: SQLCipher cannot tell which."""

    exit_code = 2


class DamagedDatabase(Damaged):
    """Pages of the file fail their seal, or the file is cut."""


class NewerDatabase(Known):
    """Written by a later version of the program."""


class NoDatabase(Known):
    """There is no database at that place."""


class Busy(Known):
    """Somebody else is writing to the file, or holds it."""


class ReadOnlyPlace(Known):
    """The file or its folder may not be written."""


class DiskFull(Known):
    """No room for the write."""


class DiskFault(Known):
    """The disk or stick refused to read or write."""


class NotSaved(BadInput):
    """A rule of the tables (unique, check, foreign key) refused the row."""


class NotAllowed(Refused):
    """The role has no right to it. ``action``, ``table`` and ``column`` name what was asked (ROL-2)."""

    def __init__(self, role: str, action: str, table: str, column: str = "") -> None:
        place = f"{table}.{column}" if column else table
        super().__init__(
            f"The role {role} may not {action} {place}.",
            kept="Nothing was changed.",
            todo="Ask a compliance officer, who can do it or give the right.",
        )
        self.action, self.table, self.column = action, table, column


class ReasonMissing(Refused):
    """A saved value was to change without a reason (AUD-1)."""

    def __init__(self, table: str) -> None:
        super().__init__(
            f"A saved record of {table} changes only with a reason.",
            kept="The record stays as it was.",
            todo="Give the reason and save again.",
        )
        self.table = table


class StepUsed(Refused):
    """A code of this step, or of an earlier one, was used already (UNL-4)."""

    def __init__(self) -> None:
        super().__init__(
            "This code was used already.", kept="Nothing was changed.", todo="Wait for the next code and try again."
        )
