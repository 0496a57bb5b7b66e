"""HTML written by hand: every piece of data is escaped, because text can enter no other way."""

from collections.abc import Iterable
from html import escape

_VOID = {"br", "hr", "img", "input", "meta"}


class Html(str):
    """Markup that may be shown as it is. Only `el`, `join` and constants of ours make it."""

    __slots__ = ()


Child = Html | str | None
Attribute = str | int | bool | None


def el(tag: str, *children: Child | Iterable[Child], **attributes: Attribute) -> Html:
    """One element. Plain strings among the children are escaped, `Html` is not, None is skipped.

    Attribute names: `cls` is `class`, a trailing underscore is dropped, other underscores are
    hyphens. `True` writes the bare attribute, `None` and `False` leave it out.
    """
    start = f"<{tag}{''.join(_attribute(k, v) for k, v in attributes.items())}>"
    return Html(start if tag in _VOID else f"{start}{join(*children)}</{tag}>")


def join(*children: Child | Iterable[Child]) -> Html:
    """Children one after the other, escaped as in `el`."""
    parts: list[str] = []
    for child in children:
        if child is None:
            continue
        if isinstance(child, Html):
            parts.append(child)
        elif isinstance(child, str):
            parts.append(escape(child))
        else:
            parts.append(join(*child))
    return Html("".join(parts))


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = "class" if name == "cls" else name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
