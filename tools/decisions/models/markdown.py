"""The choice of models as Markdown that stands alone."""

from decimal import Decimal
from typing import Any

from knowledge.language import Lang
from knowledge.records import Money, Offer
from knowledge.texts import say
from tools.decisions.models.choose import Choosing, Chosen
from tools.decisions.models.fitting import Relaxed
from tools.decisions.models.requirements import Requirements
from tools.decisions.models.shortlist import GOOD_ENOUGH, Choice, Shortlist
from tools.decisions.models.why_not import WhyNot
from tools.decisions.task import Part
from tools.inert import inert

_SIGNS = {"USD": "$", "CNY": "¥"}


def models_text(found: Choosing, lang: Lang) -> str:
    """Each kind of model with its pick, the table, what ruled out what, and the arithmetic."""
    said: list[str | None] = [_said("assumed", lang)] if found.is_assumed else []
    said += [_said(name, lang, **_currencies(found)) for name in found.unapplied]
    for one in found.parts:
        said += [_why_not(why, one, lang) for why in one.why_not]
        said += _part(one, found, lang)
    said += [_traffic(found, lang), _rate(found, lang), _source(found, lang)]
    return "\n\n".join(filter(None, said))


def part_name(part: Part, lang: Lang) -> str:
    """What a kind of model is called; chat that sees is multimodal."""
    sees = part.kind == "chat" and part.inputs > {"text"}
    return say(f"models.kind.{'see' if sees else part.kind}", lang)


def constraint_said(name: str, needs: Requirements, lang: Lang) -> str:
    """A constraint, with how much where it is an amount: 每月预算 $150."""
    label = say(f"models.constraint.{name}", lang)
    value = getattr(needs, name, None)
    if isinstance(value, Money):
        return f"{label} {money(value)}"
    return f"{label} {value:,}" if name == "context" and value else label


def money(amount: Money | None) -> str | None:
    """An amount for people: $1,234, $12.30, $0.0042."""
    if amount is None:
        return None
    value = amount.amount
    places = 0 if value >= 1_000 else 2 if value >= Decimal("0.1") or value == 0 else 4
    return f"{_SIGNS[amount.currency]}{value:,.{places}f}"


def cost_said(choice: Choice, lang: Lang) -> str:
    """A month's cost in words."""
    told = money(choice.cost)
    return _said("cost_month", lang, cost=told) if told else _said("cost_unknown", lang)


def score_said(choice: Choice, lang: Lang) -> str:
    """The score in words, with its interval where there is one."""
    if choice.score is None:
        return _said("score_unknown", lang)
    return _said("score_is", lang, value=score_value(choice))


def score_value(choice: Choice) -> str:
    """The score as a number, with its interval and the number of examples where there are any."""
    score = choice.score
    if score is None:
        return "–"
    interval = (
        f" [{score.low:.0f}–{score.high:.0f}]"
        if score.low is not None and score.high is not None
        else ""
    )
    return f"{score.value:.1f}{interval}" + (f" n={score.n}" if score.n else "")


def _said(key: str, lang: Lang, /, **values: Any) -> str:
    return say(f"models.text.{key}", lang, **values)


def _part(one: Chosen, found: Choosing, lang: Lang) -> list[str | None]:
    name = part_name(one.part, lang)
    steps = [
        _said(
            "ruled_step",
            lang,
            name=constraint_said(step.name, found.needs, lang),
            left=f"{step.left:,}",
        )
        for step in one.ruled_out
    ]
    ruled = _said("ruled_out", lang, steps=("；" if lang == "zh" else "; ").join(steps))
    if one.listed is None:
        return [_said("nothing", lang, part=name), ruled, _relaxed(one.relaxed, lang)]
    listed, pick = one.listed, one.listed.choices[0]
    if pick.score is None:
        head = _said("unscored_pick", lang, part=name, count=f"{listed.models:,}")
    else:
        head = _said(
            "headline",
            lang,
            part=name,
            name=inert(pick.offer.name),
            provider=inert(pick.offer.provider_name),
            cost=_said("cost_nominal", lang, cost=money(pick.cost) or "–")
            if one.is_nominal
            else cost_said(pick, lang),
            score=score_said(pick, lang),
        )
    return [
        head,
        _reason(listed, found, lang),
        _table(listed, lang, is_nominal=one.is_nominal),
        _basis(listed, lang),
        _arithmetic(pick, one, lang),
        _change(listed, found, lang),
        _unknown(listed, lang),
        ruled,
    ]


