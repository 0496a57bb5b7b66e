"""Which documents and sections are users' voices: by what they are called and how they read."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal

from knowledge.language import Lang
from knowledge.packaged import packaged
from knowledge.records import Chunk
from tools.decisions.needs.signals import compiled

SourceKind = Literal["interview", "survey", "review"]
"""How users came to speak: asked one by one, asked alike, or on their own."""

_SPEAKS = re.compile(
    r"^\s*(?:>\s*)?(?:[-*]\s+)?(?:\*\*)?"
    r"(?:[A-Z]{1,3}\d{1,3}|受访者\s?\w{0,3}|用户\s?\w{1,3}|participant \w+)(?:\*\*)?\s*[:：]"
    r"|(?:——|—|--)\s?[A-Z]{1,3}\d{1,3}\b",
    re.IGNORECASE | re.MULTILINE,
)
_SURVEY = re.compile(r"问卷|survey|questionnaire|\bn\s?=\s?\d{2}", re.IGNORECASE)
_REVIEW = re.compile(
    r"评论|评价|工单|投诉|留言|reviews?\b|tickets?\b|complaint|feedback|反馈", re.IGNORECASE
)
_ENOUGH_SPEECH = 3
"""Lines of speech with a speaker from which a document without a telling title is one."""


def source_kind(chunks: Sequence[Chunk]) -> SourceKind | None:
    """What kind of voice a document is; None where it is the team's own words.

    By its title and path, else by how it reads: lines with a speaker's label or signature.
    """
    if not chunks:
        return None
    called = f"{chunks[0].title}\n{_words_of(chunks[0].doc_id)}"
    if any_of("users", called):
        # "How to run an interview" tells of users, and lets none speak.
        if any_of("team_documents", chunks[0].title):
            return None
    elif any_of("team_documents", called) or not _speaks(chunks):
        return None
    if _SURVEY.search(called):
        return "survey"
    return "review" if _REVIEW.search(called) else "interview"


def speaks_here(section: Sequence[str]) -> bool | None:
    """Whether a section is users' speech by its headings, or the team's; None: they do not tell."""
    for heading in reversed(section):
        if any_of("team_sections", heading):
            return False
        if any_of("users", heading):
            return True
    return None


def any_of(name: str, text: str) -> re.Match[str] | None:
    """The first word of a list in `text`."""
    lists = _lists()[name]
    return lists["zh"].search(text) or lists["en"].search(text)


def is_one_of(name: str, text: str) -> bool:
    """Whether `text` is nothing but a word of the list."""
    bare = text.strip(" *`:：")
    return any(pattern.fullmatch(bare) for pattern in _lists()[name].values())


def _speaks(chunks: Sequence[Chunk]) -> bool:
    return sum(len(_SPEAKS.findall(chunk.text)) for chunk in chunks) >= _ENOUGH_SPEECH


def _words_of(path: str) -> str:
    return re.sub(r"[-_/.]+", " ", path)


@cache
def _lists() -> Mapping[str, Mapping[Lang, re.Pattern[str]]]:
    loaded: dict[str, Any] = packaged(__package__, "sources.yaml")
    columns = {f"column_{name}": one for name, one in loaded.pop("columns").items()}
    return {name: compiled(one) for name, one in {**loaded, **columns}.items()}
