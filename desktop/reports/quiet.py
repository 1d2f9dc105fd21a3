"""pyHanko reports each thing it finds odd in a file on its own loggers; here the verdict says it, in words."""

from __future__ import annotations

import logging


def quiet_loggers() -> None:
    """Lets nothing of a stranger's file, nor of a signature, into the program's log."""
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
