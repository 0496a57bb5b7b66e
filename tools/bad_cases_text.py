"""What the search for bad cases found, as Markdown that stands alone."""

from collections import Counter
from typing import Any

from knowledge.language import Lang
from knowledge.records import Cluster, Lift, Priority, Traffic, Trend
from knowledge.texts import catalogue, clauses, say, series
from tools.alike import NO_FAILURE
from tools.bad_cases import ROWS, BadCasesArtifact, FindBadCasesArgs
from tools.cause_shifts import is_version, part_names, shifts_markdown
from tools.diagnosis.markdown import trace_link
from tools.diagnosis.slot_words import pair_words
from tools.inert import inert

_ROWS_SO_FAR = 5
_EXAMPLES = 1


def text_of(found: BadCasesArtifact) -> str:
    """How many of how many, the clusters in order with the arithmetic, and what to log."""
    lang = found.lang
    failures = [one for one in found.clusters if one.priority]
    if found.asked.start > 1:
        return _listed_on(failures, found.asked.start, lang)
    undecided = [one for one in found.clusters if not one.priority]
    said = [_compared(found), _headline(failures, found), _counts(found, len(failures))]
    if failures:
        said += [_table(failures, 1, lang), _legend(failures, lang), _more(failures, 1, lang)]
        said += [_hit(failures, lang), _fix(failures[0], lang)]
    said += [_needs(one, lang) for one in undecided]
    return "\n\n".join(filter(None, said))


def text_so_far(found: list[Cluster], done: int, total: int, lang: Lang) -> str:
    """What the first `done` of `total` cases come to, while the rest is looked at."""
    first = [one for one in found if one.priority][:_ROWS_SO_FAR]
    lines = [
        f"{number}. {_named(one, lang)} · {one.priority.rank if one.priority else ''}"
        f" · {_say('share', lang, share=percent(one.traffic))}"
        for number, one in enumerate(first, 1)
    ]
    head = _say("so_far", lang, done=f"{done:,}", total=f"{total:,}")
    return "\n\n".join([head, "\n".join(lines)])


def _say(key: str, lang: Lang, **values: Any) -> str:
    return say(f"clusters.text.{key}", lang, **values)


def _headline(failures: list[Cluster], found: BadCasesArtifact) -> str:
    lang = found.lang
    if not found.traffic.traces:
        return f"**{_say('no_traffic', lang)}**"
    if not failures and found.asked.cause:
        return f"**{_say('nothing_of', lang, stage=_only(found.asked, lang))}**"
    if not failures:
        return f"**{_say('nothing', lang)}**"
    first = failures[0]
    rank = first.priority.rank if first.priority else ""
    values = {"name": inert(first.name[lang]), "rank": rank, "size": first.size}
    if first.user_share is None:
        return f"**{_say('headline_no_users', lang, **values)}**"
    return f"**{_say('headline', lang, **values, users=first.users)}**"


def _counts(found: BadCasesArtifact, kinds: int) -> str:
    """How many of how many, and in which part of the traffic."""
    lang, asked = found.lang, found.asked
    if not found.traffic.traces:
        return scope_said(found)
    good, undecided = (found.causes.get(cause, 0) for cause in ("none", "undetermined"))
    whole = "counts" if found.diagnosed < found.flagged else "counts_all"
    key = "counts_random" if asked.signal == "random" else whole
    said = _say(
        key,
        lang,
        scope=scope_said(found),
        traces=f"{found.traffic.traces:,}",
        flagged=f"{found.flagged:,}",
        signal=say(f"clusters.signal.{asked.signal}", lang),
        diagnosed=f"{found.diagnosed:,}",
        good=f"{good:,}",
        undetermined=f"{undecided:,}",
        failed=f"{found.diagnosed - good - undecided:,}",
    )
    parts = [said]
    if asked.cause and kinds:
        parts.append(_say("only_cause", lang, stage=_only(asked, lang)))
    elif not asked.cause and (by_stage := _by_stage(found)):
        parts.append(by_stage)
    if kinds:
        parts.append(_say("kinds", lang, kinds=kinds))
    if found.diagnosed < found.flagged and asked.signal != "random":
        parts.append(_say("estimated", lang))
    return ("" if lang == "zh" else " ").join(parts)


