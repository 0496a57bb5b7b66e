"""One cluster: a row with its bar and its weeks that unfolds into arithmetic, fix and examples."""

from collections.abc import Sequence

from knowledge.language import Lang
from knowledge.records import Cluster, Lift, Priority, Release, TypicalCase
from knowledge.texts import say
from page.icons import icon
from page.links import link
from page.markup import Html, el
from page.weekly_chart import boundaries, weekly_chart
from tools.bad_cases_text import percent, trend_words
from tools.diagnosis.slot_words import slot_words


def cluster_item(
    one: Cluster, number: int, largest: int, releases: Sequence[Release], lang: Lang
) -> Html:
    """The cluster; its bar is as long as its share of the largest one."""
    return el(
        "details",
        el(
            "summary",
            el("span", str(number), cls="cluster-number"),
            el("span", one.name[lang], cls="cluster-name"),
            _rank(one.priority),
            el(
                "span",
                el("span", cls="cluster-bar", style=f"width:{100 * one.size / largest:.1f}%"),
                cls="cluster-track",
                aria_hidden="true",
            ),
            el("span", _counts(one, lang), cls="cluster-counts"),
            el("span", weekly_chart(one.weeks, releases, lang), cls="cluster-weeks"),
            icon("chevron"),
        ),
        el(
            "div",
            _arithmetic(one.priority, lang) if one.priority else None,
            _trend(one, releases, lang),
            _segments(one.segments, lang),
            _text("fix", one.fix, lang) if one.fix else None,
            _needs(one.needs, lang),
            el("h4", say("page.clusters.examples", lang)),
            el("ul", [_example(example) for example in one.examples], cls="examples-of"),
            cls="cluster-body",
        ),
        cls="cluster",
        data_cause=one.cause,
        data_fold=one.key,
    )


def _rank(priority: Priority | None) -> Html:
    if priority is None:
        return el("span", "–", cls="priority")
    return el("span", el("b", priority.rank), cls="priority", data_rank=priority.rank)


def _counts(one: Cluster, lang: Lang) -> str:
    share = percent(one.traffic)
    return say("page.clusters.counts", lang, size=one.size, users=one.users, share=share)


def _arithmetic(priority: Priority, lang: Lang) -> Html:
    """The factors one by one, and their product; what is unknown is shown as left out."""
    factors = [
        el(
            "li",
            el("b", _figure(factor.value)),
            el("span", say(f"page.clusters.factor.{factor.name}", lang)),
            el("span", say("page.clusters.left_out", lang), cls="faint")
            if factor.value is None
            else None,
            data_factor=factor.name,
            data_unknown=factor.value is None,
        )
        for factor in priority.factors
    ]
    score = el(
        "li",
        el("b", _figure(priority.score)),
        el("span", say("page.clusters.score", lang)),
        data_factor="score",
    )
    return el("ol", factors, score, cls="arithmetic")


def _figure(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}".rstrip("0").rstrip(".")


def _trend(one: Cluster, releases: Sequence[Release], lang: Lang) -> Html:
    trend = one.trend
    said = [el("b", trend_words(trend, lang))]
    if trend.low is not None and trend.high is not None:
        low, high = (f"{100 * end:+.1f}" for end in (trend.low, trend.high))
        interval = say("page.clusters.interval", lang, low=low, high=high)
        said.append(el("span", interval, cls="faint"))
    if one.weeks:
        said += [
            el("span", say("page.clusters.release", lang, version=version), cls="release-note")
            for version, _ in boundaries(one.weeks, releases)
        ]
    label = el("dt", say("page.clusters.trend", lang))
    return el("dl", label, el("dd", said), cls="cluster-fact", data_trend=trend.verdict)


def _segments(segments: Sequence[Lift], lang: Lang) -> Html | None:
    if not segments:
        return None
    named = [(hit, *slot_words(hit.key, hit.value, lang)) for hit in segments]
    chips = [
        el(
            "span",
            el("span", name, cls="chip-key"),
            el("span", value),
            el("b", f"×{hit.lift:.1f}"),
            cls="chip",
            title=f"{percent(hit.within.value)} / {percent(hit.base)}",
        )
        for hit, name, value in named
    ]
    label = el("dt", say("page.clusters.segments", lang))
    return el("dl", label, el("dd", chips, cls="chips"), cls="cluster-fact")


def _text(name: str, text: str, lang: Lang) -> Html:
    label = el("dt", say(f"page.clusters.{name}", lang))
    return el("dl", label, el("dd", text, cls="verbatim"), cls="cluster-fact")


def _needs(needs: Sequence[str], lang: Lang) -> Html | None:
    if not needs:
        return None
    label = el("dt", say("page.clusters.needs", lang))
    listed = el("ul", [el("li", need) for need in needs], cls="needs")
    return el("dl", label, el("dd", listed), cls="cluster-fact")


def _example(example: TypicalCase) -> Html:
    facts = [example.id, example.version]
    return el(
        "li",
        link(
            "trace",
            example.id,
            el("span", example.query or "–", cls="example-query"),
            el("span", example.note, cls="example-note"),
            el("span", [el("span", fact) for fact in facts if fact], cls="facts mono"),
            cls="example-of",
        ),
    )