def _reason(listed: Shortlist, found: Choosing, lang: Lang) -> str | None:
    if listed.choices[0].score is None or not listed.drawn:
        return None
    if found.needs.prefer in {"cost", "quality"}:
        return _said(f"pick_{found.needs.prefer}", lang)
    best = max(listed.drawn, key=lambda one: one.score.value if one.score else 0.0)
    told = f"{inert(best.offer.name)} {score_value(best)}"
    return _said("pick_reason", lang, share=f"{GOOD_ENOUGH:.0%}", best=told)


def _table(listed: Shortlist, lang: Lang, *, is_nominal: bool) -> str:
    rows = [
        _said("table_head_nominal" if is_nominal else "table_head", lang),
        "|---|---|---|---|---|---|",
    ]
    for place, one in enumerate(listed.choices, 1):
        offer = one.offer
        notes = [say(f"models.role.{one.role}", lang)]
        notes += [_said("kind_open", lang)] if offer.open_weights else []
        notes += [_said("thinks", lang)] if offer.reasoning else []
        notes += [_other(one, lang)]
        notes += [_said("also_at", lang, count=one.also_at)] if one.also_at else []
        context = f"{offer.context:,}" if offer.context else "–"
        joint = "；" if lang == "zh" else "; "
        rows.append(
            f"| {place} | {inert(offer.name)} · {inert(offer.provider_name)}"
            f" | {money(one.cost) or '–'} | {score_value(one)} | {context}"
            f" | {joint.join(filter(None, notes))} |"
        )
    return "\n".join(rows)


def _other(one: Choice, lang: Lang) -> str:
    for quality in one.others:
        if quality.source == "Vectara":
            return _said("hallucination", lang, value=f"{quality.value:g}")
    for quality in one.others:
        if quality.source == "LMArena":
            return _said("elo", lang, value=f"{quality.value:.0f}")
    return ""


def _basis(listed: Shortlist, lang: Lang) -> str:
    stick = listed.yardstick
    if stick.basis == "own":
        return _said("own_demo" if stick.is_demo else "own", lang)
    if stick.basis == "none":
        return _said("no_board", lang)
    joint = "、" if lang == "zh" else ", "
    return _said(
        "public", lang, board=stick.board, date=stick.date, metrics=joint.join(stick.metrics)
    )


def _arithmetic(pick: Choice, chosen: Chosen, lang: Lang) -> str | None:
    usage, price = chosen.usage, pick.offer.price
    if pick.cost is None:
        return None
    sign = _SIGNS[price.currency]
    if usage.input_tokens is None or price.input is None:
        return _by_the_piece(pick, chosen, lang)
    return _said(
        "arithmetic_nominal" if chosen.is_nominal else "arithmetic",
        lang,
        calls=f"{usage.calls:,}",
        input=f"{usage.input_tokens:,.0f}",
        output=f"{usage.output_tokens or 0:,.0f}",
        input_price=f"{sign}{price.input.normalize():f}",
        output_price=f"{sign}{price.output.normalize():f}" if price.output is not None else "–",
        cost=money(pick.cost),
    )


def _by_the_piece(pick: Choice, chosen: Chosen, lang: Lang) -> str | None:
    """Speech by its characters, recordings by the minute, pictures one by one."""
    usage, price = chosen.usage, pick.offer.price
    billed = (
        ("characters", usage.characters, price.million_characters),
        ("minutes", usage.minutes, price.minute),
        ("pieces", usage.pieces, price.piece),
    )
    unit, size, each = next((one for one in billed if one[1] is not None), billed[0])
    if size is None or each is None:
        return None
    told = _said(
        f"arithmetic_{unit}",
        lang,
        calls=f"{usage.calls:,}",
        size=f"{size:,g}",
        price=f"{_SIGNS[price.currency]}{each.normalize():f}",
        cost=money(pick.cost),
    )
    return f"{told} {_said('nominal', lang)}" if chosen.is_nominal else told


