"""What is said of a case in passing is heard as that, and answered from the case."""

import pytest
from langchain_core.messages import AIMessage, HumanMessage
from planned import MIND, answered, calls

from agent.reading import question_language
from tools.retelling.sides import sides

CASE = {"kind": "diagnosis", "trace": {"id": "t-000001"}}
AT_CASE = answered("为什么 t-000001 失败", "diagnose_case", CASE, {"case_id": "t-000001"})
LOOK_UP = answered("定价有哪些档位", "search_docs", {}, {"query": "定价有哪些档位"})


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("不对，检索是没问题的", ("retrieval", None)),
        ("不是意图的问题，是生成的问题", ("intent", "generation")),
        ("是不是没检索到？", (None, "retrieval")),
        ("会不会是模型的问题", (None, "generation")),
        ("No, the retrieval was fine", ("retrieval", None)),
        ("it's not the intent, it's the prompt", ("intent", "generation")),
        ("isn't it the retrieval?", (None, "retrieval")),
        ("the prompt is the problem", (None, "generation")),
        ("是检索的问题还是生成的问题", (None, None)),
        ("Is it the retrieval or the generation?", (None, None)),
        ("检索的问题有多少", (None, None)),
        ("我们的检索模型是什么", (None, None)),
        ("which retrieval model do we use?", (None, None)),
    ],
)
def test_stages_that_are_cleared_or_blamed(said: str, found: tuple[str | None, ...]) -> None:
    assert sides(said) == found


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("还有别的可能吗", "doubt"),
        ("你确定吗", "doubt"),
        ("what else could it be", "doubt"),
        ("are you sure?", "doubt"),
        ("那要记录什么才能判断", "doubt"),
        ("what would you need to know?", "doubt"),
        ("为什么", "evidence"),
        ("给我看证据", "evidence"),
        ("show me the evidence", "evidence"),
        ("哪一段资料这么说的", "passages"),
        ("which passage says so", "passages"),
        ("which sentences are unsupported", "passages"),
        ("哪句话没有依据", "passages"),
        ("what did it retrieve?", "passages"),
        ("如果检索到的是别的素材会怎样", "prove"),
        ("what if we had retrieved a different passage?", "prove"),
        ("这个该谁来修", "owner"),
        ("who should fix this", "owner"),
        ("用简单的话给我老板解释一下", "plain"),
        ("explain in simple words to my boss", "plain"),
        ("给工程师写个工单", "ticket"),
        ("draft a ticket for the engineer", "ticket"),
        ("修一下", "fix"),
        ("导出", "ticket"),
        ("把它从评测集里拿掉", "undo"),
    ],
)
def test_after_a_diagnosis_it_is_about_that_case(question: str, part: str) -> None:
    expected = [("diagnose_case", {"case_id": "t-000001", "part": part})]
    assert calls(*AT_CASE, question) == expected


@pytest.mark.parametrize("said", ["不对，检索是没问题的", "no, the retrieval was fine"])
def test_a_doubt_is_handed_over_as_said(said: str) -> None:
    expected = {"case_id": "t-000001", "part": "doubt", "says": said}
    assert calls(*AT_CASE, said) == [("diagnose_case", expected)]
    assert calls(*AT_CASE, *LOOK_UP, said) == [("diagnose_case", expected)]


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("怎么修", {"part": "fix"}),
        ("给工程师写个工单", {"part": "ticket"}),
        ("回到刚才那条", {}),
        ("back to the case: how do we fix it", {"part": "fix"}),
        ("刚才那条优先级多高", {"part": "priority"}),
        ("有多大把握", {"part": "doubt"}),
        ("发给工程师", {"part": "ticket"}),
        ("who owns this", {"part": "owner"}),
        ("tell my boss in plain English", {"part": "plain"}),
        ("replay it", {"part": "prove"}),
    ],
)
def test_a_look_into_the_docs_does_not_lose_the_case(
    question: str, args: dict[str, object]
) -> None:
    expected = [("diagnose_case", {"case_id": "t-000001"} | args)]
    assert calls(*AT_CASE, *LOOK_UP, question) == expected


