"""The head of an HTML file of ours, which opens from disk and fetches nothing.

A browser would refuse to: the file's policy allows only the style and the script that stand in
it, by their hashes.
"""

import base64
import hashlib

from knowledge.language import Lang
from knowledge.markup import Html, el


def opening(title: str, lang: Lang, style: str, script: str | None = None) -> str:
    """All that comes before `<body>`. The caller writes `script`, if there is one, at the end."""
    allowed = f"style-src '{_hash(style)}';"
    if script is not None:
        allowed += f" script-src '{_hash(script)}';"
    policy = f"default-src 'none'; {allowed} base-uri 'none'; form-action 'none'"
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", title),
        Html(f"<style>{style}</style>"),
    )
    language = "zh-CN" if lang == "zh" else "en"
    return f'<!DOCTYPE html>\n<html lang="{language}">{head}'


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
