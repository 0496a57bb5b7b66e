"""Reviews a PRD: is it complete, measurable, testable, of one piece?"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from knowledge.records import Chunk
from knowledge.records.prd import Block, Prd, Section, Sentence
from tools.prd.checking.contradictions import contradictions
from tools.prd.checking.finding import Finding
from tools.prd.checking.goals import goals_review
from tools.prd.checking.places import placed
from tools.prd.checking.requirements import requirements_review
from tools.prd.checking.wording import (
    column,
    is_empty,
    lists,
    pattern,
    role,
    said,
    sections,
    shortened,
    units,
)

_WORD = re.compile(r"\w")
_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")
_NUMBER = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*[%％]?\s*$")
_ABBREVIATION = re.compile(r"(?<![A-Za-z0-9_./#-])[A-Z]{2,6}(?![A-Za-z0-9_./-])")
_NAMED = re.compile(r" (?:[A-Z][a-z]|\d)")
_AROUND = 24
"""Characters about an abbreviation in which it may be defined."""


@dataclass(frozen=True)
class Required:
    """A section that a template asks for."""

    key: str
    """Its key."""
    title: str
    """Its title in the document's language."""


def critic(
    prd: Prd,
    required: Sequence[Required] = (),
    passages: Sequence[Chunk] = (),
    known: Collection[str] = (),
) -> list[Finding]:
    """What is to be mended, the heaviest first and then in the document's order.

    `required` are the sections of its template, `passages` what the documents say of its matter,
    `known` terms that need no definition in this workspace. Whether sentences are carried by what
    they rest on is asked by `unsupported.unsupported`.
    """
    found = [
        *_missing(prd, required),
        *goals_review(prd),
        *requirements_review(prd),
        *contradictions(prd, passages),
        *_evaluation(prd),
        *_weights(prd),
        *_risks(prd),
        *_undefined(prd, known),
    ]
    return in_order(prd, found)


def in_order(prd: Prd, found: Sequence[Finding]) -> list[Finding]:
    """Findings by weight, the heaviest first, and among equals as they stand in the document."""
    rank: dict[str | None, int] = {}
    for at, place in enumerate(placed(prd)):
        rank.setdefault(place.sentence.id, at)
    by_key = {section.key: at for at, section in enumerate(prd.sections)}
    last = len(by_key)
    return sorted(
        found,
        key=lambda one: (-one.weight, by_key.get(one.section, last), rank.get(one.sentence, -1)),
    )


def _missing(prd: Prd, required: Sequence[Required]) -> Iterator[Finding]:
    there = {section.key: section for section in prd.sections}
    for wanted in required:
        section = there.get(wanted.key)
        if section is None:
            kind = "section_missing"
        elif not any(map(_says_something, section.blocks)):
            kind = "section_empty"
        else:
            continue
        yield Finding(section=wanted.key, kind=kind, weight=1.0, values={"section": wanted.title})


def _says_something(block: Block) -> bool:
    return bool(_WORD.search(block.text)) or any(
        _WORD.search(one.text) and not is_empty(one.text) for one in block.sentences
    )


def _evaluation(prd: Prd) -> Iterator[Finding]:
    """An AI part that nothing evaluates."""
    parts = [one for one in sections(prd, "ai") if any(map(_says_something, one.blocks))]
    plans = [one for one in sections(prd, "evaluation") if any(map(_says_something, one.blocks))]
    if parts and not plans and not any(pattern("evaluation").search(_text(one)) for one in parts):
        yield Finding(
            section=parts[0].key,
            kind="ai_unevaluated",
            weight=0.85,
            values={"section": parts[0].title},
        )


def _weights(prd: Prd) -> Iterator[Finding]:
    """Weights of metrics that do not come to a whole."""
    for section in prd.sections:
        for block in section.blocks:
            given = _weights_of(block)
            if len(given) < 2:
                continue
            total = sum(given)
            whole = 1.0 if total < 2 else 100.0
            if abs(total - whole) > 0.005 * whole:
                first = block.sentences[0].id
                shown = f"{total if whole > 1 else 100 * total:g}"
                yield Finding(
                    section=section.key,
                    sentence=first,
                    kind="weights_sum",
                    weight=0.75,
                    values={"total": shown},
                )


