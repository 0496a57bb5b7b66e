"""A button that shows an icon only."""

from page.icons import icon
from page.markup import Attribute, Html, el


def icon_button(
    drawing: str,
    label: str,
    act: str,
    *,
    told: Attribute = None,
    cls: Attribute = "button quiet",
    **attributes: Attribute,
) -> Html:
    """The button that does `act`; `label` is its tip.

    `told` is what those hear who do not see beside what it stands, where many are alike.
    """
    return el(
        "button",
        icon(drawing),
        type="button",
        cls=cls,
        title=label,
        aria_label=told or label,
        data_act=act,
        **attributes,
    )
