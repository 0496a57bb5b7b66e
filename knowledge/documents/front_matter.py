"""Front matter: the YAML block that may open a Markdown file."""

import re

import yaml

_BLOCK = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.{0,8000}?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The scalar fields of the front matter, as written, and the text after it.

    What only looks like front matter, such as prose between two rules, stays in the text.
    """
    block = _BLOCK.match(text)
    if block is None:
        return {}, text
    try:
        # BaseLoader builds strings, lists and dictionaries only: `2.10` stays `2.10`.
        fields = yaml.load(block[1], Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError):
        return {}, text
    if not isinstance(fields, dict):
        return {}, text
    scalars = {str(key): value for key, value in fields.items() if isinstance(value, str)}
    return scalars, text[block.end() :]
