"""Each stage's faults are found from evidence, in both languages, and quoted verbatim."""

from typing import Any

import pytest

from knowledge.corpus import Corpus, Entry
from knowledge.language import language_of
from knowledge.records import Diagnosis, Intent, Passage, Product, Trace
from tools.diagnosis.engine import diagnose

REFUND_ZH = Passage(
    id="refund", text="退款申请通过后，款项在7个工作日内原路退回。运费不退。", used=True
)
SHIPPING_ZH = Passage(id="shipping", text="现货订单当天发出，偏远地区需要5天送达。", used=True)
REFUND_EN = Passage(
    id="refund", text="An approved refund reaches the customer's card within 7 days.", used=True
)
SHIPPING_EN = Passage(id="shipping", text="Parcels leave our warehouse on the same day.", used=True)
BLOCKS = "三岁的孩子能不能玩小颗粒积木？先看盒子上的认证标志，再把边角都摸一遍。"


def judged(query: str, answer: str, corpus: Corpus | None = None, **fields: Any) -> Diagnosis:
    trace = Trace(id="t-1", query=query, answer=answer, **fields)
    diagnosis = diagnose(trace, lang=language_of(query), corpus=corpus)
    check_quotes(trace, diagnosis)
    return diagnosis


def check_quotes(trace: Trace, diagnosis: Diagnosis) -> None:
    said = {"query": trace.query, "answer": trace.answer, "reference": trace.reference or ""}
    said |= {passage.id: passage.text for passage in trace.retrieved or []}
    for stage in diagnosis.stages:
        for quote in stage.quotes:
            if quote.source in said:
                assert quote.text in said[quote.source]


def script(lines: list[str]) -> str:
    return "\n\n".join(f"画面：桌面俯拍\n口播：{line}" for line in lines)


@pytest.mark.parametrize(
    ("query", "subcause"),
    [
        ("", "empty"),
        ("？！", "empty"),
        ("帮我写个脚本", "vague"),
        ("write me something good, a script", "vague"),
        ("上一条改短一点", "lost_history"),
        ("make it shorter", "lost_history"),
        ("帮我订一张明天的机票", "out_of_scope"),
    ],
)
def test_query_faults(query: str, subcause: str) -> None:
    found = judged(query, "好的，这是一条关于防晒霜的内容。", retrieved=[SHIPPING_ZH])
    assert (found.cause, found.subcause) == ("query", subcause)


@pytest.mark.parametrize(
    ("query", "topic"),
    [
        ("帮我写积木脚本，顺便把防晒霜也讲了", "积木"),
        ("one video on blocks and sunscreen", "blocks"),
    ],
)
def test_two_subjects_of_which_one_is_answered(query: str, topic: str) -> None:
    wish = Intent(name="write_script", slots={"topic": topic})
    found = judged(query, f"{topic}：{BLOCKS}", intent=wish)
    assert (found.cause, found.subcause) == ("query", "two_topics")


def test_another_name_is_another_subject_unless_the_product_lists_it() -> None:
    trace = Trace(
        id="t-1",
        query="写一条熬夜的脚本",
        answer="睡满八小时还是困，问题可能在这九十分钟。",
        intent=Intent(name="write_script", slots={"topic": "熬夜"}),
        rewritten_query="睡眠脚本",
        retrieved=[Passage(id="p", text="睡满八小时还是困，问题可能在这九十分钟。", used=True)],
    )
    open_still = diagnose(trace, lang="zh")
    assert open_still.stages[1].verdict == "unknown"
    assert open_still.cause == "undetermined"
    assert any("别名" in need for need in open_still.needs)
    knowing = Product(names=(("睡眠", "熬夜"),))
    assert diagnose(trace, lang="zh", product=knowing).stages[1].verdict == "ok"


def test_history_makes_a_back_reference_clear() -> None:
    history = [{"role": "user", "text": "写一条积木玩具脚本"}]
    found = judged("上一条改短一点", BLOCKS, history=history, retrieved=[])
    assert found.stages[0].verdict == "ok"


def test_reference_that_declines_blames_the_query() -> None:
    found = judged(
        "who won the cup last night", "A 7-day refund.",
        retrieved=[REFUND_EN], reference="Sorry, that is not covered by this product.",
    )  # fmt: skip
    assert (found.cause, found.subcause) == ("query", "out_of_scope")


def test_declining_what_is_out_of_scope_is_right() -> None:
    found = judged("明天杭州天气怎么样", "抱歉，这超出了我能帮忙的范围。", retrieved=[SHIPPING_ZH])
    assert found.cause == "none"


