"""What does a model's reading add to the rules? Held-out cases by hand, without references.

`python -m benchmarks.reading [N]` draws N of them by a fixed seed (60 unless told) and diagnoses
them by the rules alone, and with the model that OPENAI_BASE_URL and CASEBOOK_MODEL
(`openai:<name>`) name. A reading is heard where the model reads the known traces beside it right.
"""

import random
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from benchmarks.judging import Case, Judged, accuracy, blamed_good, calibration_error, macro_f1
from benchmarks.support_cases import by_product
from knowledge.corpus import Corpus
from knowledge.language import Lang
from knowledge.settings import Settings
from tools.chat_model import chat_model_of
from tools.diagnosis.engine import diagnose
from tools.diagnosis.reading import Read, Reads
from tools.evals.reader import reads_by

_CASES, _SEED, _AT_ONCE = 60, 4, 4


def main() -> None:
    """One table of two rows."""
    model = chat_model_of(Settings.load())
    if model is None:
        print("reading: skipped: no model service (OPENAI_BASE_URL, CASEBOOK_MODEL=openai:<name>)")
        return
    every = [
        (case.without_reference(), corpus)
        for _, cases, corpus in by_product(held_out=True)
        for case in cases
    ]
    random.Random(_SEED).shuffle(every)
    drawn = every[: int(sys.argv[1]) if len(sys.argv) > 1 else _CASES]
    print(f"{len(drawn)} held-out cases by hand, without references; model {model.name}")
    print(f"  {'':<24}accuracy  macro-F1  blamed good  calibration  heard  s/case")
    _print("by the rules alone", drawn, None)
    _print("read besides", drawn, reads_by(model.ask))


def _print(name: str, drawn: Sequence[tuple[Case, Corpus]], reads: Reads | None) -> None:
    heard: list[bool] = []

    def counted(data: Mapping[str, Any], lang: Lang) -> Read | str:
        told = reads(data, lang) if reads else ""
        heard.append(isinstance(told, Read))
        return told

    def one(given: tuple[Case, Corpus]) -> Judged:
        case, corpus = given
        asked = counted if reads else None
        return Judged(case, diagnose(case.trace, lang=case.lang, corpus=corpus, reads=asked))

    start = time.perf_counter()
    with ThreadPoolExecutor(_AT_ONCE if reads else 1) as pool:
        judged = list(pool.map(one, drawn))
    seconds = (time.perf_counter() - start) / len(drawn)
    share = f"{sum(heard) / len(heard):.2f}" if heard else "–"
    print(
        f"  {name:<24}{accuracy(judged):8.3f} {macro_f1(judged):9.3f}"
        f" {blamed_good(judged):12.3f} {calibration_error(judged):12.3f} {share:>6} {seconds:7.2f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
