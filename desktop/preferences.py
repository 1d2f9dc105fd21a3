"""What a person set for themselves on this computer: appearance, text size, lock time, filters, last place.

Kept in the account's own settings folder, never in a workspace. Nothing secret and no name of anybody is
written here: people are told apart by the ids of workspace and user. A file that cannot be read counts as
absent, because settings must never stand between a person and their records.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

Appearance = Literal["system", "light", "dark"]
LOCK_MINUTES = (2, 5, 10)
LONGEST_LOCK = 10  # minutes; UNL-8: users cannot switch locking off, only shorten it


@dataclass
class Values:
    """What is kept. ``filters``: page name -> the chips set; keyed by user id like ``lock_minutes``."""

    appearance: str = "system"
    scale: float = 1.0
    workspace: str = ""
    recent: list[str] = field(default_factory=list)
    lock_minutes: dict[str, int] = field(default_factory=dict)
    filters: dict[str, dict[str, Any]] = field(default_factory=dict)


class Preferences:
    """Read once, written at each change. ``on_change`` is told after every one."""

    def __init__(self, path: Path | None = None) -> None:
        """``path`` None keeps everything in memory (tests, demonstrations)."""
        self._path = path
        self._values = _read(path)
        self.on_change: Callable[[], object] = lambda: None

    @classmethod
    def of_this_account(cls) -> Preferences:
        """Those of the operating system's account."""
        import platformdirs

        return cls(Path(platformdirs.user_config_dir("siteward", appauthor=False)) / "settings.json")

    @property
    def appearance(self) -> Appearance:
        found = self._values.appearance
        return "light" if found == "light" else "dark" if found == "dark" else "system"

    @appearance.setter
    def appearance(self, value: Appearance) -> None:
        self._values.appearance = value
        self._changed()

    @property
    def scale(self) -> float:
        """How much larger than 13 px the text is: 1.0 to 1.5."""
        return min(max(float(self._values.scale), 1.0), 1.5)

    @scale.setter
    def scale(self, value: float) -> None:
        self._values.scale = value
        self._changed()

    @property
    def workspace(self) -> Path | None:
        """The workspace opened last."""
        return Path(self._values.workspace) if self._values.workspace else None

    @property
    def recent(self) -> tuple[Path, ...]:
        """Workspaces opened before that are still there, the latest first."""
        return tuple(Path(text) for text in self._values.recent if Path(text).is_dir())

    def opened(self, folder: Path) -> None:
        """Remember a workspace as the last one."""
        text = str(folder.absolute())
        self._values.workspace = text
        self._values.recent = [text, *(other for other in self._values.recent if other != text)][:8]
        self._changed()

    def lock_minutes(self, user: str) -> int:
        """Minutes of inactivity before ``user``'s session locks; at most LONGEST_LOCK."""
        return min(max(int(self._values.lock_minutes.get(user, LONGEST_LOCK)), 1), LONGEST_LOCK)

    def set_lock_minutes(self, user: str, minutes: int) -> None:
        """Longer than LONGEST_LOCK is not possible (UNL-8)."""
        self._values.lock_minutes[user] = min(max(minutes, 1), LONGEST_LOCK)
        self._changed()

    def filters(self, user: str, page: str) -> dict[str, Any]:
        """The filter chips ``user`` left set on ``page``."""
        kept = self._values.filters.get(f"{user}/{page}", {})
        return dict(kept)

    def set_filters(self, user: str, page: str, chips: dict[str, Any]) -> None:
        self._values.filters[f"{user}/{page}"] = dict(chips)
        self._changed()

    def _changed(self) -> None:
        if self._path is not None:
            _write(self._path, self._values)
        self.on_change()


def _read(path: Path | None) -> Values:
    if path is None:
        return Values()
    try:
        found = json.loads(path.read_text("utf-8"))
        plain = Values()
        for one in fields(Values):
            value = found.get(one.name)
            default = getattr(plain, one.name)
            if isinstance(value, type(default)) or (isinstance(default, float) and isinstance(value, int)):
                setattr(plain, one.name, value)
        return plain
    except (OSError, ValueError, AttributeError, RecursionError):
        return Values()


def _write(path: Path, values: Values) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(path.name + ".new")
        aside.write_text(json.dumps(asdict(values), indent=1), "utf-8")
        aside.replace(path)
    except OSError:
        return  # a settings folder that cannot be written costs the settings, not the work
