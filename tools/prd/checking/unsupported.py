"""The sentences of a document that pass for fact and that nothing carries."""

from collections.abc import Callable

from knowledge.records.prd import Prd, Sentence, Source
from tools.prd.checking.bare import states_fact
from tools.prd.checking.finding import Finding
from tools.prd.checking.places import Place, placed
from tools.prd.checking.supported import STORY, check, led
from tools.prd.checking.wording import role

_WEIGHT = 0.95
_WEIGHT_BARE = 0.7


def unsupported(
    prd: Prd,
    lookup: Callable[[Source], str | None],
    first: Callable[[Sentence], str | None] = lambda _one: None,
) -> list[Finding]:
    """The sentences of a document that pass for fact and that nothing carries, in order.

    `lookup` gives the text of a source as it is now, None for one that is gone. Of a figure, what
    it was when the sentence was written counts as well: that it has moved is told by `stale`.
    Assumptions, decisions and open questions say of themselves what they are. A plain sentence
    that states a fact is a finding too. `first` gives the words in which a sentence was drafted
    from the sources that it still has, None where that is not known.
    """
    found: list[Finding] = []
    for place in placed(prd):
        one = place.sentence
        if role(place.section) == "sources":
            continue  # the list of what is cited, counted from the document itself
        if one.kind in {"cited", "figure"}:
            judged = check(*asked_of(place, lookup, first(one)))
            if judged.reason is not None:
                worst = next(
                    (s for s in judged.spans if s.reason == judged.reason), judged.spans[0]
                )
                found.append(
                    Finding(
                        section=place.section.key,
                        sentence=one.id,
                        kind=f"unsupported_{judged.reason}",
                        weight=_WEIGHT,
                        values={"words": one.text[worst.start : worst.end]},
                        start=worst.start,
                        end=worst.end,
                    )
                )
        elif one.kind == "plain" and _states_fact(place):
            found.append(
                Finding(
                    section=place.section.key,
                    sentence=one.id,
                    kind="bare_fact",
                    weight=_WEIGHT_BARE,
                    values={"words": one.text},
                )
            )
    return found


def asked_of(
    place: Place, lookup: Callable[[Source], str | None], first: str | None = None
) -> tuple[Sentence, list[str], str]:
    """A sentence, the texts that it is held against, and what it is read with.

    The texts are its sources as `lookup` has them now. Of what is no passage its quote counts as
    well. A passage speaks for itself: what was said to be its words may never have been. But a
    figure, and a story, is told in words that no source has: there the words in which it was
    drafted say how the figures are to be read.
    """
    one = place.sentence
    now = (lookup(source) for source in one.sources)
    kept = (source.quote for source in one.sources if source.kind != "passage")
    context = _head(place)
    texts = [text for text in (*now, *kept) if text]
    is_told = one.kind == "figure" or STORY.match(one.text) is not None
    if first and is_told and (texts or one.kind == "figure"):
        texts.append(led(context, first) + first)
    return one, list(dict.fromkeys(texts)), context


def _head(place: Place) -> str:
    """The head of a cell's column; nothing for what is no cell."""
    block = place.block
    if block.form != "table" or not block.heads:
        return ""
    at = next(i for i, one in enumerate(block.sentences) if one is place.sentence)
    return block.heads[at % len(block.heads)]


def _states_fact(place: Place) -> bool:
    part = role(place.section)
    if part in {"sources", "questions"}:
        return False
    return states_fact(place.sentence.text, part, is_cell=place.block.form == "table")
