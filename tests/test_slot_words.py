"""Slots and segments are told in a reader's words, not in the product's keys."""

import pytest

from knowledge.language import Lang
from knowledge.records import ArmResult, Share
from tools.diagnosis.slot_words import pair_words
from tools.intervention.markdown import change_of


@pytest.mark.parametrize(
    ("key", "value", "lang", "words"),
    [
        ("audience", "children", "zh", "目标人群：儿童"),
        ("audience", "children", "en", "audience: children"),
        ("target_audience", "adults", "zh", "目标人群：成人"),
        ("style", "product_review", "zh", "风格：测评"),
        ("style", "product_review", "en", "style: review"),
        ("platform", "shipinhao", "zh", "发布平台：视频号"),
        ("seconds", "30", "zh", "时长：30 秒"),
        ("style", "noir", "en", "style: noir"),
        ("plan", "pro", "zh", "plan：pro"),
    ],
)
def test_what_is_known_is_named_and_the_rest_stays(
    key: str, value: str, lang: Lang, words: str
) -> None:
    assert pair_words(key, value, lang) == words


def test_a_corrected_intent_is_told_in_words_and_passages_as_they_are() -> None:
    share = Share(count=0, of=3, low=0.0, high=0.6)
    arm = ArmResult(
        name="corrected_intent", stage="intent", change="",
        slots={"audience": "children", "seconds": "30"}, before=share, after=share,
    )  # fmt: skip
    assert change_of(arm, "zh") == "目标人群：儿童；时长：30 秒"
    handed = arm.model_copy(
        update={"name": "right_passages", "change": "lib-1, lib-2", "slots": {}}
    )
    assert change_of(handed, "en") == "lib-1, lib-2"