@pytest.mark.parametrize(
    ("question", "said"), [("你确定吗", "核对出处"), ("are you sure?", "open in their source")]
)
def test_a_doubt_of_what_documents_say_is_told_how_to_check(question: str, said: str) -> None:
    message = MIND.invoke([*AT_CASE, *LOOK_UP, HumanMessage(question)])
    assert said in message.text


@pytest.mark.parametrize("question", ["which passage says so", "原文在哪"])
def test_what_is_about_the_last_answer_stays_with_the_docs(question: str) -> None:
    assert calls(*AT_CASE, *LOOK_UP, question)[0][0] == "search_docs"


@pytest.mark.parametrize(
    "question",
    [
        "退款要多久",
        "who are our target users",
        "Who owns the script?",
        "专业版多少钱",
        "目标用户是谁",
    ],
)
def test_other_questions_are_still_looked_up(question: str) -> None:
    assert calls(*AT_CASE, question)[0][0] == "search_docs"


@pytest.mark.parametrize("question", ["不对，检索是没问题的", "the retrieval was fine"])
def test_without_a_case_nothing_is_doubted(question: str) -> None:
    assert "part" not in calls(question)[0][1]


def test_one_of_several_pasted_cases_is_opened() -> None:
    shown = {"kind": "diagnosis", "trace": {"id": "case-a"}, "listed": ["case-a", "case-b"]}
    pasted = answered("x", "diagnose_case", shown, {"case": "x"})
    assert calls(*pasted, "第二个为什么") == [("diagnose_case", {"case_id": "case-b"})]
    assert calls(*pasted, "why the second one?") == [("diagnose_case", {"case_id": "case-b"})]


def test_a_long_log_without_a_case_is_not_looked_up() -> None:
    log = "\n".join(f"2026-11-28T10:00:00 INFO gateway request={n} status=200" for n in range(900))
    assert calls(log) == []


def test_a_kept_case_goes_out_and_in_again_by_a_word() -> None:
    kept = answered("加入评测集", "diagnose_case", CASE, {"case_id": "t-000001", "part": "example"})
    out = {"case_id": "t-000001", "part": "undo"}
    assert calls(*kept, "撤销") == [("diagnose_case", out)]
    assert calls(*kept, *LOOK_UP, "undo") == [("diagnose_case", out)]
    gone = answered("undo", "diagnose_case", CASE, out)
    again = {"case_id": "t-000001", "part": "example"}
    assert calls(*gone, "redo") == [("diagnose_case", again)]


@pytest.mark.parametrize("text", ["undo", "撤销", "redo", "重做", "导出", "export this"])
def test_what_nothing_can_be_done_about_is_said_and_not_looked_up(text: str) -> None:
    assert calls(*LOOK_UP, text) == []
    assert calls(text) == []


def test_a_word_of_our_own_is_explained_and_the_products_words_are_looked_up() -> None:
    def heard(question: str, said: str) -> str:
        history = [*AT_CASE[:-1], AIMessage(said)]
        return MIND.invoke([*history, HumanMessage(question)]).text

    assert "一百条" in heard("“把握”是什么意思", "根因：意图（把握 94%）")
    assert "ninety" in heard('What does "confidence" mean?', "cause: intent (confidence 94%)")
    assert "宁可多剔" in heard("“可能相同”是什么意思", "剔除：可能相同 17")
    made = answered("要不要微调", "build_finetune_set", {}, {})[:-1]
    asked = [
        *made,
        AIMessage("说不准是不是同一个问题的 17 条"),
        HumanMessage("“可能相同”是什么意思"),
    ]
    assert "宁可多剔" in MIND.invoke(asked).text
    assert heard("采纳率是什么意思", "根因：意图（把握 94%）") == ""
    assert heard("“把握”是什么意思", "定价有三档") == ""


