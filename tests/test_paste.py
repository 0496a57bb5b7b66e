"""A case is read out of what people paste, or they are told what is missing."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import BadInput
from tools.diagnosis.engine import diagnose
from tools.diagnosis.paste import parse_case
from tools.diagnosis.pasted_many import parse_cases

Q, A = "生成一条30秒的儿童玩具测评脚本", "成人玩具推荐"


@pytest.mark.parametrize(
    "text",
    [
        f"用户输入“{Q}”，AI 却生成了“{A}”，为什么？",
        f"用户问「{Q}」，它答「{A}」，这是哪个环节的问题",
        f"用户输入{Q}，AI却生成了{A}，这是哪个环节的问题？",
        f"用户：{Q}\nAI：{A}",
        f"Q: {Q}\nA: {A}",
        f"问：{Q}\n答：{A}",
        f"“{Q}” → “{A}”",
        f'{{"query": "{Q}", "answer": "{A}"}}',
        f'帮我看看这条：{{"query": "{Q}", "answer": "{A}"}} 为什么错了',
        f'The user asked "{Q}" but it answered "{A}". Why?',
    ],
)
def test_ways_to_paste_a_case(text: str) -> None:
    case = parse_case(text)
    assert case is not None
    assert (case.query, case.answer) == (Q, A)
    assert case.id.startswith("case-")


@pytest.mark.parametrize(
    "text",
    [
        "The user asked 'how long do refunds take' and the bot replied 'two weeks'",
        "User: how long do refunds take\nAssistant: two weeks",
        "she asked “how long do refunds take”, it returned “two weeks”, which stage broke?",
    ],
)
def test_english_cases(text: str) -> None:
    case = parse_case(text)
    assert case is not None
    assert (case.query, case.answer) == ("how long do refunds take", "two weeks")


def test_the_same_case_keeps_its_id() -> None:
    one, other = parse_case(f"Q: {Q}\nA: {A}"), parse_case(f"用户：{Q}\nAI：{A}")
    assert one is not None
    assert other is not None
    assert one.id == other.id


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("问：退款几天\n答：九周\n资料：退款三周到账。", ["退款三周到账。"]),
        ("问：退款几天\n资料：退款三周到账。\n答：九周", ["退款三周到账。"]),
        ("问：退款几天 答：九周 上下文：退款三周到账。", ["退款三周到账。"]),
        (
            "问：退款几天\n答：九周\n检索结果：\n1. 退款三周到账。\n2. 当天发货。",
            ["退款三周到账。", "当天发货。"],
        ),
        ("问：退款几天\n答：九周\n参考：甲\n参考：乙", ["甲", "乙"]),
        ("问：退款几天\n答：九周", None),
    ],
)
def test_labelled_passages(text: str, passages: list[str] | None) -> None:
    case = parse_case(text)
    assert case is not None
    assert (case.query, case.answer) == ("退款几天", "九周")
    found = None if case.retrieved is None else [one.text for one in case.retrieved]
    assert found == passages


@pytest.mark.parametrize("label", ["Context", "Passage", "Source"])
@pytest.mark.parametrize("between", [" ", "\n"])
def test_labelled_passages_in_english(label: str, between: str) -> None:
    parts = ["Q: How long?", "A: Nine weeks.", f"{label}: A refund takes three weeks."]
    case = parse_case(between.join(parts))
    assert case is not None
    assert (case.query, case.answer.rstrip(".")) == ("How long?", "Nine weeks")
    assert case.retrieved is not None
    assert [(p.id, p.text) for p in case.retrieved] == [("p1", "A refund takes three weeks.")]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('{"query": "a", "answer": "b', "diagnosis.paste.cut_off"),
        ('{"query": "a", "answer": "b"', "diagnosis.paste.cut_off"),
        ('看看这条 {"id": 7, "query": "a", "retrieved": [{"id": "x"}', "diagnosis.paste.cut_off"),
        ('[{"question": "a", "answer": "b"}', "diagnosis.paste.cut_off"),
        ('{"query": "a" "answer": "b"}', "diagnosis.paste.broken_json"),
        (
            '[{"query": "a", "answer": "b"}, {"query": "c", "answer": "d"}]',
            "diagnosis.paste.several",
        ),
        ('{"query": "a", "answer": "b"}\n{"query": "c", "answer": "d"}', "diagnosis.paste.several"),
        (f"用户问“{Q}”", "diagnosis.paste.no_answer"),
        (f"AI 回答“{A}”", "diagnosis.paste.no_query"),
        ('{"query": "a"}', "diagnosis.paste.no_fields"),
        ('{"query": 5, "answer": []}', "diagnosis.paste.bad_json"),
        ("用户问：x\n" + "长" * 200_000, "diagnosis.paste.too_long"),
    ],
)
def test_what_is_missing_is_named(text: str, key: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_case(text)
    assert caught.value.key == key
    assert caught.value.text("zh")
    assert caught.value.text("en")


@pytest.mark.parametrize(
    "text",
    ["为什么这条脚本会失败？", "Why did it fail?", "", "{", "你好", '{"x": 1'],
)
def test_what_is_no_case(text: str) -> None:
    assert parse_case(text) is None


@given(st.text(max_size=200))
def test_any_text_is_a_case_or_not_or_an_error(text: str) -> None:
    try:
        case, cases = parse_case(text), parse_cases(text)
    except BadInput:
        return
    assert case is None or (case.query and case.id)
    assert all(one.id for one in cases)


@pytest.mark.parametrize(
    ("text", "query", "answer"),
    [
        ("[2026-11-28 10:02] user_45: 几天\n[2026-11-28 10:03] bot: 九周。", "几天", "九周。"),
        ("客服系统\n10:02\n张三\n几天\n智能助手\n九周。\n已读  👍 0  👎 1", "几天", "九周。"),
        ("用户问几天到账，我们答九周，为什么错了", "几天到账", "九周"),
        ("she asked our bot how long, and our bot told her nine weeks", "how long", "nine weeks"),
        ("User: hi\nBot: hello\nUser: how long?\nBot: 9 weeks\nUser: no", "how long?", "9 weeks"),
        ('12:00 [INFO] user=4 query="how long" answer="nine weeks" ms=3', "how long", "nine weeks"),
        (
            '{"messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "q"},'
            ' {"role": "assistant", "content": [{"type": "text", "text": "a"}]}]}',
            "q",
            "a",
        ),
    ],
)  # fmt: skip
def test_what_people_copy_from_logs_and_screens(text: str, query: str, answer: str) -> None:
    [case] = parse_cases(text)
    assert (case.query, case.answer) == (query, answer)


def test_a_conversation_keeps_what_came_before() -> None:
    [case] = parse_cases("用户：几天到账\n助手：订单号？\n用户：123\n助手：九周")
    assert (case.query, case.answer) == ("123", "九周")
    assert [one.text for one in case.history] == ["几天到账", "订单号？"]


def test_labelled_fields_are_stages() -> None:
    [case] = parse_cases(
        "用户输入：儿童防晒测评\n意图：write_script，audience=adults\n改写：成人防晒\n检索：甲\n输出：成人防晒"
    )
    assert case.intent is not None
    assert (case.intent.name, case.intent.slots) == ("write_script", {"audience": "adults"})
    assert (case.rewritten_query, case.answer) == ("成人防晒", "成人防晒")
    assert [one.text for one in case.retrieved or []] == ["甲"]


@pytest.mark.parametrize(
    "text",
    [
        "用户问几天到账，机器人居然告诉他要九周，但是我们的政策明明是三个工作日，你帮我看看",
        "用户问“几天到账”，AI答“九周”，正确答案应该是“三个工作日”。为什么？",
        "he asked how long and our bot said nine weeks, but the policy says 三个工作日",
    ],
)
def test_what_it_should_have_said_is_the_reference(text: str) -> None:
    assert parse_cases(text)[0].reference == "三个工作日"


@pytest.mark.parametrize(
    "text",
    [
        "问题\t回答\n几天到账\t九周\n怎么开票\t不能开",
        "| 用户提问 | 机器人回答 |\n|---|---|\n| 几天到账 | 九周 |\n| 怎么开票 | 不能开 |",
        "id,query,answer\n1,几天到账,九周\n2,怎么开票,不能开",
        "案例1：用户问“几天到账”，答“九周”。\n案例2：用户问“怎么开票”，答“不能开”。",
        '{"query": "几天到账", "answer": "九周"}\n{"query": "怎么开票", "answer": "不能开"}',
        '[{"query": "几天到账", "answer": "九周"}, {"query": "怎么开票", "answer": "不能开"}]',
    ],
)
def test_several_cases_at_once(text: str) -> None:
    found = [(one.query, one.answer) for one in parse_cases(text)]
    assert found == [("几天到账", "九周"), ("怎么开票", "不能开")]


def test_a_stack_trace_is_an_error_of_the_system() -> None:
    [case] = parse_cases(
        'Traceback (most recent call last):\n  File "a.py", line 1, in f\n'
        "    g()\nTimeoutError: no answer in 5000 ms"
    )
    assert case.error == "TimeoutError: no answer in 5000 ms"
    assert diagnose(case, lang="en").cause == "system"


@pytest.mark.parametrize(
    "text",
    [
        "用户说我们给的脚本太长",
        "用户问得最多的是什么",
        "what did users say about refunds",
        "1. 脚本生成 痛点 9\n2. 数字人 痛点 5",
        "用户反馈：\n1. 退款太慢\n2. 客服不回复",
        "脚本生成痛点9难度3，数字人痛点5难度8，先做哪个？",
    ],
)
def test_what_is_said_of_users_is_no_case(text: str) -> None:
    assert parse_cases(text) == []


@pytest.mark.parametrize(
    ("text", "query", "answer", "passages"),
    [
        ("用户：退款要多久？\n客服：九周。\n资料：三周内到账。", "退款要多久？", "九周。", 1),
        ("用户：退款要多久？\n客服：九周。\n知识库：三周到账。", "退款要多久？", "九周。", 1),
        (
            "[12:01] Alice: can I get a refund?\n[12:01] Bot: Yes, within 60 days.\n"
            "[12:02] Alice: your site says 14 days??",
            "can I get a refund?", "Yes, within 60 days.", 0,
        ),
        ("小王: 还能退款吗\n客服机器人: 可以，60天内。", "还能退款吗", "可以，60天内。", 0),
        ("User: refund time?\nLuna: nine weeks.", "refund time?", "nine weeks.", 0),
    ],
)  # fmt: skip
def test_a_chat_with_its_passages_or_with_a_speaker_called_by_name(
    text: str, query: str, answer: str, passages: int
) -> None:
    case = parse_case(text)
    assert case is not None
    assert (case.query, case.answer) == (query, answer)
    assert len(case.retrieved or []) == passages


def test_two_people_who_talk_are_no_case() -> None:
    assert parse_case("Alice: shall we ship it?\nBob Smith: not before Monday.") is None


@pytest.mark.parametrize(
    ("text", "query", "answer"),
    [
        (
            "Case: user asked for a vegetarian recipe and got chicken soup. What's wrong?",
            "a vegetarian recipe",
            "chicken soup",
        ),
        ("用户要儿童玩具测评，却得到成人解压脚本，为什么", "儿童玩具测评", "成人解压脚本"),
        ("用户：怎么开发票\nAI：请下拉刷新\n用户直接点了踩", "怎么开发票", "请下拉刷新"),
        ("User: Can I pause it?\nBot: We open at nine.\nThe user gave a thumbs down.",
         "Can I pause it?", "We open at nine."),
    ],
)  # fmt: skip
def test_what_the_user_got_and_did_is_told_apart(text: str, query: str, answer: str) -> None:
    [case] = parse_cases(text)
    assert (case.query, case.answer.rstrip(".")) == (query, answer.rstrip("."))


def test_what_the_documents_say_after_all_is_the_reference() -> None:
    [case] = parse_cases("客户问能不能开专票，它说只能开普票，其实知识库里写了可以开专票")
    assert case.answer == "只能开普票"
    assert case.reference == "可以开专票"


@pytest.mark.parametrize("name", ["retrieved_documents", "source_documents", "contexts"])
def test_passages_beside_input_and_output_are_read(name: str) -> None:
    logged = {
        "trace_id": "abc",
        "input": {"messages": [{"role": "user", "content": "What is the limit?"}]},
        "output": {"content": "100 MB."},
        name: [{"content": "25 MB per file."}],
    }
    [case] = parse_cases(json.dumps(logged))
    assert [one.text for one in case.retrieved or []] == ["25 MB per file."]


@pytest.mark.parametrize(
    ("text", "query", "answer", "reference"),
    [
        (
            "它说会员能退款，其实条款写的是会员费不可退。用户问的是“会员费能退吗”",
            "会员费能退吗",
            "会员能退款",
            "会员费不可退",
        ),
        (
            'It answered "Yes, 50% off" but the docs say "No discounts". The user asked "Any?"',
            "Any?",
            "Yes, 50% off",
            "No discounts",
        ),
    ],
)
def test_the_answer_may_be_told_before_the_question(
    text: str, query: str, answer: str, reference: str
) -> None:
    case = parse_case(text)
    assert case is not None
    assert (case.query, case.answer) == (query, answer)
    assert (case.reference or "").strip("。") == reference


def test_short_labels_name_the_question_the_rewriting_and_each_passage_by_its_id() -> None:
    found = parse_case(
        "问：退保能拿回多少钱\n改写后：退保 手续费\n检索到：\n[c1] 犹豫期内全额退还。\n"
        "[c2] 贷款利率 5%。\n答：全额退。"
    )
    assert found is not None
    assert (found.query, found.rewritten_query) == ("退保能拿回多少钱", "退保 手续费")
    assert [(one.id, one.text) for one in found.retrieved or []] == [
        ("c1", "犹豫期内全额退还。"),
        ("c2", "贷款利率 5%。"),
    ]
    assert found.answer == "全额退。"


@pytest.mark.parametrize("labels", ["Q|A", "问|答", "Q1|A1"])
def test_questions_and_answers_in_turn_are_a_conversation(labels: str) -> None:
    asks, answers = labels.split("|")
    colon = "：" if asks == "问" else ":"
    lines = [
        f"{asks}{colon} how much is it",
        f"{answers}{colon} Nine.",
        f"{asks}{colon} and for two",
        f"{answers}{colon} Ten.",
    ]
    found = parse_case("\n".join(lines))
    assert found is not None
    assert (found.query, found.answer.rstrip(".")) == ("and for two", "Ten")
    assert [turn.text for turn in found.history] == ["how much is it", "Nine."]
