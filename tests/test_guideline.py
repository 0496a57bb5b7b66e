"""The guideline of annotators follows from what a set's examples hold."""

import pytest

from knowledge.language import LANGS, Lang
from knowledge.records import Example, Turn
from page.annotating_view import annotating_view
from tools.evals.annotating import progress
from tools.evals.guideline import guideline, labels_of

BARE = Example(id="a", query="q", answer="a")
OWN = {"question": "Is it funny?", "levels": {str(at): f"level {at}" for at in range(1, 6)}}


def lines(*examples: Example) -> str:
    return " ".join(guideline(list(examples), "en"))


def test_only_what_the_examples_hold_is_to_be_looked_at() -> None:
    said = lines(BARE)
    assert "recorded answer" in said
    for word in ("reference", "passages", "contain", "length", "earlier turns"):
        assert word not in said
    assert "reference answers the question" in lines(Example(id="b", query="q", reference="r"))
    assert "Hold it against the reference" in lines(BARE.model_copy(update={"reference": "r"}))
    assert "length, audience" in lines(BARE.model_copy(update={"constraints": {"seconds": 30}}))
    assert "should contain" in lines(BARE.model_copy(update={"keywords": ["sun"]}))
    told = BARE.model_copy(update={"history": [Turn(role="user", text="hi")]})
    assert "last word counts" in lines(told)
    refused = BARE.model_copy(update={"constraints": {"answerable": False}})
    assert "saying so is the good answer" in lines(refused)
    assert "length, audience" not in lines(refused)


def test_the_task_is_named_by_what_is_most_frequent() -> None:
    scripts = [BARE.model_copy(update={"id": f"s{n}", "segment": {"feature": "script_generation"}})
               for n in range(3)]  # fmt: skip
    title = BARE.model_copy(update={"id": "t", "segment": {"feature": "title"}})
    assert "script generation, title" in lines(*scripts, title)


@pytest.mark.parametrize("lang", LANGS)
def test_a_rubric_that_all_share_takes_its_place(lang: Lang) -> None:
    rows = [BARE.model_copy(update={"id": name, "constraints": {"rubric": OWN}}) for name in "xy"]
    assert "Is it funny?" in guideline(rows, lang)[0]
    assert labels_of(rows) == [f"level {at}" for at in range(1, 6)]
    html = str(annotating_view("s", rows, progress(rows, [], "An"), "An", lang))
    assert "Is it funny?" in html
    assert "level 4" in html
    assert labels_of([BARE, *rows]) is None


@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_set_still_has_a_guideline(lang: Lang) -> None:
    assert guideline([], lang)
