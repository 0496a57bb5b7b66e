"""PRDs for tests: two good ones, and ways to make others of them."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.language import Lang
from knowledge.records.prd import Block, Prd, Section, Sentence, Source

GOOD = Path(__file__).with_name("prd_good.yaml")
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def lookup(source: Source) -> str | None:
    """Every source says what it said."""
    return source.quote


@cache
def good(lang: Lang) -> Prd:
    """A PRD that nothing is wrong with."""
    loaded = yaml.safe_load(GOOD.read_text(encoding="utf-8"))[lang]
    sections = [_section(one) for one in loaded["sections"]]
    return prd(sections, lang=lang, title=loaded["title"])


def prd(sections: list[Section], *, lang: Lang = "zh", title: str = "t", version: int = 1) -> Prd:
    """A document of these sections."""
    return Prd(
        id="prd-1",
        version=version,
        title=title,
        lang=lang,
        template="ai_feature",
        sections=tuple(sections),
        made=NOW,
    )


def edited(document: Prd, change: Callable[[Sentence], Sentence | None]) -> Prd:
    """The document with each sentence changed, or taken out where the change gives None."""
    return document.model_copy(
        update={
            "sections": tuple(
                section.model_copy(
                    update={
                        "blocks": tuple(
                            block.model_copy(
                                update={
                                    "sentences": tuple(
                                        new
                                        for one in block.sentences
                                        if (new := change(one)) is not None
                                    )
                                }
                            )
                            for block in section.blocks
                        )
                    }
                )
                for section in document.sections
            )
        }
    )


def replaced(document: Prd, old: str, new: str) -> Prd:
    """The document with the sentence that holds `old` reworded; it must hold it once."""
    holders = [
        one
        for section in document.sections
        for block in section.blocks
        for one in block.sentences
        if old in one.text
    ]
    assert len(holders) == 1, (old, holders)

    def change(one: Sentence) -> Sentence:
        return one.model_copy(update={"text": one.text.replace(old, new)})

    return edited(document, change)


def _section(raw: dict[str, Any]) -> Section:
    blocks = [_block(block, f"{raw['key']}-{at}") for at, block in enumerate(raw["blocks"])]
    return Section(key=raw["key"], title=raw["title"], blocks=tuple(blocks))


def _block(raw: dict[str, Any], name: str) -> Block:
    given = raw.get("sentences") or [{"text": cell} for row in raw.get("rows", []) for cell in row]
    sentences = tuple(_sentence(one, f"{name}-{at}") for at, one in enumerate(given))
    return Block(
        form=raw["form"],
        sentences=sentences,
        heads=tuple(raw.get("heads", ())),
        text=raw.get("text", ""),
    )


def _sentence(raw: dict[str, Any], name: str) -> Sentence:
    quote = raw.get("quote")
    kind = "metric" if raw.get("kind") == "figure" else "passage"
    sources = (Source(kind=kind, id=f"{name}#0", quote=quote),) if quote else ()
    return Sentence(
        id=name,
        text=raw["text"],
        kind=raw.get("kind", "plain"),
        sources=sources,
        by=raw.get("by", ""),
    )
