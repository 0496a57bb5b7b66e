"""The same query asked again: does the product get it right now?"""

from collections.abc import Mapping

from knowledge.corpus import Corpus
from knowledge.language import Lang
from knowledge.records import Product, Rerun, Trace
from tools.diagnosis.engine import diagnose
from tools.intervention.run import run_of
from tools.intervention.staged import Staged


def recheck(
    trace: Trace,
    versions: Mapping[str, Staged],
    *,
    lang: Lang,
    corpus: Corpus | None,
    product: Product,
) -> list[Rerun]:
    """Ask each version of the product anew, and diagnose what comes back."""
    return [
        Rerun(
            version=version,
            answer=run.answer,
            diagnosis=diagnose(run, lang=lang, corpus=corpus, product=product),
        )
        for version, staged in versions.items()
        for run in [_asked_again(trace, version, staged)]
    ]


def _asked_again(trace: Trace, version: str, staged: Staged) -> Trace:
    understood = staged.understand(trace.query, trace.history)
    passages = staged.retrieve(trace.query, understood, trace.params)
    answer = staged.generate(trace.query, understood, passages, trace.params, 0)
    return run_of(trace, understood, passages, answer, version=version)
