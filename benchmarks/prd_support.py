"""Does the PRD's check find what no source carries? False sentences planted in true ones.

`python -m benchmarks.prd_support [--held-out | --drafts [--seed N] | --answers] [--show KIND]`.
True sentences are made of passages of the demo's documents, of Dify's and of the paragraphs of the
root-cause set: shortened, reordered, in other words, with connectives, joined; one in ten is a
copy. False ones are made of these in one place: another number, one from elsewhere in the passage,
another unit, date or name, a negation put in or left out, a turned direction, a widened quantifier,
two names or numbers exchanged. Beyond these swaps: another common word, and a sentence that is true
of another passage. Documents are parted in two halves by the hash of their id.

- without a mode: the half that the check may be looked at with;
- `--held-out`: the other half, for measuring only;
- `--drafts`: facts of fresh drafts, of the demo and of a workspace with Dify's documents alone,
  each with at most two swaps; against its sources, and against the words in which it was drafted
  too, as the review does; another seed draws other features and swaps;
- `--answers`: sentences of people's free English answers, each with at most two swaps. People add
  what they know, so not each of them is carried: an upper bound of false alarms.

`--show KIND` prints what is missed of a kind, or with `true` what is blamed falsely.
"""

import argparse
import hashlib
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.data import DATA, rows
from benchmarks.prd_drafts import Drafted, drafted
from benchmarks.prd_planting import BEYOND, SWAPS, planted
from benchmarks.prd_retelling import retold, told
from knowledge.demo.scriptmate.library import DEMO
from knowledge.documents.chunking import chunk
from knowledge.documents.read import document_of
from knowledge.language import LANGS, Lang
from knowledge.records import Document
from knowledge.records.prd import Sentence, Source
from tools.prd.checking.supported import Check, check

SEED = 11
A_SOURCE = 260
"""True sentences of each source and language, at most."""


@dataclass(frozen=True)
class Item:
    """A sentence to check."""

    text: str
    """Its words."""
    passage: str
    """What it is held against."""
    lang: Lang
    """Its language."""
    source: str
    """`demo`, `dify` or `articles`."""
    kind: str
    """`true`, or how it was made false."""


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.prd_support",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--held-out", action="store_true", help="the half for measuring only")
    parser.add_argument("--drafts", action="store_true", help="facts of fresh drafts instead")
    parser.add_argument("--answers", action="store_true", help="people's free answers instead")
    parser.add_argument("--seed", type=int, default=SEED, help="of `--drafts`: its features, swaps")
    parser.add_argument("--show", help="print what is missed of this kind; `true`: false alarms")
    args = parser.parse_args()
    if args.drafts:
        of_drafts(args.show, args.seed)
        return
    made = answered() if args.answers else items(held_out=args.held_out)
    start = time.perf_counter()
    found = [(item, checked(item)) for item in made]
    rate = len(made) / (time.perf_counter() - start)
    if args.show:
        show(args.show, found)
        return
    half = "held-out half" if args.held_out else "answers" if args.answers else "other half"
    print(f"{half}, {rate:.0f} sentences/s; floor: a")
    print("sentence is found unsupported where it stands nowhere word for word")
    print(f"{'':<14}{'zh: n':>8}{'found':>8}{'floor':>8}{'en: n':>8}{'found':>8}{'floor':>8}")
    for name, kept in _lines(found):
        cells = ""
        for lang in ("zh", "en"):
            mine = [(item, one) for item, one in kept if item.lang == lang]
            if not mine:
                cells += f"{0:>8}{'–':>8}{'–':>8}"
                continue
            hit = sum(not one.carried for _, one in mine) / len(mine)
            floor = sum(item.text not in item.passage for item, _ in mine) / len(mine)
            cells += f"{len(mine):>8}{hit:>8.3f}{floor:>8.3f}"
        print(f"{name:<14}{cells}")


def of_drafts(shown: str | None, seed: int) -> None:
    """Print the table of fresh drafts, or what is judged wrongly of one kind."""
    made = drafted(seed)
    if shown:
        for one in made:
            judged = one.checked(alone=False)
            if one.kind == shown and judged.carried == (shown != "true"):
                text = one.place.sentence.text
                print(f"{one.lang} {one.home}: {text}\n  {judged.reason} | {one.first}")
        return
    for alone in (True, False):
        found = [(one, one.checked(alone=alone)) for one in made]
        words = "without" if alone else "with"
        print(f"facts of fresh drafts, held against their sources, {words} the words drafted")
        print(f"{'found unsupported':<24}{'zh: n':>8}{'found':>8}{'en: n':>8}{'found':>8}")
        for name, kinds in (("true", ["true"]), ("false", SWAPS), *((one, [one]) for one in SWAPS)):
            for home in ("demo", "documents") if name in {"true", "false"} else ("",):
                print(_draft_line(name, home, kinds, found))


