"""The mix as Markdown that stands alone."""

from typing import Any

from knowledge.language import Lang
from knowledge.model_scores import SCORES
from knowledge.texts import say, series
from tools.decisions.mix.mix import Mix
from tools.inert import inert

EXAMPLE = '`{"id": "e1", "segment": "comedy", "scores": {"qwen-plus": 0.8, "deepseek-chat": 1}}`'


def mix_text(found: Mix | None, *, has_scores: bool, lang: Lang) -> str:
    """What the mix saves, who serves what, and what it rests on; or what is missing for one."""
    if found is None:
        key = "no_costs" if has_scores else "no_scores"
        return _said(key, lang, file=f"`{SCORES}`", example=EXAMPLE)
    unpriced = series(map(inert, found.unpriced), lang)
    return "\n\n".join(
        filter(
            None,
            [
                _headline(found, lang),
                _month(found, lang),
                _said("floor", lang, floor=f"{found.floor:.0%}") if found.floor else None,
                _table(found, lang),
                _said("needed", lang) if any(one.more for one in found.served) else None,
                _said("basis", lang, file=inert(found.source), n=f"{found.n:,}"),
                _said("unpriced", lang, models=unpriced) if unpriced else None,
            ],
        )
    )


def _said(key: str, lang: Lang, /, **values: Any) -> str:
    return say(f"mix.{key}", lang, **values)


def _headline(found: Mix, lang: Lang) -> str:
    if found.saving <= 0:
        values = {"floor": f"{found.floor:.0%}", "strongest": inert(found.strongest)}
        return _said("nothing_saved", lang, **values)
    return _said(
        "headline",
        lang,
        saving=f"{found.saving:.0%}",
        quality=f"{found.quality:.3f}",
        low=f"{found.low:.3f}",
        high=f"{found.high:.3f}",
        strongest=inert(found.strongest),
        strongest_quality=f"{found.strongest_quality:.3f}",
        cost=f"${found.cost:.6f}",
        strongest_cost=f"${found.strongest_cost:.6f}",
    )


def _month(found: Mix, lang: Lang) -> str | None:
    if not found.calls:
        return None
    ours, theirs = found.cost * found.calls, found.strongest_cost * found.calls
    return _said(
        "month",
        lang,
        calls=f"{found.calls:,}",
        cost=f"${ours:,.2f}",
        strongest_cost=f"${theirs:,.2f}",
        saved=f"${theirs - ours:,.2f}",
    )


def _table(found: Mix, lang: Lang) -> str:
    rows = [_said("head", lang), "|---|---|---|---|---|---|---|"]
    rows += [
        f"| {inert(one.segment) or _said('whole', lang)} | {inert(one.model)} | {one.share:.0%}"
        f" | {one.n} | {one.quality:.3f} | {one.strongest:.3f} | {one.more or '–'} |"
        for one in found.served
    ]
    return "\n".join(rows)
