"""Figures of surveys: which option of a question about pains how many people chose."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.documents.markdown import blocks
from knowledge.records import Chunk
from tools.decisions.needs.cells import table_of
from tools.decisions.needs.sources import any_of, is_one_of

_N = re.compile(r"\bn\s?[=＝]\s?(\d[\d,]*)", re.IGNORECASE)
_COUNT = re.compile(r"^(\d[\d,]*)\s*(?:人|票|次|份|people|respondents|votes)?$", re.IGNORECASE)
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*[%％]")
_COUNTED = re.compile(
    r"^(?P<option>[^：:；;。\n]{2,60}?)\s*(?:[：:—–-]\s*|\s)(?P<count>\d[\d,]*)\s*(?:人|票|people|respondents|votes)?"
    r"\s*[（(，,]\s*(?P<percent>\d{1,3}(?:\.\d+)?)\s*[%％]",
)
_QUESTION_COLUMN = re.compile(r"^(?:问题|题目|question|item)$", re.IGNORECASE)
_ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)、])\s+")


@dataclass(frozen=True)
class Option:
    """An option that people chose."""

    text: str
    """The option, verbatim."""
    question: str
    """What was asked."""
    count: int | None
    """How many chose it."""
    total: int | None
    """Of how many."""
    is_wish: bool
    """Whether the question asks for wishes."""


def options(chunk: Chunk) -> Iterator[Option]:
    """The options in a passage that answer a question about pains, reasons or wishes.

    The question is the heading, the line before the options, or a column of the table.
    """
    question = chunk.section[-1] if chunk.section else ""
    for block in blocks(chunk.text):
        match block.kind:
            case "table":
                yield from _in_table(*table_of(block.text), question)
            case "list":
                yield from _in_lines(block.text.split("\n"), question)
            case "paragraph":
                found = list(_in_lines(re.split(r"[；;。\n]", block.text), question))
                yield from found
                if not found and re.search(r"[?？]|^Q\d|n\s?=", block.text):
                    question = block.text


def asks_for_needs(question: str) -> bool:
    """Whether a question asks what hurts or is wanted, and not who somebody is or would pay."""
    if re.search(r"原因|为什么|\bwhy\b|\breasons?\b", question, re.IGNORECASE):
        return True
    return bool(any_of("asks_pain", question)) and not any_of("asks_fact", question)


def _in_table(
    head: Sequence[str], rows: Sequence[Sequence[str]], question: str
) -> Iterator[Option]:
    asked = next((at for at, name in enumerate(head) if _QUESTION_COLUMN.match(name)), None)
    counts = [at for at in range(len(head)) if _all(rows, at, _COUNT)]
    shares = [at for at in range(len(head)) if _all(rows, at, _PERCENT)]
    words = [at for at in range(len(head)) if at not in {asked, *counts, *shares}]
    if not words or not (counts or shares):
        return
    found = []
    for row in rows:
        # A header such as "the worst pain" asks, too, where no heading does.
        what = row[asked] if asked is not None else f"{question} {head[words[0]]}"
        count = _number(row[counts[0]]) if counts else None
        share = _PERCENT.search(row[shares[0]]) if shares else None
        found.append((what, row[words[0]], count, float(share[1]) if share else None))
    for what, option, count, percent in found:
        same = [c for w, _, c, _ in found if w == what and c is not None]
        yield from _option(option, what, count, percent, sum(same) or None)


def _in_lines(lines: Sequence[str], question: str) -> Iterator[Option]:
    for line in lines:
        if found := _COUNTED.match(_ITEM.sub("", line.strip())):
            count, percent = _number(found["count"]), float(found["percent"])
            yield from _option(found["option"], question, count, percent, None)


def _option(
    option: str, question: str, count: int | None, percent: float | None, all_: int | None
) -> Iterator[Option]:
    option = option.strip(" *：:")
    if not option or is_one_of("no_option", option) or not asks_for_needs(question):
        return
    stated = _N.search(question)
    total = _number(stated[1]) if stated else None
    if total is None and count and percent:
        total = max(count, round(100 * count / percent))
    total = total or all_
    if count is None and percent is not None and total:
        count = round(total * percent / 100)
    if count is not None and total is not None and count > total:
        return
    yield Option(option, question, count, total, bool(any_of("asks_wish", question)))


def _all(rows: Sequence[Sequence[str]], at: int, pattern: re.Pattern[str]) -> bool:
    cells = [row[at] for row in rows if at < len(row) and row[at]]
    return bool(cells) and all(pattern.search(cell) for cell in cells)


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text) or 0)
