"""Two runs compared, and the verdict in one sentence."""

from pydantic import BaseModel

from knowledge.language import Lang
from knowledge.texts import say, series
from tools.evals.comparing.compared import ComparedRun
from tools.evals.comparing.comparison import Comparison, Result
from tools.evals.comparing.wording import count_said, difference_said, figures, metric_name
from tools.evals.statistics.paired_tests import could_show
from tools.inert import inert


class Compared(BaseModel):
    """Two runs compared, and what of it is to be told."""

    lang: Lang
    """The language of the answer."""
    before: ComparedRun
    """The baseline."""
    after: ComparedRun
    """What is compared with it."""
    segment: str | None = None
    """The segment that it is narrowed to; None for all."""
    comparison: Comparison
    """What was found."""
    show: str | None = None
    """What is asked for beyond the verdict: worse, better, or an example's id."""
    example: str | None = None
    """That one example's two answers, as Markdown."""


def headline(found: Compared) -> str:
    """The verdict in one sentence, with the figures that it rests on."""
    lang, outcome = found.lang, found.comparison
    runs = {"before": inert(found.before.label), "after": inert(found.after.label)}
    result = outcome.result(outcome.decided_by)
    if outcome.verdict == "cannot_tell":
        return _undecided(result, runs, lang)
    named = {
        verdict: series(
            [
                metric_name(one.metric.name, lang)
                for one in outcome.deciding
                if one.verdict == verdict
            ],
            lang,
        )
        for verdict in ("better", "worse")
    }
    margin: dict[str, str] = {}
    if outcome.verdict == "equivalent":
        metric = outcome.deciding[0].metric
        margin["margin"] = difference_said(outcome.margin, metric, lang, signed=False)
    if outcome.verdict == "mixed":
        return say("compare.headline.mixed", lang, **runs, **named)
    if result is None:
        return say(f"compare.headline.{outcome.verdict}_several", lang, **runs, **named, **margin)
    told = figures(result, lang)
    return say(f"compare.headline.{outcome.verdict}", lang, **runs, figures=told, **margin)


def _undecided(result: Result | None, runs: dict[str, str], lang: Lang) -> str:
    if result is None or not result.n:
        return say("compare.headline.nothing", lang, **runs)
    told = {**runs, "n": result.n, "figures": figures(result, lang)}
    if result.needed:
        needed = count_said(max(result.needed, result.n + 1))
        return say("compare.headline.cannot_tell", lang, **told, needed=needed)
    if result.difference:
        most = say("compare.headline.far", lang)
    elif result.smallest is None:
        # Of shares it is known how far a pair can move, of grades only from those that did.
        unknown = result.test == "sign_flip" and could_show(result.n)
        most = say(f"compare.headline.{'few_changed' if unknown else 'too_few'}", lang)
    else:
        smallest = difference_said(result.smallest, result.metric, lang, signed=False)
        most = say("compare.headline.same", lang, smallest=smallest)
    return say("compare.headline.cannot_tell_none", lang, **told, most=most)
