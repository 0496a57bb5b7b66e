"""What one can do with a case: prove the cause, ask the product again, keep it as an example."""

from knowledge.language import Lang
from knowledge.records import Diagnosis, Trace
from knowledge.texts import say
from page.ask_button import ask_button
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
            ask_button(
                say(f"page.intervention.ask_{name}", lang, id=trace.id),
                icon(drawing),
                say(f"page.intervention.{name}", lang),
                data_focus=trace.id,
                data_name=name,
            )
            for name, drawing in _ICONS.items()
            if replayable or name not in _REPLAYS
        ],
        cls="case-buttons",
    )
