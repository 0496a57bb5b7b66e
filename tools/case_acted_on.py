"""What was done with a diagnosed case, and what is said of it: replayed, asked again, kept."""

from knowledge.texts import say
from tools.case_actions import ask_again, keep_as_example
from tools.case_diagnosis import DiagnosisArtifact
from tools.deps import Deps
from tools.diagnosis.markdown import Part
from tools.inert import inert
from tools.intervention.markdown import proof_markdown, rerun_markdown
from tools.remembering import replayed

ACTS: tuple[Part, ...] = ("prove", "rerun", "example", "undo")
"""What can be done with a case."""


def acted_on(deps: Deps, found: DiagnosisArtifact, part: Part) -> tuple[str, DiagnosisArtifact]:
    """Do what was asked with the case: what to say of it, and the artifact with what it showed."""
    trace, diagnosis, lang = found.trace, found.diagnosis, deps.lang
    if part == "example":
        new, count = keep_as_example(deps, trace, diagnosis)
        key = "kept" if new else "kept_already"
        said = [say(f"intervention.{key}", lang, id=inert(trace.id), count=count)]
        said.append(say(f"intervention.{'again' if found.replayable else 'not_again'}", lang))
        if not trace.reference and diagnosis.cause == "undetermined":
            said.append(say("intervention.no_reference", lang))
        return ("" if lang == "zh" else " ").join(said), found
    if part == "undo":
        was_there = deps.examples.remove(trace.id)
        key = "gone" if was_there else "not_there"
        count = len(deps.examples.all())
        return say(f"retelling.undone.{key}", lang, id=inert(trace.id), count=count), found
    if part == "rerun":
        reruns = ask_again(deps, trace)
        shown = found.model_copy(update={"reruns": reruns})
        return rerun_markdown(trace, reruns, lang), shown
    proof = replayed(deps, trace, diagnosis)
    return proof_markdown(proof, diagnosis, lang), found.model_copy(update={"intervention": proof})
