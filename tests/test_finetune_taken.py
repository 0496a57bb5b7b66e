"""What users took of the answers: targets, worse ones, and what edits change."""

from typing import Any

import pytest
from finetune_samples import NOW, acted, taken

from knowledge.records import (
    Acted,
    Event,
    Passage,
)
from tools.evals.finetune.accepted import Accepted, accepted
from tools.evals.finetune.edits import Edits, edits_of
from tools.evals.finetune.formats import preference_lines
from tools.evals.finetune.select import example_of


def test_an_edit_is_the_target_and_the_original_the_worse_one() -> None:
    found, _ = accepted(acted(taken(1, "写口播", answer="买它买它买它", edited="真心推荐它，买它")))
    example = example_of(found[0])
    assert (example.reference, example.answer) == ("真心推荐它，买它", "买它买它买它")
    line = preference_lines([example])[0]
    assert line["preferred_output"][0]["content"] == "真心推荐它，买它"
    assert line["non_preferred_output"][0]["content"] == "买它买它买它"


def test_an_edit_that_changes_nothing_is_an_adoption() -> None:
    found, _ = accepted(acted(taken(1, "写口播", answer="买它", edited=" 买它 ")))
    assert found[0].changed is None
    assert preference_lines([example_of(found[0])]) == []


@pytest.mark.parametrize(
    ("act", "reason"),
    [({"kind": "rated", "rating": "down"}, "rejected"), ({"kind": "regenerated"}, "rejected")],
)
def test_an_answer_that_was_taken_and_disliked_is_no_model(act: Any, reason: str) -> None:
    trace, events = taken(1, "写口播")
    more = Event.model_validate({"id": "x", "trace_id": trace.id, "time": NOW, **act})
    found, left_out = accepted([Acted(trace=trace, events=[*events, more])])
    assert found == []
    assert left_out == {reason: 1}
    edited = Event(
        id="y",
        trace_id=trace.id,
        kind="edited",
        time=NOW,
        edited_text="全新的一稿口播，从头写过，这回好多了吧",
    )
    found, left_out = accepted([Acted(trace=trace, events=[*events, more, edited])])
    assert [one.target for one in found] == [edited.edited_text]


def test_errors_and_torn_answers_are_left_out() -> None:
    broken, events = taken(1, "写口播", error="timeout")
    torn = taken(2, "写标题", answer="一" * 100, edited="一")
    found, left_out = accepted([Acted(trace=broken, events=events), *acted(torn)])
    assert found == []
    assert left_out == {"failed": 1, "torn": 1}


def test_what_edits_change_is_told() -> None:
    found, _ = accepted(
        acted(
            taken(1, "a", answer="含糖 5 克，口感很好", edited="含糖 8 克，口感很好"),
            taken(2, "b", answer="口感很好，大家来试", edited="口感超赞，大家来试"),
            taken(3, "c", answer="口感很好", edited="口感很好，而且一点也不腻，大家都说好"),
            taken(4, "d"),
        )
    )
    edits = edits_of(found)
    assert (edits.count, edits.figures, edits.wording, edits.length) == (3, 1, 1, 1)
    assert edits.distance is not None
    assert 0 < edits.distance < 1
    assert edits_of(found[-1:]) == Edits(count=0)


def test_an_accepted_answer_without_passages_has_none() -> None:
    trace, _ = taken(1, "问", retrieved=[Passage(id="p", text="x", used=False)])
    assert example_of(Accepted(trace, "答", None)).passages is None
