"""Python's cycle collector, held off while very many small objects are made that are all kept."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Tens of thousands of objects at once, none of them garbage: looking for some takes a third of the time, and more
    the more there are. Where two threads overlap, the first that ends lets it run again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
