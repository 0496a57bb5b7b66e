"""What does not fit, in words: what to relax, and why not a model that somebody asks about."""

from typing import Any

from knowledge.language import Lang
from knowledge.records import Offer
from knowledge.texts import say, series
from tools.decisions.models.choose import Chosen
from tools.decisions.models.fitting import Relaxed
from tools.decisions.models.why_not import WhyNot
from tools.decisions.models.wording import cost_said, noted, score_said, worded
from tools.inert import inert


def relaxed_text(relaxed: tuple[Relaxed, ...], lang: Lang) -> str:
    """What to relax when nothing fits, and how far."""
    if not relaxed:
        return worded("relax_none", lang)
    head = worded("relax_head" if len(relaxed[0].names) == 1 else "relax_pair", lang)
    joint = "”和“" if lang == "zh" else "” and “"
    lines = []
    for one in relaxed[:5]:
        name = joint.join(say(f"models.constraint.{part}", lang) for part in one.names)
        if one.to:
            lines.append(worded("relax_to", lang, name=name, to=one.to, offer=inert(one.offer)))
        else:
            count = f"{one.count:,}"
            lines.append(worded("relax_drop", lang, name=name, count=count, offer=inert(one.offer)))
    return "\n".join([head, "", *(f"- {line}" for line in lines)])


def why_not_text(why: WhyNot, chosen: Chosen, lang: Lang) -> str:
    """Why a model that was asked about is not the pick: what it breaks, or what beats it."""
    if why.offer is None:
        return worded("why_unknown", lang, name=inert(why.name))
    return f"{_against(why, why.offer, chosen, lang)} {noted(why.offer, lang)}".strip()


def _against(why: WhyNot, offer: Offer, chosen: Chosen, lang: Lang) -> str:
    values = {"name": inert(why.name), "offer": inert(offer.id)}
    if why.breaks:
        facts = [_broken(name, offer, lang) for name in why.breaks]
        return worded("why_breaks", lang, **values, names=series(facts, lang))
    pick = chosen.listed.choices[0] if chosen.listed else None
    if pick is None or why.choice is None or pick.offer.model == offer.model:
        return worded("why_is_pick", lang, **values)
    return worded(
        "why_beaten",
        lang,
        **values,
        cost=cost_said(why.choice, lang),
        score=score_said(why.choice, lang),
        pick=inert(pick.offer.name),
        pick_cost=cost_said(pick, lang),
        pick_score=score_said(pick, lang),
    )


def _broken(name: str, offer: Offer, lang: Lang) -> str:
    """The constraint, and what the offer has instead where that is a plain fact."""
    label = say(f"models.constraint.{name}", lang)
    facts: dict[str, Any] = {
        "context": f"{offer.context:,}" if offer.context else None,
        "regions": "/".join(say(f"models.region.{one}", lang) for one in sorted(offer.regions))
        if offer.regions
        else None,
        "released_after": offer.released,
    }
    if name not in facts:
        return label
    return f"{label} ({facts[name] or say('models.page.unknown', lang)})"
