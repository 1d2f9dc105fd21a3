"""Run the benchmarks; exit 1 when a bar is missed."""

from __future__ import annotations

import importlib
import pkgutil
import sys

from tests import benchmarks

_TOOLS = {"__main__", "bar", "quality_house", "backing_up"}


def main(wanted: list[str]) -> int:
    names = [name for _finder, name, _package in pkgutil.iter_modules(benchmarks.__path__) if name not in _TOOLS]
    if unknown := set(wanted) - set(names):
        print(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(names)}", file=sys.stderr)
        return 2
    missed = 0
    for name in names:
        if wanted and name not in wanted:
            continue
        print(f"== {name}", flush=True)
        for bar in importlib.import_module(f"tests.benchmarks.{name}").bars():
            print(bar.words, flush=True)
            missed += not bar.met
    print(f"{missed} missed" if missed else "all bars met")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
