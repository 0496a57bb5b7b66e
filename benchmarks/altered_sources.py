"""Right and wrong English answers by where they come from, each with the signs of its claims.

Our check set, people's answers damaged in one place and the questions of the root-cause set are at
hand. Each file `altered_NAME.jsonl` in CASEBOOK_BENCH_DATA is one source more, a case a line in the
form of `faithfulness_en.yaml`: `{"context": ["..."], "answers": [{"faithful": "..."}, {"wrong":
"..."}], "held_out": false}`.

What the shipped weights had beside what is at hand, under these names, half of each held out:
`faithbench`, 15 of its passages with their summaries as people judged them; of HaluEval,
`halueval_summaries`, 300 articles of less than 9,000 characters with the right and the wrong
summary, `halueval_dialogues`, 600 replies with the knowledge and the talk before them as the
passage, and `halueval_damaged`, 800 right summaries, each beside itself with a name, a number, a
denial, two roles, an opposite or a merged sentence changed, by words of its own article.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmarks.data import DATA, rows
from benchmarks.faithfulness import answers_of, own
from benchmarks.faithfulness_stress import Item, from_conversations, from_questions
from tools.claims.ground import Embed, Ground
from tools.claims.misstated import signs
from tools.claims.refusal import is_refusal, only_declines
from tools.claims.weighing import weigh


@dataclass(frozen=True)
class Answer:
    """An answer that says something."""

    context: tuple[str, ...]
    """Its passages."""
    wrong: bool
    """Whether it holds anything that they do not."""
    held_out: bool
    """Whether it only measures."""
    signs: tuple[dict[str, float], ...]
    """What speaks against each of its claims."""
    absent: float
    """The share of it that its passages do not have."""


@dataclass(frozen=True)
class Source:
    """Answers of one kind."""

    name: str
    """What it is called."""
    answers: tuple[Answer, ...]
    """Its answers, in order."""
    in_pairs: bool
    """Whether each right one is followed by a wrong one to the same passages."""

    def kept(self, answers: Sequence[Answer]) -> "Source":
        """The source with some of its answers only."""
        return replace(self, answers=tuple(answers))


def sources(embed: Embed | None) -> list[Source]:
    """All sources that there are, read with a sentence model or without one."""
    found = [_source("own", own(held_out=False), own(held_out=True), embed)]
    if (DATA / "unanswerable_mtragun_dev.jsonl").exists():
        found.append(_source("conversations", *_halves(from_conversations()), embed))
    if (DATA / "rootcause_dev.jsonl").exists():
        found.append(_source("questions", *_halves(from_questions("en")), embed))
    for path in sorted(DATA.glob("altered_*.jsonl")):
        cases = rows(path.name)
        seen, far = (
            answers_of([case for case in cases if case.get("held_out", False) == held_out])
            for held_out in (False, True)
        )
        in_pairs = all(
            ["wrong" in one for one in case["answers"]] == [False, True] for case in cases
        )
        name = path.stem.removeprefix("altered_")
        found.append(_source(name, seen, far, embed, in_pairs=in_pairs))
    return found


def _halves(items: list[Item]) -> tuple[list[Item], list[Item]]:
    said = [one for one in items if not only_declines(one.answer)]
    return said[: len(said) // 2], said[len(said) // 2 :]


def _source(
    name: str,
    seen: Sequence[Item],
    far: Sequence[Item],
    embed: Embed | None,
    *,
    in_pairs: bool = False,
) -> Source:
    read = [(_read(one, embed, held_out=False)) for one in seen]
    read += [(_read(one, embed, held_out=True)) for one in far]
    return Source(name, tuple(one for one in read if one), in_pairs)


def _read(item: Item, embed: Embed | None, *, held_out: bool) -> Answer | None:
    """The answer with its signs; None where it states nothing, which the scorer leaves unscored."""
    if only_declines(item.answer):
        return None
    ground = Ground(item.context)
    claims = [
        claim for claim in weigh(item.answer, ground, embed) if not is_refusal(claim.part.text)
    ]
    if not claims:
        return None
    found = tuple(signs(claim, ground).features for claim in claims)
    sizes = [len(claim.part.text) for claim in claims]
    parts = [one.get("absent", 0.0) * size for one, size in zip(found, sizes, strict=True)]
    return Answer(tuple(item.context), item.wrong, held_out, found, sum(parts) / sum(sizes))
