"""Reviews a PRD against its template: complete, measurable, testable, of one piece."""

from collections.abc import Callable, Sequence

from knowledge.language import Lang
from knowledge.records.prd import Prd, Sentence, Source
from knowledge.texts import say
from tools.deps import Deps
from tools.inert import inert
from tools.prd.checking.critic import Required, critic, in_order
from tools.prd.checking.finding import Finding
from tools.prd.checking.places import placed
from tools.prd.checking.supported import unsupported
from tools.prd.drafting.draft import DRAFT
from tools.prd.templates.shelf import template_called, templates

_SHOWN = 12


def reviewed(deps: Deps, prd: Prd) -> list[Finding]:
    """What is to be mended, the heaviest first: what no source carries, then what is missing."""
    template = template_called(prd.template, templates(deps.prd_templates))
    required = [Required(one.key, one.title[prd.lang]) for one in template.sections if one.required]
    words = drafted_words(deps.prds.versions(prd.id))
    untrue = unsupported(prd, lambda source: looked_up(deps, source), words)
    return in_order(prd, [*untrue, *critic(prd, required)])


def drafted_words(versions: Sequence[Prd]) -> Callable[[Sentence], str | None]:
    """In which other words a sentence was drafted from the sources that it still has.

    Only a draft counts: what is typed by hand is no evidence of itself.
    """
    known: dict[tuple[str, tuple[Source, ...]], str] = {}
    for version in reversed(versions):
        if version.note == DRAFT:
            for place in placed(version):
                one = place.sentence
                known.setdefault((one.id, one.sources), one.text)

    def words(one: Sentence) -> str | None:
        text = known.get((one.id, one.sources))
        return text if text != one.text else None

    return words


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
