"""The mix as Markdown that stands alone."""

from collections.abc import Iterable, Sequence
from typing import Any

from knowledge.language import Lang
from knowledge.model_scores import SCORES
from knowledge.texts import clauses, say, series
from tools.decisions.mix.kinds import Condition, needed
from tools.decisions.mix.outcome import LeftOut, Mix, NoMix, Served
from tools.inert import inert

EXAMPLE = '`{"id": "e1", "segment": "comedy", "scores": {"qwen-plus": 0.8, "deepseek-chat": 1}}`'


def mix_text(found: Mix | NoMix, lang: Lang) -> str:
    """What the mix saves, who serves what, and what it rests on; or why there is none."""
    if isinstance(found, NoMix):
        return _none(found, lang)
    parts = [
        _said("demo", lang) if found.is_demo else None,
        _headline(found, lang),
        _month(found, lang),
        _budget(found, lang),
        _floor(found, lang),
        _table(found, lang),
        _said("kinds", lang) if any(one.conditions for one in found.served) else None,
        _said("needed", lang) if any(one.more for one in found.served) else None,
        _basis(found, lang),
        _left_out(found.left_out, lang),
    ]
    return "\n\n".join(part for part in parts if part)


def served_said(one: Served, lang: Lang) -> str:
    """A segment, and what the text of its queries has to have, in words; not escaped."""
    conditions = [
        _said(f"sign.{each.sign}.{_how_many(each)}", lang, count=each.count)
        for each in needed(one.conditions)
    ]
    name = [one.segment] if one.segment or not conditions else []
    return clauses([*(each or _said("whole", lang) for each in name), *conditions], lang)


def short_names(models: Iterable[str]) -> dict[str, str]:
    """The models without their providers, for want of room; in full where that would be unclear."""
    models = list(models)
    short = [one.rsplit("/", 1)[-1] for one in models]
    return {
        one: name if short.count(name) == 1 else one
        for one, name in zip(models, short, strict=True)
    }


def _how_many(one: Condition) -> str:
    if one.count:
        return "over" if one.is_over else "most"
    return "some" if one.is_over else "none"


def dollars(amount: float) -> str:
    """An amount of a month: $1,234.50."""
    return f"${amount:,.2f}"


def _share(floor: float) -> str:
    """A share that is kept, as precisely as it was said: 99.9% is not 100%."""
    return f"{100 * floor:.4g}%"


def _said(key: str, lang: Lang, /, **values: Any) -> str:
    return say(f"mix.{key}", lang, **values)


def _none(found: NoMix, lang: Lang) -> str:
    if found.reason == "no_scores":
        return _said("no_scores", lang, file=f"`{SCORES}`", example=EXAMPLE)
    is_enough = found.reason == "one_best" and found.budget is not None
    return _said(
        "none.budget_enough" if is_enough else f"none.{found.reason}",
        lang,
        file=f"`{SCORES}`",
        model=inert(found.model or ""),
        least=dollars(found.least or 0.0),
        budget=dollars(found.budget or 0.0),
        left_out=_left_out(found.left_out, lang) or "",
    ).strip()


def _headline(found: Mix, lang: Lang) -> str:
    values = {
        "saving": f"{found.saving:.0%}",
        "quality": f"{found.quality:.3f}",
        "low": f"{found.low:.3f}",
        "high": f"{found.high:.3f}",
        "strongest": inert(found.strongest),
        "strongest_quality": f"{found.strongest_quality:.3f}",
        "cost": f"${found.cost:.6f}",
        "strongest_cost": f"${found.strongest_cost:.6f}",
    }
    if found.floor is None:
        return _said("budgeted", lang, budget=dollars(found.budget or 0.0), **values)
    if found.saving <= 0:
        return _said("nothing_saved", lang, floor=_share(found.floor), **values)
    return _said("headline", lang, **values)


def _month(found: Mix, lang: Lang) -> str | None:
    if not found.calls:
        return None
    ours, theirs = found.cost * found.calls, found.strongest_cost * found.calls
    return _said(
        "month" if ours <= theirs else "month_more",
        lang,
        calls=f"{found.calls:,}",
        cost=dollars(ours),
        strongest_cost=dollars(theirs),
        saved=dollars(theirs - ours),
        more=dollars(ours - theirs),
    )


def _budget(found: Mix, lang: Lang) -> str | None:
    """Whether the cheapest at a floor is within the budget, where there is one beside it."""
    if found.floor is None or found.budget is None or not found.calls:
        return None
    is_met = found.cost * found.calls <= found.budget
    key = "budget_met" if is_met else "budget_missed"
    return _said(key, lang, budget=dollars(found.budget))


def _floor(found: Mix, lang: Lang) -> str | None:
    if found.floor is None or found.kept is None:
        return None
    floor, kept = _share(found.floor), found.kept
    if kept.target is None:
        return _said("floor_unsure", lang, floor=floor)
    values = {"share": kept.share, "low": kept.low, "target": kept.target}
    told = {name: f"{value:.1%}" for name, value in values.items()}
    return _said("floor", lang, floor=floor, **told)


def _table(found: Mix, lang: Lang) -> str:
    names = short_names(one.model for one in found.priced)
    rows = [_said("head", lang), "|---|---|---|---|---|---|---|"]
    rows += [
        f"| {inert(served_said(one, lang))} | {inert(names[one.model])} | {one.share:.0%}"
        f" | {one.n} | {one.quality:.3f} | {one.strongest:.3f} | {one.more or '–'} |"
        for one in found.served
    ]
    return "\n".join(rows)


def _basis(found: Mix, lang: Lang) -> str:
    prices = [
        _said(
            "price_own" if one.model == one.offer else "price",
            lang,
            model=inert(one.model),
            offer=inert(one.offer),
            cost=f"${one.cost:.6f}",
        )
        for one in found.priced
    ]
    weighed = (
        _said("by_traffic", lang, slice=inert(found.weighed_by))
        if found.weighed_by
        else _said("by_examples", lang)
        if len({one.segment for one in found.served}) > 1
        else ""
    )
    told = [
        _said("basis", lang, file=inert(found.source), n=f"{found.n:,}"),
        weighed,
        _said("prices", lang, offers=clauses(prices, lang)),
    ]
    return ("" if lang == "zh" else " ").join(part for part in told if part)


def _left_out(models: Sequence[LeftOut], lang: Lang) -> str | None:
    told = [_said(f"left.{one.reason}", lang, model=inert(one.model)) for one in models]
    return _said("left_out", lang, models=series(told, lang)) if told else None
