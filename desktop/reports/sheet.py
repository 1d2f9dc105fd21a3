"""The paper: pages of one size, operators put on them, foot and banner on each of them.

Distances in points; y is measured from the top edge downwards, as one reads.
"""

from __future__ import annotations

from typing import Literal

from desktop.reports.faces import Weight
from desktop.reports.ink import ink
from desktop.reports.lettering import Lettering, Line
from desktop.reports.pdffile import Document
from desktop.reports.stamp import Stamp
from desktop.reports.structure import Branch, Structure

LANDSCAPE = (841.89, 595.28)
PORTRAIT = (595.28, 841.89)
MARGIN = 36.0
_FOOT = 34.0
Align = Literal["left", "right", "middle"]


class Sheet:
    """Takes drawing calls and makes pages of them."""

    def __init__(self, stamp: Stamp, size: tuple[float, float] = LANDSCAPE) -> None:
        self.stamp = stamp
        self.width, self.height = size
        self.document = Document()
        self.letters = Lettering(self.document)
        self.structure = Structure(self.document)
        self.pages: list[tuple[int, int, list[str]]] = []
        self.fields: dict[str, tuple[int, tuple[float, float, float, float]]] = {}
        self.running = ""
        self.foot = f"Siteward {stamp.version} · workspace {stamp.workspace[:13]} · made by {stamp.made_by}"
        self._operators: list[str] = []
        self.y = 0.0

    @property
    def bottom(self) -> float:
        """How far down content may go."""
        return self.height - MARGIN - _FOOT / 2

    @property
    def right(self) -> float:
        """The right edge of content."""
        return self.width - MARGIN

    @property
    def blocks_in_a_row(self) -> int:
        """How many blocks for signatures stand beside each other, each wide enough for a name and a time with zone."""
        return max(3, min(4 if self.width > self.height else 3, len(self.stamp.blocks) + 1))

    @property
    def rows_of_blocks(self) -> int:
        """How many rows the blocks and the seal's take."""
        return -(-(len(self.stamp.blocks) + 1) // self.blocks_in_a_row)

    def begin_page(self) -> None:
        """A new page; content goes on it from the top."""
        number = self.document.number()
        self._operators = []
        self.pages.append((number, self.structure.begin_page(number), self._operators))
        self.y = MARGIN
        if self.stamp.demonstration:
            self._banner()
        if len(self.pages) > 1:
            self._continued()

    def put(self, operators: str) -> None:
        """Operators as they are; for the table drawer, which knows what it does."""
        self._operators.append(operators)

    def decoration(self, operators: str) -> None:
        """Lines and fills that carry no content."""
        self._operators.append(f"/Artifact BMC\n{operators}\nEMC")

    def rule(
        self, y: float, *, colour: str = "line", width: float = 0.5, left: float = MARGIN, right: float = 0
    ) -> None:
        """A horizontal line."""
        up = self.height - y
        self.decoration(f"{ink(colour)} RG {width} w {left:.2f} {up:.2f} m {right or self.right:.2f} {up:.2f} l S")

    def box(self, x: float, y: float, width: float, height: float, *, colour: str = "line", round_: float = 3) -> None:
        """An outlined box with round corners; x and y of its upper left corner."""
        self.decoration(f"{ink(colour)} RG 0.6 w {rounded(x, self.height - y - height, width, height, round_)} S")

    def text(
        self,
        x: float,
        y: float,
        text: str | Line,
        size: float,
        *,
        weight: Weight = "regular",
        colour: str = "ink1",
        align: Align = "left",
        kind: str = "P",
        under: Branch | None = None,
    ) -> float:
        """One line with its base line at y; returns its width."""
        line = self.letters.line(text, weight) if isinstance(text, str) else text
        width = line.at(size)
        if align != "left":
            x -= width if align == "right" else width / 2
        drawn = operators(line, x, self.height - y, size, ink(colour))
        if kind == "Artifact":
            self.decoration(drawn)
        else:
            # on the element, not in the content: programs that search turn drawn letters around by themselves
            mark = self.structure.leaf(kind, under, line.actual or "")
            self._operators.append(f"/{kind} <</MCID {mark}>>BDC\n{drawn}\nEMC")
        return width

    def field(self, name: str, x: float, y: float, width: float, height: float) -> None:
        """Where a signature will stand, on the page at hand."""
        lower = self.height - y - height
        self.fields[name] = (len(self.pages) - 1, (x, lower, x + width, lower + height))

    def feet(self) -> None:
        """On every page: what made it, for whom, and which page of how many. Called once, at the end."""
        for index, (_, _, page) in enumerate(self.pages, start=1):
            self._operators = page
            y = self.height - _FOOT
            self.rule(y)
            line = self.letters.fitted(self.foot, "regular", 6.6, (self.right - MARGIN) * 0.8)
            self.text(MARGIN, y + 11, line, 6.6, colour="ink2", kind="Artifact")
            of = f"Page {index} of {len(self.pages)}"
            self.text(self.right, y + 11, of, 6.6, colour="ink2", align="right", kind="Artifact")

    def _continued(self) -> None:
        """From the second page on: which document this is."""
        y = MARGIN + 4
        line = self.letters.fitted(self.running, "regular", 7, (self.right - MARGIN) * 0.7)
        self.text(MARGIN, y, line, 7, colour="ink2", kind="Artifact")
        self.text(self.right, y, f"Report {self.stamp.number}", 7, colour="ink2", align="right", kind="Artifact")
        self.y = MARGIN + 10

    def _banner(self) -> None:
        text = "Demonstration – fictitious data"
        x, y = self.width / 2, 20.0
        half = self.letters.line(text, "bold").at(7) / 2 + 10
        shape = rounded(x - half, self.height - y - 4.4, 2 * half, 13.4, 6.7)
        self.decoration(f"{ink('soon_ground')} rg {shape} f")
        self.text(x, y, text, 7, weight="bold", colour="soon", align="middle", kind="Artifact")


def operators(line: Line, x: float, up: float, size: float, colour: str) -> str:
    """What draws one line with its base line at ``up`` points from the lower edge."""
    chunks = line.chunks
    if len(chunks) == 1:
        name, codes = chunks[0]
        return f"BT {name} {size} Tf {colour} rg {x:.2f} {up:.2f} Td ({codes}) Tj ET"
    shown = " ".join([f"{name} {size} Tf ({codes}) Tj" for name, codes in chunks])
    return f"BT {colour} rg {x:.2f} {up:.2f} Td {shown} ET"


def rounded(x: float, y: float, width: float, height: float, r: float) -> str:
    c = r * 0.4477
    right, top = x + width, y + height
    return (
        f"{x + r:.2f} {y:.2f} m {right - r:.2f} {y:.2f} l {right - c:.2f} {y:.2f} {right:.2f} {y + c:.2f} "
        f"{right:.2f} {y + r:.2f} c {right:.2f} {top - r:.2f} l {right:.2f} {top - c:.2f} {right - c:.2f} {top:.2f} "
        f"{right - r:.2f} {top:.2f} c {x + r:.2f} {top:.2f} l {x + c:.2f} {top:.2f} {x:.2f} {top - c:.2f} "
        f"{x:.2f} {top - r:.2f} c {x:.2f} {y + r:.2f} l {x:.2f} {y + c:.2f} {x + c:.2f} {y:.2f} {x + r:.2f} {y:.2f} c h"
    )
