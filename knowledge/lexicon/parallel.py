"""Sentences and their translations, from packages that ship in both languages.

Understood are gettext catalogues (`zh_Hans`, `zh_CN`, `zh`), JSON catalogues of JupyterLab's
language packs and of Airflow's page, and the two folders of a LibreOffice help in HTML.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from bs4 import BeautifulSoup

from knowledge.han import HAN

Sentences = tuple[str, str]
"""English, and its Chinese translation."""

_CATALOGUE = re.compile(r"(?:zh_Hans|zh_CN|/zh)/LC_MESSAGES/[^/]+\.po$")
_LINE = re.compile(r'(?:(msgid|msgstr)(?:\[0\])?\s+)?"(.*)"\s*$')
_HOLES = re.compile(r"%\([^)]*\)[sd]|\{[^}]*\}|<[^>]*>|%[sd]|[_&]|\\[nt\"]")


def in_package(package: Path) -> Iterator[Sentences]:
    """Those of a wheel."""
    with ZipFile(package) as archive:
        for name in archive.namelist():
            if _CATALOGUE.search(name):
                yield from _useful(_in_catalogue(archive.read(name).decode("utf-8")))
            elif "LC_MESSAGES/" in name and name.endswith(".json"):
                yield from _useful(_in_language_pack(json.loads(archive.read(name))))
            elif "locales/zh-CN/" in name and name.endswith(".json"):
                english = name.replace("zh-CN", "en")
                if english in archive.namelist():
                    yield from _useful(
                        _in_pages(json.loads(archive.read(english)), json.loads(archive.read(name)))
                    )


def in_help(english: Path, chinese: Path) -> Iterator[Sentences]:
    """Those of two folders of the same pages, where a page has as many blocks in both."""
    for page in sorted(english.rglob("*.html")):
        translated = chinese / page.relative_to(english)
        if translated.exists():
            left, right = _blocks(page), _blocks(translated)
            if [kind for kind, _ in left] == [kind for kind, _ in right]:
                yield from _useful(
                    (one, other) for (_, one), (_, other) in zip(left, right, strict=True)
                )


def _useful(found: Iterator[Sentences]) -> Iterator[Sentences]:
    """Without placeholders, and only what was translated from one script to the other."""
    for english, chinese in found:
        if HAN.search(chinese) and not HAN.search(english):
            yield _HOLES.sub(" ", english), _HOLES.sub(" ", chinese)


def _in_catalogue(text: str) -> Iterator[Sentences]:
    entry: dict[str, str] = {}
    current = ""
    for line in [*text.splitlines(), ""]:
        found = _LINE.match(line.strip())
        if found:
            current = found[1] or current
            entry[current] = entry.get(current, "") + found[2]
        elif not line.strip():
            if entry.get("msgid") and entry.get("msgstr"):
                yield entry["msgid"], entry["msgstr"]
            entry, current = {}, ""


def _in_language_pack(entries: dict[str, Any]) -> Iterator[Sentences]:
    for english, chinese in entries.items():
        first = chinese[0] if isinstance(chinese, list) and chinese else chinese
        if english and isinstance(first, str):
            yield english.split("\u0004")[-1], first


def _in_pages(english: Any, chinese: Any) -> Iterator[Sentences]:
    if isinstance(english, dict) and isinstance(chinese, dict):
        for key in sorted(english.keys() & chinese.keys()):
            yield from _in_pages(english[key], chinese[key])
    elif isinstance(english, str) and isinstance(chinese, str):
        yield english, chinese


def _blocks(page: Path) -> list[tuple[str, str]]:
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "lxml")
    body = soup.find(id="DisplayArea") or soup
    found = body.find_all(["h1", "h2", "h3", "p"])
    return [(one.name, text) for one in found if (text := one.get_text(" ", strip=True))]
