"""One script for what is compared: a trace in traditional Chinese is read in simplified characters.

The word lists, the segmenter and its frequencies are of simplified text. Characters stand for
characters, so what was found is shown in the words that were logged.
"""

from collections.abc import Mapping

from knowledge.corpus import Corpus
from knowledge.lexicon.simplified import simplified
from knowledge.records import Diagnosis, Product, Quote, Trace


def in_one_script(trace: Trace) -> Trace:
    """The trace in simplified characters; itself, where it has no traditional ones."""
    changed: dict[str, object] = {
        name: plain
        for name in ("query", "rewritten_query", "answer", "reference")
        if (text := getattr(trace, name)) and (plain := simplified(text)) is not text
    }
    turns = [turn.model_copy(update={"text": simplified(turn.text)}) for turn in trace.history]
    if turns != trace.history:
        changed["history"] = turns
    if trace.retrieved and any(simplified(one.text) is not one.text for one in trace.retrieved):
        changed["retrieved"] = [
            one.model_copy(update={"text": simplified(one.text)}) for one in trace.retrieved
        ]
    if trace.intent:
        slots = {
            name: simplified(value) if isinstance(value, str) else value
            for name, value in trace.intent.slots.items()
        }
        if slots != trace.intent.slots:
            changed["intent"] = trace.intent.model_copy(update={"slots": slots})
    return trace.model_copy(update=changed) if changed else trace


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
    claims = [
        one.model_copy(update={"text": trace.answer[one.start : one.end]})
        for one in diagnosis.claims
    ]
    return diagnosis.model_copy(update={"stages": stages, "claims": claims})


def _quoted(quote: Quote, texts: Mapping[str, str], corpus: Corpus | None) -> Quote:
    entry = corpus.get(quote.source) if corpus and quote.source not in texts else None
    text = texts.get(quote.source, entry.text if entry else "")
    at = simplified(text).find(quote.text)
    if at < 0:
        return quote
    return quote.model_copy(update={"text": text[at : at + len(quote.text)]})
