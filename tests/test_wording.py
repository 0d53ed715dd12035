"""Text for people: counted, short, and without what a terminal would obey."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icp_footprints.wording import is_small, one_line, people_words, printable, printed_people

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ANY_TEXT = st.text(st.characters(codec=None), max_size=40)


@given(ANY_TEXT)
def test_nothing_that_a_terminal_obeys_is_left(text):
    for shown in (printable(text), one_line(text)):
        assert not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in shown)
        assert not set(shown) & set(TURNING)
    assert len(one_line(text).splitlines()) <= 1


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=40))
def test_letters_of_every_script_stay(text):
    assert printable(f"  {text} ") == f"  {text} "
    assert one_line(f" {text}\n\t{text} ") == " ".join(f"{text} {text}".split())


def test_escapes_and_turned_text():
    assert one_line("a\x1b[31m\u202eb\ud800\x07\r\n c") == "a[31mb c"
    assert printable("  a\nb") == "  a b"


@pytest.mark.parametrize("count", [0.3, 1, 4, 4.99])
def test_small_counts_of_people_are_never_printed(count):
    assert is_small(count)
    assert printed_people(count) == "<5"
    assert people_words(count) == "<5 people"


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0"), (5, "5"), (4.9999999999, "5"), (1e-9, "0"), (1234.4, "1,234")]
)
def test_nobody_and_five_or_more_are(count, words):
    assert not is_small(count)
    assert f"{printed_people(count):,}" == words
    assert people_words(count, "patients") == f"{words} patients"
