"""A library of rules is taken whole or not at all, and says which entry is wrong (RET-1)."""

from __future__ import annotations

import pytest

from db.errors import BadInput
from db.retention.library import CHECKED, SERIES, TRIGGERS, built_in, read_rules, text_of
from db.retention.rule_text import written

GOOD = """
[[rule]]
id = "here"
row = 35
name = "House rule"
source = "House"
checked = "V"
jurisdiction = "DE"
parties = ["site"]
series = ["trial records"]
legs = [[{ after = "trial ended", years = 10 }]]
"""


@pytest.mark.requirement("RET-1")
def test_the_built_in_library_has_every_row_with_its_source() -> None:
    rules = built_in()
    assert {rule.row for rule in rules} == set(range(1, 38)) - {35}, "row 35 is what a contract says"
    assert all(rule.source and rule.checked in CHECKED for rule in rules)
    used = {one.after for rule in rules for leg in rule.legs for one in leg}
    assert used == set(TRIGGERS) and {s for rule in rules for s in rule.series} == set(SERIES)


@pytest.mark.requirement("RET-1")
@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"DE"', '"XX"', "jurisdiction = XX"),
        ("years = 10", "years = -1", "years = -1"),
        ("years = 10", "years = true", "years = True"),
        ('"trial ended"', '"moon full"', "after = moon full"),
        ('["site"]', '["dog"]', "parties"),
        ('["trial records"]', '["diary"]', "series"),
        ('checked = "V"', 'checked = "maybe"', "checked = maybe"),
        ('source = "House"', "", "“source” is missing"),
        ("legs = [[", "surprise = 1\nlegs = [[", "there is no “surprise”"),
        ('legs = [[{ after = "trial ended", years = 10 }]]', "legs = []", "legs"),
        ("legs = [[", 'when = { colour = "red" }\nlegs = [[', "colour = red"),
        ("legs = [[", "from = 2026-01-01\nuntil = 2025-01-01\nlegs = [[", "ends before it begins"),
        ("legs = [[", 'from = "soon"\nlegs = [[', "from = soon"),
        ("legs = [[", 'permanent = "no"\nlegs = [[', "permanent = no"),
        ('["site"]', "[{ a = 1 }]", "parties"),
        ('legs = [[{ after = "trial ended", years = 10 }]]', "legs = [5]", "list of lists"),
    ],
)
def test_a_rule_that_is_not_sound_is_refused_by_name(old: str, new: str, told: str) -> None:
    assert len(read_rules(GOOD, "ours.toml")) == 1
    with pytest.raises(BadInput) as refused:
        read_rules(GOOD.replace(old, new), "ours.toml")
    assert told in refused.value.what and "ours.toml, rule 1 (here)" in refused.value.what
    assert refused.value.kept == "No rule was taken over."


@pytest.mark.requirement("RET-1")
def test_files_that_are_no_library() -> None:
    for name, content in (
        ("a.toml", b"[[rule]\n"),
        ("b.toml", b""),
        ("c.toml", b"\xff\xfe\x00"),
        ("d.toml", b"rule=1"),
        ("e.toml", b'rule = ["x"]'),
    ):
        with pytest.raises(BadInput, match=name):
            read_rules(text_of(name, content), name)
    with pytest.raises(BadInput, match="there twice"):
        read_rules(GOOD + GOOD, "twice.toml")


@pytest.mark.requirement("RET-1")
def test_a_rule_is_written_as_it_reads() -> None:
    """What a form asked for is kept as an entry of a library: for every rule there is, the same comes back."""
    every = (
        *built_in(),
        *read_rules(GOOD.replace("House rule", 'Say \\"house\\" \\\\ \\u007f Zoë\\n東京'), "ours.toml"),
    )
    for rule in every:
        assert read_rules(written(rule), "again") == (rule,), rule.id
