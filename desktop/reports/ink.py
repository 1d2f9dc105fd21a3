"""The colours of paper: the light theme's tokens, and nothing else."""

from __future__ import annotations

import json
from functools import lru_cache

from resources import ROOT


@lru_cache(maxsize=1)
def _tokens() -> dict[str, str]:
    tokens: dict[str, str] = json.loads((ROOT / "theme" / "light.json").read_text("utf-8"))
    return tokens


@lru_cache(maxsize=64)
def ink(token: str) -> str:
    """The operands of a colour: three parts of red, green and blue."""
    value = _tokens()[token].lstrip("#")
    return " ".join(f"{int(value[at : at + 2], 16) / 255:.3f}".rstrip("0").rstrip(".") for at in (0, 2, 4))
