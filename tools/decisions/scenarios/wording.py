"""Numbers, formulas and material of scenarios in words."""

import re
from typing import Any

from knowledge.language import Lang
from knowledge.records import Estimate
from knowledge.texts import say, series
from tools.decisions.scenarios.available import Available
from tools.decisions.scenarios.methods import Ranked
from tools.inert import inert


def number_said(number: Estimate, lang: Lang) -> str:
    """A number as the reader sees it: given plainly, estimated with its mark, or unknown."""
    if number.value is None:
        return worded("unknown", lang)
    value = f"{number.value:.1f}".rstrip("0").rstrip(".")
    return value if number.origin == "given" else worded("estimated", lang, value=value)


def available_said(one: Available, lang: Lang) -> str:
    """What a workspace has for a scenario, or that nothing is known of it."""
    if not one.is_known:
        return worded("data_unknown", lang)
    documents = worded("data_documents", lang, count=one.documents)
    if one.traces is None:
        return f"{documents}{worded('data_no_feature', lang)}"
    traces = worded(
        "data_traces",
        lang,
        features=series(map(inert, one.features), lang),
        traces=f"{one.traces:,}",
        rated=f"{one.rated or 0:,}",
        adopted=f"{one.adopted or 0:,}",
    )
    return f"{documents}{traces}"


def worded(key: str, lang: Lang, /, **values: Any) -> str:
    """A text of the order of scenarios."""
    return say(f"scenarios.text.{key}", lang, **values)


def formula_said(one: Ranked, lang: Lang) -> str:
    """The arithmetic, criteria by their names in the reader's language."""
    return re.sub(r"[a-z]{3,}", lambda word: say(f"scenarios.number.{word[0]}", lang), one.formula)
