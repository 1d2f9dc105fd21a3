"""What is heading, table, row and cell, for readers that speak the page (RPT-3).

Elements are written by hand as they come: a matrix of a large site has a hundred thousand of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.reports.pdffile import Document, text_string

_SCOPE = {"TH": b"/A<</O/Table/Scope/Column>>"}


@dataclass(slots=True)
class Branch:
    """An element with elements below it."""

    number: int
    kind: str
    parent: int
    kids: list[int] = field(default_factory=list)


class Structure:
    """The tree of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.root = document.number()
        self._tree = document.number()
        self._marked: list[list[int]] = []
        self._page = 0
        self._branches: list[Branch] = []
        self.document = Branch(document.number(), "Document", self.root)
        self._branches.append(self.document)

    def begin_page(self, page: int) -> int:
        """Content now belongs to the page with this object number; returns the page's key."""
        self._page = page
        self._marked.append([])
        return len(self._marked) - 1

    def branch(self, kind: str, parent: Branch | None = None) -> Branch:
        """A new element that holds others."""
        above = parent or self.document
        made = Branch(self._document.number(), kind, above.number)
        above.kids.append(made.number)
        self._branches.append(made)
        return made

    def leaf(self, kind: str, parent: Branch | None = None, spoken: str = "") -> int:
        """A new element for content that follows on the page; returns the content's mark."""
        above = parent or self.document
        number = self._document.number()
        above.kids.append(number)
        marks = self._marked[-1]
        mark = len(marks)
        marks.append(number)
        extra = _SCOPE.get(kind, b"")
        if spoken:
            extra += b"/ActualText" + text_string(spoken)
        self._document.put(
            number, b"<</S/%s/P %d 0 R/Pg %d 0 R/K %d%s>>" % (kind.encode(), above.number, self._page, mark, extra)
        )
        return mark

    def finish(self) -> None:
        """Writes the branches and the way back from content to element."""
        for branch in self._branches:
            kids = b" ".join([b"%d 0 R" % kid for kid in branch.kids])
            self._document.put(
                branch.number,
                b"<</Type/StructElem/S/%s/P %d 0 R/K[%s]>>" % (branch.kind.encode(), branch.parent, kids),
            )
        pages = b" ".join(
            b"%d[%s]" % (key, b" ".join([b"%d 0 R" % number for number in marks]))
            for key, marks in enumerate(self._marked)
        )
        self._document.put(self._tree, b"<</Nums[%s]>>" % pages)
        self._document.put(
            self.root,
            b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>"
            % (self.document.number, self._tree, len(self._marked)),
        )
