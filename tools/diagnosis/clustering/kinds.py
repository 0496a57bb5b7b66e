"""Cases of one kind taken apart by what they share, or left together: what one change repairs."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.language import LANGS, Lang
from knowledge.texts import say
from tools.diagnosis.clustering.examples import Case
from tools.diagnosis.clustering.facets import Facet, facet_of
from tools.diagnosis.clustering.topics import topics_of
from tools.diagnosis.rules import Rules

_ENOUGH = 3
"""Cases from which something shared stands by itself; fewer stay with the rest of their kind."""
_BY_TOPIC = {
    "knowledge_gap": "no_material",
    "not_found": "no_material",
    "miss": "missed",
    "topic_drift": "drift",
}
"""Kinds that are repaired topic by topic, and the text that names one."""


@dataclass(frozen=True)
class Part:
    """Cases of one kind that the same change would repair."""

    key: str
    """What they share; empty where that is their kind and no more."""
    what: dict[Lang, str]
    """What they share, in words."""
    cases: tuple[Case, ...]
    """The cases."""


def parts_of(cases: Sequence[Case], rules: Rules) -> list[Part]:
    """Every case in exactly one part; all of `cases` have the same cause and subcause."""
    kind = cases[0][1].subcause or ""
    if kind in _BY_TOPIC:
        return _by_topic(cases, _BY_TOPIC[kind], rules)
    return _by_facet(cases, rules)


def _by_topic(cases: Sequence[Case], text: str, rules: Rules) -> list[Part]:
    parts, taken = [], set()
    for topic in topics_of([trace for trace, _ in cases], rules):
        what = {lang: say(f"clusters.name.{text}", lang, topic=topic.name) for lang in LANGS}
        members = tuple(cases[at] for at in topic.members)
        parts.append(Part(f"topic:{topic.name}", what, members))
        taken |= set(topic.members)
    rest = tuple(case for at, case in enumerate(cases) if at not in taken)
    if rest:
        parts.append(Part("", _kind(rest, scattered=bool(parts)), rest))
    return parts


def _by_facet(cases: Sequence[Case], rules: Rules) -> list[Part]:
    shared: dict[str, list[tuple[Facet, Case]]] = defaultdict(list)
    rest: list[tuple[Facet | None, Case]] = []
    for trace, diagnosis in cases:
        facet = facet_of(trace, diagnosis, rules)
        if facet is None:
            rest.append((None, (trace, diagnosis)))
        else:
            shared[facet.fine].append((facet, (trace, diagnosis)))
    parts: list[Part] = []
    for fine, found in shared.items():
        if len(found) < _ENOUGH:
            rest += found
        else:
            parts.append(Part(fine, _words(found[0][0], found[0][0].said), _only(found)))
    return parts + _wider(rest, scattered=bool(parts))


def _wider(rest: Sequence[tuple[Facet | None, Case]], *, scattered: bool) -> list[Part]:
    """What too few share, together with the others that are about the same thing at large."""
    wide: dict[str, list[tuple[Facet | None, Case]]] = defaultdict(list)
    for facet, case in rest:
        wide[facet.wide if facet else ""].append((facet, case))
    parts = []
    for key, found in wide.items():
        facet = found[0][0]
        named = facet is not None and facet.wider != "kind"
        what = _words(facet, facet.wider) if facet and named else None
        only = _only(found)
        parts.append(Part(key if named else "", what or _kind(only, scattered=scattered), only))
    return _joined(parts)


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Parts that say no more than their kind are one."""
    bare = [part for part in parts if not part.key]
    named = [part for part in parts if part.key]
    if not bare:
        return named
    cases = tuple(case for part in bare for case in part.cases)
    return [*named, Part("", bare[0].what, cases)]


def _words(facet: Facet, text: str) -> dict[Lang, str]:
    return {lang: say(f"clusters.name.{text}", lang, **facet.values[lang]) for lang in LANGS}


def _kind(cases: Sequence[Case], *, scattered: bool) -> dict[Lang, str]:
    diagnosis = cases[0][1]
    names = {
        lang: say(f"diagnosis.subcause.{diagnosis.cause}.{diagnosis.subcause}", lang)
        for lang in LANGS
    }
    if not scattered:
        return names
    return {lang: say("clusters.name.rest", lang, kind=names[lang]) for lang in LANGS}


def _only(found: Sequence[tuple[Facet | None, Case]]) -> tuple[Case, ...]:
    return tuple(case for _, case in found)
