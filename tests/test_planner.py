"""The built-in planner chooses the right tool, in both languages, follow-ups included."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from planned import MIND, after, calls, reply

from agent.models import planner
from tools import TOOLS

SCORES, MODELS, NEEDS, DOCS = "score_scenarios", "recommend_models", "discover_needs", "search_docs"


@pytest.mark.parametrize(
    "question",
    ["我们的定价有哪些档位", "品牌安全禁用词有哪些", "30秒脚本写多少字", "SLA 的可用性是多少",
     "What does the Pro plan cost?", "who are our target users", "What changed in v2?",
     "退款政策是什么", "what is our refund policy"],
)  # fmt: skip
def test_other_questions_go_to_the_docs(question: str) -> None:
    assert calls(question) == [("search_docs", {"query": question})]


def test_huge_questions_are_read_in_linear_time() -> None:
    for text in ["x" * 200_000, "“" * 200_000, "a-" * 100_000, "为" * 200_000]:
        start = time.perf_counter()
        reply(text)
        assert time.perf_counter() - start < 5


def test_a_follow_up_on_the_docs_keeps_the_subject() -> None:
    history = after("search_docs", query="专业版多少钱")
    history[0] = HumanMessage("专业版多少钱")
    assert calls(*history, "那团队版呢？") == [
        ("search_docs", {"query": "那团队版呢？", "about": "专业版多少钱"})
    ]
    assert calls(*history, "评测集的更新频率和覆盖的主题是什么") == [
        ("search_docs", {"query": "评测集的更新频率和覆盖的主题是什么"})
    ]


def test_a_follow_up_brings_along_how_the_talk_about_the_docs_began() -> None:
    turns = [("diagnose_case", "Why did t-001200 fail?"), ("search_docs", "What does Pro cost?"),
             ("search_docs", "Which scripts may a whole team share and edit?")]  # fmt: skip
    history: list[BaseMessage] = []
    for number, (tool, question) in enumerate(turns):
        _, call, result, _ = after(tool)
        assert isinstance(call, AIMessage)
        assert isinstance(result, ToolMessage)
        call.tool_calls[0]["id"] = result.tool_call_id = f"call_{number}"
        history += [HumanMessage(question), call, result]
    ((tool, args),) = calls(*history, "那企业版呢？")
    assert tool == "search_docs"
    assert args == {"query": "那企业版呢？", "about": turns[2][1], "opening": turns[1][1]}


@pytest.mark.parametrize(
    "question",
    ["你好", "hello", "谢谢", "thanks!", "你能做什么？", "what can you do?", "帮我写一首诗",
     "what's the weather in Beijing today?", "讲个笑话吧", "???", "再见", "bye!",
     "设计埋点方案", "design a tracking plan"],
)  # fmt: skip
def test_small_talk_and_what_is_not_ours_need_no_tool(question: str) -> None:
    message = reply(question)
    assert not message.tool_calls
    assert message.text


def test_refusal_names_what_it_can_do_in_the_readers_language() -> None:
    assert "为什么这条脚本会失败" in reply("帮我写一首诗").text
    assert "Why did this script fail?" in reply("write me a poem about the sea").text


@pytest.mark.parametrize(
    ("question", "about"),
    [("你能做什么", "诊断一条轨迹"), ("what can you do?", "Diagnose why a trace failed")],
)
def test_what_it_can_do_is_told_by_what_to_ask(question: str, about: str) -> None:
    assert about in reply(question).text


@pytest.mark.parametrize(
    "question",
    ["where do I start?", "hey, new PM here, where do i start", "我是新来的，从哪开始看"],
)
def test_a_newcomer_is_told_what_to_ask(question: str) -> None:
    assert calls(question) == []
    assert any(
        one in reply(question).text for one in ("Why did this script fail?", "为什么这条脚本会失败")
    )


@pytest.mark.parametrize(
    "question",
    [
        "what is our biggest problem?",
        "why so many timeouts",
        "为什么这么多超时",
        "我们产品最大的问题是什么",
    ],
)
def test_what_goes_wrong_at_large_is_a_list_of_failures(question: str) -> None:
    assert [name for name, _ in calls(question)] == ["find_bad_cases"]


@pytest.mark.parametrize("question", ["how do I cancel?", "how do I pay", "what are your prices"])
def test_a_question_of_the_product_in_common_words_is_looked_up(question: str) -> None:
    assert [name for name, _ in calls(question)] == ["search_docs"]


def test_product_work_that_has_no_tool_yet_is_not_called_foreign() -> None:
    assert "还不会做" in reply("设计埋点方案").text
    assert "cannot do it yet" in reply("design a tracking plan").text


def test_the_tools_text_is_the_answer() -> None:
    call = {"name": "search_docs", "args": {"query": "q"}, "id": "1", "type": "tool_call"}
    result = ToolMessage("专业版 39 元 [1](#passage:a)", tool_call_id="1", name="search_docs")
    assert "39 元" in reply("专业版多少钱", AIMessage("", tool_calls=[call]), result).text


def test_streaming_says_the_same_as_answering() -> None:
    for question in ["你好", "为什么 t-000001 失败"]:
        chunks = list(MIND.stream([HumanMessage(question)]))
        whole = chunks[0]
        for chunk in chunks[1:]:
            whole += chunk
        assert whole.text == reply(question).text
        assert whole.tool_calls == reply(question).tool_calls


def test_only_bound_tools_are_called() -> None:
    one = planner().bind_tools([tool for tool in TOOLS if tool.name == "search_docs"])
    message = one.invoke([HumanMessage("为什么 t-000001 失败")])
    assert [call["name"] for call in message.tool_calls] == ["search_docs"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gets_a_reply_and_the_same_one_twice(text: str) -> None:
    first, second = reply(text), reply(text)
    assert first.tool_calls == second.tool_calls
    assert first.text == second.text
    assert first.tool_calls or first.text


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("prove it by replay", "prove"),
        ("重放证明一下", "prove"),
        ("add to eval set", "example"),
        ("加入评测集", "example"),
    ],
)
def test_an_act_without_a_case_is_for_the_tool_to_ask_about(question: str, part: str) -> None:
    assert calls(question) == [("diagnose_case", {"part": part})]


def test_a_method_is_told_where_no_space_is() -> None:
    ((tool, args),) = calls("脚本生成 reach 1000 effort 2，数字人 reach 200 effort 5，用RICE排一下")
    assert (tool, args["method"]) == ("score_scenarios", "rice")
    assert args["scenarios"][0] == {"name": "脚本生成", "numbers": {"reach": "1000", "effort": "2"}}


@pytest.mark.parametrize(
    ("question", "tool"),
    [
        (
            "weights: pain 50%, difficulty 50%. A: pain 8 difficulty 3; B: pain 6 difficulty 2",
            SCORES,
        ),
        ("数据必须留在国内，需要私有化部署，要能看图", MODELS),
        ("data must not leave the EU, speech to speech, latency under 1 s, English", MODELS),
        ("TTS for Cantonese, cheapest?", MODELS),
        ("a model that costs under $5 a month with 1M context", MODELS),
        ("which modle shuld i use for summaries", MODELS),
        ("便宜的题用小模型，难的用大模型，能省多少", MODELS),
        ("give me a model cheaper than DeepSeek V4 Flash but better", MODELS),
        ("embedding model for semantic search, cheapest, open source", MODELS),
        ("有没有人说导出慢？", NEEDS),
        ("has anybody said the app is slow?", NEEDS),
        ("客户到底想要啥啊", NEEDS),
        ("导出慢这个用AI做还是普通功能就行？", NEEDS),
        ("how much do competitors cost and who is weakest?", NEEDS),
        ("竞品卖多少钱", DOCS),
        ("What does the Team plan cost per seat?", DOCS),
    ],
)
def test_what_is_wanted_is_told_without_its_name(question: str, tool: str) -> None:
    assert calls(question)[0][0] == tool


def test_whether_ai_is_the_answer_is_asked_of_one_need() -> None:
    args = calls("导出慢这个用AI做还是普通功能就行？")[0][1]
    assert args == {"part": "needs", "focus": "导出慢"}
    english = calls("Should slow exports be solved with AI or an ordinary feature?")[0][1]
    assert english == {"part": "needs", "focus": "slow exports"}


def test_weights_and_scores_may_stand_in_one_question() -> None:
    said = "weights: pain 50%, difficulty 50%. A: pain 8 difficulty 3; B: pain 6 difficulty 2"
    args = calls(said)[0][1]
    assert args["weights"] == {"pain": 50.0, "difficulty": 50.0}
    assert args["scenarios"] == [
        {"name": "A", "pain": "8", "difficulty": "3"},
        {"name": "B", "pain": "6", "difficulty": "2"},
    ]


def test_what_users_may_have_said_is_looked_for_alone() -> None:
    assert calls("用户想要导出吗")[0][1] == {"part": "needs", "focus": "导出"}
    assert calls("has anybody said the app is slow?")[0][1]["focus"] == "slow"


def test_a_table_of_kano_may_follow_words_on_its_line() -> None:
    text = (
        "Kano: | scenario | M | O | A | I |\n|---|---|---|---|---|\n| captions | 30 | 20 | 10 | 5 |"
    )
    scenarios = calls(text)[0][1]["scenarios"]
    numbers = {"must_be": "30", "performance": "20", "attractive": "10", "indifferent": "5"}
    assert scenarios == [{"name": "captions", "numbers": numbers}]
