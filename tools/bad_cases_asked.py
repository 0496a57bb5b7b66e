"""One thing that is asked of failures: how many like a case, whom they hit, a file of them."""

from typing import Any

from knowledge.beginning import beginning
from knowledge.language import Lang
from knowledge.records import Cluster
from knowledge.texts import say, series
from tools.bad_cases import LIKE_IT, BadCasesArtifact
from tools.bad_cases_text import percent, scope_said, trend_words
from tools.diagnosis.markdown import trace_link
from tools.inert import inert

_KINDS = 5
_SHOWN = 48


def good_text(found: BadCasesArtifact) -> str:
    """Answers that users disliked and in which nothing was found to be wrong."""
    lang, start, count = found.lang, found.asked.start, found.causes.get("none", 0)
    if not found.good:
        return "\n\n".join(
            [say(f"clusters.good.{'none' if start == 1 else 'no_more'}", lang), _basis(found)]
        )
    lines = [
        say(
            "clusters.good.line",
            lang,
            n=n,
            id=f"[{inert(one.id)}]({trace_link(one.id)})",
            query=inert(beginning(one.query, _SHOWN)),
            acts=series([say(f"page.event.{act}", lang).lower() for act in one.acts], lang) or "–",
        )
        for n, one in enumerate(found.good, start)
    ]
    head = say("clusters.good.listed", lang, count=count, start=start, last=start + len(lines) - 1)
    return "\n\n".join([head, "\n".join(lines), say("clusters.good.next", lang)])


def undecided_text(found: BadCasesArtifact) -> str:
    """Cases of which nothing can be told, and what would have to be logged to tell."""
    lang, start, count = found.lang, found.asked.start, found.causes.get("undetermined", 0)
    if not found.undecided:
        key = "none" if start == 1 else "no_more"
        return "\n\n".join([say(f"clusters.undecided.{key}", lang), _basis(found)])
    lines = [
        say(
            "clusters.undecided.line",
            lang,
            n=n,
            id=f"[{inert(one.id)}]({trace_link(one.id)})",
            query=inert(beginning(one.query, _SHOWN)),
        )
        for n, one in enumerate(found.undecided, start)
    ]
    last = start + len(lines) - 1
    head = say("clusters.undecided.listed", lang, count=count, start=start, last=last)
    wanted = [f"- {inert(need)}" for one in found.clusters[:1] for need in one.needs]
    needs = "\n".join([f"**{say('diagnosis.markdown.needs_undetermined', lang)}**", "", *wanted])
    told = [head, "\n".join(lines), needs if wanted and start == 1 else ""]
    return "\n\n".join(filter(None, [*told, _left_to_list(count - last, lang)]))


def _left_to_list(count: int, lang: Lang) -> str:
    return _left(count, lang) or say("clusters.undecided.next", lang)


def alike_text(found: BadCasesArtifact) -> str:
    """How many more there are of a case's kind, their share, whether they grow, and examples."""
    lang, alike = found.lang, found.alike
    kind = found.clusters[0] if found.clusters else None
    if alike is None:
        return ""
    case = f"[{inert(alike.id)}]({trace_link(alike.id)})"
    if kind is None or (alike.is_one and kind.size == 1):
        told = [_say("alone", lang, case=case, kind=_kind(found))]
        return "\n\n".join([*told, _basis(found)])
    if found.asked.start > 1:
        left = kind.size - alike.is_one - (found.asked.start - 1) - len(kind.examples)
        shown = _examples(kind, lang) or _say("no_more", lang, case=case)
        return "\n\n".join(filter(None, [shown, _left(left, lang)]))
    said = [_reach(found, kind.name[lang])] if found.asked.part == "users" else []
    more = kind.size - 1 if alike.is_one else kind.size
    said.append(_say("more", lang, case=case, count=f"{more:,}", name=inert(kind.name[lang])))
    if found.asked.part != "users":
        said.append(_reach(found, None))
    said.append(_say("trend", lang, trend=trend_words(kind.trend, lang)) + _began(found))
    said += [_examples(kind, lang), _left(more - LIKE_IT, lang)]
    said += [_fix(kind, lang), _basis(found)]
    return "\n\n".join(filter(None, said))


