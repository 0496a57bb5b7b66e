"""Which questions say the same? Recall on pairs written by hand, false alarms on real questions.

The pairs of likeness_pairs.yaml are looked for among 800 other questions. The floor takes texts of
equal letters. False alarms are counted on questions that people wrote as different ones about the
same passages, one half held against the other; the pages of the Dify docs are described in two
languages, so there it is recall.

Before that, what a training set is spared: the second halves of all pairs are put among the demo
product's adopted questions, the first halves among 100 others of its questions as an eval set. The
weights of the measure were learnt from this, but for the pairs under `looked_at` in
likeness_unseen.yaml, whose figures were in view all the same; so the demo's traffic of another seed
is counted as well. By what the demo product understands of them its questions ask for the same as
an eval question (the same intent, subject and wishes), for the same or less or more than that (some
of the wishes), or for something else. So are the seconds that it takes for 5,000 by 2,000.
"""

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from benchmarks.data import DATA, rows
from knowledge.demo.scriptmate.library import demo_library
from knowledge.demo.scriptmate.understand import topic_words, understand
from knowledge.demo.traffic import SEED, simulate
from knowledge.records import Example
from knowledge.vectors.minilm import MiniLm
from tools.evals.finetune.apart import LEAK, Apart
from tools.evals.likeness import Measure, alike, plainly
from tools.evals.likeness.unlike import same_questions
from tools.evals.likeness.wording import letters

OWN = Path(__file__).with_name("likeness_pairs.yaml")
HARDER = Path(__file__).with_name("likeness_harder.yaml")
UNSEEN = Path(__file__).with_name("likeness_unseen.yaml")
LOOK_ALIKE = ("different", "learnt: same_form", "looked_at: same_form")
"""Kinds of pairs that ask for different things."""
ANOTHER = 99
"""Seed of traffic that no weight was learnt from."""
QUESTIONS = ("rootcause_dev.jsonl", "retrieval_dureader_queries.jsonl")
PAGES = "retrieval_dify_queries.jsonl"

EMBED = plainly(MiniLm().embed)

Wish = tuple[str | None, str | None, str, Mapping[str, str]]
"""Intent, subject, what it is called, and the other slots."""
Match = Callable[[Sequence[str], Sequence[str]], set[tuple[int, int]]]


def by_letters(ones: Sequence[str], others: Sequence[str]) -> set[tuple[int, int]]:
    """The floor: the same letters, without case and punctuation."""
    first = {letters(text): at for at, text in enumerate(others)}
    found = ((at, first.get(letters(text))) for at, text in enumerate(ones))
    return {(at, other) for at, other in found if other is not None}


def by_words(ones: Sequence[str], others: Sequence[str]) -> set[tuple[int, int]]:
    """By shingles and words."""
    return {(pair.one, pair.other) for pair in alike(ones, others)}


def by_meaning(ones: Sequence[str], others: Sequence[str]) -> set[tuple[int, int]]:
    """By shingles, words and sentence vectors."""
    return {(pair.one, pair.other) for pair in alike(ones, others, embed=MiniLm().embed)}


def for_leaks(ones: Sequence[str], others: Sequence[str]) -> set[tuple[int, int]]:
    """The same as training sets are kept apart from eval sets: rather too much than too little."""
    found = same_questions(ones, others, LEAK, Measure(EMBED, others, ones))
    return {(pair.one, pair.other) for pair in found}


MATCHES: dict[str, Match] = {
    "equal letters": by_letters,
    "words": by_words,
    "words and vectors": by_meaning,
    "for leaks": for_leaks,
}


def main() -> None:
    """Print all tables."""
    for seed in (SEED, ANOTHER):
        _spared(seed, list(_pairs()))
        print()
    _seconds()
    print()
    _pairs_and_alarms()


