"""What one can do with a case: prove the cause, ask the product again, keep it as an example."""

from knowledge.language import Lang
from knowledge.records import Diagnosis, Trace
from knowledge.texts import say
from page.icons import icon
from page.markup import Html, el

_ICONS = {"prove": "retry", "rerun": "check", "example": "plus"}
_REPLAYS = {"prove", "rerun"}
"""What takes the product itself."""


def case_buttons(
    diagnosis: Diagnosis, trace: Trace, lang: Lang, *, replayable: bool
) -> Html | None:
    """A button asks in the reader's name, so that the answer stands in the conversation.

    What replays the product is offered only where it can be replayed.
    """
    if diagnosis.cause == "none":
        return None
    return el(
        "p",
        [
            el(
                "button",
                icon(drawing),
                say(f"page.intervention.{name}", lang),
                type="button",
                cls="button quiet text",
                data_act="ask",
                data_text=say(f"page.intervention.ask_{name}", lang, id=trace.id),
                data_focus=trace.id,
                data_name=name,
            )
            for name, drawing in _ICONS.items()
            if replayable or name not in _REPLAYS
        ],
        cls="case-buttons",
    )
