"""Shapes in which people have their passages: fields that hold them, what words and ids are called.

Some names, such as `context` and `sources`, hold other things as well: links, the page that a user
was on. They are read where what stands there is passages.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.logs.values import first_of, parsed

PASSAGE_TEXTS = (
    *("text", "content", "page_content", "pageContent", "body", "passage", "snippet", "chunk"),
    *("chunk_text", "chunk_content", "document"),
)
"""What a passage's words are called, by us and by others."""
PASSAGE_IDS = ("id", "doc_id", "document_id", "chunk_id", "passage_id", "id_")
"""What its id is called."""
PASSAGE_LISTS = ("documents", "docs", "passages", "results", "hits", "chunks", "retrieved")
"""What a list of them is called within an object."""
_FIELDS = frozenset(
    "context contexts documents docs chunks sources passages hits knowledge evidence retrieval"
    " retrieved retrieveddoc retrievedcontext retrievedcontexts retrievedtext retrievedtexts"
    " retrievedpassages retrieveddocuments retrieveddocs retrievedchunks retrievednodes"
    " retrievedcontent retrievalcontext retrievalcontexts retrievalresult retrievalresults"
    " searchresult searchresults sourcedocuments sourcedocs sourcechunks sourcenodes contextdocs"
    " contextdocuments contextchunks contexttexts relevantdocuments relevantdocs relevantchunks"
    " relevantpassages 检索 检索结果 检索内容 检索文档 检索片段 召回 召回结果 召回内容"
    " 召回文档 召回片段 资料 参考资料 参考文档 引用资料 引用文档 上下文 知识 素材".split()
)
_INNER = ("document", "kwargs", "node", "payload", "_source", "metadata")
"""Objects within a passage that may hold its words."""
_BETWEEN = re.compile(r"[\s_\-.]+")
_NAME = re.compile(
    r"[!-~]+|https?://\S+|.{1,120}\.(?:pdf|docx?|pptx?|xlsx?|csv|md|txt|html?|jsonl?)"
)
"""The name of a document rather than words of it: a link, a file, an id."""
_LOOKED_AT = 20
"""Items of a list that are looked at to tell what it holds."""
_LONG = 40
"""Characters from which a text may be a passage, whatever its field is called."""


def passages_beside(fields: Mapping[str, Any]) -> str | None:
    """The field that holds the passages under a name of others; None where there is none."""
    named = (name for name in fields if _BETWEEN.sub("", str(name)).casefold() in _FIELDS)
    return next((name for name in named if are_passages(fields[name])), None)


def are_passages(value: Any) -> bool:
    """Whether a value holds passages: words, or a list of them; a list may be empty.

    >>> are_passages(["Refunds take 7 days."]), are_passages([{"page_content": "x"}])
    (True, True)
    >>> are_passages(["https://example.com/refunds", "policy.pdf"]), are_passages({"page": "/home"})
    (False, False)
    """
    value = listed_passages(value)
    if isinstance(value, str):
        return _are_words(value)
    if not isinstance(value, list):
        return False
    return not value or any(map(_is_passage, value[:_LOOKED_AT]))


def look_like_passages(value: Any) -> bool:
    """Whether a field of any name may hold passages: a list of long texts, or of texts with ids."""
    value = listed_passages(value)
    if not isinstance(value, list) or not value:
        return False
    texts = [one if isinstance(one, str) else words_of(one) for one in value[:_LOOKED_AT]]
    return any(text is not None and len(text) >= _LONG and _are_words(text) for text in texts)


def listed_passages(value: Any) -> Any:
    """The list in a cell of JSON, in an object that names it, or within a list of one."""
    value = written(value)
    if isinstance(value, Mapping):
        inner = next((value[n] for n in PASSAGE_LISTS if isinstance(value.get(n), list)), None)
        value = inner if inner is not None else [value] if words_of(value) is not None else value
    if isinstance(value, tuple):
        value = list(value)
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], list):
        return value[0]
    return value


def written(cell: Any) -> Any:
    """What a cell holds as JSON, or as Python writes it, which is how pandas has it in a CSV."""
    if not isinstance(cell, str) or cell.lstrip()[:1] not in {"[", "{"}:
        return cell
    value = parsed(cell)
    if not isinstance(value, str):
        return value
    try:
        return ast.literal_eval(value.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return value


def words_of(found: Any) -> str | None:
    """The words of a passage that is an object; None where it has none."""
    return next(
        (one[name] for one in _objects(found) for name in PASSAGE_TEXTS
         if isinstance(one.get(name), str)), None
    )  # fmt: skip


def id_of(found: Any) -> Any:
    """What a passage that is an object is called; None where it has no name."""
    return next((id_ for one in _objects(found) if (id_ := first_of(one, PASSAGE_IDS))), None)


def _objects(found: Any) -> Iterator[Mapping[str, Any]]:
    """A passage, then the objects in it that may be the passage itself."""
    if not isinstance(found, Mapping):
        return
    fields = {str(name).removeprefix("document."): one for name, one in found.items()}
    yield fields
    yield from (one for name in _INNER if isinstance(one := fields.get(name), Mapping))


def _is_passage(one: Any) -> bool:
    return _are_words(one) if isinstance(one, str) else words_of(one) is not None


def _are_words(text: str) -> bool:
    bare = text.strip()
    return bool(bare) and _NAME.fullmatch(bare) is None
