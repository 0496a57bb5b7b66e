"""Words, figures and plain English, by which rewordings are told."""

import pytest

from tools.evals.likeness.content import Content, sameness
from tools.evals.likeness.figures import figures
from tools.evals.likeness.plain import plain
from tools.evals.likeness.wording import mended, wording


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("半分钟的脚本", {"30"}),
        ("一分半，三十秒也行", {"90", "30"}),
        ("half a minute, 30s or 2 minutes", {"30", "120"}),
        ("三百二十五个人", {"325"}),
        ("twelve ideas in fifteen seconds", {"12", "15"}),
        ("1.5 分钟和 1.5 minutes", {"90"}),
        ("讲早睡，一分钟左右", {"60"}),
        ("给我一个标题", set()),
        ("", set()),
    ],
)
def test_a_figure_is_one_however_it_is_written(text: str, found: set[str]) -> None:
    assert figures(text) == found


def test_a_figure_without_end_is_read_as_it_stands() -> None:
    digits = "9" * 5_000
    assert figures(f"{digits} 分钟") == {digits}


def test_a_chinese_question_is_put_into_plain_english() -> None:
    assert plain("为什么登录总是失败") == "why login always fail"
    assert plain("How do I log in?") == "How do I log in?"
    assert plain("我的 App 总是闪退").startswith("me App always ")


@pytest.mark.parametrize(
    ("word", "other", "least", "most"),
    [
        ("退款", "退款", 1, 1),
        ("退款", "退费", 0.3, 0.9),
        ("删除", "delet", 0.8, 1),
        ("钢琴", "帐篷", 0, 0.2),
        ("commercially", "commercial", 0.7, 0.7),
        ("cat", "car", 0, 0),
    ],
)
def test_how_far_two_words_mean_the_same(word: str, other: str, least: float, most: float) -> None:
    assert least <= sameness(word, other) == sameness(other, word) <= most


def test_what_the_words_of_a_form_have_in_common_is_not_content() -> None:
    forms = [
        wording(f"刚开通账户没几天，打算从{one}起步").words
        for one in ("钢琴", "帐篷", "面霜", "跑鞋")
    ]
    content = Content([*forms, wording("冬天的帐篷漏水").words])
    same_form, single = content.carried(forms[0], forms[1])
    assert same_form < single
    assert content.carried(forms[0], forms[0]) == pytest.approx((1, 1))
    assert content.carried(forms[0], frozenset()) == (0, 0)
    assert content.differ(forms[0], forms[1])
    assert not content.differ(forms[0], forms[0] - {"钢琴"})


def test_a_mark_within_a_word_does_not_hide_it() -> None:
    assert mended("望，远镜的用法，怎么教") == "望远镜的用法，怎么教"
    assert mended("望，远镜的用法") != "望，远镜的用法"
    assert mended("plain, text") == "plain, text"
