"""The built-in planner chooses the right tool, in both languages, follow-ups included."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from agent.models import planner
from tools import TOOLS

MIND = planner().bind_tools(TOOLS)


def reply(*messages: BaseMessage | str) -> AIMessage:
    said = [HumanMessage(m) if isinstance(m, str) else m for m in messages]
    message = MIND.invoke(said)
    assert isinstance(message, AIMessage)
    return message


SCORES, MODELS, NEEDS, DOCS = "score_scenarios", "recommend_models", "discover_needs", "search_docs"


def calls(*messages: BaseMessage | str) -> list[tuple[str, dict[str, object]]]:
    return [(call["name"], call["args"]) for call in reply(*messages).tool_calls]


def after(tool: str, listed: Sequence[str] = (), **args: object) -> list[BaseMessage]:
    """A conversation in which that tool has just answered."""
    call = {"name": tool, "args": args, "id": "1", "type": "tool_call"}
    artifact = {"kind": "bad_cases", "listed": list(listed)} if listed else None
    return [
        HumanMessage("为什么"),
        AIMessage("", tool_calls=[call]),
        ToolMessage("结果", tool_call_id="1", name=tool, artifact=artifact),
        AIMessage("结果"),
    ]


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("最近哪些失败最多", {}),
        ("which failures should we fix first", {}),
        ("最近有哪些 bad case 值得看", {}),
        ("把失败的案例聚类", {}),
        ("上周用户点踩最多的是什么问题？", {"signal": "thumbs_down", "period": "last_week"}),
        ("随机抽查 30 条", {"signal": "random", "limit": 30}),
        ("有没有违规输出？", {"signal": "policy"}),
        ("检索失败的有哪些", {"cause": "retrieval"}),
        ("Which bad cases are growing since v2?", {"version": "v2"}),
        (
            "What are the top failures on TikTok in the last 2 weeks?",
            {"period": "14d", "segment": "platform=tiktok"},
        ),
        (
            "show me what users rated down last month",
            {"signal": "thumbs_down", "period": "last_month"},
        ),
    ],
)
def test_many_cases_are_looked_for(question: str, args: dict[str, object]) -> None:
    assert calls(question) == [("find_bad_cases", args)]


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("只看 v2 的", {"version": "v2"}),
        ("只看v2的", {"version": "v2"}),
        ("看最近7天的", {"period": "7d"}),
        ("Sample 100 at random", {"signal": "random", "limit": 100}),
        ("上周呢", {"period": "last_week"}),
        ("And last week?", {"period": "last_week"}),
        ("show me the retrieval ones", {"cause": "retrieval"}),
        ("搞笑风格的呢", {"segment": "style=comedy"}),
        ("Only on TikTok", {"segment": "platform=tiktok"}),
        ("生成的呢", {"cause": "generation"}),
    ],
)
def test_follow_ups_narrow_what_was_looked_for(question: str, args: dict[str, object]) -> None:
    history = after("find_bad_cases", ["t-000011"], version="v1", signal="error")
    wanted = {"version": "v1", "signal": "error", **args}
    assert calls(*history, question) == [("find_bad_cases", wanted)]
    everything = after("find_bad_cases", version="v1")
    assert calls(*everything, "所有版本呢") == [("find_bad_cases", {})]


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("why the second one?", {"case_id": "t-000022"}),
        ("第二个为什么会失败？", {"case_id": "t-000022"}),
        ("第一类怎么修", {"case_id": "t-000011", "part": "fix"}),
    ],
)
def test_one_of_the_list_leads_on_to_its_diagnosis(question: str, args: dict[str, object]) -> None:
    history = after("find_bad_cases", ["t-000011", "t-000022"])
    assert calls(*history, question) == [("diagnose_case", args)]
    diagnosed = [*history, *after("diagnose_case", case_id="t-000011")]
    assert calls(*diagnosed, question) == [("diagnose_case", args)]
    assert calls(*history, "why the ninth one?") != [("diagnose_case", {"case_id": "t-000022"})]


@pytest.mark.parametrize(
    ("question", "case_id"),
    [
        ("为什么 t-001024 这条脚本会失败？", "t-001024"),
        ("t-001024 咋回事", "t-001024"),
        ("看下t-000007", "t-000007"),
        ("Why did t-000042 fail?", "t-000042"),
        ("what's wrong with t-000042", "t-000042"),
        ("root cause of d-zh-0155 please", "d-zh-0155"),
    ],
)
def test_a_case_id_is_diagnosed(question: str, case_id: str) -> None:
    assert calls(question) == [("diagnose_case", {"case_id": case_id})]


@pytest.mark.parametrize(
    "question",
    [
        "用户输入“生成一条30秒的儿童玩具测评脚本”，AI 却生成了“成人解压玩具推荐”，为什么？",
        'The user asked "Write a 30-second children\'s toy review", it answered "Desk toys". Why?',
        "Q: 客服电话是多少？\nA: 我们是一家成立于 2015 年的公司。",
    ],
)
def test_a_pasted_case_is_handed_over_word_for_word(question: str) -> None:
    [(tool, args)] = calls(question)
    assert tool == "diagnose_case"
    assert args == {"case": question}


@pytest.mark.parametrize(
    "question", ["为什么这条脚本会失败？", "这一条哪里错了", "Why did this one fail?"]
)
def test_this_one_means_the_case_in_focus(question: str) -> None:
    assert calls(question) == [("diagnose_case", {})]


@pytest.mark.parametrize(
    "question",
    ["我们的定价有哪些档位", "品牌安全禁用词有哪些", "30秒脚本写多少字", "SLA 的可用性是多少",
     "What does the Pro plan cost?", "who are our target users", "What changed in v2?",
     "退款政策是什么", "what is our refund policy"],
)  # fmt: skip
def test_other_questions_go_to_the_docs(question: str) -> None:
    assert calls(question) == [("search_docs", {"query": question})]


@pytest.mark.parametrize(
    ("question", "part"),
    [("怎么修？", "fix"), ("那怎么改", "fix"), ("How do we fix it?", "fix"),
     ("怎么验证修好了", "verify"), ("How do I verify the fix?", "verify"),
     ("证据呢", "evidence"), ("What is the evidence?", "evidence"),
     ("优先级高不高", "priority"), ("how urgent is it", "priority")],
)  # fmt: skip
def test_follow_ups_stay_with_the_case(question: str, part: str) -> None:
    history = after("diagnose_case", case_id="t-000001")
    assert calls(*history, question) == [("diagnose_case", {"case_id": "t-000001", "part": part})]


@pytest.mark.parametrize(
    "question", ["keep it as an example", "加到评测集里", "add it to the eval set"]
)
def test_the_case_at_hand_is_kept_and_no_set_is_built(question: str) -> None:
    expected = {"case_id": "t-001200", "part": "example"}
    assert calls(*after("diagnose_case", case_id="t-001200"), question) == [
        ("diagnose_case", expected)
    ]
    assert calls(*after("diagnose_case"), question) == [("diagnose_case", {"part": "example"})]


def test_the_open_case_outweighs_the_last_one() -> None:
    question = HumanMessage("Why did this one fail?", additional_kwargs={"focus": "t-000002"})
    history = after("diagnose_case", case_id="t-000001")
    assert calls(*history, question) == [("diagnose_case", {"case_id": "t-000002"})]


@pytest.mark.parametrize(
    ("question", "case_id"),
    [("T-001200 怎么了", "t-001200"), ("ｔ－００１２００ 为什么失败", "t-001200"),
     ("t001200怎么了", "t-001200"), ("谢谢，那 t-000143 呢", "t-000143")],
)  # fmt: skip
def test_an_id_is_read_however_it_is_typed(question: str, case_id: str) -> None:
    assert calls(question) == [("diagnose_case", {"case_id": case_id})]


@pytest.mark.parametrize(
    "question", ["SM-418 是什么", "does gpt-4000 support audio", "t-shirt 脚本的规定"]
)
def test_what_only_looks_like_an_id_is_looked_up(question: str) -> None:
    assert calls(question) == [("search_docs", {"query": question})]


def test_an_id_of_a_file_is_read_beside_it() -> None:
    assert calls("诊断 /tmp/case.jsonl 里的 c2") == [
        ("diagnose_case", {"file": "/tmp/case.jsonl", "case_id": "c2"})
    ]


def test_huge_questions_are_read_in_linear_time() -> None:
    for text in ["x" * 200_000, "“" * 200_000, "a-" * 100_000, "为" * 200_000]:
        start = time.perf_counter()
        reply(text)
        assert time.perf_counter() - start < 5


def test_a_follow_up_with_another_id_changes_the_case() -> None:
    history = after("diagnose_case", case_id="t-000001")
    assert calls(*history, "那 t-000002 呢？") == [("diagnose_case", {"case_id": "t-000002"})]


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
