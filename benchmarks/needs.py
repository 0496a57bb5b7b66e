"""Needs: are voices told from the rest, the same needs merged, and AI told from a feature?

The check set is our own, `needs_check.yaml`: what people said of four products that are not the
demo's, in both languages, and what only looks like it. Its first half was looked at while the
word lists were made; its second half was not, but the same hand wrote both and the lists: on
words of others expect less, recall of voices above all. Then, how long many documents take.
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import yaml

from knowledge.records import Document
from knowledge.settings import Settings
from knowledge.vectors.minilm import MiniLm, is_installed
from knowledge.workspace import open_workspace
from tools.decisions.needs.answered_by import answered_by
from tools.decisions.needs.find import discover
from tools.decisions.needs.grouping import SAME
from tools.decisions.needs.likeness import likeness
from tools.decisions.needs.signals import of_the_team, strength

CHECK = Path(__file__).with_name("needs_check.yaml")
_NEGATIVE = ("不", "没", "太", "烦", "n't", "not", "no ", "wrong", "never", "wish", "希望", "想要")
"""The floor: any of a dozen words."""
DOCUMENTS = (100, 1_000)


def main() -> None:
    """All tables."""
    halves: dict[str, dict[str, Any]] = yaml.safe_load(CHECK.read_text(encoding="utf-8"))
    print("Voices of a pain or a wish          n  precision  recall    floor: precision  recall")
    for name, half in halves.items():
        voices(name, half)
    print(
        f"The same need, from likeness {SAME}    n  precision  recall    by vectors, at best: right"
    )
    for name, half in halves.items():
        pairs(name, half)
    print("What answers it                     n  right    floor: most frequent")
    for name, half in halves.items():
        answers(name, half)
    print("Documents  passages   first s  again s")
    for count in DOCUMENTS:
        speed(count)


def voices(name: str, half: dict[str, Any]) -> None:
    """One line of the first table."""
    said = [(text, kind == "voices") for kind in ("voices", "others")
            for texts in half[kind].values() for text in texts]  # fmt: skip
    ours = _rates([(_is_voice(text), true) for text, true in said])
    floor = _rates([(any(one in text.lower() for one in _NEGATIVE), true) for text, true in said])
    print(f"  {name:<30} {len(said):4} {_both(ours)} {_both(floor):>27}")


def pairs(name: str, half: dict[str, Any]) -> None:
    """One line of the second table. Likeness depends on the other remarks, so all are there."""
    said = [(*pair, True) for pair in half["same"]] + [(*pair, False) for pair in half["different"]]
    texts = sorted({text for one, other, _ in said for text in (one, other)}
                   | {text for group in half["voices"].values() for text in group})  # fmt: skip
    at = {text: number for number, text in enumerate(texts)}
    alike = likeness(texts)
    ours = _rates([(bool(alike[at[a], at[b]] >= SAME), same) for a, b, same in said])
    best = f"{_by_vectors(texts, said):10.2f}" if is_installed() else "   skipped"
    print(f"  {name:<30} {len(said):4} {_both(ours)} {best:>27}")


def answers(name: str, half: dict[str, Any]) -> None:
    """One line of the third table."""
    asked = [(text, answer) for answer, texts in half["answered"].items() for text in texts]
    right = sum(answered_by([text]).answer == answer for text, answer in asked)
    most = max(len(texts) for texts in half["answered"].values())
    print(f"  {name:<30} {len(asked):4} {right / len(asked):6.2f} {most / len(asked):10.2f}")


def speed(count: int) -> None:
    """One line of the last table: interviews with ten remarks each, and as many other documents."""
    halves = yaml.safe_load(CHECK.read_text(encoding="utf-8"))
    said = [text for half in halves.values() for group in half["voices"].values() for text in group]
    with TemporaryDirectory() as home:
        settings = Settings(home=Path(home), demo=False)
        with open_workspace(settings, purpose="benchmark") as workspace:
            workspace.docs.ingest(_documents(count, said))
            passages = sum(one.chunks for one in workspace.docs.documents())
            seconds = [
                _seconds(lambda: discover(workspace.docs, workspace.events, "en")) for _ in range(2)
            ]
    print(f"{count:9,} {passages:9,} {seconds[0]:9.2f} {seconds[1]:8.2f}")


def _documents(count: int, said: Sequence[str]) -> Iterator[Document]:
    chance = random.Random(7)
    for number in range(count):
        voiced = number % 2 == 0
        title = f"Interviews {number}" if voiced else f"Pricing {number}"
        lines = [f"- {text} ({chance.randrange(10_000)})" for text in chance.sample(said, 10)]
        heads = [f"## P{number}{part}\n\n" + "\n".join(lines[5 * part : 5 * part + 5])
                 for part in range(2)]  # fmt: skip
        text = f"# {title}\n\n" + "\n\n".join(heads)
        yield Document(id=f"{number}.md", title=title, text=text, lang="en")


def _is_voice(text: str) -> bool:
    return strength(text) is not None and not of_the_team(text)


def _by_vectors(texts: Sequence[str], said: Sequence[tuple[str, str, bool]]) -> float:
    """How many pairs sentence vectors alone tell, with the threshold that suits them best."""
    vectors = dict(zip(texts, MiniLm().embed(texts), strict=True))
    cosines = [(float(vectors[a] @ vectors[b]), same) for a, b, same in said]
    return max(
        sum((cosine >= least) == same for cosine, same in cosines) / len(cosines)
        for least in np.arange(0.0, 1.0, 0.01)
    )


def _rates(told: Sequence[tuple[bool, bool]]) -> tuple[float, float]:
    both = sum(called and true for called, true in told)
    return both / max(sum(called for called, _ in told), 1), both / sum(true for _, true in told)


def _both(rates: tuple[float, float]) -> str:
    return f"{rates[0]:10.2f} {rates[1]:7.2f}"


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
