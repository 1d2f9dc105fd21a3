"""A file or folder on this computer: typed, pasted, or chosen from a list of files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.widgets.buttons import Button
from desktop.widgets.fields import Rule, TextField
from desktop.widgets.prompts import Prompts


class PathField(TextField):
    """``filters``: what files are offered, as Qt writes it; empty: a folder is chosen."""

    def __init__(
        self,
        label: str,
        name: str,
        prompts: Prompts,
        *,
        filters: str = "",
        required: bool = False,
        hint: str = "",
        rule: Rule | None = None,
    ) -> None:
        super().__init__(label, name, required=required, hint=hint, rule=rule)
        self._prompts, self._filters = prompts, filters
        self.choose = Button(self.tr("Choose…"), "plain", f"{name}-choose")
        self.choose.setAccessibleName(f"{label}: {self.choose.text()}")
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.control, 1)
        row.addWidget(self.choose)
        rows = self.layout()
        assert isinstance(rows, QVBoxLayout)
        rows.insertLayout(1, row)

    def path(self) -> Path:
        """What stands in the field."""
        return Path(self.value())

    def _ask(self) -> None:
        near = self.path() if self.value() else Path.home()
        folder = next((one for one in (near, *near.parents) if one.is_dir()), Path.home())
        title = self.label.text()
        if self._filters:
            self._prompts.choose_file(title, self._filters, self._chosen, folder=folder, parent=self.window())
        else:
            self._prompts.choose_folder(title, self._chosen, folder=folder, parent=self.window())

    def _chosen(self, path: Path) -> None:
        self.set_value(str(path))
        self._edited()
