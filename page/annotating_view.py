"""The queue of a set's examples to label, and how far the annotators agree."""

from knowledge.language import Lang
from knowledge.records import Example
from knowledge.texts import say, say_list
from page.icons import icon
from page.markup import Html, el
from tools.evals.annotating import LABELS, Progress
from tools.evals.guideline import guideline, labels_of

_DISAGREED = 20


def annotating_view(
    name: str, examples: list[Example], found: Progress, annotator: str, lang: Lang
) -> Html:
    """The guideline, the next example with its labels, and the agreement so far."""
    head = el(
        "header",
        el("p", icon("pencil"), say("annotation.kind", lang), cls="kicker"),
        el("h2", name),
        cls="view-head",
    )
    names = labels_of(examples) or say_list("annotation.labels", lang)
    rules = el(
        "details",
        el("summary", say("annotation.guideline", lang)),
        el("ul", [el("li", one) for one in guideline(examples, lang)]),
        el("ol", [el("li", one) for one in names]),
        cls="guideline",
        data_fold="guideline",
        open=not found.done,
    )
    task = _task(name, found, names, lang) if annotator else _who(lang)
    return el(
        "article",
        head,
        rules,
        task,
        _agreement(examples, found, annotator, lang),
        cls="annotating",
    )


def _who(lang: Lang) -> Html:
    """Asks for the annotator's name, which the browser keeps."""
    return el(
        "form",
        el("label", say("annotation.who", lang), for_="annotator"),
        el("input", id="annotator", name="annotator", maxlength=60, required=True),
        el("button", say("annotation.begin", lang), type="submit", cls="button primary"),
        data_form="annotator",
        cls="annotator",
    )


def _task(name: str, found: Progress, names: list[str], lang: Lang) -> Html:
    counts = say("annotation.progress", lang, done=found.done, total=found.total)
    bar = el("progress", value=found.done, max=found.total)
    undo = _button("annotation_undo", say("annotation.undo", lang), "undo", name, found.last)
    one = found.current
    if one is None:
        done = el("p", say("annotation.all_done", lang))
        return el("section", el("p", counts, cls="faint"), bar, done, undo, cls="block")
    parts = [
        *((turn.role, turn.text) for turn in one.history),
        ("query", one.query),
        *([("answer", one.answer)] if one.answer else []),
        *([("reference", one.reference)] if one.reference else []),
    ]
    buttons = [
        el(
            "button",
            el("kbd", str(label)),
            names[label - 1].partition("：")[0].partition(":")[0],
            type="button",
            cls="button",
            data_act="annotate",
            data_set=name,
            data_example=one.id,
            data_label=label,
        )
        for label in LABELS
    ]
    return el(
        "section",
        el("p", counts, cls="faint"),
        bar,
        [
            el("div", el("h3", say(f"annotation.part.{part}", lang)), el("p", text), cls="said")
            for part, text in parts
        ],
        el("input", name="note", maxlength=1000, placeholder=say("annotation.note", lang)),
        el("div", buttons, cls="labels"),
        el(
            "p",
            _button("annotation_skip", say("annotation.skip", lang), "chevron", name, one.id),
            undo,
        ),
        cls="block task",
        data_task=one.id,
    )


def _button(act: str, text: str, drawing: str, name: str, example: str | None) -> Html | None:
    if example is None:
        return None
    return el(
        "button",
        icon(drawing),
        text,
        type="button",
        cls="button quiet text",
        data_act=act,
        data_set=name,
        data_example=example,
    )


def _agreement(examples: list[Example], found: Progress, annotator: str, lang: Lang) -> Html:
    """κ and α with their intervals, and the examples on which labels differ.

    An annotator sees what others say only of examples that they have labelled themselves.
    """
    who = [el("li", say("annotation.by", lang, name=n, done=c)) for n, c in found.by.items()]
    agreed = found.agreement
    if agreed is None:
        said = say("annotation.one_only", lang)
    elif agreed.value is None or agreed.interval is None:
        said = say("annotation.unknown", lang, count=agreed.examples)
    else:
        low, high = agreed.interval
        values = {"value": f"{agreed.value:.2f}", "low": f"{low:.2f}", "high": f"{high:.2f}"}
        said = say("annotation.alpha", lang, **values, count=agreed.examples)
    by_two = _kappa(found, lang)
    disagreed = agreed.disagreed if agreed else []
    query = {one.id: one.query for one in examples}
    differ = [
        el(
            "li",
            el("p", query.get(id_, id_)),
            el("p", [el("span", f"{n} {x}") for n, x in found.labels[id_].items()], cls="facts"),
        )
        for id_ in [id_ for id_ in disagreed if annotator in found.labels[id_]][:_DISAGREED]
    ]
    return el(
        "section",
        el("h3", say("annotation.agreement", lang)),
        el("p", said, cls="agreement"),
        el("p", by_two, cls="agreement") if by_two else None,
        el("ul", who, cls="set-lines") if who else None,
        el("h3", say("annotation.disagreed", lang)) if differ else None,
        el("ol", differ, cls="set-examples") if differ else None,
        cls="block",
    )


def _kappa(found: Progress, lang: Lang) -> str | None:
    two = found.kappa
    if two is None or two.value is None:
        return None
    low, high = two.interval or (None, None)
    if low is None or high is None:
        return say("annotation.kappa_alone", lang, value=f"{two.value:.2f}")
    values = {"value": f"{two.value:.2f}", "low": f"{low:.2f}", "high": f"{high:.2f}"}
    return say("annotation.kappa", lang, **values)
