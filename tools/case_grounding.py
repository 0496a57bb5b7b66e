"""What the product's own documents say on what went wrong with a case, and how it is cited."""

from knowledge.language import Lang
from knowledge.records import Diagnosis, Hit, Trace
from knowledge.texts import catalogue, say
from tools.case_diagnosis import DiagnosisArtifact
from tools.deps import Deps
from tools.passages import cite

_RELEVANT = 0.34
_MOST_CITED = 2
_ROOM = 120
"""The length of a quoted passage, in Chinese characters."""


def grounding(deps: Deps, trace: Trace, diagnosis: Diagnosis) -> list[Hit]:
    """What the product's own documents say on what went wrong; nothing when they do not."""
    if diagnosis.cause in {"none", "undetermined", "system"}:
        return []
    hits = deps.docs.search(_question(trace, diagnosis, deps.lang), _MOST_CITED + 2)
    return [hit for hit in hits if hit.coverage >= _RELEVANT][:_MOST_CITED]


def cited(deps: Deps, artifact: DiagnosisArtifact) -> str:
    """The documents' words with their links, under a heading of their own."""
    if not artifact.grounding:
        return ""
    asked = deps.docs.asked_terms(_question(artifact.trace, artifact.diagnosis, artifact.lang))
    lang = artifact.lang
    quotes = [cite(at, hit, asked, _ROOM, lang) for at, hit in enumerate(artifact.grounding, 1)]
    heading = say("diagnosis.markdown.grounding", lang)
    return "\n\n".join([f"**{heading}**", *quotes])


def _question(trace: Trace, diagnosis: Diagnosis, lang: Lang) -> str:
    """What to look up: the rule that the finding touches."""
    if diagnosis.subcause in catalogue("diagnosis")["lookup"]:
        return say(f"diagnosis.lookup.{diagnosis.subcause}", lang)
    return f"{say(f'diagnosis.cause.{diagnosis.cause}', lang)} {trace.query[:60]}"
