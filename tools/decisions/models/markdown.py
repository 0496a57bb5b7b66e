"""The choice of models as Markdown that stands alone."""

from knowledge.language import Lang
from knowledge.texts import clauses, say, series
from tools.decisions.models.choose import Choosing, Chosen
from tools.decisions.models.shortlist import GOOD_ENOUGH, Choice, Shortlist
from tools.decisions.models.unfit import relaxed_text, why_not_text
from tools.decisions.models.wording import (
    SIGNS,
    constraint_said,
    cost_said,
    money,
    noted,
    part_name,
    score_said,
    score_value,
    worded,
)
from tools.inert import inert


def models_text(found: Choosing, lang: Lang) -> str:
    """Each kind of model with its pick, the table, what ruled out what, and the arithmetic."""
    said: list[str | None] = [worded("assumed", lang)] if found.is_assumed else []
    said += [worded(name, lang, **_currencies(found)) for name in found.unapplied]
    said.append(_unrecorded(found, lang))
    for one in found.parts:
        said += [why_not_text(why, one, lang) for why in one.why_not]
        said += _part(one, found, lang)
    said += [_traffic(found, lang), _rate(found, lang), _source(found, lang)]
    return "\n\n".join(filter(None, said))


def _part(one: Chosen, found: Choosing, lang: Lang) -> list[str | None]:
    name = part_name(one.part, lang)
    steps = [
        worded(
            "ruled_step",
            lang,
            name=constraint_said(step.name, found.needs, lang),
            left=f"{step.left:,}",
        )
        for step in one.ruled_out
    ]
    ruled = worded("ruled_out", lang, steps=clauses(steps, lang))
    if one.listed is None:
        return [worded("nothing", lang, part=name), ruled, relaxed_text(one.relaxed, lang)]
    listed, pick = one.listed, one.listed.choices[0]
    if pick.score is None:
        head = worded("unscored_pick", lang, part=name, count=f"{listed.models:,}")
    else:
        head = worded(
            "headline",
            lang,
            part=name,
            name=inert(pick.offer.name),
            provider=inert(pick.offer.provider_name),
            cost=worded("cost_nominal", lang, cost=money(pick.cost) or "–")
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
        noted(pick.offer, lang),
        _change(listed, found, lang),
        _unknown(listed, lang),
        ruled,
    ]


def _reason(listed: Shortlist, found: Choosing, lang: Lang) -> str | None:
    if listed.choices[0].score is None or not listed.drawn:
        return None
    if found.needs.step:
        return worded("pick_step", lang)
    if found.needs.good_enough is None and found.needs.prefer in {"cost", "quality"}:
        return worded(f"pick_{found.needs.prefer}", lang)
    best = max(listed.drawn, key=lambda one: one.score.value if one.score else 0.0)
    told = f"{inert(best.offer.name)} {score_value(best)}"
    return worded(
        "pick_reason", lang, share=f"{found.needs.good_enough or GOOD_ENOUGH:.0%}", best=told
    )


def _table(listed: Shortlist, lang: Lang, *, is_nominal: bool) -> str:
    rows = [
        worded("table_head_nominal" if is_nominal else "table_head", lang),
        "|---|---|---|---|---|---|",
    ]
    for place, one in enumerate(listed.choices, 1):
        offer = one.offer
        notes = [say(f"models.role.{one.role}", lang)]
        notes += [worded("kind_open", lang)] if offer.open_weights else []
        notes += [worded("thinks", lang)] if offer.reasoning else []
        notes += [_other(one, lang)]
        notes += [worded("also_at", lang, count=one.also_at)] if one.also_at else []
        context = f"{offer.context:,}" if offer.context else "–"
        rows.append(
            f"| {place} | {inert(offer.name)} · {inert(offer.provider_name)}"
            f" | {money(one.cost) or '–'} | {score_value(one)} | {context}"
            f" | {clauses(filter(None, notes), lang)} |"
        )
    return "\n".join(rows)


def _other(one: Choice, lang: Lang) -> str:
    for quality in one.others:
        if quality.source == "Vectara":
            return worded("hallucination", lang, value=f"{quality.value:g}")
    for quality in one.others:
        if quality.source == "LMArena":
            return worded("elo", lang, value=f"{quality.value:.0f}")
    return ""


