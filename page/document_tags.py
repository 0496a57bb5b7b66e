"""What stands beside a document's name: which version it is, and that a newer one has its place."""

from knowledge.language import Lang
from knowledge.texts import say
from page.markup import Html, el


def stale_badge(lang: Lang) -> Html:
    """The tag of a document whose place a newer one has taken."""
    return el("span", say("page.knowledge.superseded", lang), cls="stale")


def numbered(version: str) -> str:
    """A bare number as a version: `v1.4`."""
    return f"v{version}" if version[:1].isdigit() else version
