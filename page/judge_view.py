"""The judge beside people: how far they agree, and the answers on which they do not."""

from typing import TYPE_CHECKING

from knowledge.language import Lang
from knowledge.texts import say
from page.icons import icon
from page.markup import Html, el
from tools.judging import advice_said, figures_said, pair_facts

if TYPE_CHECKING:
    from tools.evals.beside_humans import Pair
    from tools.judging import JudgeArtifact

_MOST = 50


def judge_view(found: "JudgeArtifact", lang: Lang) -> Html:
    """The verdict, the figures, what to do, and the differences, the widest first."""
    check = found.check
    return el(
        "article",
        el(
            "header",
            el("p", icon("check"), say("compare.judge.kind", lang), cls="kicker"),
            el("h2", check.dataset),
            el("p", say(f"compare.judge.standing_{check.standing}", lang), cls="tag"),
            cls="view-head",
        ),
        el("p", figures_said(check, lang), cls="agreement"),
        el("p", advice_said(check, lang)),
        el("h3", say("compare.judge.differ", lang, count=len(check.differ)))
        if check.differ
        else None,
        el("ol", [_differing(one, lang) for one in check.differ[:_MOST]], cls="set-examples")
        if check.differ
        else None,
        cls="judge-view",
        data_standing=check.standing,
    )


def _differing(one: "Pair", lang: Lang) -> Html:
    return el(
        "li",
        el("p", one.query),
        el("p", el("span", pair_facts(one, lang)), el("span", one.reason), cls="facts"),
    )
