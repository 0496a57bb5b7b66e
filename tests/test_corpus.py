from pathlib import Path

import pytest

from knowledge.corpus import Corpus, Entry
from knowledge.errors import BadInput

BEATS = Corpus(
    [
        Entry(id="lib-1", title="儿童测评", text="开场三秒先抛出孩子最想玩的玩具。"),
        Entry(id="lib-2", text="解压捏捏乐，成人办公室减压。"),
    ]
)


def test_finds_passages_with_their_score() -> None:
    (best, *_) = BEATS.search("儿童玩具测评", 2)
    assert best.id == "lib-1"
    assert best.score is not None
    assert best.score > 0


def test_what_shares_no_word_is_not_found() -> None:
    assert BEATS.search("企业报销流程", 5) == []
    assert BEATS.search("", 5) == []
    assert Corpus([]).search("玩具", 5) == []


def test_get() -> None:
    found = BEATS.get("lib-2")
    assert found is not None
    assert found.text.startswith("解压")
    assert BEATS.get("nothing") is None
    assert len(BEATS) == 2


def test_load(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text('{"id": "a", "title": "母婴", "text": "温和的语气"}\n', encoding="utf-8")
    assert [passage.id for passage in Corpus.load(path).search("母婴", 3)] == ["a"]
    path.write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"corpus\.jsonl"):
        Corpus.load(path)
