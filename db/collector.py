"""Python's cycle collector, held off while very many small objects are made that are all kept."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_holding = 0
_was_on = False


@contextmanager
def paused() -> Iterator[None]:
    """Tens of thousands of objects at once, none of them garbage: looking for some takes a third of the time, and more
    the more there are. Where several threads hold it, it runs again after the last."""
    global _holding, _was_on
    with _lock:
        if not _holding:
            _was_on = gc.isenabled()
            gc.disable()
        _holding += 1
    try:
        yield
    finally:
        with _lock:
            _holding -= 1
            if not _holding and _was_on:
                gc.enable()


def is_held() -> bool:
    """Whether somebody holds it off."""
    return _holding > 0
