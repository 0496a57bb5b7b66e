"""A case told in quotations is read whole: what was asked, answered, retrieved and expected."""

import pytest
from planned import answered, calls

from knowledge.errors import BadInput
from tools.diagnosis.paste import parse_case
from tools.diagnosis.pasted_many import parse_cases
from tools.diagnosis.pasted_quotes import quotations

AT_CASE = answered(
    "为什么 t-000001 失败",
    "diagnose_case",
    {"kind": "diagnosis", "trace": {"id": "t-000001"}},
    {"case_id": "t-000001"},
)


@pytest.mark.parametrize(
    ("text", "query", "answer", "passages"),
    [
        ("用户问：“能机洗吗？” 机器人答：“可以。” 检索到：“羽绒服：不可机洗。” 为什么错了？",
         "能机洗吗？", "可以。", ["羽绒服：不可机洗。"]),
        ('The user asked "Heated?", it answered "No.", and it retrieved "Yes, all year." Why?',
         "Heated?", "No.", ["Yes, all year."]),
        ('The user asked "Heated?", the context was "Yes, all year.", and it answered "No."',
         "Heated?", "No.", ["Yes, all year."]),
        ("The user asked 'What's the fee?', it answered 'It's $5', the context was 'It's $7'. why",
         "What's the fee?", "It's $5", ["It's $7"]),
        ('A customer asked "Ship to Norway?" and our bot said "No." even though the retrieved'
         ' passage was "We ship to Norway." Which stage?',
         "Ship to Norway?", "No.", ["We ship to Norway."]),
        ("用户问“能带狗吗”，它检索到“露台可以带狗”，然后回答“不可以带宠物”。哪个环节出了问题？",
         "能带狗吗", "不可以带宠物", ["露台可以带狗"]),
        ("The user asked “Free?”, the docs retrieved were “Entry: 5 euros” and “Children: free”,"
         " and it said “Always free”. why?",
         "Free?", "Always free", ["Entry: 5 euros", "Children: free"]),
        ('It answered "No dogs." to "Can I bring my dog?" with the context "Dogs welcome." Why?',
         "Can I bring my dog?", "No dogs.", ["Dogs welcome."]),
        ('User: "How long?" Bot: "One year." Retrieved: "Three years." What went wrong?',
         "How long?", "One year.", ["Three years."]),
        ("问“门票多少钱”，答“50元”，检索内容“门票：成人80元”",
         "门票多少钱", "50元", ["门票：成人80元"]),
    ],
)  # fmt: skip
def test_passages_are_read_wherever_they_are_told(
    text: str, query: str, answer: str, passages: list[str]
) -> None:
    case = parse_case(text)
    assert case is not None
    assert (case.query, case.answer) == (query, answer)
    assert [one.text for one in case.retrieved or []] == passages


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("用户问“可以机洗吗”，回答“可以”，资料写“不可机洗”，为什么", "不可机洗"),
        ('The user asked "Heated?", it answered "No." but the docs say "It is heated." Why?',
         "It is heated."),
    ],
)  # fmt: skip
def test_what_the_documents_say_is_still_a_good_answer(text: str, reference: str) -> None:
    case = parse_case(text)
    assert case is not None
    assert case.reference == reference
    assert not case.retrieved


@pytest.mark.parametrize(
    "text",
    [
        '他说“好的”，我说“不行”，她说“算了”',
        '"One" and "two" and "three" are numbers',
        "用户问“上下文是什么意思”，AI答“上下文是指对话的前后文”，为什么错了",
        'The user asked "What is the context window?" and it answered "8k tokens". Why?',
    ],
)  # fmt: skip
def test_other_quotations_are_no_passages(text: str) -> None:
    assert quotations(text) is None


def test_what_is_wanted_of_several_is_no_part_of_the_last() -> None:
    text = "\n\n".join(f"Q: When {n}?\nRetrieved: Open {n}.\nA: At {n}." for n in (7, 8, 9))
    for wish in ("Diagnose all three", "诊断一下这三条", "Please analyse them."):
        assert [one.answer.rstrip(".") for one in parse_cases(f"{text}\n{wish}")] == [
            "At 7", "At 8", "At 9",
        ]  # fmt: skip


def test_half_a_case_in_our_own_words_says_what_is_missing() -> None:
    text = (
        "Our bot said the warranty is one year, but the doc it retrieved says three. Which stage?"
    )
    with pytest.raises(BadInput, match="query"):
        parse_case(text)
    [(tool, _)] = calls(text)
    assert tool == "diagnose_case"
    [(tool, args)] = calls(*AT_CASE, text)
    assert "case" not in args


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("The passage it had was: The motor: three years.", "The motor: three years."),
        ("检索到的是：主机保修三年。", "主机保修三年。"),
        ("它当时的上下文是“主机保修三年”", "主机保修三年"),
        ("Retrieved: three years", "three years"),
        ('it retrieved "three years"', "three years"),
    ],
)
def test_what_was_retrieved_can_be_told_afterwards(text: str, passages: str) -> None:
    told = {"case_id": "t-000001", "passages": passages}
    assert calls(*AT_CASE, text) == [("diagnose_case", told)]


@pytest.mark.parametrize(
    "text", ["what passage was it?", "检索到的是什么？", "show me the context", "检索没问题"]
)
def test_what_asks_for_passages_tells_none(text: str) -> None:
    [(_, args)] = calls(*AT_CASE, text)
    assert "passages" not in args
