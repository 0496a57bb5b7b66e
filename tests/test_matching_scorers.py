"""Exact, fuzzy, contains, regex and JSON schema, on cases checked by hand; nothing hangs."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring import score


@pytest.mark.parametrize(
    ("answer", "reference", "value"),
    [
        ("北京", "北京", 1),
        ("北京。", "“北京”", 1),
        ("ＰＲＯ 版", "Pro版", 1),
        ("  The   Cat ", "the cat.", 1),
        ("用 Pro 版", "用Pro版", 1),
        ("是北京。", "北京", 0),
        ("a cat", "the cat", 0),
        ("", "北京", 0),
        ("?", "!", 0),
        ("7.5", "75", 0),
    ],
)
def test_exact(answer: str, reference: str, value: float) -> None:
    assert score("exact", answer, reference=reference).value == value


@pytest.mark.parametrize(
    ("answer", "reference", "value"),
    [
        ("abcd", "abcd", 1),
        ("abcd", "abce", 0.75),  # 1 − 2/8: one letter out, one in
        ("退款七天到账", "退款三天到账", 0.8333),
        ("ab", "cd", 0),
        ("", "ab", 0),
    ],
)
def test_fuzzy(answer: str, reference: str, value: float) -> None:
    assert score("fuzzy", answer, reference=reference).value == value


@given(st.text(), st.text().filter(str.strip))
def test_likeness_is_symmetric_and_a_share(one: str, other: str) -> None:
    there = score("fuzzy", one, reference=other).value
    assert there is not None
    assert 0 <= there <= 1
    if one.strip():
        assert score("fuzzy", other, reference=one).value == there
    assert score("fuzzy", other, reference=other).value == 1
    assert score("exact", other, reference=other).value == 1


@pytest.mark.parametrize(
    ("answer", "constraints", "value", "told"),
    [
        ("退款七天到账", {"contains": "退款"}, 1, "都满足"),
        ("退款七天到账", {"contains": ["退款", "发票"]}, 0.5, "发票"),
        ("ＡＢＣ", {"contains": "abc"}, 1, "All 1"),
        ("Free of charge", {"not_contains": ["free", "paid"]}, 0.5, "free"),
        ("保证退款", {"contains": ["退款"], "not_contains": ["保证"]}, 0.5, "保证"),
        ("room 7", {"contains": 7}, 1, "All 1"),
    ],
)
def test_contains(answer: str, constraints: dict[str, Any], value: float, told: str) -> None:
    found = score("contains", answer, constraints=constraints)
    assert found.value == value
    assert told in found.reason


def test_without_words_to_contain_the_reference_is_looked_for() -> None:
    assert score("contains", "是北京。", reference="北京。").value == 1
    assert score("contains", "是上海。", reference="北京").value == 0
    assert score("contains", "是上海。").value is None
    for nothing in ({"contains": []}, {"contains": " "}, {"contains": {"a": 1}}):
        assert score("contains", "x", constraints=nothing).value is None


@pytest.mark.parametrize(
    ("answer", "patterns", "value"),
    [
        ("订单 A-123", r"[A-Z]-\d{3}", 1),
        ("订单 A-12", r"[A-Z]-\d{3}", 0),
        ("2026-11-01", [r"^\d{4}", r"-13-"], 0.5),
        ("共 3 条", r"\d+\s*条", 1),
    ],
)
def test_regex(answer: str, patterns: Any, value: float) -> None:
    assert score("regex", answer, constraints={"regex": patterns}).value == value


@pytest.mark.parametrize("pattern", ["(", "[z-a]", "(?P<n>a)(?P<n>", "a{3,1}", "x" * 501, "\\"])
def test_a_pattern_that_is_none_is_no_verdict(pattern: str) -> None:
    zh = score("regex", "aaa", constraints={"regex": pattern}, lang="zh")
    en = score("regex", "aaa", constraints={"regex": pattern}, lang="en")
    assert zh.value is en.value is None
    assert "正则" in zh.reason
    assert "pattern" in en.reason


def test_a_pattern_that_never_ends_is_no_verdict() -> None:
    found = score("regex", "a" * 5000 + "b", constraints={"regex": "^(a|aa)+$"})
    assert found.value is None
    assert "too long" in found.reason


SCHEMA = {
    "type": "object",
    "required": ["title", "seconds"],
    "properties": {"title": {"type": "string"}, "seconds": {"type": "integer", "maximum": 90}},
    "additionalProperties": False,
}


@pytest.mark.parametrize(
    ("answer", "value", "told"),
    [
        ('{"title": "积木", "seconds": 30}', 1, ""),
        ('```json\n{"title": "积木", "seconds": 30}\n```', 1, ""),
        ('{"title": "积木"}', 0, "seconds"),
        ('{"title": 3, "seconds": 30}', 0, "$.title"),
        ('{"title": "a", "seconds": 91}', 0, "maximum=90"),
        ('{"title": "a", "seconds": 9, "x": 1}', 0, "$.x"),
        ("标题：积木", 0, "JSON"),
        ('{"title": "a", "seconds": NaN}', 0, "JSON"),
        ("", 0, "JSON"),
        ("[" * 100_000, 0, "JSON"),
    ],
)
def test_json_schema(answer: str, value: float, told: str) -> None:
    found = score("json_schema", answer, constraints={"json_schema": SCHEMA})
    assert found.value == value
    assert told in found.reason


DOUBLING: dict[str, Any] = {"$ref": "#/$defs/a0", "$defs": {"a40": {}}}
DOUBLING["$defs"] |= {
    f"a{n}": {"allOf": [{"$ref": f"#/$defs/a{n + 1}"}, {"$ref": f"#/$defs/a{n + 1}"}]}
    for n in range(40)
}


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "wat"},
        "{",
        "[]",
        7,
        {"$ref": "#"},
        {"$ref": "http://127.0.0.1:9/never"},
        {"$ref": "#/nowhere"},
        {"pattern": "("},
        {"patternProperties": {"^(a|aa)+$": {}}},
        {"additionalProperties": False, "patternProperties": {"^(a|aa)+$": {}}},
        {"unevaluatedProperties": False, "patternProperties": {"^(a|aa)+$": {}}},
        {"enum": [object()]},
        DOUBLING,
    ],
)
def test_a_schema_that_cannot_be_followed_is_no_verdict(schema: Any) -> None:
    answer = '"x"' if schema == {"pattern": "("} else '{"' + "a" * 5000 + 'b": 1}'
    found = score("json_schema", answer, constraints={"json_schema": schema})
    assert found.value is None
    assert "Unscored" in found.reason
    assert len(found.reason) < 400


def test_patterns_of_a_schema_hold() -> None:
    schema = {"patternProperties": {"^n_": {"type": "number"}}, "additionalProperties": False}
    assert score("json_schema", '{"n_a": 1}', constraints={"json_schema": schema}).value == 1
    assert score("json_schema", '{"n_a": "x"}', constraints={"json_schema": schema}).value == 0
    assert score("json_schema", '{"m": 1}', constraints={"json_schema": schema}).value == 0
    schema = {"type": "string", "pattern": r"^\d+$"}
    assert score("json_schema", '"12"', constraints={"json_schema": schema}).value == 1
    assert score("json_schema", '"1b"', constraints={"json_schema": schema}).value == 0


@pytest.mark.parametrize("name", ["exact", "fuzzy", "regex", "json_schema", "contains"])
def test_what_is_not_given_is_not_scored(name: str) -> None:
    found = {lang: score(name, "x", lang=lang) for lang in ("zh", "en")}
    assert found["zh"].value is found["en"].value is None
    assert found["zh"].reason.startswith("未打分")
    assert found["en"].reason.startswith("Unscored")
