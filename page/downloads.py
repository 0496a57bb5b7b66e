"""A fold of links that save what is shown as a file."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from knowledge.language import Lang
from knowledge.texts import say
from page.icons import icon
from page.markup import Html, el
from tools.prd.export.exported import FORMS

if TYPE_CHECKING:
    from tools.bad_cases import BadCasesArtifact

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


def case_downloads(found: "BadCasesArtifact", lang: Lang) -> Html:
    """The failures of a list as a table, narrowed as they are shown and to the same moments."""
    asked = found.asked.model_dump(mode="json", exclude_defaults=True, exclude={"part", "against"})
    traffic = found.traffic
    if traffic.first and traffic.last:
        asked.pop("period", None)
        until = traffic.last + timedelta(microseconds=1)
        asked |= {"since": traffic.first.isoformat(), "until": until.isoformat()}
    address = f"{EXPORT}/cases?{urlencode({**asked, 'lang': lang})}"
    return _fold([(say("interchange.form.csv", lang), address)], lang)


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
