"""What a sentence is, written before it: an assumption, a decision, an open question."""

from knowledge.language import Lang
from knowledge.records.prd import Sentence
from knowledge.texts import say
from tools.prd.export.legible import one_line


def mark_of(sentence: Sentence, lang: Lang) -> str:
    """The mark; empty for what a footnote carries and for what states nothing.

    A sentence that should rest on a source and has none is told as such.
    """
    match sentence.kind:
        case "plain":
            return ""
        case "cited" | "figure":
            return "" if sentence.sources else say("prd_export.mark.unsourced", lang)
        case "decision" if by := one_line(sentence.by):
            return say("prd_export.mark.decision_by", lang, by=by)
    return say(f"prd_export.mark.{sentence.kind}", lang)


def said_of(sentence: Sentence | None, lang: Lang) -> str:
    """A sentence with its mark, plain; empty for none."""
    return f"{mark_of(sentence, lang)} {sentence.text}".strip() if sentence else ""
