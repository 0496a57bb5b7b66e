"""A quiet button that does something to a PRD."""

from knowledge.language import Lang
from knowledge.texts import say
from page.icons import icon
from page.markup import Attribute, Html, el


def prd_tool(
    do: str, drawing: str, lang: Lang, *, of: str = "", act: str = "prd", **attributes: Attribute
) -> Html:
    """The button that does `do`; `of` is told to those who hear it, where many are alike."""
    label = say(f"prd.page.do.{do}", lang)
    return el(
        "button",
        icon(drawing),
        type="button",
        cls="button quiet",
        data_act=act,
        data_do=do,
        title=label,
        aria_label=f"{label}: {of}" if of else label,
        **attributes,
    )
