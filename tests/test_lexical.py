import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.retrieval.lexical import (
    Concept,
    LexicalIndex,
    Matches,
    WordIndex,
    Wording,
)
from knowledge.retrieval.term_numbers import TermNumbers

TERMS = list("abcdef")
TEXTS = st.lists(st.lists(st.sampled_from(TERMS), max_size=8), min_size=1, max_size=12)


def index(batches: list[list[tuple[list[str], list[str], bool]]]) -> WordIndex:
    numbers = TermNumbers()
    made = WordIndex(numbers)
    for batch in batches:
        places = [numbers.add(place) for place, _, _ in batch]
        texts = [numbers.add(text) for _, text, _ in batch]
        made = made.plus(places, texts, np.array([chinese for _, _, chinese in batch], bool))
    return made


def ask(made: WordIndex, *terms: str, by_language: bool = False) -> Matches:
    return made.match([Concept.of(term) for term in terms], by_language=by_language)


@given(texts=TEXTS, term=st.sampled_from(TERMS))
def test_what_has_the_term_scores_and_nothing_else(texts: list[list[str]], term: str) -> None:
    scores = LexicalIndex(texts).match([Concept.of(term)]).scores
    assert [score > 0 for score in scores] == [term in text for text in texts]


def test_often_short_and_rare_score_more() -> None:
    made = index(
        [[([], ["a", "a", "x"], True), ([], ["a", "x", "x"], True), ([], ["b"] * 3, True)]]
    )
    scores = ask(made, "a").scores
    assert scores[0] > scores[1] > scores[2] == 0
    made = index([[([], ["a"] + ["x"] * many, True) for many in (2, 9)]])
    scores = ask(made, "a").scores
    assert scores[0] > scores[1]
    made = index([[([], ["a", "b"], True), ([], ["b", "c"], True)]])
    assert ask(made, "a").scores[0] > ask(made, "b").scores[0]


@given(
    batches=st.lists(
        st.lists(
            st.tuples(
                st.lists(st.sampled_from(TERMS), max_size=2),
                st.lists(st.sampled_from(TERMS), max_size=6),
                st.booleans(),
            ),
            min_size=1,
            max_size=5,
        ),
        min_size=1,
        max_size=6,
    ),
    data=st.data(),
    by_language=st.booleans(),
)
def test_how_it_grew_makes_no_difference(
    batches: list[list[tuple[list[str], list[str], bool]]], data: st.DataObject, by_language: bool
) -> None:
    rows = [row for batch in batches for row in batch]
    gone = np.array(data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows))))
    grown = index(batches).without(gone)
    left = [row for row, has_gone in zip(rows, gone, strict=True) if not has_gone]
    query = [Wording(("a", "b")), Wording(("c",), 0.5, only="zh"), Wording(("d",), 0.7)]
    concepts = [Concept(tuple(query)), Concept.of("e"), Concept.of("nowhere")]
    made = grown.match(concepts, by_language=by_language)
    fresh = index([left]).match(concepts, by_language=by_language)
    assert np.allclose(made.scores[~gone], fresh.scores, rtol=1e-4, atol=1e-6)
    assert np.allclose(made.coverage[~gone], fresh.coverage, rtol=1e-4, atol=1e-6)
    for at in np.flatnonzero(~gone):
        place, text, _ = rows[at]
        assert grown.place_terms(at).tolist() == grown.numbers.add(place).tolist()
        assert grown.terms(at).tolist() == grown.numbers.add(text).tolist()


def test_a_wording_for_one_language_counts_in_no_other() -> None:
    made = index([[([], ["price"], False), ([], ["price"], True)]])
    only = Concept((Wording(("nowhere",)), Wording(("price",), 0.7, only="zh")))
    matches = made.match([only])
    assert matches.scores[0] == 0
    assert matches.scores[1] > 0
    assert np.allclose(matches.coverage, [0, 0.7])


def test_by_language_the_other_one_makes_no_difference() -> None:
    chinese = [([], ["a", "b"], True), ([], ["b"], True), ([], ["c", "c", "d"], True)]
    english = [([], ["b", "e"] * 9, False) for _ in range(20)]
    alone = ask(index([chinese]), "a", "b", "c")
    among = ask(index([chinese, english]), "a", "b", "c", by_language=True)
    assert np.allclose(alone.scores, among.scores[:3])
    assert not np.allclose(alone.scores, ask(index([chinese, english]), "a", "b", "c").scores[:3])


def test_an_unknown_term_has_no_number() -> None:
    made = index([[([], ["a"], True)]])
    assert made.number("nowhere") == -1
    assert ask(made, "nowhere").coverage.tolist() == [0]
    assert ask(WordIndex(TermNumbers()), "a").scores.tolist() == []
