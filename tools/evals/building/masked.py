"""Personal data out of the examples of a set, and how much of which kind there was."""

from collections import Counter
from collections.abc import Sequence

from knowledge.language import language_of
from knowledge.records import Example
from tools.evals.masking import Masked, mask_all, mask_example


def masked(examples: Sequence[Example]) -> tuple[list[Example], dict[str, int]]:
    """The examples with personal data masked in all their texts, and counts by kind.

    What a file's columns hold is anybody's words, so segments and expectations are masked too.
    """
    total: Counter[str] = Counter()
    made = []
    for one in examples:
        changed, in_texts = mask_example(one)
        total.update({part.kind: part.count for part in in_texts})
        lang = language_of(one.query, "zh")
        slices = list(one.segment) if one.source.startswith("file:") else []
        texts = [one.expect, *(one.segment[key] for key in slices)]
        expect, *values = mask_all(texts, lang)
        for part in (expect, *values):
            total.update({found.kind: found.count for found in part.found})
        segment = one.segment | _texts(slices, values)
        made.append(changed.model_copy(update={"expect": expect.text, "segment": segment}))
    return made, dict(total)


def _texts(keys: Sequence[str], values: Sequence[Masked]) -> dict[str, str]:
    return {key: value.text for key, value in zip(keys, values, strict=True)}
