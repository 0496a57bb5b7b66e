"""How the page looks before our style sheet: Gradio's own parts in our colours and fonts."""

from pathlib import Path
from typing import Any

import gradio as gr

_HERE = Path(__file__).parent

_STYLE = (
    "colours",
    "frame",
    "talk",
    "evidence",
    "clusters",
    "models",
    "runs",
    "scenarios",
    "sets",
    "needs",
    "comparison",
    "finetune",
    "prd",
    "prd_editing",
    "prd_versions",
    "knowledge",
    "intake",
    "narrow",
)
"""The style sheets, in the order in which they overrule each other."""

_SCRIPT = (
    "place",
    "panels",
    "asking",
    "answers",
    "knowledge",
    "intake",
    "quadrant",
    "annotating",
    "saving",
    "prd",
    "acts",
    "drawn",
    "start",
)
"""The files of the script, which are one function together: what one defines the next may use."""

_SANS = ("Inter", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC")
_MONO = ("SF Mono", "JetBrains Mono", "Menlo", "Consolas", "Noto Sans Mono CJK SC")

_POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:;"
    " object-src 'none'; base-uri 'self'; form-action 'self'"
)
"""The browser itself refuses to load anything from elsewhere, whatever a text asks for."""


def looks() -> dict[str, Any]:
    """Theme, style, script and icon, as `gr.Blocks.launch` takes them.

    The style goes into the head: through `css` Gradio would put its own prefix before every
    selector, which breaks those that start at the root or stand in a media query.
    """
    style = "".join((_HERE / "style" / f"{name}.css").read_text("utf-8") for name in _STYLE)
    parts = [(_HERE / "script" / f"{name}.js").read_text("utf-8") for name in _SCRIPT]
    script = '(() => {\n"use strict";\n' + "\n".join(parts) + "\n})();"
    return {
        "theme": _theme(),
        "head": f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<style>{style}</style><script>{script}</script>",
        "favicon_path": _HERE / "favicon.png",
    }


def _theme() -> gr.themes.Base:
    """Fonts of the reader's own system only: nothing is fetched."""
    return gr.themes.Base(
        font=[*_SANS, "system-ui", "sans-serif"],
        font_mono=[*_MONO, "ui-monospace", "monospace"],
    ).set(
        body_background_fill="#ffffff",
        body_background_fill_dark="#131416",
        body_text_color="#1d2025",
        body_text_color_dark="#e7e8ea",
    )
