"""Chinese characters are told from all other letters."""

import re

import pytest

from knowledge.han import HAN, HAN_RUN, WIDE_RANGE
from knowledge.language import language_of
from knowledge.tokens import terms


@pytest.mark.parametrize("text", ["剧本", "二〇二六年", "人人都爱時時刻刻々", "㐂宴", "𠮷野家"])
def test_chinese_characters_are_one_run_however_rare(text: str) -> None:
    assert HAN_RUN.fullmatch(text)
    assert language_of(text) == "zh"


@pytest.mark.parametrize("text", ["，", "。", "「", "Ａ", "か", "a1", "é", "䷀", "😀"])
def test_nothing_else_is_one(text: str) -> None:
    assert not HAN.search(text)


@pytest.mark.parametrize("text", ["，", "「", "Ａ", "か", "々", "𠮷"])
def test_what_is_as_wide_is_told_apart(text: str) -> None:
    assert re.fullmatch(f"[{WIDE_RANGE}]+", text)


def test_a_rare_character_is_found_beside_common_ones() -> None:
    assert set(terms("𠮷野家的菜单")) & set(terms("𠮷野家")) == set(terms("𠮷野家"))
