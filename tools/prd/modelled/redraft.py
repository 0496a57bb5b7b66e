"""A planner's draft with a chat model's prose, and with an appendix that tells of both."""

from collections.abc import Callable

from knowledge.docs import DocStore
from knowledge.records.prd import Prd, Section, Source
from tools.prd.drafting.appendix import appendix
from tools.prd.drafting.draft import sentences_of, titles_of
from tools.prd.drafting.pen import Pen
from tools.prd.gathering.evidence import Evidence
from tools.prd.modelled.write import Written
from tools.prd.templates.template import Template

_SOURCES = "sources"


def texts_in(docs: DocStore) -> Callable[[Source], str | None]:
    """The text of passages as it is now; figures are held against what they were when gathered."""

    def text(source: Source) -> str | None:
        chunk = docs.chunk(source.id) if source.kind == "passage" else None
        return chunk.text if chunk else None

    return text


def redrafted(prd: Prd, written: Written, template: Template, found: Evidence) -> Prd:
    """The draft with what the model wrote; what it cites now is counted anew."""
    made = written.into(prd)
    known = {one.key: one for one in template.sections}
    before: list[Section] = []
    sections: list[Section] = []
    for one in made.sections:
        asked = known.get(one.key)
        if asked and asked.parts == (_SOURCES,) and not one.locked:
            pen = Pen(
                prd.lang, prd.title, ids={it.id for own in before for it in sentences_of(own)}
            )
            blocks = appendix(before, titles_of(found), pen)
            sections.append(one.model_copy(update={"blocks": tuple(blocks)}))
        else:
            before.append(one)
            sections.append(one)
    return made.model_copy(update={"sections": tuple(sections)})
