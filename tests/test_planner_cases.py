"""The built-in planner and cases: which is meant, what follows on it, and what is handed over."""

import pytest
from langchain_core.messages import HumanMessage
from planned import after, calls


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


def test_a_follow_up_with_another_id_changes_the_case() -> None:
    history = after("diagnose_case", case_id="t-000001")
    assert calls(*history, "那 t-000002 呢？") == [("diagnose_case", {"case_id": "t-000002"})]
