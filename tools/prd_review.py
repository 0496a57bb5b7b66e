"""Reviews a PRD against its template: complete, measurable, testable, of one piece."""

from collections.abc import Callable, Mapping, Sequence

from knowledge.language import Lang
from knowledge.records import Chunk, Filters
from knowledge.records.prd import Prd, Sentence, Source
from knowledge.texts import say
from tools.claims.amounts import amounts
from tools.deps import Deps
from tools.inert import inert
from tools.prd.checking.critic import Required, critic, in_order
from tools.prd.checking.finding import Finding
from tools.prd.checking.places import placed
from tools.prd.checking.unsupported import unsupported
from tools.prd.checking.wording import role
from tools.prd.editing.own import BY_ITSELF
from tools.prd.templates.shelf import template_called, templates
from tools.prd.templates.template import Template

_SHOWN = 12
_SEARCHED = 40
"""Sentences that the documents are searched for, at most."""
_HITS = 3


def reviewed(deps: Deps, prd: Prd) -> list[Finding]:
    """What is to be mended, the heaviest first: what no source carries, then what is missing."""
    template = template_called(prd.template, templates(deps.prd_templates))
    words = drafted_words(deps.prds.versions(prd.id))
    named = _by_parts(prd, template)
    keys = {new.key: old.key for old, new in zip(prd.sections, named.sections, strict=True)}
    found = [
        *unsupported(named, lambda source: looked_up(deps, source), words),
        *critic(named, _required(template, keys, prd.lang), _spoken_of(deps, prd)),
    ]
    found = [
        one.model_copy(update={"section": keys.get(one.section, one.section)}) for one in found
    ]
    return in_order(prd, found)


def _required(template: Template, keys: Mapping[str, str], lang: Lang) -> list[Required]:
    """The sections that a template asks for, under the keys that the document has them by."""
    new = {old: key for key, old in keys.items()}
    return [
        Required(new.get(one.key, one.key), one.title[lang])
        for one in template.sections
        if one.required
    ]


def _by_parts(prd: Prd, template: Template) -> Prd:
    """The document with the team's own sections under the keys of what they are drafted from."""
    parts = {one.key: one.parts for one in template.sections}
    taken = {one.key for one in prd.sections}
    named = []
    for section in prd.sections:
        own = parts.get(section.key, ())
        key = section.key
        if role(section) is None and len(own) == 1 and own[0] not in taken:
            key = own[0]
            taken.add(key)
        named.append(section.model_copy(update={"key": key}))
    return prd.model_copy(update={"sections": tuple(named)})


def _spoken_of(deps: Deps, prd: Prd) -> list[Chunk]:
    """What current documents say of the matter of what people have written into it."""
    found: dict[str, Chunk] = {}
    asked = [
        place.sentence.text
        for place in placed(prd)
        if place.sentence.kind in {"plain", "decision"} and len(amounts(place.sentence.text)) > 0
    ]
    for text in asked[:_SEARCHED]:
        filters = Filters(lang=prd.lang, current_only=True)
        found |= {hit.chunk.id: hit.chunk for hit in deps.docs.search(text, _HITS, filters)}
    return list(found.values())


def drafted_words(versions: Sequence[Prd]) -> Callable[[Sentence], str | None]:
    """In which words a sentence was drafted from the sources that it still has.

    Only a draft counts, whose figures are composed of their sources, or checked as they are
    written: what is typed by hand is no evidence of itself.
    """
    known: dict[tuple[str, tuple[Source, ...]], str | None] = {}
    for version in reversed(versions):
        for place in placed(version):
            one = place.sentence
            text = one.text if version.note in BY_ITSELF else None
            known.setdefault((one.id, one.sources), text)
    return lambda one: known.get((one.id, one.sources))


def looked_up(deps: Deps, source: Source) -> str | None:
    """What a passage says now, under its headings; None for one that is gone and for figures.

    A figure is held against what it was when its sentence was written: that it has moved is told
    by the marks of what is out of date.
    """
    if source.kind != "passage":
        return None
    chunk = deps.docs.chunk(source.id)
    return f"{chunk.place}\n{chunk.text}" if chunk else None


def review_text(prd: Prd, findings: list[Finding], lang: Lang) -> str:
    """The findings with their places and what to do, as Markdown."""
    if not findings:
        return say("prd.text.review_clean", lang, title=inert(prd.title), version=prd.version)
    titles = {one.key: one.title for one in prd.sections}
    lines = [
        f"{at}. **{inert(titles.get(one.section, one.section))}** · {inert(one.what(lang))}"
        f" {inert(one.fix(lang))}"
        for at, one in enumerate(findings[:_SHOWN], start=1)
    ]
    if len(findings) > _SHOWN:
        lines.append("")
        lines.append(say("prd.text.review_more", lang, count=len(findings) - _SHOWN))
    values = {"title": inert(prd.title), "version": prd.version, "count": len(findings)}
    return "\n".join([say("prd.text.review", lang, **values), "", *lines])
