"""Which stage failed? Ours beside what else a team may have: a chat model, and RAGAS.

Twenty of the development cases, drawn by a fixed seed: two of each of the five causes in each of
the two languages. Three ways to name the stage, with a model that OPENAI_BASE_URL and
CASEBOOK_MODEL (`openai:<name>`) name, as everywhere in Casebook:

- ours: the diagnosis, with the corpus. It asks no model. The rules were developed on the set that
  the cases are drawn from, and see the passages in full.
- the plain question, put to the model: one word for an answer. Passages are cut, to be read in
  reasonable time: the first four, and 150 characters of each, around the reference, or else around
  the answer, where one stands in it word for word.
- RAGAS, with that model as judge and the same passages. It gives scores, not causes: context
  recall under .5 is read as retrieval, or else faithfulness under .5 as generation, or else none.
  It looks at neither query nor intent, which are two of the five causes: .60 is the most it can
  reach. Answers of the judge that RAGAS cannot read, or not in time, are unscored.

Unscored counts as not right. For ours it is “undetermined”.
Everything is bounded: a question, an answer's length, and RAGAS in all, which on a slow service is
judged on the first ten cases only; these are balanced as well.
"""

import json
import os
import random
import secrets
import subprocess
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.data import DATA, rows
from benchmarks.peer_question import ask, client_of, question, stage_in
from benchmarks.peer_venv import CACHE, python_of
from knowledge.corpus import Corpus
from knowledge.records import Cause, Trace
from knowledge.settings import PLANNER, Settings
from tools.diagnosis.engine import diagnose

SEED = 20
EACH = 2
"""Cases of each cause in each language."""
CAUSES: tuple[Cause, ...] = ("query", "intent", "retrieval", "generation", "none")
LANGS = ("zh", "en")
QUICK = 10.0
"""A service that needs longer for its first word is not measured."""
RAGAS = ("ragas==0.4.3", "langchain-community<0.4", "openai")
RAGAS_SECONDS = 1800.0
"""The most that it may take in all; it comes as far as it comes."""
LOW = 0.5
"""Scores under it are low."""
_PASSAGES, _CHARACTERS = 4, 150


@dataclass(frozen=True)
class Named:
    """What one case was said to be."""

    right: Cause
    """The planted cause."""
    said: Cause | None
    """None when nothing usable was said."""
    seconds: float


def main() -> None:
    """One table."""
    settings = Settings.load()
    if not (DATA / "rootcause_dev.jsonl").exists():
        print("peers: skipped: no data")
        return
    if not _answers(settings):
        print("peers: skipped: no model service (OPENAI_BASE_URL, CASEBOOK_MODEL=openai:<name>)")
        return
    cases = drawn()
    print(f"Which stage failed? {len(cases)} traces, model {settings.mind}")
    print(f"  {'':<32}right of   n  accuracy  unscored  s/case")
    ours(cases)
    plain_question(cases, settings)
    ragas(cases, settings)
    print(f"  {'chance':<32}{'':>8}{'':>4}{1 / len(CAUSES):>10.2f}")


def drawn() -> list[dict[str, Any]]:
    """The cases: always the same, and balanced after each round."""
    source = sorted(rows("rootcause_dev.jsonl"), key=lambda row: str(row["id"]))
    random.Random(SEED).shuffle(source)
    kinds = [(cause, lang) for cause in CAUSES for lang in LANGS]
    of_kind = [[r for r in source if (r["cause"], r["lang"]) == kind] for kind in kinds]
    return [cases[turn] for turn in range(EACH) for cases in of_kind]


def ours(cases: Iterable[dict[str, Any]]) -> None:
    """The diagnosis, with and without the reference."""
    corpus = Corpus.load(DATA / "rootcause_dev_docs.jsonl")
    for reference in (True, False):
        named = []
        for row in cases:
            start = time.perf_counter()
            known = {key: row[key] for key in row if key in Trace.model_fields}
            trace = Trace.model_validate(known if reference else known | {"reference": None})
            cause = diagnose(trace, lang=row["lang"], corpus=corpus).cause
            took = time.perf_counter() - start
            named.append(Named(row["cause"], None if cause == "undetermined" else cause, took))
        _print(f"Casebook, {'with' if reference else 'no'} reference", named)


