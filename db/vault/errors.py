"""What can stand between a person and their slot, in words: what happened, what was not lost, what to do next.

A wrong code and a wrong passphrase cannot be told apart where both are asked: all factors enter one
derivation (UNL-2), and a program that could tell would be an oracle for each factor alone.
"""

from __future__ import annotations

from datetime import date, datetime

from db.days import shown
from db.errors import Known

KEPT = "Nothing in the workspace was changed."
HELP = "Ask an officer to enrol you again, or use the recovery kit."


def clock_text(at: datetime) -> str:
    """``18:40:30``, with the date in front when it is long away is not needed: no wait passes 15 minutes."""
    return f"{at:%H:%M:%S}"


class SlotNotFound(Known):
    """No slot of this workspace belongs to the log-in name."""

    def __init__(self) -> None:
        super().__init__(
            "Nobody with this log-in name is enrolled on this workspace.",
            kept=KEPT,
            todo="Check the spelling, or ask an officer to enrol you.",
        )


class CodeRefused(Known):
    """The factors given do not open the slot. ``tries`` counted so far; ``until``: when the next is taken."""

    def __init__(self, what: str, *, tries: int = 0, until: datetime | None = None, todo: str = "") -> None:
        count = f" {tries} of 10 tries are counted." if tries else ""
        wait = f"Wait until {clock_text(until)}; then try" if until else "Try"
        super().__init__(what, kept=KEPT + count, todo=todo or f"{wait} again with a fresh code.")
        self.tries, self.until = tries, until


class WrongCode(CodeRefused):
    """What was typed is no code, or (where no passphrase is asked) not the code of this moment."""


class UsedCode(CodeRefused):
    """Every code up to the step used last is spent (UNL-4). ``until``: when the first unused one begins."""


class WrongFactors(CodeRefused):
    """Code or passphrase is wrong; which of them cannot be known."""


class PassphraseNeeded(Known):
    """The slot wants a passphrase and none was given."""

    def __init__(self) -> None:
        super().__init__("This slot opens with passphrase and code together.", kept=KEPT, todo="Give the passphrase.")


class PassphraseAsked(PassphraseNeeded):
    """The slot opens without a passphrase, but the site asks it again."""

    def __init__(self) -> None:
        super(PassphraseNeeded, self).__init__(
            "This site asks the passphrase again to unlock.",
            kept=KEPT,
            todo="Give your passphrase as well; from now on it is always asked.",
        )


class ClocksApart(Known):
    """No row of the slot belongs to this computer's time: the clock is far off the one borne out before."""

    def __init__(self) -> None:
        super().__init__(
            "This computer's clock does not fit the last unlocking.",
            kept=KEPT,
            todo="Set the clock, or give two successive codes of your authenticator.",
        )


class SlotLocked(Known):
    """Too many tries (UNL-5). ``until`` is when the next is taken; None: never, the slot is locked."""

    def __init__(self, until: datetime | None, tries: int) -> None:
        self.until, self.tries = until, tries
        if until is None:
            super().__init__(f"After {tries} wrong tries this slot is locked.", kept=KEPT, todo=HELP)
        else:
            super().__init__(
                f"After {tries} wrong tries the next one has to wait.",
                kept=KEPT,
                todo=f"Try again at {clock_text(until)}.",
            )


class SlotDamaged(Known):
    """The slot's file is not as it was written: its length, header, contents or MAC."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"The slot's file is damaged: {detail}.",
            kept="The database is not touched by this and can be opened by other officers and the recovery kit.",
            todo="Put the file back from a copy made after your last unlocking, or: " + HELP,
        )
        self.detail = detail


class OlderSlot(Known):
    """The file's credential was used up by a later unlocking: an older copy was put in its place (UNL-9)."""

    def __init__(self, generation: int, expected: int) -> None:
        super().__init__(
            f"The slot's file is an older slot (state {generation}; the last one written here is {expected}).",
            kept=KEPT,
            todo="Put the newer file back. If there is none: " + HELP,
        )
        self.generation, self.expected = generation, expected


class CredentialMissing(Known):
    """This account's keyring does not hold the slot's credential."""

    def __init__(self, label: str) -> None:
        super().__init__(
            f"The credential of this slot is not in the keyring of this account ({label}).",
            kept=KEPT,
            todo="Sign in to the account and computer where you enrolled. If that is gone: " + HELP,
        )


class SlotExpired(Known):
    """The slot was not used for 400 days, as this computer's clock has it: its rows are over."""

    def __init__(self, today: date) -> None:
        super().__init__(
            f"This computer's clock says {shown(today)}: by that this slot was not used for so long that it has ended.",
            kept=KEPT,
            todo="If the clock is wrong, set it right and try again. If it is right: " + HELP,
        )


class SlotNotWritten(Known):
    """The disk did not take the next state of the slot; the present one still opens."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"The slot's next state could not be written ({problem}).",
            kept="The present one still opens, with any later code.",
            todo="Free space on the disk, or make the workspace's folder writable.",
        )
        self.problem = problem


class SlotUnreadable(Known):
    """The operating system does not let the slot's file be read."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"The slot's file cannot be read ({problem}).",
            kept=KEPT,
            todo="Check that the medium is there and that this account may read the workspace's folder.",
        )


class NotEnoughMemory(Known):
    """Argon2id wants a quarter of a gibibyte and did not get it."""

    def __init__(self) -> None:
        super().__init__(
            "There is not enough free memory to derive the key.", kept=KEPT, todo="Close other programs and try again."
        )


class CannotUnseal(Known):
    """A sealed key does not open with this identity, or is damaged."""

    def __init__(self) -> None:
        super().__init__(
            "This key was sealed for somebody else, or its file is damaged.",
            kept=KEPT,
            todo="Ask an officer to open the workspace, or use the recovery kit.",
        )


class NoKeyring(Known):
    """This account has no keyring that may be used (UNL-7)."""


class KeyringLocked(Known):
    """The keyring is there, and closed (UNL-7)."""


class KeyringRefused(Known):
    """The keyring is there, and not one that may hold a credential (UNL-7)."""


class KeyringFailed(Known):
    """The keyring answered with an error in the middle of its work."""

    def __init__(self, label: str, doing: str, problem: str) -> None:
        super().__init__(
            f"The keyring ({label}) could not {doing}: {problem}.",
            kept="The credential in use is still there; the last good state of the slot still opens.",
            todo="Check that the keyring is running and unlocked, then try again.",
        )
