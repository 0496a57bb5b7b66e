"""Clusters: every failure in one, named for what would repair it, with shares that hold."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.corpus import Corpus
from knowledge.demo.scriptmate.library import corpus_of, demo_library, product_of
from knowledge.demo.scriptmate.retrieve import RELEVANT_SCORE
from knowledge.demo.traffic import TOY_CASE_EN, TOY_CASE_ZH
from knowledge.demo.traffic.simulate import simulate
from knowledge.language import LANGS, Lang, language_of
from knowledge.records import Cluster, Diagnosis, Intent, StageVerdict, Trace, Traffic, Week
from knowledge.texts import say
from tools.diagnosis.clustering.segments import most_affected
from tools.diagnosis.clustering.trend import trend_of
from tools.diagnosis.clusters import Case, Whole, clusters
from tools.diagnosis.engine import diagnose
from tools.diagnosis.priority import prioritised
from tools.shares import difference, share

MONDAY = datetime(2026, 10, 5, 9, tzinfo=UTC)
WHOLE = Whole(Traffic(traces=1000, users=100))


def intent_case(number: int, said: str, audience: str, lang: str = "zh") -> Case:
    query = f"写一条30秒的{said}玩具脚本" if lang == "zh" else f"a 30s script on toys for {said}"
    trace = Trace(
        id=f"t-{number:03d}",
        query=query,
        answer="…",
        user_id=f"u{number % 7}",
        time=MONDAY + timedelta(days=number % 28),
        intent=Intent(name="write_script", slots={"audience": audience}),
    )
    return trace, diagnose(trace, lang="en")


def gap_case(number: int, topic: str) -> Case:
    trace = Trace(
        id=f"g-{number:03d}",
        query=f"写一条{topic}的科普脚本",
        answer="抱歉，没有找到素材。",
        intent=Intent(name="write_script", slots={"topic": topic}),
        retrieved=[],
    )
    return trace, diagnose(trace, lang="zh")


def named(found: list[Cluster], lang: str = "en") -> dict[str, int]:
    return {one.name[lang]: one.size for one in found}  # type: ignore[index]


def test_the_name_says_what_is_wrong_in_both_languages() -> None:
    cases = [intent_case(n, "儿童", "adults") for n in range(4)]
    cases += [intent_case(n, "kids", "adults", "en") for n in range(10, 14)]
    [one] = clusters(cases, WHOLE)
    assert one.name == {"zh": "意图：儿童被理解成成人", "en": "intent: children read as adults"}
    assert one.size == 8
    assert one.priority is not None
    assert one.priority.rank == "P0"


def test_an_urgent_kind_is_told_by_its_name_from_one_that_is_not() -> None:
    urgent = [gap_case(n, "露营") for n in range(4)]
    usual = [gap_case(n, "露营") for n in range(10, 14)]
    grave = prioritised("critical", traffic=None, users=None, confidence=None, fix_rate=None)
    hot = [(trace, found.model_copy(update={"priority": grave})) for trace, found in urgent]
    first, second = clusters([*hot, *usual], WHOLE)
    whys: dict[Lang, str] = {"zh": "（违规或涉及未成年人）", "en": " (policy, law or minors)"}
    for lang, why in whys.items():
        assert first.name[lang] == second.name[lang] + why
    [alone] = clusters(hot, WHOLE)
    assert alone.name == second.name


def test_no_two_kinds_share_a_name(demo: list[Case]) -> None:
    for lang in LANGS:
        names = [one.name[lang] for one in clusters(demo, WHOLE)]
        assert len(set(names)) == len(names)


def test_what_few_share_stays_together() -> None:
    pairs = [("儿童", "adults")] * 4 + [("儿童", "seniors"), ("儿童", "teens")]
    found = clusters([intent_case(n, *pair) for n, pair in enumerate(pairs)], WHOLE)
    assert named(found) == {
        "intent: children read as adults": 4,
        "intent: the audience is not the user's": 2,
    }


def test_a_topic_has_one_name_in_whatever_order_its_cases_come() -> None:
    asked = ["who scored for the reds", "when was the score settled", "score the reds scored last"]
    cases = [
        (trace.model_copy(update={"query": query, "intent": None}), found)
        for query, (trace, found) in zip(asked, [gap_case(n, "x") for n in range(3)], strict=True)
    ]
    names = {clusters(order, WHOLE)[0].name["en"] for order in permutations(cases)}
    (name,) = names
    assert not {"the", "was"} & set(name.split())


def test_a_word_of_asking_is_no_topic() -> None:
    asked = ["会员什么时候到期", "海报什么时候出图", "发票什么时候寄"]
    cases = [
        (trace.model_copy(update={"query": query, "intent": None}), found)
        for query, (trace, found) in zip(asked, [gap_case(n, "x") for n in range(3)], strict=True)
    ]
    assert all("什么时候" not in one.name["zh"] for one in clusters(cases, WHOLE))


def test_topics_are_named_in_the_users_words_and_rare_ones_are_the_rest() -> None:
    topics = ["扫地机器人"] * 3 + ["宠物猫粮", "宠物狗粮", "宠物玩具"] + ["潜水", "登山"]
    found = clusters([gap_case(n, topic) for n, topic in enumerate(topics)], WHOLE)
    assert named(found, "zh") == {
        "检索：没有“扫地机器人”的素材": 3,
        "检索：没有“宠物”的素材": 3,
        "检索：没有检索到相关内容（其余，各不相同）": 2,
    }


def test_the_undetermined_say_what_to_log_and_come_last() -> None:
    doubtful = Trace(id="d", query="写一条理财脚本", answer="好的，这是一条关于天气的脚本。")
    found = clusters(
        [(doubtful, diagnose(doubtful, lang="en")), intent_case(1, "儿童", "adults")], WHOLE
    )
    assert [one.cause for one in found] == ["intent", "undetermined"]
    assert found[-1].needs[0] == say("diagnosis.needs.intent", "en")
    assert found[-1].priority is None


@pytest.fixture(scope="module")
def demo() -> list[Case]:
    traces = simulate().traces
    chosen = traces[::4] + [one for one in traces if one.id in {TOY_CASE_ZH, TOY_CASE_EN}]
    unique = {one.id: one for one in chosen}.values()
    corpus = Corpus(corpus_of(demo_library()))
    product = product_of(demo_library(), RELEVANT_SCORE)
    return [
        (one, diagnose(one, lang=language_of(one.query), corpus=corpus, product=product))
        for one in unique
    ]


def test_clusters_part_the_failures_and_neither_lump_nor_scatter(demo: list[Case]) -> None:
    found = clusters(demo, WHOLE)
    failures = [trace.id for trace, diagnosis in demo if diagnosis.cause != "none"]
    assert sorted(case for one in found for case in one.cases) == sorted(failures)
    assert len({one.key for one in found}) == len(found)
    assert max(one.size for one in found) < len(failures) / 2
    alone = sum(one.size == 1 for one in found)
    assert alone < len(failures) / 8
    for one in found:
        assert {example.id for example in one.examples} <= set(one.cases)
        assert one.users <= one.size


def test_the_order_of_the_cases_does_not_matter(demo: list[Case]) -> None:
    one, other = clusters(demo, WHOLE), clusters(demo[::-1], WHOLE)
    assert [(c.key, sorted(c.cases)) for c in one] == [(c.key, sorted(c.cases)) for c in other]


def test_violations_come_first_and_the_score_orders_the_rest(demo: list[Case]) -> None:
    given_ = [one.priority for one in clusters(demo, WHOLE) if one.priority]
    keys = [(priority.rank, -(priority.score or 0)) for priority in given_]
    assert keys == sorted(keys)
    for one in clusters(demo, WHOLE):
        critical = one.priority is not None and one.priority.urgency == "critical"
        assert critical == (one.priority is not None and one.priority.rank == "P0")


@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 500), st.integers(1, 500))
def test_intervals_hold_their_shares(a: int, b: int, c: int, d: int) -> None:
    one, other = share(min(a, b), b), share(min(c, d), d)
    assert one.value is not None
    assert 0 <= one.low <= one.value <= one.high <= 1
    low, high = difference(one, other)
    assert low <= one.value - (other.value or 0) + 1e-9
    assert high >= one.value - (other.value or 0) - 1e-9


def weeks(*counts: int, traces: int = 200) -> list[Week]:
    start = date(2026, 9, 7)
    return [
        Week(start=start + timedelta(weeks=n), traces=traces, count=count)
        for n, count in enumerate(counts)
    ]


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ((1, 0, 2, 1, 12, 15), "growing"),
        ((14, 12, 15, 11, 1, 0), "shrinking"),
        ((5, 6, 4, 5, 6, 4), "steady"),
        ((0, 0, 1, 1, 1, 1), "unknown"),
        ((40,), "unknown"),
        ((), "unknown"),
    ],
)
def test_a_trend_is_only_told_where_there_is_enough(counts: tuple[int, ...], verdict: str) -> None:
    assert trend_of(weeks(*counts)).verdict == verdict


def test_a_segment_is_affected_only_beyond_chance() -> None:
    traces = [
        Trace(id=str(n), query="q", answer="a", segment={"style": "comedy" if n < 9 else "review"})
        for n in range(10)
    ]
    traffic = {"style": {"comedy": 200, "review": 800}}
    [lift] = most_affected(traces, traffic, 1000)
    assert (lift.key, lift.value, round(lift.lift, 1)) == ("style", "comedy", 4.5)
    assert most_affected(traces[7:], traffic, 1000) == []


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["query", "intent", "system"]))
def test_any_texts_can_be_clustered(query: str, error: str, cause: str) -> None:
    trace = Trace(id="x", query=query, answer="", error=error)
    subcause = {"query": "vague", "intent": "topic_drift", "system": "error"}[cause]
    verdicts = [StageVerdict(stage="intent", verdict="fault", evidence="…")]
    diagnosis = Diagnosis(id="x", cause=cause, subcause=subcause, stages=verdicts)  # type: ignore[arg-type]
    found = clusters([(trace, diagnosis)] * 3, WHOLE)
    assert sum(one.size for one in found) == 3


def test_the_kind_of_text_is_named_where_the_same_words_tell_a_length() -> None:
    def case(number: int, query: str, name: str, slots: dict[str, str]) -> Case:
        intent = Intent(name=name, slots=slots)
        trace = Trace(id=f"k-{number}", query=query, answer="…", intent=intent)
        return trace, diagnose(trace, lang="zh")

    long = [case(n, "写一条30秒的猫粮脚本", "write_script", {"seconds": "90"}) for n in range(3)]
    title = [case(n, "猫粮的事，干脆拍一期，30s", "write_title", {}) for n in range(5, 8)]
    assert {one[1].subcause for one in title} == {"wrong_intent"}
    assert len({one.name["zh"] for one in clusters([*long, *title], WHOLE)}) == 2
    assert not any("时长" in one.name["zh"] for one in clusters(title, WHOLE))