@pytest.mark.parametrize(
    ("query", "slots", "subcause"),
    [
        ("写一条儿童玩具脚本", {"audience": "adults"}, "audience_mismatch"),
        ("write a script on toys for kids", {"target_audience": "Adults"}, "audience_mismatch"),
        ("生成一条30秒的积木脚本", {"seconds": 300}, "slot_mismatch"),
        ("a half a minute script on blocks", {"duration": "5 minutes"}, "slot_mismatch"),
        ("写一条搞笑的积木脚本", {"style": "knowledge"}, "slot_mismatch"),
    ],
)
def test_slots_that_say_something_else(query: str, slots: Any, subcause: str) -> None:
    found = judged(query, BLOCKS, intent=Intent(name="write_script", slots=slots))
    assert (found.cause, found.subcause) == ("intent", subcause)


@pytest.mark.parametrize(
    ("query", "slots"),
    [
        ("给宝妈写一条儿童玩具脚本", {"audience": "parents"}),
        ("写一条一分半的积木脚本", {"seconds": 90}),
        ("a 90-second script on blocks", {"seconds": "90"}),
        ("搞笑测评积木脚本", {"style": "comedy"}),
        ("不要给成人看，写一条儿童积木脚本", {"audience": "children"}),
    ],
)
def test_slots_that_agree(query: str, slots: Any) -> None:
    found = judged(query, BLOCKS, intent=Intent(name="write_script", slots=slots))
    assert found.stages[1].verdict == "ok"


@pytest.mark.parametrize(
    ("query", "rewritten"),
    [
        ("退款几天到账", "请问退款几天到账？"),
        ("退款几天到账", "退款 到账 时间"),
        ("How long does a refund take?", "please tell me how long a refund takes"),
    ],
)
def test_harmless_rewording(query: str, rewritten: str) -> None:
    passage = REFUND_ZH if "退款" in query else REFUND_EN
    answer = "7个工作日内原路退回。" if "退款" in query else "Within 7 days."
    found = judged(query, answer, rewritten_query=rewritten, retrieved=[passage])
    assert found.stages[1].verdict == "ok"
    assert found.cause == "none"


def test_rewriting_into_another_question() -> None:
    found = judged(
        "退款几天到账", "当天发出。", rewritten_query="偏远地区发货要多久", retrieved=[SHIPPING_ZH]
    )
    assert (found.cause, found.subcause) == ("intent", "topic_drift")


def test_empty_retrieval() -> None:
    found = judged("退款几天到账", "三天。", retrieved=[])
    assert (found.cause, found.subcause) == ("retrieval", "not_found")


def test_gap_and_miss_are_told_apart_by_the_corpus() -> None:
    query, answer = "How long does a refund take?", "Two weeks."
    shipping, refund = (Entry(id=one.id, text=one.text) for one in (SHIPPING_EN, REFUND_EN))
    with_it, without = Corpus([shipping, refund]), Corpus([shipping])
    assert judged(query, answer, with_it, retrieved=[SHIPPING_EN]).subcause == "miss"
    assert judged(query, answer, without, retrieved=[SHIPPING_EN]).subcause == "knowledge_gap"


def test_found_but_not_used() -> None:
    unused = REFUND_ZH.model_copy(update={"used": False})
    found = judged("退款几天到账", "当天发出。", retrieved=[SHIPPING_ZH, unused])
    assert (found.cause, found.subcause) == ("retrieval", "ranking")


def test_outdated_passage() -> None:
    old = Passage(id="old", text="（已废止）退款在15个工作日内到账。", used=True)
    found = judged("退款几天到账", "15个工作日。", retrieved=[old])
    assert (found.cause, found.subcause) == ("retrieval", "stale")


@pytest.mark.parametrize(
    ("query", "answer", "passage", "subcause"),
    [
        ("退款几天到账", "抱歉，资料中没有找到。", REFUND_ZH, "refusal"),
        ("How long does a refund take?", "I could not find that.", REFUND_EN, "refusal"),
        (
            "退款几天到账",
            "退款申请通过后，款项在3个工作日内原路退回。",
            REFUND_ZH,
            "contradiction",
        ),
        ("How long does a refund take?", "Moonlight and roses.", REFUND_EN, "ignores_passages"),
    ],
)
def test_generation_faults(query: str, answer: str, passage: Passage, subcause: str) -> None:
    found = judged(query, answer, retrieved=[passage])
    assert (found.cause, found.subcause) == ("generation", subcause)


def test_good_answer_is_not_blamed() -> None:
    found = judged("退款几天到账", "款项在7个工作日内原路退回。", retrieved=[REFUND_ZH])
    assert found.cause == "none"
    assert found.claims[0].supported_by == ["refund"]
    assert found.fix == found.verify == ""
    assert found.priority is None


