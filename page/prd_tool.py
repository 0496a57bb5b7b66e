"""A quiet button that does something to a PRD."""

from knowledge.language import Lang
from knowledge.texts import say
from page.icon_button import icon_button
from page.markup import Attribute, Html


def prd_tool(
    do: str, drawing: str, lang: Lang, *, of: str = "", act: str = "prd", **attributes: Attribute
) -> Html:
    """The button that does `do`; `of` is told to those who hear it, where many are alike."""
    label = say(f"prd.page.do.{do}", lang)
    told = f"{label}: {of}" if of else None
    return icon_button(drawing, label, act, told=told, data_do=do, **attributes)
