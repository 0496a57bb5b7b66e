"""Every string exists in both languages, says the same, and is used."""

import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.texts import say

ROOT = Path(__file__).parent.parent
TEXTS = ROOT / "knowledge" / "texts"


def entries() -> Iterator[tuple[str, dict[str, Any]]]:
    def walk(key: str, node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
        if isinstance(node, dict) and not {"zh", "en"} & node.keys():
            for name, child in node.items():
                yield from walk(f"{key}.{name}", child)
        else:
            yield key, node

    for path in sorted(TEXTS.glob("*.yaml")):
        yield from walk(path.stem, yaml.safe_load(path.read_text(encoding="utf-8")))


ENTRIES = dict(entries())


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def faults(entry: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a text."""
    if entry.keys() != {"zh", "en"}:
        yield f"languages: {', '.join(entry)}"
        return
    zh, en = entry["zh"], entry["en"]
    if isinstance(zh, list):
        if len(zh) != len(en):
            yield f"{len(zh)} in Chinese, {len(en)} in English"
        return
    if not zh.strip() or not en.strip():
        yield "empty"
    if placeholders(zh) != placeholders(en):
        yield "other placeholders"
    if re.search(r"[\u4e00-\u9fff]", en.replace("中文", "")):
        yield "Chinese in the English text"


def test_both_languages_say_the_same() -> None:
    # One test for all: a test for each of some thousand texts takes longer to count than to run.
    assert len(ENTRIES) > 1_000
    found = {key: told for key, entry in ENTRIES.items() if (told := list(faults(entry)))}
    assert found == {}


@pytest.mark.parametrize(
    "entry",
    [
        {"zh": "好"},
        {"zh": "好", "en": " "},
        {"zh": "{a} 好", "en": "{b} good"},
        {"zh": "好", "en": "好的"},
        {"zh": ["一"], "en": []},
    ],
)
def test_what_is_wrong_with_a_text_is_found(entry: dict[str, Any]) -> None:
    assert len(list(faults(entry))) == 1


def test_values_are_never_interpreted() -> None:
    assert "{pid}" in say("settings.switch", "en", name="X", value="{pid}")


def test_unknown_key_is_a_defect() -> None:
    with pytest.raises(KeyError):
        say("agent.no_such_text", "en")


def test_a_number_goes_with_its_word() -> None:
    told = {count: say("runs.page.title", "en", dataset="a", version=1, count=count)
            for count in (1, "1", 2, "1,000")}  # fmt: skip
    assert [one.split("· ")[1] for one in told.values()] == [
        "1 example",
        "1 example",
        "2 examples",
        "1,000 examples",
    ]
    assert say(
        "runs.page.title", "en", dataset="{count}|1 examples", version=1, count=1
    ).startswith("{count}|1 examples")
