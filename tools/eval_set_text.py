"""A set as Markdown that stands alone: what is in it, what it covers, what is missing, its hash."""

from typing import TYPE_CHECKING, Any

from knowledge.language import Lang
from knowledge.texts import clauses, say, series
from tools.eval_set_result import Missing, percent, where_said
from tools.eval_set_whole_text import whole_text
from tools.evals.building.columns import Mapped
from tools.evals.building.coverage import Gap
from tools.evals.building.slicing import CASE, DIFFICULTY, UNKNOWN, dimension_name, value_name
from tools.inert import inert

if TYPE_CHECKING:
    from tools.build_eval_set import EvalSetArtifact

_GAPS, _ROWS, _EXAMPLES, _BAD = 5, 8, 3, 8
_SHORT = 70
_OTHERS = 12


def set_text(found: "EvalSetArtifact") -> str:
    """The whole answer."""
    if (whole := whole_text(found)) is not None:
        return whole
    said = [
        _headline(found),
        "\n\n".join(map(inert, found.remarks)) if found.done == "gaps" else "",
        _file(found),
        _plan(found),
        _table(found),
        _difficulty(found),
        _gaps(found),
        _cleaning(found),
        _first(found),
        _frozen(found),
    ]
    return "\n\n".join(filter(None, said))


def gap_line(gap: Gap, lang: Lang) -> str:
    """A gap in words, with how many would close it; what the data holds is in it as it is."""
    where = " · ".join(value_name(key, value, lang) for key, value in gap.where.items())
    values = {"where": where, "share": percent(gap.traffic), "needed": gap.needed}
    if gap.kind == "absent":
        return _say("gap_absent", lang, **values)
    return _say("gap_few", lang, **values, count=gap.count)


def missing_line(one: Missing, lang: Lang) -> str:
    """What of the plan was not met, with how many are missing; the data in it as it is."""
    where = where_said(one.where, lang)
    if one.got < one.low and one.there < one.low:
        lack = one.low - one.got
        values = {"wanted": one.low, "got": one.got, "lack": lack, "there": one.there}
        return _say("missed_low", lang, where=where, **values)
    if one.got < one.low:
        return _say("missed_clash", lang, where=where, wanted=one.low, got=one.got, there=one.there)
    return _say("missed_high", lang, where=where, wanted=one.high, got=one.got)


def reasons_said(because: str, lang: Lang) -> str:
    """Why an example is hard, in words."""
    return series((say(f"sets.because.{one}", lang) for one in because.split(", ") if one), lang)


def _say(key: str, lang: Lang, **values: Any) -> str:
    return say(f"sets.text.{key}", lang, **values)


def _headline(found: "EvalSetArtifact") -> str:
    lang, version = found.lang, found.version
    values = {"name": inert(version.name), "version": version.version, "count": version.count}
    if found.done in {"built", "imported"}:
        source = say(f"sets.source.{found.source}", lang)
        return _say("built", lang, **values, source=source)
    if found.done == "rename":
        return _say("renamed", lang, **values)
    if found.done in {"gaps", "freeze"}:
        return _say("shown", lang, **values)
    if not found.is_new:
        return _say("same", lang, **values)
    return _say("changed", lang, **values, added=found.added, removed=found.removed)


def _file(found: "EvalSetArtifact") -> str:
    """How columns were taken, and which rows make no example."""
    if not found.mapping:
        return ""
    lang = found.lang
    lines = [f"- {inert(mapping_line(one, lang))}" for one in found.mapping]
    good = found.rows
    rows = say("sets.rows.none", lang, good=good)
    if found.bad_rows:
        named = [
            say(
                "sets.rows.row",
                lang,
                number=one.number,
                reason=say(f"sets.rows.{one.reason}", lang),
            )
            for one in found.bad_rows[:_BAD]
        ]
        if len(found.bad_rows) > _BAD:
            named.append(say("sets.rows.more", lang, count=len(found.bad_rows) - _BAD))
        count = len(found.bad_rows)
        rows = say("sets.rows.bad", lang, count=count, rows=clauses(named, lang), good=good)
    return "\n".join([_say("mapping", lang), "", *lines, "", rows])


def mapping_line(one: Mapped, lang: Lang) -> str:
    """What a column was taken for, and how that was told; the column's name as it is."""
    values: dict[str, Any] = one.model_dump(include={"column", "letter", "filled", "distinct"})
    if one.why in {"name", "contents", "said"} and one.field:
        values["field"] = say(f"sets.field.{one.field}", lang)
    return say(f"sets.column.{one.why}", lang, **values)