BAD = answered(
    "哪些失败最多", "find_bad_cases", {"listed": ["t-1"]}, {"version": "v2", "signal": "any"}
)
RUN = answered("跑 v1", "run_eval", {}, {"targets": ["v1"]})


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("最差的十条给我看看", {}),
        ("show me the ten worst", {}),
        ("把它们分分组", {}),
        ("group them", {}),
        ("哪个原因让我们损失最大", {}),
        ("which cause costs us most", {}),
        ("还有多少条跟它一样", {"like": "t-000001"}),
        ("how many more like this", {"like": "t-000001"}),
        ("还有多少类似的", {"like": "t-000001"}),
        ("影响多少用户", {"like": "t-000001", "part": "users"}),
        ("how many users are affected?", {"like": "t-000001", "part": "users"}),
        ("what share of traffic is that?", {"like": "t-000001", "part": "users"}),
        ("哪类用户最受影响", {}),
        ("who is hit most", {}),
        ("比较一下 v1 和 v2 的失败原因", {"version": "v2", "against": "v1"}),
        ("v2 和 v1 的失败原因有什么不同", {"version": "v2", "against": "v1"}),
        ("compare v1 and v2's causes", {"version": "v2", "against": "v1"}),
        ("和上周比失败原因有什么变化", {"period": "this_week", "against": "last_week"}),
        ("和上周比有什么变化", {"period": "this_week", "against": "last_week"}),
        ("what changed since last week", {"period": "this_week", "against": "last_week"}),
        ("关于退款的失败有哪些", {"about": "退款"}),
    ],
)
def test_many_cases_in_a_pms_words(question: str, args: dict[str, object]) -> None:
    assert calls(*AT_CASE, question) == [("find_bad_cases", args)]


@pytest.mark.parametrize(
    ("question", "about"), [("只看退款的", "退款"), ("only the refunds", "refunds")]
)
def test_failures_are_narrowed_to_a_subject(question: str, about: str) -> None:
    args = {"version": "v2", "signal": "any", "about": about}
    assert calls(*BAD, question) == [("find_bad_cases", args)]
    assert calls(question)[0][0] == "search_docs"


@pytest.mark.parametrize("question", ["比较 v1 和 v2", "compare v1 and v2", "v2 比 v1 好在哪"])
def test_versions_are_compared_by_their_runs_where_no_cause_is_named(question: str) -> None:
    assert calls(question)[0][0] == "compare_runs"


def test_the_worst_of_a_run_are_the_runs() -> None:
    assert calls(*RUN, "最差的十条给我看看")[0][0] == "run_eval"


@pytest.mark.parametrize(
    "pasted",
    [
        "User: how long do refunds take?\nBot: nine weeks",
        '{"query": "how long", "answer": "nine weeks"}',
        "query\tanswer\nhow long\tnine weeks",
        "[2026-11-28 10:02] user_4: how long?\n[2026-11-28 10:03] bot: nine weeks",
    ],
)
def test_a_pasted_case_does_not_change_the_language_of_the_talk(pasted: str) -> None:
    assert question_language([HumanMessage("为什么失败"), HumanMessage(pasted)]) == "zh"
    assert question_language([HumanMessage(pasted)]) == "en"
    asked = HumanMessage(f"{pasted}\nwhy did that fail?")
    assert question_language([HumanMessage("为什么失败"), asked]) == "en"


@pytest.mark.parametrize("text", ["标注指南给我看看", "show me the annotation guideline"])
def test_to_see_a_guideline_makes_no_training_set(text: str) -> None:
    assert calls(text) == []
    assert calls("给标注员写一份标注指南")[0][0] == "build_finetune_set"


def test_the_worst_and_the_cost_after_two_versions_are_of_both() -> None:
    both = answered("跑 v1 和 v2", "run_eval", {}, {"targets": ["v1", "v2"]})
    for question, view in (
        ("最差的是哪些", "worst"),
        ("花了多少钱", "spent"),
        ("which were the worst?", "worst"),
        ("how much did it cost", "spent"),
    ):
        args = {"show": view, "targets": ["v1", "v2"]}
        assert calls(*both, question) == [("run_eval", args)]
