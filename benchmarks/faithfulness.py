"""Does the faithfulness scorer find what nothing supports? Three tables, each with its floor.

1. Chinese news continued by models, whose keywords people judged: does a span touch the bad ones?
   The positive class is the bad keyword, at its first place in the answer; the floor calls bad
   what does not stand in the article word for word, chance calls all bad. The scorer's weights
   for Chinese were learnt here; `faithfulness_fit` measures F1 with articles held out: .70.
2. Whole answers: does one hold anything unsupported? Our own check set, the part that weights were
   chosen by and the one held out, people's answers as they are and damaged in one place, and the
   wrong answers of the root-cause set. The floor is the share of words that the passages do not
   have. `vectors` as an argument adds the sentence model.
3. English answers and summaries as small models write them, read by hand: the same, and how far
   what is marked agrees with what a reader marks, as the F1 of characters. Answers that only
   decline are unscored.

Seconds are of the processor.
"""

import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from benchmarks.data import DATA, rows
from benchmarks.faithfulness_natural import Written, is_at_hand, written
from benchmarks.faithfulness_stress import Item, from_conversations, from_questions
from knowledge.han import HAN_RANGE
from knowledge.records import Score
from knowledge.vectors.minilm import MiniLm
from tools.evals.row import Row
from tools.evals.scorers.faithfulness import faithfulness
from tools.evals.scorers.scorer import Means

KEYWORDS = "faithfulness_zh_dev.jsonl"
OWN = Path(__file__).with_suffix("").with_name("faithfulness_en.yaml")
_WORD = re.compile(rf"[{HAN_RANGE}]|[^\W{HAN_RANGE}]+")


def main() -> None:
    """Print all tables."""
    if (DATA / KEYWORDS).exists():
        keywords()
    else:
        print("faithfulness of keywords: skipped: no data")
    print()
    _of_answers(Means())
    if "vectors" in sys.argv:
        print("\nwith the sentence model")
        _of_answers(Means(embed=MiniLm().embed))


def _of_answers(means: Means) -> None:
    answers(means)
    print()
    if is_at_hand():
        natural(means)
    else:
        print("faithfulness of answers as models write them: skipped: no data")


def keywords() -> None:
    """The first table."""
    bad: list[bool] = []
    said: dict[str, list[bool]] = {"a span touches it": [], "not in the article": [], "all": []}
    start = time.process_time()
    found = [
        (
            row,
            _scored(row["context"], row["answer"], Means()),
        )
        for row in rows(KEYWORDS)
    ]
    seconds = time.process_time() - start
    for row, score in found:
        for keyword in row["keywords"]:
            at = row["answer"].find(keyword["text"])
            end = at + len(keyword["text"])
            bad.append(not keyword["ok"])
            said["a span touches it"].append(any(s.start < end and at < s.end for s in score.spans))
            said["not in the article"].append(keyword["text"] not in row["context"])
            said["all"].append(True)
    print(
        f"Bad keywords, {sum(bad)} of {len(bad)} in {len(found)} answers     F1  precision  recall"
    )
    for name, called in said.items():
        both = sum(one and other for one, other in zip(bad, called, strict=True))
        precision, recall = both / max(sum(called), 1), both / sum(bad)
        f1 = 2 * both / (sum(called) + sum(bad))
        print(f"  {name:<42} {f1:6.3f} {precision:10.3f} {recall:7.3f}")
    print(f"  {len(found) / seconds:.0f} answers/s")


def answers(means: Means) -> None:
    """The second table."""
    print(
        "Answers with anything unsupported      n  wrong     AUC  new words  chance  unscored   /s"
    )
    sets: list[tuple[str, Callable[[], list[Item]]]] = [
        ("our own check set", lambda: own(held_out=False)),
        ("our own, held out", lambda: own(held_out=True)),
    ]
    if (DATA / "unanswerable_mtragun_dev.jsonl").exists():
        sets.append(("conversations, damaged", from_conversations))
    if (DATA / "rootcause_dev.jsonl").exists():
        sets += [
            ("questions, English", lambda: from_questions("en")),
            ("questions, Chinese", lambda: from_questions("zh")),
        ]
    for name, load in sets:
        items = load()
        start = time.process_time()
        scores = [_scored(item.context, item.answer, means).value for item in items]
        rate = len(items) / (time.process_time() - start)
        kept = [(i, s) for i, s in zip(items, scores, strict=True) if s is not None]
        wrong = [item.wrong for item, _ in kept]
        print(
            f"  {name:<32} {len(items):5} {sum(i.wrong for i in items):6}"
            f" {auc([-score for _, score in kept], wrong):7.3f}"
            f" {auc([share_new(item) for item, _ in kept], wrong):10.3f}    .500"
            f" {len(items) - len(kept):9} {rate:4.0f}"
        )
        kinds = dict.fromkeys(item.kind for item, _ in kept if item.wrong)
        told = [f"{kind} {_of_kind(kind, kept):.2f}" for kind in kinds]
        if len(told) > 1:
            print("    " + ", ".join(told))


