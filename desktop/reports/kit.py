"""The recovery kit: one sheet of paper that opens the workspace in 25 years, with Siteward or without (UNL-3, BAK-3).

It holds a secret in clear. It is made in memory and handed to whoever prints or saves it; nothing of it is written
anywhere else, put on the trail, or embedded as data.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import segno

from desktop.reports.finishing import Content, finish
from desktop.reports.ink import ink
from desktop.reports.pieces import Title, title_block
from desktop.reports.program import VERSION
from desktop.reports.sheet import MARGIN, PORTRAIT, Sheet, operators
from desktop.reports.stamp import Stamp, moment

_QR = 118.0
_GROUP = 6
_PREFIX = "AGE-SECRET-KEY-1"

_WITHOUT = (
    ("1", "On any computer, install two standard tools: age, and a reader of SQLCipher 4 databases.", ()),
    ("2", "Write the key above, in one line without spaces, into a file kit.txt.", ()),
    (
        "3",
        "Find the current generation: the highest number in the folder keys. Below, GEN stands for it (000001).",
        ("age -d -i kit.txt NAME.siteward/keys/GEN/recovery.age",),
    ),
    (
        "4",
        "The answer is the database key: 64 hexadecimal digits. Copy site-GEN.db, and site-GEN.db-wal if there "
        "is one, to a place of their own and open the copy:",
        ("sqlcipher site-GEN.db", "PRAGMA key = \"x'64 HEXADECIMAL DIGITS'\";", "PRAGMA cipher_compatibility = 4;"),
    ),
    (
        "",
        "With SQLite3 Multiple Ciphers (apsw, DB browsers) instead:",
        ("PRAGMA cipher = 'sqlcipher'; PRAGMA legacy = 4;", "PRAGMA key = \"x'64 HEXADECIMAL DIGITS'\";"),
    ),
    (
        "5",
        "Read it with SQL. The trail is the table audit; people are in person, trainings in training_record.",
        (),
    ),
)
_RECOVER = (
    "python main.py users recover --workspace NAME.siteward --login LOGIN --kit-file kit.txt --new-passphrase-file F"
)
_CIPHER = (
    "Cipher settings: AES-256-CBC, raw key (no passphrase derivation), page size 4096, HMAC-SHA-512, no plain-text "
    "header: the defaults of SQLCipher 4."
)
_KEEP = (
    "Whoever holds this sheet and a copy of the workspace can read and change all of it. Print two, seal each in an "
    "envelope, and keep them apart from the laptop and from each other. Delete any file this sheet was saved in.",
    "A kit that was used, seen or lost is replaced at once: recovering makes a new one. The old one still opens "
    "backups made before.",
)


def recovery_kit_pdf(
    identity: str, site: str, *, workspace: str, made_at: datetime, demonstration: bool = False
) -> bytes:
    """The kit as a PDF of one page. ``identity``: the age identity `AGE-SECRET-KEY-1...`."""
    stamp = Stamp("", workspace, site, "", made_at, VERSION, 0, "0" * 64, demonstration)
    sheet = Sheet(stamp, PORTRAIT)
    sheet.foot = f"Siteward {VERSION} · workspace {workspace}"
    sheet.begin_page()
    made = (f"Made {moment(made_at)}", f"Workspace {workspace}")
    title_block(sheet, Title("Recovery kit", site, made))
    _key(sheet, identity)
    _heading(sheet, "Keep it safe")
    for text in _KEEP:
        _paragraph(sheet, text)
    _heading(sheet, "Recover with Siteward")
    _paragraph(
        sheet,
        "Copy the workspace folder onto the computer, open it there and choose “Lost phone or laptop?”; from a backup, "
        "choose “Restore from a backup” in the welcome window. Or on the command line:",
    )
    _commands(sheet, (_RECOVER,))
    _heading(sheet, "Open it without Siteward")
    for number, text, commands in _WITHOUT:
        _paragraph(sheet, text, number, indented=True)
        _commands(sheet, commands)
    _paragraph(sheet, _CIPHER)
    _kept(sheet)
    return finish(sheet, Content("recovery-kit", "Recovery kit", {}, [], attach=False)).pdf


def _key(sheet: Sheet, identity: str) -> None:
    top = sheet.y + 16
    _code(sheet, identity, MARGIN, top)
    x = MARGIN + _QR + 18
    sheet.text(x, top + 10, "The key of this kit", 10, weight="bold", kind="H2")
    y = top + 30
    start = identity.rfind("1", 0, len(_PREFIX)) + 1
    rest = [identity[at : at + _GROUP] for at in range(start, len(identity), _GROUP)]
    for row in (identity[:start], *("   ".join(rest[at : at + 4]) for at in range(0, len(rest), 4))):
        sheet.text(x, y, row, 13, weight="bold")
        y += 19
    note = f"One line without spaces when typed. After {_PREFIX} neither the letters B, I, O nor the figure 1 occur."
    for line in sheet.letters.wrapped(note, "regular", 7.5, sheet.right - x):
        sheet.text(x, y, line, 7.5, colour="ink2")
        y += 10
    sheet.y = top + _QR + 2


def _code(sheet: Sheet, text: str, x: float, y: float) -> None:
    """The QR code as squares, with the quiet zone the white of the paper gives."""
    rows = [list(row) for row in segno.make(text, error="m").matrix]
    side = _QR / len(rows)
    drawn = [f"{ink('ink1')} rg"]
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                drawn.append(
                    f"{x + across * side:.2f} {sheet.height - y - (down + 1) * side:.2f} {side:.2f} {side:.2f} re"
                )
    sheet.decoration("\n".join([*drawn, "f"]))


def _heading(sheet: Sheet, text: str) -> None:
    sheet.y += 22
    sheet.text(MARGIN, sheet.y, text, 10, weight="bold", kind="H2")
    sheet.y += 2


def _paragraph(sheet: Sheet, text: str, number: str = "", *, indented: bool = False) -> None:
    left = MARGIN + 14 if number or indented else MARGIN
    sheet.y += 2
    if number:
        sheet.text(MARGIN, sheet.y + 11, number, 8.4, weight="bold", colour="accent")
    for line in sheet.letters.wrapped(text, "regular", 8.4, sheet.right - left):
        sheet.y += 11.4
        sheet.text(left, sheet.y, line, 8.4)


def _commands(sheet: Sheet, commands: Sequence[str]) -> None:
    if not commands:
        return
    height = 12.0 * len(commands) + 6
    lower = sheet.height - sheet.y - 5 - height
    sheet.decoration(
        f"{ink('ground')} rg {MARGIN + 14:.2f} {lower:.2f} {sheet.right - MARGIN - 14:.2f} {height:.2f} re f"
    )
    sheet.y += 7
    for command in commands:
        sheet.y += 10.5
        mark = sheet.structure.leaf("P")
        line = sheet.letters.line(command)
        drawn = operators(line, MARGIN + 22, sheet.height - sheet.y, 8.6, ink("ink1"))
        sheet.put(f"/P <</MCID {mark}>>BDC\n{drawn}\nEMC")
        sheet.y += 1.5
    sheet.y += 4


def _kept(sheet: Sheet) -> None:
    y = sheet.bottom - 12
    third = (sheet.right - MARGIN) / 3
    for index, label in enumerate(("Kept by", "Where", "Date, signature")):
        x = MARGIN + index * third
        used = sheet.text(x, y, label, 7.5, colour="ink2") + 6
        sheet.rule(y + 2, left=x + used, right=x + third - 10, colour="mark_line")
