"""Numbers of a PRD that are reckoned from those of its sources, and those that only seem to be."""

import pytest

from knowledge.records.prd import Sentence, SentenceKind, Source
from tools.prd.checking.supported import check

SURVEY = "我们问了 286 名用户。其中 64 人说数字不敢用，89 人说太像广告。"
PRICE = "Calls: 2,000 a month. The model costs $0.4 per million tokens; we use 30 million tokens."
PLANS = "The Free plan has 5 scripts a day, the Pro plan 60. Team: 120 scripts a day for 199 yuan."
RATES = "adoption 42.1% (352/836)\nadoption 33.9% (300/885)"
GROWTH = "八月 1,200 单，九月 1,500 单，十月 1,800 单。"


def carried(text: str, source: str, kind: SentenceKind = "cited") -> bool:
    sources = (Source(kind="passage" if kind == "cited" else "metric", id="p#0"),)
    return check(Sentence(id="s", text=text, kind=kind, sources=sources), [source]).carried


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        ("286 名用户中有 64 人说数字不敢用（22%）。", SURVEY, "cited"),
        ("22.4% 的用户说数字不敢用。", "数字不敢用：286 名用户里 64 人", "figure"),
        ("In all, 30 million tokens cost $12 a month.", PRICE, "cited"),
        ("Pro has 60 scripts a day, 12 times as many as Free.", PLANS, "cited"),
        ("九月比八月多 300 单。", GROWTH, "cited"),
        ("九月比八月增长 25%。", GROWTH, "cited"),
        ("八月、九月、十月合计 4,500 单。", GROWTH, "cited"),
        ("日志里有 1.2 万次请求。", "请求 12,000 次", "figure"),
        ("Adoption is 8.2 points higher than before.", RATES, "figure"),
        ("About 42 answers in 100 are adopted.", RATES, "figure"),
        ("The rest, 57.9%, are not adopted: adoption is 42.1%.", RATES, "figure"),
    ],
)
def test_what_follows_from_the_numbers_of_a_source_is_carried(
    text: str, source: str, kind: SentenceKind
) -> None:
    assert carried(text, source, kind)


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        ("286 名用户中有 64 人说数字不敢用（32%）。", SURVEY, "cited"),
        ("In all, 30 million tokens cost $14 a month.", PRICE, "cited"),
        ("Pro has 60 scripts a day, 15 times as many as Free.", PLANS, "cited"),
        ("九月比八月多 400 单。", GROWTH, "cited"),
        ("九月比八月增长 35%。", GROWTH, "cited"),
        ("八月、九月、十月合计 5,500 单。", GROWTH, "cited"),
        ("九月有 300 单。", GROWTH, "cited"),
        ("日志里有 1.3 万次请求。", "请求 12,000 次", "figure"),
        ("Adoption is 9.2 points higher than before.", RATES, "figure"),
        ("About 52 answers in 100 are adopted.", RATES, "figure"),
    ],
)
def test_what_does_not_follow_is_found(text: str, source: str, kind: SentenceKind) -> None:
    assert not carried(text, source, kind)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("$79.7 a month", "Gemini 3 Flash (Google): $1.26 a month for 1,192 calls, score 79.7"),
        ("Gemini 3 Pro", "Gemini 3 Flash (Google): $1.26 a month for 1,192 calls, score 79.7"),
        ("200 of 2 disliked answers", "2 of 200 diagnosed, priority P0"),
        ("诊断的 2 条里有 200 条", "诊断的 200 条里有 2 条，优先级 P0"),
        ("v2 的采纳率是 45.5%。", "采纳率 42.1%（95% 区间 38.8%–45.5%，352/836）"),
        ("42.1%（45.5%–38.8%，352/836）", "采纳率 42.1%（95% 区间 38.8%–45.5%，352/836）"),
    ],
)
def test_a_figure_says_what_its_result_says_and_of_the_same_thing(text: str, source: str) -> None:
    assert not carried(text, source, "figure")
    assert carried(source, source, "figure")


def test_a_cell_is_read_with_the_head_of_its_column() -> None:
    quote = "Gemini 3 Flash (Google): $1.26 a month for 1,192 calls, score 79.7"
    sources = (Source(kind="price", id="p", quote=quote),)

    def cell(text: str, head: str) -> bool:
        sentence = Sentence(id="s", text=text, kind="figure", sources=sources)
        return check(sentence, [quote], head).carried

    assert cell("79.7", "Score")
    assert not cell("1,192", "Score")
    spans = check(Sentence(id="s", text="81.7", kind="figure", sources=sources), [quote], "Score")
    assert [(one.start, one.end) for one in spans.spans] == [(0, 4)]