def _change(listed: Shortlist, found: Choosing, lang: Lang) -> str | None:
    """By how much a rival would have to change to be the pick, under the rule of the pick."""
    pick = listed.choices[0]
    if pick.score is None or pick.comparable is None or found.needs.prefer:
        return None
    best = max(one.score.value for one in listed.drawn if one.score)
    cheaper = [
        one
        for one in listed.drawn
        if one.score and one.comparable is not None and one.comparable < pick.comparable
    ]
    if cheaper:
        near = max(cheaper, key=lambda one: one.score.value if one.score else 0.0)
        return _said(
            "change_quality",
            lang,
            name=inert(near.offer.name),
            value=score_value(near),
            to=f"{GOOD_ENOUGH * best:.1f}",
        )
    rivals = [
        one
        for one in listed.drawn
        if one.offer.id != pick.offer.id and one.score and one.score.value >= GOOD_ENOUGH * best
    ]
    if not rivals:
        return None
    return _said(
        "change_price", lang, name=inert(rivals[0].offer.name), to=f"${pick.comparable:,.2f}"
    )


def _unknown(listed: Shortlist, lang: Lang) -> str | None:
    if not listed.unscored and not listed.unpriced:
        return None
    counts = {"unscored": f"{listed.unscored:,}", "unpriced": f"{listed.unpriced:,}"}
    return _said("unknown", lang, **counts)


def _relaxed(relaxed: tuple[Relaxed, ...], lang: Lang) -> str:
    if not relaxed:
        return _said("relax_none", lang)
    head = _said("relax_head" if len(relaxed[0].names) == 1 else "relax_pair", lang)
    joint = "”和“" if lang == "zh" else "” and “"
    lines = []
    for one in relaxed[:5]:
        name = joint.join(say(f"models.constraint.{part}", lang) for part in one.names)
        if one.to:
            lines.append(_said("relax_to", lang, name=name, to=one.to, offer=inert(one.offer)))
        else:
            count = f"{one.count:,}"
            lines.append(_said("relax_drop", lang, name=name, count=count, offer=inert(one.offer)))
    return "\n".join([head, "", *(f"- {line}" for line in lines)])


def _why_not(why: WhyNot, chosen: Chosen, lang: Lang) -> str:
    if why.offer is None:
        return _said("why_unknown", lang, name=inert(why.name))
    values = {"name": inert(why.name), "offer": inert(why.offer.id)}
    if why.breaks:
        joint = "、" if lang == "zh" else ", "
        facts = [_broken(name, why.offer, lang) for name in why.breaks]
        return _said("why_breaks", lang, **values, names=joint.join(facts))
    pick = chosen.listed.choices[0] if chosen.listed else None
    if pick is None or why.choice is None or pick.offer.model == why.offer.model:
        return _said("why_is_pick", lang, **values)
    return _said(
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


def _traffic(found: Choosing, lang: Lang) -> str | None:
    measured = found.measured
    if measured is None:
        is_nominal = all(one.is_nominal for one in found.parts)
        if not is_nominal:
            return _said("said_traffic", lang)
        return None if "no_traffic" in found.unapplied else _said("no_traffic", lang)
    return _said(
        "measured",
        lang,
        first=measured.first,
        last=measured.last,
        traces=f"{measured.traces:,}",
        counted=f"{measured.counted:,}",
        calls=f"{measured.calls_a_month:,}",
        input=f"{measured.input_tokens:,.0f}" if measured.input_tokens is not None else "–",
        output=f"{measured.output_tokens:,.0f}" if measured.output_tokens is not None else "–",
    )


def _rate(found: Choosing, lang: Lang) -> str | None:
    if found.rate is None:
        return None
    source = found.rate.source or _said("rate_said", lang)
    return _said("rate", lang, rate=f"{found.rate.cny_per_usd.normalize():f}", source=inert(source))


def _source(found: Choosing, lang: Lang) -> str | None:
    offers = [choice.offer for one in found.parts if one.listed for choice in one.listed.choices]
    facts = {(offer.source, offer.as_of) for offer in offers}
    if not facts:
        return None
    joint = "、" if lang == "zh" else ", "
    sources = joint.join(sorted({inert(source) for source, _ in facts}))
    newest = max((day for _, day in facts if day), default=None)
    return _said("source", lang, source=sources, date=newest or "–")


def _currencies(found: Choosing) -> dict[str, str]:
    """For the line on a missing rate: it only arises between these two."""
    return {"currency": "CNY", "other": "USD"} if "no_rate" in found.unapplied else {}
