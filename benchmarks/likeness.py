"""Which questions say the same? Recall on pairs written by hand, false alarms on real questions.

The pairs of likeness_pairs.yaml are looked for among 800 other questions. The floor takes texts of
equal letters. False alarms are counted on questions that people wrote as different ones about the
same passages; the pages of the Dify docs are described in two languages, so there it is recall.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from benchmarks.data import DATA, rows
from knowledge.vectors.minilm import MiniLm
from tools.evals.finetune.select import LEAK
from tools.evals.likeness import alike
from tools.evals.likeness.wording import wording

OWN = Path(__file__).with_suffix("").with_name("likeness_pairs.yaml")
QUESTIONS = ("rootcause_dev.jsonl", "retrieval_dureader_queries.jsonl")
PAGES = "retrieval_dify_queries.jsonl"

Match = Callable[[Sequence[str], Sequence[str]], set[tuple[int, int]]]


def by_letters(ones: Sequence[str], others: Sequence[str]) -> set[tuple[int, int]]:
    """The floor: the same letters, without case and punctuation."""
    first = {wording(text).letters: at for at, text in enumerate(others)}
    found = ((at, first.get(wording(text).letters)) for at, text in enumerate(ones))
    return {(at, other) for at, other in found if other is not None}


def by_words(ones: Sequence[str], others: Sequence[str]) -> set[tuple[int, int]]:
    """By shingles and words."""
    return {(pair.one, pair.other) for pair in alike(ones, others)}


def by_meaning(ones: Sequence[str], others: Sequence[str]) -> set[tuple[int, int]]:
    """By shingles, words and sentence vectors."""
    return {(pair.one, pair.other) for pair in alike(ones, others, embed=MiniLm().embed)}


def for_leaks(ones: Sequence[str], others: Sequence[str]) -> set[tuple[int, int]]:
    """The same as training sets are kept apart from eval sets: rather too much than too little."""
    found = alike(ones, others, least=LEAK, embed=MiniLm().embed)
    return {(pair.one, pair.other) for pair in found}


MATCHES: dict[str, Match] = {
    "equal letters": by_letters,
    "words": by_words,
    "words and vectors": by_meaning,
    "for leaks": for_leaks,
}


def main() -> None:
    """Print both tables."""
    has_data = (DATA / PAGES).exists()
    crowd = [row["query"] for name in (*QUESTIONS, PAGES) for row in rows(name)] if has_data else []
    print(f"{'found of the pairs':24}" + "".join(f"{name:>20}" for name in MATCHES))
    for kind, pairs in yaml.safe_load(OWN.read_text(encoding="utf-8")).items():
        ones, others = [one for one, _ in pairs], [other for _, other in pairs]
        cells = []
        for match in MATCHES.values():
            found = match(ones, [*others, *crowd])
            cells.append(f"{sum((at, at) in found for at in range(len(pairs)))}/{len(pairs)}")
        print(f"{kind:24}" + "".join(f"{cell:>20}" for cell in cells))
    if not has_data:
        print("false alarms: skipped: no data")
        return
    print(f"\n{'questions with an alarm':24}" + "".join(f"{name:>20}" for name in MATCHES))
    for name in QUESTIONS:
        texts = sorted({row["query"] for row in rows(name)})
        found = [
            {one for one, other in match(texts, texts) if one != other}
            for match in MATCHES.values()
        ]
        print(f"{name[:24]:24}" + "".join(f"{f'{len(one)}/{len(texts)}':>20}" for one in found))
    pages = _pages()
    ones, others = [zh for zh, _ in pages], [en for _, en in pages]
    found_of = [match(ones, others) for match in MATCHES.values()]
    print(
        f"\n{'translations of pages':24}"
        + "".join(
            f"{f'{sum((at, at) in found for at in range(len(pages)))}/{len(pages)}':>20}"
            for found in found_of
        )
    )
    print(
        f"{'  wrong ones':24}"
        + "".join(f"{sum(one != other for one, other in found):>20}" for found in found_of)
    )


def _pages() -> list[tuple[str, str]]:
    """What each page says of itself, in Chinese and in English."""
    said: dict[str, dict[str, str]] = {}
    for row in rows(PAGES):
        said.setdefault(row["id"].rpartition(":")[2], {})[row["query_lang"]] = row["query"]
    return [(one["zh"], one["en"]) for one in said.values() if len(one) == 2]


if __name__ == "__main__":
    main()
