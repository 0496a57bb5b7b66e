"""Reviews a PRD against its template: complete, measurable, testable, of one piece."""

from knowledge.language import Lang
from knowledge.records.prd import Prd
from knowledge.texts import say
from tools.deps import Deps
from tools.inert import inert
from tools.prd.checking.critic import Required, critic
from tools.prd.checking.finding import Finding
from tools.prd.templates.shelf import template_called, templates

_SHOWN = 12


def reviewed(deps: Deps, prd: Prd) -> list[Finding]:
    """What is to be mended, the heaviest first.

    Whether a sentence is carried by its source is not asked here: what is drafted is composed
    from its sources, figures reckoned from them included.
    """
    template = template_called(prd.template, templates(deps.prd_templates))
    required = [Required(one.key, one.title[prd.lang]) for one in template.sections if one.required]
    return critic(prd, required)


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
