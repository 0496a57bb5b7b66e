"""One script for what is compared: a trace is read in simplified characters, and closed up.

The word lists, the segmenter and its frequencies are of simplified text without spaces in words.
What was found is shown in the words that were logged, where they stand.
"""

from collections.abc import Mapping, Sequence

from knowledge.corpus import Corpus
from knowledge.lexicon.closed_up import closed_up, places
from knowledge.lexicon.simplified import simplified
from knowledge.records import Claim, Diagnosis, Product, Quote, Trace


def in_one_script(trace: Trace) -> Trace:
    """The trace in simplified characters and closed up; itself, where it is so already."""
    changed: dict[str, object] = {
        name: plain
        for name in ("query", "rewritten_query", "answer", "reference")
        if (text := getattr(trace, name)) and (plain := _plain(text)) is not text
    }
    turns = [turn.model_copy(update={"text": _plain(turn.text)}) for turn in trace.history]
    if turns != trace.history:
        changed["history"] = turns
    retrieved = trace.retrieved or []
    texts = [_plain(one.text) for one in retrieved]
    if any(text is not one.text for text, one in zip(texts, retrieved, strict=True)):
        changed["retrieved"] = [
            one.model_copy(update={"text": text})
            for text, one in zip(texts, retrieved, strict=True)
        ]
    if trace.intent:
        slots = {
            name: _plain(value) if isinstance(value, str) else value
            for name, value in trace.intent.slots.items()
        }
        if slots != trace.intent.slots:
            changed["intent"] = trace.intent.model_copy(update={"slots": slots})
    return trace.model_copy(update=changed) if changed else trace


def _plain(text: str) -> str:
    """In simplified characters and closed up; the same object where it is so already."""
    return simplified(closed_up(text))


def names_in_one_script(product: Product) -> Product:
    """What the team says of its product, with every name in simplified characters besides."""
    both = {
        "names": tuple(_in_both(names) for names in product.names),
        "competitors": _in_both(product.competitors),
        "forbidden": _in_both(product.forbidden),
    }
    return Product.model_validate({**product.model_dump(), **both})


def _in_both(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*names, *map(simplified, names)]))


def as_logged(diagnosis: Diagnosis, trace: Trace, corpus: Corpus | None) -> Diagnosis:
    """The diagnosis with its quotes and claims in the words of `trace`, as it was logged."""
    passages = {one.id: one.text for one in trace.retrieved or []}
    texts = {
        "query": trace.query,
        "rewritten_query": trace.rewritten_query or "",
        "answer": trace.answer,
        "reference": trace.reference or "",
        **passages,
    }
    stages = [
        stage.model_copy(update={"quotes": [_quoted(one, texts, corpus) for one in stage.quotes]})
        for stage in diagnosis.stages
    ]
    at = places(trace.answer)
    claims = [_placed(claim, trace.answer, at) for claim in diagnosis.claims]
    return diagnosis.model_copy(update={"stages": stages, "claims": claims})


def _placed(claim: Claim, answer: str, at: Sequence[int]) -> Claim:
    """A claim where it stands in the answer that was logged."""
    if claim.start is None or not claim.end:
        return claim
    start, end = at[claim.start], at[claim.end - 1] + 1
    spans = [
        span.model_copy(update={"start": at[span.start], "end": at[span.end - 1] + 1})
        for span in claim.spans
    ]
    return claim.model_copy(
        update={"text": answer[start:end], "start": start, "end": end, "spans": spans}
    )


def _quoted(quote: Quote, texts: Mapping[str, str], corpus: Corpus | None) -> Quote:
    entry = corpus.get(quote.source) if corpus and quote.source not in texts else None
    text = texts.get(quote.source, entry.text if entry else "")
    first = _plain(text).find(quote.text)
    if first < 0 or not quote.text:
        return quote
    at = places(text)
    return quote.model_copy(update={"text": text[at[first] : at[first + len(quote.text) - 1] + 1]})
