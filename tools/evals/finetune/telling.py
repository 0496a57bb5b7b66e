"""The parts of a fine-tuning set in words, for the answer and for the data card."""

from collections.abc import Mapping
from typing import get_args

from knowledge.language import Lang
from knowledge.texts import say, series
from tools.evals.building.slicing import dimension_name, value_name
from tools.evals.comparing.wording import metric_name
from tools.evals.finetune.decision import START, Evidence
from tools.evals.finetune.made import Funnel, Leakage, Reason
from tools.evals.finetune.rules import RuleFinding
from tools.evals.likeness.unlike import Part
from tools.inert import inert


def funnel_table(funnel: list[Funnel], lang: Lang) -> str:
    """How many are left after each step."""
    rows = [f"| {say(f'finetune.step.{one.step}', lang)} | {one.count:,} |" for one in funnel]
    return "\n".join([say("finetune.text.funnel_head", lang), "|---|---:|", *rows])


def leakage_said(found: Leakage, lang: Lang) -> str:
    """What the examples were held against and what came of it."""
    if not found.examples:
        return say("finetune.text.no_evals", lang)
    held = say(
        "finetune.text.leak",
        lang,
        sets=series(map(inert, found.sets), lang),
        examples=f"{found.examples:,}",
        dropped=sum(found.dropped.values()),
        again=found.again,
        **{part: found.dropped.get(part, 0) for part in get_args(Part)},
    )
    return "\n\n".join(filter(None, [held, reasons_said(found, lang)]))


def reasons_said(found: Leakage, lang: Lang) -> str:
    """How many were dropped for which reason; empty where none was."""
    reasons = {reason: found.reasons.get(reason, 0) for reason in get_args(Reason)}
    return say("finetune.text.leak_reasons", lang, **reasons) if any(reasons.values()) else ""


def too_few_left(found: Leakage, lang: Lang) -> list[str]:
    """What was lost and what to do about it, where most had to go or too few stay; else empty."""
    dropped = sum(found.dropped.values())
    left = found.held - dropped
    if not dropped or (left >= START and dropped * 2 <= found.held):
        return []
    origin = found.reasons.get("origin", 0)
    steps = [
        say(f"finetune.text.leak_{kind}", lang, count=count)
        for kind, count in (("alike", dropped - origin), ("origin", origin))
        if count
    ]
    head = say("finetune.text.leak_much", lang, dropped=dropped, held=found.held, left=left)
    return [head, *steps, say("finetune.text.leak_more", lang)]


def advice_said(found: Leakage, lang: Lang) -> str:
    """The same as Markdown, with the steps as a list."""
    head, *steps = too_few_left(found, lang) or [""]
    return "\n".join([head, *(f"- {one}" for one in steps)])


def method_said(found: Leakage, lang: Lang) -> str:
    """By what they were compared."""
    return say(f"finetune.text.{'by_meaning' if found.by_meaning else 'by_words'}", lang)


def masked_said(masked: Mapping[str, int], lang: Lang) -> str:
    """What personal data was masked."""
    if not masked:
        return say("finetune.text.masked_none", lang)
    found = [f"{say(f'masking.kind.{kind}', lang)} {count}" for kind, count in masked.items()]
    return say("finetune.text.masked", lang, found=series(found, lang))


def values_said(one: Evidence, lang: Lang) -> dict[str, str | int | float | None]:
    """What a piece of evidence holds, a scorer by its name for a reader."""
    scorer = one.values.get("scorer")
    named = {"scorer": metric_name(str(scorer), lang)} if scorer else {}
    return {**one.values, **named}


def balance_said(key: str | None, values: Mapping[str, int], lang: Lang) -> str:
    """How many examples there are of each value; nothing where there is none to slice by."""
    if key is None:
        return ""
    told = [f"{inert(value_name(key, value, lang))} {count}" for value, count in values.items()]
    return say(
        "finetune.text.balance",
        lang,
        slice=inert(dimension_name(key, lang)),
        values=series(told, lang),
    )


def findings_said(findings: list[RuleFinding], lang: Lang) -> str:
    """Which rules are broken, or that none is."""
    if not findings:
        return say("finetune.text.rules_ok", lang)
    lines = [f"- {finding_said(one, lang)}" for one in findings]
    return "\n".join([say("finetune.text.rules", lang), *lines])


def finding_said(one: RuleFinding, lang: Lang) -> str:
    """One broken rule, with its file and how bad that is."""
    where = say(f"finetune.file.{one.file}", lang)
    level = say(f"finetune.level.{one.level}", lang)
    values = {"count": one.count} if one.first is None else {"count": one.count, "first": one.first}
    return f"{where} · {level} · {say(f'finetune.rule.{one.rule}', lang, **values)}"
