"""Which questions say the same? Recall on pairs written by hand, false alarms on real questions.

The pairs of likeness_pairs.yaml are looked for among 800 other questions. The floor takes texts of
equal letters. False alarms are counted on questions that people wrote as different ones about the
same passages; the pages of the Dify docs are described in two languages, so there it is recall.

Last, what a training set is spared: the second halves of the pairs, and of the harder ones, are
put among the demo product's adopted questions, the first halves among 100 others of its questions
as an eval set. What of the demo's own goes with them is counted too: questions about one product,
and many of these do ask nearly the same. So are the seconds that it takes for 2,000 by 2,000.
"""

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from benchmarks.data import DATA, rows
from knowledge.demo.traffic import simulate
from knowledge.records import Example
from knowledge.vectors.minilm import MiniLm
from tools.evals.finetune.apart import Apart
from tools.evals.likeness import alike, plainly
from tools.evals.likeness.wording import wording

OWN = Path(__file__).with_name("likeness_pairs.yaml")
HARDER = Path(__file__).with_name("likeness_harder.yaml")
QUESTIONS = ("rootcause_dev.jsonl", "retrieval_dureader_queries.jsonl")
PAGES = "retrieval_dify_queries.jsonl"

EMBED = plainly(MiniLm().embed)

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
    given, held = _examples("t", ones), _examples("e", others)
    _, dropped = Apart(held, given, embed=EMBED).look(given)
    return {(int(one.example.id[1:]), int(one.nearest.id[1:])) for one in dropped}


MATCHES: dict[str, Match] = {
    "equal letters": by_letters,
    "words": by_words,
    "words and vectors": by_meaning,
    "for leaks": for_leaks,
}


def main() -> None:
    """Print all tables."""
    _spared()
    print()
    _pairs_and_alarms()


def _spared() -> None:
    """Of pairs among the demo's questions, how many the training set is spared, by kind."""
    pairs = [
        (kind, one, other)
        for file in (OWN, HARDER)
        for kind, some in yaml.safe_load(file.read_text(encoding="utf-8")).items()
        for one, other in some
        if kind != "different"
    ]
    traffic = simulate()
    adopted = {one.trace_id for one in traffic.events if one.kind in {"adopted", "edited"}}
    asked = {one.query: one for one in traffic.traces if not one.history}
    shuffled = random.Random(1).sample(sorted(asked), len(asked))
    evals, own = shuffled[:100], [one for one in shuffled[100:] if asked[one].id in adopted]
    held = _examples("e", [*(one for _, one, _ in pairs), *evals])
    given = _examples("t", [*(other for _, _, other in pairs), *own])
    looks = {"words": Apart(held, given), "and vectors": Apart(held, given, embed=EMBED)}
    gone = {name: _gone(apart, given) for name, apart in looks.items()}
    kinds: dict[str, list[str]] = {}
    for example, (kind, _, _) in zip(given, pairs, strict=False):
        kinds.setdefault(kind, []).append(example.id)
    kinds["the demo's own"] = [one.id for one in given[len(pairs) :]]
    print(f"{'left out of training':24}" + "".join(f"{name:>20}" for name in gone))
    for kind, ids in kinds.items():
        counts = [f"{sum(one in some for one in ids)}/{len(ids)}" for some in gone.values()]
        print(f"{kind:24}" + "".join(f"{count:>20}" for count in counts))
    many = [f"{one}, {at}" for at, one in enumerate((shuffled * 4)[:4_000])]
    held, given = _examples("e", many[:2_000]), _examples("t", many[2_000:])
    start = time.perf_counter()
    _gone(Apart(held, given, embed=EMBED), given)
    print(f"2,000 by 2,000: {time.perf_counter() - start:.0f} s")


def _gone(apart: Apart, given: Sequence[Example]) -> set[str]:
    """What is left out, as `selected` leaves it out."""
    return {one.example.id for one in apart.look(given)[1]}


def _examples(name: str, queries: Sequence[str]) -> list[Example]:
    return [Example(id=f"{name}{at}", query=query) for at, query in enumerate(queries)]


def _pairs_and_alarms() -> None:
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