def _spared(seed: int, pairs: Sequence[tuple[str, str, str]]) -> None:
    """Of pairs among the demo's questions, how many the training set is spared, by kind."""
    traffic = simulate(seed)
    adopted = {one.trace_id for one in traffic.events if one.kind in {"adopted", "edited"}}
    asked = {one.query: one for one in traffic.traces if not one.history}
    shuffled = random.Random(1).sample(sorted(asked), len(asked))
    evals, own = shuffled[:100], [one for one in shuffled[100:] if asked[one].id in adopted]
    held = _examples("e", [*(one for _, one, _ in pairs), *evals])
    given = _examples("t", [*(other for _, _, other in pairs), *own])
    looks = {"words": Apart(held, given), "and vectors": Apart(held, given, embed=EMBED)}
    gone = {
        name: {one.example.id: one.nearest.query for one in apart.look(given)[1]}
        for name, apart in looks.items()
    }
    kinds: dict[str, list[Example]] = {}
    for example, (kind, _, _) in zip(given, pairs, strict=False):
        kinds.setdefault(kind, []).append(example)
    wishes = [_wish(one.query) for one in held]
    for example in given[len(pairs) :]:
        kinds.setdefault(_likest(_wish(example.query), wishes), []).append(example)
    repeats = {example.id: one for example, (_, one, _) in zip(given, pairs, strict=False)}
    print(f"{f'left out of training, {seed}':34}" + "".join(f"{name:>14}" for name in gone))
    for kind, some in kinds.items():
        counts = []
        for found in gone.values():
            out = [one for one in some if one.id in found]
            if kind in LOOK_ALIKE:  # what they repeat may be another question than their pair's
                out = [one for one in out if found[one.id] == repeats[one.id]]
            counts.append(f"{len(out)}/{len(some)}")
        print(f"{kind:34}" + "".join(f"{count:>14}" for count in counts))
    own_ids = {one.id for one in given[len(pairs) :]}
    totals = [f"{len(own_ids & set(found))}/{len(own_ids)}" for found in gone.values()]
    print(f"{'own: in all':34}" + "".join(f"{count:>14}" for count in totals))


def _wish(query: str) -> Wish:
    """What the demo product understands: the intent, the subject and its name, all else."""
    found = understand(query, library=demo_library(), version="v2")
    slots = {name: str(value).lower() for name, value in found.slots.items()}
    called = slots.pop("topic", "")
    subject = topic_words(demo_library(), found.lang).first(called)
    return found.intent.name, subject, called, slots


def _likest(wish: Wish, others: Sequence[Wish]) -> str:
    """What of all `others` a wish is nearest to being."""
    intent, subject, called, slots = wish
    found = "own: something else"
    for other_intent, other_subject, other_called, other_slots in others:
        if intent != other_intent or subject != other_subject or subject is None:
            continue
        if slots == other_slots and called == other_called:
            return "own: the same wish"
        if all(slots[name] == other_slots[name] for name in slots.keys() & other_slots.keys()):
            found = "own: some of its wishes"
    return found


def _seconds() -> None:
    """How long 5,000 questions against 2,000 take, vectors included."""
    queries = {one.query for seed in range(1, 7) for one in simulate(seed).traces}
    some = random.Random(1).sample(sorted(queries), 7_000)
    held, given = _examples("e", some[:2_000]), _examples("t", some[2_000:])
    start, used = time.perf_counter(), time.process_time()
    Apart(held, given, embed=EMBED).look(given)
    took, used = time.perf_counter() - start, time.process_time() - used
    print(f"5,000 by 2,000: {took:.0f} s, of a processor's time {used:.0f} s")


def _examples(name: str, queries: Sequence[str]) -> list[Example]:
    return [Example(id=f"{name}{at}", query=query) for at, query in enumerate(queries)]


def _pairs() -> Iterator[tuple[str, str, str]]:
    """All pairs, each with its kind."""
    files = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in (OWN, HARDER)]
    unseen = yaml.safe_load(UNSEEN.read_text(encoding="utf-8"))
    files += [{f"{half}: {kind}": of for kind, of in unseen[half].items()} for half in unseen]
    for kinds in files:
        yield from ((kind, one, other) for kind, some in kinds.items() for one, other in some)


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
        random.Random(1).shuffle(texts)
        half = len(texts) // 2
        alarms = [
            {one for one, _ in match(texts[:half], texts[half:])} for match in MATCHES.values()
        ]
        print(f"{name[:24]:24}" + "".join(f"{f'{len(one)}/{half}':>20}" for one in alarms))
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