def _weights_of(block: Block) -> list[float]:
    at = column(block, "weight")
    if at is not None:
        width = len(block.heads)
        cells = [one.text for one in block.sentences[at::width]]
        return [float(mark[1]) for cell in cells if (mark := _NUMBER.match(cell))]
    texts = [one.text for one in block.sentences]
    if not any(pattern("heads.weight").search(text) for text in texts):
        return []
    weighed = [t for t in texts if pattern("heads.weight").search(t)] if len(texts) > 1 else texts
    return [float(share) for text in weighed for share in _weighed(text)]


def _weighed(text: str) -> list[str]:
    """The shares that follow or precede the word weight; of one sentence all, if it has more."""
    shares = _SHARE.findall(text)
    if len(shares) <= 1:
        return shares
    mark = pattern("heads.weight").search(text)
    after = _SHARE.findall(text[mark.end() :]) if mark else []
    return after if len(after) > 1 else after[:1]


def _risks(prd: Prd) -> Iterator[Finding]:
    """Risks that nobody does anything about."""
    for section in sections(prd, "risks"):
        for block in section.blocks:
            if column(block, "answers") is not None:
                continue  # open questions, which short templates put beside the risks
            at = column(block, "mitigation")
            for unit in units(block):
                if at is None and _is_open(block, unit):
                    continue
                cell = unit[at] if at is not None and at < len(unit) else None
                is_answered = cell is not None and not is_empty(cell.text)
                is_answered = is_answered and cell is not None and cell.kind != "question"
                if not is_answered and pattern("mitigation").search(said(unit)) is None:
                    yield Finding(
                        section=section.key,
                        sentence=unit[0].id,
                        kind="risk_unmitigated",
                        weight=0.65,
                        values={"risk": shortened(unit[0].text)},
                    )


def _is_open(block: Block, unit: tuple[Sentence, ...]) -> bool:
    """Whether it is no risk but something undecided, which short templates put beside them."""
    if pattern("undecided").search(said(unit)):
        return True
    has_questions = any(one.kind == "question" for one in block.sentences)
    return has_questions and all(one.kind == "cited" for one in unit)


def _undefined(prd: Prd, known: Collection[str]) -> Iterator[Finding]:
    """Abbreviations that nothing in the document explains, each at its first place."""
    spared = {one.casefold() for one in (*lists()["known"], *known)}
    text = "\n".join(
        " ".join(one.text for one in block.sentences) for s in prd.sections for block in s.blocks
    )
    glossary = {mark[0] for section in sections(prd, "glossary") for mark in _marks(_text(section))}
    defined: dict[str, bool] = {}
    for mark in _ABBREVIATION.finditer(text):
        defined[mark[0]] = defined.get(mark[0], False) or _defines(text, mark)
    for place in placed(prd):
        if role(place.section) == "sources" or place.sentence.kind in {"cited", "figure"}:
            continue  # the words of a document, and names: their sources explain them
        for mark in _ABBREVIATION.finditer(place.sentence.text):
            if _is_of_name(place.sentence.text, mark):
                continue
            term = mark[0]
            if term.casefold() in spared or term in glossary or defined.get(term):
                continue
            spared.add(term.casefold())
            yield Finding(
                section=place.section.key,
                sentence=place.sentence.id,
                kind="term_undefined",
                weight=0.3,
                values={"term": term},
                start=mark.start(),
                end=mark.end(),
            )


def _is_of_name(text: str, mark: re.Match[str]) -> bool:
    """Whether it is part of a name, such as GPT OSS 120B."""
    before = text[: mark.start()].rstrip().rpartition(" ")[2]
    is_led = bool(before) and text[: mark.start()].endswith(" ") and before[0].isupper()
    return bool(_NAMED.match(text, mark.end())) or (is_led and not _begins(text, mark, before))


def _begins(text: str, mark: re.Match[str], before: str) -> bool:
    """Whether the word before it has its capital only for beginning the sentence."""
    return text[: mark.start()].strip() == before


def _marks(text: str) -> list[re.Match[str]]:
    return list(_ABBREVIATION.finditer(text))


def _defines(text: str, mark: re.Match[str]) -> bool:
    """Whether an abbreviation is explained here: in brackets after words, or words after it."""
    before, after = text[: mark.start()][-1:], text[mark.end() :][:_AROUND]
    if before in "（(" and before:
        return True
    if re.match(r"\s?[（(]", after):
        return True
    return re.match(rf"\s?(?:{pattern('defined').pattern})", after, re.IGNORECASE) is not None


def _text(section: Section) -> str:
    return "\n".join(
        " ".join([*block.heads, *(one.text for one in block.sentences), block.text])
        for block in section.blocks
    )
