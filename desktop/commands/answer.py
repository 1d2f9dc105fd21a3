"""What a command has to say: words for a person, fields for a program, and the exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Answer:
    """``fields`` is printed as one JSON object with --json, ``words`` otherwise. ``code`` 0 or 1 (a finding)."""

    words: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    code: int = 0

    def tell(self, as_json: bool) -> int:
        """Print to standard output; returns the exit code."""
        if as_json:
            sys.stdout.write(json.dumps(self.fields, ensure_ascii=False, default=str) + "\n")
        elif self.words:
            sys.stdout.write(self.words.rstrip("\n") + "\n")
        return self.code