def _only(asked: FindBadCasesArgs, lang: Lang) -> str:
    """The cause, and its fault where only that one is asked for."""
    stage = say(f"diagnosis.cause.{asked.cause}", lang)
    known = catalogue("diagnosis")["subcause"].get(asked.cause, {})
    if asked.kind not in known:
        return stage
    what = say(f"diagnosis.subcause.{asked.cause}.{asked.kind}", lang)
    return say("clusters.name.whole", lang, stage=stage, what=what)


def _by_stage(found: BadCasesArtifact) -> str:
    """How many failures began at which stage, the most first; empty where there is but one."""
    counts = Counter({one: n for one, n in found.causes.items() if one not in NO_FAILURE})
    if len(counts) < 2:
        return ""
    lang = found.lang
    told = [f"{say(f'clusters.stage.{one}', lang)} {n:,}" for one, n in counts.most_common()]
    return _say("by_stage", lang, stages=series(told, lang))


def _compared(found: BadCasesArtifact) -> str:
    """How the causes moved, where another part of the traffic was to compare with."""
    asked, lang = found.asked, found.lang
    if not asked.against:
        return ""
    before, now = map(inert, part_names(asked.period, asked.version, asked.against, lang))
    if not found.shifts:
        return f"**{say('clusters.shifts.nothing', lang, name=before)}**"
    told = shifts_markdown(found.shifts, before, now, lang)
    filters = " · ".join(filters_of(asked, lang))
    if not filters:
        return told
    key = "unfiltered" if found.unfiltered else "only"
    return "\n\n".join([say(f"clusters.shifts.{key}", lang, filters=filters, name=before), told])


def filters_of(asked: FindBadCasesArgs, lang: Lang) -> list[str]:
    """What narrows both parts of a comparison, in words; empty where nothing does."""
    version = None if asked.against and is_version(asked.against) else asked.version
    period = asked.period if asked.against and is_version(asked.against) else None
    signal = say(f"clusters.signal.{asked.signal}", lang) if asked.signal != "any" else None
    given = (period, version, asked.feature, asked.segment, asked.about, signal)
    return [inert(one) for one in given if one]


def scope_said(found: BadCasesArtifact) -> str:
    """The dates and what else narrows it."""
    asked, lang = found.asked, found.lang
    narrow = [
        inert(one)
        for one in (asked.version, asked.feature, _segment(asked, lang), asked.about)
        if one
    ]
    return " · ".join(filter(None, [_dates(found.traffic) or asked.period, *narrow])) or _say(
        "everything", lang
    )


def _segment(asked: FindBadCasesArgs, lang: Lang) -> str | None:
    """The segment; the language of queries in words."""
    spoken = {"language=zh": "in_zh", "language=en": "in_en"}.get(asked.segment or "")
    return _say(spoken, lang) if spoken else asked.segment


def _dates(traffic: Traffic) -> str:
    if traffic.first is None or traffic.last is None:
        return ""
    return f"{traffic.first:%Y-%m-%d} – {traffic.last:%Y-%m-%d}"


def _listed_on(failures: list[Cluster], start: int, lang: Lang) -> str:
    """The kinds from that place on, and how many come after them."""
    total, last = len(failures), min(start - 1 + ROWS, len(failures))
    if start > total:
        return f"**{_say('all_listed', lang, kinds=total)}**"
    head = _say("listed_on", lang, start=start, last=last, kinds=total)
    table, more = _table(failures, start, lang), _more(failures, start, lang)
    return "\n\n".join(filter(None, [f"**{head}**", table, more or _say("that_is_all", lang)]))


