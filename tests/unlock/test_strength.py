"""The bar under a new passphrase: rough, but not fooled by the usual tricks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.unlock.strength import SHORTEST, Level, strength_of


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("short", Level.TOO_SHORT),
        ("password1234", Level.WEAK),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", Level.WEAK),
        ("qwertyuiop12345", Level.WEAK),
        ("lantern lantern lantern lantern", Level.WEAK),
        ("copper lantern quiet bridge", Level.FAIR),
        ("copper lantern under seven quiet bridges", Level.GOOD),
        ("x7$Kd!92mPq&vR4tZ", Level.STRONG),
    ],
)
def test_levels(text: str, level: Level) -> None:
    assert strength_of(text).level is level


def test_names_of_person_and_site_count_for_nothing() -> None:
    plain = strength_of("brandt klinikum nord bridge")
    assert strength_of("brandt klinikum nord bridge", "Zoë Brandt", "Klinikum Nord").bits < plain.bits


@given(st.text(max_size=80))
def test_any_text_has_an_answer_and_short_ones_are_refused(text: str) -> None:
    strength = strength_of(text)
    assert strength.bits >= 0
    assert not (len(text) < SHORTEST and strength.accepted)
