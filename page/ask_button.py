"""A button that asks in the reader's name, so that the answer stands in the conversation."""

from page.markup import Attribute, Child, Html, el


def ask_button(
    question: str,
    *label: Child,
    cls: str = "button quiet text",
    **attributes: Attribute,
) -> Html:
    """The button that puts `question`, which is also what it says where no label is given."""
    return el(
        "button",
        *(label or (question,)),
        type="button",
        cls=cls,
        data_act="ask",
        data_text=question,
        **attributes,
    )
