"""A fine-tuning set: whether to train, how traffic became examples, and what was kept apart."""

from typing import TYPE_CHECKING

from knowledge.language import Lang
from knowledge.texts import say
from page.downloads import training_link
from page.icons import icon
from page.links import link
from page.markup import Html, el
from tools.evals.building.slicing import dimension_name
from tools.evals.finetune.decision import Evidence
from tools.evals.finetune.made import Made
from tools.evals.finetune.telling import (
    finding_said,
    method_said,
    reasons_said,
    too_few_left,
    values_said,
)

if TYPE_CHECKING:
    from tools.build_finetune_set import FinetuneArtifact

_SIGNS = {"for": "check", "against": "cross", "unknown": "question"}


def finetune_view(found: "FinetuneArtifact", lang: Lang) -> Html:
    """The whole answer as a picture."""
    made = found.made
    verdict = made.decision.verdict
    written = made.files
    count = written.train + written.validation if written else 0
    return el(
        "article",
        el(
            "header",
            el("p", icon("chart"), say("finetune.page.kind", lang), cls="kicker"),
            el(
                "h2",
                say(
                    "finetune.page.title",
                    lang,
                    verdict=say(f"finetune.verdict.{verdict}", lang),
                    count=f"{count:,}",
                ),
            ),
            el("p", say(f"finetune.reason.{made.decision.reason}", lang), cls="faint"),
            cls="view-head",
        ),
        _part("evidence", lang, el("ul", [_evidence(one, lang) for one in made.decision.evidence])),
        _part("funnel", lang, _funnel(made, lang)),
        _balance(made, lang),
        _part("leak", lang, *_leak(made, lang)),
        _part("masked", lang, _masked(made, lang)),
        _files(made, lang),
        cls="finetune-view",
    )


def _part(name: str, lang: Lang, *body: Html | None, **values: str) -> Html:
    return el(
        "section",
        el("h3", say(f"finetune.page.{name}", lang, **values)),
        *body,
        cls=f"finetune-{name}",
    )


def _evidence(one: Evidence, lang: Lang) -> Html:
    sign = say(f"finetune.sign.{one.sign}", lang)
    return el(
        "li",
        el("span", icon(_SIGNS[one.sign]), cls="sign", title=sign, aria_label=sign, role="img"),
        el("span", say(f"finetune.evidence.{one.key}", lang, **values_said(one, lang))),
        data_sign=one.sign,
    )


def _funnel(made: Made, lang: Lang) -> Html:
    largest = max((one.count for one in made.funnel), default=0) or 1
    return el(
        "ol",
        [
            el(
                "li",
                el("span", say(f"finetune.step.{one.step}", lang), cls="step-name"),
                el("span", el("i", style=f"width:{one.count / largest:.2%}"), cls="track"),
                el("b", f"{one.count:,}"),
            )
            for one in made.funnel
        ],
        cls="bars",
    )


def _balance(made: Made, lang: Lang) -> Html | None:
    """Two bars for each value of the balanced segment: its share of the traffic and of the set."""
    if made.balanced_by is None or not made.shares:
        return None
    largest = max(share for shares in made.shares.values() for share in shares if share is not None)
    rows = [
        el(
            "li",
            el("span", value, cls="step-name"),
            el(
                "span",
                el("i", style=f"width:{(in_traffic or 0) / largest:.2%}", cls="before"),
                el("i", style=f"width:{in_set / largest:.2%}"),
                cls="track double",
            ),
            el("b", f"{'–' if in_traffic is None else f'{in_traffic:.0%}'} → {in_set:.0%}"),
        )
        for value, (in_traffic, in_set) in made.shares.items()
    ]
    legend = el(
        "p",
        el("span", el("i", cls="before"), say("finetune.page.in_traffic", lang)),
        el("span", el("i"), say("finetune.page.in_set", lang)),
        cls="legend",
    )
    return _part(
        "balance",
        lang,
        el("ul", rows, cls="bars"),
        legend,
        slice=dimension_name(made.balanced_by, lang),
    )


def _leak(made: Made, lang: Lang) -> list[Html | None]:
    leakage = made.leakage
    if not leakage.examples:
        return [el("p", say("finetune.page.leak_none", lang), cls="faint")]
    counted = say(
        "finetune.page.leak_count",
        lang,
        again=leakage.again,
        dropped=sum(leakage.dropped.values()),
        examples=f"{leakage.examples:,}",
    )
    shown = [
        el(
            "li",
            link("trace", trace, trace),
            el("span", f" {asked} ↔ {repeats}"),
        )
        for trace, asked, repeats in leakage.shown
    ]
    head, *steps = too_few_left(leakage, lang) or [""]
    reasons = reasons_said(leakage, lang)
    return [
        el("p", counted),
        el("p", reasons) if reasons else None,
        el("p", head) if head else None,
        el("ul", [el("li", one) for one in steps]) if steps else None,
        el("p", method_said(leakage, lang), cls="faint"),
        el("ul", shown, cls="faint") if shown else None,
    ]


def _masked(made: Made, lang: Lang) -> Html:
    if not made.masked:
        return el("p", say("finetune.page.masked_none", lang), cls="faint")
    return el(
        "p",
        [
            el("span", f"{say(f'masking.kind.{kind}', lang)} {count}")
            for kind, count in made.masked.items()
        ],
        cls="facts",
    )


def _files(made: Made, lang: Lang) -> Html | None:
    written = made.files
    if written is None:
        return None
    rules = (
        el("ul", [el("li", finding_said(one, lang)) for one in made.findings])
        if made.findings
        else el("p", icon("check"), say("finetune.page.kept", lang))
    )
    return el(
        "section",
        el("h3", say("finetune.page.files", lang)),
        el("p", f"{written.name} v{written.version} · {written.hash[:12]}", cls="mono faint"),
        el(
            "ul",
            [el("li", training_link(written.folder, name), cls="mono") for name in written.names],
        ),
        el("h3", say("finetune.page.rules", lang)),
        rules,
        cls="finetune-files",
    )
