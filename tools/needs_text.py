"""Needs and competitors as Markdown that stands alone, every line with its source."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from knowledge.language import Lang
from knowledge.records import Competitor, Need, Point, Reach, Voice
from knowledge.texts import clauses, say
from tools.diagnosis.markdown import trace_link
from tools.inert import inert
from tools.passages import passage_link

if TYPE_CHECKING:
    from tools.discover_needs import NeedsArtifact

_QUOTES = 2
_QUOTES_OF_ONE = 12
_POINTS = 2
_POINTS_OF_ONE = 8


class _Citations:
    """Numbers sources in the order in which they are cited."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def link(self, place: str) -> str:
        number = self._numbers.setdefault(place, len(self._numbers) + 1)
        return f"[{number}]({place})"


def text_of(found: "NeedsArtifact") -> str:
    """The needs in order with their arithmetic and quotes, the competitors, what is unknown."""
    lang, cited = found.lang, _Citations()
    parts: list[str] = []
    if found.asked.part != "competitors":
        parts += _needs(found, cited)
    if found.asked.part != "needs":
        parts += _competitors(found.competitors, cited, lang)
    parts += _unknown(found)
    return "\n\n".join(filter(None, parts))


def _say(key: str, lang: Lang, **values: Any) -> str:
    return say(f"needs.text.{key}", lang, **values)


def _needs(found: "NeedsArtifact", cited: _Citations) -> list[str]:
    lang = found.lang
    heard = _say(
        "heard", lang, documents=found.documents, people=found.people, feedback=found.feedback
    )
    if not found.needs:
        return [f"**{_say('nothing', lang)}**", heard]
    first = found.needs[0]
    values = {"name": inert(first.name[lang]), "pain": f"{first.pain:.1f}"}
    alone = len(found.needs) == 1
    count = _say("count_one" if alone else "count", lang, found=found.found, shown=len(found.needs))
    quotes = _QUOTES_OF_ONE if alone else _QUOTES
    lines = [_need(at, one, cited, lang, quotes) for at, one in enumerate(found.needs, 1)]
    joint = "" if lang == "zh" else " "
    return [
        f"**{_say('headline_of' if found.asked.focus else 'headline', lang, **values)}**",
        joint.join([heard, count]),
        *lines,
        _say("legend", lang),
    ]


def _need(number: int, need: Need, cited: _Citations, lang: Lang, most: int) -> str:
    name = inert(need.name[lang])
    borrowed = "" if lang in need.spoken else f" {_say('borrowed', lang)}"
    lines = [
        f"{number}. **{name}**{borrowed} · {arithmetic(need, lang)}",
        f"   - {_say('said_by', lang, sources=need.sources)}"
        + clauses((reach_words(one, lang) for one in need.reach), lang),
        f"   - **{say(f'needs.answer.{need.answer}', lang)}** · {inert(need.why)}",
    ]
    for voice in quoted(need, most):
        lines += ["", f"   > {_voice(voice, cited, lang)}"]
    rest = len(need.voices) - most
    if rest > 0:
        lines += ["", f"   {_say('more_voices', lang, count=rest)}"]
    return "\n".join(lines)


def quoted(need: Need, most: int) -> list[Voice]:
    """The voices to quote: people's own words first, and the largest figure among them."""
    spoken = [one for one in need.voices if one.count is None]
    counted = [one for one in need.voices if one.count is not None]
    if spoken and counted and most > 1:
        chosen = [*spoken[: max(1, most - 1)], *counted]
        return [*chosen, *spoken[max(1, most - 1) :]][:most]
    return list(need.voices[:most])


def arithmetic(need: Need, lang: Lang) -> str:
    """`5.6 = √(5.2 × 6.0)`, with what each figure is."""
    return _say(
        "arithmetic",
        lang,
        pain=f"{need.pain:.1f}",
        frequency=f"{need.frequency:.1f}",
        intensity=f"{need.intensity:.1f}",
    )


def reach_words(one: Reach, lang: Lang) -> str:
    """How many of how many, with the interval."""
    return _say(
        f"reach.{one.kind}",
        lang,
        count=one.count,
        total=one.total,
        low=f"{one.low:.0%}",
        high=f"{one.high:.0%}",
    )


def source_words(voice: Voice, lang: Lang) -> str:
    """Who says it, where, when, and how many: what stands beside a quote."""
    place = say(f"needs.feedback.{voice.place}", lang) if voice.opens == "trace" else voice.place
    count = (
        _say("of", lang, count=voice.count, total=voice.total)
        if voice.count is not None and voice.total is not None
        else None
    )
    date = voice.date.isoformat() if voice.date else None
    return " · ".join(filter(None, [voice.who, place, date, count]))


def _voice(voice: Voice, cited: _Citations, lang: Lang) -> str:
    opens = passage_link if voice.opens == "passage" else trace_link
    marks = "“{}”"
    said = marks.format(inert(voice.quote))
    return f"{said} — {inert(source_words(voice, lang))} {cited.link(opens(voice.source))}"


def _competitors(known: Sequence[Competitor], cited: _Citations, lang: Lang) -> list[str]:
    if not known:
        return [f"**{_say('no_competitors', lang)}**"]
    head = [_say(f"column.{name}", lang) for name in ("name", *_FACETS)]
    most = _POINTS_OF_ONE if len(known) == 1 else _POINTS
    rows = [
        " | ".join([_name(one), *(_cell(one, facet, most, cited, lang) for facet in _FACETS)])
        for one in known
    ]
    table = "\n".join(
        [f"| {' | '.join(head)} |", "|" + " --- |" * len(head), *(f"| {row} |" for row in rows)]
    )
    return [f"**{_say('competitors', lang, count=len(known))}**", table]


_FACETS = ("strengths", "weaknesses", "prices", "unknown")


def _name(one: Competitor) -> str:
    aliases = f" ({', '.join(map(inert, one.aliases))})" if one.aliases else ""
    return f"**{inert(one.name)}**{aliases}"


def _cell(one: Competitor, facet: str, most: int, cited: _Citations, lang: Lang) -> str:
    points: tuple[Point, ...] = getattr(one, facet)
    if not points:
        # A document that lists no open questions leaves none.
        return "–" if facet == "unknown" else _say("unknown", lang)
    # Prices are of no use by halves.
    chosen = points if facet == "prices" else points[:most]
    return clauses((_point(point, facet, cited, lang) for point in chosen), lang)


def _point(point: Point, facet: str, cited: _Citations, lang: Lang) -> str:
    dated = facet == "prices" or point.is_old
    facts = [
        point.who,
        point.date.isoformat() if point.date and dated else None,
        _say("old", lang) if point.is_old else None,
    ]
    beside = ", ".join(filter(None, facts))
    note = f" ({inert(beside)})" if beside else ""
    return f"{inert(point.quote)}{note} {cited.link(passage_link(point.source))}"


def _unknown(found: "NeedsArtifact") -> list[str]:
    """What could not be told."""
    lang = found.lang
    lines = []
    if open_ := sum(one.answer == "undetermined" for one in found.needs):
        lines.append(_say("undetermined", lang, count=open_))
    if found.needs and not any(one.people for one in found.needs):
        lines.append(_say("nobody", lang))
    if found.left_out:
        lines.append(_say("left_out", lang, count=found.left_out))
    if lines:
        return [f"**{_say('not_told', lang)}** " + ("" if lang == "zh" else " ").join(lines)]
    return []
