"""Cases as they come in real life: labels in any dress, tables with cells of several lines."""

import json

import pytest

from knowledge.language import LANGS, Lang
from knowledge.records import Passage, Trace
from tools.diagnosis.engine import diagnose
from tools.diagnosis.markdown import markdown_of
from tools.diagnosis.paste import parse_case
from tools.diagnosis.pasted_many import parse_cases
from tools.retelling.handed_on import brief_markdown, ticket_markdown
from tools.retelling.several import several_markdown

QUERY, ANSWER, PASSAGE = (
    "Can I pay by invoice?",
    "No, only by card.",
    "Annual plans pay by invoice.",
)


@pytest.mark.parametrize(
    "text",
    [
        "Why?\n\n**User:** {q}\n\n**Assistant:** {a}\n\n**Context:** {p}",
        "**Question**: {q}\n**Retrieved chunks**: {p}\n**Model answer**: {a}",
        "### Question\n{q}\n\n### Context\n{p}\n\n### Answer\n{a}\n",
        "## User query\n\n{q}\n\n## Retrieved documents:\n\n{p}\n\n## Response\n\n{a}",
        "<user>{q}</user>\n<context>{p}</context>\n<assistant>{a}</assistant>",
        "[User] {q}\n[Search results] {p}\n[Bot] {a}",
        "User: {q}\nRetrieved passages:\n- {p}\nBot: {a}",
        "【用户提问】{q}\n【检索结果】{p}\n【模型回答】{a}\n【用户反馈】点踩",
        "用户：{q}\n检索到：{p}\n助手：{a}",
        "<query>{q}</query><answer>{a}</answer><context>{p}</context> why did it fail?",
        "客户：{q}\n客服机器人：{a}\n（知识库：{p}）\n这条怎么答错的？",
        "User: {q}\nBot: {a}\n(docs: {p})\nwhy?",
        "为什么失败 <query>{q}</query> <answer>{a}</answer> <context>{p}</context>",
        "**问题**：{q}\n**回答**：{a}\n**检索到的资料**：{p}\n为什么错？",
        "Question: {q}\nContext: {p}\nAnswer: {a}\nWhy is this wrong?",
        "用户：{q}\n召回内容：\n1. {p}\n机器人：{a}",
        "客户提问：{q}\n知识库内容：{p}\n客服回复：{a}",
        "{{'query': '{q}', 'retrieved': ['{p}'], 'answer': '{a}', 'score': None}}",
    ],
)
def test_labels_in_any_dress(text: str) -> None:
    case = parse_case(text.format(q=QUERY, a=ANSWER, p=PASSAGE))
    assert case is not None
    assert (case.query, case.answer) == (QUERY, ANSWER)
    assert [one.text for one in case.retrieved or []] == [PASSAGE]
    assert case.history == []


@pytest.mark.parametrize(
    "text",
    [
        "User: {q}\nBot: {a}\n\nBut the docs say: “{p}”\n\nwhy did it say that?",
        "Maria Lopez: {q}\nSupport Bot: {a}\ndocs say: {p}",
        "用户：{q}\n机器人：{a}\n\n但文档里写的是：{p}",
        "用户：{q}\n机器人：{a}\n正确答案：{p}",
        "**User:** {q}\n**Assistant:** {a}\n**Expected answer:** {p}",
        "【用户】{q}\n【机器人】{a}\n【期望回答】{p}",
    ],
)
def test_what_the_documents_say_beneath_a_conversation_is_a_good_answer(text: str) -> None:
    case = parse_case(text.format(q=QUERY, a=ANSWER, p=PASSAGE))
    assert case is not None
    assert (case.query, case.answer.rstrip("."), case.reference) == (
        QUERY, ANSWER.rstrip("."), PASSAGE
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "question,answer,context\n"
        '"When do you open?","At nine.\nNot on Sunday.",We open at ten.\n'
        "Do you ship?,No.,We ship.\n\nwhat is wrong with these?",
        "question\tanswer\tcontext\n"
        'When do you open?\t"At nine.\nNot on Sunday."\tWe open at ten.\n'
        "Do you ship?\tNo.\tWe ship.",
        "User: When do you open?\nContext: We open at ten.\nBot: At nine.\nNot on Sunday."
        "\n\n---\n\n"
        "User: Do you ship?\nContext: We ship.\nBot: No.",
        "User: When do you open?\nContext: We open at ten.\nBot: At nine.\nNot on Sunday.\n\n"
        "User: Do you ship?\nContext: We ship.\nBot: No.",
    ],
)
def test_cases_under_each_other_and_cells_of_several_lines(text: str) -> None:
    first, second = parse_cases(text)
    assert (first.query, first.answer) == ("When do you open?", "At nine.\nNot on Sunday.")
    assert [[one.text for one in case.retrieved or []] for case in (first, second)] == [
        ["We open at ten."], ["We ship."]
    ]  # fmt: skip


def test_a_quotation_mark_in_a_cell_is_none_of_the_tables() -> None:
    rows = 'question\tanswer\nHow big?\t"5" wide\nHow long?\t9 metres'
    assert [one.query for one in parse_cases(rows)] == ["How big?", "How long?"]


def test_turns_of_one_conversation_stay_one_case() -> None:
    text = (
        "User: Do you ship?\nContext: We ship to Norway.\nBot: Yes.\n"
        "User: And when?\nContext: In 3 days.\nBot: In 9 days."
    )
    [case] = parse_cases(text)
    assert (case.query, len(case.history)) == ("And when?", 2)


@pytest.mark.parametrize(
    "text",
    [
        "**Note:** the users are happy",
        "### Question\nWhat should we build next?",
        "资料：三天到账。\n请帮我总结一下",
        "<b>User</b> stories for the next release",
        "{'a': 1}",
    ],
)
def test_what_is_no_case_stays_none(text: str) -> None:
    assert parse_cases(text) == []


def test_an_answer_that_a_log_wrapped_is_read_as_its_user_saw_it() -> None:
    row = {"query": QUERY, "answer": json.dumps({"answer": ANSWER, "sources": ["kb-1"], "ok": 1})}
    case = parse_case(f"why?\n{json.dumps(row)}")
    assert case is not None
    assert case.answer == ANSWER
    both = {"answer": ANSWER, "follow_up": "Would you like to change to an annual plan? " * 2}
    kept = parse_case(json.dumps({"query": QUERY, "answer": json.dumps(both)}))
    assert kept is not None
    assert kept.answer == json.dumps(both)


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_reader_never_saw_is_not_told(lang: Lang) -> None:
    answer = "<think>Card or invoice?</think>\n## Payment\n\n**Only** by card【1†source】."
    case = Trace(id="c", query=QUERY, answer=answer, retrieved=[Passage(id="k", text=PASSAGE)])
    found = diagnose(case, lang=lang)
    for told in (
        markdown_of(found, case, lang),
        ticket_markdown(case, found, lang),
        brief_markdown(case, found, lang),
        several_markdown([(case, found)], lang, shown="c"),
    ):
        assert "Only by card." in told.replace("\\", "") or "Only by card”" in told
        assert "Card or invoice" not in told
        assert "†" not in told
