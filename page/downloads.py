"""A fold of links that save what is shown as a file."""

from collections.abc import Sequence
from urllib.parse import quote, urlencode

from knowledge.language import Lang
from knowledge.texts import say
from page.icons import icon
from page.markup import Html, el
from tools.prd.export.exported import FORMS

EXPORT = "casebook/export"
"""Below this lie the addresses; relative, so that the page may be served below a path."""


def run_downloads(runs: Sequence[str], lang: Lang) -> Html:
    """Runs as a report, a table and lines."""
    return _fold(
        [
            (
                say(f"interchange.form.{form}", lang),
                f"{EXPORT}/runs?{urlencode({'run': runs, 'to': form, 'lang': lang}, doseq=True)}",
            )
            for form in ("html", "csv", "jsonl")
        ],
        lang,
    )


def set_downloads(name: str, version: int, lang: Lang) -> Html:
    """A frozen set as a table and lines."""
    return _fold(
        [
            (
                say(f"interchange.form.{form}", lang),
                f"{EXPORT}/set?{urlencode({'name': name, 'version': version, 'to': form})}",
            )
            for form in ("csv", "jsonl")
        ],
        lang,
    )


def prd_downloads(prd: str, version: int, lang: Lang) -> Html:
    """A version of a PRD in each form that it leaves in."""
    return _fold(
        [
            (
                say(f"prd_export.form.{form}", lang),
                f"{EXPORT}/prd?{urlencode({'prd': prd, 'version': version, 'to': form})}",
            )
            for form in FORMS
        ],
        lang,
    )


def training_link(folder: str, name: str) -> Html:
    """A file of a fine-tuning set; `folder` is told below the workspace's exports."""
    inner = folder.partition("/")[2] or folder
    return el("a", name, href=f"{EXPORT}/training/{quote(f'{inner}/{name}')}", download=True)


def _fold(links: Sequence[tuple[str, str]], lang: Lang) -> Html:
    return el(
        "details",
        el("summary", icon("save"), say("interchange.save", lang), cls="button quiet text"),
        el("ul", [el("li", _link(name, href)) for name, href in links]),
        cls="downloads",
    )


def _link(name: str, href: str) -> Html:
    """The script fetches what is behind it, so that it can say what is wrong where that fails."""
    return el("a", name, href=href, download=True, data_act="save")