def _draft_line(
    name: str, home: str, kinds: Sequence[str], found: list[tuple[Drafted, Check]]
) -> str:
    cells = ""
    for lang in LANGS:
        mine = [
            judged
            for one, judged in found
            if one.lang == lang and one.kind in kinds and home in {"", one.home}
        ]
        hit = f"{sum(not one.carried for one in mine) / len(mine):.3f}" if mine else "–"
        cells += f"{len(mine):>8}{hit:>8}"
    return f"{f'{name}, {home}' if home else f'  {name}':<24}{cells}"


def answered() -> list[Item]:
    """Sentences of answers that people wrote freely from passages, each followed by two swaps.

    Not every one of them is carried: people add what they know, which counts as a false alarm.
    """
    rng = random.Random(SEED)
    asked = [
        row
        for row in rows("unanswerable_mtragun_dev.jsonl")
        if row["answerability"] == "ANSWERABLE" and row["contexts"]
    ]
    made = []
    for row in asked:
        passage = "\n".join(row["contexts"])
        others = [one["contexts"][0] for one in rng.sample(asked, 5) if one is not row]
        for true in told(row["reference"], "en"):
            made.append(Item(true, passage, "en", "answers", "true"))
            count = 0
            for kind in rng.sample(SWAPS, len(SWAPS)):
                false = planted(kind, true, (passage, others), "en", rng)
                if false is not None and count < 2:
                    made.append(Item(false, passage, "en", "answers", kind))
                    count += 1
    return made


def _lines(
    found: list[tuple[Item, Check]],
) -> Iterator[tuple[str, list[tuple[Item, Check]]]]:
    """The rows of the table: false alarms whole and by source, what was planted whole, by kind."""
    true = [pair for pair in found if pair[0].kind == "true"]
    yield "false alarms", true
    for source in ("demo", "dify", "articles", "answers"):
        yield f"  {source}", [pair for pair in true if pair[0].source == source]
    for name, kinds in (("swaps found", SWAPS), ("beyond swaps", BEYOND)):
        yield name, [pair for pair in found if pair[0].kind in kinds]
        for kind in kinds:
            yield f"  {kind}", [pair for pair in found if pair[0].kind == kind]


def show(kind: str, found: list[tuple[Item, Check]]) -> None:
    """What is missed, or falsely found, each with its passage."""
    for item, one in found:
        if item.kind == kind and one.carried == (kind != "true"):
            marks = [item.text[span.start : span.end] for span in one.spans]
            print(f"{item.lang} {item.source}: {item.text}\n  {one.reason} {marks}\n  | ", end="")
            print(" ".join(item.passage.split())[:700], end="\n\n")


def checked(item: Item) -> Check:
    """The check of one sentence."""
    source = Source(kind="passage", id="p")
    return check(Sentence(id="s", text=item.text, kind="cited", sources=(source,)), [item.passage])


def items(*, held_out: bool) -> list[Item]:
    """The true sentences of one half, each followed by false ones: two swaps, one beyond."""
    rng = random.Random(SEED)
    by_source: dict[tuple[str, Lang], list[tuple[str, list[str]]]] = defaultdict(list)
    for source, document in documents():
        if (hashlib.sha256(document.id.encode()).digest()[0] % 2 == 1) == held_out:
            by_source[source, document.lang] += [
                (text, said)
                for text in (one.text for one in chunk(document))
                if (said := told(text, document.lang))
            ]
    made: list[Item] = []
    for (source, lang), passages in sorted(by_source.items()):
        pool = [
            (text, sentence, said[at + 1] if at + 1 < len(said) else None)
            for text, said in passages
            for at, sentence in enumerate(said)
        ]
        texts = [text for text, _ in passages]
        turn = rng.randrange(len(SWAPS))
        for text, sentence, following in rng.sample(pool, min(len(pool), A_SOURCE)):
            true = retold(sentence, following, lang, rng)
            made.append(Item(true, text, lang, source, "true"))
            others = rng.sample(texts, min(len(texts), 5))
            count = 0
            for kind in (*SWAPS[turn:], *SWAPS[:turn]):
                false = planted(kind, true, (text, others), lang, rng)
                if false is not None and count < 2:
                    made.append(Item(false, text, lang, source, kind))
                    count += 1
                    turn = (SWAPS.index(kind) + 1) % len(SWAPS)
            beyond = BEYOND[len(made) % 2]
            false = planted(beyond, true, (text, others), lang, rng)
            if false is not None:
                made.append(Item(false, text, lang, source, beyond))
    return made


def documents() -> Iterator[tuple[str, Document]]:
    """The demo's documents, and those of the data folder where it is there."""
    for file in sorted((DEMO / "docs").glob("*.md")):
        yield "demo", document_of(file.name, file.read_text(encoding="utf-8"))
    if not (DATA / "retrieval_dify_corpus.jsonl").exists():
        print(f"Dify and articles skipped: no data in {DATA}")
        return
    for row in rows("retrieval_dify_corpus.jsonl"):
        yield "dify", document_of(row["id"], row["text"], row["title"])
    for row in rows("rootcause_dev_docs.jsonl"):
        yield "articles", document_of(row["id"], row["text"], row["id"])


if __name__ == "__main__":
    main()
