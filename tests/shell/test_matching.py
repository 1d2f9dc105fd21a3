"""What the palette offers for what is typed."""

from __future__ import annotations

from desktop.shell.matching import Offer, best, score

PAGES = tuple(Offer("Page", title, note, title.lower()) for title, note in (("Roster", "people"), ("Reports", "pdf")))


def test_the_beginning_of_a_title_comes_before_its_middle() -> None:
    offers = (Offer("Action", "Export PDF", "", "a"), Offer("Page", "Reports", "", "b"))
    assert [one.target for one in best(offers, "rep")] == ["b"]
    assert best(offers, "e")[0].target == "a"


def test_every_word_must_be_there_in_any_script() -> None:
    person = Offer("Person", "Müller-Østergård, Änne", "Study nurse", "p")
    assert score(person, "anne oster") and score(person, "nurse muller") and not score(person, "anne smith")


def test_other_words_find_a_page_too() -> None:
    assert [one.title for one in best(PAGES, "pdf")] == ["Reports"]
