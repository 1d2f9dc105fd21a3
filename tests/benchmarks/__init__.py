"""The bars for speed (design section 9): each figure beside its floor, measured in the same run.

`python -m tests.benchmarks` runs all modules of this package, `python -m tests.benchmarks store` only that one.
A module has a function `bars() -> Iterator[Bar]`; it measures as it yields. Large cases live here and in no test.
"""
