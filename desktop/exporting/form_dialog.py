"""A sponsor's own workbook before it is filled: which heading holds what, corrected here and kept for next time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from desktop.exporting.tables_course import Wanted, fill_template
from desktop.widgets.choices import Choice
from desktop.widgets.dialog import Dialog
from desktop.widgets.fonts import Type
from desktop.widgets.page import PageContext
from desktop.widgets.text import Text

if TYPE_CHECKING:
    from desktop.exchange.template import Template
    from desktop.exchange.writing import Exported


class FormDialog(Dialog):
    """One line a heading."""

    def __init__(self, context: PageContext, wanted: Wanted, template: Template, parent: QWidget) -> None:
        super().__init__("", "form-dialog", parent, width=560)
        self.set_title(self.tr("Fill {name}").format(name=template.name))
        self.words.setText(
            self.tr("Sheet “{sheet}”, headings in row {row}. What is matched here is known the next time.").format(
                sheet=template.place.sheet, row=template.place.header
            )
        )
        self.words.show()
        self._context, self._wanted, self._template = context, wanted, template
        self.choices: dict[int, Choice] = {}
        self.body.addWidget(self._lines(template), 1)
        self.add_cancel()
        self.go = self.add_button(self.tr("Fill and save…"), "form-save", "primary")
        self.go.clicked.connect(self._ask_where)
        self._ready()

    def said(self) -> dict[str, str]:
        """Heading -> field as it stands now."""
        headings = self._template.headings
        return {headings[column]: choice.value() for column, choice in self.choices.items()}

    def _lines(self, template: Template) -> QWidget:
        from desktop.exchange.template import offered_fields

        options = [("", self.tr("stays as it is"))]
        options += [(name, name.replace("_", " ")) for name in offered_fields(template.register) if name != "id"]
        host = QWidget()
        grid = QGridLayout(host)
        grid.setContentsMargins(0, 0, 10, 0)
        grid.setVerticalSpacing(6)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(0, 1)
        for row, (column, heading) in enumerate(template.headings.items()):
            choice = Choice()
            choice.setObjectName(f"form-{column}")
            choice.setAccessibleName(self.tr("What “{heading}” holds").format(heading=heading))
            choice.set_options(options)
            choice.set_value(template.fields.get(column, ""))
            choice.picked.connect(self._ready)
            self.choices[column] = choice
            grid.addWidget(Text(heading, Type.STRONG), row, 0)
            grid.addWidget(choice, row, 1)
        grid.setRowStretch(len(template.headings), 1)
        area = QScrollArea()
        area.setAccessibleName(self.tr("Columns of the workbook"))
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(host)
        area.setMinimumHeight(min(360, 40 * len(template.headings) + 10))
        return area

    def _ready(self) -> None:
        self.go.setEnabled(any(self.said().values()))

    def _ask_where(self) -> None:
        name = Path(self._template.name)
        proposed = f"{name.stem}-{self.tr('filled')}{name.suffix}"
        self._context.prompts.save_file(
            self.tr("Save the filled copy"),
            self.tr("Workbooks") + f" (*{name.suffix})",
            proposed,
            self.save_to,
            parent=self,
        )

    def save_to(self, path: Path) -> None:
        """Write the copy; the dialog stays where it cannot be."""
        self.show_trouble(None)
        self.set_busy(True)
        fill_template(
            self._context.jobs, self._wanted, self._template, self.said(), path, self._saved, self.show_trouble
        )

    def _saved(self, exported: Exported) -> None:
        from desktop.exporting.tables import told

        self.accept()
        told(self._context.prompts, exported)