def _table(failures: list[Cluster], start: int, lang: Lang) -> str:
    names = ("what", "size", "trend", "priority")
    head = " | ".join(["#", *(_say(f"column.{name}", lang) for name in names)])
    shown = enumerate(failures[start - 1 : start - 1 + ROWS], start)
    rows = [_row(number, one, lang) for number, one in shown]
    return "\n".join([f"| {head} |", "| --- | --- | --- | --- | --- |", *rows])


def _row(number: int, one: Cluster, lang: Lang) -> str:
    cells = [
        str(number),
        _named(one, lang),
        f"{one.size} · {percent(one.traffic)} / {percent(one.user_share)}",
        trend_words(one.trend, lang),
        f"{one.priority.rank} · {arithmetic(one.priority)}" if one.priority else "–",
    ]
    return f"| {' | '.join(cells)} |"


def _named(one: Cluster, lang: Lang) -> str:
    """The name of a kind and the clearest of its cases."""
    examples = [f"[{inert(e.id)}]({trace_link(e.id)})" for e in one.examples[:_EXAMPLES]]
    return " ".join([inert(one.name[lang]), *examples])


def percent(share: float | None) -> str:
    """A share as people read it; – for one that is not known."""
    if share is None:
        return "–"
    return f"{share:.1%}" if share >= 0.001 or share == 0 else "<0.1%"


def trend_words(trend: Trend, lang: Lang) -> str:
    """Whether it grows, with the two shares where it does."""
    said = say(f"clusters.trend.{trend.verdict}", lang)
    if trend.verdict in {"steady", "unknown"} or not trend.recent or not trend.before:
        return said
    return f"{said} {percent(trend.before.value)} → {percent(trend.recent.value)}"


def arithmetic(priority: Priority) -> str:
    """The score and the product behind it, unknown factors left out: `9.1 = 2.4 × 4 × 0.94`."""
    if priority.score is None:
        return "–"
    known = [_number(factor.value) for factor in priority.factors if factor.value is not None]
    return f"{_number(priority.score)} = {' × '.join(known)}"


def _number(value: float) -> str:
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}".rstrip("0").rstrip(".")


def _legend(failures: list[Cluster], lang: Lang) -> str:
    factors = [f for one in failures if one.priority for f in one.priority.factors]
    known = any(f.name == "fix_rate" and f.value is not None for f in factors)
    unknown = any(f.name == "fix_rate" and f.value is None for f in factors)
    parts = [_say("legend", lang)]
    if unknown:
        parts.append(_say("fix_rate_partly" if known else "fix_rate_unknown", lang))
    return ("" if lang == "zh" else " ").join(parts)


def _more(failures: list[Cluster], start: int, lang: Lang) -> str:
    rest = failures[start - 1 + ROWS :]
    if not rest:
        return ""
    return _say("more", lang, count=len(rest), cases=sum(one.size for one in rest))


def _hit(failures: list[Cluster], lang: Lang) -> str:
    """Who is hit most, of the clusters that are shown."""
    lines = [
        f"- {number}. " + clauses((_lift(hit, lang) for hit in one.segments), lang)
        for number, one in enumerate(failures[:ROWS], 1)
        if one.segments
    ]
    return "\n".join([f"**{_say('hit', lang)}**", "", *lines]) if lines else ""


def _lift(hit: Lift, lang: Lang) -> str:
    return f"{inert(pair_words(hit.key, hit.value, lang))} ×{hit.lift:.1f}"


def _fix(first: Cluster, lang: Lang) -> str:
    return f"**{_say('fix', lang)}** {inert(first.fix)}" if first.fix else ""


def _needs(one: Cluster, lang: Lang) -> str:
    lines = [f"- {inert(need)}" for need in one.needs]
    return "\n".join([f"**{_say('needs', lang, size=one.size)}**", "", *lines])
