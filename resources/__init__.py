"""Schema-free data: icons, theme tokens, translations, starter lists, samples, requirements."""

from pathlib import Path

ROOT = Path(__file__).parent
