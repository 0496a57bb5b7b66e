"""Personal data out of an example, the same value alike in all its texts."""

from collections import Counter

from knowledge.language import language_of
from knowledge.records import Example
from tools.evals.masking.found import Found, Kind
from tools.evals.masking.mask import mask_all


def mask_example(example: Example) -> tuple[Example, tuple[Found, ...]]:
    """The example with query, history, reference, answer, passages and keywords masked.

    Constraints, segments and ids are the product's own and are left as they are.
    """
    history, passages = example.history, example.passages or []
    texts = [
        example.query,
        example.reference or "",
        example.answer or "",
        *(turn.text for turn in history),
        *(passage.text for passage in passages),
        *example.keywords,
    ]
    masked = mask_all(texts, language_of(example.query, "zh"))
    total: Counter[Kind] = Counter()
    for one in masked:
        total.update({found.kind: found.count for found in one.found})
    if not total:
        return example, ()
    said = [one.text for one in masked]
    turns, rest = said[3 : 3 + len(history)], said[3 + len(history) :]
    changed = {
        "query": said[0],
        "reference": None if example.reference is None else said[1],
        "answer": None if example.answer is None else said[2],
        "history": [
            turn.model_copy(update={"text": text})
            for turn, text in zip(history, turns, strict=True)
        ],
        "passages": example.passages
        and [
            passage.model_copy(update={"text": text})
            for passage, text in zip(passages, rest, strict=False)
        ],
        "keywords": rest[len(passages) :],
    }
    found = tuple(Found(kind, count) for kind, count in total.items())
    return example.model_copy(update=changed), found
