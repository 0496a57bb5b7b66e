"""What replays showed: each repair with its share of good runs before and after, side by side."""

from collections.abc import Sequence

from knowledge.language import Lang
from knowledge.records import ArmResult, Diagnosis, Intervention, Rerun, Share, Trace
from knowledge.texts import say
from page.icons import icon
from page.markup import Html, el
from tools.intervention.markdown import (
    arm_name,
    change_of,
    gain,
    outcome_of,
    summary_of,
    tally,
    verdict_of,
)


def intervention_view(found: Intervention, diagnosis: Diagnosis, lang: Lang) -> Html:
    """What the replays prove, and a row for each thing that was tried."""
    return el(
        "section",
        el("h3", say("page.intervention.title", lang)),
        el("p", _plain(verdict_of(found, diagnosis, lang)), cls="finding-text"),
        el("ol", [_arm(arm, lang) for arm in found.arms], cls="arms") if found.arms else None,
        el("p", say("page.intervention.key", lang), cls="faint") if found.arms else None,
        cls="block intervention",
        data_cause=found.cause,
        data_agrees=found.agrees,
    )


def reruns_view(trace: Trace, reruns: Sequence[Rerun], lang: Lang) -> Html:
    """What each version makes of the query now."""
    return el(
        "section",
        el("h3", say("page.intervention.asked_again", lang)),
        el("p", _plain(summary_of(trace, reruns, lang)), cls="finding-text"),
        [_rerun(one, lang) for one in reruns],
        cls="block reruns",
    )


def _arm(arm: ArmResult, lang: Lang) -> Html:
    turns = arm.low is not None and arm.low > 0
    change = change_of(arm, lang)
    return el(
        "li",
        el(
            "p",
            el("span", say(f"page.stage.{arm.stage}", lang), cls="chip"),
            el("b", arm_name(arm, lang)),
            icon("check") if turns else None,
            cls="arm-head",
        ),
        el("p", change, cls="faint verbatim") if change else None,
        _bar(arm.before, say("intervention.before", lang), "before", lang),
        _bar(arm.after, say("intervention.after", lang), "after", lang),
        el("p", f"{say('intervention.gain', lang)}: {gain(arm)}", cls="faint")
        if arm.low is not None
        else None,
        data_arm=arm.name,
        data_turns=turns,
    )


def _bar(one: Share, name: str, kind: str, lang: Lang) -> Html:
    """The share of good runs as a bar, with the count beside it for those who cannot see it."""
    share = 100 * (one.value or 0)
    return el(
        "p",
        el("span", name, cls="bar-name"),
        el(
            "span",
            el("i", style=f"width:{share:.0f}%"),
            cls=f"share-bar {kind}",
            aria_hidden="true",
        ),
        el("span", tally(one, lang), cls="bar-count"),
        cls="bar-row",
    )


def _rerun(one: Rerun, lang: Lang) -> Html:
    good = one.diagnosis.cause == "none"
    return el(
        "details",
        el(
            "summary",
            icon("chevron"),
            el("span", one.version, cls="stage-name mono"),
            el("span", outcome_of(one, lang), cls="state", data_state="ok" if good else "fault"),
        ),
        el("p", one.answer, cls="verbatim boxed"),
        cls="fold",
    )


def _plain(markdown: str) -> str:
    """Our own sentence without its emphasis and escapes: the page shows text, not Markdown."""
    return markdown.replace("**", "").replace("\\", "")
