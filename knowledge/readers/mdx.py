"""MDX and HTML within Markdown: the tags go, their words stay."""

import re

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_IMPORT = re.compile(r"import\s+(?:[\w$*{][^;\n]*?\sfrom\s+)?[\"'][^\"'\n]+[\"'];?\s*$")
_EXPORT = re.compile(r"export\s+(?:const|let|var|default|function|class|async|\{|\*)")
_COMMENT = re.compile(r"\{/\*.{0,20000}?\*/\}|<!--.{0,20000}?-->", re.DOTALL)
_SPACE = re.compile(r"\{\s*(?:\"\s*\"|'\s*'|`\s*`)\s*\}")
_CODE_SPAN = re.compile(r"(`+)(?!`).{1,2000}?(?<!`)\1(?!`)", re.DOTALL)
_BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,2000}\}){0,500}\}){0,2000}\}"
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][\w.-]{0,60})"
    rf"(?P<attributes>(?:\s+|[\w:@.-]+(?:\s*=\s*(?:\"[^\"]{{0,4000}}\"|'[^']{{0,4000}}'|{_BRACES}))?"
    rf"|{_BRACES}){{0,200}})(?P<single>/?)>"
)
_WORDS = re.compile(
    r"\b(?:title|label|description|alt|summary|caption|subtitle|heading|headline|header|tip|text)"
    r"\s*=\s*(?:\"([^\"]{1,4000})\"|'([^']{1,4000})'|\{\s*[\"'`]([^{}]{1,4000})[\"'`]\s*\})"
)
# What must stay on one line to be what it is.
_ONE_LINE = re.compile(r"<(h[1-6]|tr)\b[^<>]{0,2000}>.{0,8000}?</\1>", re.DOTALL)
_FIXED = {
    **{f"h{level}": (f"\n\n{'#' * level} ", "\n\n") for level in range(1, 7)},
    "br": ("\n", "\n"),
    "td": ("", " | "),
    "th": ("", " | "),
    "tr": ("\n| ", ""),
    "li": ("\n- ", "\n"),
}
_HTML = frozenset(
    "a abbr article aside audio b blockquote br button caption center cite code col colgroup dd "
    "del details dfn div dl dt em figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr "
    "i iframe img input ins kbd label li link main mark meta nav object ol option p path pre q s "
    "samp script section select small source span strike strong style sub summary sup svg table "
    "tbody td tfoot th thead time tr track u ul var video wbr".split()
)
_BREAKING = frozenset(
    "article aside blockquote center dd details div dl dt figcaption figure footer form header hr "
    "iframe li main nav ol p section summary table tr ul video".split()
)


def read_mdx(text: str) -> str:
    """The Markdown of an MDX page: without imports, exports, comments and tags.

    What tags say to a reader stays: their children, titles, labels, descriptions and
    captions. Code stays as it is, and so does what only looks like a tag, such as `<your-key>`.
    """
    out: list[str] = []
    prose: list[str] = []
    fence, base, strip = "", 0, 0
    exporting = False
    for line in text.replace("\r\n", "\n").split("\n"):
        mark = _FENCE.match(line)
        if fence:
            out.append(line[min(_indent(line), strip) :])
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif mark:
            clean, base = _without_tags(prose, base)
            out += clean
            prose, fence = [], mark[1]
            # Code within a list item keeps to it; elsewhere its indentation came from tags.
            above = next((one for one in reversed(clean) if one.strip()), "")
            strip = min(base, _indent(line)) if _is_item(above) else _indent(line)
            out.append(line[strip:])
        elif exporting or _EXPORT.match(line):
            exporting = bool(line.strip())  # an export lasts until a blank line
        elif not _IMPORT.match(line):
            prose.append(line)
    return "\n".join([*out, *_without_tags(prose, base)[0]])


def _without_tags(lines: list[str], base: int) -> tuple[list[str], int]:
    """The words of some lines, and how far the last of them was indented by nesting."""
    text = _COMMENT.sub("", "\n".join(lines))
    text = _ONE_LINE.sub(lambda found: " ".join(found[0].split()), text)
    kept: list[str] = []
    at = 0
    for span in _CODE_SPAN.finditer(text):
        kept += [_words_of(text[at : span.start()]), span[0]]
        at = span.end()
    kept.append(_words_of(text[at:]))
    return _dedented("".join(kept).split("\n"), base)


def _words_of(text: str) -> str:
    return _TAG.sub(_said, _SPACE.sub(" ", text))


def _said(tag: re.Match[str]) -> str:
    """What stands in the place of a tag."""
    name, closing = tag["name"], bool(tag["close"])
    if not name[0].isupper() and name.lower() not in _HTML:
        return tag[0]
    if name.lower() in _FIXED:
        return _FIXED[name.lower()][closing]
    words = [one for found in _WORDS.findall(tag["attributes"]) for one in found if one.strip()]
    inline = not name[0].isupper() and name.lower() not in _BREAKING
    if inline or _is_within_a_line(tag):
        return " ".join([*words, ""]) if words else ""
    return f"\n\n**{' — '.join(words)}**\n\n" if words else "\n"


def _is_within_a_line(tag: re.Match[str]) -> bool:
    before = tag.string[tag.string.rfind("\n", 0, tag.start()) + 1 : tag.start()].rstrip()
    return bool(before) and before[-1] != ">"


def _dedented(lines: list[str], base: int) -> tuple[list[str], int]:
    """Without the indentation that nesting in tags gave; that of lists stays relative."""
    out: list[str] = []
    for line in lines:
        if not line.strip():
            if not out or out[-1]:
                out.append("")
            continue
        opens = not out or not out[-1]
        # A paragraph after a blank line is not indented, unless it goes on with a list item.
        above = next((one for one in reversed(out) if one.strip()), "")
        if _indent(line) < base or (opens and not _is_item(above)):
            base = _indent(line)
        out.append(line[min(base, _indent(line)) :].rstrip())
    return out, base


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_item(line: str) -> bool:
    return re.match(r"\s*(?:[-*+]|\d+[.)])\s", line) is not None
