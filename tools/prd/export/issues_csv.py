"""Functional requirements and open questions as rows that trackers take in as issues."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.beginning import beginning
from knowledge.language import Lang
from knowledge.records.prd import Block, Prd, Section, Sentence
from knowledge.texts import say
from tools.evals.interchange.exports import safe
from tools.prd.export.footnotes import source_said
from tools.prd.export.legible import legible, one_line
from tools.prd.export.rows import rows_of

COLUMNS = ("type", "title", "description", "acceptance", "priority", "section", "sources")
_BYTE_ORDER = "\ufeff"
"""Without it spreadsheets take UTF-8 for another encoding."""
_LONGEST = 120
"""Characters of a title; Jira allows 255, and boards cut far earlier."""
_REQUIRED = re.compile(r"requirement|功能需求|需求说明|功能列表", re.IGNORECASE)
_STORIES = re.compile(r"stor(?:y|ies)|故事", re.IGNORECASE)
_ACCEPTANCE = re.compile(r"accept|验收", re.IGNORECASE)
_PRIORITY = re.compile(r"priorit|优先级", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:id|no\.?|#|编号|序号)$", re.IGNORECASE)


@dataclass(frozen=True)
class Issue:
    """A row."""

    type: str
    """A requirement or an open question, in the document's language."""
    title: str
    """Its first words."""
    description: str
    """All that is said of it."""
    acceptance: str
    """When it is done; empty where that is not written."""
    priority: str
    """As the document has it."""
    section: str
    """Where it stands."""
    sources: str
    """What it rests on, one a line."""


def as_csv(prd: Prd) -> str:
    """The table; no cell is a formula to any spreadsheet."""
    out = io.StringIO()
    out.write(_BYTE_ORDER)
    rows = csv.writer(out)
    rows.writerow([say(f"prd_export.issue.{name}", prd.lang) for name in COLUMNS])
    for issue in issues_of(prd):
        rows.writerow([safe(legible(getattr(issue, name))) for name in COLUMNS])
    return out.getvalue()


def issues_of(prd: Prd) -> Iterator[Issue]:
    """The requirements in order, and each open question where it stands."""
    for section in prd.sections:
        names = f"{section.key} {section.title}"
        required = bool(_REQUIRED.search(names)) and not _STORIES.search(section.key)
        for block in section.blocks:
            if required and block.form == "table" and len(block.heads) > 1:
                yield from _of_table(block, section, prd.lang)
            elif block.form != "flow":
                for one in block.sentences:
                    if one.kind == "question":
                        yield _issue("question", [one], section, prd.lang)
                    elif required and block.form != "paragraph":
                        yield _issue("requirement", [one], section, prd.lang)


def _of_table(block: Block, section: Section, lang: Lang) -> Iterator[Issue]:
    acceptance, priority, number = (
        {at for at, head in enumerate(block.heads) if kind.search(head.strip())}
        for kind in (_ACCEPTANCE, _PRIORITY, _NUMBER)
    )
    for row in rows_of(block):
        told: dict[str, list[str]] = {"said": [], "acceptance": [], "priority": []}
        sentences = [one for one in row if one and one.text.strip()]
        ids = [one.text for at, one in enumerate(row) if one and at in number]
        for at, one in enumerate(row):
            if one and one.text.strip() and at not in number:
                part = "acceptance" if at in acceptance else "priority"
                told[part if at in acceptance | priority else "said"].append(one.text)
        if not told["said"]:
            continue
        asked = [one for one in sentences if one.kind == "question"]
        if len(asked) < len(sentences):
            for one in asked:
                yield _issue("question", [one], section, lang)
        yield _issue(
            "question" if len(asked) == len(sentences) else "requirement",
            sentences,
            section,
            lang,
            words=told["said"],
            acceptance="\n".join(told["acceptance"]),
            priority=one_line(" ".join(told["priority"])),
            number=one_line(" ".join(ids)),
        )


def _issue(
    kind: str,
    sentences: list[Sentence],
    section: Section,
    lang: Lang,
    *,
    words: list[str] | None = None,
    acceptance: str = "",
    priority: str = "",
    number: str = "",
) -> Issue:
    said = words or [one.text for one in sentences]
    title = one_line(f"{number} {said[0]}")
    sources = dict.fromkeys(source for one in sentences for source in one.sources)
    return Issue(
        type=say(f"prd_export.issue.{kind}", lang),
        title=beginning(title, _LONGEST),
        description="\n".join(said),
        acceptance=acceptance,
        priority=priority,
        section=one_line(section.title),
        sources="\n".join(source_said(source, lang) for source in sources),
    )
