"""The signs of the states, drawn: no typeface has them all, and they must read in grey (look.md)."""

from __future__ import annotations

from functools import lru_cache

from desktop.reports.ink import ink

# What a quarter of a circle needs as control length, in radii.
_ROUND = 0.5523

COLOUR = {
    "current": "ok",
    "due soon": "soon",
    "overdue": "late",
    "missing": "late",
    "renewal planned": "planned",
    "not required": "ink3",
}
WORDS = {
    "current": "current, until",
    "due soon": "due within 30 days",
    "overdue": "overdue since",
    "missing": "missing",
    "renewal planned": "renewal planned",
    "not required": "not required",
}
EMPHASISED = frozenset({"overdue", "missing", "due soon"})


@lru_cache(maxsize=64)
def sign(state: str, radius: float) -> str:
    """The operators that draw a state's sign around the origin, in the state's colour."""
    colour = ink(COLOUR[state])
    paint = f"{colour} rg {colour} RG {radius * 0.32:.2f} w "
    inner = radius * 0.84
    if state == "current":
        return paint + _circle(radius) + "f"
    if state == "missing":
        return paint + _circle(inner) + "S"
    if state == "overdue":
        side, top, foot = radius * 1.12, radius, -radius * 0.88
        return paint + f"0 {top:.2f} m {side:.2f} {foot:.2f} l {-side:.2f} {foot:.2f} l h f"
    if state == "due soon":
        quarter = f"0 0 m 0 {inner:.2f} l {_arc(inner)} h f"
        return paint + _circle(inner) + "S " + quarter
    if state == "renewal planned":
        return paint + _circle(inner) + f"S 0 {inner * 0.6:.2f} m 0 0 l {inner * 0.45:.2f} 0 l S"
    return paint + f"{-radius * 0.8:.2f} 0 m {radius * 0.8:.2f} 0 l S"


def _circle(r: float) -> str:
    c = r * _ROUND
    return (
        f"{r:.2f} 0 m {r:.2f} {c:.2f} {c:.2f} {r:.2f} 0 {r:.2f} c {-c:.2f} {r:.2f} {-r:.2f} {c:.2f} {-r:.2f} 0 c "
        f"{-r:.2f} {-c:.2f} {-c:.2f} {-r:.2f} 0 {-r:.2f} c {c:.2f} {-r:.2f} {r:.2f} {-c:.2f} {r:.2f} 0 c h "
    )


def _arc(r: float) -> str:
    c = r * _ROUND
    return f"{c:.2f} {r:.2f} {r:.2f} {c:.2f} {r:.2f} 0 c"