def users_text(found: BadCasesArtifact) -> str:
    """Whom all failures of the scope hit, then the kinds that hit most."""
    lang = found.lang
    kinds = sorted((one for one in found.clusters if one.priority), key=lambda one: -one.users)
    if not found.traffic.traces or not kinds:
        return "\n\n".join([_say("nobody", lang), _basis(found)])
    head = " | ".join(_say(f"column.{name}", lang) for name in ("kind", "users", "traffic"))
    rows = [
        f"| {inert(one.name[lang])} | {one.users:,}（{percent(one.user_share)}）"
        f" | {one.size:,}（{percent(one.traffic)}） |"
        for one in kinds[:_KINDS]
    ]
    if lang == "en":
        rows = [row.replace("（", " (").replace("）", ")") for row in rows]
    said = [_reach(found, None), _say("most", lang)]
    said.append("\n".join([f"| {head} |", "| --- | --- | --- |", *rows]))
    if (more := len(kinds) - _KINDS) > 0:
        said.append(_say("more_kinds", lang, count=more))
    return "\n\n".join([*said, _basis(found)])


def export_text(found: BadCasesArtifact) -> str:
    """Where the file is saved, and what is in it."""
    lang = found.lang
    count = sum(one.size for one in found.clusters)
    said = _say("save", lang, count=f"{count:,}") if count else _say("nothing_to_save", lang)
    return "\n\n".join([said, _basis(found)])


def _reach(found: BadCasesArtifact, name: str | None) -> str:
    """Users and share of traffic, with the counts that they come of."""
    lang, traffic = found.lang, found.traffic
    represents = found.flagged / found.diagnosed if found.diagnosed else 1.0
    failed = round(found.failed * represents)
    values: dict[str, Any] = {
        "users": f"{found.users:,}",
        "all_users": f"{traffic.users:,}",
        "user_share": percent(found.users / traffic.users if traffic.users else None),
        "cases": f"{failed:,}",
        "traces": f"{traffic.traces:,}",
        "share": percent(failed / traffic.traces if traffic.traces else None),
    }
    key = "reach" if represents == 1.0 else "reach_sampled"
    told = _say(key if found.users else "reach_unknown", lang, **values)
    return f"**{told}**" if name is None else f"**{inert(name)}** · **{told}**"


def _began(found: BadCasesArtifact) -> str:
    """Since when there are failures of the kind, and what share of each version they are."""
    lang, alike = found.lang, found.alike
    if alike is None or alike.first is None:
        return ""
    traffic = found.traffic.segments.get("version", {})
    by_version = [
        _say(
            "of_version",
            lang,
            version=inert(version),
            cases=count,
            traces=f"{traffic[version]:,}",
            share=percent(count / traffic[version]),
        )
        for version, count in alike.versions.items()
        if traffic.get(version)
    ]
    said = _say("began", lang, date=f"{alike.first:%Y-%m-%d}")
    return said + (
        _say("by_version", lang, versions=series(by_version, lang)) if by_version else ""
    )


def _left(count: int, lang: Lang) -> str:
    return _say("left", lang, count=f"{count:,}") if count > 0 else ""


def _examples(kind: Cluster, lang: Lang) -> str:
    lines = [
        f"- [{inert(one.id)}]({trace_link(one.id)}) {inert(beginning(one.query, _SHOWN))}"
        for one in kind.examples
    ]
    return "\n".join([f"**{_say('examples', lang)}**", "", *lines]) if lines else ""


def _fix(kind: Cluster, lang: Lang) -> str:
    return f"**{say('diagnosis.markdown.fix', lang)}** {inert(kind.fix)}" if kind.fix else ""


def _basis(found: BadCasesArtifact) -> str:
    """What was looked through, so that a figure can be read."""
    values = {"flagged": f"{found.flagged:,}", "diagnosed": f"{found.diagnosed:,}"}
    signal = say(f"clusters.signal.{found.asked.signal}", found.lang)
    return _say("basis", found.lang, scope=scope_said(found), signal=signal, **values)


def _kind(found: BadCasesArtifact) -> str:
    lang, alike = found.lang, found.alike
    if alike is None or alike.subcause is None:
        return say("clusters.name.undetermined", lang)
    return say(f"diagnosis.subcause.{alike.cause}.{alike.subcause}", lang)


def _say(key: str, lang: Lang, **values: Any) -> str:
    return say(f"clusters.alike.{key}", lang, **values)