def _basis(listed: Shortlist, lang: Lang) -> str:
    stick = listed.yardstick
    if stick.basis == "own":
        return worded("own", lang)
    if stick.basis == "none":
        return worded("no_board", lang)
    metrics = series(stick.metrics, lang)
    return worded("public", lang, board=stick.board, date=stick.date, metrics=metrics)


def _arithmetic(pick: Choice, chosen: Chosen, lang: Lang) -> str | None:
    usage, price = chosen.usage, pick.offer.price
    if pick.cost is None:
        return None
    sign = SIGNS[price.currency]
    if usage.input_tokens is None or price.input is None:
        return _by_the_piece(pick, chosen, lang)
    return worded(
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
    told = worded(
        f"arithmetic_{unit}",
        lang,
        calls=f"{usage.calls:,}",
        size=f"{size:,g}",
        price=f"{SIGNS[price.currency]}{each.normalize():f}",
        cost=money(pick.cost),
    )
    return f"{told} {worded('nominal', lang)}" if chosen.is_nominal else told


def _change(listed: Shortlist, found: Choosing, lang: Lang) -> str | None:
    """By how much a rival would have to change to be the pick, under the rule of the pick."""
    pick = listed.choices[0]
    if pick.score is None or pick.comparable is None:
        return None
    if found.needs.step or (found.needs.prefer and found.needs.good_enough is None):
        return None
    best = max(one.score.value for one in listed.drawn if one.score)
    least = (found.needs.good_enough or GOOD_ENOUGH) * best
    cheaper = [
        one
        for one in listed.drawn
        if one.score and one.comparable is not None and one.comparable < pick.comparable
    ]
    if cheaper:
        near = max(cheaper, key=lambda one: one.score.value if one.score else 0.0)
        return worded(
            "change_quality",
            lang,
            name=inert(near.offer.name),
            value=score_value(near),
            to=f"{least:.1f}",
        )
    rivals = [
        one
        for one in listed.drawn
        if one.offer.id != pick.offer.id and one.score and one.score.value >= least
    ]
    if not rivals:
        return None
    return worded(
        "change_price", lang, name=inert(rivals[0].offer.name), to=f"${pick.comparable:,.2f}"
    )


def _unknown(listed: Shortlist, lang: Lang) -> str | None:
    if not listed.unscored and not listed.unpriced:
        return None
    counts = {"unscored": f"{listed.unscored:,}", "unpriced": f"{listed.unpriced:,}"}
    return worded("unknown", lang, **counts)


def _traffic(found: Choosing, lang: Lang) -> str | None:
    measured = found.measured
    if measured is None:
        is_nominal = all(one.is_nominal for one in found.parts)
        if not is_nominal:
            return worded("said_traffic", lang)
        return None if "no_traffic" in found.unapplied else worded("no_traffic", lang)
    return worded(
        "measured_sizes" if found.needs.calls is not None else "measured",
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
    source = found.rate.source or worded("rate_said", lang)
    return worded(
        "rate", lang, rate=f"{found.rate.cny_per_usd.normalize():f}", source=inert(source)
    )


def _unrecorded(found: Choosing, lang: Lang) -> str | None:
    """What was required and could not be looked up, so that nobody takes it for met."""
    words = [inert(one) for one in found.needs.unrecorded]
    return worded("unrecorded", lang, words=series(words, lang)) if words else None


def _source(found: Choosing, lang: Lang) -> str | None:
    offers = [choice.offer for one in found.parts if one.listed for choice in one.listed.choices]
    facts = {(offer.source, offer.as_of) for offer in offers}
    if not facts:
        return None
    sources = series(sorted({inert(source) for source, _ in facts}), lang)
    newest = max((day for _, day in facts if day), default=None)
    return worded("source", lang, source=sources, date=newest or "–")


def _currencies(found: Choosing) -> dict[str, str]:
    """For the line on a missing rate: it only arises between these two."""
    return {"currency": "CNY", "other": "USD"} if "no_rate" in found.unapplied else {}
