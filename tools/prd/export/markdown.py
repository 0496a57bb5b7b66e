"""A PRD as Markdown: footnotes as GitHub and Pandoc read them, the flow as a Mermaid fence."""

import re

from knowledge.language import Lang
from knowledge.records.prd import Block, Prd, Sentence
from knowledge.texts import say
from tools.inert import inert
from tools.prd.export.flowchart import read_flowchart, written
from tools.prd.export.footnotes import Footnotes
from tools.prd.export.legible import legible
from tools.prd.export.marks import mark_of
from tools.prd.export.rows import rows_of

# A number with a dot or a bracket makes a list; a bracket or a colon after the footnotes of the
# sentence before would make links of them.
_BEGUN = re.compile(r"^(\d+)([.)])(?=\s|$)|^()([:(])")


def as_markdown(prd: Prd) -> str:
    """The document; no text of it is anything but text."""
    notes = Footnotes(prd)
    version = say("prd_export.version", prd.lang, version=prd.version, day=f"{prd.made:%Y-%m-%d}")
    parts = [f"# {_inert(prd.title)}", version, f"*{_inert(say('prd_export.legend', prd.lang))}*"]
    for section in prd.sections:
        parts.append(f"## {_inert(section.title)}")
        parts += [told for block in section.blocks if (told := _block(block, notes, prd.lang))]
    # Readers put the notes at the end, wherever they are defined.
    told = "\n".join(f"[^{one.number}]: {_inert(one.text)}" for one in notes.all())
    return "\n\n".join([*parts, told] if told else parts) + "\n"


def _block(block: Block, notes: Footnotes, lang: Lang) -> str:
    match block.form:
        case "paragraph":
            between = "" if lang == "zh" else " "
            return between.join(_sentence(one, notes, lang) for one in block.sentences)
        case "list":
            return "\n".join(f"- {_sentence(one, notes, lang)}" for one in block.sentences)
        case "table":
            return _table(block, notes, lang)
        case "flow":
            return _flow(block.text)


def _sentence(sentence: Sentence, notes: Footnotes, lang: Lang) -> str:
    mark = mark_of(sentence, lang)
    numbers = "".join(f"[^{number}]" for number in notes.of(sentence))
    told = f"**{_inert(mark)}** " if mark else ""
    return told + _inert(sentence.text) + numbers


def _table(block: Block, notes: Footnotes, lang: Lang) -> str:
    rows = rows_of(block)
    heads = [_inert(head) for head in block.heads] or [""]
    lines = [heads, ["---"] * len(heads)]
    lines += [[_sentence(one, notes, lang) if one else "" for one in row] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _flow(source: str) -> str:
    """Mermaid where every label is only text; what is no simple flowchart as it was written."""
    chart = read_flowchart(source)
    text = written(chart) if chart else legible(source).strip("\n")
    if not text:
        return ""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{'mermaid' if chart else 'text'}\n{text}\n{fence}"


def _inert(text: str) -> str:
    # Dollars make formulas on GitHub, whatever stands before them.
    return _BEGUN.sub(r"\1\3\\\2\4", inert(legible(text))).replace("$", "&#36;")
