"""The AI part: scenario, models and cost, prompts, datasets, evaluation, bad cases, safety."""

from collections.abc import Sequence

from knowledge.records import Estimate
from knowledge.records.prd import Block, Sentence
from knowledge.texts import say, series
from tools.decisions.models.wording import money, part_name, score_value
from tools.prd.drafting.blocks import listed, paragraph, table
from tools.prd.drafting.evaluation import evaluation
from tools.prd.drafting.pen import Pen
from tools.prd.gathering.evidence import Evidence
from tools.prd.gathering.facts import Priced, Scored


def ai_plan(found: Evidence, pen: Pen) -> list[Block]:
    """All of it, in the order in which it is decided."""
    return [
        *_scenario(found.scenario, pen),
        *_models(found, pen),
        # Which prompts it takes and what is measured follow from the kind of model.
        *(_quoted(found, "prompts", pen) if found.models or found.stated.get("prompts") else []),
        *_datasets(found, pen),
        *(evaluation(found, pen) if found.models or found.runs else []),
        *_bad_cases(found, pen),
        *_quoted(found, "safety", pen),
    ]


def _scenario(one: Scored | None, pen: Pen) -> list[Block]:
    if one is None:
        return []
    placed = one.placed
    values = {
        "pain": _number(placed.scenario.pain, pen),
        "hard": _number(placed.scenario.difficulty, pen),
    }
    if placed.value is None:
        said = [pen.figure(pen.phrase("ai.scenario_part", **values), one.source)]
    else:
        text = pen.phrase("ai.scenario", value=f"{placed.value:g}", **values)
        said = [pen.figure(text, one.source)]
    if one.rank is not None and one.of > 1:
        said.append(pen.figure(pen.phrase("ai.rank", rank=one.rank, of=one.of), one.source))
    return [paragraph(*said)]


def _number(one: Estimate, pen: Pen) -> str:
    if one.value is None:
        return say("scenarios.text.unknown", pen.lang)
    value = f"{one.value:.1f}".removesuffix(".0")
    return value if one.origin == "given" else say("prd.estimated", pen.lang, value=value)


def _models(found: Evidence, pen: Pen) -> list[Block]:
    if not found.models:
        return [paragraph(pen.gap("models"))]
    firsts = {one.part: one for one in reversed(found.models)}
    said = [_first(one, found, pen) for one in reversed(firsts.values())]
    if any(one.is_nominal for one in found.models):
        said.append(pen.assumed(pen.phrase("ai.nominal")))
        pen.gaps.append("volume")
    if not any(one.choice.score for one in found.models):
        said.append(pen.assumed(pen.phrase("ai.unscored")))
    if any(one.part.kind == "chat" for one in found.models):
        said.append(_mix(found, pen))
    said.append(pen.plain(pen.phrase("ai.candidates")))
    return [paragraph(*said), table("models", pen.lang, [_row(one, pen) for one in found.models])]


def _first(one: Priced, found: Evidence, pen: Pen) -> Sentence:
    offer = one.choice.offer
    used = found.usage is not None and one.usage.calls == found.usage.calls_a_month
    text = pen.phrase(
        "ai.model_used" if used and not one.is_nominal else "ai.model",
        part=part_name(one.part, pen.lang),
        name=offer.name,
        provider=offer.provider_name,
        cost=money(one.choice.cost) or "–",
        calls=f"{one.usage.calls:,}",
    )
    return pen.figure(text, one.source)


def _mix(found: Evidence, pen: Pen) -> Sentence:
    if found.has_own_scores:
        return pen.assumed(pen.phrase("ai.mix_own"))
    pen.gaps.append("mix")
    return pen.asked(pen.phrase("ai.mix_demo" if found.is_demo else "ai.mix"))


def _row(one: Priced, pen: Pen) -> Sequence[Sentence]:
    offer = one.choice.offer
    return (
        pen.figure(offer.name, one.source),
        pen.plain(offer.provider_name),
        pen.figure(money(one.choice.cost) or "–", one.source),
        pen.figure(score_value(one.choice), one.source)
        if one.choice.score
        else pen.plain(say("prd.unscored", pen.lang)),
    )


def _quoted(found: Evidence, topic: str, pen: Pen) -> list[Block]:
    known = found.stated.get(topic, ())
    if not known and topic == "safety":
        known = found.stated.get("policy", ())
    stated = pen.quoted(known, headed=True)
    if not stated:
        return [paragraph(pen.gap(topic))]
    return [paragraph(pen.plain(pen.phrase(f"ai.{topic}"))), listed(stated)]


def _datasets(found: Evidence, pen: Pen) -> list[Block]:
    if not found.sets:
        return [paragraph(pen.gap("datasets"))]
    said = []
    for one in found.sets:
        version = one.version
        text = pen.phrase(
            "ai.set",
            name=version.name,
            version=version.version,
            count=f"{version.count:,}",
            date=f"{version.created:%Y-%m-%d}",
        )
        said.append(pen.figure(text, one.source))
    return [paragraph(*said)]


def _bad_cases(found: Evidence, pen: Pen) -> list[Block]:
    said = [pen.assumed(pen.phrase(f"ai.policy_{rank}")) for rank in ("p0", "p1", "p2")]
    if known := found.failures[:2]:
        names = [
            pen.phrase(
                "ai.policy_one",
                name=one.named(pen.lang),
                count=one.share.count,
                rank=one.rank(pen.lang),
            )
            for one in known
        ]
        text = pen.phrase("ai.policy_now", of=known[0].share.of, names=series(names, pen.lang))
        said.append(pen.figure(text, *(one.source for one in known)))
    if not found.failures:
        said.append(pen.gap("failures"))
    return [paragraph(pen.plain(pen.phrase("ai.policy"))), listed(said)]
