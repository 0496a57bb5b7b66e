"""Can a tester tell whether a requirement is met, and does none of them build a non-goal?"""

from collections.abc import Iterator

from knowledge.records.prd import Block, Prd, Section, Sentence
from tools.claims.amounts import amounts
from tools.claims.measure import Text, content
from tools.prd.checking.finding import Finding
from tools.prd.checking.wording import (
    column,
    is_empty,
    left_out,
    pattern,
    said,
    sections,
    shortened,
    units,
)

_BUILT = 0.7
"""The share of a non-goal's words from which a requirement builds it."""


def requirements_review(prd: Prd) -> Iterator[Finding]:
    """Requirements without criteria, criteria that cannot be tested, non-goals that are built."""
    for section in sections(prd, "requirements"):
        has_table = any(column(block, "criterion") is not None for block in section.blocks)
        for block in section.blocks:
            is_remark = block.form == "paragraph" and all(
                one.kind in {"plain", "assumption", "question"} for one in block.sentences
            )
            if block.form == "flow" or (has_table and is_remark):
                continue  # what is said of the chart, or of the table
            at = column(block, "criterion")
            yield from _of_table(section, block, at) if at is not None else _of_list(section, block)
    yield from _built(prd)


def _of_table(section: Section, block: Block, at: int) -> Iterator[Finding]:
    width = len(block.heads)
    for start in range(0, len(block.sentences), width):
        row = block.sentences[start : start + width]
        named = " ".join(one.text for one in row[: 2 if at > 1 else 1])
        criterion = row[at] if at < len(row) else None
        if criterion is None or is_empty(criterion.text):
            yield _finding(section, row[0], "requirement_untested", 0.7, requirement=named)
        elif not _is_testable(criterion.text):
            yield _finding(section, criterion, "criterion_vague", 0.7, criterion=criterion.text)


def _of_list(section: Section, block: Block) -> Iterator[Finding]:
    """A list or a paragraph: a criterion stands in the item, or in the one after it."""
    found = units(block)
    for number, unit in enumerate(found):
        text = said(unit)
        mark = pattern("criterion").search(text)
        if mark is not None:
            criterion = text[mark.start() :]
            if not _is_testable(criterion):
                yield _finding(section, unit[-1], "criterion_vague", 0.7, criterion=criterion)
        elif block.form == "list":
            following = said(found[number + 1]) if number + 1 < len(found) else ""
            after = pattern("criterion").search(following)
            if after is None or after.start() > 2:
                yield _finding(section, unit[0], "requirement_untested", 0.7, requirement=text)


def _is_testable(criterion: str) -> bool:
    """Whether somebody else could tell: by a number, or by what is to be seen and nothing vague."""
    if amounts(criterion):
        return True
    is_vague = pattern("vague").search(criterion) is not None
    return not is_vague and pattern("testable").search(criterion) is not None


def _built(prd: Prd) -> Iterator[Finding]:
    wanted = [
        (section, unit, Text(said(unit)))
        for section in sections(prd, "requirements")
        for block in section.blocks
        for unit in units(block)
        if not pattern("denial").search(unit[0].text)
    ]
    spared = [block for section in sections(prd, "non_goals") for block in section.blocks]
    spared += [block for section in sections(prd, "goals") for block in left_out(section)]
    for unit in (unit for block in spared for unit in units(block)):
        asked = content(pattern("denial").sub(" ", said(unit)))
        if len(asked) < 2:
            continue
        for where, other, text in wanted:
            if text.share(asked) >= _BUILT:
                yield _finding(
                    where,
                    other[0],
                    "non_goal_built",
                    0.9,
                    requirement=other[0].text,
                    non_goal=said(unit),
                )


def _finding(section: Section, at: Sentence, kind: str, weight: float, **named: str) -> Finding:
    short = {name: shortened(text) for name, text in named.items()}
    return Finding(section=section.key, sentence=at.id, kind=kind, weight=weight, values=short)
