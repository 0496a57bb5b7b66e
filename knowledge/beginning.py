"""The beginning of a text, for a place that would not hold all of it."""


def beginning(text: str, most: int) -> str:
    """A text on one line; of a longer one `most` characters, and a sign that it goes on."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rstrip() + "…"