def test_script_faults_that_can_be_counted() -> None:
    wish = Intent(name="write_script", slots={"topic": "积木", "seconds": 15})
    lines = [
        "积木先看认证标志。",
        "边角都摸一遍，没有毛刺再给孩子。",
        "小颗粒的三岁以下先别买，容易放进嘴里。",
    ]
    lines.append("盒子有盖子，玩完好收。")
    material = [Passage(id="m", text="".join(lines), used=True)]
    query = "写一条15秒的积木脚本"

    good = judged(query, script(lines), intent=wish, retrieved=material)
    assert good.cause == "none"

    long = judged(query, script(lines * 3), intent=wish, retrieved=material)
    assert (long.cause, long.subcause) == ("generation", "length_off")

    claimed = script([*lines[:3], "全网销量第一。"])
    banned = judged(query, claimed, intent=wish, retrieved=material)
    assert banned.subcause == "forbidden_claim"
    assert banned.priority is not None
    assert banned.priority.rank == "P0"

    cut = judged(query, script(lines)[:-4], intent=wish, retrieved=material)
    assert cut.subcause == "breaks_off"


@pytest.mark.parametrize(
    ("fields", "subcause"),
    [
        ({"error": "HTTP 500 from upstream"}, "error"),
        ({"error": "timeout after 20 s"}, "timeout"),
        ({"latency_ms": 90_000}, "timeout"),
        ({}, "no_answer"),
    ],
)
def test_system_faults(fields: Any, subcause: str) -> None:
    found = judged("退款几天到账", "", **fields)
    assert (found.cause, found.subcause) == ("system", subcause)


@pytest.mark.parametrize(
    ("answer", "subcause"),
    [
        ("Internal Server Error", "error"),
        ("系统繁忙，请稍后再试", "error"),
        ("抱歉，服务暂时不可用，请稍后重试。", "error"),
        ("Sorry, something went wrong. Please try again later.", "error"),
        ("Traceback (most recent call last): KeyError: 'x'", "error"),
        ('{"error": {"message": "Rate limit exceeded", "code": 429}}', "error"),
        ("请求超时，请稍后再试", "timeout"),
        ("null", "error"),
        ("None", "error"),
    ],
)
def test_an_error_message_shown_as_the_answer_is_a_failure_of_the_service(
    answer: str, subcause: str
) -> None:
    found = judged("怎么重置密码？", answer, retrieved=["重置密码：在登录页点击“忘记密码”。"])
    assert (found.cause, found.subcause) == ("system", subcause)
    assert found.confidence == 0.97
    assert all(stage.verdict != "fault" for stage in found.stages[1:])


@pytest.mark.parametrize(
    ("query", "answer", "passage"),
    [
        (
            "页面提示系统繁忙怎么办？",
            "如果提示“系统繁忙”，请稍后再试。",
            "提示“系统繁忙”时，请稍后再试。",
        ),
        ("夜里能下单吗？", "系统维护时间为每周二凌晨2点。", "系统维护时间：每周二凌晨2点。"),
        ("What does error 502 mean?", "502 Bad Gateway", "502 Bad Gateway: no answer came."),
        ("How much does a ton cost?", "500", "A ton costs 500 euros."),
        ("Any restrictions on pets?", "None", "Pets: no restrictions. None at all."),
    ],
)
def test_what_is_told_of_a_failure_is_no_failure(query: str, answer: str, passage: str) -> None:
    assert judged(query, answer, retrieved=[passage]).cause != "system"


@pytest.mark.parametrize(
    "error", ["0", "false", "ok", "200", "no error", "retry 1 succeeded", "无", "warning: slow"]
)
def test_a_field_for_errors_that_says_that_there_was_none_is_no_error(error: str) -> None:
    answer = "款项在7个工作日内原路退回。"
    found = judged("退款几天到账", answer, retrieved=[REFUND_ZH], error=error)
    assert found.cause == judged("退款几天到账", answer, retrieved=[REFUND_ZH]).cause == "none"


def test_truncated_by_its_limit() -> None:
    found = judged(
        "退款几天到账", "退款申请通过后，款项在7个工作", retrieved=[REFUND_ZH],
        params={"max_tokens": 20}, output_tokens=20,
    )  # fmt: skip
    assert (found.cause, found.subcause) == ("system", "truncated")


@pytest.mark.parametrize(
    "query", ["会员多少钱", "发票怎么开", "how do I cancel?", "can I get a refund?"]
)
def test_what_is_asked_by_name_is_not_called_vague_where_nothing_else_is_known(query: str) -> None:
    bare = judged(query, "99")
    assert bare.cause == "undetermined"
    assert judged("怎么用", "点开").subcause == "vague"
