"""The order of scenarios as Markdown that stands alone."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from knowledge.language import Lang
from knowledge.records import Scenario
from knowledge.texts import say, series
from tools.decisions.scenarios.available import Available
from tools.decisions.scenarios.board import Placed, placed
from tools.decisions.scenarios.kano_markdown import kano_said
from tools.decisions.scenarios.wording import available_said, formula_said, number_said, worded
from tools.inert import inert

if TYPE_CHECKING:
    from tools.score_scenarios import ScenariosArtifact


def scenarios_text(found: "ScenariosArtifact") -> str:
    """The first and why, the table, evidence, robustness, the tipping number, and not now."""
    lang = found.lang
    said = [_gone(found)]
    if found.method == "kano":
        said += [*kano_said(found.kano, lang), _turns(found.order, lang)]
        return "\n\n".join(filter(None, said))
    if not found.order:
        said.append(worded("ask", lang))
        return "\n\n".join(filter(None, said))
    said += [worded("board", lang, count=len(found.order)) if found.from_board else None]
    if found.along:
        said.append(worded("along", lang, names=series(map(inert, found.along), lang)))
    if found.method != "pain_difficulty":
        said += _by_method(found)
    else:
        said += _by_pain(found)
    return "\n\n".join(filter(None, said))


def _gone(found: "ScenariosArtifact") -> str | None:
    lang = found.lang
    said = []
    if found.removed:
        said.append(worded("removed", lang, names=series(map(inert, found.removed), lang)))
    said += [worded("not_there", lang, name=inert(name)) for name in found.absent]
    return " ".join(said) or None


def _by_method(found: "ScenariosArtifact") -> list[str | None]:
    lang = found.lang
    first = found.ranked[0]
    head = None
    if first.score is not None:
        values = {
            "method": say(f"scenarios.method.{found.method}", lang),
            "name": inert(first.name),
        }
        head = worded(
            "headline_method",
            lang,
            **values,
            formula=formula_said(first, lang),
            score=f"{first.score:g}",
        )
    rows = [worded("head_method", lang), "|---|---|---|---|"]
    rows += [
        f"| {at} | {inert(one.name)} | {formula_said(one, lang) or '–'}"
        f" | {'–' if one.score is None else f'{one.score:g}'} |"
        for at, one in enumerate(found.ranked, 1)
    ]
    lacking = [
        worded(
            "unknown_method_number",
            lang,
            name=inert(one.name),
            missing=series((say(f"scenarios.number.{key}", lang) for key in one.missing), lang),
        )
        for one in found.ranked
        if one.missing
    ]
    return [
        head,
        "\n".join(rows),
        "\n".join(f"- {line}" for line in lacking) or None,
        _turns(found.order, lang),
        _data(found.data, lang),
    ]


def _by_pain(found: "ScenariosArtifact") -> list[str | None]:
    lang, order = found.lang, found.order
    first = order[0]
    if all(one.value is None for one in order):
        head = worded("headline_unknown", lang)
    else:
        head = worded(
            "headline",
            lang,
            name=inert(first.scenario.name),
            pain=number_said(first.scenario.pain, lang),
            difficulty=number_said(first.scenario.difficulty, lang),
            quadrant=say(f"scenarios.quadrant.{first.quadrant}", lang),
        )
    scale = worded("scale", lang, scale=f"{found.scale:g}") if found.scale != 10 else None
    names = series(map(inert, found.remembered), lang)
    return [
        head,
        _table(order, lang),
        _turns(order, lang),
        worded("remembered", lang, names=names) if names else None,
        scale,
        _given_only(order, lang),
        _evidence(order, lang),
        _robust(found, lang),
        _tipping(found, lang),
        _not_now(order, lang),
        _data(found.data, lang),
    ]


def _table(order: list[Placed], lang: Lang) -> str:
    rows = [worded("head", lang), "|---|---|---|---|---|---|"]
    for at, one in enumerate(order, 1):
        value = "–" if one.value is None else f"{one.value:.1f}"
        rows.append(
            f"| {at} | {inert(one.scenario.name)} | {number_said(one.scenario.pain, lang)}"
            f" | {number_said(one.scenario.difficulty, lang)} | {value}"
            f" | {say(f'scenarios.quadrant.{one.quadrant}', lang)} |"
        )
    return "\n".join(rows)


def _is_given(one: Scenario) -> bool:
    return one.pain.origin == one.difficulty.origin == "given"


def _given_only(order: list[Placed], lang: Lang) -> str | None:
    """How it would look without estimates, where some are given and some are not."""
    wholly = [one.scenario for one in order if _is_given(one.scenario)]
    if not wholly or len(wholly) == len(order):
        return None
    names = " › ".join(inert(one.scenario.name) for one in placed(wholly))
    return worded("given_only", lang, names=names)


def _turns(order: Sequence[Placed], lang: Lang) -> str | None:
    """What depends on what, and what that has brought forward."""
    lines = [
        worded(
            "depends",
            lang,
            name=inert(one.scenario.name),
            on=series(map(inert, one.after), lang),
        )
        for one in order
        if one.after
    ]
    lines += [
        worded("brought", lang, name=inert(one.scenario.name), by=inert(one.brought_by))
        for one in order
        if one.brought_by
    ]
    return "\n".join(f"- {line}" for line in lines) or None


def _data(data: Sequence[Available], lang: Lang) -> str | None:
    if not data:
        return None
    lines = [f"- {inert(one.name)}: {available_said(one, lang)}" for one in data]
    return "\n".join([worded("data", lang), "", *lines])


def _evidence(order: list[Placed], lang: Lang) -> str | None:
    lines = []
    for one in order:
        scenario = one.scenario
        name = inert(scenario.name)
        if scenario.pain.value is None:
            lines.append(worded("no_evidence", lang, name=name))
        if scenario.difficulty.value is None:
            lines.append(worded("no_task", lang, name=name))
        for key, number in (("pain", scenario.pain), ("difficulty", scenario.difficulty)):
            label = say(f"scenarios.number.{key}", lang)
            lines += [f"{name} · {label}: {fact}" for fact in number.evidence]
    if not lines:
        return None
    return "\n".join([worded("estimates", lang), "", *(f"- {line}" for line in lines)])


def _robust(found: "ScenariosArtifact", lang: Lang) -> str | None:
    if not found.first:
        return None
    ranked = sorted(found.first.items(), key=lambda item: (-item[1], item[0]))
    (name, share), *rest = ranked
    others = ""
    if rest and rest[0][1] >= 0.005:
        others = worded("others", lang, name=inert(rest[0][0]), share=f"{rest[0][1]:.0%}")
    return worded("robust", lang, name=inert(name), share=f"{share:.0%}", others=others)


def _tipping(found: "ScenariosArtifact", lang: Lang) -> str | None:
    if len([one for one in found.order if one.value is not None]) < 2:
        return None
    turn = found.tipping
    if turn is None:
        return worded("no_tipping", lang)
    if f"{turn.to:.1f}" == f"{turn.now:.1f}":
        return worded("tied", lang, winner=inert(turn.winner))
    return worded(
        "tipping",
        lang,
        name=inert(turn.name),
        number=say(f"scenarios.number.{turn.number}", lang),
        now=f"{turn.now:g}",
        to=f"{turn.to:.1f}",
        way=worded("up" if turn.to > turn.now else "down", lang),
        winner=inert(turn.winner),
    )


def _not_now(order: list[Placed], lang: Lang) -> str | None:
    known = [one for one in order if one.value is not None]
    needed = {name for one in known if one.quadrant != "not_now" for name in one.after}
    out = [
        inert(one.scenario.name)
        for one in known
        if one.quadrant == "not_now" and one.scenario.name not in needed
    ]
    if out:
        return worded("not_now", lang, names=series(out, lang))
    if len(known) < 2:
        return None
    return worded("nothing_not_now", lang, name=inert(known[-1].scenario.name))
