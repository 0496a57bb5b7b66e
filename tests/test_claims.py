"""Claims: where they stand, what carries them, and which of their words nothing carries."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.claims.amounts import amounts
from tools.claims.ground import Ground
from tools.claims.novelty import novel
from tools.claims.splitting import claims, parts
from tools.claims.verdict import judged
from tools.claims.weighing import Weighed, weigh

ANY_TEXT = st.text(max_size=300)


def chance(answer: str, *passages: str) -> float | None:
    ground = Ground(passages)
    return judged(weigh(answer, ground), ground)[0]


def only(answer: str, *passages: str) -> Weighed:
    (found,) = weigh(answer, Ground(passages))
    return found


def marked(answer: str, *passages: str) -> list[tuple[str, str]]:
    return [
        (answer[span.start : span.end], span.reason)
        for claim in weigh(answer, Ground(passages))
        for span in claim.spans
    ]


def test_claims_are_the_sentences_of_either_language() -> None:
    text = "退款7天到账。Dr. Smith costs $2.50 an hour. v2.1 came later!\n- 支持导出；"
    told = ["退款7天到账。", "Dr. Smith costs $2.50 an hour.", "v2.1 came later!", "- 支持导出；"]
    assert claims(text) == told


@given(ANY_TEXT)
def test_a_claim_stands_where_it_says(text: str) -> None:
    found = parts(text)
    assert all(text[part.start : part.end] == part.text for part in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("30 秒", "half a minute"),
        ("半分钟", "30-second"),
        ("1.5 万", "15,000"),
        ("两周", "14 days"),
        ("百分之五？5%", "5 percent"),
        ("三十天", "30 days"),
        ("twenty-five people", "25"),
        ("$5 million", "5,000,000 dollars"),
        ("March 5", "3月5日"),
        ("2 公里", "2000 metres"),
        ("8 s", "8 秒"),
        ("4 h", "240 minutes"),
        ("2 percentage points", "2 个百分点"),
        ("the 1990s", "1990"),
        ("超过 100 名", "120 名"),
        ("100 多名", "180 名"),
        ("2600 余件", "2650 件"),
        ("10 来个", "10 个"),
        ("2 亩", "1333.3333333333333 平方米"),
        ("30 ℃", "30 摄氏度"),
    ],
)
def test_one_amount_in_two_ways_of_writing(one: str, other: str) -> None:
    there = amounts(other)
    assert any(mine.agrees(theirs) for mine in amounts(one) for theirs in there)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("30 秒", "30 分钟"),
        ("5%", "5 元"),
        ("7 天", "5 天"),
        ("$20", "20 euros"),
        ("1.5 万", "1.5 亿"),
        ("8 s", "8 ms"),
        ("62 %", "62 percentage points"),
        ("100 多幅", "200 幅"),
        ("2600 多名", "3200 名"),
        ("34 摄氏度", "34 年"),
        ("超过 120 名", "180 名"),
    ],
)
def test_amounts_that_differ(one: str, other: str) -> None:
    assert not amounts(one)[0].agrees(amounts(other)[0])


def test_a_name_of_letters_and_digits_is_looked_for_whole() -> None:
    assert marked("他乘G4719次列车。", "他乘G1次列车。") == [("G4719", "name")]
    assert marked("他乘G4719次列车。", "他乘的是 g4719 次列车。") == []


def test_words_with_numerals_are_no_amounts() -> None:
    assert amounts("一带一路 v2.1 one of them 十分重要") == []


@pytest.mark.parametrize(
    ("answer", "passage"),
    [
        (
            "The pack costs 20 dollars and lapses after 90 days.",
            "Packs cost $20. They expire after 90 days.",
        ),
        ("视频最长半分钟。", "视频时长不超过30秒，超出会被截断。视频最长 30 秒。"),
        ("She purchased a car.", "She bought a car in May."),
        ("The plan was approved in Berlin.", "In Berlin the council approved the plan."),
    ],
)
def test_other_words_for_the_same_are_supported(answer: str, passage: str) -> None:
    found = only(answer, passage)
    assert found.verdict == "supported", found
    assert found.spans == ()
    assert found.sentence is not None


@pytest.mark.parametrize(
    ("answer", "passage", "words", "reason"),
    [
        ("退款5天内到账。", "退款7天内到账。", "5天", "amount"),
        ("Refunds take 5 days.", "Refunds take 7 days.", "5 days", "amount"),
        (
            "Shares of the firm rose on Monday.",
            "Shares of the firm fell on Monday.",
            "rose",
            "direction",
        ),
        ("公司三季度营收上升。", "公司三季度营收下降。", "上升", "direction"),
        (
            "Packs are not refundable after export.",
            "Packs are refundable after export.",
            "not",
            "negation",
        ),
        (
            "All members of the team may buy packs.",
            "Some members of the team may buy packs.",
            "All",
            "quantifier",
        ),
    ],
)
def test_a_contradiction_names_its_words(
    answer: str, passage: str, words: str, reason: str
) -> None:
    found = only(answer, passage)
    assert found.verdict == "contradicted"
    assert (words, reason) in marked(answer, passage)
    assert found.sentence is not None
    assert found.sentence.text == passage


def test_numbers_of_items_and_passages_are_no_statements() -> None:
    text = "According to passage 2 and 3:\n1. Open the menu.\n2) Choose Transfer. [1]"
    assert amounts(text) == []
    assert "1. Open the menu." in claims(text)
    assert [one.number for one in amounts("The 3 packs of item 4 cost 5.")] == [3, 5]


def test_what_is_absent_is_marked_word_by_word() -> None:
    passage = "德国外长施泰因迈尔在柏林说，四国将继续执行协议。"
    words = marked("德国外长弗拉德里希表示，四国将在东京继续执行协议。", passage)
    assert ("弗拉德", "name") in words
    assert ("东京", "name") in words
    assert not {"德国", "外长", "四国", "协议"} & {word for word, _ in words}


def test_a_denial_beside_the_point_is_none() -> None:
    passage = "If the card is not valid, the order is cancelled. Orders above 50 dollars ship free."
    assert only("Orders above 50 dollars ship free.", passage).verdict == "supported"


@given(ANY_TEXT, st.lists(ANY_TEXT, max_size=3))
def test_weighing_is_total_and_marks_lie_within_their_claim(
    answer: str, passages: list[str]
) -> None:
    ground = Ground(passages)
    found = weigh(answer, ground)
    for claim in found:
        assert 0 <= claim.doubt <= 1
        assert (claim.verdict == "supported") == (not claim.spans)
        for span in claim.spans:
            assert claim.part.start <= span.start < span.end <= claim.part.end
    value = judged(found, ground)[0]
    assert value is None if not found else 0 <= (value or 0) <= 1


@given(st.text(alphabet="退款七天内到账卡 abc.。,，123", min_size=1, max_size=80))
def test_a_text_supports_itself(text: str) -> None:
    assert all(not claim.spans for claim in weigh(text, Ground([text])))


def test_one_bad_claim_outweighs_good_ones() -> None:
    passage = "Packs cost $20. They expire after 90 days. Owners buy packs."
    good = chance("Packs cost $20. They expire after 90 days.", passage)
    bad = chance("Packs cost $20. They expire after 30 days. Owners buy packs.", passage)
    assert good is not None
    assert bad is not None
    assert bad < 0.5 < good


def test_meaning_is_asked_of_the_embedder_once_for_the_passages() -> None:
    asked: list[list[str]] = []

    def embed(texts: object) -> list[list[float]]:
        assert isinstance(texts, list)
        asked.append(texts)
        return [[1.0, 0.0] for _ in texts]

    ground = Ground(["One. Two."])
    weigh("A claim. Another.", ground, embed)  # type: ignore[arg-type]
    weigh("A third.", ground, embed)  # type: ignore[arg-type]
    assert asked.count(["One.", "Two."]) == 1


ARTICLE = "江门海关在大襟岛以东海域查获一起走私海鲜案，查扣龙虾135箱。海关民警何青平介绍了案情。"


@pytest.mark.parametrize(
    ("answer", "made_up", "retold"),
    [
        # a name before a word of saying, against a verb that any report may use
        ("海关民警张建国强调，查获的龙虾共135箱。", "张建国", "强调"),
        ("查扣龙虾约270箱，价值很大。", "270箱", "价值"),
        ("海关在珠海市查获走私海鲜，积极开展工作。", "珠海市", "积极"),
        ("海关查获龙虾、鲍鱼、海参，取得成果。", "鲍鱼", "成果"),
    ],
)
def test_an_absent_name_is_doubted_and_a_common_word_is_not(
    answer: str, made_up: str, retold: str
) -> None:
    words = [word for word, _ in marked(answer, ARTICLE)]
    assert any(made_up in word or word in made_up for word in words), words
    assert retold not in words


def test_a_word_whose_parts_the_passages_have_is_doubted_less() -> None:
    def risk(passage: str) -> float:
        answer = "海关公布了督导结果。"
        found = {one.piece.text: one.risk for one in novel(answer, Ground([passage]))}
        return found["督导"]

    assert risk("海关监督和指导的结果。") < risk("海关的结果。")


def test_a_number_in_a_chinese_text_is_weighed_as_chinese() -> None:
    (found,) = novel("增长93%。", Ground(["增长了。"]))
    assert found.piece.text == "93%"
    assert found.risk > 0.6


def test_words_about_answering_are_not_marked() -> None:
    words = [word for word, _ in marked("根据检索到的资料，查扣龙虾270箱。", ARTICLE)]
    assert words == ["270箱"]
