"""The beginning of a text, for a place that would not hold all of it."""


def beginning(text: str, most: int) -> str:
    """A text on one line of at most `most` characters, the sign that it goes on among them."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
