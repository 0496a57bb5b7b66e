"""The page's name for the markup that the tools' reports are made of, too."""

from knowledge.markup import Attribute, Child, Html, el, join

__all__ = ["Attribute", "Child", "Html", "el", "join"]
