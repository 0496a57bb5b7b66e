"""Kano's classes as Markdown that stands alone; without answers, what to ask."""

from collections.abc import Sequence
from typing import Any

from knowledge.language import Lang
from knowledge.records import Share
from knowledge.texts import say, series
from tools.decisions.scenarios.kano import CLASSES, Classified
from tools.inert import inert


def kano_said(found: Sequence[Classified], lang: Lang) -> list[str]:
    """The first one, the table, what its figures mean and are from, and what is still to ask."""
    asked = [one for one in found if one.kind]
    said = [_headline(asked[0], lang), _table(found, lang), _said("meaning", lang)] if asked else []
    notes = [
        _said(f"source.{one.source}", lang, name=inert(one.name)) for one in asked if one.source
    ]
    notes += [
        _said("unread", lang, name=inert(one.name), count=one.unread) for one in found if one.unread
    ]
    if notes:
        said.append("\n".join(f"- {note}" for note in notes))
    lacking = [inert(one.name) for one in found if not one.kind]
    if lacking or not found:
        names = series(lacking, lang) if lacking else _said("ask_names", lang)
        name = lacking[0] if lacking else _said("ask_name", lang)
        said.append(_said("ask", lang, names=names, name=name))
    return said


def class_said(one: Classified, lang: Lang) -> str:
    """The class by its name, and whether it was a tie."""
    if one.kind is None:
        return _said("unasked", lang)
    kind = _said(one.kind, lang)
    return _said("tied", lang, kind=kind) if one.tied else kind


def _said(key: str, lang: Lang, /, **values: Any) -> str:
    return say(f"scenarios.kano.{key}", lang, **values)


def _headline(first: Classified, lang: Lang) -> str:
    answers = sum(first.counts.values())
    return _said("headline", lang, name=inert(first.name), kind=class_said(first, lang), n=answers)


def _table(found: Sequence[Classified], lang: Lang) -> str:
    rows = [_said("head", lang), "|---|---|---|---|---|---|"]
    for at, one in enumerate(found, 1):
        counts = " / ".join(str(one.counts[kind]) for kind in CLASSES) if one.counts else "–"
        rows.append(
            f"| {at} | {inert(one.name)} | {class_said(one, lang)} | {counts}"
            f" | {_share(one.better, lang)} | {_share(one.worse, lang, sign='−')} |"
        )
    return "\n".join(rows)


def _share(share: Share | None, lang: Lang, sign: str = "") -> str:
    if share is None or share.value is None:
        return "–"
    low, high = (f"{end:.2f}" for end in (share.low, share.high))
    return _said(
        "share", lang, value=f"{sign if share.value else ''}{share.value:.2f}", low=low, high=high
    )
