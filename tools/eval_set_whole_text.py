"""What was done with a set as a whole, as Markdown: the list, the queue, what is masked."""

from typing import TYPE_CHECKING, Any

from knowledge.language import Lang
from knowledge.texts import say, series
from tools.inert import inert

if TYPE_CHECKING:
    from tools.build_eval_set import EvalSetArtifact

_SHOWN = 30
"""Sets that the list names."""


def whole_text(found: "EvalSetArtifact") -> str | None:
    """The whole answer; None where the set was built or changed."""
    match found.done:
        case "list":
            return _list(found)
        case "remove":
            return _say("removed", found.lang, name=inert(found.version.name), count=found.removed)
        case "masked":
            return _masked(found)
        case "annotate":
            return _annotate(found)
        case "copy":
            name = inert(found.version.name)
            head = _say("copied", found.lang, name=name, count=found.version.count)
            return "\n\n".join([head, *found.remarks])
        case _:
            return None


def _list(found: "EvalSetArtifact") -> str:
    lang = found.lang
    rows = [
        f"| {inert(one.name)} | v{one.version} | {one.count:,} | {one.runs} | {one.labelled} |"
        f" {one.changed:%Y-%m-%d %H:%M} |"
        for one in found.sets[:_SHOWN]
    ]
    said = [
        *found.remarks,
        _say("listed_so" if found.remarks else "listed", lang, count=len(found.sets)),
        "\n".join([_say("list_head", lang), "|---|---|---|---|---|---|", *rows]),
    ]
    if len(found.sets) > _SHOWN:
        said.append(_say("list_more", lang, count=len(found.sets) - _SHOWN))
    said.append(_say("list_next", lang, name=inert(found.sets[0].name)))
    return "\n\n".join(said)


def _masked(found: "EvalSetArtifact") -> str:
    lang, name = found.lang, inert(found.version.name)
    if not found.masked:
        return _say("nothing_masked", lang, name=name, version=found.version.version)
    lines = [
        "- "
        + _say(
            "masked_kind",
            lang,
            kind=say(f"masking.kind.{kind}", lang),
            count=count,
            placeholders=series((f"`{one}`" for one in found.placeholders[kind]), lang),
        )
        for kind, count in sorted(found.masked.items(), key=lambda one: (-one[1], one[0]))
    ]
    head = _say("masked_head", lang, name=name, version=found.version.version)
    return "\n\n".join([head, "\n".join(lines), _say("masked_note", lang)])


def _annotate(found: "EvalSetArtifact") -> str:
    lang = found.lang
    head = _say("annotate", lang, name=inert(found.version.name), count=found.version.count)
    if not found.labelled:
        return "\n\n".join([head, _say("annotate_who", lang), _say("annotate_none", lang)])
    by = [
        say("annotation.by", lang, name=inert(name), done=done)
        for name, done in found.labelled.items()
    ]
    so_far = _say("annotate_so_far", lang, by=series(by, lang))
    return "\n\n".join([head, _say("annotate_who", lang), so_far, *found.remarks])


def _say(key: str, lang: Lang, **values: Any) -> str:
    return say(f"sets.whole.{key}", lang, **values)
