"""Is a query told that the documents are not about? 500 such queries, asked of several sources.

Each is asked with what a search brings up for it and with the answer to another question, without a
reference; with the source's documents at hand and without. Beside it: how many of the source's own
questions, whose passages were not found or are not there, are taken for such. The halves of
`out_of_scope.yaml` are told apart. From CASEBOOK_BENCH_DATA.
"""

from collections.abc import Iterator, Sequence
from itertools import cycle

from benchmarks.judging import Case, judge
from benchmarks.planted_elsewhere import Planted, planted
from knowledge.corpus import Corpus
from knowledge.packaged import packaged
from knowledge.records import Trace

_FOUND = 4
"""Passages that a search brings up."""
_IN_SCOPE = {"miss", "gap"}
"""Planted faults of questions that the documents are about, and that got no answer."""


def main() -> None:
    """Print a line for each source; nothing without data."""
    told: dict[str, dict[str, list[str]]] = packaged(__package__, "out_of_scope.yaml")
    print(
        f"{'Out of scope, no reference':<40}{'assistant':>18}{'general':>18}{'own questions':>16}"
    )
    for source in planted():
        lang = source.looked_at[0].lang
        for with_docs in (True, False):
            corpus = source.corpus if with_docs else None
            line = f"  {source.name}, {'with' if with_docs else 'without'} the documents"
            cells = ""
            for kind in ("assistant", "general"):
                halves = (told[kind][lang][0::2], told[kind][lang][1::2])
                shares = [_told(list(_asked(source, half)), corpus) for half in halves]
                cells += f"{shares[0]:>12.2f}{shares[1]:>6.2f}"
            own = [one for one in source.looked_at + source.held_out if one.fault in _IN_SCOPE]
            taken = _told([one.without_reference() for one in own], corpus)
            print(f"{line:<40}{cells}{taken:>16.3f}")


def _asked(source: Planted, queries: Sequence[str]) -> Iterator[Case]:
    """The queries, each with what is found for it and the answer to another question."""
    answers = cycle(one.trace.answer for one in source.looked_at if one.fault == "none")
    lang = source.looked_at[0].lang
    for at, query in enumerate(queries):
        found = source.corpus.search(query, _FOUND) or [
            one.passage for one in source.corpus.entries[:_FOUND]
        ]
        trace = Trace(id=f"out-{at}", query=query, retrieved=found, answer=next(answers))
        yield Case(trace, lang, "query", "out_of_scope")


def _told(cases: Sequence[Case], corpus: Corpus | None) -> float:
    """The share whose query is blamed."""
    judged, _ = judge(cases, corpus)
    return sum(one.diagnosis.cause == "query" for one in judged) / max(1, len(judged))


if __name__ == "__main__":
    main()
