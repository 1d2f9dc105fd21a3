"""Which program made a document."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def _version() -> str:
    try:
        return version("siteward")
    except PackageNotFoundError:
        return "0.1.0"


VERSION = _version()