def _plan(found: "EvalSetArtifact") -> str:
    lang = found.lang
    lines = [f"**{_say('unmet', lang)}** {inert(missing_line(one, lang))}" for one in found.missed]
    if found.lacking:
        lines.append(_say("lacking", lang, count=found.lacking))
    if found.unread:
        pieces = series((f"“{inert(one)}”" for one in found.unread), lang)
        lines.append(_say("unread", lang, pieces=pieces))
    if found.balanced:
        has_bad = any(one.segment.get(CASE) == "bad" for one in found.examples)
        key = "balanced" if has_bad else "balanced_plain"
        lines.append(_say(key, lang, dimension=dimension_name(found.balanced, lang)))
    return "\n\n".join(lines)


def _table(found: "EvalSetArtifact") -> str:
    """The first dimension, value by value; the panel has both."""
    lang, covered = found.lang, found.coverage
    if not covered.dimensions:
        return ""
    key = covered.dimensions[0]
    has_traffic = bool(covered.traffic_of)
    head = "head" if has_traffic else "head_plain"
    lines = [
        _say(head, lang, dimension=inert(dimension_name(key, lang))),
        "| --- | --- | --- | --- |" if has_traffic else "| --- | --- | --- |",
    ]
    for row in covered.rows[:_ROWS]:
        cells = [one for one in covered.cells if one.row == row]
        count = sum(one.count for one in cells)
        known = [one.traffic for one in cells if one.traffic is not None]
        share = percent(count / covered.total if covered.total else 0.0)
        line = f"| {inert(value_name(key, row, lang))} | {count} | {share} |"
        lines.append(f"{line} {percent(sum(known) if known else None)} |" if has_traffic else line)
    basis = (
        _say("covered_by", lang, count=f"{covered.traffic_of:,}")
        if covered.traffic_of
        else _say("no_traffic", lang)
    )
    return "\n".join([*lines, "", basis])


def _difficulty(found: "EvalSetArtifact") -> str:
    lang = found.lang
    if set(found.difficulty) <= {UNKNOWN}:
        return ""
    parts = series(
        (
            _say("count", lang, name=value_name(DIFFICULTY, value, lang), count=count)
            for value, count in found.difficulty.items()
        ),
        lang,
    )
    if not found.reasons:
        return _say("difficulty_none", lang, parts=parts)
    named = (
        _say("count", lang, name=say(f"sets.because.{reason}", lang), count=count)
        for reason, count in found.reasons.items()
    )
    return _say("difficulty", lang, parts=parts, reasons=series(named, lang))


def _gaps(found: "EvalSetArtifact") -> str:
    lang, gaps = found.lang, found.coverage.gaps
    if not found.coverage.traffic_of:
        return ""
    if not gaps:
        return _say("no_gaps", lang)
    lines = [f"- {inert(gap_line(one, lang))}" for one in gaps[:_GAPS]]
    if len(gaps) > _GAPS:
        lines.append(f"- {_say('more_gaps', lang, count=len(gaps) - _GAPS)}")
    return "\n".join([f"**{_say('gaps', lang)}**", "", *lines])


def _cleaning(found: "EvalSetArtifact") -> str:
    lang = found.lang
    lines = list(map(inert, found.remarks)) if found.done != "gaps" else []
    if found.alike:
        pair = found.alike[0]
        values = {"dropped": inert(pair.dropped[:_SHORT]), "kept": inert(pair.kept[:_SHORT])}
        lines.append(_say("alike", lang, count=len(found.alike), **values))
    if found.masked:
        parts = (
            _say("count", lang, name=say(f"masking.kind.{kind}", lang), count=count)
            for kind, count in sorted(found.masked.items())
        )
        lines.append(_say("masked", lang, parts=series(parts, lang)))
    elif found.is_new and found.done == "built":
        lines.append(_say("masked_none", lang))
    return "\n\n".join(lines)


def _first(found: "EvalSetArtifact") -> str:
    if found.done not in {"built", "redraw", "add", "say"} or not found.examples:
        return ""
    shown = found.examples[-_EXAMPLES:] if found.done in {"say", "add"} else found.examples
    lines = [f"> {inert(one.query[:_SHORT])}" for one in shown[:_EXAMPLES]]
    return "\n>\n".join(lines)


def _frozen(found: "EvalSetArtifact") -> str:
    lang, version = found.lang, found.version
    said = [_say("frozen", lang, hash=version.hash[:12])]
    if found.done == "gaps" and len(found.listed) > 1:
        names = series((f"“{inert(one)}”" for one in found.listed[1 : _OTHERS + 1]), lang)
        said.append(_say("others", lang, names=names))
    if found.done == "gaps":
        said.append(_say("panel", lang))
    if found.done == "freeze":
        said.insert(0, _say("freeze", lang, version=version.version))
    return ("" if lang == "zh" else " ").join(said)