def plain_question(cases: Iterable[dict[str, Any]], settings: Settings) -> None:
    """The model asked outright, without the reference and with it.

    The reference ends the trace, so that a service that remembers prompts answers sooner the
    second time: the seconds are those of the first.
    """
    client = client_of(settings)
    named: dict[bool, list[Named]] = {False: [], True: []}
    for row in cases:
        fence = secrets.token_hex(4)
        seen: dict[str, Any] = {
            "query": row["query"],
            "rewritten_query": row["rewritten_query"],
            "retrieved": _passages(row),
            "answer": row["answer"],
        }
        for reference in (False, True):
            given = seen | ({"right answer": row["reference"]} if reference else {})
            start = time.perf_counter()
            said = stage_in(ask(client, settings.mind, question(given, fence)))
            named[reference].append(Named(row["cause"], said, time.perf_counter() - start))
    _print("plain question, with reference", named[True], timed=False)
    _print("plain question, no reference", named[False])


def ragas(cases: Sequence[dict[str, Any]], settings: Settings) -> None:
    """RAGAS, its scores read as causes."""
    title = "RAGAS, with reference"
    try:
        python = python_of("ragas", RAGAS)
    except (OSError, subprocess.SubprocessError) as error:
        print(f"  {title:<32}skipped: {type(error).__name__} on installation")
        return
    scores = _scores(python, cases, settings)
    if not scores:
        print(f"  {title:<32}skipped: it gave no scores, see {CACHE / 'ragas.log'}")
        return
    named = [
        Named(row["cause"], read_as_cause(one), one["seconds"])
        for row, one in zip(cases, scores, strict=False)
    ]
    _print(title, named)
    visible = [one for one in named if one.right not in {"query", "intent"}]
    _print("  of the three causes it can name", visible)
    missing = [one for one in scores if read_as_cause(one) is None]
    if missing:
        why = Counter(one["failure"] or "nothing to score" for one in missing)
        print("    unscored: " + ", ".join(f"{name} {count}" for name, count in why.items()))


def read_as_cause(score: dict[str, Any]) -> Cause | None:
    """The first low score's stage; None when a score that decides is missing."""
    if score["recall"] is None:
        return None
    if score["recall"] < LOW:
        return "retrieval"
    if score["faithfulness"] is None:
        return None
    return "generation" if score["faithfulness"] < LOW else "none"


def _scores(
    python: Path, cases: Iterable[dict[str, Any]], settings: Settings
) -> list[dict[str, Any]]:
    job = {
        "model": settings.mind,
        "base_url": settings.base_url,
        "seconds": RAGAS_SECONDS,
        "round": len(CAUSES) * len(LANGS),
        "low": LOW,
        "rows": [
            {key: row[key] for key in ("query", "reference", "answer")}
            | {"passages": _passages(row)}
            for row in cases
        ],
    }
    script = Path(__file__).with_name("peer_ragas.py")
    with (CACHE / "ragas.log").open("w", encoding="utf-8") as log:
        try:
            done = subprocess.run(
                (python, script),
                input=json.dumps(job).encode(),
                stdout=subprocess.PIPE,
                stderr=log,
                env=os.environ | {"RAGAS_DO_NOT_TRACK": "true"},
                timeout=RAGAS_SECONDS + 60,
                check=False,
            ).stdout
        except subprocess.TimeoutExpired as late:
            done = late.stdout or b""
    (CACHE / "ragas.jsonl").write_bytes(done)
    whole = [line for line in done.splitlines(keepends=True) if line.endswith(b"\n")]
    return [json.loads(line) for line in whole]


def _passages(row: dict[str, Any]) -> list[str]:
    """The passages as peers see them: few and short, what decides left in."""
    wanted = [text for text in (row["reference"], row["answer"].rstrip("。.")) if text]
    return [_cut(passage["text"], wanted) for passage in row["retrieved"][:_PASSAGES]]


def _cut(text: str, wanted: Iterable[str]) -> str:
    at = next((text.find(part) for part in wanted if part in text), 0)
    start = max(0, min(at - _CHARACTERS // 2, len(text) - _CHARACTERS))
    return text[start : start + _CHARACTERS]


def _answers(settings: Settings) -> bool:
    """Whether there is a model, and it says something soon."""
    if settings.model == PLANNER or not (settings.base_url or settings.api_key):
        return False
    return ask(client_of(settings, QUICK), settings.mind, "Say yes.", tokens=1) is not None


def _print(name: str, named: Sequence[Named], *, timed: bool = True) -> None:
    right = sum(one.said == one.right for one in named)
    unscored = sum(one.said is None for one in named)
    seconds = f"{sum(one.seconds for one in named) / len(named):8.2f}" if timed else f"{'–':>8}"
    print(
        f"  {name:<32}{right:>8}{len(named):>4}{right / len(named):>10.2f}{unscored:>10}{seconds}",
        flush=True,
    )


if __name__ == "__main__":
    main()
