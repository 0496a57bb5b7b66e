"""Faults of the third stage: the passages are right and the text is not."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.demo.scriptmate.generate import Line, kind_of, lay_out
from knowledge.demo.scriptmate.pacing import bounds, sentences, speech_length
from knowledge.demo.scriptmate.product import Run, ScriptMate
from knowledge.demo.scriptmate.understand import seconds_of
from knowledge.demo.traffic.asks import Ask
from knowledge.demo.traffic.faults.material import material, passages_on_neighbour, run_ask
from knowledge.demo.traffic.faults.spoken import cut, line_is_spoken, spoken_lines, voice
from knowledge.language import Lang

_FIGURE = re.compile(
    r"(?<![A-Za-z\d.—])\d+(?:\.\d+)?(?![\d.]*[A-Za-z—])"
    r"|[二三四五六七八九十]+(?=[次分秒天周月年块元度片针克个])"
)
_NUMERALS = "二三四五六七八九"


def contradiction(product: ScriptMate, ask: Ask, rng: random.Random) -> Run | None:
    """A figure of the passages comes out as another."""
    run = run_ask(product, ask)
    if len(run.understanding.slots) == 0:
        return None
    known = " ".join(p.text for p in run.passages or ())
    spots = [
        found
        for found in _FIGURE.finditer(run.answer)
        if line_is_spoken(run.answer, found.start(), ask.need.lang)
    ]
    rng.shuffle(spots)
    for spot in spots:
        wrong = _another_figure(spot.group(), rng)
        if wrong not in known:
            answer = run.answer[: spot.start()] + wrong + run.answer[spot.end() :]
            return replace(run, answer=answer)
    return None


def off_style(product: ScriptMate, ask: Ask, rng: random.Random) -> Run | None:
    """The manner of speaking breaks the style guide."""
    run = run_ask(product, ask)
    ways = list(material(ask.need.lang)["off_style"][ask.need.style])
    rng.shuffle(ways)
    lines = spoken_lines(run.answer, ask.need.lang)
    chosen = rng.sample(lines, k=min(len(lines), 3, len(ways)))
    answer = run.answer
    for line, way in zip(chosen, ways, strict=False):
        answer = answer.replace(voice(ask.need.lang) + line, voice(ask.need.lang) + way + line)
    return replace(run, answer=answer) if chosen else None


def over_length(product: ScriptMate, ask: Ask, rng: random.Random) -> Run | None:
    """Far more is said than fits: everything retrieved, then what was said already."""
    run = run_ask(product, ask)
    lang, passages = ask.need.lang, list(run.passages or ())
    kinds = {p.id: kind_of(p, product.library) for p in passages}
    texts = {
        place: [s for p in passages if (kinds[p.id] == place) for s in _stopped(p.text, lang)]
        for place in ("opening", "beat", "fact", "ending")
    }
    middle = texts["beat"] + texts["fact"] + texts["opening"][1:]
    goal = bounds(seconds_of(run.understanding), lang)[1] * 1.5
    recaps = list(material(lang)["recap"])
    rng.shuffle(recaps)
    said = middle[:]
    while sum(speech_length(text, lang) for text in said) < goal and len(said) < 3 * len(middle):
        said.append(recaps[len(said) % len(recaps)] + middle[(len(said) * 2) % len(middle)])
    lines = [
        *(Line("opening", text) for text in texts["opening"][:1]),
        *(Line("middle", text) for text in said),
        *(Line("ending", text) for text in texts["ending"][:1]),
    ]
    if "seconds" not in ask.stated or not lines:
        return None
    answer = lay_out(
        lines,
        run.understanding,
        passages,
        rng=rng,
        library=product.library,
        version=product.version,
    )
    return replace(run, answer=answer)


def breaks_off(product: ScriptMate, ask: Ask, rng: random.Random) -> Run | None:
    """The text stops in the middle of a sentence, and the product does not notice."""
    run = run_ask(product, ask)
    return replace(run, answer=cut(run.answer, rng.uniform(0.45, 0.75), ask.need.lang))


def ignores_passages(product: ScriptMate, ask: Ask, _rng: random.Random) -> Run | None:
    """The passages are right and the script is about something else."""
    run = run_ask(product, ask)
    wrong = passages_on_neighbour(product, ask, run.understanding)
    if wrong is None:
        return None
    return replace(run, answer=product.generate(run.understanding, wrong, ask.params))


def refuses(product: ScriptMate, ask: Ask, rng: random.Random) -> Run | None:
    """The product declines although it has all it needs."""
    return replace(run_ask(product, ask), answer=rng.choice(material(ask.need.lang)["refuses"]))


def unsafe_claim(product: ScriptMate, ask: Ask, rng: random.Random) -> Run | None:
    """A claim that the brand-safety policy forbids slips in."""
    run = run_ask(product, ask)
    lines = spoken_lines(run.answer, ask.need.lang)
    if len(lines) < 3:
        return None
    line = rng.choice(lines[1:])
    claim = rng.choice(material(ask.need.lang)["unsafe"][ask.need.style])
    glue = "" if ask.need.lang == "zh" else " "
    return replace(run, answer=run.answer.replace(line, line + glue + claim, 1))


def _another_figure(figure: str, rng: random.Random) -> str:
    if not figure[0].isdigit():
        other = rng.choice([numeral for numeral in _NUMERALS if numeral not in figure])
        return other + figure.removeprefix(figure[0] if figure[0] != "十" else "")
    factor = rng.choice([0.5, 1.5, 2])
    if "." in figure:
        return f"{float(figure) * factor:.{len(figure.split('.')[1])}f}"
    number = int(figure)
    if 1900 <= number < 2100:  # reads as a year
        return str(number - rng.randint(2, 9))
    changed = round(number * (0.5 if number > 50 else factor))  # no percentage above a hundred
    return str(changed if changed not in {0, number} else number + 3)


def _stopped(text: str, lang: Lang) -> Sequence[str]:
    stop = {"zh": "。", "en": "."}[lang]
    return sentences(text if text[-1] in "。！？!?." else text + stop, lang)
