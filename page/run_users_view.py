"""What users did with the versions that were run: side by side, or by stretches of time."""

from typing import TYPE_CHECKING

from knowledge.language import Lang
from knowledge.texts import say
from page.markup import Html, el
from tools.evals.statistics.intervals import share_interval
from tools.run_periods_text import changes_said, days_said, rate_said, side_by_side
from tools.run_rates import rates

if TYPE_CHECKING:
    from tools.run_report import RunReport

HUES = 4
"""Colours that runs are told apart by; further runs begin again."""


def users_view(reports: list["RunReport"], lang: Lang) -> Html | None:
    """What users did with each version, from events, with Wilson intervals."""
    known = [(at, one.reception) for at, one in enumerate(reports) if one.reception]
    if not known:
        return None
    rows = []
    for place, (name, _, _) in enumerate(rates(known[0][1])):
        cells = []
        for at, reception in known:
            _, count, of = rates(reception)[place]
            interval = share_interval(count, of)
            told = f"{count / of:.0%} [{interval[0]:.0%}–{interval[1]:.0%}]" if interval else "–"
            cells.append(el("td", told, title=f"{count}/{of}", data_run=str(at % HUES)))
        rows.append(el("tr", el("th", say(f"runs.rate.{name}", lang), scope="row"), cells))
    heads = [el("th", reception.version or "–", scope="col") for _, reception in known]
    return el(
        "section",
        el("h3", say("runs.page.users", lang)),
        el("table", el("thead", el("tr", el("td"), heads)), el("tbody", rows), cls="rates"),
        cls="metric-group",
    )


def periods_view(report: "RunReport", lang: Lang) -> Html | None:
    """What a version's users did in the stretches that were asked for, with what differs."""
    if not report.periods:
        return None
    names = [days_said(one, lang) for one in report.periods]
    if pairs := side_by_side(*report.periods) if len(report.periods) > 1 else []:
        heads = [*names, say("runs.period.difference", lang)]
        changes = changes_said([(new, old) for _, new, old in pairs], lang)
        rows = [
            (name, [rate_said(*new), rate_said(*old), change])
            for (name, new, old), change in zip(pairs, changes, strict=True)
        ]
    else:
        known = [one for one in report.periods if one.reception]
        heads = [days_said(one, lang) for one in known]
        each = [rates(one.reception) for one in known if one.reception]
        rows = [
            (name, [rate_said(*one[place][1:]) for one in each])
            for place, (name, _, _) in enumerate(each[0] if each else [])
        ]
    lacking = [days_said(one, lang) for one in report.periods if one.reception is None]
    version = report.run.spec.target.version or ""
    return el(
        "section",
        el("h3", f"{say('runs.page.users', lang)} · {version}"),
        [
            el("p", say("runs.period.none", lang, version=version, days=days), cls="faint")
            for days in lacking
        ],
        el(
            "table",
            el("thead", el("tr", el("td"), [el("th", one, scope="col") for one in heads])),
            el(
                "tbody",
                [
                    el(
                        "tr",
                        el("th", say(f"runs.rate.{name}", lang), scope="row"),
                        [el("td", one) for one in cells],
                    )
                    for name, cells in rows
                ],
            ),
            cls="rates",
        )
        if rows
        else None,
        cls="metric-group",
        data_periods=len(report.periods),
    )
