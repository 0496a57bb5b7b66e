"""Words found quickly are the same as those that a plain list of alternatives finds."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tools.claims.word_list import any_of, finder, finder_of_both

ENGLISH = st.text("abAB", min_size=1, max_size=3)
CHINESE = st.text("不能免", min_size=1, max_size=3)
TEXTS = st.text("abAB不能免 -1.\n", max_size=24)


def longest(words: set[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)


@given(st.sets(ENGLISH, min_size=1), st.sets(CHINESE, min_size=1), TEXTS)
def test_the_same_words_are_found_whole_or_anywhere(
    english: set[str], chinese: set[str], text: str
) -> None:
    words = english | chinese
    plain = "|".join(rf"\b{word}\b" if word.isascii() else word for word in longest(words))
    expected = [one.span() for one in re.finditer(plain, text, re.IGNORECASE)]
    assert [one.span() for one in finder(words).finditer(text)] == expected


@given(st.sets(ENGLISH, min_size=1), st.sets(CHINESE, min_size=1), TEXTS)
def test_english_words_may_touch_anything_but_letters(
    english: set[str], chinese: set[str], text: str
) -> None:
    whole = [f"(?<![A-Za-z]){word}(?![A-Za-z])" for word in longest(english)]
    plain = "|".join([*longest(chinese), *whole])
    expected = [one.span() for one in re.finditer(plain, text, re.IGNORECASE)]
    assert [one.span() for one in finder_of_both(chinese, english).finditer(text)] == expected


def test_heads_are_found_where_a_word_goes_on() -> None:
    found = re.findall(any_of(["not"], heads=["un", "in"]), "Unpaid or not, within; in 2 units")
    assert found == ["Unp", "not", "uni"]


def test_signs_and_endings_are_found_where_they_stand() -> None:
    found = finder(["n't", "non-", "?"]).findall("Isn't it non-refundable? canT")
    assert found == ["n't", "non-", "?"]
