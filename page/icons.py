"""The page's icons: 16 × 16 line drawings that take the colour of the text beside them."""

from page.markup import Html

_PATHS = {
    "arrow-left": "M13 8H3m4-4L3 8l4 4",
    "arrow-down": "M8 3v10M4 9l4 4 4-4",
    "arrow-up": "M8 13V3M4 7l4-4 4 4",
    "book": "M8 4.2C6.6 3.2 4.6 2.8 2.5 3v9.4c2.1-.2 4.1.2 5.5 1.2 1.4-1 3.4-1.4 5.5-1.2V3c-2.1"
    "-.2-4.1.2-5.5 1.2zm0 0v9.4",
    "chart": "M3 13V8.5M8 13V3M13 13V6",
    "check": "M3 8.5l3.2 3.2L13 4.8",
    "chevron": "M6 4l4 4-4 4",
    "circle": "M8 3a5 5 0 100 10A5 5 0 008 3z",
    "close": "M4 4l8 8m0-8l-8 8",
    "comment": "M2.5 3.5h11V11H7.2l-2.9 2.4V11H2.5z",
    "copy": "M5.5 5.5h7v7h-7zM3.5 10.5v-7h7",
    "cross": "M4.5 4.5l7 7m0-7l-7 7",
    "dash": "M4 8h8",
    "down": "M5 3v6.5l3 4 .9-.5c.5-.3.7-.8.6-1.4L9.2 9.5h3.3c.8 0 1.3-.7 1.1-1.4l-1-4c-.2-.7-.7-1"
    ".1-1.4-1.1H5zm0 0H2.5v6.5H5",
    "clip": "M12.8 7.3l-5 5a3 3 0 01-4.3-4.3l5.4-5.4a2 2 0 012.9 2.9L6.5 10.8a1 1 0 01-1.4-1.4l4.8"
    "-4.8",
    "evidence": "M2.5 3h11v10h-11zM9.5 3v10M4.5 6h3m-3 2.5h3",
    "folder": "M2 4h4.2l1.4 1.6H14v7.2H2z",
    "lock": "M4 7.5h8V13H4zM5.6 7.5V5.4a2.4 2.4 0 014.8 0v2.1",
    "menu": "M2.5 3h11v10h-11zM6.5 3v10",
    "moon": "M13 9.5A5.5 5.5 0 016.5 3a5.5 5.5 0 106.5 6.5z",
    "pencil": "M10.5 3.2l2.3 2.3-7.3 7.3-3 .7.7-3z",
    "plus": "M8 3.5v9M3.5 8h9",
    "question": "M5.8 6.2c0-1.4 1-2.2 2.2-2.2s2.2.8 2.2 2c0 1.6-2.2 1.7-2.2 3.2m0 2.3v.2",
    "retry": "M13 8a5 5 0 11-1.6-3.7M13 2.5v3h-3",
    "save": "M8 2.5v7m-3-3l3 3 3-3M3 10.5v2.7h10v-2.7",
    "search": "M7 3a4 4 0 100 8 4 4 0 000-8zm3 7l3.2 3.2",
    "stop": "M4.5 4.5h7v7h-7z",
    "sun": "M8 5.5a2.5 2.5 0 100 5 2.5 2.5 0 000-5zM8 1.8v1.4m0 9.6v1.4M1.8 8h1.4m9.6 0h1.4M3.6 3.6"
    "l1 1m6.8 6.8l1 1m0-8.8l-1 1m-6.8 6.8l-1 1",
    "trash": "M3 4.5h10M6.5 4.5V3h3v1.5m-5 0l.5 8.5h6l.5-8.5",
    "unlock": "M4 7.5h8V13H4zM5.6 7.5V5.2a2.4 2.4 0 014.6-.9",
    "warn": "M8 2.6l6 10.6H2zM8 6.6v3.2m0 1.6v.2",
    "undo": "M3 6.5h6.5a3.2 3.2 0 010 6.5H6M6 3.5l-3 3 3 3",
    "up": "M5 13V6.5l3-4 .9.5c.5.3.7.8.6 1.4L9.2 6.5h3.3c.8 0 1.3.7 1.1 1.4l-1 4c-.2.7-.7 1.1-1.4"
    " 1.1H5zm0 0H2.5V6.5H5",
}


def icon(name: str) -> Html:
    """The drawing called `name`; hidden from screen readers, for the text beside it speaks."""
    return Html(
        '<svg class="icon" viewBox="0 0 16 16" width="16" height="16" fill="none"'
        ' stroke="currentColor" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round"'
        f' aria-hidden="true"><path d="{_PATHS[name]}"/></svg>'
    )
