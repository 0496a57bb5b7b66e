"""The answer of a trace with its claims marked: carried by a passage, denied, or by none."""

from collections.abc import Sequence

from knowledge.language import Lang
from knowledge.records import Claim, ClaimSpan, Diagnosis, Trace
from knowledge.texts import say
from page.links import address
from page.markup import Child, Html, el, join
from tools.claims.markup import thought, unmarked

_VERDICTS = ("supported", "contradicted", "absent")
_CLOSES = frozenset("\n.,;!?。，、；！？")
"""What no space stands before."""


def answer_view(trace: Trace, diagnosis: Diagnosis, lang: Lang) -> Html | None:
    """The answer as its user saw it, each claim marked and leading to its passage.

    None without verdicts.
    """
    claims = [one for one in diagnosis.claims if _is_placed(one, trace.answer)]
    if not claims:
        return None
    counts = {v: sum(one.verdict == v for one in claims) for v in _VERDICTS}
    return el(
        "section",
        el("h3", say("page.claims.title", lang)),
        el("p", [_key(v, counts[v], lang) for v in _VERDICTS if counts[v]], cls="claim-key"),
        el("p", _marked(_seen(trace), claims, lang), cls="verbatim claims-text"),
        cls="block",
        data_claims=len(claims),
    )


def _is_placed(claim: Claim, answer: str) -> bool:
    """Whether the claim says where it stands, and stands there; older diagnoses may not."""
    if claim.start is None or claim.end is None or claim.verdict is None:
        return False
    return answer[claim.start : claim.end] == claim.text


def _seen(trace: Trace) -> Sequence[str]:
    """For each character of the answer what its user saw of it: nothing of thoughts and marks."""
    first = thought(trace.answer)
    plain = unmarked(trace.answer, [one.id for one in trace.retrieved or ()])
    seen = [new if new in (old, "\n") else "" for new, old in zip(plain, trace.answer, strict=True)]
    seen[:first] = [""] * first
    after = "\n"
    for at in reversed(range(len(seen))):
        if seen[at] == " " and after in _CLOSES:  # where a mark stood
            seen[at] = ""
        after = seen[at] or after
    return seen


def _marked(seen: Sequence[str], claims: Sequence[Claim], lang: Lang) -> Html:
    parts: list[Child] = []
    at = 0
    for claim in claims:
        start, end = claim.start or 0, claim.end or 0
        if start < at:
            continue
        parts += ["".join(seen[at:start]), _claim(claim, seen[start:end], lang)]
        at = end
    return join(parts, "".join(seen[at:]))


def _claim(claim: Claim, seen: Sequence[str], lang: Lang) -> Html:
    """A claim that leads to the passage that carries or denies it; as text where none does.

    A link, for a browser makes a box of a button, which no line of a longer claim could leave.
    """
    passages = claim.supported_by or claim.contradicted_by
    verdict = say(f"page.claims.{claim.verdict}", lang)
    told = f"{verdict}: {', '.join(passages)}" if passages else verdict
    body = _with_spans(claim, seen)
    if not passages:
        return el("span", body, cls="claim", data_claim=claim.verdict, title=told)
    return el(
        "a",
        body,
        href=address("passage", passages[0]),
        role="button",
        cls="claim",
        title=told,
        aria_label=f"{''.join(seen)} ({told})",
        data_act="passage",
        data_passage=passages[0],
        data_claim=claim.verdict,
    )


def _with_spans(claim: Claim, seen: Sequence[str]) -> Html:
    """The claim's words, those that nothing carries set apart from the rest."""
    first = claim.start or 0
    parts: list[Child] = []
    at = 0
    for span in sorted(claim.spans, key=lambda one: one.start):
        start, end = span.start - first, span.end - first
        if start < at or end > len(seen) or _is_whole(span, claim):
            continue
        loose = el("mark", "".join(seen[start:end]), data_reason=span.reason)
        parts += ["".join(seen[at:start]), loose]
        at = end
    return join(parts, "".join(seen[at:]))


def _is_whole(span: ClaimSpan, claim: Claim) -> bool:
    return span.reason == "absent" or (span.start == claim.start and span.end == claim.end)


def _key(verdict: str, count: int, lang: Lang) -> Html:
    return el("span", el("b", str(count)), say(f"page.claims.{verdict}", lang), data_claim=verdict)