def natural(means: Means) -> None:
    """The third table."""
    print(
        "Answers as models wrote them           n  wrong     AUC  new words  spans F1"
        "  new words  unscored"
    )
    everything = written()
    for kind in ("answer", "summary"):
        for held_out in (False, True):
            told = [one for one in everything if (one.item.kind, one.held_out) == (kind, held_out)]
            scores = [_scored(one.item.context, one.item.answer, means) for one in told]
            kept = [
                (one, score.value)
                for one, score in zip(told, scores, strict=True)
                if score.value is not None
            ]
            wrong = [one.item.wrong for one, _ in kept]
            marked = [[(span.start, span.end) for span in score.spans] for score in scores]
            print(
                f"  {kind + ', held out' * held_out:<32} {len(told):5}"
                f" {sum(one.item.wrong for one in told):6}"
                f" {auc([-value for _, value in kept], wrong):7.3f}"
                f" {auc([share_new(one.item) for one, _ in kept], wrong):10.3f}"
                f" {_agreement(told, marked):9.3f}"
                f" {_agreement(told, [_new_words(one.item) for one in told]):10.3f}"
                f" {len(told) - len(kept):9}"
            )


def _agreement(told: Sequence[Written], marked: Sequence[Sequence[tuple[int, int]]]) -> float:
    """The F1 of the characters that are marked, against those that a reader marks."""
    both = said = meant = 0
    for one, spans in zip(told, marked, strict=True):
        here, there = (
            {at for start, end in some for at in range(start, end)}
            for some in (spans, one.unsupported)
        )
        both, said, meant = both + len(here & there), said + len(here), meant + len(there)
    return 2 * both / max(said + meant, 1)


def _new_words(item: Item) -> list[tuple[int, int]]:
    there = set(_WORD.findall(" ".join(item.context).lower()))
    return [m.span() for m in _WORD.finditer(item.answer) if m[0].lower() not in there]


def _of_kind(kind: str, kept: Sequence[tuple[Item, float]]) -> float:
    """The AUC of one kind of damage against all that is faithful."""
    some = [(item, score) for item, score in kept if not item.wrong or item.kind == kind]
    return auc([-score for _, score in some], [item.wrong for item, _ in some])


def own(*, held_out: bool) -> list[Item]:
    """The check set beside this file: the part that was looked at, or the one that measures."""
    cases = yaml.safe_load(OWN.read_text(encoding="utf-8"))
    return answers_of([case for case in cases if case.get("held_out", False) == held_out])


def answers_of(cases: Iterable[dict[str, Any]]) -> list[Item]:
    """The answers of cases in the form of the check set."""
    return [
        Item(
            [" ".join(text.split()) for text in case["context"]],
            answer.get("faithful") or answer["wrong"],
            "wrong" in answer,
            answer.get("kind", "faithful"),
        )
        for case in cases
        for answer in case["answers"]
    ]


def share_new(item: Item) -> float:
    """The floor: the share of the answer's words that the passages do not have."""
    there = set(_WORD.findall(" ".join(item.context).lower()))
    said = _WORD.findall(item.answer.lower())
    return sum(word not in there for word in said) / max(len(said), 1)


def _scored(context: str | list[str], answer: str, means: Means) -> Score:
    row = Row.model_validate({"id": "x", "context": context, "answer": answer})
    return faithfulness(row.example(), row.trace(), means)


def auc(scores: Sequence[float], wrong: Iterable[bool]) -> float:
    """How often a wrong answer scores above a right one; ties count half."""
    pairs = list(zip(scores, wrong, strict=True))
    bad = [score for score, is_wrong in pairs if is_wrong]
    good = [score for score, is_wrong in pairs if not is_wrong]
    above = sum((one > other) + 0.5 * (one == other) for one in bad for other in good)
    return above / (len(bad) * len(good))


if __name__ == "__main__":
    main()
